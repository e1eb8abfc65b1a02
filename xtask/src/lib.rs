//! Latchkey's project tasks. It builds, weighs, serves and tests; it knows nothing of what the product does.

pub mod bench;
pub mod bundle;
pub mod csp;
pub mod demo;
pub mod place;
pub mod run;
pub mod serve;
pub mod size;
pub mod test;
pub mod tools;
