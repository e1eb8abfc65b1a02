//! What chooses the lines, and what is said where there are none.

use leptos::prelude::*;
use panel::model::log::Fate;

use super::line::Line;
use super::{LEVELS, Shown, fate, has_access_log, names, whole};
use crate::parts::{CopyButton, Note, Pill, Search, Shown as Visible, Tone, live, words};
use crate::transport;
use crate::words::{Key, fill, t};

/// Which log, which lines of it, and what can be done with them.
#[component]
pub fn Tools(shown: Shown, sifted: Memo<Vec<Line>>) -> impl IntoView {
    let access = shown.access;
    view! {
        {has_access_log(shown.feed)
            .then(|| {
                view! {
                    <div class="strip">
                        <Pill name=t(Key::PanelLog) on=Signal::derive(move || !access.get()) on_tap=Callback::new(move |()| access.set(false)) />
                        <Pill name=t(Key::AccessLog) on=access on_tap=Callback::new(move |()| access.set(true)) />
                    </div>
                }
            })}
        <div class="tools">
            <Search label=t(Key::SearchLog).to_owned() text=shown.text />
            {live(move || if access.get() { view! { <Inbounds shown /> }.into_any() } else { view! { <Levels shown /> }.into_any() })}
        </div>
        <div class="strip">
            <Visible when=access>
                {[Fate::Direct, Fate::Blocked, Fate::Proxied].map(|own| view! { <FatePill shown own /> }).collect_view()}
            </Visible>
            <button type="button" class="button small-button" aria-pressed=Signal::derive(move || shown.paused.get().to_string()) on:click=move |_| shown.paused.update(|paused| *paused = !*paused)>
                {words(move || t(if shown.paused.get() { Key::Follow } else { Key::Pause }).to_owned())}
            </button>
            <CopyButton class="button small-button" text=Signal::derive(move || sifted.with(|lines| whole(lines))) label=t(Key::Copy).to_owned() />
        </div>
    }
}

#[component]
fn FatePill(shown: Shown, own: Fate) -> impl IntoView {
    let on = Signal::derive(move || shown.hidden.with(|hidden| !hidden.contains(&own)));
    let flip = Callback::new(move |()| {
        shown
            .hidden
            .update(|hidden| if hidden.contains(&own) { hidden.retain(|fate| *fate != own) } else { hidden.push(own) });
    });
    view! { <Pill name=t(fate(own)) on on_tap=flip /> }
}

#[component]
fn Levels(shown: Shown) -> impl IntoView {
    let option = move |(name, key): (&'static str, Key)| {
        view! { <option value=name selected=move || shown.level.with(|level| level == name)>{t(key)}</option> }
    };
    view! {
        <select class="sort" aria-label=t(Key::FromLevel) on:change=move |event| shown.level.set(event_target_value(&event))>
            {LEVELS.map(option).collect_view()}
        </select>
    }
}

#[component]
fn Inbounds(shown: Shown) -> impl IntoView {
    let all = Memo::new(move |_| {
        let mut all = vec![(String::new(), t(Key::AnyInbound).to_owned())];
        all.extend(names(shown.feed));
        all
    });
    let option = move |(tag, name): (String, String)| {
        let own = tag.clone();
        view! { <option value=tag selected=move || shown.inbound.with(|chosen| *chosen == own)>{name}</option> }
    };
    view! {
        <select class="sort" aria-label=t(Key::Inbound) on:change=move |event| shown.inbound.set(event_target_value(&event))>
            {live(move || all.get().into_iter().map(option).collect_view())}
        </select>
    }
}

/// No lines: because nothing fits, because nothing happened, or because the log is off.
#[component]
pub fn Empty(shown: Shown) -> impl IntoView {
    let sifts = move || {
        !shown.text.with(String::is_empty)
            || shown.access.get() && !(shown.inbound.with(String::is_empty) && shown.hidden.with(Vec::is_empty))
    };
    let on = move || shown.feed.defaults.with(|defaults| defaults.access_log_enabled) == Some(true);
    live(move || match (shown.access.get(), sifts()) {
        (_, true) => {
            view! { <p class="card empty">{fill(Key::NothingFound, &[("text", shown.text.get().trim())])}</p> }
                .into_any()
        }
        (false, _) => view! { <p class="card empty">{t(Key::LogEmpty)}</p> }.into_any(),
        (true, _) if on() => view! { <p class="card empty">{t(Key::NobodyConnected)}</p> }.into_any(),
        (true, _) => view! { <AccessLogOff shown /> }.into_any(),
    })
}

/// Says that the log is off, or may be, and where it is switched on.
#[component]
fn AccessLogOff(shown: Shown) -> impl IntoView {
    let sure = move || shown.feed.defaults.with(|defaults| defaults.access_log_enabled) == Some(false);
    let title = Signal::derive(move || t(if sure() { Key::AccessLogIsOff } else { Key::AccessLogMayBeOff }).to_owned());
    let template = transport::base().map(|base| [&base, "panel/xray"].concat());
    view! {
        <Note tone=Tone::Warn title more=t(Key::AccessLogHow).to_owned()>
            {template.map(|href| view! { <a class="button" href=href target="_blank" rel="noopener">{t(Key::OpenXrayTemplate)}</a> })}
        </Note>
    }
}
