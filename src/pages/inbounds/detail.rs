//! One inbound with every field that matters, over the list.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::doctor::{Finding, Severity, Who};
use panel::error::ApiError;
use panel::model::stream::{Network, Reality};
use panel::model::{Client, Flow, Inbound, InboundId, Quota};
use panel::remote::Remote;
use panel::route::Route;
use panel::units;

use super::all_keys::AllKeys;
use crate::browser::clock;
use crate::feed::{Cure, InboundRow, network, protocol, security, use_feed};
use crate::location::use_location;
use crate::pages::{mend, when};
use crate::parts::{Awaited, Confirm, Facts, Sheet, live};
use crate::words::{Key, fill, t};

/// The sheet of one inbound. What the list knows is there at once; the rest is read when nobody has it yet.
#[component]
pub fn InboundSheet(id: InboundId) -> impl IntoView {
    let feed = use_feed();
    let location = use_location();
    let row = Memo::new(move |_| feed.inbounds.watch(&id));
    let whole: RwSignal<Remote<()>> = RwSignal::new(Remote::Loading);
    let inbound = RwSignal::new(feed.whole(id));
    let read = Callback::new(move |()| {
        if whole.with_untracked(|whole| whole.value().is_none()) {
            whole.set(Remote::Loading);
        }
        spawn_local(async move {
            let answer = feed.inbound_examined(id).await.map(|found| drop(inbound.try_set(Some(found))));
            let _ = whole.try_update(|state| state.settle(answer, clock::now()));
        });
    });
    // What the lists learn of it meanwhile, but for its counters.
    let told = move |_: Option<&Option<Arc<Inbound>>>| {
        feed.state.track();
        feed.whole(id)
    };
    let known =
        Memo::new_with_compare(told, |old, new| !same(old.and_then(Option::as_ref), new.and_then(Option::as_ref)));
    Effect::new(move |_| {
        feed.rewritten.track();
        // Only a look makes a memo follow what it is made from.
        known.with(|_| ());
        read.run(());
    });
    let title = Signal::derive(move || row.with(|row| row.as_ref().map(InboundRow::name)).unwrap_or_default());
    let meta = Signal::derive(move || row.with(|row| row.as_ref().map(in_short)).unwrap_or_default());
    view! {
        <Sheet title meta on_close=Callback::new(move |()| location.close())>
            <Wrong id inbound />
            <Awaited of=whole on_retry=read>
                {move || inbound.with(|inbound| inbound.as_ref().map(|inbound| view! { <Facts rows=facts(inbound) /> }))}
            </Awaited>
            <PeopleOf id inbound title />
            <DeleteInbound id title />
        </Sheet>
    }
}

/// What is wrong with the inbound or its keys, and what is worth knowing, each with the tap that mends it.
#[component]
fn Wrong(id: InboundId, inbound: RwSignal<Option<Arc<Inbound>>>) -> impl IntoView {
    let feed = use_feed();
    let note = move |found: Finding, client: &Client| {
        let cure = Cure::of(&found, id, client, "", "").filter(|cure| cure.helps(feed.best_port_free()));
        let of_person = cure.as_ref().is_some_and(|cure| !cure.is_of_inbound()) && !client.name.is_empty();
        let whose = match found.who {
            Who::PanelLinks => Some(t(Key::PanelLinks).to_owned()),
            _ => of_person.then(|| client.name.clone()),
        };
        view! { <mend::Told found whose tap=mend::tap(cure) /> }.into_any()
    };
    live(move || {
        let found = inbound.with(|inbound| inbound.as_ref().map(|inbound| feed.diagnosis(inbound)));
        let (mut bad, mut more) = (Vec::new(), Vec::new());
        for (found, client) in found.unwrap_or_default() {
            let place = if found.severity >= Severity::Dead { &mut bad } else { &mut more };
            place.push(note(found, &client));
        }
        view! { <div class="wrongs">{bad} {mend::folded(Key::AlsoToKnow, more)}</div> }
    })
}

/// Whether two looks at an inbound differ in nothing but its counters. One that only now is in the lists is no other than
/// the one that was read for its sheet.
fn same(old: Option<&Arc<Inbound>>, new: Option<&Arc<Inbound>>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return old.is_none() };
    Arc::ptr_eq(old, new) || old.serves_as(new) && old.clients == new.clients
}

/// Protocol, transport, security and port in one line.
fn in_short(row: &InboundRow) -> String {
    let words = [Some(row.protocol.clone()), row.network.clone(), row.security.clone(), Some(row.port.to_string())];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// So many of an inbound's people are named in its sheet; who looks for one of more finds them by their name.
const NAMED: usize = 60;

/// The people of this inbound, each a way to their key.
#[component]
fn PeopleOf(id: InboundId, inbound: RwSignal<Option<Arc<Inbound>>>, title: Signal<String>) -> impl IntoView {
    let feed = use_feed();
    let people = Memo::new(move |_| {
        let mut names = Vec::new();
        feed.people.for_each(|_, person| {
            if person.inbounds.contains(&id) {
                names.push(person.name.clone());
            }
        });
        // Of very many people the list holds but some.
        inbound.with(|inbound| match inbound {
            Some(whole) if whole.clients.len() > names.len() => {
                whole.clients.iter().map(|client| client.name.clone()).collect()
            }
            _ => names,
        })
    });
    let named = move || people.with(|people| people.iter().take(NAMED).cloned().collect::<Vec<_>>());
    let more = move || people.with(|people| people.len().checked_sub(NAMED).filter(|more| *more > 0));
    view! {
        <section class="part">
            <h3>{t(Key::PeopleOfInbound)} " " <span class="num quiet">{move || people.with(Vec::len)}</span></h3>
            <ul class="names">
                <For each=named key=|name| name.clone() let:name>
                    <li><a href=Route::Handout(name.clone()).href()><bdi>{name.clone()}</bdi></a></li>
                </For>
            </ul>
            {live(move || more().map(|more| {
                view! { <a class="link" href=Route::People.href()>{fill(Key::MoreInPeople, &[("count", &more.to_string())])}</a> }
            }))}
            {live(move || people.with(|people| people.len() > 1).then(|| view! { <AllKeys id inbound title /> }))}
        </section>
    }
}

#[component]
fn DeleteInbound(id: InboundId, title: Signal<String>) -> impl IntoView {
    let feed = use_feed();
    let location = use_location();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let people = move || feed.inbounds.watch(&id).and_then(|row| row.people).unwrap_or(0).to_string();
    let delete = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            let done: Result<(), ApiError> = feed.delete_inbound(id).await;
            let _ = busy.try_set(false);
            if done.is_ok() {
                location.close();
            }
        });
    });
    view! {
        <button type="button" class="button quiet-danger" aria-busy=move || busy.get().then_some("true") on:click=move |_| asking.set(true)>
            {t(Key::DeleteInbound)}
        </button>
        <Confirm
            open=asking
            title=Signal::derive(move || fill(Key::DeleteInboundTitle, &[("name", &title.get())]))
            cost=Signal::derive(move || fill(Key::DeleteInboundCost, &[("people", &people())]))
            action=t(Key::Delete).to_owned()
            on_yes=delete
        />
    }
}

type Fact = (Key, String, bool);

/// Every field that matters; the last value of each tells whether it is technical.
fn facts(inbound: &Inbound) -> Vec<Fact> {
    let listen = if inbound.listen.is_empty() { t(Key::AllAddresses).to_owned() } else { inbound.listen.clone() };
    let mut rows = vec![
        (Key::Protocol, protocol(&inbound.protocol), false),
        (Key::Transport, network(&inbound.stream.network), false),
        (Key::Security, security(&inbound.stream.security), false),
        (Key::Port, inbound.port.to_string(), true),
        (Key::ListensOn, listen, true),
    ];
    rows.extend(transport(&inbound.stream.network));
    rows.extend(inbound.stream.security.reality().into_iter().flat_map(reality));
    if let Some(tls) = inbound.stream.security.tls() {
        rows.push((Key::Sni, tls.server_name.clone(), true));
        rows.push((Key::Fingerprint, tls.fingerprint.clone(), true));
    }
    if inbound.clients.iter().any(|client| matches!(client.flow, Flow::Vision | Flow::VisionUdp443)) {
        rows.push((Key::Flow, "xtls-rprx-vision".to_owned(), true));
    }
    let limit = match inbound.quota {
        Quota::Limit(limit) => units::bytes(limit),
        Quota::Unlimited => t(Key::NoLimit).to_owned(),
    };
    rows.push((Key::DataLimit, limit, false));
    rows.push((Key::Ends, when::end(inbound.expiry), false));
    rows.push((Key::Tag, inbound.tag.clone(), true));
    rows.retain(|(_, value, _)| !value.is_empty());
    rows
}

fn transport(network: &Network) -> Vec<Fact> {
    match network {
        Network::WebSocket(http) | Network::HttpUpgrade(http) => {
            vec![(Key::Path, http.path.clone(), true), (Key::Host, http.effective_host().to_owned(), true)]
        }
        Network::Xhttp(xhttp) => {
            vec![(Key::Path, xhttp.path.clone(), true), (Key::Host, xhttp.effective_host().to_owned(), true)]
        }
        Network::Grpc(grpc) => vec![(Key::ServiceName, grpc.service_name.clone(), true)],
        _ => Vec::new(),
    }
}

fn reality(reality: &Reality) -> Vec<Fact> {
    vec![
        (Key::Target, reality.target.clone(), true),
        (Key::Sni, reality.server_names.join(", "), true),
        (Key::ShortIds, reality.short_ids.join(", "), true),
        (Key::PublicKey, reality.public_key.clone(), true),
        (Key::Fingerprint, reality.fingerprint.clone(), true),
        (Key::MinClientVersion, reality.min_client_ver.clone(), true),
    ]
}
