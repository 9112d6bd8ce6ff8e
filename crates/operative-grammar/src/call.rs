//! Calls printed as bare digits: which digits glued to a word are calls, and which are text.
//!
//! No digit tells by itself. But notes are numbered in the order of their calls, and a call stands
//! above its note: so the calls are the heaviest rising chain of candidates.

use crate::label::digit;
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
    weight: u32,
}

/// `bare-call = word 1*3DIGIT / word "(" 1*3DIGIT ")"`: the calls, in the order of the source.
pub(crate) fn bare_calls(source: &str, chunks: &[Chunk], notes: &[Note]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for line in chunks.iter().flat_map(|chunk| &chunk.lines) {
        candidates_in(source, *line, notes, &mut candidates);
    }
    heaviest_chain(&candidates, notes.len())
}

fn candidates_in(source: &str, line: Span, notes: &[Note], candidates: &mut Vec<Candidate>) {
    let text = line.slice(source);
    let mut chars = text.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((start, c)) = chars.next() {
        if digit(c).is_none() {
            before = Some(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| digit(*c).is_some()) {
            end = at + c.len_utf8();
        }
        let after = text[end..].chars().next();
        candidate(source, line, (start, end), before, after, notes, candidates);
        before = text[..end].chars().next_back();
    }
}

fn candidate(
    source: &str,
    line: Span,
    (start, end): (usize, usize),
    before: Option<char>,
    after: Option<char>,
    notes: &[Note],
    candidates: &mut Vec<Candidate>,
) {
    let text = line.slice(source);
    let Some(before) = before else { return };
    let lead = &text[..start];
    if before == '(' && after == Some(')') {
        let word = lead[..lead.len() - 1].chars().next_back();
        let glued = word.is_some_and(|c| c.is_alphanumeric() || closes(c));
        if glued {
            push(
                line,
                (start - 1, end + 1),
                &text[start..end],
                if word.is_some_and(char::is_numeric) {
                    3
                } else {
                    8
                },
                notes,
                candidates,
            );
        }
        return;
    }
    if after.is_some_and(|c| c.is_alphanumeric() && !wide(c) || matches!(c, '/' | '%' | '°')) {
        return;
    }
    if after == Some('.')
        && text[end..]
            .chars()
            .nth(1)
            .is_some_and(|c| c.is_ascii_digit())
    {
        return;
    }
    let digits = &text[start..end];
    let second = lead.chars().rev().nth(1);
    let weight = match before {
        _ if closes(before) && second.is_some_and(|c| c.is_numeric()) => 3,
        _ if closes(before) => 8,
        _ if before.is_alphabetic() && acronym(lead) => 1,
        _ if before.is_alphabetic() => 8,
        _ => 0,
    };
    if weight > 0 {
        push(line, (start, end), digits, weight, notes, candidates);
    }
    // A year or a number with a call glued to it: `20228`.
    if digits.is_ascii()
        && digits.len() > 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && (before.is_whitespace() || matches!(before, '-' | '–' | '/'))
    {
        push(line, (start + 4, end), &digits[4..], 5, notes, candidates);
    } else if digits.is_ascii()
        && digits.len() > 1
        && weight == 0
        && matches!(before, '/' | ' ' | '\u{a0}' | '-' | '–')
    {
        for cut in 1..digits.len() {
            push(
                line,
                (start + cut, end),
                &digits[cut..],
                2,
                notes,
                candidates,
            );
        }
    }
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

fn push(
    line: Span,
    (start, end): (usize, usize),
    digits: &str,
    weight: u32,
    notes: &[Note],
    candidates: &mut Vec<Candidate>,
) {
    if digits.chars().count() > 3 || digits.starts_with('0') {
        return;
    }
    let label = plain_digits(digits);
    let span = Span::from_range(line.start as usize + start, line.start as usize + end);
    let Some(note) = notes
        .iter()
        .position(|note| note.label == label && note.mark.start > span.start)
    else {
        return;
    };
    // A call stands on the page whose foot has its note: after the notes of the foot before.
    let foot = notes[note].foot;
    let same_page = !notes
        .iter()
        .any(|other| other.foot < foot && other.mark.start > span.start);
    candidates.push(Candidate {
        span,
        label,
        note,
        weight: weight * if same_page { 16 } else { 1 },
    });
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
        let weight = before.0 + u64::from(candidate.weight);
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

    #[test]
    fn the_chain_tells_calls_from_other_digits() {
        let text = "the Group of G20 and COVID-19 in 1949,1 the list,2 of 3,500 items in 20223 and";
        let notes: Vec<Note> = (1..=3)
            .map(|n| Note {
                label: n.to_string(),
                mark: Span::new(900 + n, 901 + n),
                lines: vec![],
                foot: 0,
            })
            .collect();
        let chunk = Chunk {
            lines: vec![Span::from_range(0, text.len())],
            gap: Gap::Blank,
        };
        let found: Vec<_> = bare_calls(text, &[chunk], &notes)
            .into_iter()
            .map(|call| (call.label, call.span.start))
            .collect();
        assert_eq!(
            found,
            [
                ("1".to_owned(), 38),
                ("2".to_owned(), 49),
                ("3".to_owned(), 73)
            ]
        );
    }
}
