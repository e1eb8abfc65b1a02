//! Every answer that real panels gave is read by the call that would have asked for it, and must mean what the table
//! `data/recorded.tsv` says. The table was worked out from the recordings without this crate.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "recorded/calls.rs"]
mod calls;
#[path = "recorded/files.rs"]
mod files;
#[path = "recorded/words.rs"]
mod words;

use files::{Recording, names, table};

#[test]
fn every_recorded_answer_is_read_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in table() {
        if row.call == "skip" {
            continue;
        }
        let recording = Recording::open(&row.file);
        let read = calls::read(&row.call, &recording);
        if read != row.meaning {
            wrong.push(format!("{}\n  wanted {}\n  read   {read}", row.file, row.meaning));
        }
    }
    assert!(wrong.is_empty(), "{} answers are read wrongly:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_recording_is_left_out_of_the_table() {
    let mut files: Vec<String> = table().into_iter().map(|row| row.file).collect();
    let rows = files.len();
    files.sort();
    files.dedup();
    assert_eq!(files.len(), rows, "a file stands twice in the table");
    assert_eq!(files, names());
    assert!(rows > 1000);
}

#[test]
fn only_pages_of_html_are_skipped_and_each_says_why() {
    for row in table().into_iter().filter(|row| row.call == "skip") {
        assert!(row.meaning.len() > 20, "{}", row.file);
        let text = Recording::open(&row.file).reply.text;
        assert!(text.contains("a whole page"), "{}", row.file);
    }
}

#[test]
fn each_answer_is_asked_for_where_the_recording_asked() {
    let mut wrong = Vec::new();
    for row in table() {
        let recording = Recording::open(&row.file);
        let Some(request) = calls::request(&row.call, &recording) else { continue };
        let asked = format!("{:?} {}", request.method, request.path);
        if asked != recording.asked() && !recording.is_elsewhere() {
            wrong.push(format!("{}: recorded {}, asked {asked}", row.file, recording.asked()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
