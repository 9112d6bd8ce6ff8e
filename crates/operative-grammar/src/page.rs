//! Pages: which lines are text, which are footnotes, and which are furniture between them.

mod misread;
mod notes;

use std::cell::OnceCell;

use crate::apart::sets_leads_apart;
use crate::facts::{Facts, Language};
use crate::foot::{Calls, lone_number, quirk_notes_without_rule};
use crate::formula::formula_line;
use crate::furniture::{self, Furniture};
use crate::header::{Headers, Repeated};
use crate::holds::Holds;
use crate::layout::Line;
use crate::mark::{note_anchor, note_mark};
use crate::paragraphs::plain;
use crate::span::Span;
use crate::table::rules_off;
use crate::tree::LeafKind;

/// Lines that stand together, with blank lines or furniture around them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk<'a> {
    pub(crate) lines: &'a [Line],
    pub(crate) gap: Gap,
}

/// What stands before a chunk.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// A line end.
    Line,
    /// A blank line.
    Blank,
    /// A page break: furniture, footnotes, or more than one blank line.
    Page,
}

/// A footnote: its label, its mark, and its lines without the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) label: String,
    pub(crate) mark: Span,
    pub(crate) lines: Vec<Line>,
    /// Counts the feet of pages: notes of one foot have the same number.
    pub(crate) foot: u32,
}

/// The lines of a source, sorted.
#[derive(Debug, Default)]
pub(crate) struct Pages<'a> {
    pub(crate) chunks: Vec<Chunk<'a>>,
    pub(crate) notes: Vec<Note>,
    pub(crate) furniture: Vec<Furniture>,
    /// The line, or the two lines, of the enacting formula.
    pub(crate) formula: Option<Span>,
    /// Whether the notes stand at the end of the text with no rule above them.
    pub(crate) unruled: bool,
    /// Whether the marks of notes were misread, and with them the calls: a digit that stands here is none.
    pub(crate) misread: bool,
}

impl Pages<'_> {
    /// Whether the notes are numbered through a volume, of which the text is a part.
    pub(crate) fn numbered_through(&self) -> bool {
        let first = self.notes.first().map(|note| note.label.parse::<u32>());
        matches!(first, Some(Ok(2..)))
    }
}

/// `pages = *(text / rule / running-header / page-line / note)`
pub(crate) fn pages<'a>(source: &'a str, lines: &'a [Line], language: Language) -> Pages<'a> {
    let facts = language.facts();
    let formula = formula_line(source, lines, facts);
    let masthead = &lines[..formula.map_or(0, |found| found.0)];
    let (headers, symbol) = Headers::of(language, source, lines, masthead);
    // Where no formula tells where the masthead ends, it holds the symbol at least.
    let body = formula.map(|found| found.0).or(symbol).unwrap_or(0);
    let mut sorter = Sorter {
        source,
        facts,
        lines,
        headers,
        calls: OnceCell::new(),
        pages: Pages::default(),
        broken: false,
        edge: Edge::default(),
        at_foot: false,
        marked: false,
        listed: false,
        pointed: false,
        foot: 0,
        last_number: None,
        apart: sets_leads_apart(facts, source, lines.iter(), formula.map(|found| found.1)),
    };
    let mut at = 0;
    while at < lines.len() {
        at += sorter.line(at, at > body);
    }
    let mut pages = sorter.pages;
    pages.formula = formula.map(|found| found.1);
    if pages.notes.is_empty() {
        quirk_notes_without_rule(facts, source, &mut pages);
    }
    pages
}

/// What the last line read tells of the edge of a page.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
enum Edge {
    /// It stands within a page.
    #[default]
    Within,
    /// It is the header, or the numbers at the top or the bottom.
    Page,
    /// It is the number of a job, whose dates may stand in the next lines.
    Job,
    /// It repeats the title of the masthead so far.
    Title(Repeated),
}

struct Sorter<'a> {
    source: &'a str,
    facts: &'a Facts,
    lines: &'a [Line],
    headers: Headers<'a>,
    /// Where the calls stand, once it is asked.
    calls: OnceCell<Calls>,
    pages: Pages<'a>,
    /// Whether a page break stands since the last line of text.
    broken: bool,
    edge: Edge,
    /// Whether the lines read now stand at the foot of a page, below a rule.
    at_foot: bool,
    /// Whether the notes of this foot have marks that tell by themselves.
    marked: bool,
    /// Whether the notes of this foot stand in a list, each line of which may have a bullet.
    listed: bool,
    /// Whether the notes of this foot are numbered as paragraphs are: `1. See`.
    pointed: bool,
    foot: u32,
    /// The number of the last note that has one.
    last_number: Option<u32>,
    /// Whether leads stand apart, and bare numbers below them number paragraphs.
    apart: bool,
}

impl Sorter<'_> {
    /// Sorts a line, or more than one, and gives how many.
    fn line(&mut self, at: usize, in_body: bool) -> usize {
        let (line, next) = (&self.lines[at], self.lines.get(at + 1));
        let text = line.text(self.source);
        self.broken |= line.page;
        if line.page {
            self.edge = Edge::Page;
        }
        let ruled = furniture::rule(text);
        let headed = ruled || furniture::notes_heading(self.facts, text);
        if headed && let Some(lines) = self.quirk_labels_apart(at + 1) {
            self.furniture(LeafKind::Rule, line.span);
            return 1 + lines;
        }
        if (self.label_below_closing(at) || self.quirk_list_at_the_end(at, lone_number))
            && let Some(lines) = self.quirk_labels_apart(at)
        {
            return lines;
        }
        let pointed = headed && self.quirk_pointed_foot(at + 1, || true);
        let marked = |next: &Line| {
            let text = next.text(self.source);
            note_mark(text).is_some() || self.bare_mark(next).is_some()
        };
        let notes_follow = headed && (pointed || next.is_some_and(marked));
        if self.edge == Edge::Page && line.gap == 0 && rules_off(text) {
            // The header is set as the head of a table.
            self.furniture(LeafKind::Markup, line.span);
            self.edge = Edge::Page;
        } else if ruled || notes_follow {
            self.furniture(LeafKind::Rule, line.span);
            self.leave_foot();
            self.at_foot = notes_follow;
            self.pointed = pointed;
        } else if furniture::heading_mark_alone(text)
            || next.is_some_and(|next| note_anchor(text, next.text(self.source)))
        {
            self.furniture(LeafKind::Markup, line.span);
        } else if let Some(pieces) = self.page_line(line, next, in_body) {
            for (kind, span) in pieces {
                self.furniture(kind, span);
            }
            self.leave_foot();
        } else if let Some(edge) = in_body.then(|| self.running_header(at)).flatten() {
            self.furniture(LeafKind::RunningHeader, line.span);
            self.edge = edge;
            self.leave_foot();
        } else if let Some(((label, length), marked)) = self.note_mark(text, line) {
            let start = line.span.start as usize;
            let mark = text[..length].trim_end().len();
            self.note(label, Span::from_range(start, start + mark));
            let rest = Span::from_range(start + length, line.span.end as usize);
            self.note_line(line.piece(rest));
            self.marked = marked;
        } else if let Some((label, mark, rest)) = self.quirk_called_note(at) {
            if mark.start > line.span.start {
                let bullet = Span::new(line.span.start, line.span.start + 1);
                self.furniture(LeafKind::Markup, bullet);
            }
            self.note(label, mark);
            self.note_line(line.piece(rest));
            self.marked = true;
            self.listed = true;
        } else if let Some(lines) = in_body.then(|| self.quirk_misread_foot(at)).flatten() {
            return lines;
        } else if self.at_foot && self.continues_note(at) {
            let mut line = *line;
            if self.listed && text.starts_with("- ") {
                self.furniture(
                    LeafKind::Markup,
                    Span::new(line.span.start, line.span.start + 1),
                );
                line.span.start += 2;
            }
            self.note_line(line);
        } else {
            self.leave_foot();
            self.text(at);
        }
        1
    }

    /// A note begins.
    fn note(&mut self, label: String, mark: Span) {
        self.last_number = label.parse().ok().or(self.last_number);
        self.pages.notes.push(Note {
            label,
            mark,
            lines: Vec::new(),
            foot: self.foot,
        });
        self.broken = true;
        self.edge = Edge::Within;
        self.at_foot = true;
    }

    /// A note goes on.
    fn note_line(&mut self, line: Line) {
        if let Some(note) = self.pages.notes.last_mut() {
            note.lines.push(line);
        }
    }

    /// Whether a line is a running header, and how far it repeats the title: the symbol, by itself or with a
    /// title, or the title at the edge of a page.
    fn running_header(&self, at: usize) -> Option<Edge> {
        /// The lines of a title at most.
        const TITLE: usize = 5;
        let (line, next) = (&self.lines[at], self.lines.get(at + 1));
        let text = line.text(self.source);
        let numbers =
            |line: &Line| furniture::page_line(self.facts, line.text(self.source)).is_some();
        let above = match self.edge {
            Edge::Title(repeated) => Some(repeated),
            _ => None,
        };
        if self
            .headers
            .with_symbol(line, above, || self.broken || next.is_some_and(numbers))
        {
            return Some(Edge::Page);
        }
        let at_top = self.edge != Edge::Within;
        if !at_top && !self.headers.may_repeat(text) {
            return None;
        }
        let repeated = self.headers.title_from(text, above)?;
        // The title may go on before the symbol or the numbers of the page end it.
        let at_bottom = || {
            let mut repeated = repeated;
            for next in self.lines[at + 1..].iter().take(TITLE) {
                if numbers(next) || self.headers.with_symbol(next, Some(repeated), || true) {
                    return true;
                }
                match self
                    .headers
                    .title_from(next.text(self.source), Some(repeated))
                {
                    Some(further) => repeated = further,
                    None => return false,
                }
            }
            false
        };
        (at_top || at_bottom()).then_some(Edge::Title(repeated))
    }

    /// The pieces of a line of page and job numbers.
    fn page_line(
        &self,
        line: &Line,
        next: Option<&Line>,
        in_body: bool,
    ) -> Option<Vec<(LeafKind, Span)>> {
        let text = line.text(self.source);
        let set_off = |next: &Line| next.gap > 0 || self.headers.with_symbol(next, None, || true);
        let alone = line.gap > 0 && next.is_none_or(set_off);
        if in_body && alone && lone_number(text).is_some() {
            return Some(vec![(LeafKind::PageNumber, line.span)]);
        }
        if self.edge == Edge::Job && furniture::job_date(text) {
            return Some(vec![(LeafKind::JobNumber, line.span)]);
        }
        // Emphasis around the numbers ends such a line.
        if in_body && text.len() < 80 && text.ends_with(['*', '_']) && line.holds.any(Holds::DIGIT)
        {
            let bare = plain(text);
            let pieces = furniture::page_line(self.facts, bare.trim_start_matches(['#', ' ']));
            if let Some((kind, _)) = pieces.and_then(|pieces| pieces.first().copied()) {
                return Some(vec![(kind, line.span)]);
            }
        }
        let pieces = furniture::page_line(self.facts, text)?;
        // Above the formula, `77/213` alone is the number of the resolution.
        let certain = in_body || pieces.iter().any(|piece| piece.0 == LeafKind::JobNumber);
        certain.then(|| {
            let base = text.as_ptr() as usize;
            pieces
                .into_iter()
                .map(|(kind, piece)| {
                    let start = line.span.start as usize + (piece.as_ptr() as usize - base);
                    (kind, Span::from_range(start, start + piece.len()))
                })
                .collect()
        })
    }

    fn leave_foot(&mut self) {
        if self.at_foot {
            self.at_foot = false;
            self.marked = false;
            self.listed = false;
            self.pointed = false;
            self.foot += 1;
        }
    }

    fn furniture(&mut self, kind: LeafKind, span: Span) {
        self.pages.furniture.push(Furniture { kind, span });
        self.broken = true;
        self.edge = match kind {
            LeafKind::JobNumber => Edge::Job,
            LeafKind::RunningHeader | LeafKind::PageNumber => Edge::Page,
            _ => Edge::Within,
        };
    }

    fn text(&mut self, at: usize) {
        let line = &self.lines[at];
        let gap = if self.broken || line.gap > 1 {
            Gap::Page
        } else if line.gap == 1 {
            Gap::Blank
        } else {
            Gap::Line
        };
        match self.pages.chunks.last_mut() {
            // Nothing stands between the lines of a chunk.
            Some(chunk) if gap == Gap::Line => {
                chunk.lines = &self.lines[at - chunk.lines.len()..=at];
            }
            _ => self.pages.chunks.push(Chunk {
                lines: &self.lines[at..=at],
                gap,
            }),
        }
        self.broken = false;
        self.edge = Edge::Within;
    }
}
