//! The meaning of a resolution: footnotes bound to their calls, references resolved to what they
//! cite, each with its reason.

mod address;
mod adopted;
mod aliases;
mod beside;
mod bind;
mod charter;
mod checks;
mod cite;
mod concordance;
mod countries;
mod deliverables;
mod edition;
mod explain;
mod facts;
#[cfg(test)]
mod fixtures;
pub mod graph;
mod homoglyphs;
mod identity;
mod internal;
mod issuer;
mod lexicon;
mod located;
mod mandates;
mod mentions;
mod misread;
mod model;
mod named_parts;
mod names;
mod naming;
mod notes;
mod numeral;
mod pinpoint;
mod plain;
mod plausible;
mod resolve;
mod runs;
mod scan;
mod series;
mod settle;
mod steps;
mod symbols;
mod titles;
mod tokens;
mod views;
mod vote_words;
mod votes;

pub use concordance::{Concordance, Difference, DifferenceKind, Row, align};
pub use facts::Locator;
pub use mandates::{Addressee, AddresseeKind, Deadline, Deliverable, Mandate};
pub use model::*;
pub use resolve::resolve;
pub use steps::Step;
pub use views::{Call, Footnote, Paragraph};
pub use votes::{Ballot, Manner, Position, Vote};
