//! The doors of an inbound that links point to: its own, or one per front (§3).

use super::security::Shield;
use super::{Context, Error, address};
use crate::model::Inbound;
use crate::model::stream::{ExternalProxy, Stream};

/// One door, with the security a client meets there.
pub(super) struct Endpoint<'a> {
    /// ASCII host without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// The front, if this is one.
    pub front: Option<&'a ExternalProxy>,
    /// Security after the front's say.
    pub shield: Shield<'a>,
}

/// All doors, in order; at least one.
pub(super) fn all<'a>(inbound: &'a Inbound, context: &Context<'a>) -> Result<Vec<Endpoint<'a>>, Error> {
    let at = reached_through(inbound, context);
    let stream: &Stream = &at.stream;
    if stream.external.is_empty() {
        let host = address::own(inbound, at, context)?;
        return Ok(vec![Endpoint { host, port: port(at.port)?, front: None, shield: Shield::of(stream, None)? }]);
    }
    stream.external.iter().map(|front| through(front, inbound, at, context)).collect()
}

fn through<'a>(
    front: &'a ExternalProxy,
    inbound: &Inbound,
    at: &'a Inbound,
    context: &Context<'_>,
) -> Result<Endpoint<'a>, Error> {
    let host = match front.dest.as_str() {
        "" => address::own(inbound, at, context)?,
        dest => address::ascii(dest)?,
    };
    let port = port(if front.port == 0 { at.port } else { front.port })?;
    Ok(Endpoint { host, port, front: Some(front), shield: Shield::of(&at.stream, Some(front))? })
}

/// A fallback child that listens only inside is reached through its master: port, security and fronts are the
/// master's, the transport stays its own (3x-ui `projectThroughFallbackMaster`). A child with a public door of its
/// own keeps it.
fn reached_through<'a>(inbound: &'a Inbound, context: &Context<'a>) -> &'a Inbound {
    match context.master {
        Some(master) if address::listens_inside(&inbound.listen) => master,
        _ => inbound,
    }
}

fn port(port: u32) -> Result<u16, Error> {
    match u16::try_from(port) {
        Ok(0) => Err(Error::NoPort),
        Ok(port) => Ok(port),
        Err(_) => Err(Error::BadPort(port)),
    }
}
