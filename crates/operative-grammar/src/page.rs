//! Pages: which lines are text, which are footnotes, and which are furniture between them.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::facts::{Facts, Language, Organ};
use crate::fold::fold;
use crate::furniture::{self, Furniture, symbol_line};
use crate::heal::{end_mark, end_mark_before_call, opens_decision};
use crate::holds::Holds;
use crate::label::label;
use crate::layout::Line;
use crate::lead::{lead, looks_like_lead, quirk_misread_lead};
use crate::mark::{bare_note_mark, note_anchor, note_mark};
use crate::masthead::columns;
use crate::paragraphs::plain;
use crate::span::Span;
use crate::table::wide_blank;
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
    let own = own_symbol(language, source, lines);
    let formula = formula_line(source, lines, facts);
    // Where no formula tells where the masthead ends, it holds the symbol at least.
    let body = formula
        .map(|found| found.0)
        .or(own.map(|own| own.0))
        .unwrap_or(0);
    let own = own.map(|own| own.1);
    let mut sorter = Sorter {
        source,
        facts,
        lines,
        pages: Pages::default(),
        broken: false,
        at_foot: false,
        marked: false,
        foot: 0,
    };
    for at in 0..lines.len() {
        sorter.line(at, at > body, own);
    }
    let mut pages = sorter.pages;
    pages.formula = formula.map(|found| found.1);
    if pages.notes.is_empty() {
        quirk_notes_without_rule(facts, source, &mut pages);
    }
    pages
}

/// A line without `[^1]` and without the escapes of emphasis marks, as what is misread is looked at: of text in
/// another encoding, what looks like a call may be half of a letter.
fn without_calls(line: &str) -> Cow<'_, str> {
    if !line.contains("[^") && !line.contains('\\') {
        return Cow::Borrowed(line);
    }
    let line = line.replace("\\*", "*").replace("\\_", "_");
    let mut parts = line.split("[^");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once(']').map_or(part, |(_, rest)| rest));
    }
    Cow::Owned(text)
}

/// The first line of the enacting formula, and its one or two lines: the first that a comma ends or that
/// a lead follows; or else one with a letter or two misread; or else what stands where the
/// formula of a body that is not known must; or else the last that is the name of an organ and no more
/// before the first paragraph.
fn formula_line(source: &str, lines: &[Line], facts: &Facts) -> Option<(usize, Span)> {
    let text = |line: &Line| line.text(source);
    let led = |at: usize| {
        lines
            .get(at + 1)
            .is_some_and(|next| lead(facts, &plain(text(next))).is_some())
    };
    (0..lines.len())
        .find_map(|at| {
            let line = text(&lines[at]);
            let alone = formula_like(facts, line) || (bare_formula(facts, line) && led(at));
            let span = if alone {
                Some(lines[at].span)
            } else {
                formula_of_two(facts, source, &lines[at..])
            };
            Some((at, span?))
        })
        .or_else(|| {
            let led = |at: usize| {
                let next = lines.get(at + 1);
                next.is_some_and(|next| quirk_misread_lead(facts, &plain(text(next))).is_some())
            };
            let misread = |at: &usize| {
                let line = text(&lines[*at]);
                let line = plain(&without_calls(line)).into_owned();
                (end_mark(&line) == Some(',') || led(*at))
                    && quirk_misread_formula(facts, &fold(&line).text).is_some()
            };
            let at = (0..lines.len().min(60)).find(misread)?;
            Some((at, lines[at].span))
        })
        .or_else(|| formula_of_another_body(facts, source, &lines[..lines.len().min(60)]))
        .or_else(|| {
            let begins = |line: &Line| {
                let text = plain(text(line));
                let (rest, labelled) =
                    label(facts, &text).map_or((&*text, false), |(rest, _)| (rest, true));
                let ended = || end_mark_before_call(&text).is_some();
                lead(facts, rest).is_some() && (labelled || ended())
            };
            let head = &lines[..lines.len().min(60)];
            let first = head.iter().position(begins).unwrap_or(head.len());
            // A decision and a statement open with the meeting, and have no formula.
            let mut paragraphs = (0..first).filter(|at| head[*at].gap > 0);
            if paragraphs.any(|at| decision_opens(facts, source, &head[at..])) {
                return None;
            }
            head[..first]
                .iter()
                .rposition(|line| bare_formula(facts, text(line)))
                .map(|at| (at, head[at].span))
        })
}

/// `formula-of-another-body = name ","`: one or two lines without a number, right above the first
/// paragraph with a lead, that a comma ends. The paragraph may have a label, as those of conferences do.
fn formula_of_another_body(facts: &Facts, source: &str, head: &[Line]) -> Option<(usize, Span)> {
    let text = |at: usize| plain(head[at].text(source));
    let begins = |at: &usize| {
        let text = text(*at);
        let rest = label(facts, &text).map_or(&*text, |(rest, _)| rest);
        head[*at].gap > 0 && lead(facts, rest).is_some()
    };
    for at in (1..head.len()).filter(begins) {
        let formula = name_above(facts, source, &head[..at]);
        // A title may begin as paragraphs do, but nothing ends it.
        let lines = head[at + 1..].iter().take_while(|line| line.gap == 0);
        let ended = end_mark_before_call(&text(at + lines.count())).is_some();
        if formula.is_some() || ended {
            return formula;
        }
    }
    None
}

/// The name of a body that a comma ends, in the last line or the last two: its first line, and its span.
fn name_above(facts: &Facts, source: &str, head: &[Line]) -> Option<(usize, Span)> {
    let text = |at: usize| plain(head[at].text(source));
    let says = |at: usize| lead(facts, &text(at)).is_some() || looks_like_lead(facts, &text(at));
    let last = head.len() - 1;
    let first = last - usize::from(last > 0 && head[last].gap == 0);
    let span = head[first].span.cover(head[last].span);
    let name = plain(span.slice(source));
    let named = end_mark(&name) == Some(',')
        && name.chars().count() <= 160
        && !name.contains(|c: char| c.is_ascii_digit())
        && name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && !(first..=last).any(says);
    // What a comma ends above it is the formula, and this a paragraph whose lead is not known.
    let first_ended = || end_mark(&text(first - 1)) != Some(',');
    (named && first > 0 && head[first].gap > 0 && first_ended()).then_some((first, span))
}

/// Whether the paragraph that the first of some lines begins opens a decision.
pub(crate) fn decision_opens(facts: &Facts, source: &str, lines: &[Line]) -> bool {
    let paragraph = lines.chunk_by(|_, next| next.gap == 0).next();
    let paragraph = paragraph.into_iter().flatten();
    opens_decision(facts, paragraph.map(|line| line.text(source)))
}

/// A formula that two lines hold, as long names of organs need: the span of both.
pub(crate) fn formula_of_two(facts: &Facts, source: &str, lines: &[Line]) -> Option<Span> {
    let [first, second, ..] = lines else {
        return None;
    };
    let (start, end) = (first.text(source), second.text(source));
    // Only a long line is wrapped, and only a short one ends the name.
    let wrapped = second.gap == 0 && start.len() > 40 && end.len() < 80 && !start.ends_with(',');
    (wrapped && formula_like(facts, &format!("{start} {end}")))
        .then(|| first.span.cover(second.span))
}

/// `formula = formula-words ","`, emphasis left aside.
pub(crate) fn formula_like(facts: &Facts, line: &str) -> bool {
    let bare = line.trim_end_matches(['*', '_', ' ']);
    bare.ends_with([',', '،', '，', ':', '：']) && bare_formula(facts, bare)
}

/// `bare-formula = formula-words`, marks left aside.
pub(crate) fn bare_formula(facts: &Facts, line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let bare = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '\\' | ',' | '،' | '，' | ':' | '：' | '#')
    });
    if !facts.formula_may_begin(bare) {
        return false;
    }
    let folded = fold(bare).text;
    let mut formulas = facts.organs.values().map(|organ| &organ.formulas);
    formulas.any(|words| words.folded().any(|formula| formula == folded))
}

/// The organ whose formula a line holds but for a letter or two, as OCR engines misread them.
pub(crate) fn quirk_misread_formula(facts: &Facts, line: &str) -> Option<Organ> {
    let line = line.trim_matches([' ', ',', ':']);
    // What a quotation mark opens is quoted in a statement, not said by its organ.
    if line.len() > 200 || !line.starts_with(char::is_alphabetic) {
        return None;
    }
    let length = line.chars().count();
    let most = length / 8;
    let near = |formula: &str| {
        formula.chars().count().abs_diff(length) <= most
            && strsim::osa_distance(formula, line) <= most
    };
    let mut organs = facts.organs.iter();
    let (organ, _) = organs.find(|(_, organ)| organ.formulas.folded().any(near))?;
    Some(*organ)
}

/// The symbol of the document, and its line: alone on one of the first lines, or, where the masthead
/// has lost it, at the head of two pages.
fn own_symbol<'a>(language: Language, source: &'a str, lines: &[Line]) -> Option<(usize, &'a str)> {
    let text = |line: &Line| line.text(source).trim_matches(['*', '#', ' ']);
    let numbered = |(_, line): &(usize, &Line)| line.holds.any(Holds::DIGIT);
    let mut head = lines.iter().take(12).enumerate().filter(numbered);
    let printed = head.find_map(|(at, line)| {
        let columns = columns(language, source, *line);
        let symbol = columns.iter().map(text).find_map(furniture::lone_symbol)?;
        Some((at, symbol))
    });
    printed.or_else(|| {
        let numbered = lines.iter().filter(|line| line.holds.any(Holds::DIGIT));
        let heads = numbered.filter_map(|line| {
            symbol_line(text(line)).filter(|(_, rest)| {
                rest.is_empty() || wide_blank(rest, 0).is_some_and(|blank| blank.0 == 0)
            })
        });
        let mut seen: Vec<&str> = Vec::new();
        for (symbol, _) in heads.take(64) {
            if seen
                .iter()
                .any(|other| furniture::same_symbol(other, symbol))
            {
                return Some((0, symbol));
            }
            seen.push(symbol);
        }
        None
    })
}

/// Notes that stand at the end of a text without a rule above them, as in annual volumes whose notes
/// are numbered through: `31 Ibid., document S/15194.` They are told by numbers that rise by one and
/// stand in the text above as well.
fn quirk_notes_without_rule(facts: &Facts, source: &str, pages: &mut Pages<'_>) {
    let square = square_calls(source);
    let mark = |line: &Line| {
        let text = line.text(source);
        let (label, length) =
            bare_note_mark(text).or_else(|| quirk_pointed_note_mark(facts, &square, text))?;
        // `31 - ` labels a paragraph.
        let labels = text[length..].starts_with(['-', '–', '—']);
        Some((label.parse::<u32>().ok()?, length)).filter(|_| !labels)
    };
    let begins = |chunk: &Chunk<'_>| chunk.lines.first().and_then(mark).is_some();
    let marked = pages.chunks.iter().rev().take_while(|chunk| begins(chunk));
    let mut from = pages.chunks.len() - marked.count();
    // The meeting may stand above them, which begins with a number as well: `50 th plenary meeting`.
    let first = |chunk: &Chunk<'_>| Some(mark(chunk.lines.first()?)?.0);
    let falls = |pair: &[Chunk<'_>]| first(&pair[0]) >= first(&pair[1]);
    from += pages.chunks[from..]
        .windows(2)
        .rposition(falls)
        .map_or(0, |at| at + 1);
    let mut notes: Vec<Note> = Vec::new();
    let mut number = None;
    for line in pages.chunks[from..].iter().flat_map(|chunk| chunk.lines) {
        match mark(line).filter(|(found, _)| number.is_none_or(|number| *found == number + 1)) {
            Some((found, length)) => {
                number = Some(found);
                let start = line.span.start as usize;
                let printed = line.text(source)[..length].trim_end().len();
                notes.push(Note {
                    label: found.to_string(),
                    mark: Span::from_range(start, start + printed),
                    lines: vec![line.piece(Span::new((start + length) as u32, line.span.end))],
                    foot: 0,
                });
            }
            None => match notes.last_mut() {
                Some(note) => note.lines.push(*line),
                None => return,
            },
        }
    }
    let above = pages.chunks[..from].iter().flat_map(|chunk| chunk.lines);
    let numbers: HashSet<&str> = above
        .flat_map(|line| line.text(source).split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let called = |note: &Note| numbers.contains(note.label.as_str());
    // An engine loses a call now and then.
    let heard = notes.iter().filter(|note| called(note)).count();
    if from > 0 && !notes.is_empty() && heard * 2 >= notes.len() {
        pages.chunks.truncate(from);
        pages.notes = notes;
        pages.unruled = true;
    }
}

/// The numbers that stand in square brackets in a text.
pub(crate) fn square_calls(source: &str) -> HashSet<&str> {
    // What is escaped is text.
    let bytes = source.as_bytes();
    let opened = memchr::memchr_iter(b'[', bytes)
        .filter(|at| *at == 0 || bytes[*at - 1] != b'\\')
        .map(|at| &source[at + 1..]);
    let number = |rest: &'_ str| rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    opened
        .map(|rest| (rest, number(rest)))
        .filter(|(rest, length)| *length > 0 && rest[*length..].starts_with(']'))
        .map(|(rest, length)| &rest[..length])
        .collect()
}

/// `number "." blank`, where the number stands in square brackets in the text and no lead follows: how
/// pages of encyclopedias and libraries list their notes.
fn quirk_pointed_note_mark(
    facts: &Facts,
    square: &HashSet<&str>,
    line: &str,
) -> Option<(String, usize)> {
    let (number, rest) = line.split_once(". ")?;
    let length = line.len() - rest.trim_start().len();
    (square.contains(number) && lead(facts, rest).is_none()).then(|| (number.to_owned(), length))
}

struct Sorter<'a> {
    source: &'a str,
    facts: &'a Facts,
    lines: &'a [Line],
    pages: Pages<'a>,
    /// Whether a page break stands since the last line of text.
    broken: bool,
    /// Whether the lines read now stand at the foot of a page, below a rule.
    at_foot: bool,
    /// Whether the notes of this foot have marks that tell by themselves.
    marked: bool,
    foot: u32,
}

impl Sorter<'_> {
    fn line(&mut self, at: usize, in_body: bool, own: Option<&str>) {
        let (line, next) = (&self.lines[at], self.lines.get(at + 1));
        let text = line.text(self.source);
        self.broken |= line.page;
        let notes_follow = || {
            next.is_some_and(|next| {
                let next = next.text(self.source);
                note_mark(next).is_some() || bare_note_mark(next).is_some()
            })
        };
        let rule = furniture::rule(text);
        let notes_follow = (rule || furniture::notes_heading(self.facts, text)) && notes_follow();
        if rule || notes_follow {
            self.furniture(LeafKind::Rule, line.span);
            self.leave_foot();
            self.at_foot = notes_follow;
        } else if furniture::heading_mark_alone(text)
            || next.is_some_and(|next| note_anchor(text, next.text(self.source)))
        {
            self.furniture(LeafKind::Markup, line.span);
        } else if let Some(pieces) = self.page_line(line, next, in_body) {
            for (kind, span) in pieces {
                self.furniture(kind, span);
            }
            self.leave_foot();
        } else if in_body
            && own.is_some_and(|own| {
                let may = line.holds.any(Holds::SLASH) || !own.contains('/');
                may && self.running_header(line, next, own)
            })
        {
            self.furniture(LeafKind::RunningHeader, line.span);
            self.leave_foot();
        } else if let Some(((label, length), marked)) = self.note_mark(text, line) {
            let mark =
                Span::from_range(line.span.start as usize, line.span.start as usize + length);
            let mark = Span::from_range(
                mark.start as usize,
                mark.start as usize + mark.slice(self.source).trim_end().len(),
            );
            let rest = Span::from_range(line.span.start as usize + length, line.span.end as usize);
            self.pages.notes.push(Note {
                label,
                mark,
                lines: vec![line.piece(rest)],
                foot: self.foot,
            });
            self.broken = true;
            self.at_foot = true;
            self.marked = marked;
        } else if self.at_foot && self.continues_note(line) {
            if let Some(note) = self.pages.notes.last_mut() {
                note.lines.push(*line);
            }
        } else {
            self.leave_foot();
            self.text(at);
        }
    }

    /// Whether a line is a running header: by itself, or as the symbol and a title beside a line of page and
    /// job numbers.
    fn running_header(&self, line: &Line, next: Option<&Line>, own: &str) -> bool {
        let pages = |line: &Line| furniture::page_line(self.facts, line.text(self.source));
        furniture::running_header(self.source, line, own, || {
            self.broken || next.and_then(pages).is_some()
        })
    }

    /// The pieces of a line of page and job numbers.
    fn page_line(
        &self,
        line: &Line,
        next: Option<&Line>,
        in_body: bool,
    ) -> Option<Vec<(LeafKind, Span)>> {
        let text = line.text(self.source);
        let alone = next.is_none_or(|next| next.gap > 0) && line.gap > 0;
        if in_body && alone && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(vec![(LeafKind::PageNumber, line.span)]);
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
            return Some((mark, true));
        }
        if !self.at_foot || self.marked {
            return None;
        }
        let (label, length) = bare_note_mark(text)?;
        let Ok(number) = label.parse::<u32>() else {
            return (line.gap > 0 || self.first_at_foot()).then_some(((label, length), false));
        };
        let last = self
            .pages
            .notes
            .iter()
            .rev()
            .find_map(|note| note.label.parse::<u32>().ok());
        let next = last.is_none_or(|last| {
            number == last + 1 || (self.first_at_foot() && (number > last || number == 1))
        });
        next.then_some(((label, length), false))
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
            self.foot += 1;
        }
    }

    fn furniture(&mut self, kind: LeafKind, span: Span) {
        self.pages.furniture.push(Furniture { kind, span });
        self.broken = true;
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_call_is_passed_over_where_letters_are_misread() {
        assert_eq!(
            without_calls("El Consejo EconÃ[^3]mico,"),
            "El Consejo EconÃmico,"
        );
        assert_eq!(
            without_calls("\\*The General Assembly,"),
            "*The General Assembly,"
        );
        assert_eq!(without_calls("a [^b"), "a b");
    }

    #[test]
    fn an_escaped_bracket_opens_no_call() {
        let found = square_calls("of December[1] and\\[2] the report[34].");
        assert_eq!(found, HashSet::from(["1", "34"]));
    }
}
