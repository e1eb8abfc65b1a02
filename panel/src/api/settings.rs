//! The panel's own settings, as far as the app needs them.

use super::session::Credentials;
use super::{Call, Request};
use crate::dialect::Panel;
use crate::model::{Defaults, Ports, Secret};
use crate::wire::panel_settings;

/// What the panel tells its own front end: thresholds, subscription addresses.
#[must_use]
pub fn defaults(panel: &Panel) -> Call<Defaults> {
    Call::of("defaultSettings", Request::post(path(panel, "defaultSettings")), |obj| panel_settings::defaults(&obj))
}

/// The ports the panel itself listens on. No list of inbounds shows them, and an inbound there stops Xray.
#[must_use]
pub fn ports(panel: &Panel) -> Call<Ports> {
    Call::of("setting/all", Request::post(path(panel, "all")), |obj| panel_settings::ports(&obj))
}

/// Changes the name and password one signs in with. It switches two-factor off, and since v3.0.2 ends every session,
/// this one too. `now` carries a one-time code where two-factor is on (v3.4.2+).
#[must_use]
pub fn update_user(panel: &Panel, now: &Credentials, user: &str, password: &Secret) -> Call<()> {
    let fields = panel_settings::update_user((&now.user, &now.password), (user, password), &now.code);
    Call::done("updateUser", Request::form(path(panel, "updateUser"), fields))
}

fn path(panel: &Panel, call: &str) -> String {
    [panel.settings_prefix(), "/", call].concat()
}
