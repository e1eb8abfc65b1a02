//! Lists of inbounds, and a whole inbound as an update sends it.

mod form;
mod row;

pub use form::{Overlay, fields};

use super::envelope::missing;
use super::lenient::{child, number, string, text, unsigned};
use super::list_reader::ListReader;
use super::settings::{inbound_with_raw, protocol_from_name};
use crate::error::ApiError;
use crate::model::{Inbound, InboundId, InboundOption};
use serde_json::Value;

/// What no inbound of any panel lacks.
const REQUIRED: [&str; 3] = ["id", "protocol", "port"];

/// A reader of the full list.
#[must_use]
pub fn list_reader() -> ListReader<Inbound> {
    ListReader::new("inbounds/list", |member| read(member, "inbounds/list", false))
}

/// A reader of the list without credentials.
#[must_use]
pub fn slim_reader() -> ListReader<Inbound> {
    ListReader::new("inbounds/list/slim", |member| read(member, "inbounds/list/slim", true))
}

/// One inbound.
///
/// # Errors
/// When what every panel tells is missing.
pub fn decode(obj: &Value) -> Result<Inbound, ApiError> {
    check(obj, "inbounds/get")?;
    Ok(inbound_with_raw(obj, obj.to_string()))
}

/// The short list.
///
/// # Errors
/// When what every panel tells is missing.
pub fn options(obj: &Value) -> Result<Vec<InboundOption>, ApiError> {
    obj.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(option).collect()
}

/// The number of a new inbound, where the answer tells it.
#[must_use]
pub fn id(obj: &Value) -> Option<InboundId> {
    number(obj, "id").filter(|id| *id > 0).map(InboundId)
}

fn read(member: &str, endpoint: &'static str, slim: bool) -> Result<Inbound, ApiError> {
    // A row without credentials must never be sent back: it is not even kept.
    let raw = if slim { String::new() } else { member.to_owned() };
    let inbound = row::read(member, endpoint, raw)?;
    Ok(Inbound { slim, ..inbound })
}

fn check(row: &Value, endpoint: &'static str) -> Result<(), ApiError> {
    match REQUIRED.iter().find(|key| row.get(**key).is_none()) {
        Some(key) => Err(missing(endpoint, key)),
        None => Ok(()),
    }
}

fn option(row: &Value) -> Result<InboundOption, ApiError> {
    check(row, "inbounds/options")?;
    Ok(InboundOption {
        id: InboundId(number(row, "id").unwrap_or_default()),
        remark: string(row, "remark"),
        tag: string(row, "tag"),
        protocol: protocol_from_name(text(row, "protocol")),
        port: unsigned(row, "port"),
        enabled: child(row, "enable").as_bool(),
        vision_capable: child(row, "tlsFlowCapable").as_bool().unwrap_or_default(),
        cipher: string(row, "ssMethod"),
        node: number(row, "nodeId"),
    })
}

/// The field of the enable switch.
#[must_use]
pub fn enable(enabled: bool) -> crate::api::Fields {
    vec![("enable".into(), enabled.to_string())]
}
