//! New things as a write sends them: a Reality inbound with its first person, a person for inbounds that are there.
//! Every key the panel's own form sends is sent; the three JSON parts travel as text, which every panel takes.

mod person;
mod reality;

pub use person::{client, client_json};
pub use reality::inbound_fields;
