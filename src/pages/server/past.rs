//! The last hour as a curve: what the panel kept, where it keeps that, else what was seen since this page was opened. It
//! always says which.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::model::server::{Permille, Point, Status};
use panel::model::{Bytes, Millis};
use panel::plot::{self, Frame};
use panel::units;

use super::tiles::percent;
use crate::browser::{clock, intl};
use crate::feed::{Feed, use_feed};
use crate::parts::{Chart, Curve, Pill, live, words};
use crate::transport;
use crate::words::{Key, fill, t};

/// An hour, in 60 points of a minute.
const HOUR: i64 = 3_600_000;
const BUCKET: u32 = 60;
const MINUTE: i64 = 60_000;
/// Samples of this visit further apart than this are not joined.
const PAUSE: Millis = Millis(20_000);

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Metric {
    Cpu,
    Memory,
    Network,
}

const METRICS: [(Metric, Key); 3] =
    [(Metric::Network, Key::Network), (Metric::Cpu, Key::Cpu), (Metric::Memory, Key::Memory)];

impl Metric {
    /// The panel's names for its curves.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Cpu => &["cpu"],
            Self::Memory => &["mem"],
            Self::Network => &["netUp", "netDown"],
        }
    }

    /// The calls for what the panel kept; none where it keeps nothing of it.
    fn calls(self, panel: &Panel) -> Vec<api::Call<Vec<Point>>> {
        if panel.has_history() {
            return self.names().iter().map(|name| api::server::history(panel, name, BUCKET)).collect();
        }
        let kept = self == Self::Cpu && panel.has_cpu_history();
        kept.then(|| api::server::cpu_history(panel, BUCKET)).into_iter().collect()
    }

    /// The same values in one status, in thousandths as the panel's history has them.
    fn values(self, status: &Status) -> Vec<i64> {
        match self {
            Self::Cpu => vec![i64::from(status.cpu.0) * 100],
            Self::Memory => {
                let total = status.memory.total.0.max(1);
                vec![i64::try_from(u128::from(status.memory.current.0) * 100_000 / u128::from(total)).unwrap_or(0)]
            }
            Self::Network => [status.speed.sent, status.speed.received].map(thousandths).to_vec(),
        }
    }

    fn word(self, value: i64) -> String {
        match self {
            Self::Network => units::speed(Bytes(u64::try_from(value / 1000).unwrap_or(0))),
            _ => percent(Permille(u16::try_from(value / 100).unwrap_or(1000))),
        }
    }
}

fn thousandths(bytes: Bytes) -> i64 {
    i64::try_from(bytes.0).unwrap_or(i64::MAX).saturating_mul(1000)
}

/// Everything the curve is drawn from.
#[derive(Clone, Copy)]
struct Shown {
    feed: Feed,
    metric: RwSignal<Metric>,
    /// The panel's curves; empty where it has none.
    kept: RwSignal<Vec<Vec<Point>>>,
    /// What was seen since the page was opened.
    seen: RwSignal<Vec<(Millis, Status)>>,
    asked: StoredValue<(Option<Metric>, Millis)>,
}

/// The card with the curve.
#[component]
pub fn Past() -> impl IntoView {
    let feed = use_feed();
    let shown = Shown {
        feed,
        metric: RwSignal::new(Metric::Network),
        kept: RwSignal::new(Vec::new()),
        seen: RwSignal::new(Vec::new()),
        asked: StoredValue::new((None, Millis(0))),
    };
    Effect::new(move |_| shown.take(feed.status.get()));
    Effect::new(move |_| shown.ask(shown.metric.get()));
    let curves = Memo::new(move |_| shown.curves());
    let frame = Memo::new(move |_| shown.frame());
    let now = move || {
        let metric = shown.metric.get();
        let values = feed.status.with(|status| status.as_ref().map(|status| metric.values(status)));
        values.unwrap_or_default().into_iter().map(|value| metric.word(value)).collect::<Vec<_>>()
    };
    let paths = Signal::derive(move || {
        curves.with(|curves| curves.iter().map(|points| drawn(frame.get(), points)).collect::<Vec<_>>())
    });
    let top = move || shown.metric.get().word(frame.get().top);
    let label = Signal::derive(move || [t(shown.source()), &now().join(", ")].join(": "));
    view! {
        <section class="card block past" aria-label=t(Key::LastHour)>
            <Choice metric=shown.metric />
            <Legend shown now=Signal::derive(now) />
            <Chart curves=paths label />
            <p class="split small quiet num">
                <span>{words(move || intl::time(frame.get().from))}</span>
                <span>{words(move || fill(Key::ScaleTo, &[("top", &top())]))}</span>
                <span>{t(Key::Now)}</span>
            </p>
            <p class="small quiet">{words(move || t(shown.source()).to_owned())}</p>
        </section>
    }
}

fn drawn(frame: Frame, points: &[Point]) -> Curve {
    Curve { line: frame.path(points, false), area: frame.path(points, true) }
}

/// Which of the curves is shown.
#[component]
fn Choice(metric: RwSignal<Metric>) -> impl IntoView {
    let button = move |(own, name): (Metric, Key)| {
        let on = Signal::derive(move || metric.get() == own);
        view! { <Pill name=t(name) on on_tap=Callback::new(move |()| metric.set(own)) /> }
    };
    view! { <div class="strip">{METRICS.map(button).collect_view()}</div> }
}

/// The newest values, each with the name of its curve where there are two.
#[component]
fn Legend(shown: Shown, now: Signal<Vec<String>>) -> impl IntoView {
    let names = move || if shown.metric.get() == Metric::Network { [Some(Key::Out), Some(Key::In)] } else { [None; 2] };
    let part = |(value, name): (String, Option<Key>)| {
        view! { <span><b class="num">{value}</b> " " <small class="quiet">{name.map(t)}</small></span> }
    };
    view! { <p class="legend">{live(move || now.get().into_iter().zip(names()).map(part).collect_view())}</p> }
}

impl Shown {
    /// Takes in a status, and asks the panel's history again once a minute.
    fn take(self, status: Option<Status>) {
        let now = clock::now();
        if let Some(status) = status {
            self.seen.update(|seen| {
                seen.push((now, status));
                seen.retain(|(at, _)| now.0 - at.0 < HOUR);
            });
        }
        self.ask(self.metric.get_untracked());
    }

    fn ask(self, metric: Metric) {
        let now = clock::now();
        let (before, at) = self.asked.get_value();
        let Some(panel) = self.feed.panel() else { return };
        if before == Some(metric) && now.0 - at.0 < MINUTE {
            return;
        }
        self.asked.set_value((Some(metric), now));
        if before != Some(metric) {
            self.kept.set(Vec::new());
        }
        spawn_local(async move {
            let mut curves = Vec::new();
            for call in metric.calls(&panel) {
                curves.extend(transport::call(&call).await);
            }
            let whole = curves.len() == metric.names().len() && curves.iter().all(|curve| curve.len() > 1);
            if whole && self.metric.try_get_untracked() == Some(metric) {
                self.kept.try_set(curves);
            }
        });
    }

    fn source(self) -> Key {
        if self.kept.with(Vec::is_empty) { Key::SeenHere } else { Key::KeptByPanel }
    }

    fn curves(self) -> Vec<Vec<Point>> {
        let metric = self.metric.get();
        if !self.kept.with(Vec::is_empty) {
            return self.kept.get();
        }
        let mut curves = vec![Vec::new(); metric.names().len()];
        self.seen.with(|seen| {
            for (at, status) in seen {
                let values = metric.values(status).into_iter();
                curves.iter_mut().zip(values).for_each(|(curve, value)| curve.push(Point { at: *at, value }));
            }
        });
        curves
    }

    fn frame(self) -> Frame {
        let curves = self.curves();
        let points = || curves.iter().flatten();
        let highest = points().map(|point| point.value).max().unwrap_or(0);
        let network = self.metric.get() == Metric::Network;
        let last = points().map(|point| point.at.0).max().unwrap_or(0);
        let first = points().map(|point| point.at.0).min().unwrap_or(0);
        let pause = if self.kept.with(Vec::is_empty) { PAUSE } else { Millis(i64::from(BUCKET) * 2_500) };
        Frame {
            from: Millis(first.max(last - HOUR)),
            to: Millis(last),
            top: if network { highest } else { plot::round_percent(highest) },
            gap: pause,
        }
    }
}
