//! Feet without a rule: footnotes that only their marks, and the calls above them, tell from text.

use std::collections::{HashMap, HashSet};

use crate::apart::sets_leads_apart;
use crate::end_mark::{end_mark, end_mark_before_call};
use crate::facts::Facts;
use crate::holds::Holds;
use crate::layout::Line;
use crate::lead::{lead, lead_in_any_case};
use crate::mark::{bare_note_mark, circle, raised};
use crate::page::{Chunk, Note, Pages};
use crate::span::Span;
use crate::word::in_word;

/// Notes that stand at the end of a text without a rule above them, as in annual volumes whose notes
/// are numbered through: `31 Ibid., document S/15194.` They are told by numbers that rise by one and
/// stand in the text above as well.
pub(crate) fn quirk_notes_without_rule(facts: &Facts, source: &str, pages: &mut Pages<'_>) {
    let list = Unruled {
        facts,
        source,
        marked: marked_calls(source),
    };
    let from = list.begins_at(&pages.chunks);
    if list.numbers_paragraphs(pages, from) {
        return;
    }
    let Some(notes) = list.notes(&pages.chunks[from..]) else {
        return;
    };
    // An engine loses a call now and then.
    let heard = list.called(&notes, &pages.chunks[..from]);
    if from > 0 && !notes.is_empty() && heard * 2 >= notes.len() {
        pages.chunks.truncate(from);
        pages.notes = notes;
        pages.unruled = true;
    }
}

/// A list of notes that no rule sets off, while it is looked for.
struct Unruled<'a> {
    facts: &'a Facts,
    source: &'a str,
    /// The numbers that are marked as calls.
    marked: HashSet<&'a str>,
}

impl Unruled<'_> {
    /// The number that a line begins with, as notes do, and the bytes it takes.
    fn mark(&self, line: &Line) -> Option<(u32, usize)> {
        let text = line.text(self.source);
        if let Some((label, length)) = bare_note_mark(text) {
            // `31 - ` labels a paragraph.
            let labels = text[length..].starts_with(['-', '–', '—']);
            return Some((label.parse().ok()?, length)).filter(|_| !labels);
        }
        // Pages of encyclopedias and libraries list their notes, and mark their calls.
        pointed_mark(text).filter(|(number, length)| {
            self.marked.contains(number.to_string().as_str())
                && lead(self.facts, &text[*length..]).is_none()
        })
    }

    /// Where the chunks begin whose numbers rise to the end.
    fn begins_at(&self, chunks: &[Chunk<'_>]) -> usize {
        let first = |chunk: &Chunk<'_>| Some(self.mark(chunk.lines.first()?)?.0);
        let marked = chunks
            .iter()
            .rev()
            .take_while(|chunk| first(chunk).is_some());
        let from = chunks.len() - marked.count();
        // The meeting may stand above them, which begins with a number as well: `50 th plenary meeting`.
        let falls = |pair: &[Chunk<'_>]| first(&pair[0]) >= first(&pair[1]);
        let fall = chunks[from..].windows(2).rposition(falls);
        from + fall.map_or(0, |at| at + 1)
    }

    /// Whether the numbers are those of paragraphs, as bare ones are below a preamble, a heading or a lead that
    /// stands apart.
    fn numbers_paragraphs(&self, pages: &Pages<'_>, from: usize) -> bool {
        let lines = pages.chunks.iter().flat_map(|chunk| chunk.lines);
        let above = pages.chunks[..from].last();
        let end = above.map(|chunk| end_mark_before_call(chunk_end(self.source, chunk)));
        let acts = |line: &Line| {
            let behind = self
                .mark(line)
                .map(|(_, length)| &line.text(self.source)[length..]);
            behind.is_some_and(|text| lead_in_any_case(self.facts, text.trim_start()).is_some())
        };
        let first = pages.chunks.get(from).and_then(|chunk| chunk.lines.first());
        (end == Some(None) && sets_leads_apart(self.facts, self.source, lines, pages.formula))
            || (end == Some(Some(',')) && first.is_some_and(acts))
    }

    /// The notes that stand in some chunks.
    fn notes(&self, chunks: &[Chunk<'_>]) -> Option<Vec<Note>> {
        let mut notes: Vec<Note> = Vec::new();
        let mut number = None;
        for line in chunks.iter().flat_map(|chunk| chunk.lines) {
            let mark = self.mark(line);
            let Some((found, length)) =
                mark.filter(|(found, _)| number.is_none_or(|number| *found == number + 1))
            else {
                notes.last_mut()?.lines.push(*line);
                continue;
            };
            number = Some(found);
            let start = line.span.start as usize;
            let printed = line.text(self.source)[..length].trim_end().len();
            notes.push(Note {
                label: found.to_string(),
                mark: Span::from_range(start, start + printed),
                lines: vec![line.piece(Span::new((start + length) as u32, line.span.end))],
                foot: 0,
            });
        }
        Some(notes)
    }

    /// How many of some notes are called in the chunks above them.
    fn called(&self, notes: &[Note], above: &[Chunk<'_>]) -> usize {
        let above = above.iter().flat_map(|chunk| chunk.lines);
        let circles: HashSet<char> = above
            .clone()
            .flat_map(|line| line.text(self.source).chars())
            .filter(|c| circle(*c).is_some())
            .collect();
        let numbers: HashSet<&str> = above
            .filter(|line| line.holds.any(Holds::DIGIT))
            .flat_map(|line| line.text(self.source).split(|c| !in_word(c)))
            .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        let called = |note: &&Note| {
            let mut mark = note.mark.slice(self.source).chars();
            match mark.next().filter(|mark| circle(*mark).is_some()) {
                Some(mark) => circles.contains(&mark),
                None => numbers.contains(note.label.as_str()),
            }
        };
        notes.iter().filter(called).count()
    }
}

/// The last line of a chunk.
fn chunk_end<'a>(source: &'a str, chunk: &Chunk<'_>) -> &'a str {
    chunk.lines.last().map_or("", |line| line.text(source))
}

/// A line that is a number of at most three digits and no more.
pub(crate) fn lone_number(text: &str) -> Option<u32> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A note as its number, its mark and its lines.
type Numbered = (u32, Span, Vec<Line>);

/// Lines of a foot that stand together behind the labels of some notes.
#[derive(Debug, Default)]
struct Group {
    labels: Vec<(u32, Span)>,
    lines: Vec<Line>,
}

/// `foot = 1*(1*(label line-end) 1*note) / 1*note *(1*(label line-end) 1*note) 1*(label line-end)`: a foot whose
/// labels stand in lines of their own, as pages that are taken to pieces leave what is set higher than its line;
/// and where several stand together, before the notes of all of them. Those behind the last note belong
/// to the first ones. Their numbers go on from `first`.
pub(crate) fn notes_below_labels(source: &str, foot: &[Line], first: u32) -> Option<Vec<Numbered>> {
    let mut groups = vec![Group::default()];
    for line in foot {
        let number = lone_number(line.text(source));
        let group = groups.last_mut()?;
        match number {
            Some(number) if group.lines.is_empty() => group.labels.push((number, line.span)),
            Some(number) => groups.push(Group {
                labels: vec![(number, line.span)],
                lines: Vec::new(),
            }),
            None => group.lines.push(*line),
        }
    }
    if groups.last().is_some_and(|last| last.lines.is_empty()) {
        let behind = groups.pop()?;
        let unlabelled = groups.first_mut().filter(|first| first.labels.is_empty())?;
        unlabelled.labels = behind.labels;
    }
    let mut notes = Vec::new();
    for group in groups {
        let parts = notes_apart(source, &group.lines, group.labels.len())?;
        let labelled = group.labels.into_iter().zip(parts);
        notes.extend(labelled.map(|((number, mark), lines)| (number, mark, lines.to_vec())));
    }
    notes.sort_by_key(|note| note.0);
    let in_order = |(at, note): (usize, &Numbered)| note.0 == first + at as u32;
    notes.iter().enumerate().all(in_order).then_some(notes)
}

/// So many notes as stand one behind the other in some lines: each ends with a point, and the next begins
/// with a capital or a digit. Where more ends could be ends of notes, those of the shortest lines are.
fn notes_apart<'a>(source: &str, lines: &'a [Line], notes: usize) -> Option<Vec<&'a [Line]>> {
    let begins = |at: &usize| {
        let (above, line) = (lines[at - 1].text(source), lines[*at].text(source));
        end_mark(above) == Some('.') && line.starts_with(|c: char| !c.is_lowercase())
    };
    let mut ends: Vec<usize> = (1..lines.len()).filter(begins).collect();
    if lines.is_empty() || notes == 0 || ends.len() + 1 < notes {
        return None;
    }
    ends.sort_by_key(|at| lines[at - 1].span.len());
    ends.truncate(notes - 1);
    ends.sort_unstable();
    ends.push(lines.len());
    let mut start = 0;
    let cut = ends
        .into_iter()
        .map(|end| &lines[std::mem::replace(&mut start, end)..end]);
    Some(cut.collect())
}

/// Where each number is first called: raised or marked otherwise, `<sup>12</sup>`, `¹²`, `[12]`, `12/`; or glued to
/// a word, its mark or a year, as text that lost what raises a call has it.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    marked: HashMap<String, usize>,
    glued: HashMap<String, usize>,
}

impl Calls {
    pub(crate) fn of(source: &str) -> Self {
        let mut calls = Self::default();
        let bytes = source.as_bytes();
        let marks = |byte: u8| matches!(byte, b'<' | b'[' | b'^' | b'$' | 0xc2 | 0xe2);
        let begins = |byte: u8| byte.is_ascii_digit() || marks(byte);
        let mut end = 0;
        for at in (0..bytes.len()).filter(|at| begins(bytes[*at])) {
            // The digits of one number begin alike.
            if at < end {
                continue;
            }
            let rest = &source[at..];
            if bytes[at].is_ascii_digit() {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                end = at + digits;
                calls.number(at, &rest[..digits], &source[..at], &rest[digits..]);
            } else if rest.starts_with("[^") {
                // Notes of Markdown have marks that tell by themselves.
            } else if let Ok((after, found)) = raised(rest) {
                end = at + rest.len() - after.len();
                for label in found.labels {
                    calls.marked.entry(label).or_insert(at);
                }
            }
        }
        calls
    }

    /// A number, with the text before it and behind.
    fn number(&mut self, at: usize, digits: &str, before: &str, behind: &str) {
        let year = |digits: &str| digits.starts_with("19") || digits.starts_with("20");
        // In Arabic calls stand in brackets, behind a year too: `2011(1)`.
        let (before, behind, dated) = match (before.strip_suffix('('), behind.strip_prefix(')')) {
            (Some(before), Some(behind)) => {
                let length = before.bytes().rev().take_while(u8::is_ascii_digit).count();
                let dated = length == 4 && year(&before[before.len() - length..]);
                (before, behind, dated)
            }
            _ => (before, behind, false),
        };
        let before = opens_line(before, behind).or_else(|| before.chars().next_back());
        let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
        // `20145`: of the year 2014.
        if matches!(digits.len(), 5..=7) && year(digits) {
            self.glued.entry(digits[4..].to_owned()).or_insert(at);
            return;
        }
        let slashed = behind.strip_prefix('/').is_some_and(ends);
        let blank = before.is_some_and(char::is_whitespace);
        let letter = before.is_some_and(char::is_alphabetic);
        let mark = before.is_some_and(|c| ",;:)”“»’，；：）》」".contains(c));
        // `、` stands within numbers too: `三、4月`.
        let listed = before == Some('、');
        let word = letter || mark || listed || dated;
        // In a script without blanks a word may follow the call behind a mark: `《宣言》1和`.
        let goes_on = |c: char| c.is_alphanumeric() && (letter || listed || c.is_ascii());
        let goes_on = behind.starts_with(|c: char| goes_on(c) || "/%°-".contains(c));
        let places = match (slashed && (blank || word), word && !goes_on) {
            _ if digits.len() > 3 => return,
            (true, _) => &mut self.marked,
            (_, true) => &mut self.glued,
            _ => return,
        };
        places.entry(digits.to_owned()).or_insert(at);
    }

    /// Whether a number is called above a place, in any way.
    pub(crate) fn above(&self, number: &str, place: usize) -> bool {
        self.marked_above(number, place) || self.glued_above(number, place)
    }

    /// Where a number is first called above a place, in any way.
    pub(crate) fn place(&self, number: &str, below: usize) -> Option<usize> {
        let places = [self.marked.get(number), self.glued.get(number)];
        places
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| *at < below)
            .min()
    }

    /// Whether a number is marked as a call above a place.
    pub(crate) fn marked_above(&self, number: &str, place: usize) -> bool {
        self.marked.get(number).is_some_and(|at| *at < place)
    }

    /// Whether a number is glued to a word above a place.
    pub(crate) fn glued_above(&self, number: &str, place: usize) -> bool {
        self.glued.get(number).is_some_and(|at| *at < place)
    }
}

/// The mark of a wide script that ends the line above a number, where the number may be a call that was wrapped with
/// what follows it: `公约》、` above `9 《消除`.
fn opens_line(before: &str, behind: &str) -> Option<char> {
    let above = before.trim_end_matches([' ', '\t']).strip_suffix('\n')?;
    let mark = above.trim_end_matches('\r').chars().next_back()?;
    let labels = behind.starts_with(['.', '．', '、', ')', '）']);
    ("，；：）》」、".contains(mark) && !labels).then_some(mark)
}

/// The numbers that stand in square or angle brackets or behind a caret in a text.
pub(crate) fn marked_calls(source: &str) -> HashSet<&str> {
    // What is escaped is text.
    let bytes = source.as_bytes();
    let opened = memchr::memchr3_iter(b'[', b'<', b'^', bytes)
        .filter(|at| *at == 0 || bytes[*at - 1] != b'\\')
        .map(|at| (bytes[at], &source[at + 1..]));
    let number = |rest: &'_ str| rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    opened
        .map(|(mark, rest)| (mark, rest, number(rest)))
        .filter(|(mark, rest, length)| {
            let close = if *mark == b'<' { '>' } else { ']' };
            *length > 0 && (*mark == b'^' || rest[*length..].starts_with(close))
        })
        .map(|(_, rest, length)| &rest[..length])
        .collect()
}

/// `pointed-mark = 1*3DIGIT "." blank`: the number of a note that is printed as the label of a paragraph is, and the
/// bytes of the mark.
pub(crate) fn pointed_mark(line: &str) -> Option<(u32, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let text = line[digits..].strip_prefix(". ")?;
    let number = lone_number(&line[..digits])?;
    Some((number, line.len() - text.trim_start().len()))
}

/// The number of a note that is printed as the label of a paragraph is.
pub(crate) fn pointed_number(line: &str) -> Option<u32> {
    Some(pointed_mark(line)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines;

    fn read(foot: &str, first: u32) -> Option<Vec<(u32, Vec<&str>)>> {
        let lines = lines(foot);
        let notes = notes_below_labels(foot, &lines, first)?;
        let text = |lines: Vec<Line>| lines.iter().map(|line| line.span.slice(foot)).collect();
        let read = notes
            .into_iter()
            .map(|(number, _, lines)| (number, text(lines)));
        Some(read.collect())
    }

    #[test]
    fn labels_stand_above_their_notes() {
        let notes = Some(vec![(4, vec!["A/1."]), (5, vec!["On wells,", "p. 3."])]);
        assert_eq!(read("4\nA/1.\n5\nOn wells,\np. 3.", 4), notes);
        assert_eq!(read("4\n5\nA/1.\nOn wells,\np. 3.", 4), notes);
        assert_eq!(read("A/1.\nOn wells,\np. 3.\n4\n5", 4), notes);
        assert_eq!(read("A/1.\n5\nOn wells,\np. 3.\n4", 4), notes);
        assert_eq!(read("4\nA/1.\n7\nOn wells.", 4), None);
        assert_eq!(read("A/1.\nOn wells.", 4), None);
    }

    #[test]
    fn calls_stand_above_their_notes() {
        let calls =
            Calls::of("a<sup>12</sup> b<sup>a</sup> c¹³ d 14/ e15, f${ }^{17}$ A/76/1 2021/16");
        let marked = |number| calls.marked_above(number, 90);
        assert!(["12", "13", "14", "17"].map(marked) == [true; 4] && !calls.marked_above("12", 0));
        assert_eq!(["1", "3", "15", "16", "76"].map(marked), [false; 5]);
        assert!(calls.glued_above("15", 90) && !calls.glued_above("16", 90));
        let calls = Calls::of("on 4 May 20145, the list 19 of 201");
        let glued = ["5", "145", "1"].map(|number| calls.glued_above(number, 90));
        assert_eq!(glued, [true, false, false]);
        let calls = Calls::of("قرارها(5)، في (6)");
        assert!(calls.glued_above("5", 90) && !calls.glued_above("6", 90));
        let calls = Calls::of("المؤرخ 4 أيار/مايو 2011(7)، الفقرة 2(3)");
        assert!(calls.glued_above("7", 90) && !calls.glued_above("3", 90));
        let calls = Calls::of("《公约》、1 2017年、\n  9 《条约》；\n3. 决定2、4月");
        let glued = ["1", "9", "3", "4"].map(|number| calls.glued_above(number, 90));
        assert_eq!(glued, [true, true, false, false]);
        let calls = Calls::of("《宣言》17和2001年9月18日");
        assert_eq!(
            ["17", "9", "18"].map(|number| calls.glued_above(number, 90)),
            [true, false, false]
        );
    }

    #[test]
    fn an_escaped_bracket_opens_no_call() {
        let found = marked_calls("of December[1] and\\[2] the report[34]^5.");
        assert_eq!(found, HashSet::from(["1", "34", "5"]));
    }
}
