//! Changes of `settings` and of `sniffing`.

use super::Change;
use super::json::{Object, list, members, object, part, say, set};
use serde_json::Value;

pub(super) fn write(row: &mut Object, change: &Change) -> Option<()> {
    match change {
        Change::Sniffed(names) => {
            sniffed(row, names);
            return Some(());
        }
        // Only the transport of its own has another one beside it.
        Change::Version(version) => part(row, "streamSettings", &mut |stream| {
            set(object(stream, "hysteriaSettings")?, "version", (*version).into());
            Some(())
        })?,
        _ => {}
    }
    let wireguard = row.get("protocol").and_then(Value::as_str) == Some("wireguard");
    part(row, "settings", &mut |settings| {
        match change {
            Change::Version(version) => set(settings, "version", (*version).into()),
            Change::NoEncryption => {
                say(settings, "decryption", "none");
                say(settings, "encryption", "none");
            }
            Change::ServerKey(key) => say(settings, if wireguard { "secretKey" } else { "password" }, key.expose()),
            Change::Cipher(cipher) => say(settings, "method", cipher),
            Change::PeoplesCipher(cipher) => members(settings, "clients", &mut |entry| {
                if cipher.is_empty() {
                    entry.remove("method");
                } else {
                    say(entry, "method", cipher);
                }
            }),
            _ => return None,
        }
        Some(())
    })
}

/// A text that is no JSON gives way to sniffing that is switched off.
fn sniffed(row: &mut Object, names: &[String]) {
    let mut write = |sniffing: &mut Object| {
        set(sniffing, "destOverride", list(names));
        Some(())
    };
    if part(row, "sniffing", &mut write).is_some() {
        return;
    }
    let as_text = row.get("sniffing").is_some_and(Value::is_string);
    let mut fresh = Object::new();
    set(&mut fresh, "enabled", false.into());
    set(&mut fresh, "destOverride", list(names));
    let fresh = Value::Object(fresh);
    set(row, "sniffing", if as_text { Value::String(fresh.to_string()) } else { fresh });
}
