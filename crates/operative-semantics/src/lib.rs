//! The meaning of a resolution: footnotes bound to their calls, references resolved to what they
//! cite, each with its reason.

mod bind;
mod cite;
mod facts;
mod identity;
mod issuer;
mod mentions;
mod model;
mod numeral;
mod plain;
mod resolve;
mod scan;
mod tokens;
mod views;

pub use facts::Locator;
pub use model::*;
pub use resolve::resolve;
pub use views::{Call, Footnote, Paragraph};
