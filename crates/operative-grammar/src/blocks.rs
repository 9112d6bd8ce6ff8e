//! A text that states its blocks, read as it says: nothing of it is guessed.

use crate::body::{formula_speaks, row};
use crate::builder::{Builder, cut_label, leaf_node, node};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::furniture::Furniture;
use crate::inline::Inline;
use crate::layout::{Line, lines};
use crate::lead::Lead;
use crate::mark::{definition, label_and_nth};
use crate::masthead::{Reader, adopted_from_body, keep_masthead_line, settle_masthead};
use crate::numbering::check_numbering;
use crate::page::{Gap, Note, Pages};
use crate::parse::read_notes;
use crate::span::Span;
use crate::statement::{StatedNode, Statement};
use crate::tree::{LeafKind, NodeId, NodeKind, Part};

/// How deep nodes nest, whatever is stated.
const DEEPEST: u8 = 100;

/// `stated-text = *(statement [line *row] / note / line)`. A line that nothing is stated of is text.
pub(crate) fn read_blocks(builder: &mut Builder, source: &str) -> Pages<'static> {
    let lines = lines(source);
    let mut pages = Pages::default();
    let mut blocks: Vec<(Option<Statement>, &[Line])> = Vec::new();
    let mut rest = &lines[..];
    while let [line, below @ ..] = rest {
        let text = line.text(source);
        let Some(statement) = Statement::of_line(text) else {
            match note(source, line) {
                Some(note) => pages.notes.push(note),
                None => blocks.push((None, &rest[..1])),
            }
            rest = below;
            continue;
        };
        pages.furniture.push(Furniture {
            kind: LeafKind::Markup,
            span: line.span,
        });
        let most = match &statement {
            Statement::Text(_) => 0,
            Statement::Node(node) if node.kind == NodeKind::Table => usize::MAX,
            _ => 1,
        };
        let belongs =
            |line: &&Line| line.gap == 0 && Statement::of_line(line.text(source)).is_none();
        let count = below.iter().take(most).take_while(belongs).count();
        let (own, after) = below.split_at(count);
        blocks.push((Some(statement), own));
        rest = after;
    }
    let mut labels: Vec<String> = pages.notes.iter().map(|note| note.label.clone()).collect();
    labels.sort_unstable();
    labels.dedup();
    let mut reader = Reader::new(builder.document.language);
    let mut diagnostics = Vec::new();
    let mut inline = Inline {
        source,
        bare: &[],
        labels: &labels,
        mirrored: false,
        facts: builder.document.language.facts(),
        in_note: false,
        diagnostics: &mut diagnostics,
    };
    // The clean text holds the masthead before the body.
    for (statement, lines) in &blocks {
        if let Some(Statement::Line(kind)) = statement {
            let draft = inline.draft(lines, Gap::Blank);
            keep_masthead_line(builder, &mut reader, draft, Some(*kind));
        }
    }
    settle_masthead(builder, reader);
    for (statement, lines) in &blocks {
        match statement {
            Some(Statement::Node(stated)) => {
                // The calls of a text in another language belong to notes of its own.
                inline.in_note = stated.part == Part::OtherLanguage;
                inline.labels = if inline.in_note { &[] } else { &labels };
                block(builder, &mut inline, stated, lines);
            }
            None => {
                let draft = inline.draft(lines, Gap::Blank);
                let part = builder.document.nodes.last().map(|node| node.part);
                let part = part.unwrap_or(Part::Operative);
                leaf_node(builder, NodeKind::Text, part, None, 0, draft);
            }
            Some(Statement::Line(_) | Statement::Text(_)) => {}
        }
    }
    builder.diagnostics.append(&mut diagnostics);
    read_notes(builder, source, &pages);
    check_numbering(builder);
    adopted_from_body(builder);
    report_nothing(builder);
    pages
}

/// A block that something is stated of: a node, or a table with its rows.
fn block(builder: &mut Builder, inline: &mut Inline<'_>, stated: &StatedNode, lines: &[Line]) {
    if stated.kind != NodeKind::Table {
        let draft = inline.draft(lines, Gap::Blank);
        keep_node(builder, stated, draft);
        return;
    }
    let empty = inline.draft(&[], Gap::Blank);
    let table = keep_node(builder, stated, empty);
    for line in lines {
        let draft = inline.row(std::slice::from_ref(line), Gap::Line);
        row(builder, stated.part, draft);
    }
    let section = builder.document.node(table).section;
    let rows = builder.document.nodes.iter_mut().skip(table.index());
    rows.for_each(|row| row.section = section);
}

/// `note = "[^" name "]:" text`
fn note(source: &str, line: &Line) -> Option<Note> {
    let (name, rest) = definition(line.text(source))?;
    let (start, end) = (line.span.start, line.span.end);
    let behind = end - rest.trim_start().len() as u32;
    (!name.is_empty()).then(|| Note {
        label: label_and_nth(name).0.to_owned(),
        mark: Span::new(start, end - rest.len() as u32),
        lines: vec![line.piece(Span::new(behind, end))],
        foot: 0,
    })
}

/// A node as it is stated, as far as that can be.
fn keep_node(builder: &mut Builder, stated: &StatedNode, mut draft: Draft) -> NodeId {
    // Rows stand in a table.
    let kind = match stated.kind {
        NodeKind::Row => NodeKind::Text,
        kind => kind,
    };
    let label = stated.label.and_then(|label| {
        let length = offset(&draft.text, label.length).filter(|length| *length > 0)?;
        cut_label(&mut draft, length, label.style, label.value)
    });
    let lead = stated.lead.and_then(|(start, end)| {
        let text = draft.text.trim_end();
        let (start, end) = (offset(text, start)?, offset(text, end)?);
        (start < end).then_some(Lead {
            start,
            verb_start: start,
            verb_end: end,
            end,
            action: stated.action,
        })
    });
    let nodes = &builder.document.nodes;
    let above = |id: u32| nodes.get(id as usize).map(|node| (NodeId(id), node));
    let parent = stated.parent.and_then(above);
    let parent = parent.filter(|(_, parent)| holds_others(parent.kind) && parent.level < DEEPEST);
    let level = parent.map_or(0, |(_, parent)| parent.level.saturating_add(1));
    let parent = parent.map(|(id, _)| id);
    let section = stated.section.and_then(above);
    let section = section.filter(|(_, node)| node.kind == NodeKind::Heading);
    let section = section.map(|(id, _)| id);
    if kind == NodeKind::Formula {
        formula_speaks(builder, draft.trimmed());
    }
    let id = node(builder, kind, stated.part, parent, level, draft, lead);
    let node = &mut builder.document.nodes[id.index()];
    node.label = label;
    node.section = section;
    id
}

/// Whether other nodes may belong to one.
const fn holds_others(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Preambular | NodeKind::Operative | NodeKind::Subparagraph | NodeKind::Text
    )
}

/// The bytes that so many characters of a text take.
fn offset(text: &str, characters: usize) -> Option<usize> {
    let ends = text.char_indices().map(|(at, _)| at);
    ends.chain([text.len()]).nth(characters)
}

/// Says that no resolution was found, where none is stated.
fn report_nothing(builder: &mut Builder) {
    let document = &builder.document;
    let masthead = &document.masthead;
    let told = masthead.organ.is_some() || masthead.symbol.is_some() || masthead.number.is_some();
    let resolution = document.nodes.iter().any(|node| {
        node.kind == NodeKind::Formula || node.lead.is_some() || (told && node.label.is_some())
    });
    if !resolution {
        let whole = Span::from_range(0, document.source.len());
        builder.diagnostics.push(Diagnostic::new(
            Code::NoResolution,
            whole,
            "a resolution was expected; the text states no enacting formula, no lead and no numbered paragraph below a masthead",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::{MastheadKind, NodeKind, Part, detect_language, parse, parse_all};

    const TEXT: &str = "<?operative lang=\"en\"?>\n\n\
        <?operative masthead=\"title\"?>\nThe General Assembly,\n\n\
        <?operative kind=\"text\" part=\"preamble\"?>\n1. Decides to act;[^1]\n\n\
        <?operative kind=\"table\" part=\"annex\"?>\n| a | b |\n|---|---|\n| c |\n\n\
        <?operative kind=\"operative\" part=\"operative\" label=\"2\" style=\"number\" value=\"7\" lead=\"0-4\"?>\n\
        7. Acts.\n\n\
        <?operative kind=\"text\" part=\"closing\" parent=\"5\"?>\n\n\
        nothing is stated of it\n\n[^1]: A/76/1.\n";

    #[test]
    fn a_text_is_read_as_it_states() {
        let document = parse(TEXT).document;
        let masthead = document.masthead();
        assert_eq!(masthead.lines[0].kind, MastheadKind::Title);
        assert_eq!(masthead.title.as_deref(), Some("The General Assembly,"));
        let found: Vec<_> = document
            .nodes()
            .iter()
            .map(|node| {
                (
                    node.kind,
                    node.part,
                    node.parent.map(|it| it.0),
                    document.text_of(node.passage),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (NodeKind::Text, Part::Preamble, None, "1. Decides to act;"),
                (NodeKind::Table, Part::Annex, None, ""),
                (NodeKind::Row, Part::Annex, Some(1), "a\tb"),
                (NodeKind::Row, Part::Annex, Some(1), "c"),
                (NodeKind::Operative, Part::Operative, None, "Acts."),
                // No node stands above itself.
                (NodeKind::Text, Part::Closing, None, ""),
                (
                    NodeKind::Text,
                    Part::Closing,
                    None,
                    "nothing is stated of it"
                ),
            ]
        );
        let operative = &document.nodes()[4];
        assert_eq!(document.text_in(operative.lead.expect("a lead")), "Acts");
        assert_eq!(operative.label.as_ref().map(|label| label.value), Some(7));
        assert_eq!(document.footnotes().len(), 1);
        assert_eq!(document.calls().len(), 1);
        assert_eq!(parse_all(TEXT).len(), 1);
    }

    #[test]
    fn a_number_is_one_that_is_stated() {
        let text =
            "<?operative lang=\"en\"?>\n\n<?operative masthead=\"number\"?>\n98 Lamps in schools\n";
        let document = parse(text).document;
        let masthead = document.masthead();
        assert_eq!(masthead.number.as_deref(), Some("98"));
        assert_eq!(masthead.title.as_deref(), Some("Lamps in schools"));
    }

    #[test]
    fn statements_without_a_head_are_mark_up() {
        let (_, text) = TEXT.split_once("\n\n").expect("a head");
        let document = parse(text).document;
        let texts = document
            .nodes()
            .iter()
            .map(|node| document.text_of(node.passage));
        assert!(texts.into_iter().all(|text| !text.contains("<?")));
        assert_eq!(document.nodes()[0].kind, NodeKind::Formula);
        let stated = "<?operative lang=\"fr\"?>\n\nThe General Assembly,\n";
        assert_eq!(detect_language(stated).code(), "fr");
    }
}
