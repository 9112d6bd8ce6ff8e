//! The tree of a resolution as JSON: made to be read, by people too.
//!
//! Offsets are characters: `start` and `end` of the source, `offset` of the text it stands beside.

use jiff::civil::Date;
use operative_grammar::{
    Action, Code, Document, Language, LeafKind, MastheadKind, NodeId, NodeKind, Organ, Part,
    Passage, Profile, Severity, Span,
};
use operative_semantics::{
    Call, DocumentKind, Footnote, Paragraph, Place, Reference, ReferenceKind, Relation, Resolution,
    Rule, Signal, Step,
};
use serde::{Deserialize, Serialize};

use crate::Characters;

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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
}

/// A range of characters of the source.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// The masthead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    pub adopted: Option<Date>,
    /// The date of issue.
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
    /// The lines as they stand.
    pub lines: Vec<Line>,
}

/// A line of the masthead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
pub struct Lead {
    /// Its words.
    pub text: String,
    /// Where it begins in the paragraph's text.
    pub offset: usize,
}

/// The call of a footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
        Builder::new(resolution).tree()
    }
}

struct Builder<'a> {
    resolution: &'a Resolution,
    document: &'a Document,
    source: Characters<'a>,
    text: Characters<'a>,
}

impl<'a> Builder<'a> {
    fn new(resolution: &'a Resolution) -> Self {
        let document = &resolution.document;
        Self {
            resolution,
            document,
            source: Characters::of(document.source()),
            text: Characters::of(document.text()),
        }
    }

    fn tree(&self) -> Tree {
        Tree {
            schema_version: SCHEMA_VERSION,
            language: self.document.language(),
            profile: self.document.profile(),
            masthead: self.masthead(),
            body: self.body(),
            footnotes: self.footnotes(),
            references: self
                .resolution
                .references
                .iter()
                .map(|it| self.citation(it))
                .collect(),
            diagnostics: self.diagnostics(),
            furniture: self.furniture(),
        }
    }

    fn masthead(&self) -> Masthead {
        let masthead = self.document.masthead();
        let identity = self.resolution.identity.clone();
        let lines = masthead.lines.iter().map(|line| Line {
            kind: line.kind,
            text: self.document.text_of(line.passage).to_owned(),
            spans: self.spans(line.passage),
        });
        Masthead {
            symbol: identity.symbol,
            symbol_derived: identity.derived,
            r#type: identity.kind,
            organ: identity.organ,
            session: identity.session,
            number: identity.number,
            title: masthead.title.clone(),
            adopted: masthead.adopted,
            issued: masthead.issued,
            distribution: masthead.distribution.clone(),
            agenda_items: masthead.agenda_items.clone(),
            agenda_title: masthead.agenda_title.clone(),
            basis: masthead.basis.clone(),
            committee: identity.committee,
            meeting: identity.meeting,
            vote: identity.vote,
            lines: lines.collect(),
        }
    }

    /// Nests the flat nodes: from the last to the first, each takes the children gathered for it.
    fn body(&self) -> Vec<Node> {
        let paragraphs: Vec<_> = self.resolution.paragraphs().collect();
        let mut children: Vec<Vec<Node>> = paragraphs.iter().map(|_| Vec::new()).collect();
        let mut top = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate().rev() {
            let mut node = self.node(*paragraph);
            node.children = std::mem::take(&mut children[index]);
            node.children.reverse();
            match paragraph.parent() {
                Some(parent) => children[parent.id().index()].push(node),
                None => top.push(node),
            }
        }
        top.reverse();
        top
    }

    fn node(&self, paragraph: Paragraph<'a>) -> Node {
        let node = paragraph.node();
        let start = node.passage.text.start;
        Node {
            paragraph: paragraph.id().index(),
            kind: node.kind,
            part: node.part,
            label: paragraph.label().map(str::to_owned),
            path: paragraph.path(),
            lead: node.lead.map(|lead| Lead {
                text: self.document.text_in(lead).to_owned(),
                offset: self.offset(start, lead.start),
            }),
            action: node.action,
            text: paragraph.text().to_owned(),
            spans: self.spans(node.passage),
            calls: paragraph
                .calls()
                .map(|call| self.mark(call, start))
                .collect(),
            references: self.references_at(Place::Node(paragraph.id())),
            children: Vec::new(),
        }
    }

    fn mark(&self, call: Call<'_>, start: u32) -> Mark {
        Mark {
            label: call.label().to_owned(),
            offset: self.offset(start, start + call.offset().unwrap_or_default() as u32),
            footnote: call.binding().map(|index| index as usize),
            range: self.range(call.span()),
        }
    }

    fn footnotes(&self) -> Vec<Note> {
        let mut notes: Vec<Note> = self
            .resolution
            .footnotes()
            .map(|footnote: Footnote<'_>| Note {
                label: footnote.label().to_owned(),
                text: footnote.text().to_owned(),
                spans: footnote
                    .spans()
                    .into_iter()
                    .map(|span| self.range(span))
                    .collect(),
                called_from: Vec::new(),
                references: self.references_at(Place::Footnote(footnote.index())),
                sources: Vec::new(),
            })
            .collect();
        for source in &self.resolution.sources {
            if let Some(note) = notes.get_mut(source.footnote as usize) {
                note.sources.push(self.source_of(source));
            }
        }
        for call in self.resolution.calls() {
            let note = call
                .binding()
                .and_then(|index| notes.get_mut(index as usize));
            if let (Some(note), Some(paragraph)) = (note, call.paragraph()) {
                note.called_from.push(paragraph.id().index());
            }
        }
        notes
    }

    fn source_of(&self, source: &operative_semantics::Source) -> Source {
        let references = source.references.iter();
        Source {
            text: self.document.text_in(source.text).to_owned(),
            signal: source.signal,
            ibid: source.ibid,
            kind: source.kind,
            target: source.target.clone(),
            path: source.path.clone(),
            references: references.map(|index| *index as usize).collect(),
        }
    }

    fn citation(&self, reference: &Reference) -> Citation {
        Citation {
            text: self.resolution.words_of(reference).to_owned(),
            kind: reference.kind,
            target: reference.target.clone(),
            relation: reference.relation,
            rule: reference.rule,
            issuer: reference.issuer,
            date: reference.date,
            pinpoint: reference.pinpoint.clone(),
            means: reference.node.map(NodeId::index),
            candidates: reference.candidates.clone(),
            place: reference.place,
            range: self.range(reference.span),
        }
    }

    fn diagnostics(&self) -> Vec<Remark> {
        let remarks = self.resolution.diagnostics.iter().map(|diagnostic| Remark {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            range: self.range(diagnostic.span),
        });
        remarks.collect()
    }

    fn furniture(&self) -> Vec<Furniture> {
        let is_furniture = |kind| {
            matches!(
                kind,
                LeafKind::Rule
                    | LeafKind::RunningHeader
                    | LeafKind::PageNumber
                    | LeafKind::JobNumber
            )
        };
        let leaves = self
            .document
            .leaves()
            .iter()
            .filter(|leaf| is_furniture(leaf.kind));
        leaves
            .map(|leaf| Furniture {
                kind: leaf.kind,
                text: leaf.span.slice(self.document.source()).to_owned(),
                range: self.range(leaf.span),
            })
            .collect()
    }

    fn references_at(&self, place: Place) -> Vec<usize> {
        let all = &self.resolution.references;
        let first = all.partition_point(|reference| reference.place < place);
        (first..first + self.resolution.references_in(place).len()).collect()
    }

    fn spans(&self, passage: Passage) -> Vec<Range> {
        self.document
            .spans_of(passage)
            .into_iter()
            .map(|span| self.range(span))
            .collect()
    }

    fn range(&self, span: Span) -> Range {
        Range {
            start: self.source.at(span.start),
            end: self.source.at(span.end),
        }
    }

    /// The characters between two offsets of the clean text.
    fn offset(&self, start: u32, at: u32) -> usize {
        self.text.at(at) - self.text.at(start)
    }
}
