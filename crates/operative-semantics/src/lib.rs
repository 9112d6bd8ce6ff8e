//! The meaning of a resolution: footnotes bound to their calls, references resolved to what they
//! cite, each with its reason.

mod model;
mod views;

pub use model::*;
pub use views::{Call, Footnote, Paragraph};
