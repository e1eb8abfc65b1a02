//! Every word the app shows. English is compiled in; another language is a table with the same keys.

mod en;
mod fill;
mod fix;
mod rules;

pub use en::Key;
pub use fill::fill;
pub use fix::fix;
pub use rules::rule;
