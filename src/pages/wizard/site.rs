//! The site the inbound looks like: a list, looked at from the server where the panel can, or one of one's own.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::draft::Field as Place;

use super::form;
use super::problem::shown;
use super::scan::FEW;
use super::state::{Wizard, use_wizard};
use crate::parts::{Field, Note, Tone};
use crate::words::{Key, fill, t};

/// The list and the field.
#[component]
pub fn SiteChoice() -> impl IntoView {
    let wizard = use_wizard();
    let form = wizard.form;
    let all = RwSignal::new(false);
    let checked = wizard.feed.panel().is_some_and(|panel| panel.has_reality_scan());
    form::follow(
        form.listed,
        Signal::derive(move || wizard.scan.order.with(|order| order.first().copied())),
        wizard.suggested.site,
    );
    let sites = Memo::new(move |_| {
        let few = if all.get() { usize::MAX } else { FEW };
        let chosen = form.listed.get();
        let order = wizard.scan.order.get().into_iter().enumerate();
        order.filter(|(place, site)| *place < few || Some(*site) == chosen).map(|(_, site)| site).collect::<Vec<_>>()
    });
    view! {
        <fieldset class="part choices-of-site">
            <legend class="unseen">{t(Key::SiteTitle)}</legend>
            <For each=move || sites.get() key=|site| *site let:site>
                <ListedSite site />
            </For>
            <OwnSite />
            <Show when=move || !all.get()>
                <button type="button" class="link" on:click=move |_| all.set(true)>{t(Key::MoreSites)}</button>
            </Show>
        </fieldset>
        <Unfit />
        {(!checked).then(|| view! { <p class="quiet small">{t(Key::SitesUnchecked)}</p> })}
    }
}

#[component]
fn ListedSite(site: &'static str) -> impl IntoView {
    let wizard = use_wizard();
    let chosen = move || wizard.form.listed.get() == Some(site);
    let look = Memo::new(move |_| wizard.scan.of(site));
    let line = move || look.with(|look| look.as_ref().map(super::scan::Look::line));
    view! {
        <label class="card choice" class:on=chosen>
            <input type="radio" class="unseen" name="site" prop:checked=chosen on:change=move |_| wizard.form.listed.set(Some(site)) />
            <b dir="ltr">{site}</b>
            <span class="num">{move || look.with(|look| look.as_ref().and_then(super::scan::Look::latency))}</span>
            {move || line().map(|line| view! { <small dir="auto">{line}</small> })}
        </label>
    }
}

/// A site of one's own, tried from the server where the panel can.
#[component]
fn OwnSite() -> impl IntoView {
    let wizard = use_wizard();
    let form = wizard.form;
    let chosen = Memo::new(move |_| form.listed.get().is_none());
    let can_look = wizard.feed.panel().is_some_and(|panel| panel.has_reality_scan());
    let help = Signal::derive(move || wizard.scan.of(&form.own_site.get()).map(|look| look.line()).unwrap_or_default());
    let try_it = move |_| {
        spawn_local(async move {
            look_at_own(wizard).await;
        });
    };
    view! {
        <label class="card choice" class:on=chosen>
            <input type="radio" class="unseen" name="site" prop:checked=chosen on:change=move |_| form.listed.set(None) />
            <b>{t(Key::OtherSite)}</b>
            <small>{t(if can_look { Key::OtherSiteChecked } else { Key::OtherSiteUnchecked })}</small>
        </label>
        <Show when=move || chosen.get()>
            <div class="own-site">
                <Field id="wizard-site" label=t(Key::SiteName).to_owned() value=form.own_site help problem=shown(Place::Target) technical=true placeholder="www.example.com" />
                <Show when=move || can_look>
                    <button type="button" class="button" on:click=try_it>{t(Key::SiteTry)}</button>
                </Show>
            </div>
        </Show>
    }
}

/// Has the server look at the typed site, if it is one.
pub async fn look_at_own(wizard: Wizard) {
    let Some(panel) = wizard.feed.panel().filter(|panel| panel.has_reality_scan()) else { return };
    let site = wizard.form.own_site.get_untracked();
    let wrong = untrack(|| wizard.problems().iter().any(|problem| problem.field == Place::Target));
    if wrong {
        wizard.tried.update(|tried| *tried = (*tried).max(1));
    } else {
        wizard.scan.look(&panel, site.trim()).await;
    }
}

/// Whether one may go on with the chosen site: a typed one is tried first, where the panel can. A site that could not
/// be tried is no reason to stop.
pub async fn fits(wizard: Wizard) -> bool {
    let site = untrack(|| wizard.form.target());
    if wizard.form.listed.get_untracked().is_none() && untrack(|| wizard.scan.of(&site)).is_none() {
        wizard.trying.set(true);
        look_at_own(wizard).await;
        let _ = wizard.trying.try_set(false);
    }
    untrack(|| wizard.unfit()).is_none()
}

/// Why the chosen site does not serve, with the way to use it all the same.
#[component]
fn Unfit() -> impl IntoView {
    let wizard = use_wizard();
    let why = Memo::new(move |_| wizard.unfit());
    move || {
        why.get().map(|why| {
            let insist = move |_| wizard.insisted.set(untrack(|| wizard.form.target()));
            view! {
                <div id="site-unfit" tabindex="-1">
                    <Note tone=Tone::Bad title=t(Key::SiteUnfitTitle).to_owned() more=fill(Key::SiteUnfitWhy, &[("why", &why)]) urgent=true>
                        <div class="choices">
                            <button type="button" class="button" on:click=insist>{t(Key::SiteInsist)}</button>
                        </div>
                    </Note>
                </div>
            }
        })
    }
}
