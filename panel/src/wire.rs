//! JSON: the only place that names a panel's keys. What is read becomes `model`; nothing above sees a `Value`.

pub mod create;
pub mod envelope;
pub mod inbounds;
pub mod keys;
pub mod lenient;
pub mod list_reader;
pub mod log;
pub mod mend;
pub mod panel_settings;
pub mod parsed;
pub mod people;
pub mod push;
pub mod session;
pub mod settings;
pub mod share;
pub mod status;
pub mod stream;
pub mod stream_list;
pub mod target;
pub mod tokens;
pub mod vmess;
