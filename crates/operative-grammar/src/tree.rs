//! The tree: what the grammar makes of a source text.
//!
//! A [`Document`] owns its source and one buffer of clean text. Everything else is ranges: a
//! [`Leaf`] is a range of the source and, where it carries text, the place of that text in the
//! buffer; a [`Passage`] is a run of leaves that read as one text; nodes, masthead lines and
//! footnotes each have one passage. Every non-blank character of the source lies in exactly one
//! leaf.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Action, Language, Organ};
use crate::kebab_enum;
use crate::span::{Span, TextRange};
use crate::written::printed;

/// A run of leaves that read as one text.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The clean text: no calls, no mark-up, lines joined and page breaks healed.
    pub text: TextRange,
    /// First leaf, as an index of [`Document::leaves`].
    pub first_leaf: u32,
    /// One past the last leaf.
    pub end_leaf: u32,
}

/// The smallest piece of a document: what a range of the source is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Leaf {
    /// Where it stands in the source.
    pub span: Span,
    /// Where its text stands in the clean text. Empty for leaves that carry none.
    pub text: TextRange,
    /// What it is.
    pub kind: LeafKind,
    /// How it is set.
    pub style: Style,
}

kebab_enum! {
    /// What a range of the source is.
    LeafKind {
        /// Text of the document, copied to the clean text.
        Text = "text",
        /// Text that was changed on its way to the clean text: digits and brackets that stood in
        /// visual order, a character that is written out (`&amp;`).
        Repaired = "repaired",
        /// The printed label of a paragraph, a heading or a resolution: `1.`, `(a)`, `77/213.`
        Label = "label",
        /// Mark-up: emphasis marks, heading marks, table bars, tags.
        Markup = "markup",
        /// The call of a footnote.
        Call = "call",
        /// The mark in front of a footnote's text.
        FootnoteMark = "footnote-mark",
        /// A rule drawn across the page.
        Rule = "rule",
        /// A header or footer that a page break left between the halves of the text.
        RunningHeader = "running-header",
        /// The number of a page, or page and count (`2/5`).
        PageNumber = "page-number",
        /// The number of the printing job (`22-28954`).
        JobNumber = "job-number",
    }
}

/// How a leaf is set, as far as mark-up tells.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Style {
    /// In italics.
    pub italic: bool,
    /// In bold.
    pub bold: bool,
    /// Raised.
    pub raised: bool,
}

/// The place of a node in [`Document::nodes`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NodeId(pub u32);

impl NodeId {
    /// As an index of [`Document::nodes`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

kebab_enum! {
    /// The part of a resolution that a node stands in.
    Part {
        /// The enacting formula: the organ that speaks.
        Formula = "formula",
        /// The preambular paragraphs.
        Preamble = "preamble",
        /// From the first operative paragraph.
        Operative = "operative",
        /// From the heading of an annex.
        Annex = "annex",
        /// The meeting and the date that close the document.
        Closing = "closing",
        /// What is in another language than the document, kept behind it as it stands.
        OtherLanguage = "other-language",
    }
}

kebab_enum! {
    /// What a node is.
    NodeKind {
        /// The enacting formula: *The General Assembly,*
        Formula = "formula",
        /// A paragraph of the preamble.
        Preambular = "preambular",
        /// A paragraph that the organ enacts.
        Operative = "operative",
        /// A lettered or bulleted paragraph below another, or one of several below a lead that stands apart.
        Subparagraph = "subparagraph",
        /// A heading: of a section, of an annex, or a cross-heading.
        Heading = "heading",
        /// Text that is none of the others.
        Text = "text",
        /// A table. Its rows are children.
        Table = "table",
        /// A row of a table. Its cells are separated by a tab in the clean text.
        Row = "row",
        /// The meeting, the date or the vote at the end.
        Closing = "closing",
    }
}

/// The label of a node, as printed and as understood.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label {
    /// As printed: `1.`, `(a)`, `1 -`.
    pub printed: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// How it counts.
    pub style: LabelStyle,
    /// Its value: 2 for `2.`, `(b)`, `(ii)`. 0 for a bullet.
    pub value: u32,
}

kebab_enum! {
    /// How a label counts.
    LabelStyle {
        /// `1.`, `1 -`, `1)`
        Number = "number",
        /// `(a)`, `a)`, `(أ)`
        Letter = "letter",
        /// `A.`, `I.A`
        Capital = "capital",
        /// `(i)`, `㈠`, `’1‘`
        Roman = "roman",
        /// `I.`, `II`
        CapitalRoman = "capital-roman",
        /// `1.1`, `1.a`, `2.3.1`: its value is that of the last of its numbers.
        Decimal = "decimal",
        /// `•`, `–`
        Bullet = "bullet",
    }
}

/// A node of the body, in the order of the document: a parent stands before its children.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub part: Part,
    /// The node it belongs to: a sub-paragraph's paragraph, a row's table.
    pub parent: Option<NodeId>,
    /// The heading it stands under: the last before it. A heading's own is the heading that it
    /// follows at once, as a title follows a number; in an annex, the heading of the annex.
    pub section: Option<NodeId>,
    /// Depth: 0 at the top.
    pub level: u8,
    /// Its label.
    pub label: Option<Label>,
    /// The leading verb phrase, within [`Passage::text`].
    pub lead: Option<TextRange>,
    /// The class of the leading verb, where the language's facts know it.
    pub action: Option<Action>,
    /// Its text.
    pub passage: Passage,
}

/// A line of the masthead.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MastheadLine {
    /// What it says.
    pub kind: MastheadKind,
    /// Its text.
    pub passage: Passage,
}

kebab_enum! {
    /// What a line of the masthead says.
    MastheadKind {
        /// *United Nations*
        UnitedNations = "united-nations",
        /// The symbol.
        Symbol = "symbol",
        /// The organ.
        Organ = "organ",
        /// The distribution: *Distr.: General*
        Distribution = "distribution",
        /// The date of issue.
        Issued = "issued",
        /// The session.
        Session = "session",
        /// An agenda item.
        AgendaItem = "agenda-item",
        /// The title of the agenda item.
        AgendaTitle = "agenda-title",
        /// *Resolution adopted by … on …*
        Adoption = "adoption",
        /// The bracketed source line.
        Source = "source",
        /// The number, with the title where both stand on one line.
        Number = "number",
        /// The title, or a further line of it.
        Title = "title",
        /// How it was adopted, or a list of those who voted one way.
        Vote = "vote",
        /// Who sponsors a draft: *Albania and Chile: draft resolution*
        Sponsors = "sponsors",
        /// A line that is none of these.
        Other = "other",
    }
}

/// The session that a resolution was adopted at.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Session {
    /// Its number.
    pub number: u32,
    /// Its kind.
    pub kind: SessionKind,
}

/// The kind of a session.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionKind {
    /// A yearly one: `77`
    Regular,
    /// A special one: `S-32`
    Special,
    /// An emergency special one: `ES-11`
    Emergency,
}

impl std::fmt::Display for Session {
    /// As symbols write it: `77`, `S-32`, `ES-11`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            SessionKind::Regular => write!(f, "{}", self.number),
            SessionKind::Special => write!(f, "S-{}", self.number),
            SessionKind::Emergency => write!(f, "ES-{}", self.number),
        }
    }
}

/// What stands above the enacting formula: each line, and the values read from them.
///
/// Values are as printed, but for dates, the organ and the session. The symbol is `None` where the
/// source lost it: deriving it is the business of the semantics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Masthead {
    /// Every line, in order.
    pub lines: Vec<MastheadLine>,
    /// The symbol as printed: `A/RES/77/213`.
    pub symbol: Option<String>,
    /// The organ.
    pub organ: Option<Organ>,
    /// The distribution as printed: `General`.
    pub distribution: Option<String>,
    /// The date of issue.
    pub issued: Option<Date>,
    /// The session.
    pub session: Option<Session>,
    /// The agenda items, as printed.
    pub agenda_items: Vec<String>,
    /// The title of the agenda item.
    pub agenda_title: Option<String>,
    /// The date of adoption.
    pub adopted: Option<Date>,
    /// The bracketed source line, as printed.
    pub basis: Option<String>,
    /// The number as printed: `77/213`, `1325 (2000)`.
    pub number: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The line of sponsors of a draft, as printed, without the word for a draft.
    pub sponsors: Option<String>,
}

/// A footnote: its mark and its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Footnote {
    /// The label, bare: `1`, `*`, `a`.
    pub label: Box<str>,
    /// Which of the notes with its label it is, where its mark says so: 2 for `[^1:2]:`, else 0.
    pub nth: u32,
    /// Where its mark stands.
    pub mark: Span,
    /// Its text.
    pub passage: Passage,
}

/// The call of a footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Call {
    /// The label, bare.
    pub label: Box<str>,
    /// Which of the notes with that label it calls, where it says so: 2 for `[^1:2]`, else 0.
    pub nth: u32,
    /// Where it stands, mark-up and all.
    pub span: Span,
    /// Where it stands in the clean text: an offset of [`Document::text`].
    pub at: u32,
}

kebab_enum! {
    /// How the source marks its footnotes and its lines.
    Profile {
        /// Markdown of an OCR engine: `<sup>1</sup>`, footnotes at the foot of the page.
        Ocr = "ocr",
        /// Markdown with `[^1]`.
        Gfm = "gfm",
        /// Wrapped lines, calls as bare digits glued to a word.
        Plain = "plain",
        /// Superscript digits.
        Unicode = "unicode",
    }
}

/// A resolution as the grammar reads it.
///
/// ```
/// let parsed = operative_grammar::parse("The General Assembly,\n\n1. Decides to act.\n");
/// let document = parsed.document;
/// let operative = &document.nodes()[1];
/// assert_eq!(document.text_of(operative.passage), "Decides to act.");
/// assert_eq!(document.text_in(operative.lead.unwrap()), "Decides");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub(crate) source: Arc<str>,
    pub(crate) language: Language,
    pub(crate) profile: Profile,
    pub(crate) text: String,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) masthead: Masthead,
    pub(crate) nodes: Vec<Node>,
    pub(crate) footnotes: Vec<Footnote>,
    pub(crate) calls: Vec<Call>,
}

impl Document {
    /// The source, as given.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The language it is written in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// How the source is marked.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// The clean text of all passages, one after the other, each ended by a line feed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every leaf. Those of a passage stand together, in the order they are read; furniture stands
    /// after them.
    #[must_use]
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// What stands above the enacting formula.
    #[must_use]
    pub const fn masthead(&self) -> &Masthead {
        &self.masthead
    }

    /// The nodes of the body, parents before children, in the order of the document.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node.
    ///
    /// # Panics
    /// If `id` is another document's.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The nodes below `id`, one level down.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.node_ids()
            .skip(id.index() + 1)
            .filter(move |child| self.node(*child).parent == Some(id))
    }

    /// Every node's id, in order.
    pub fn node_ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// The footnotes, in the order of the source.
    #[must_use]
    pub fn footnotes(&self) -> &[Footnote] {
        &self.footnotes
    }

    /// The calls of footnotes, in the order of the clean text.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// The clean text of a passage.
    #[must_use]
    pub fn text_of(&self, passage: Passage) -> &str {
        self.text_in(passage.text)
    }

    /// The clean text in a range.
    #[must_use]
    pub fn text_in(&self, range: TextRange) -> &str {
        &self.text[range.range()]
    }

    /// The leaves of a passage, in the order they are read.
    #[must_use]
    pub fn leaves_of(&self, passage: Passage) -> &[Leaf] {
        &self.leaves[passage.first_leaf as usize..passage.end_leaf as usize]
    }

    /// What a span of the source prints, mark-up and all: without the backslashes before marks, and with the
    /// characters that HTML has names for.
    ///
    /// ```
    /// let document = operative_grammar::parse("*The General Assembly*,\n\n1\\. *Decides* to act.").document;
    /// let label = document.nodes()[1].label.as_ref().unwrap();
    /// assert_eq!(label.span.slice(document.source()), "1\\.");
    /// assert_eq!(document.printed(label.span), "1.");
    /// ```
    #[must_use]
    pub fn printed(&self, span: Span) -> Cow<'_, str> {
        printed(span.slice(&self.source))
    }

    /// Where a passage stands in the source: one span, or one for each half where a page break
    /// cuts it.
    ///
    /// ```
    /// let source = "The General Assembly,\n\n1. Decides to act\n\n\u{c}77/1\n\nat once.\n";
    /// let document = operative_grammar::parse(source).document;
    /// let spans = document.spans_of(document.nodes()[1].passage);
    /// let halves: Vec<&str> = spans.iter().map(|span| span.slice(source)).collect();
    /// assert_eq!(halves, ["1. Decides to act", "at once."]);
    /// ```
    #[must_use]
    pub fn spans_of(&self, passage: Passage) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for leaf in self.leaves_of(passage) {
            match spans.last_mut() {
                Some(last)
                    if leaf.span.start >= last.end
                        && !self.cut_between(last.end, leaf.span.start) =>
                {
                    last.end = leaf.span.end;
                }
                _ => spans.push(leaf.span),
            }
        }
        spans
    }

    /// Whether anything but blanks on one line, or one line end, stands between two leaves.
    fn cut_between(&self, from: u32, to: u32) -> bool {
        let between = Span::new(from, to).slice(&self.source);
        between.chars().any(|c| !c.is_whitespace())
            || between.bytes().filter(|byte| *byte == b'\n').count() > 1
    }

    /// Where a range of the clean text stands in the source: from the start of its first leaf's
    /// part to the end of its last's.
    ///
    /// ```
    /// let source = "The General Assembly,\n\n1. *Decides* to act.\n";
    /// let document = operative_grammar::parse(source).document;
    /// let lead = document.nodes()[1].lead.unwrap();
    /// assert_eq!(document.source_span(lead).slice(source), "Decides");
    /// ```
    #[must_use]
    pub fn source_span(&self, range: TextRange) -> Span {
        let start = self.source_offset(range.start, false);
        let end = self.source_offset(range.end, true);
        Span::new(start, end.max(start))
    }

    /// The source offset of a clean text offset. `end` tells an offset that closes a range (it
    /// belongs to the character before it) from one that opens it.
    #[must_use]
    pub fn source_offset(&self, at: u32, end: bool) -> u32 {
        // Leaves stand in the order of the clean text; those without text stand between.
        let next = self
            .leaves
            .partition_point(|leaf| leaf.text.start < at || (!end && leaf.text.start == at));
        let with_text = |leaf: &&Leaf| !leaf.text.is_empty();
        let before = self.leaves[..next].iter().rev().find(with_text);
        if let Some(leaf) = before.filter(|leaf| at < leaf.text.end || (end && at == leaf.text.end))
        {
            let into = at - leaf.text.start;
            return if leaf.text.len() == leaf.span.len() {
                leaf.span.start + into
            } else if end {
                leaf.span.end
            } else {
                leaf.span.start
            };
        }
        // Between leaves stands a blank that joins lines: take the nearest leaf.
        if end {
            before.map_or(0, |leaf| leaf.span.end)
        } else {
            let after = self.leaves[next..].iter().find(with_text);
            after.map_or(0, |leaf| leaf.span.start)
        }
    }
}
