//! From a name in the table to the call, and from the call to the answer's meaning in words.

use crate::files::Recording;
use crate::words;
use panel::api::{self, Call, Request};
use panel::dialect::Panel;
use panel::model::{ApiToken, Inbound, InboundId, Secret};
use panel::wire::{envelope, settings::inbound_from_value};

/// What the answer means, in the words of the table.
pub fn read(call: &str, recording: &Recording) -> String {
    let panel = recording.panel();
    match call {
        "csrf" => say(&api::session::csrf_token(), recording, |token| format!("token {}", token.expose().len())),
        "switched" => panel::wire::session::switched_on(&recording.reply).map_or("unknown".into(), |on| on.to_string()),
        "login" => say(&login(&panel), recording, |()| "ok".into()),
        "logout" => say(&api::session::logout(&panel), recording, |()| "ok".into()),
        "defaults" => say(&api::settings::defaults(&panel), recording, words::defaults),
        "ports" => say(&api::settings::ports(&panel), recording, words::ports),
        "tokens" => say(&api::tokens::list(&panel), recording, |tokens| words::rows("tokens", &tokens, words::token)),
        "token-made" => say(&api::tokens::create(&panel, "", None, None), recording, |(token, text)| {
            format!("{} text {}", words::token(&token), text.expose().len())
        }),
        "done" | "other" => words::answer(envelope::done("any", &recording.reply), |()| "ok".into()),
        "push" => words::frames(&recording.answer["frames"]),
        _ => read_inbounds(call, recording, &panel),
    }
}

fn read_inbounds(call: &str, recording: &Recording, panel: &Panel) -> String {
    match call {
        "list" => say(&api::inbounds::list(), recording, |list| words::rows("inbounds", &list, words::inbound)),
        "slim" => say(&api::inbounds::slim(), recording, |list| words::rows("inbounds", &list, words::inbound)),
        "options" => say(&api::inbounds::options(), recording, |list| words::rows("options", &list, words::option)),
        "get" => say(&api::inbounds::get(InboundId(1)), recording, |inbound| words::inbound(&inbound)),
        "added" => say(&api::inbounds::restore(&some_inbound()).unwrap(), recording, words::id),
        _ => read_people(call, recording, panel),
    }
}

fn read_people(call: &str, recording: &Recording, panel: &Panel) -> String {
    let nobody: [String; 0] = [];
    match call {
        "names" => say(&api::clients::onlines(panel), recording, words::names),
        "seen" => say(&api::clients::last_online(panel), recording, words::seen),
        "ips" => say(&api::clients::ips(panel, "x"), recording, words::addresses),
        "people" => say(&api::clients::list(), recording, |list| words::rows("people", &list, words::person)),
        "page-of-people" => say(&api::clients::page(panel, &Default::default()), recording, words::page),
        "record" => say(&api::clients::get("x"), recording, words::record),
        "outcome" => say(&api::clients::adjust_many(&nobody, 0, 0), recording, words::outcome),
        "groups" => say(&api::clients::groups(), recording, words::groups),
        _ => read_server(call, recording, panel),
    }
}

fn read_server(call: &str, recording: &Recording, panel: &Panel) -> String {
    match call {
        "status" => say(&api::server::status(panel), recording, words::status),
        "x25519" => say(&api::server::x25519(panel), recording, |keys| {
            format!("keys {} {}", keys.private.expose().len(), keys.public)
        }),
        "mldsa65" => say(&api::server::mldsa65(panel), recording, |keys| {
            format!("keys {} {}", keys.seed.expose().len(), keys.verify.len())
        }),
        "scan" => say(&api::server::scan_target(panel, "x"), recording, words::target),
        "log" => say(&api::server::panel_log(panel, 1, "info"), recording, words::log),
        "access" => say(&api::server::access_log(panel, 1, ""), recording, words::access),
        "cpu-history" => say(&api::server::cpu_history(panel, 2), recording, words::points),
        "history" => say(&api::server::history(panel, "cpu", 2), recording, words::points),
        "fail2ban" => say(&api::server::fail2ban(panel), recording, words::fail2ban),
        "release" => say(&api::server::release(panel), recording, |r| format!("{} {}", r.current, r.latest)),
        other => panic!("the table names an unknown call: {other}"),
    }
}

fn say<T>(call: &Call<T>, recording: &Recording, words: impl Fn(T) -> String) -> String {
    words::answer(call.decode(&recording.reply), words)
}

fn login(panel: &Panel) -> Call<()> {
    api::session::login(panel, &Default::default())
}

fn some_inbound() -> Inbound {
    inbound_from_value(&serde_json::json!({"id": 1, "protocol": "vless", "port": 1, "settings": "{}"}))
}

/// What the app sends for the same answer, where the path alone tells everything.
pub fn request(call: &str, recording: &Recording) -> Option<Request> {
    let panel = &recording.panel();
    let number = || recording.last().parse().map_or(InboundId(0), InboundId);
    let count = || recording.last().parse().unwrap_or_default();
    let token = || ApiToken { id: recording.last().parse().unwrap_or_default(), ..ApiToken::default() };
    let name = recording.last();
    let (user, password) = ("x", Secret::new("y"));
    Some(match call {
        "csrf" => api::session::csrf_token().request,
        "login" => login(panel).request,
        "logout" => api::session::logout(panel).request,
        "defaults" => api::settings::defaults(panel).request,
        "ports" => api::settings::ports(panel).request,
        "tokens" => api::tokens::list(panel).request,
        "token-made" => api::tokens::create(panel, "x", None, None).request,
        "list" => api::inbounds::list().request,
        "slim" => api::inbounds::slim().request,
        "options" => api::inbounds::options().request,
        "get" => api::inbounds::get(number()).request,
        "names" => api::clients::onlines(panel).request,
        "seen" => api::clients::last_online(panel).request,
        "ips" => api::clients::ips(panel, name).request,
        "people" => api::clients::list().request,
        "record" => api::clients::get(name).request,
        "groups" => api::clients::groups().request,
        "status" => api::server::status(panel).request,
        "x25519" => api::server::x25519(panel).request,
        "mldsa65" => api::server::mldsa65(panel).request,
        "scan" => api::server::scan_target(panel, "x").request,
        "log" => api::server::panel_log(panel, count(), "info").request,
        "access" => api::server::access_log(panel, count(), "").request,
        "cpu-history" => api::server::cpu_history(panel, count()).request,
        "history" => api::server::history(panel, "cpu", count()).request,
        "fail2ban" => api::server::fail2ban(panel).request,
        "release" => api::server::release(panel).request,
        "done" => match recording.path().rsplit_once('/')?.0 {
            "panel/api/setting/apiTokens/setEnabled" | "panel/setting/apiTokens/setEnabled" => {
                api::tokens::set_enabled(panel, &token(), true).request
            }
            "panel/api/setting/apiTokens/delete" | "panel/setting/apiTokens/delete" => {
                api::tokens::delete(panel, &token()).request
            }
            "panel/api/inbounds/del" => api::inbounds::delete(number()).request,
            "panel/api/inbounds/setEnable" => api::inbounds::set_enable(number(), true).request,
            "panel/api/inbounds/clearClientIps" | "panel/api/clients/clearIps" => {
                api::clients::clear_ips(panel, name).request
            }
            _ if name == "restartXrayService" => api::server::restart_xray(panel).request,
            _ if name == "stopXrayService" => api::server::stop_xray(panel).request,
            _ if name == "updateUser" => {
                api::settings::update_user(panel, &Default::default(), user, &password).request
            }
            _ => return None,
        },
        _ => return None,
    })
}
