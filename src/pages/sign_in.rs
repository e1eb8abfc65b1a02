//! Signing in. The form is part of `index.html`, so it can be typed into before this code arrives; this takes it over
//! as it stands. It lies alone on the screen at first, and over the page when a session ends.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api::session::Credentials;
use panel::dialect::{Factor, Panel};
use panel::error::ApiError;
use panel::model::Secret;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};

use crate::session::{Refusal, Session, Stage};
use crate::words::{Key, advice, fill, t, title};

/// The form's elements, found once.
#[derive(Clone)]
struct Form {
    dialog: HtmlDialogElement,
    form: HtmlElement,
    user: HtmlInputElement,
    password: HtmlInputElement,
    factor: HtmlElement,
    code: HtmlInputElement,
    button: HtmlElement,
    fault: HtmlElement,
    why: HtmlElement,
    facts: HtmlElement,
}

/// Takes the page's form over. Typed text, focus and an early Enter stay.
pub fn take_over(session: Session) -> Option<()> {
    let form = Form::find()?;
    form.label();
    let form = StoredValue::new_local(form);
    let found: RwSignal<Option<Result<Panel, Refusal>>> = RwSignal::new(None);
    let waiting = RwSignal::new(take_early());
    let detect = move |first: bool| {
        found.set(None);
        spawn_local(async move {
            let outcome = session.detect().await;
            found.set(Some(outcome.clone()));
            let Ok(panel) = outcome else { return };
            // Whoever signs in meanwhile is not overtaken.
            let idle = || !waiting.get_untracked();
            if first && idle() && session.is_alive(&panel).await && idle() {
                session.enter(panel).await;
                form.with_value(Form::clear);
            }
        });
    };

    Effect::new(move |before: Option<Stage>| {
        let stage = session.stage();
        form.with_value(|form| form.show(stage));
        if stage != Stage::Live && before != Some(stage) {
            // Later the panel has just said that nobody is signed in.
            detect(before.is_none());
        }
        stage
    });
    Effect::new(move |_| form.with_value(|form| form.tell(found.get().as_ref())));
    Effect::new(move |_| {
        form.with_value(|form| form.busy(waiting.get()));
        let (true, Some(outcome)) = (waiting.get(), found.get()) else { return };
        match outcome {
            Ok(panel) => submit(session, panel, form, waiting),
            Err(_) => waiting.set(false),
        }
    });
    let handle = form.with_value(|form| form.form.clone());
    let on_submit = wasm_bindgen::closure::Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        if found.with_untracked(|found| matches!(found, Some(Err(_)))) {
            detect(false);
        }
        waiting.set(true);
    });
    let _ = handle.add_event_listener_with_callback("submit", on_submit.as_ref().unchecked_ref());
    on_submit.forget();
    Some(())
}

fn submit(session: Session, panel: Panel, form: StoredValue<Form, LocalStorage>, waiting: RwSignal<bool>) {
    let who = form.with_value(Form::credentials);
    spawn_local(async move {
        let outcome = session.sign_in(&panel, &who).await;
        waiting.set(false);
        form.with_value(|form| match outcome {
            Ok(()) => form.clear(),
            Err(error) => form.refuse(&error, &panel),
        });
    });
}

/// Whether somebody pressed Enter before this code was there.
fn take_early() -> bool {
    let Ok(boot) = js_sys::Reflect::get(&window(), &"latchkey".into()) else { return false };
    let early = js_sys::Reflect::get(&boot, &"early".into()).is_ok_and(|early| early.is_truthy());
    let _ = js_sys::Reflect::set(&boot, &"early".into(), &false.into());
    early
}

impl Form {
    fn find() -> Option<Self> {
        Some(Self {
            dialog: element("enter")?,
            form: element("sign-in")?,
            user: element("user")?,
            password: element("password")?,
            factor: element("factor")?,
            code: element("code")?,
            button: element("sign-in-go")?,
            fault: element("sign-in-fault")?,
            why: element("sign-in-why")?,
            facts: element("sign-in-facts")?,
        })
    }

    /// Puts the words of the chosen language on the form.
    fn label(&self) {
        for (selector, key) in
            [("label[for=user]", Key::UserName), ("label[for=password]", Key::Password), ("#sign-in-go", Key::SignIn)]
        {
            if let Ok(Some(label)) = self.form.query_selector(selector) {
                label.set_text_content(Some(t(key)));
            }
        }
        if let Some(place) = element::<HtmlElement>("sign-in-where") {
            place.set_text_content(window().location().host().ok().as_deref());
        }
    }

    fn show(&self, stage: Stage) {
        if let Some(root) = document().document_element() {
            let _ = root.class_list().toggle_with_force("alive", false);
        }
        if let Some(skeleton) = element::<HtmlElement>("skeleton") {
            skeleton.remove();
        }
        self.why.set_hidden(stage != Stage::Lost);
        self.why.set_text_content(Some(t(Key::SessionLostOverPage)));
        if stage == Stage::Live {
            self.dialog.close();
            return;
        }
        let _ = self.dialog.class_list().toggle_with_force("over", stage == Stage::Lost);
        if !self.dialog.open() {
            self.dialog.show();
            let _ = if self.user.value().is_empty() { self.user.focus() } else { self.password.focus() };
        }
    }

    /// Says what was found at the address.
    fn tell(&self, found: Option<&Result<Panel, Refusal>>) {
        let plain = window().location().protocol().is_ok_and(|protocol| protocol == "http:") && !local();
        let mut facts = Vec::new();
        match found {
            Some(Ok(panel)) => {
                facts.push(panel.label());
                let wanted = panel.factor != Factor::None;
                self.factor.set_hidden(!wanted);
                self.code.set_required(wanted);
                if let Some(label) = element::<HtmlElement>("factor-label") {
                    let key = if panel.factor == Factor::SecretWord { Key::SecretWord } else { Key::OneTimeCode };
                    label.set_text_content(Some(t(key)));
                }
                self.code.set_input_mode(if panel.factor == Factor::TwoFactor { "numeric" } else { "text" });
            }
            Some(Err(Refusal::Error(error))) => self.fault(title(error), &address_advice(error)),
            Some(Err(Refusal::WrongDomain)) => self.fault(t(Key::WrongDomain).into(), t(Key::WrongDomainAdvice)),
            None => {}
        }
        if plain {
            facts.push(t(Key::PlainHttp).into());
        }
        self.facts.set_text_content(Some(&facts.join(" · ")));
    }

    fn busy(&self, busy: bool) {
        let _ = if busy {
            self.fault.set_hidden(true);
            self.button.set_attribute("aria-busy", "true")
        } else {
            self.button.remove_attribute("aria-busy")
        };
    }

    fn credentials(&self) -> Credentials {
        Credentials {
            user: self.user.value(),
            password: Secret::new(self.password.value()),
            code: Secret::new(self.code.value()),
        }
    }

    fn clear(&self) {
        self.password.set_value("");
        self.code.set_value("");
        self.fault.set_hidden(true);
    }

    fn refuse(&self, error: &ApiError, panel: &Panel) {
        let ApiError::Refused { message } = error else {
            return self.fault(title(error), &address_advice(error));
        };
        let mut more = vec![t(Key::SignInRefusedAdvice)];
        if panel.factor == Factor::TwoFactor {
            more.push(t(Key::CodeWaitForNext));
        }
        if panel.has_login_limiter() {
            more.push(t(Key::SignInBlockedAdvice));
        }
        self.fault(fill(Key::SignInRefused, &[("words", message)]), &more.join(" "));
        if panel.factor == Factor::None {
            self.password.select();
            let _ = self.password.focus();
        } else {
            self.code.set_value("");
            let _ = self.code.focus();
        }
    }

    fn fault(&self, title: String, more: &str) {
        self.fault.set_text_content(None);
        let document = document();
        for (tag, text) in [("b", title.as_str()), ("span", more)] {
            if let Ok(part) = document.create_element(tag) {
                part.set_text_content(Some(text));
                let _ = self.fault.append_child(&part);
            }
        }
        self.fault.set_hidden(false);
    }
}

/// Advice that names the address that was asked, since that is what may be wrong.
fn address_advice(error: &ApiError) -> String {
    match error {
        ApiError::NotAPanel => {
            let base = crate::transport::base().unwrap_or_default();
            fill(Key::NotAPanelAt, &[("address", &base)])
        }
        other => advice(other),
    }
}

fn local() -> bool {
    window().location().hostname().is_ok_and(|host| host == "localhost" || host == "127.0.0.1" || host == "[::1]")
}

fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
