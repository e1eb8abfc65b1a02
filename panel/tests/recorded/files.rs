//! The recordings and the table, as files.

use panel::api::Reply;
use panel::dialect::{Dialect, Factor, Panel, Version};
use serde_json::Value;
use std::path::PathBuf;

/// One row of the table.
pub struct Row {
    pub file: String,
    pub call: String,
    pub meaning: String,
}

/// One exchange.
pub struct Recording {
    pub folder: String,
    pub request: Value,
    pub answer: Value,
    pub reply: Reply,
}

fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

pub fn table() -> Vec<Row> {
    let text = std::fs::read_to_string(data().join("recorded.tsv")).unwrap();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut cells = line.splitn(3, '\t').map(str::to_owned);
            let mut cell = || cells.next().unwrap_or_else(|| panic!("a cell is missing: {line}"));
            Row { file: cell(), call: cell(), meaning: cell() }
        })
        .collect()
}

/// All recordings, by folder and name.
pub fn names() -> Vec<String> {
    let mut names = Vec::new();
    for folder in std::fs::read_dir(data().join("recorded")).unwrap().flatten() {
        for file in folder.path().read_dir().into_iter().flatten().flatten() {
            let (folder, file) = (folder.file_name(), file.file_name());
            if let Some(name) = file.to_string_lossy().strip_suffix(".json") {
                names.push(format!("{}/{name}", folder.to_string_lossy()));
            }
        }
    }
    names.sort();
    names
}

impl Recording {
    pub fn open(file: &str) -> Self {
        let text = std::fs::read_to_string(data().join("recorded").join(format!("{file}.json"))).unwrap();
        let whole: Value = serde_json::from_str(&text).unwrap();
        let answer = whole["answer"].clone();
        let body = match (&answer["json"], &answer["text"]) {
            (Value::Null, Value::String(text)) => text.clone(),
            (json, _) => json.to_string(),
        };
        // The app does not follow redirects: a browser shows them as status 0 without a body.
        let reply = match answer["status"].as_u64().unwrap_or_default() {
            307 => Reply { status: 0, text: String::new() },
            status => Reply { status: u16::try_from(status).unwrap(), text: body },
        };
        let folder = file.split('/').next().unwrap().to_owned();
        Self { folder, request: whole["request"].clone(), answer, reply }
    }

    /// Method and path as the app writes them.
    pub fn asked(&self) -> String {
        let method = if self.request["method"] == "GET" { "Get" } else { "Post" };
        format!("{method} {}", self.path())
    }

    pub fn path(&self) -> &str {
        self.request["path"].as_str().unwrap().strip_prefix("{base}").unwrap()
    }

    /// Whether it was asked on purpose where this panel does not have it.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self.answer["status"].as_u64(), Some(404)) || self.path().ends_with("/abc")
    }

    /// The last segment of the path, without the query.
    pub fn last(&self) -> &str {
        self.path().split('?').next().unwrap().rsplit('/').next().unwrap()
    }

    /// The panel that answered.
    pub fn panel(&self) -> Panel {
        let version = match self.folder.as_str() {
            "a" => Version::new(2, 6, 8),
            "a-2.0.0" => Version::new(2, 0, 0),
            "a-2.5.8" => Version::new(2, 5, 8),
            "b" => Version::new(2, 9, 4),
            "c0" => Version::new(3, 0, 2),
            _ => Version::new(3, 6, 0),
        };
        Panel::new(Dialect::of(version), Some(version), Factor::None)
    }
}
