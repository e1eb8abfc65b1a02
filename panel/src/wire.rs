//! JSON: the only place that names a panel's keys. What is read becomes `model`; nothing above sees a `Value`.

pub mod lenient;
pub mod settings;
pub mod share;
pub mod stream;
