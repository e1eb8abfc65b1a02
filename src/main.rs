//! Latchkey: the browser side. See ARCHITECTURE.md.

fn main() {}
