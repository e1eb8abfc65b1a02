//! Making the inbound: one request carries it with its first person. Whatever happens on the line, the end is one of
//! three: it is there and the key is shown, it is not there and can be sent again, or it is said that nobody knows yet.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::draft::Problem;
use panel::error::ApiError;
use panel::model::{Door, Fresh, Inbound, InboundId, NewReality, Protocol, RealityPlan};
use panel::route::Route;
use panel::wire::create::client;

use super::state::{Wizard, step_of};
use super::{place, trail};
use crate::location::Location;
use crate::parts::toast::Toasts;
use crate::transport;
use crate::words::{Key, advice, fill, t, title};

/// How sending goes.
#[derive(Clone, PartialEq)]
pub enum Sending {
    /// Nothing was sent, or what came of it is told elsewhere.
    Idle,
    /// Under way.
    Busy,
    /// Nothing was made, and why.
    Failed { title: String, more: String },
    /// It was sent, and whether it is there could not be found out.
    Doubt { why: String },
}

/// What an attempt needs besides the wizard.
#[derive(Clone, Copy)]
pub struct Maker {
    pub wizard: Wizard,
    pub location: Location,
    pub toasts: Toasts,
}

/// Why there is no inbound.
enum Halt {
    Failed { title: String, more: String },
    Doubt { why: String },
    Problems(Vec<Problem>),
}

impl Halt {
    /// It certainly was not made.
    fn not_made(error: &ApiError) -> Self {
        Self::Failed { title: title(error), more: [&advice(error), " ", t(Key::NothingMade)].concat() }
    }

    /// The panel's list is without it.
    fn not_there() -> Self {
        Self::Failed { title: t(Key::InboundNotThere).into(), more: t(Key::InboundNotThereWhy).into() }
    }

    /// The panel's list could not be read.
    fn unknown(error: ApiError) -> Self {
        Self::Doubt { why: title(&error) }
    }
}

impl Maker {
    /// Sends it, once at a time.
    pub fn run(self) {
        self.start(false);
    }

    /// Looks whether what was sent is there.
    pub fn look_again(self) {
        self.start(true);
    }

    fn start(self, only_look: bool) {
        if self.wizard.sending.get_untracked() == Sending::Busy {
            return;
        }
        self.wizard.sending.set(Sending::Busy);
        spawn_local(async move {
            let outcome = self.attempt(only_look).await;
            let _ = self.wizard.sending.try_set(Sending::Idle);
            match outcome {
                Ok((inbound, plan)) => self.arrive(inbound, &plan).await,
                Err(Halt::Problems(problems)) => self.point_at(problems),
                Err(Halt::Failed { title, more }) => drop(self.wizard.sending.try_set(Sending::Failed { title, more })),
                Err(Halt::Doubt { why }) => drop(self.wizard.sending.try_set(Sending::Doubt { why })),
            }
        });
    }

    async fn attempt(self, only_look: bool) -> Result<(Inbound, RealityPlan), Halt> {
        let panel = self.wizard.feed.panel().ok_or_else(|| Halt::not_made(&ApiError::Offline))?;
        if let Some(sent) = self.wizard.sent.get_value() {
            // What an earlier attempt sent may have arrived since.
            match look(&panel, &sent).await {
                Ok(Some(inbound)) => return self.complete(&panel, inbound, sent).await,
                Ok(None) => {}
                Err(error) => return Err(Halt::unknown(error)),
            }
        }
        if only_look {
            return Err(Halt::not_there());
        }
        let plan = self.wizard.check_now().map_err(Halt::Problems)?;
        let new = self.assemble(&panel, plan).await?;
        let inbound = self.send(&panel, &new).await?;
        self.complete(&panel, inbound, new).await
    }

    /// Puts keys and random bytes to the plan. They are the same at each attempt.
    async fn assemble(self, panel: &Panel, plan: RealityPlan) -> Result<NewReality, Halt> {
        let keys = self.wizard.keys;
        let pair = keys.pair(panel).await.map_err(|error| Halt::not_made(&error))?;
        let signing = match plan.signed {
            true => Some(keys.signing(panel).await.map_err(|error| Halt::not_made(&error))?),
            false => None,
        };
        let random = untrack(|| self.wizard.random());
        NewReality::new(plan, pair, signing, &random.short_ids, Fresh::new(&random.person)).map_err(|_| {
            keys.clear();
            Halt::Failed { title: t(Key::KeysUnusable).into(), more: t(Key::KeysUnusableWhy).into() }
        })
    }

    async fn send(self, panel: &Panel, new: &NewReality) -> Result<Inbound, Halt> {
        let what = fill(Key::CreatingInbound, &[("name", &new.plan.remark)]);
        let again = Callback::new(move |()| self.run());
        self.wizard.sent.set_value(Some(new.clone()));
        let answer = self.wizard.feed.write(&api::inbounds::add(panel, new), &what, Some(again)).await;
        if let Err(error @ (ApiError::SessionExpired | ApiError::Refused { .. })) = answer {
            self.wizard.sent.try_set_value(None);
            return Err(self.refused(error, &new.plan));
        }
        if let Ok(Some(id)) = answer
            && let Ok(inbound) = transport::call(&api::inbounds::get(id)).await
            && is_it(&inbound, new)
        {
            return Ok(inbound);
        }
        match (look(panel, new).await, answer) {
            (Ok(Some(inbound)), _) => Ok(inbound),
            (Ok(None), Err(error)) => Err(Halt::not_made(&error)),
            (Ok(None), Ok(_)) => Err(Halt::not_there()),
            (Err(error), _) => Err(Halt::unknown(error)),
        }
    }

    /// The inbound is there; its first person must be too.
    async fn complete(self, panel: &Panel, inbound: Inbound, new: NewReality) -> Result<(Inbound, RealityPlan), Halt> {
        if has_person(&inbound, &new.plan.person.name) {
            return Ok((inbound, new.plan));
        }
        let name = &new.plan.person.name;
        let door = Door { id: inbound.id, protocol: Protocol::Vless, vision: new.plan.vision, cipher: String::new() };
        let person = client(&door, &new.plan.person, &new.fresh);
        let call = if panel.has_people_resource() {
            api::clients::add_record(&person, &[inbound.id])
        } else {
            api::clients::add_entry(inbound.id, &Protocol::Vless, &person)
        };
        let what = fill(Key::AddingFirst, &[("name", name)]);
        let half = |error: &ApiError| Halt::Failed {
            title: fill(Key::InboundWithoutPerson, &[("inbound", &new.plan.remark), ("name", name)]),
            more: title(error),
        };
        self.wizard.feed.write(&call, &what, None).await.map_err(|error| half(&error))?;
        let inbound = transport::call(&api::inbounds::get(inbound.id)).await.map_err(|error| half(&error))?;
        Ok((inbound, new.plan))
    }

    /// A refusal belongs to a field where that can be told: by what the lists say now, else by the panel's words.
    fn refused(self, error: ApiError, plan: &RealityPlan) -> Halt {
        let ApiError::Refused { message } = &error else { return Halt::not_made(&error) };
        match (self.wizard.check_now(), Problem::of_refusal(message)) {
            (Err(problems), _) => Halt::Problems(problems),
            (Ok(_), Some(problem)) => Halt::Problems(vec![problem]),
            (Ok(_), None) => {
                Halt::Failed { title: title(&error), more: fill(Key::NothingMadeOf, &[("name", &plan.remark)]) }
            }
        }
    }

    /// Goes to the step of the first problem and shows it at its field.
    fn point_at(self, problems: Vec<Problem>) {
        let Some(step) = problems.iter().map(|problem| step_of(problem.field)).min() else { return };
        if let [problem] = problems.as_slice() {
            self.wizard.refuse(problem.clone());
        }
        self.wizard.tried.update(|tried| *tried = (*tried).max(2));
        let now = trail::now();
        if now > step {
            trail::back(now - step);
        }
    }

    /// It is there: the key is shown at once, and Xray is followed.
    async fn arrive(self, inbound: Inbound, plan: &RealityPlan) {
        let (id, name) = (inbound.id, plan.person.name.clone());
        let feed = self.wizard.feed;
        feed.welcome(inbound, &name).await;
        place::remember(&plan.address);
        self.wizard.sent.try_set_value(None);
        let _ = self.wizard.finished.try_set(true);
        let made = fill(Key::InboundMade, &[("name", &plan.remark)]);
        let person = name.clone();
        let remark = plan.remark.clone();
        let back = Callback::new(move |()| self.take_back(id, person.clone(), remark.clone()));
        feed.watch.follow(feed, made.clone(), Some(back));
        let key = Route::Handout(name);
        if self.location.route.get_untracked() != Route::Wizard {
            // One has gone elsewhere meanwhile, and is not torn away from there.
            let go = Callback::new(move |()| self.location.go(&key));
            return self.toasts.offer(made, t(Key::ShowTheKey), go);
        }
        let show = Callback::new(move |()| {
            self.location.page.set(key.underlay());
            self.location.replace(&key);
            request_animation_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
        });
        match trail::now() {
            1 => show.run(()),
            step => {
                self.wizard.leaving.set_value(Some(show));
                trail::back(step - 1);
            }
        }
    }

    /// Takes the inbound back with its person, and opens the wizard as it was filled in.
    fn take_back(self, id: InboundId, name: String, remark: String) {
        let feed = self.wizard.feed;
        let what = fill(Key::DeletingInbound, &[("name", &remark)]);
        let (person, inbound) = (name.clone(), remark.clone());
        let again = Callback::new(move |()| self.take_back(id, person.clone(), inbound.clone()));
        spawn_local(async move {
            if let Err(error) = feed.withdraw(id, &what).await {
                return feed.failed(&what, &error, Some(again));
            }
            feed.forget_alone(&name).await;
            self.toasts.say(fill(Key::InboundDeleted, &[("name", &remark)]));
            self.wizard.finished.set(false);
            self.location.go(&Route::Wizard);
        });
    }
}

/// Looks for the inbound by its public key, which no other one has.
async fn look(panel: &Panel, new: &NewReality) -> Result<Option<Inbound>, ApiError> {
    if !panel.has_options() {
        let all = transport::call(&api::inbounds::list()).await?;
        return Ok(all.into_iter().find(|inbound| is_it(inbound, new)));
    }
    let port = u32::from(new.plan.port);
    for option in transport::call(&api::inbounds::options()).await?.iter().filter(|option| option.port == port) {
        let inbound = transport::call(&api::inbounds::get(option.id)).await?;
        if is_it(&inbound, new) {
            return Ok(Some(inbound));
        }
    }
    Ok(None)
}

fn is_it(inbound: &Inbound, new: &NewReality) -> bool {
    inbound.stream.security.reality().is_some_and(|reality| reality.public_key == new.keys.public)
}

fn has_person(inbound: &Inbound, name: &str) -> bool {
    let wanted = name.to_lowercase();
    inbound.clients.iter().any(|client| client.name.to_lowercase() == wanted)
}
