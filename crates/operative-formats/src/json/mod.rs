//! The tree of a resolution as JSON: made to be read, by people too.
//!
//! Offsets are characters: `start` and `end` of the source, `offset` of the text it stands beside.

use jiff::civil::Date;
use operative_grammar::{
    Action, Code, Language, LeafKind, MastheadKind, NodeKind, Organ, Part, Profile, Severity,
};
use operative_semantics::{
    DocumentKind, Manner, Place, Position, ReferenceKind, Relation, Resolution, Rule, Signal, Step,
};
use serde::{Deserialize, Serialize};

use crate::read;

mod build;
#[cfg(feature = "schema")]
mod schema;

#[cfg(feature = "schema")]
pub use schema::schema;

/// The version of the form. It grows when a reader of the last form could be misled.
pub const SCHEMA_VERSION: u32 = 1;

/// A resolution as a tree that owns all it holds.
///
/// ```
/// # use operative_formats::json::Tree;
/// # fn example(resolution: &operative_semantics::Resolution) -> Result<(), serde_json::Error> {
/// let tree = Tree::of(resolution);
/// let json = serde_json::to_string_pretty(&tree)?;
/// assert_eq!(serde_json::from_str::<Tree>(&json)?, tree);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tree {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The language it is written in.
    pub language: Language,
    /// How the source is marked.
    pub profile: Profile,
    /// What stands above the enacting formula, and what identifies the document.
    pub masthead: Masthead,
    /// The body: paragraphs, headings, tables and closing lines, each with what is below it.
    pub body: Vec<Node>,
    /// The footnotes.
    pub footnotes: Vec<Note>,
    /// The references.
    pub references: Vec<Citation>,
    /// What there is to say about the source.
    pub diagnostics: Vec<Remark>,
    /// Rules, running headers, page numbers and job numbers.
    pub furniture: Vec<Furniture>,
    /// Where the parts of the source stand in the file it was read from, in its order; none where
    /// the file is plain text. Mark-up that was put in for what the file shows has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Origin>,
}

/// A part of the source and its place in the file it was read from: a box on a page of PDF, a
/// paragraph of a Word document, an element of XML or HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Origin {
    /// The page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The left edge of the box, the lower, the right and the upper, in points from the lower left
    /// corner of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<[f32; 4]>,
    /// The part of the Word document that the paragraph is in: `word/footnotes.xml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The number of the paragraph in that part, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The path of the element: `/html/body/p[2]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// The part of the source.
    #[serde(flatten)]
    pub range: Range,
}

/// A range of characters of the source.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// The masthead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Masthead {
    /// The canonical symbol.
    pub symbol: Option<String>,
    /// Whether the symbol was derived rather than printed.
    pub symbol_derived: bool,
    /// What the document is.
    pub r#type: DocumentKind,
    /// The organ that adopted it.
    pub organ: Option<Organ>,
    /// The session, as symbols write it.
    pub session: Option<String>,
    /// The number, as printed.
    pub number: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The date of adoption.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::IsoDate>"))]
    pub adopted: Option<Date>,
    /// The date of issue.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::IsoDate>"))]
    pub issued: Option<Date>,
    /// The distribution, as printed.
    pub distribution: Option<String>,
    /// The agenda items, as printed.
    pub agenda_items: Vec<String>,
    /// The title of the agenda item.
    pub agenda_title: Option<String>,
    /// The bracketed source line, as printed.
    pub basis: Option<String>,
    /// The committee, as printed.
    pub committee: Option<String>,
    /// The meeting, as printed.
    pub meeting: Option<String>,
    /// How it was adopted, as printed.
    pub vote: Option<String>,
    /// How it was adopted: the manner and the counts; null where nothing is said.
    pub ballot: Option<Ballot>,
    /// The sponsors of a draft, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sponsors: Vec<String>,
    /// The lines as they stand.
    pub lines: Vec<Line>,
}

/// How a text was adopted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ballot {
    /// The manner of adoption.
    pub manner: Option<Manner>,
    /// The count of votes in favour, as said.
    pub in_favour: Option<u32>,
    /// The count of votes against, as said.
    pub against: Option<u32>,
    /// The count of abstentions, as said.
    pub abstaining: Option<u32>,
    /// Who voted how, in the order of the lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Vote>,
}

/// The vote of a State.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Vote {
    /// Its name, as printed.
    pub country: String,
    /// Its ISO 3166 alpha-3 code; null where the name is not known.
    pub code: Option<String>,
    /// How it voted.
    pub vote: Position,
    /// Where its name stands in the source.
    #[serde(flatten)]
    pub range: Range,
}

/// A line of the masthead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// What it says.
    pub kind: MastheadKind,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Range>,
}

/// A paragraph, a heading, a table or a closing line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Node {
    /// Its number in the document, from 0.
    pub paragraph: usize,
    /// What it is.
    pub kind: NodeKind,
    /// The part of the resolution.
    pub part: Part,
    /// Its label, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its address: `3(b)(ii)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its leading verb phrase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// The class of the leading verb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Its clean text.
    pub text: String,
    /// The cells of a table's row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// Where it stands: one range, or one for each half where a page break cuts it.
    pub spans: Vec<Range>,
    /// The calls of footnotes in its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Mark>,
    /// The references in its text, as indices of [`Tree::references`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<usize>,
    /// What belongs to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Self>,
}

/// The leading verb phrase of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lead {
    /// Its words.
    pub text: String,
    /// Where it begins in the paragraph's text.
    pub offset: usize,
}

/// The call of a footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mark {
    /// Its label.
    pub label: String,
    /// Where it stands in the paragraph's text.
    pub offset: usize,
    /// The footnote it calls, as an index of [`Tree::footnotes`]; null where there is none.
    pub footnote: Option<usize>,
    /// Where it stands in the source.
    #[serde(flatten)]
    pub range: Range,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Its label.
    pub label: String,
    /// Its text.
    pub text: String,
    /// Where its text stands.
    pub spans: Vec<Range>,
    /// The numbers of the paragraphs that call it, in the order of their calls.
    pub called_from: Vec<usize>,
    /// The references in it, as indices of [`Tree::references`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<usize>,
    /// The sources it gives, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// A source that a footnote gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Its words.
    pub text: String,
    /// The word that leads it: *See*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<Signal>,
    /// Whether it is given as *Ibid.*
    pub ibid: bool,
    /// What kind of thing it is; null for an explanation.
    pub kind: Option<ReferenceKind>,
    /// What it is, where that is known.
    pub target: Option<String>,
    /// The way to the part that is cited, with the steps that *Ibid.* inherits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Step>,
    /// Its references, as indices of [`Tree::references`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<usize>,
}

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// Its words.
    pub text: String,
    /// What kind of thing it cites.
    pub kind: ReferenceKind,
    /// What it cites; null where that is not known.
    pub target: Option<String>,
    /// What the text does with it: `basis`, `source`, `see`, `mention`, or an act.
    pub relation: Relation,
    /// Why it points where it does.
    pub rule: Rule,
    /// The organ that issued what it cites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Organ>,
    /// The date that stands with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::IsoDate>"))]
    pub date: Option<Date>,
    /// What part of the target it cites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
    /// The paragraph that it means, where it means a part of this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<usize>,
    /// Targets that remain possible where more than one does; the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// Where it stands: in a masthead line, a paragraph or a footnote.
    pub place: Place,
    /// Where it stands in the source.
    #[serde(flatten)]
    pub range: Range,
}

/// Something to say about the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark {
    /// What kind of thing.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub range: Range,
}

/// What a page break or a printer left between the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Furniture {
    /// What it is.
    pub kind: LeafKind,
    /// As it stands.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub range: Range,
}

impl Tree {
    /// The tree of a resolution.
    #[must_use]
    pub fn of(resolution: &Resolution) -> Self {
        build::Builder::new(resolution).tree(&[])
    }

    /// The tree of a resolution that was read from a file, and where its parts stand there.
    ///
    /// ```
    /// # use operative_formats::{json::Tree, read::{Origin, Place}};
    /// # use operative_grammar::Span;
    /// let resolution = operative_semantics::resolve(operative_grammar::parse("1. Decides to act."));
    /// let place = Place::Element("/html/body/p".into());
    /// let tree = Tree::with_origins(&resolution, &[Origin { span: Span::new(0, 18), place }]);
    /// assert_eq!(tree.origins[0].element.as_deref(), Some("/html/body/p"));
    /// ```
    #[must_use]
    pub fn with_origins(resolution: &Resolution, origins: &[read::Origin]) -> Self {
        build::Builder::new(resolution).tree(origins)
    }
}
