//! One inbound with every field that matters, over the list.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::error::ApiError;
use panel::model::stream::{Network, Reality};
use panel::model::{Flow, Inbound, InboundId, Quota};
use panel::remote::Remote;
use panel::route::Route;
use panel::units;

use crate::browser::clock;
use crate::feed::{InboundRow, network, protocol, security, use_feed};
use crate::location::use_location;
use crate::pages::when;
use crate::parts::{Awaited, Confirm, Facts, Sheet};
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
        whole.set(Remote::Loading);
        spawn_local(async move {
            let answer = feed.inbound(id).await.map(|found| drop(inbound.try_set(Some(found))));
            let _ = whole.try_update(|state| state.settle(answer, clock::now()));
        });
    });
    Effect::new(move |_| read.run(()));
    let title = Signal::derive(move || row.with(|row| row.as_ref().map(InboundRow::name)).unwrap_or_default());
    let meta = Signal::derive(move || row.with(|row| row.as_ref().map(in_short)).unwrap_or_default());
    view! {
        <Sheet title meta on_close=Callback::new(move |()| location.close())>
            <Awaited of=whole on_retry=read>
                {move || inbound.with(|inbound| inbound.as_ref().map(|inbound| view! { <Facts rows=facts(inbound) /> }))}
            </Awaited>
            <PeopleOf id />
            <DeleteInbound id title />
        </Sheet>
    }
}

/// Protocol, transport, security and port in one line.
fn in_short(row: &InboundRow) -> String {
    let words = [Some(row.protocol.clone()), row.network.clone(), row.security.clone(), Some(row.port.to_string())];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The people of this inbound, each a way to their key.
#[component]
fn PeopleOf(id: InboundId) -> impl IntoView {
    let feed = use_feed();
    let people = Memo::new(move |_| {
        let mut names = Vec::new();
        feed.people.for_each(|_, person| {
            if person.inbounds.contains(&id) {
                names.push(person.name.clone());
            }
        });
        names
    });
    view! {
        <section class="part">
            <h3>{t(Key::PeopleOfInbound)} " " <span class="num quiet">{move || people.with(Vec::len)}</span></h3>
            <ul class="names">
                <For each=move || people.get() key=|name| name.clone() let:name>
                    <li><a href=Route::Handout(name.clone()).href()><bdi>{name.clone()}</bdi></a></li>
                </For>
            </ul>
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
