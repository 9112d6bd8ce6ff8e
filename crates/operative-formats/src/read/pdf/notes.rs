//! Footnotes: the foot of a page, and the notes that stand there.

use std::collections::HashSet;

use super::Sheet;
use super::calls;
use super::glyphs::RuleLine;
use super::hyphens::wide;
use super::lines::Line;
use crate::read::markdown::Style;

/// How far the number of a note may lie behind that of the note before.
const MISSED: u32 = 3;

/// Rules above notes are shorter than this, in points.
const SHORT: f32 = 260.0;
/// A step so long, in parts of the size, parts the foot of a page from the text where no rule is drawn.
const STEP: f32 = 2.0;

#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) lines: Vec<Line>,
    /// What the first line begins with: the label, or what an OCR engine took it for.
    pub(super) mark: Option<String>,
    pub(super) written: bool,
}

impl Note {
    /// Whether something else was read in place of the label.
    pub(super) fn misread(&self) -> bool {
        self.mark.as_ref().is_some_and(|mark| *mark != self.label)
    }
}

/// The notes at the feet of the pages, in their order; what calls them is raised where it was misread.
pub(super) fn gather(sheets: &mut [Sheet]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for sheet in sheets {
        let before = notes.len();
        gather_of(&sheet.notes, &mut notes);
        let labels: Vec<String> = notes[before..]
            .iter()
            .map(|note| note.label.clone())
            .collect();
        calls::raise(&mut sheet.lines, &labels);
    }
    notes
}

/// The notes at the foot of a page.
fn gather_of(lines: &[Line], notes: &mut Vec<Note>) {
    for line in lines {
        let last: Option<u32> = notes.last().and_then(|note| note.label.parse().ok());
        let next = |number: &u32| {
            let by = number.checked_sub(last.unwrap_or(0));
            last.is_none() || by.is_some_and(|by| (1..=MISSED).contains(&by))
        };
        let plain = plain_number(line)
            .filter(next)
            .map(|number| number.to_string());
        let label = note_label(line).filter(|_| !line.hidden).or(plain);
        let misread = misread_mark(line).filter(|_| label.is_none());
        let counted = || (last.unwrap_or(0) + 1).to_string();
        let label = label.or_else(|| misread.as_ref().map(|_| counted()));
        match (label, notes.last_mut()) {
            (None, Some(note)) => note.lines.push(line.clone()),
            // Small print at a foot that belongs to no note is text.
            (label, _) => notes.push(Note {
                mark: misread.or_else(|| label.clone()),
                label: label.unwrap_or_else(|| "*".into()),
                lines: vec![line.clone()],
                written: false,
            }),
        }
    }
}

/// The number that a line begins with, set as its words are.
fn plain_number(line: &Line) -> Option<u32> {
    let text = line.text();
    let (number, rest) = text.trim_start().split_once(char::is_whitespace)?;
    let number = number.trim_matches(['(', ')']).parse().ok()?;
    rest.contains(char::is_alphabetic).then_some(number)
}

/// What an OCR engine took a raised number for, with which a line begins: a sign (`?`, `®`, `“`), another
/// number, with a blank behind it or a word.
fn misread_mark(line: &Line) -> Option<String> {
    let text = line.text();
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = text.chars().next().filter(|c| {
        let opens = matches!(c, '(' | '[' | '«' | '-' | '–' | '—' | '•' | '·' | '_');
        !c.is_alphanumeric() && !opens
    });
    let length = sign.map_or(digits, char::len_utf8);
    let (mark, rest) = text.split_at(length);
    let first = rest.chars().next()?;
    let set_off = first.is_whitespace() || first.is_uppercase() || (digits > 0 && wide(first));
    (line.hidden && set_off && (1..=3).contains(&length) && rest.contains(char::is_alphabetic))
        .then(|| mark.to_owned())
}

pub(super) fn rule_line(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= 5 && text.chars().all(|c| matches!(c, '_' | '—' | '―' | ' '))
}

/// What is known of the notes of a document before their places are told.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The rules that stand above notes, on pages whose foot begins with one: the same stand above what
    /// goes on from the page before.
    rules: Vec<RuleLine>,
    /// The numbers that stand raised behind words.
    calls: HashSet<u32>,
}

impl Known {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let above_notes = |sheet: &Sheet, rule: &RuleLine| {
            let below = sheet.lines.iter().find(|line| line.y < rule.y);
            below.is_some_and(|line| {
                flush(rule, line) && (note_label(line).is_some() || plain_number(line).is_some())
            })
        };
        let mut known = Self::default();
        for sheet in sheets {
            let rules = sheet.rules.iter().copied();
            known
                .rules
                .extend(rules.filter(|rule| above_notes(sheet, rule)));
            let raised = sheet.lines.iter().flat_map(|line| {
                let behind = line
                    .runs()
                    .skip_while(|(text, _)| text.trim().is_empty())
                    .skip(1);
                behind.filter(|(_, style)| style.raised)
            });
            let labels = raised.flat_map(|(text, _)| text.split(|c: char| !c.is_numeric()));
            known
                .calls
                .extend(labels.filter_map(|label| label.parse::<u32>().ok()));
        }
        known
    }
}

/// Whether a rule that is shorter than lines are begins or ends where a line does.
fn flush(rule: &RuleLine, line: &Line) -> bool {
    rule.right - rule.left < SHORT
        && ((rule.left - line.left).abs() < 6.0 || (rule.right - line.right).abs() < 6.0)
}

/// Where the foot of a page begins: at the rule above its notes, one of those known, or where the
/// text gets small.
pub(super) fn foot(sheet: &Sheet, size: f32, known: &Known) -> Option<usize> {
    let lines = &sheet.lines;
    let noted = |at: usize| lines.get(at).is_some_and(|line| note_label(line).is_some());
    if let Some(at) = lines.iter().rposition(|line| rule_line(&line.text())) {
        // A rule that closes the document has nothing below it.
        let below = &lines[at + 1..];
        let small = below.iter().all(|line| line.size < size * 0.97);
        if !below.is_empty() && (small || noted(at + 1)) {
            return Some(at);
        }
    }
    let short = sheet
        .rules
        .iter()
        .filter(|rule| rule.right - rule.left < SHORT);
    for rule in short {
        let at = lines.partition_point(|line| line.y > rule.y);
        let small = lines[at..].iter().all(|line| line.size < size * 0.97);
        let alike = |one: &RuleLine| {
            (one.left - rule.left).abs() < 1.0 && (one.right - rule.right).abs() < 1.0
        };
        let begins = |line: &Line| flush(rule, line) && known.rules.iter().any(alike);
        if (noted(at) && small) || lines.get(at).is_some_and(begins) {
            return Some(at);
        }
    }
    let parted = (1..lines.len()).rev().find(|at| {
        let step = lines[at - 1].y - lines[*at].y;
        step > lines[*at].size * STEP || lines[*at].size > size * 1.2
    });
    let begun = |at: &usize| misread_mark(&lines[*at]).is_some();
    if let Some(at) = parted.filter(begun) {
        return Some(at);
    }
    let small = lines
        .iter()
        .rposition(|line| line.size > size * 0.93)
        .map_or(0, |at| at + 1);
    if noted(small) {
        return Some(small);
    }
    // Notes may be as large as the text, at its end: a raised number begins no other line, but for a
    // call that came behind the end of one.
    let first = lines
        .iter()
        .position(|line| raised_number(line).is_some_and(|number| known.calls.contains(&number)))?;
    let numbers: Vec<u32> = lines[first..].iter().filter_map(raised_number).collect();
    numbers.is_sorted().then_some(first)
}

/// The raised number that a line begins with.
fn raised_number(line: &Line) -> Option<u32> {
    let (text, style) = line.first()?;
    let number = text.trim().parse().ok()?;
    (style.raised && line.text().trim() != text.trim()).then_some(number)
}

/// The label of the note that begins with a line: what stands raised in front of it, or asterisks.
pub(super) fn note_label(line: &Line) -> Option<String> {
    let (text, style) = line.first()?;
    let text = text.trim();
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    let label = bare.chars().count() <= 3
        && !bare.is_empty()
        && (bare.chars().all(char::is_numeric)
            || bare.chars().all(|c| c == '*')
            || bare.chars().count() == 1);
    if style.raised && label {
        return Some(bare.into());
    }
    let stars: String = text.chars().take_while(|c| *c == '*').collect();
    (!stars.is_empty() && stars.len() <= 3).then_some(stars)
}

/// Takes the mark off the front of a note.
pub(super) fn cut_mark(runs: &mut [(String, Style)], mark: &str) {
    let first = runs.iter_mut().find(|run| !run.0.trim().is_empty());
    if let Some((text, style)) = first {
        *text = if style.raised {
            String::new()
        } else {
            text.trim_start().trim_start_matches(mark).to_owned()
        };
    }
}
