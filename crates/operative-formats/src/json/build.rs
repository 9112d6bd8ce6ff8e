//! The tree of a resolution, from the views.

use operative_grammar::{Document, LeafKind, NodeId, Passage, Span};
use operative_semantics::{Call, Footnote, Paragraph, Place, Reference, Resolution};

use super::{
    Ballot, Citation, Furniture, Lead, Line, Mark, Masthead, Node, Note, Origin, Range, Remark,
    SCHEMA_VERSION, Source, Tree, Vote,
};
use crate::Characters;
use crate::read;

pub(super) struct Builder<'a> {
    resolution: &'a Resolution,
    document: &'a Document,
    source: Characters<'a>,
    text: Characters<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(resolution: &'a Resolution) -> Self {
        let document = &resolution.document;
        Self {
            resolution,
            document,
            source: Characters::of(document.source()),
            text: Characters::of(document.text()),
        }
    }

    pub(super) fn tree(&self, origins: &[read::Origin]) -> Tree {
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
            origins: origins.iter().map(|it| self.origin(it)).collect(),
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
            ballot: self.ballot(),
            sponsors: identity.sponsors,
            lines: lines.collect(),
        }
    }

    fn ballot(&self) -> Option<Ballot> {
        let ballot = &self.resolution.ballot;
        let votes = ballot.votes.iter().map(|vote| Vote {
            country: self.document.text_in(vote.text).to_owned(),
            code: vote.code.clone(),
            vote: vote.position,
            range: self.range(vote.span),
        });
        (*ballot != operative_semantics::Ballot::default()).then(|| Ballot {
            manner: ballot.manner,
            in_favour: ballot.in_favour,
            against: ballot.against,
            abstaining: ballot.abstaining,
            votes: votes.collect(),
        })
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
            cells: paragraph.cells().map(str::to_owned).collect(),
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

    fn origin(&self, origin: &read::Origin) -> Origin {
        Origin {
            page: origin.place.page(),
            bounds: origin.place.bounds(),
            part: origin.place.part().map(str::to_owned),
            number: origin.place.number(),
            element: origin.place.element().map(str::to_owned),
            range: self.range(origin.span),
        }
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
