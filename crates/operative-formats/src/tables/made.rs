//! How the rows of the tables are made from a resolution.

use std::borrow::Cow;

use operative_grammar::{Action, NodeKind};
use operative_semantics::{Paragraph, Place, Resolution};

use super::rows::{DiagnosticRow, DocumentRow, FootnoteRow, ParagraphRow, ReferenceRow, VoteRow};
use crate::Characters;

pub(super) fn document_row<'a>(source: &'a str, resolution: &'a Resolution) -> DocumentRow<'a> {
    let masthead = resolution.document.masthead();
    let identity = &resolution.identity;
    DocumentRow {
        source: source.into(),
        language: resolution.language().code().into(),
        symbol: borrowed(&identity.symbol),
        organ: identity.organ.map(|organ| organ.as_str().into()),
        r#type: identity.kind.as_str().into(),
        session: borrowed(&identity.session),
        number: borrowed(&identity.number),
        title: borrowed(&masthead.title),
        adopted: masthead.adopted,
        issued: masthead.issued,
        distribution: borrowed(&masthead.distribution),
        agenda_items: Cow::Borrowed(&masthead.agenda_items),
        agenda_title: borrowed(&masthead.agenda_title),
        basis: borrowed(&masthead.basis),
        committee: borrowed(&identity.committee),
        meeting: borrowed(&identity.meeting),
        vote: borrowed(&identity.vote),
        sponsors: Cow::Borrowed(&identity.sponsors),
    }
}

pub(super) fn paragraph_row<'a>(
    source: &'a str,
    paragraph: Paragraph<'a>,
    characters: &Characters<'_>,
) -> ParagraphRow<'a> {
    let span = paragraph.span();
    ParagraphRow {
        source: source.into(),
        paragraph: paragraph.id().index(),
        parent: paragraph.parent().map(|parent| parent.id().index()),
        part: paragraph.part().as_str().into(),
        section: paragraph.section().map(Cow::Owned),
        label: paragraph.label().map(Cow::Borrowed),
        path: paragraph.path().map(Cow::Owned),
        level: paragraph.level().into(),
        kind: paragraph.kind().as_str().into(),
        lead: paragraph.lead().map(Cow::Borrowed),
        action: paragraph.action().map(Action::as_str).map(Cow::Borrowed),
        text: paragraph.text().into(),
        cells: (paragraph.kind() == NodeKind::Row)
            .then(|| paragraph.cells().map(str::to_owned).collect()),
        start: characters.at(span.start),
        end: characters.at(span.end),
    }
}

pub(super) fn footnote_rows<'a>(
    source: &'a str,
    resolution: &'a Resolution,
    characters: &Characters<'_>,
    text: &Characters<'_>,
) -> Vec<FootnoteRow<'a>> {
    let mut rows: Vec<FootnoteRow<'_>> = resolution
        .footnotes()
        .map(|footnote| {
            let span = footnote.span();
            FootnoteRow {
                source: source.into(),
                label: footnote.label().into(),
                text: footnote.text().into(),
                paragraph: None,
                offset: None,
                calls: 0,
                start: characters.at(span.start),
                end: characters.at(span.end),
            }
        })
        .collect();
    for call in resolution.calls() {
        let Some(row) = call
            .binding()
            .and_then(|index| rows.get_mut(index as usize))
        else {
            continue;
        };
        row.calls += 1;
        let Some(paragraph) = call.paragraph().filter(|_| row.paragraph.is_none()) else {
            continue;
        };
        let start = paragraph.node().passage.text.start;
        row.paragraph = Some(paragraph.id().index());
        row.offset = call
            .offset()
            .map(|offset| text.at(start as usize + offset) - text.at(start));
    }
    rows
}

pub(super) fn reference_rows<'a>(
    source: &'a str,
    resolution: &'a Resolution,
    characters: &Characters<'_>,
) -> Vec<ReferenceRow<'a>> {
    let footnotes = resolution.document.footnotes();
    let rows = resolution
        .references
        .iter()
        .enumerate()
        .map(|(index, reference)| ReferenceRow {
            source: source.into(),
            reference: index,
            paragraph: match reference.place {
                Place::Node(node) => Some(node.index()),
                _ => None,
            },
            footnote: match reference.place {
                Place::Footnote(index) => footnotes
                    .get(index as usize)
                    .map(|footnote| Cow::Borrowed(&*footnote.label)),
                _ => None,
            },
            text: resolution.words_of(reference).into(),
            kind: reference.kind.as_str().into(),
            target: borrowed(&reference.target),
            issuer: reference.issuer.map(|organ| organ.as_str().into()),
            date: reference.date,
            pinpoint: borrowed(&reference.pinpoint),
            relation: reference.relation.as_str().into(),
            rule: reference.rule.as_str().into(),
            candidates: Cow::Borrowed(&reference.candidates),
            start: characters.at(reference.span.start),
            end: characters.at(reference.span.end),
        });
    rows.collect()
}

pub(super) fn diagnostic_rows<'a>(
    source: &'a str,
    resolution: &'a Resolution,
    characters: &Characters<'_>,
) -> Vec<DiagnosticRow<'a>> {
    let text = resolution.document.source().as_bytes();
    let line_ends: Vec<usize> = memchr::memchr_iter(b'\n', text).collect();
    let rows = resolution.diagnostics.iter().map(|diagnostic| {
        let start = diagnostic.span.start as usize;
        DiagnosticRow {
            source: source.into(),
            code: diagnostic.code.as_str().into(),
            severity: diagnostic.severity.as_str().into(),
            message: Cow::Borrowed(&diagnostic.message),
            help: borrowed(&diagnostic.help),
            line: Some(line_ends.partition_point(|end| *end < start) + 1),
            start: Some(characters.at(diagnostic.span.start)),
            end: Some(characters.at(diagnostic.span.end)),
        }
    });
    rows.collect()
}

pub(super) fn vote_rows<'a>(
    source: &'a str,
    resolution: &'a Resolution,
    characters: &Characters<'_>,
) -> Vec<VoteRow<'a>> {
    let rows = resolution.votes().iter().map(|vote| VoteRow {
        source: source.into(),
        country: resolution.document.text_in(vote.text).into(),
        code: borrowed(&vote.code),
        vote: vote.position.as_str().into(),
        start: characters.at(vote.span.start),
        end: characters.at(vote.span.end),
    });
    rows.collect()
}

fn borrowed(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}
