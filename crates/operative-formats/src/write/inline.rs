//! The text of a passage in pieces: how each is set, what it cites, and the calls between them.

use operative_grammar::{Code, LeafKind, MastheadLine, Passage, Span, TextRange};
use operative_semantics::{Call, Paragraph, Place, Resolution};

/// A piece of a passage.
#[derive(Clone, Debug)]
pub(super) enum Piece<'a> {
    /// Text that is set in one way.
    Run(Run<'a>),
    /// The call of a footnote.
    Call(Call<'a>),
    /// The words of references, as indices of [`Resolution::references`]: more than one where the
    /// same words cite more than one thing.
    Link(Vec<usize>, Vec<Self>),
}

/// Text that is set in one way.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    /// Whether it is the leading verb phrase of its paragraph.
    pub(super) lead: bool,
    pub(super) italic: bool,
    pub(super) raised: bool,
}

/// Takes the passages of a resolution to pieces.
pub(super) struct Inline<'a> {
    resolution: &'a Resolution,
    /// Where italics swelled over whole paragraphs and mean nothing.
    swollen: Option<Span>,
}

impl<'a> Inline<'a> {
    pub(super) fn of(resolution: &'a Resolution) -> Self {
        let mut diagnostics = resolution.diagnostics.iter();
        let swollen = diagnostics.find(|diagnostic| diagnostic.code == Code::ItalicsSwollen);
        Self {
            resolution,
            swollen: swollen.map(|diagnostic| diagnostic.span),
        }
    }

    /// The pieces of a paragraph.
    pub(super) fn paragraph(&self, paragraph: Paragraph<'_>) -> Vec<Piece<'a>> {
        let node = paragraph.node();
        self.pieces(node.passage, node.lead, Place::Node(paragraph.id()))
    }

    /// The pieces of a row, cell by cell.
    pub(super) fn cells(&self, row: Paragraph<'_>) -> Vec<Vec<Piece<'a>>> {
        let mut cells = vec![Vec::new()];
        split_cells(self.paragraph(row), &mut cells);
        cells
    }

    /// The pieces of a footnote's text.
    pub(super) fn footnote(&self, index: u32) -> Vec<Piece<'a>> {
        let footnote = self.resolution.document.footnotes().get(index as usize);
        footnote.map_or_else(Vec::new, |footnote| {
            self.pieces(footnote.passage, None, Place::Footnote(index))
        })
    }

    /// The pieces of a line of the masthead.
    pub(super) fn line(&self, index: u32) -> Vec<Piece<'a>> {
        let lines = &self.resolution.document.masthead().lines;
        lines.get(index as usize).map_or_else(Vec::new, |line| {
            self.pieces(line.passage, None, Place::Masthead(index))
        })
    }

    fn pieces(&self, passage: Passage, lead: Option<TextRange>, place: Place) -> Vec<Piece<'a>> {
        let whole = passage.text;
        let links = links(self.resolution, place);
        let mut calls = self.resolution.calls_in(passage).peekable();
        let mut leaves = self
            .resolution
            .document
            .leaves_of(passage)
            .iter()
            .filter(|leaf| matches!(leaf.kind, LeafKind::Text | LeafKind::Repaired))
            .filter(|leaf| !leaf.text.is_empty())
            .peekable();
        let mut pieces = Vec::new();
        let mut links = links.into_iter().peekable();
        let mut link: Option<(TextRange, Vec<usize>, Vec<Piece<'a>>)> = None;
        let mut at = whole.start;
        let mut after_lead = false;
        loop {
            if let Some((range, references, words)) = link.take_if(|link| link.0.end <= at) {
                debug_assert!(range.end <= at);
                pieces.push(Piece::Link(references, words));
            }
            if let Some((range, references)) = links.next_if(|link| link.0.start <= at) {
                link = Some((range, references, Vec::new()));
            }
            let into = match &mut link {
                Some(link) => &mut link.2,
                None => &mut pieces,
            };
            while let Some(call) = calls.next_if(|call| call.at() <= at) {
                into.push(Piece::Call(call));
            }
            if at >= whole.end {
                break;
            }
            while leaves.next_if(|leaf| leaf.text.end <= at).is_some() {}
            let leaf = leaves.peek();
            let ends = [
                Some(whole.end),
                leaf.map(|leaf| leaf.text.start),
                leaf.map(|leaf| leaf.text.end),
                lead.map(|lead| lead.start),
                lead.map(|lead| lead.end),
                link.as_ref().map(|link| link.0.end),
                links.peek().map(|link| link.0.start),
                calls.peek().map(Call::at),
            ];
            let end = ends.into_iter().flatten().filter(|end| *end > at).min();
            let range = TextRange::new(at, end.unwrap_or(whole.end).min(whole.end));
            let leaf = leaf.filter(|leaf| leaf.text.start <= at);
            let lead = lead.is_some_and(|lead| lead.contains(range));
            let swollen = |span| self.swollen.is_some_and(|swollen| swollen.contains(span));
            let text = self.resolution.document.text_in(range);
            let italic = leaf.is_some_and(|leaf| leaf.style.italic && !swollen(leaf.span));
            // Italics that go on behind the lead would be taken for a part of it.
            after_lead = lead || (after_lead && (italic || text.trim().is_empty()));
            let run = Run {
                text,
                lead,
                italic: lead || (italic && !after_lead),
                raised: leaf.is_some_and(|leaf| leaf.style.raised),
            };
            match &mut link {
                Some(link) => link.2.push(Piece::Run(run)),
                None => pieces.push(Piece::Run(run)),
            }
            at = range.end;
        }
        if let Some((_, references, words)) = link {
            pieces.push(Piece::Link(references, words));
        }
        pieces
    }
}

/// The references of a place by their words. Words that lie within or across those of another
/// reference are told with that one: links do not nest.
fn links(resolution: &Resolution, place: Place) -> Vec<(TextRange, Vec<usize>)> {
    let all = &resolution.references;
    let first = all.partition_point(|reference| reference.place < place);
    let count = resolution.references_in(place).len();
    let mut sorted: Vec<usize> = (first..first + count)
        .filter(|index| !all[*index].text.is_empty())
        .collect();
    sorted.sort_by_key(|index| {
        let words = all[*index].text;
        (words.start, std::cmp::Reverse(words.end))
    });
    let mut links: Vec<(TextRange, Vec<usize>)> = Vec::new();
    for index in sorted {
        let words = all[index].text;
        match links.last_mut() {
            Some((range, indices)) if words.start < range.end => indices.push(index),
            _ => links.push((words, vec![index])),
        }
    }
    links
}

/// Parts the pieces of a row where its cells end.
fn split_cells<'a>(pieces: Vec<Piece<'a>>, cells: &mut Vec<Vec<Piece<'a>>>) {
    for piece in pieces {
        match piece {
            Piece::Run(run) => {
                for (nth, text) in run.text.split('\t').enumerate() {
                    if nth > 0 {
                        cells.push(Vec::new());
                    }
                    if let Some(cell) = cells.last_mut().filter(|_| !text.is_empty()) {
                        cell.push(Piece::Run(Run { text, ..run }));
                    }
                }
            }
            Piece::Link(references, words) => {
                let mut parts = vec![Vec::new()];
                split_cells(words, &mut parts);
                for (nth, words) in parts.into_iter().enumerate() {
                    if nth > 0 {
                        cells.push(Vec::new());
                    }
                    if let Some(cell) = cells.last_mut() {
                        cell.push(Piece::Link(references.clone(), words));
                    }
                }
            }
            Piece::Call(_) => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(piece);
                }
            }
        }
    }
}

/// The number that stands before the title of a resolution, which is no part of the clean text.
/// Where the source has it in visual order, it is given as it was read.
pub(super) fn label_of(resolution: &Resolution, line: &MastheadLine) -> String {
    let document = &resolution.document;
    let leaves = document.leaves_of(line.passage).iter();
    let label: String = leaves
        .filter(|leaf| leaf.kind == LeafKind::Label)
        .map(|leaf| document.printed(leaf.span))
        .collect();
    let label = label.trim();
    match &document.masthead().number {
        _ if label.is_empty() => String::new(),
        Some(number) if !label.contains(number.as_str()) => format!("{number}. "),
        _ => format!("{label} "),
    }
}

/// The calls in pieces, in order.
#[cfg(feature = "html-out")]
pub(super) fn calls_in<'p, 'a>(pieces: &'p [Piece<'a>]) -> Box<dyn Iterator<Item = Call<'a>> + 'p> {
    Box::new(pieces.iter().flat_map(|piece| match piece {
        Piece::Run(_) => calls_in(&[]),
        Piece::Call(call) => Box::new(std::iter::once(*call)),
        Piece::Link(_, words) => calls_in(words),
    }))
}
