//! The last step: what will be made, in words, and how making it goes.

use leptos::prelude::*;
use panel::draft::Caution;
use panel::model::{Apps, Quota, RealityPlan};
use panel::units;

use super::apps;
use super::create::{Maker, Sending};
use super::state::{Wizard, use_wizard};
use crate::pages::when;
use crate::parts::{Facts, Note, Tone};
use crate::words::{Key, fill, t};

/// The review.
#[component]
pub fn ReviewStep() -> impl IntoView {
    let wizard = use_wizard();
    // What was sent already is in its own way by now; then that is what is shown.
    let plan = Memo::new(move |_| {
        wizard.sending.track();
        let sent = wizard.sent.with_value(|sent| sent.as_ref().map(|sent| sent.plan.clone()));
        wizard.checked.get().ok().or(sent)
    });
    view! {
        {move || {
            plan.get()
                .map(|plan| {
                    view! {
                        <p dir="auto">{sentence(&plan)}</p>
                        <div class="card review"><Facts rows=facts(wizard, &plan) /></div>
                        <Cautions plan offered=apps::offered(wizard) />
                    }
                })
        }}
    }
}

fn sentence(plan: &RealityPlan) -> String {
    let (port, name) = (plan.port.to_string(), plan.person.name.as_str());
    fill(Key::ReviewSentence, &[("remark", &plan.remark), ("port", &port), ("site", site(plan)), ("name", name)])
}

fn site(plan: &RealityPlan) -> &str {
    plan.site.target.strip_suffix(":443").unwrap_or(&plan.site.target)
}

fn facts(wizard: Wizard, plan: &RealityPlan) -> Vec<(Key, String, bool)> {
    let address =
        if plan.address.is_empty() { window().location().hostname().unwrap_or_default() } else { plan.address.clone() };
    let address = if address.contains(':') { ["[", &address, "]"].concat() } else { address };
    let data = match plan.person.quota {
        Quota::Limit(limit) => units::bytes(limit),
        Quota::Unlimited => t(Key::NoLimit).to_owned(),
    };
    let mut rows = vec![
        (Key::Name, plan.person.name.clone(), false),
        (Key::DataLimit, data, false),
        (Key::Ends, when::left(plan.person.expiry), false),
        (Key::ReviewAddress, [&address, ":", &plan.port.to_string()].concat(), true),
        (Key::LooksLike, site(plan).to_owned(), true),
    ];
    if plan.site.server_names.iter().any(|name| !plan.site.target.starts_with(name.as_str())) {
        rows.push((Key::Sni, plan.site.server_names.join(", "), true));
    }
    if apps::offered(wizard) {
        let way = if plan.apps == Apps::AnyApp { Key::AppsAny } else { Key::AppsNew };
        rows.push((Key::WhichApps, t(way).to_owned(), false));
    }
    rows.push((Key::Fingerprint, plan.fingerprint.to_owned(), true));
    rows.push((Key::Vision, t(if plan.vision { Key::On } else { Key::Off }).to_owned(), false));
    rows
}

/// What is worth knowing before it is made.
#[component]
fn Cautions(plan: RealityPlan, offered: bool) -> impl IntoView {
    let words = plan.cautions().into_iter().filter_map(|caution| match caution {
        Caution::SiteDrawsAttention => Some(Key::SiteDrawsAttention),
        Caution::PortNot443 => Some(Key::PortNot443),
        Caution::AnyAppIsNoticed => offered.then_some(Key::AppsAnyCost),
        Caution::OldAppsShutOut => offered.then_some(Key::AppsNewCost),
        Caution::SignedNeedsLongCertificate => Some(Key::SigningCost),
    });
    let words: Vec<Key> = words.collect();
    (!words.is_empty()).then(|| {
        view! {
            <section class="part">
                <h3>{t(Key::WorthKnowing)}</h3>
                <ul class="plain-list small quiet">{words.into_iter().map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ul>
            </section>
        }
    })
}

/// How making it went, where it did not end with the key: above the button, where one looks.
#[component]
pub fn Outcome(maker: Maker) -> impl IntoView {
    move || {
        match maker.wizard.sending.get() {
        Sending::Idle | Sending::Busy => ().into_any(),
        Sending::Failed { title, more } => view! { <Note tone=Tone::Bad title more urgent=true /> }.into_any(),
        Sending::Doubt { why } => view! {
            <Note tone=Tone::Warn title=t(Key::InDoubt).to_owned() more=fill(Key::InDoubtWhy, &[("why", &why)]) urgent=true>
                <div class="choices">
                    <button type="button" class="button" on:click=move |_| maker.look_again()>{t(Key::LookAgain)}</button>
                </div>
            </Note>
        }
        .into_any(),
    }
    }
}
