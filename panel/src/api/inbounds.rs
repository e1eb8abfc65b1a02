//! Inbounds.

use super::{Body, Call, Request};
use crate::dialect::Panel;
use crate::model::{Bytes, Inbound, InboundId, InboundOption, NewReality, Traffic};
use crate::wire::create;
use crate::wire::inbounds::{self, Overlay};
use crate::wire::list_reader::ListReader;

/// All inbounds with their people.
#[must_use]
pub fn list() -> Call<Vec<Inbound>> {
    Call::new(Request::get("panel/api/inbounds/list"), |reply| inbounds::list_reader().whole(reply))
}

/// Reads the answer to [`list`] while it arrives.
#[must_use]
pub fn list_reader() -> ListReader<Inbound> {
    inbounds::list_reader()
}

/// All inbounds, their people reduced to name, switch and comment (v3.1.0+).
#[must_use]
pub fn slim() -> Call<Vec<Inbound>> {
    Call::new(Request::get("panel/api/inbounds/list/slim"), |reply| inbounds::slim_reader().whole(reply))
}

/// Reads the answer to [`slim`] while it arrives.
#[must_use]
pub fn slim_reader() -> ListReader<Inbound> {
    inbounds::slim_reader()
}

/// All inbounds without their people (v3.1.0+).
#[must_use]
pub fn options() -> Call<Vec<InboundOption>> {
    Call::of("inbounds/options", Request::get("panel/api/inbounds/options"), |obj| inbounds::options(&obj))
}

/// The path of the call that gives the first rows: the short list where the panel has it.
#[must_use]
pub fn first(panel: &Panel) -> String {
    if panel.has_options() { options().request.path } else { list().request.path }
}

/// One inbound. Before v3.2.5 without its counters.
#[must_use]
pub fn get(id: InboundId) -> Call<Inbound> {
    Call::of("inbounds/get", Request::get(with_id("get", id)), |obj| inbounds::decode(&obj))
}

/// Writes an inbound as it is in the model: remark, switch, listen address, port, limit and end; everything else is
/// sent back as the panel gave it. A panel replaces the people too, so read it with [`get`] right before. `None` for
/// an inbound that does not carry everything ([`Inbound::slim`]).
#[must_use]
pub fn update(inbound: &Inbound) -> Option<Call<()>> {
    full_update(inbound, Overlay::default())
}

/// Switches an inbound, in whichever way the panel knows. Before v2.9.4 the whole inbound is sent: read it with [`get`]
/// right before.
#[must_use]
pub fn set_enabled(panel: &Panel, inbound: &Inbound, enabled: bool) -> Call<()> {
    if panel.has_set_enable() { set_enable(inbound.id, enabled) } else { update_enabled(panel, inbound, enabled) }
}

/// Switches an inbound (v2.9.4+, see [`Panel::has_set_enable`]).
#[must_use]
pub fn set_enable(id: InboundId, enabled: bool) -> Call<()> {
    Call::done("inbounds/setEnable", Request::form(with_id("setEnable", id), inbounds::enable(enabled)))
}

/// Switches an inbound by sending all of it, as panels before v2.9.4 want it. An inbound that does not carry everything
/// comes from a panel that has [`set_enable`].
#[must_use]
pub fn update_enabled(_: &Panel, inbound: &Inbound, enabled: bool) -> Call<()> {
    let overlay = Overlay { enabled: Some(enabled), ..Overlay::default() };
    full_update(inbound, overlay).unwrap_or_else(|| set_enable(inbound.id, enabled))
}

/// Deletes an inbound. Before v3.1.0 its people go with it.
#[must_use]
pub fn delete(id: InboundId) -> Call<()> {
    Call::done("inbounds/del", Request::post(with_id("del", id)))
}

/// Adds a Reality inbound with its first person. The answer tells the number the panel gave it.
#[must_use]
pub fn add(panel: &Panel, new: &NewReality) -> Call<Option<InboundId>> {
    added(create::inbound_fields(panel, new))
}

/// Adds a deleted inbound again, as it was, with its people. It gets a new number; v2 counts its data anew.
#[must_use]
pub fn restore(inbound: &Inbound) -> Option<Call<Option<InboundId>>> {
    let fields = inbounds::fields(inbound, Overlay::default())?;
    Some(added(Body::Form(fields)))
}

/// Sets an inbound's own counters to zero; its people's stay. `None` where the panel cannot (v3.0.0–v3.0.1), or where
/// it takes a full update and the inbound does not carry everything.
#[must_use]
pub fn reset_traffic(panel: &Panel, inbound: &Inbound) -> Option<Call<()>> {
    if panel.has_inbound_reset() {
        let path = ["panel/api/inbounds/", &inbound.id.0.to_string(), "/resetTraffic"].concat();
        return Some(Call::done("inbounds/resetTraffic", Request::post(path)));
    }
    if !panel.update_writes_counters() {
        return None;
    }
    let zero = Traffic { up: Bytes(0), down: Bytes(0) };
    full_update(inbound, Overlay { traffic: Some(zero), ..Overlay::default() })
}

fn added(body: Body) -> Call<Option<InboundId>> {
    let request = Request { body, ..Request::post("panel/api/inbounds/add") };
    Call::of("inbounds/add", request, |obj| Ok(inbounds::id(&obj)))
}

fn full_update(inbound: &Inbound, overlay: Overlay) -> Option<Call<()>> {
    let fields = inbounds::fields(inbound, overlay)?;
    Some(Call::done("inbounds/update", Request::form(with_id("update", inbound.id), fields)))
}

fn with_id(call: &str, id: InboundId) -> String {
    ["panel/api/inbounds/", call, "/", &id.0.to_string()].concat()
}
