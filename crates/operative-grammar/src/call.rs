//! Calls printed as bare digits: which digits glued to a word are calls, and which are text.
//!
//! No digit tells by itself. But notes are numbered in the order of their calls, and a call stands
//! above its note: so the calls are the heaviest rising chain of candidates.

use std::collections::HashMap;

use crate::date::begins_with_date;
use crate::facts::Facts;
use crate::holds::Holds;
use crate::label::{digit, find_digit, label};
use crate::layout::Line;
use crate::look_alike::numbered;
use crate::mark::plain_digits;
use crate::page::{Chunk, Note};
use crate::span::Span;

/// A run of digits that may be a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) label: String,
    /// The place of its note.
    note: usize,
    /// How well what stands around it looks like what stands around a call: 1 to 9.
    likeness: u32,
    /// Whether it stands on the page of its note.
    on_page: bool,
}

impl Candidate {
    /// Whether it is glued to a word, a mark or a year.
    fn glued(&self, source: &str) -> bool {
        let before = source[..self.span.start as usize].chars().next_back();
        self.likeness > 2 && before.is_some_and(|c| !c.is_whitespace())
    }

    fn weight(&self) -> u64 {
        /// How many times as much a call weighs that stands on the page of its note.
        const ON_PAGE: u64 = 16;
        u64::from(self.likeness) * if self.on_page { ON_PAGE } else { 1 }
    }
}

/// `bare-call = word 1*3DIGIT / word "(" 1*3DIGIT ")" / [blank] 1*3DIGIT "/"`: the calls, in the order of the source.
///
/// The lines of the masthead hold numbers and dates, and next to no calls: there only a call that
/// is glued to a word or a mark is taken for one. `apart` tells that a blank may stand between word and call, as
/// scans of old volumes have it; it may do so in any text that lacks calls otherwise.
pub(crate) fn bare_calls(
    facts: &Facts,
    source: &str,
    (masthead, body): (&[Chunk<'_>], &[Chunk<'_>]),
    notes: &[Note],
    apart: bool,
) -> Vec<Candidate> {
    if notes.is_empty() {
        return Vec::new();
    }
    let calls = |apart, guess| {
        let mut finder = Finder::new(facts, source, notes);
        for line in masthead.iter().flat_map(|chunk| chunk.lines) {
            finder.line(line);
        }
        finder.guess = guess;
        finder.apart = apart;
        for line in body.iter().flat_map(|chunk| chunk.lines) {
            finder.line(line);
        }
        heaviest_chain(&finder.found, notes.len())
    };
    let found = calls(apart, true);
    let glued = found.iter().filter(|call| call.glued(source)).count();
    if apart || glued == notes.len() {
        return found;
    }
    // Text has few numbers in the order of notes that are none. Where most calls stand apart, a longer number
    // holds none.
    let mostly = glued * 2 < notes.len();
    let other = calls(true, !mostly);
    if other.len() > found.len() || (mostly && other.len() * 2 > notes.len()) {
        other
    } else {
        found
    }
}

/// A run of digits, and what stands around it in its line.
struct Run<'a> {
    /// The line before the digits.
    lead: &'a str,
    digits: &'a str,
    /// The line after the digits.
    rest: &'a str,
    /// Whether the line begins with them as with a label: `1. Decides`, `1 - Decides`.
    labels: bool,
}

struct Finder<'a> {
    facts: &'a Facts,
    source: &'a str,
    notes: &'a [Note],
    /// The first note of each label.
    labels: HashMap<&'a str, usize>,
    /// For each note, the last mark of the feet before its own: its call stands after it.
    ground: Vec<u32>,
    /// Whether digits glued to other digits may be calls.
    guess: bool,
    /// Whether a blank may stand before a call.
    apart: bool,
    /// Whether calls are marked as the notes are, by a slash: `1/`.
    slashed: bool,
    found: Vec<Candidate>,
}

impl<'a> Finder<'a> {
    fn new(facts: &'a Facts, source: &'a str, notes: &'a [Note]) -> Self {
        let mut labels = HashMap::with_capacity(notes.len());
        let mut ground = Vec::with_capacity(notes.len());
        let (mut foot, mut before, mut last) = (0, 0, 0);
        for (at, note) in notes.iter().enumerate() {
            labels.entry(note.label.as_str()).or_insert(at);
            if note.foot != foot {
                (foot, before) = (note.foot, last);
            }
            last = note.mark.start;
            ground.push(before);
        }
        let mark = |note: &Note| source.get(note.mark.range());
        let slash = |note: &&Note| mark(note).is_some_and(|mark| mark.ends_with('/'));
        Self {
            slashed: notes.iter().filter(slash).count() * 2 > notes.len(),
            facts,
            source,
            notes,
            labels,
            ground,
            guess: false,
            apart: false,
            found: Vec::new(),
        }
    }

    fn line(&mut self, line: &Line) {
        /// The bytes of markup before a label at most.
        const MARKUP: usize = 16;
        if !line.holds.any(Holds::DIGIT) {
            return;
        }
        let text = line.text(self.source);
        let is_digit = |c: char| digit(c).is_some();
        let mut end = 0;
        while let Some(start) = find_digit(text, end) {
            let rest = &text[start..];
            end = rest
                .find(|c| !is_digit(c))
                .map_or(text.len(), |at| start + at);
            let lead = &text[..start];
            let run = Run {
                lead,
                digits: &text[start..end],
                rest: &text[end..],
                labels: lead.len() <= MARKUP
                    && !lead.contains(char::is_alphanumeric)
                    && label(self.facts, &text[start..]).is_some(),
            };
            self.run(line.span.start as usize + start, &run);
        }
    }

    fn run(&mut self, start: usize, run: &Run<'_>) {
        // At the start of a line the word before stands on the line above.
        let before = run.lead.chars().next_back().unwrap_or(' ');
        let after = run.rest.chars().next();
        let end = start + run.digits.len();
        if self.slashed {
            let set_off = !matches!(before, '/' | '.') && !before.is_numeric();
            let beyond = run.rest.chars().nth(1);
            if after == Some('/') && set_off && beyond.is_none_or(|c| !c.is_alphanumeric()) {
                // Nothing of the line stands before a call that opens it.
                let blank = usize::from(run.lead.ends_with(' '));
                self.push(start - blank, end + 1, run.digits, 9);
            }
            return;
        }
        if before == '(' && after == Some(')') {
            let word = run.lead[..run.lead.len() - 1].chars().next_back();
            if word.is_some_and(|c| c.is_alphanumeric() || closes(c)) {
                let likeness = if word.is_some_and(char::is_numeric) {
                    3
                } else {
                    8
                };
                self.push(start - 1, end + 1, run.digits, likeness);
            }
            return;
        }
        if run.labels {
            return;
        }
        if self.apart && self.quirk_apart(start, run, before) {
            return;
        }
        let goes_on =
            after.is_some_and(|c| c.is_alphanumeric() && !wide(c) || matches!(c, '/' | '%' | '°'));
        let fraction =
            after == Some('.') && run.rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        if goes_on || fraction {
            return;
        }
        // Between letters of a script without blanks digits are a number, `9月`; but not behind the word for what has its
        // number before it: `第1/2号决议1所载`.
        let mut words = self.facts.masthead.resolution.folded();
        let between =
            wide(before) && after.is_some_and(wide) && !words.any(|word| run.lead.ends_with(word));
        let likeness = if between { 0 } else { glued(run.lead, before) };
        let found = likeness > 0 && self.push(start, end, run.digits, likeness);
        if self.guess && !found && !between && run.digits.is_ascii() {
            self.quirk_glued_to_number(start, run);
        }
    }

    /// A call after a blank: `the Secretary-General 4`, `29 May 1987, 57`, or with a stroke, `1/`.
    fn quirk_apart(&mut self, start: usize, run: &Run<'_>, before: char) -> bool {
        if !before.is_whitespace() {
            return false;
        }
        let word = run.lead.trim_end().chars().next_back();
        // The blank is the call's: a mark may stand behind it.
        let from = start - before.len_utf8().min(run.lead.len());
        let end = start + run.digits.len();
        if let Some(rest) = run.rest.strip_prefix('/') {
            return !rest.starts_with(char::is_alphanumeric)
                && self.push(from, end + 1, run.digits, 8);
        }
        let followed = run.rest.chars().next();
        let ends = followed.is_none_or(closes);
        // `22 de abril de 1977`
        let dated = || begins_with_date(self.facts, &self.source[start..]);
        if (!ends && followed != Some(' ')) || dated() {
            return false;
        }
        // A name or a number goes on with a capital or a bracket: `22 States`, `242 (1967)`.
        let followed = run.rest.trim_start().chars().next();
        let goes_on = followed.is_some_and(|c| c.is_uppercase() || c == '(');
        let likeness = match word {
            Some(word) if closes(word) => 4,
            Some(word) if !word.is_alphabetic() || goes_on => 1,
            _ if ends => 3,
            _ => 2,
        };
        self.push(from, end, run.digits, likeness)
    }

    /// A call glued to a year or another number: `20228`, `75/585`.
    fn quirk_glued_to_number(&mut self, start: usize, run: &Run<'_>) {
        let digits = run.digits;
        let end = start + digits.len();
        let year = digits.starts_with("19") || digits.starts_with("20");
        match digits.len() {
            5..=7 if year => {
                self.push(start + 4, end, &digits[4..], 5);
            }
            4 if year => {}
            // A label has three digits at most.
            length => {
                // No session has adopted as many resolutions, nor decisions, which count from 401:
                // `73/901` is 73/90 and a call.
                let high = digits.parse::<u32>().is_ok_and(|number| number >= 700);
                let beyond = high && run.lead.ends_with('/') && !in_symbol(run.lead);
                let likeness = if beyond { 4 } else { 2 };
                for cut in length.saturating_sub(3).max(1)..length {
                    self.push(start + cut, end, &digits[cut..], likeness);
                }
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, digits: &str, likeness: u32) -> bool {
        if digits.chars().count() > 3 || digits.starts_with('0') {
            return false;
        }
        let label = plain_digits(digits);
        let span = Span::from_range(start, end);
        let Some(note) = self
            .labels
            .get(label.as_str())
            .copied()
            .filter(|note| self.notes[*note].mark.start > span.start)
        else {
            return false;
        };
        // A call stands on the page whose foot has its note: after the notes of the foot before.
        let on_page = span.start >= self.ground[note];
        self.found.push(Candidate {
            span,
            label,
            note,
            likeness,
            on_page,
        });
        true
    }
}

/// How well digits after `lead` look like a call; 0 where they are a number of their own.
fn glued(lead: &str, before: char) -> u32 {
    let second = lead.chars().rev().nth(1);
    if before == '.' && numbers_segment(lead) {
        0
    } else if in_symbol(lead) {
        u32::from(before.is_alphabetic() || closes(before))
    } else if closes(before) {
        if before == '.' && in_numbered_symbol(lead) {
            0
        } else if second.is_some_and(char::is_numeric) {
            3
        } else {
            8
        }
    } else if before.is_alphabetic() {
        if acronym(lead) { 1 } else { 8 }
    } else {
        0
    }
}

/// Whether a text ends in the word of a symbol that a number follows, as the last of several symbols have it: `and Add.`.
fn numbers_segment(text: &str) -> bool {
    let word = text.trim_end_matches('.');
    let letters = |c: char| c.is_ascii_alphabetic();
    numbered(&word[word.trim_end_matches(letters).len()..])
}

/// Whether a text ends within a symbol that agencies form of capitals, a session and a number: `WHA60.`.
fn in_numbered_symbol(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_end_matches('.');
    let session = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    word.len() - session.len() >= 2
        && !session.is_empty()
        && session.chars().all(|c| c.is_ascii_digit())
}

/// Marks that end a word or a clause, after which a call may stand.
fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | ')'
            | ']'
            | '”'
            | '’'
            | '»'
            | '"'
            | '\''
            | '“'
            | '》'
            | '〉'
            | '」'
            | '）'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '،'
            | '؛'
    )
}

/// Whether a text ends within a symbol, `A/76/L.15/Add.`, or within what is left of one behind a joint: `and Corr.`
fn in_symbol(text: &str) -> bool {
    let token = text
        .rsplit(|c: char| !c.is_ascii_graphic())
        .next()
        .unwrap_or_default();
    let start = token.trim_start_matches(['(', '[']);
    let left = ["Add.", "Amend.", "Corr.", "Rev."].contains(&start);
    left || start.starts_with(|c: char| c.is_ascii_uppercase()) && token.contains('/')
}

/// Letters of scripts that put no blank between words.
fn wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a text ends in capitals that digits often belong to: `G20`, `CO2`, `COVID19`.
fn acronym(text: &str) -> bool {
    let word = text
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    !word.is_empty()
        && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
        && word.chars().count() <= 3
}

/// The chain of candidates whose notes rise and whose weights sum highest.
fn heaviest_chain(candidates: &[Candidate], notes: usize) -> Vec<Candidate> {
    // best[n]: the heaviest chain that ends at a note before n, as (weight, candidate), kept as a
    // Fenwick tree of prefix maxima.
    let mut best: Vec<(u64, usize)> = vec![(0, usize::MAX); notes + 1];
    let mut back: Vec<usize> = vec![usize::MAX; candidates.len()];
    let mut last: (u64, usize) = (0, usize::MAX);
    for (at, candidate) in candidates.iter().enumerate() {
        let mut before = (0, usize::MAX);
        let mut index = candidate.note;
        while index > 0 {
            if best[index].0 > before.0 {
                before = best[index];
            }
            index &= index - 1;
        }
        let overlaps =
            before.1 != usize::MAX && candidates[before.1].span.end > candidate.span.start;
        if overlaps {
            continue;
        }
        let weight = before.0 + candidate.weight();
        back[at] = before.1;
        let mut index = candidate.note + 1;
        while index <= notes {
            if weight > best[index].0 {
                best[index] = (weight, at);
            }
            index += index & index.wrapping_neg();
        }
        if weight > last.0 {
            last = (weight, at);
        }
    }
    let mut chain = Vec::new();
    let mut at = last.1;
    while at != usize::MAX {
        chain.push(candidates[at].clone());
        at = back[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Gap;

    /// The calls in a text, which is followed by so many notes: their labels and places.
    fn calls(text: &str, notes: u32, apart: bool) -> Vec<(String, usize)> {
        calls_in("en", text, notes, apart)
    }

    fn calls_in(code: &str, text: &str, notes: u32, apart: bool) -> Vec<(String, usize)> {
        let notes: Vec<Note> = (1..=notes)
            .map(|n| Note {
                label: n.to_string(),
                mark: Span::new(900 + n, 901 + n),
                lines: vec![],
                foot: 0,
            })
            .collect();
        let chunk = Chunk {
            lines: &crate::layout::lines(text),
            gap: Gap::Blank,
        };
        let facts = crate::Language::from_code(code)
            .expect("a language")
            .facts();
        bare_calls(facts, text, (&[], &[chunk]), &notes, apart)
            .into_iter()
            .map(|call| (call.label, call.span.start as usize))
            .collect()
    }

    #[test]
    fn the_chain_tells_calls_from_other_digits() {
        let text = "the Group of G20 and COVID-19 in 1949,1 the list,2 of 3,500 items in 20223 and";
        assert_eq!(
            calls(text, 3, false),
            [
                ("1".to_owned(), 38),
                ("2".to_owned(), 49),
                ("3".to_owned(), 73)
            ]
        );
    }

    #[test]
    fn a_label_at_the_start_of_a_line_is_no_call() {
        let text = "*Recalling* its resolution 98/1,\n\n1. *Decides* to act, in line with it 1";
        assert_eq!(calls(text, 1, true), [("1".to_owned(), text.len() - 2)]);
    }

    #[test]
    fn the_number_of_a_corrigendum_is_no_call() {
        let text =
            "the documents (A/58/458 and Corr.1 and Add.2) of the Office1 and the Board,2 which";
        let places = [
            text.find("1 and the").expect("it"),
            text.find("2 which").expect("it"),
        ];
        let found = calls(text, 2, false);
        assert_eq!(found.iter().map(|call| call.1).collect::<Vec<_>>(), places);
    }

    #[test]
    fn a_number_behind_what_has_its_own_is_a_call() {
        let text = "9月1日第1/2号决议1所载的建议(A/61/67和Add.1)";
        let place = text.find("1所").expect("it");
        assert_eq!(calls_in("zh", text, 1, false), [("1".to_owned(), place)]);
    }

    #[test]
    fn a_number_that_no_session_reached_holds_a_call() {
        let text = "in its resolution 34/111 of 1979 and in resolution 73/901 of 2018";
        let place = text.find("1 of 2018").expect("it");
        assert_eq!(calls(text, 1, false)[0].1, place);
    }
}
