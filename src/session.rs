//! Whether there is a session with the panel, and which panel it is. One signal tells all of the app; signing in again
//! happens over the page, so nothing on it is lost.

use leptos::prelude::*;
use panel::api::{self, session::Credentials};
use panel::dialect::{Detection, Panel, Step};
use panel::error::ApiError;

use crate::browser::storage;
use crate::transport;

/// What this browser remembers of the panel, so that a visit with a living session starts without probing.
const PANEL: &str = "panel";
/// The calls the boot script starts beside the Wasm's download; there are some only while a session may be alive.
const FIRST: &str = "first";

/// How it stands between the app and the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody is signed in: the form stands alone.
    SignedOut,
    /// Somebody is.
    Live,
    /// Somebody was; the form lies over the page.
    Lost,
}

/// The session.
#[derive(Clone, Copy)]
pub struct Session {
    stage: RwSignal<Stage>,
    panel: RwSignal<Option<Panel>>,
    /// Whether the session is only remembered and has not answered yet.
    presumed: StoredValue<bool>,
    interrupted: StoredValue<Vec<Callback<()>>>,
}

/// Why there is no session yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The panel could not be asked, or answered something else.
    Error(ApiError),
    /// A 3x-ui panel refuses every path: the address is not the one it wants to be called by.
    WrongDomain,
}

impl Session {
    /// Starts from what is remembered.
    pub fn start() -> Self {
        let remembered = storage::read(PANEL).and_then(|text| Panel::recall(&text));
        let presumed = remembered.is_some() && storage::read(FIRST).is_some();
        let this = Self {
            stage: RwSignal::new(if presumed { Stage::Live } else { Stage::SignedOut }),
            panel: RwSignal::new(None),
            presumed: StoredValue::new(presumed),
            interrupted: StoredValue::new(Vec::new()),
        };
        if let Some(panel) = remembered.filter(|_| presumed) {
            this.meet(panel);
        }
        transport::on_session_lost(Callback::new(move |()| this.lose()));
        this
    }

    /// How it stands, tracked.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Whether the panel may be asked, tracked.
    pub fn live(self) -> Signal<bool> {
        let stage = self.stage;
        Signal::derive(move || stage.get() == Stage::Live)
    }

    /// Whether the panel may be asked now; not either once nobody is there to look.
    pub fn is_live(self) -> bool {
        self.stage.try_get_untracked() == Some(Stage::Live)
    }

    /// The panel as far as it is known, tracked.
    pub fn panel(self) -> Option<Panel> {
        self.panel.get()
    }

    /// The panel, where pages are: they exist only while it is known.
    pub fn panel_untracked(self) -> Option<Panel> {
        self.panel.get_untracked()
    }

    /// Finds out which panel this is, asking only what needs no session.
    pub async fn detect(self) -> Result<Panel, Refusal> {
        let mut detection = Detection::start();
        loop {
            transport::set_csrf(detection.csrf().cloned());
            let reply = transport::send(&detection.request()).await.map_err(Refusal::Error)?;
            match detection.advance(&reply) {
                Step::Ask => {}
                Step::Found(panel, token) => {
                    transport::set_csrf(token);
                    self.meet(panel.clone());
                    return Ok(panel);
                }
                Step::Failed(error) => return Err(Refusal::Error(error)),
                Step::NotAPanel => return Err(Refusal::Error(ApiError::NotAPanel)),
                Step::Blocked => return Err(Refusal::WrongDomain),
            }
        }
    }

    /// Whether somebody is signed in all the same: through the panel's own page, or in a browser that has forgotten
    /// what was here and kept its cookies.
    pub async fn is_alive(self, panel: &Panel) -> bool {
        transport::quietly(&api::session::probe(panel)).await.is_ok()
    }

    /// Signs in, and lets the page go on.
    pub async fn sign_in(self, panel: &Panel, who: &Credentials) -> Result<(), ApiError> {
        transport::quietly(&api::session::login(panel, who)).await?;
        self.enter(panel.clone()).await;
        Ok(())
    }

    /// Learns the exact version, and lets the page go on.
    pub async fn enter(self, mut panel: Panel) {
        while let Some(question) = panel.refine_request() {
            let Ok(reply) = transport::send(&question).await else { break };
            panel.refine(&reply);
        }
        self.remember_first(&[api::inbounds::first(&panel)]);
        self.meet(panel);
        self.stage.set(Stage::Live);
        for resume in self.interrupted.try_update_value(std::mem::take).unwrap_or_default() {
            resume.run(());
        }
    }

    /// Ends the session on this device.
    pub async fn sign_out(self) -> Result<(), ApiError> {
        if let Some(panel) = self.panel.get_untracked() {
            transport::quietly(&api::session::logout(&panel)).await?;
        }
        storage::forget(FIRST);
        transport::set_csrf(None);
        let _ = window().location().reload();
        Ok(())
    }

    /// Remembers that somebody is signed in, and which calls the next visit's boot script should begin with.
    pub fn remember_first(self, paths: &[String]) {
        self.presumed.set_value(false);
        storage::write(FIRST, &paths.join("\n"));
    }

    /// Runs `resume` once somebody has signed in again: the interrupted action's second chance.
    pub fn after_sign_in(self, resume: Callback<()>) {
        self.interrupted.update_value(|list| list.push(resume));
    }

    fn meet(self, panel: Panel) {
        transport::meet(panel.clone());
        storage::write(PANEL, &panel.remember());
        self.panel.set(Some(panel));
    }

    fn lose(self) {
        storage::forget(FIRST);
        let stage = if self.presumed.get_value() { Stage::SignedOut } else { Stage::Lost };
        if self.stage.get_untracked() == Stage::Live {
            self.stage.set(stage);
        }
    }
}

/// The session of this app.
pub fn use_session() -> Session {
    expect_context()
}
