//! Whether what was written reads back as what it was written of. Where it does not, as where the source told by
//! its gaps what no mark tells, the writers state what each block is.

use operative_grammar::{Document, Masthead, Passage, parse};
use operative_semantics::Resolution;

/// Whether a text that a resolution was written as gives the same tree.
pub(super) fn same(resolution: &Resolution, written: &str) -> bool {
    let (one, other) = (&resolution.document, &parse(written).document);
    one.language() == other.language()
        && same_masthead(resolution, other.masthead())
        && nodes(one).eq(nodes(other))
        && notes(one).eq(notes(other))
}

/// Whether the values of a masthead are those of a resolution, whose symbol may have been lost and is written.
fn same_masthead(resolution: &Resolution, other: &Masthead) -> bool {
    let mut one = Masthead {
        lines: Vec::new(),
        ..resolution.document.masthead().clone()
    };
    if one.symbol.is_none() && other.symbol.as_deref() == resolution.symbol() {
        one.symbol.clone_from(&other.symbol);
    }
    let other = Masthead {
        lines: Vec::new(),
        ..other.clone()
    };
    one == other
}

/// What each node is.
fn nodes(document: &Document) -> impl Iterator<Item = impl PartialEq> {
    document.nodes().iter().map(|node| {
        let place = (node.kind, node.part, node.parent, node.section, node.level);
        let lead = node.lead.map(|lead| document.text_in(lead));
        let label = node.label.as_ref();
        let label = label.map(|label| (&*label.printed, label.style, label.value));
        (
            place,
            label,
            lead,
            node.action,
            passage(document, node.passage),
        )
    })
}

/// What each footnote is.
fn notes(document: &Document) -> impl Iterator<Item = impl PartialEq> {
    let footnotes = document.footnotes().iter();
    footnotes.map(|note| (&*note.label, document.text_of(note.passage)))
}

/// The text of a passage, and which notes are called where.
fn passage(document: &Document, passage: Passage) -> impl PartialEq {
    let range = passage.text;
    let calls = document.calls();
    let first = calls.partition_point(|call| call.at < range.start);
    let calls = calls[first..]
        .iter()
        .take_while(|call| call.at <= range.end);
    let calls: Vec<_> = calls
        .map(|call| (&*call.label, call.at - range.start))
        .collect();
    (document.text_of(passage), calls)
}
