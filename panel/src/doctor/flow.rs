//! Vision: who has it, who must not, and what carries it.

use super::{App, Apps, Case, Findings, Fix, Rule, key};
use crate::model::{Flow, Inbound, Protocol};

const VISION: &str = "xtls-rprx-vision";
const VISION_UDP443: &str = "xtls-rprx-vision-udp443";

/// Flows no Xray starts with. The panel itself turns the `udp443` form into Vision.
pub(super) fn stops(inbound: &Inbound, found: &mut Findings) {
    for client in &inbound.clients {
        match inbound.protocol {
            Protocol::Vless => {
                found.when(matches!(client.flow, Flow::Unknown(_)), Rule::VlessFlowCore, Fix::DropVision)
            }
            Protocol::Trojan => found.when(client.flow != Flow::None, Rule::TrojanFlow, Fix::DropVision),
            _ => return,
        }
    }
}

/// What the key's flow and the person's make of each other.
pub(super) fn check(case: &Case, found: &mut Findings) {
    if case.inbound.protocol != Protocol::Vless {
        return;
    }
    let written = case.key.flow.as_str();
    let server_side = if case.inbound.settings.flow_disabled { "" } else { key::flow_name(&case.client.flow) };
    if !matches!(written, "" | VISION | VISION_UDP443) {
        // Where the server has the same name, Xray does not start at all.
        return found.when(written != server_side, Rule::FlowUnknown, Fix::WriteAnew);
    }
    let secured = matches!(case.key.security.as_str(), "tls" | "reality");
    let carried = case.key.encrypts() || case.key.network == "tcp" && secured;
    match (server_side, written) {
        (VISION | VISION_UDP443, _) if !carried => match case.inbound.stream.security.reality() {
            // Named by its cause: the front's security.
            Some(_) if case.key.network == "tcp" => {}
            _ => found.add(Rule::FlowCannotBeCarried, Fix::DropVision),
        },
        (VISION | VISION_UDP443, "") => found.add(Rule::FlowMissing, Fix::WriteAnew),
        ("", "") => found.when(carried && !case.key.encrypts(), Rule::VisionMissing, Fix::EnableVision),
        ("", _) => found.add(Rule::FlowNotAllowed, Fix::WriteAnew),
        _ => {}
    }
    let foreign = Apps::of(&[App::SingBox, App::Hiddify]);
    if written == VISION_UDP443 {
        found.of_apps(Rule::FlowUdp443SingBox, foreign, Fix::EnableVision);
    }
    found.when(
        case.client.flow == Flow::VisionUdp443 && case.facts.added_while_running,
        Rule::FlowUdp443BeforeRestart,
        Fix::RestartXray,
    );
}
