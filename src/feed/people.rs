//! The people: from the inbounds' own lists on older panels, from their own resource on newer ones.

use std::collections::HashMap;

use leptos::prelude::*;
use panel::api;
use panel::api::clients::{PageQuery, Record, Sort};
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::meter::Meter;
use panel::model::{Millis, Person};

use super::Feed;
use crate::browser::clock;
use crate::roster::Stored;
use crate::transport;

/// Up to so many people all records are kept, credentials too: then every key stands at once, without a request.
const AT_HAND: usize = 1000;
/// People of one page: the most a panel gives.
const PAGE: u32 = 200;
/// So many people are taken in without looking at the clock.
const HANDFUL: usize = 250;
/// People of the first page: as many as a screen shows, so that it is there soon.
const FIRST_PAGE: u32 = 25;

impl Feed {
    /// Newer panels: the people have lists of their own. The first page tells how many there are.
    pub(super) async fn read_people(self, panel: &Panel, asked: u32) -> Result<(), ApiError> {
        let newest = self.read_newest(panel, asked).await?;
        if newest > AT_HAND {
            return self.read_pages(panel, asked, newest).await;
        }
        let (mut people, mut records): (Vec<Person>, Vec<Record>) = (Vec::new(), Vec::new());
        // Read as it arrives: the text of a thousand records is never held.
        let mut take = |arrived: Vec<(Person, Record)>| {
            for (person, record) in arrived {
                people.push(person);
                records.push(record);
            }
        };
        transport::stream(&api::clients::records().request, api::clients::record_reader(), &mut take).await?;
        if asked == self.writes() {
            let records: HashMap<String, Record> = people.iter().map(Person::key).zip(records).collect();
            self.memory.update_value(|memory| {
                // Who was put into other inbounds or got another key may have another flow.
                let told = |record: Option<&Record>| {
                    record.map(|record| (record.inbounds.clone(), record.client.credential.clone()))
                };
                memory.flows.retain(|key, _| told(memory.records.get(key)) == told(records.get(key)));
                memory.records = records;
            });
            self.take_people(people, asked).await;
        }
        Ok(())
    }

    /// Who was online last, and how many people there are.
    pub(super) async fn read_newest(self, panel: &Panel, asked: u32) -> Result<usize, ApiError> {
        let query = PageQuery {
            page: 1,
            size: FIRST_PAGE,
            sort: Some(Sort::LastOnline),
            descending: true,
            ..PageQuery::default()
        };
        let page = transport::call(&api::clients::page(panel, &query)).await?;
        if asked == self.writes() {
            self.people_total.set(Some(page.total));
            self.merge_people(page.people);
        }
        Ok(page.total)
    }

    /// Page by page, so that what is there can be used while the rest arrives.
    async fn read_pages(self, panel: &Panel, asked: u32, total: usize) -> Result<(), ApiError> {
        let mut everybody = Stored { keys: Vec::with_capacity(total), changed: false };
        for page in 1.. {
            let query = PageQuery { page, size: PAGE, ..PageQuery::default() };
            let answer = transport::call(&api::clients::page(panel, &query)).await?;
            if asked != self.writes() {
                return Ok(());
            }
            let last = answer.people.len() < PAGE as usize;
            everybody.keys.extend(answer.people.iter().map(Person::key));
            self.merge_people(answer.people);
            if last {
                break;
            }
        }
        self.people_total.set(Some(everybody.keys.len()));
        self.people.keep(everybody);
        Ok(())
    }

    /// Takes in everybody, with pauses, for they may be many; given up once something is written.
    pub(super) async fn take_people(self, mut people: Vec<Person>, asked: u32) {
        let mut breather = clock::Breather::new();
        let mut all = Stored::default();
        people.reverse();
        while !people.is_empty() {
            let next = people.split_off(people.len().saturating_sub(HANDFUL));
            self.weigh(&next, clock::now());
            self.people.store(next.into_iter().rev().map(|person| (person.key(), person)), &mut all);
            breather.breathe().await;
            if asked != self.writes() {
                return;
            }
        }
        self.people_total.set(Some(all.keys.len()));
        self.people.keep(all);
        self.people_state.update(|state| state.settle(Ok(()), clock::now()));
    }

    /// Takes in some people; the others stay.
    pub(super) fn merge_people(self, people: Vec<Person>) {
        let now = clock::now();
        self.weigh(&people, now);
        self.people.merge(people.into_iter().map(|person| (person.key(), person)).collect());
        self.people_state.update(|state| state.settle(Ok(()), now));
    }

    /// Whether people are too many for the lists to tell all of them: then each is read alone.
    pub fn reads_alone(self) -> bool {
        self.people_total_untracked() > AT_HAND && self.panel().is_some_and(|panel| panel.has_people_resource())
    }

    /// The people could not be read.
    pub(super) fn people_failed(self, error: &ApiError) {
        self.people_state.update(|state| state.settle(Err(error.clone()), clock::now()));
    }

    /// How many people there are, as far as it is known.
    pub(super) fn people_total_untracked(self) -> usize {
        self.people_total.get_untracked().unwrap_or(0)
    }

    /// Looks at the counters of a list. Where they come by themselves, it tells no speed.
    fn weigh(self, people: &[Person], now: Millis) {
        if !self.memory.with_value(|memory| memory.counted) {
            self.measure(people, now);
        }
    }

    /// Takes the counters of those who are online, and tells their speed.
    pub(super) fn measure(self, people: &[Person], now: Millis) {
        let online = self.online.get_untracked();
        let mut speeds: HashMap<_, _> = self.speed.get_untracked();
        speeds.retain(|key, _| online.has(key));
        self.memory.update_value(|memory| {
            for person in people.iter().filter(|person| online.has(&person.key())) {
                let meter = memory
                    .meters
                    .entry(person.key())
                    .or_insert_with(|| Meter::new(person.traffic, person.last_online, now));
                meter.feed(person.traffic, person.last_online, now);
                if let Some(speed) = meter.speed() {
                    speeds.insert(person.key(), speed);
                }
            }
        });
        if self.speed.with_untracked(|old| *old != speeds) {
            self.speed.set(speeds);
        }
    }
}
