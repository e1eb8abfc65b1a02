//! What a link says: paste a friend's key and see each field, what is wrong with it, and which apps can use it.

mod owner;

use leptos::prelude::*;
use panel::doctor::{Severity, examine_link};
use panel::link::{self, ParseError, Parsed, Part, Reason, Strictness};
use panel::route::Route;

use crate::browser::clock;
use crate::pages::below::Below;
use crate::parts::{Note, Tone, live};
use crate::words::{Key, fill, rule, t};
use owner::Checked;

/// The page. The pasted text stays in this page and is sent nowhere.
#[component]
pub fn ReadPage() -> impl IntoView {
    let text = RwSignal::new(String::new());
    let typed = move |event| text.set(event_target_value(&event));
    view! {
        <Below of=Route::People title=Key::ReadLink />
        <main class="page narrow-page" id="main" tabindex="-1">
            <div class="field">
                <label for="link-text">{t(Key::PasteLink)}</label>
                <textarea id="link-text" class="mono" dir="ltr" rows="5" autocomplete="off" spellcheck="false" prop:value=text on:input=typed></textarea>
                <p class="help">{t(Key::PasteLinkHelp)}</p>
            </div>
            {live(move || text.with(|text| told(text)))}
        </main>
    }
}

/// What the text says, or where it stops being a link.
fn told(text: &str) -> Option<AnyView> {
    if text.trim().is_empty() {
        return None;
    }
    Some(match link::parse(text, Strictness::Lenient) {
        Ok(parsed) => {
            let strict = link::parse(text, Strictness::Strict).err();
            view! {
                {strict.map(|error| fault(&error, Tone::Warn))}
                {
                    let rows = fields(&parsed);
                    view! { <Checked link=parsed /> {rows} }
                }
            }
            .into_any()
        }
        Err(error) => fault(&error, Tone::Bad).into_any(),
    })
}

fn fault(error: &ParseError, tone: Tone) -> impl IntoView + use<> {
    let title = fill(Key::LinkFault, &[("part", &part(&error.part)), ("reason", t(reason(error.reason)))]);
    view! { <Note tone title more=String::new() urgent=tone == Tone::Bad /> }
}

/// What the doctor says of the key by itself, where there is no inbound to hold it against.
fn findings(parsed: &Parsed) -> impl IntoView + use<> {
    let found = examine_link(parsed, clock::now()).into_iter();
    let found: Vec<_> = found.filter(|found| found.severity >= Severity::Warning).collect();
    let good = found.is_empty().then(|| view! { <Note tone=Tone::Ok title=t(Key::LinkReads).to_owned() /> });
    let note = |found: panel::doctor::Finding| {
        let (title, advice) = rule(found.rule);
        let tone = if found.severity >= Severity::Dead { Tone::Bad } else { Tone::Warn };
        view! { <Note tone title=title.to_owned() more=advice.to_owned() /> }
    };
    view! {
        {good}
        {found.into_iter().map(note).collect_view()}
    }
}

/// Field by field; the credential stays hidden.
fn fields(parsed: &Parsed) -> impl IntoView + use<> {
    let mut rows = vec![
        (t(Key::Protocol).to_owned(), parsed.scheme.name().to_owned()),
        (t(Key::Name).to_owned(), parsed.remark.clone()),
        (t(Key::Host).to_owned(), parsed.host.clone()),
        (t(Key::Port).to_owned(), parsed.port.to_string()),
    ];
    rows.extend(parsed.params.iter().map(|(key, value)| (label(key), value.clone())));
    rows.retain(|(_, value)| !value.is_empty());
    let row = |(name, value): (String, String)| {
        view! { <div><dt>{name}</dt><dd class="mono" dir="ltr">{value}</dd></div> }
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! { <section class="card block facts-card"><dl class="facts">{rows}</dl></section> }
}

/// The word of a parameter; a rare one keeps its own name.
fn label(key: &str) -> String {
    let known = match key {
        "type" | "net" => Key::Transport,
        "security" => Key::Security,
        "sni" => Key::Sni,
        "pbk" => Key::PublicKey,
        "sid" => Key::ShortIds,
        "fp" => Key::Fingerprint,
        "flow" => Key::Flow,
        "path" => Key::Path,
        "serviceName" => Key::ServiceName,
        other => return other.to_owned(),
    };
    t(known).to_owned()
}

fn part(part: &Part) -> String {
    match part {
        Part::Whole => t(Key::PartWhole).to_owned(),
        Part::Scheme => t(Key::Protocol).to_owned(),
        Part::Credential => t(Key::PartCredential).to_owned(),
        Part::Host => t(Key::Host).to_owned(),
        Part::Port => t(Key::Port).to_owned(),
        Part::Path => t(Key::Path).to_owned(),
        Part::Name => t(Key::Name).to_owned(),
        Part::Payload => t(Key::PartPayload).to_owned(),
        Part::Param(key) => label(key),
    }
}

fn reason(reason: Reason) -> Key {
    match reason {
        Reason::Missing => Key::ReasonMissing,
        Reason::TooLong => Key::ReasonTooLong,
        Reason::Unknown => Key::ReasonNoApp,
        Reason::Malformed => Key::ReasonMalformed,
        Reason::WrongLength => Key::ReasonWrongLength,
        Reason::Repeated => Key::ReasonRepeated,
        Reason::Unescaped => Key::ReasonUnescaped,
        Reason::BadEscape => Key::ReasonBadEscape,
        Reason::Unsuitable => Key::ReasonUnsuitable,
        Reason::WebAddress => Key::ReasonWebAddress,
    }
}
