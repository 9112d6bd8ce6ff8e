//! Pages: which lines are text, which are footnotes, and which are furniture between them.

use std::cell::OnceCell;

use crate::closing::closing_line;
use crate::date::find_date;
use crate::facts::{Facts, Language};
use crate::fold::fold;
use crate::foot::{Calls, lone_number, notes_below_labels, pointed_mark, quirk_notes_without_rule};
use crate::formula::formula_line;
use crate::furniture::{self, Furniture};
use crate::header::{Headers, Repeated};
use crate::heal::end_mark;
use crate::holds::Holds;
use crate::layout::Line;
use crate::lead::lead;
use crate::mark::{bare_note_mark, defines_note, note_anchor, note_mark};
use crate::paragraphs::plain;
use crate::span::Span;
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
        let pointed = headed && self.quirk_pointed_foot(at + 1, || true);
        let marked = |next: &Line| {
            let text = next.text(self.source);
            note_mark(text).is_some() || bare_note_mark(text).is_some()
        };
        let notes_follow = headed && (pointed || next.is_some_and(marked));
        if ruled || notes_follow {
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
        } else if self.at_foot && self.continues_note(line) {
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

    /// Takes the notes of a foot whose labels stand in lines of their own, and gives the number of its lines. The
    /// numbers of the page and the job may stand between labels and notes.
    fn quirk_labels_apart(&mut self, at: usize) -> Option<usize> {
        let lines = &self.lines[at..];
        let next = self.next_number();
        // A number that stands alone below notes with marks is that of the page.
        let first = lines.first()?.text(self.source);
        let number = pointed_mark(first).map(|(number, _)| number).or_else(|| {
            let (label, _) = note_mark(first).or_else(|| bare_note_mark(first))?;
            label.parse().ok()
        });
        if number == Some(next) {
            return None;
        }
        let mut foot = lines
            .iter()
            .take_while(|line| !line.page && !furniture::rule(line.text(self.source)));
        foot.find(|line| lone_number(line.text(self.source)).is_some())?;
        let (mut foot, mut furniture) = (Vec::new(), Vec::new());
        let (mut finished, mut labelled) = (false, false);
        for line in lines {
            let text = line.text(self.source);
            let headed = || {
                self.headers.with_symbol(line, None, || true)
                    || (self.headers.may_repeat(text)
                        && self.headers.title_from(text, None).is_some())
            };
            if line.page || furniture::rule(text) || headed() {
                break;
            }
            let number = lone_number(text).is_some();
            let pieces = furniture::page_line(self.facts, text);
            let kind = pieces.and_then(|pieces| Some(pieces.first()?.0));
            let date = || {
                (!furniture.is_empty() && furniture::job_date(text)).then_some(LeafKind::JobNumber)
            };
            match kind.or_else(date) {
                Some(LeafKind::PageNumber) if !labelled => break,
                Some(kind) => {
                    furniture.push((kind, line.span));
                    finished = false;
                }
                None if line.gap > 0 && finished && !number => break,
                None => {
                    foot.push(*line);
                    finished = end_mark(text) == Some('.');
                    labelled = number;
                }
            }
        }
        // What stands behind the last note is no part of the foot.
        furniture.retain(|(_, span)| foot.last().is_some_and(|last| span.start < last.span.start));
        let notes = notes_below_labels(self.source, &foot, next)
            .or_else(|| notes_below_labels(self.source, &foot, 1))?;
        let taken = foot.len() + furniture.len();
        for (kind, span) in furniture {
            self.furniture(kind, span);
        }
        self.leave_foot();
        for (number, mark, lines) in notes {
            self.note(number.to_string(), mark);
            lines.iter().for_each(|line| self.note_line(*line));
        }
        Some(taken)
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

    /// The mark of a footnote at the start of a line, if there is one here, and whether it tells by itself.
    fn note_mark(&self, text: &str, line: &Line) -> Option<((String, usize), bool)> {
        if let Some(mark) = note_mark(text) {
            return (!self.call_opens(line, &mark.0)).then_some((mark, true));
        }
        if !self.at_foot || self.marked {
            return None;
        }
        let (label, length) = bare_note_mark(text)?;
        let Ok(number) = label.parse::<u32>() else {
            return (line.gap > 0 || self.first_at_foot()).then_some(((label, length), false));
        };
        let last = self.last_number;
        let next = last.is_none_or(|last| {
            number == last + 1 || (self.first_at_foot() && (number > last || number == 1))
        });
        next.then_some(((label, length), false))
    }

    /// Whether what is raised at the start of a line is a call: a note right below text would stand below its own.
    fn call_opens(&self, line: &Line, label: &str) -> bool {
        line.gap == 0
            && !self.at_foot
            && !self.broken
            && !defines_note(line.text(self.source))
            && !self.calls().marked_above(label, line.span.start as usize)
    }

    fn calls(&self) -> &Calls {
        self.calls.get_or_init(|| Calls::of(self.source))
    }

    /// The number that the next note is to have.
    fn next_number(&self) -> u32 {
        self.last_number.map_or(1, |last| last.saturating_add(1))
    }

    /// `called-note = [bullet blank] (bare-note-mark / pointed-mark) text`, where no rule stands above the foot: the
    /// number is the next, and is called above by one that is marked, or by one that is glued to a word where no
    /// lead follows the number, as behind the label of a paragraph.
    fn quirk_called_note(&mut self, at: usize) -> Option<(String, Span, Span)> {
        let line = &self.lines[at];
        let text = line.text(self.source);
        let bare = text.strip_prefix("- ").map_or(text, str::trim_start);
        if !bare.starts_with(|c: char| c.is_ascii_digit()) || (line.gap == 0 && !self.at_foot) {
            return None;
        }
        let start = line.span.start as usize + text.len() - bare.len();
        self.pointed |= !self.at_foot && self.quirk_pointed_foot(at, || self.closes_above(at));
        let expected = self.next_number();
        let pointed = pointed_mark(bare).filter(|(number, _)| self.pointed && *number == expected);
        let pointed = pointed.map(|(number, length)| (number.to_string(), length));
        let (label, length) = pointed.or_else(|| {
            // `1 - ` labels a paragraph.
            let (label, length) = bare_note_mark(bare)
                .filter(|(_, length)| !bare[*length..].starts_with(['-', '–', '—']))?;
            self.next_called(&label, &bare[length..], start)
                .then_some((label, length))
        })?;
        let mark = start + bare[..length].trim_end().len();
        let rest = Span::from_range(start + length, line.span.end as usize);
        Some((label, Span::from_range(start, mark), rest))
    }

    /// Whether the meeting or its date stands right above a line.
    fn closes_above(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).map(|above| &self.lines[above]) else {
            return false;
        };
        let text = above.text(self.source);
        let dated = |text: &str| {
            let folded = fold(text).text;
            let date = find_date(self.facts, &folded);
            date.is_some_and(|(_, place)| place == (0..folded.len()))
        };
        closing_line(self.facts, text, above.holds) || (text.len() < 80 && dated(text))
    }

    /// `pointed-foot = 1*(pointed-mark text)`, from a line on: numbers that go on from the last note, half of them
    /// called above. They stand below a rule or the closing; or above the edge of a page, where calls are glued to
    /// words and the numbers of paragraphs do not go on through those of the notes.
    fn quirk_pointed_foot(&self, at: usize, ruled: impl FnOnce() -> bool) -> bool {
        /// The lines of a foot at most.
        const FOOT: usize = 60;
        /// The lines that the paragraphs above and below it take at most.
        const NEAR: usize = 400;
        let first = self.next_number();
        let lines = &self.lines[at..];
        let mark = |line: &Line| pointed_mark(line.text(self.source));
        let begins = |line: &Line| mark(line).is_some_and(|(number, _)| number == first);
        if !lines.first().is_some_and(begins) {
            return false;
        }
        let ruled = ruled();
        let place = lines[0].span.start as usize;
        let (mut next, mut called, mut glued) = (first, 0, 0);
        let (mut foot, mut edge) = (lines.len(), false);
        for (row, line) in lines.iter().enumerate().take(FOOT) {
            let text = line.text(self.source);
            foot = row;
            edge = line.page || furniture::rule(text) || {
                let below = || self.headers.with_symbol(line, None, || true);
                line.gap > 0 && row > 0 && (below() || self.page_line(line, None, true).is_some())
            };
            match mark(line).filter(|(number, _)| *number == next) {
                _ if edge && row > 0 => break,
                Some((_, length)) => {
                    // What a paragraph does stands behind its label, and none stands between notes.
                    if lead(self.facts, &plain(&text[length..])).is_some()
                        && !(ruled && next > first)
                    {
                        break;
                    }
                    let label = next.to_string();
                    let marked = self.calls().marked_above(&label, place);
                    let unmarked = self.calls().glued_above(&label, place);
                    called += u32::from(marked || unmarked);
                    glued += u32::from(unmarked && !marked);
                    next += 1;
                }
                None if line.gap > 0 => break,
                None => {}
            }
        }
        let paragraphs = || {
            let counted = |line: &Line| mark(line).is_some_and(|(number, _)| number + 1 == first);
            let above = self.pages.chunks.iter().rev();
            let mut above = above.flat_map(|chunk| chunk.lines).take(NEAR);
            let below = lines[foot..].iter().take(NEAR).find_map(mark);
            above.any(counted) && below.is_none_or(|(number, _)| number == next)
        };
        let called = if ruled { called } else { glued };
        called * 2 >= next - first && next > first && (ruled || (edge && !paragraphs()))
    }

    /// Whether a number is the next of the notes, and called above a place. A date may stand at the top of a page,
    /// and a paragraph go on there.
    fn next_called(&self, label: &str, text: &str, start: usize) -> bool {
        let goes_on = || {
            let dated = fold(&format!("{label} {text}")).text;
            text.starts_with(char::is_lowercase)
                || find_date(self.facts, &dated).is_some_and(|(_, place)| place.start == 0)
        };
        label.parse() == Ok(self.next_number())
            && !goes_on()
            && (self.calls().marked_above(label, start)
                || (lead(self.facts, text).is_none() && self.calls().glued_above(label, start)))
    }

    fn first_at_foot(&self) -> bool {
        self.pages
            .notes
            .last()
            .is_none_or(|note| note.foot != self.foot)
    }

    /// Whether a line without a mark at the foot of a page goes on with the note above it.
    fn continues_note(&self, line: &Line) -> bool {
        let Some(note) = self
            .pages
            .notes
            .last()
            .filter(|note| note.foot == self.foot)
        else {
            return false;
        };
        let last = note.lines.last().map_or("", |line| line.text(self.source));
        let finished = last
            .trim_end()
            .ends_with(['.', '。', '!', '?', '）', ')', '”', '»']);
        line.gap == 0 || (!finished && !line.page && line.gap == 1)
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
