//! The body: paragraphs with hanging numbers, headings, tables.

use maud::{Markup, html};
use operative_grammar::NodeKind;
use operative_semantics::Paragraph;

use super::text::Texts;
use crate::write::ids::starts_annex;
use crate::write::inline::Piece;
use crate::write::nesting::is_number_alone;

pub(super) fn body(texts: &mut Texts<'_>) -> Markup {
    let nodes = texts.nesting.top(texts.resolution);
    nodes_of(texts, &nodes)
}

fn nodes_of<'a>(texts: &mut Texts<'a>, nodes: &[Paragraph<'a>]) -> Markup {
    html! {
        @for node in nodes { (node_of(texts, *node)) }
    }
}

fn node_of<'a>(texts: &mut Texts<'a>, node: Paragraph<'a>) -> Markup {
    let id = texts.id(node);
    match node.kind() {
        NodeKind::Heading => heading(texts, node),
        NodeKind::Table => table(texts, node),
        NodeKind::Closing => html! { p.closing id=(id) { (texts.paragraph(node)) } },
        kind => {
            let text = texts.paragraph(node);
            let children = texts.nesting.children(node);
            let below = nodes_of(texts, &children);
            html! {
                div class={ (kind.as_str()) @if node.label().is_some() { " labelled" } } id=(id) {
                    p {
                        @if let Some(label) = node.label() { span.label { (label) } " " }
                        (text)
                    }
                    (below)
                }
            }
        }
    }
}

fn heading<'a>(texts: &mut Texts<'a>, node: Paragraph<'a>) -> Markup {
    let id = texts.id(node);
    let label = node.label();
    let text = texts.paragraph(node);
    let text = html! {
        @if let Some(label) = label { span.number { (label) } " " }
        (text)
    };
    if starts_annex(node) {
        html! { h2.annex id=(id) { (text) } }
    } else {
        html! { h3.alone[is_number_alone(node)] id=(id) { (text) } }
    }
}

fn table<'a>(texts: &mut Texts<'a>, table: Paragraph<'a>) -> Markup {
    let rows = texts.nesting.children(table);
    let cells: Vec<Vec<_>> = rows.iter().map(|row| texts.inline.cells(*row)).collect();
    let set: Vec<Vec<(bool, Markup)>> = cells
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| (is_number(cell), texts.pieces_alone(cell)))
                .collect()
        })
        .collect();
    let beside: Vec<Markup> = cells
        .iter()
        .flatten()
        .map(|cell| texts.notes_beside(cell))
        .collect();
    html! {
        @for notes in beside { (notes) }
        div.table id=(texts.id(table)) tabindex="0" {
            table {
                @for row in set {
                    tr {
                        @for (number, cell) in row { td.number[number] { (cell) } }
                    }
                }
            }
        }
    }
}

/// Whether a cell holds a number, which stands at the end of its column.
fn is_number(cell: &[Piece<'_>]) -> bool {
    let mut digits = false;
    let fits = cell.iter().all(|piece| match piece {
        Piece::Run(run) => {
            digits |= run.text.contains(|c: char| c.is_ascii_digit());
            run.text
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,-–()%".contains(c))
        }
        Piece::Call(_) => true,
        Piece::Link(..) => false,
    });
    fits && digits
}
