//! Paragraphs: which chunks are several paragraphs, and which are halves of one.

use std::borrow::Cow;

use crate::date::find_date;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::fold::fold;
use crate::inline::tag;
use crate::label::{Counted, digit, label, section_label, section_number};
use crate::lead::{Lead, capital_leads, lead, looks_like_lead, quirk_misread_lead};
use crate::mark::superscript_digit;
use crate::number::number_in_words;
use crate::page::{Gap, formula_like};
use crate::span::Span;
use crate::table::{rows, tabular};
use crate::tree::LabelStyle;

/// What the start and the end of a draft tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) label: Option<Counted>,
    pub(crate) lead: Option<Lead>,
    /// Whether it begins as a lead does that the lexicon does not have.
    pub(crate) leadlike: bool,
    pub(crate) formula: bool,
    /// Whether it opens a decision, which has no formula.
    pub(crate) opening: bool,
    pub(crate) annex: bool,
    pub(crate) closing: bool,
    pub(crate) section: Option<Counted>,
    pub(crate) table: bool,
    /// Marked as a heading, or set in bold throughout.
    pub(crate) marked: bool,
    /// The mark that ends it: `,`, `;`, `.`, `:`; `None` where it is cut.
    pub(crate) end: Option<char>,
}

impl Head {
    pub(crate) fn of(facts: &Facts, draft: &Draft) -> Self {
        let text = draft.trimmed();
        let bold = draft.all(|style| style.bold);
        let table = draft.row;
        let end = end_mark(text);
        let titled = || end.is_none().then(|| section_label(text)).flatten();
        let section = section_number(facts, text).or_else(titled);
        let (rest, label) = match label(facts, text).or_else(|| quirk_comma_label(facts, text)) {
            Some((rest, counted)) if !table => (rest, Some(counted)),
            _ => (text, None),
        };
        Self {
            label,
            lead: lead(facts, rest),
            leadlike: looks_like_lead(facts, rest),
            formula: formula_like(facts, text),
            opening: false,
            annex: annex_heading(facts, text),
            closing: closing_line(facts, text),
            section,
            table,
            marked: draft.heading > 0 || (bold && text.chars().count() < 200),
            end,
        }
    }

    /// Whether it is a paragraph of the preamble or the operative part by its own look.
    pub(crate) const fn paragraph(&self) -> bool {
        self.label.is_some() || self.lead.is_some()
    }
}

/// A number with a comma in place of the point, as old scans have it, before a lead: `4, Determines`.
fn quirk_comma_label<'a>(facts: &Facts, text: &'a str) -> Option<(&'a str, Counted)> {
    let (number, rest) = text.split_once(", ")?;
    let value = (number.len() <= 2)
        .then(|| number.parse::<u32>().ok())
        .flatten()?;
    lead(facts, rest).map(|_| (rest, Counted::number(value, number.len() + 1)))
}

/// `end-mark = ("," / ";" / ":" / "." …) *(closing-mark / call)`, as its ASCII kin.
pub(crate) fn end_mark(text: &str) -> Option<char> {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '”' | '’' | '»' | '"' | '\'' | '“' | ')' | '）' | ']' | '」' | '》' | '*' | '_'
            )
            || crate::fold::ignored(c)
            || superscript_digit(c).is_some()
    });
    Some(match text.chars().next_back()? {
        ',' | '،' | '，' | '、' => ',',
        ';' | '؛' | '；' => ';',
        ':' | '：' => ':',
        '.' | '。' | '．' | '!' | '?' | '؟' | '…' => '.',
        _ => return None,
    })
}

/// `end-mark *(["[" ["^"]] 1*3DIGIT ["]" / "/"])`: the mark that ends a text, behind which calls may stand
/// that nothing marks as such.
pub(crate) fn end_mark_before_call(text: &str) -> Option<char> {
    let called = |c: char| c.is_ascii_digit() || matches!(c, '[' | '^' | ']' | '/' | ' ');
    end_mark(text).or_else(|| {
        let before = text.trim_end_matches(called);
        let mut calls = text[before.len()..].split(|c: char| !c.is_ascii_digit());
        calls
            .all(|call| call.len() <= 3)
            .then(|| end_mark(before))
            .flatten()
    })
}

/// `annex-heading = annex-word [blank (number / roman / letter / number-in-words)]`
pub(crate) fn annex_heading(facts: &Facts, text: &str) -> bool {
    // The word and a number, however written, are short.
    let text = text.trim();
    if text.len() > 160 || text.chars().count() > 80 || matches!(end_mark(text), Some(',' | ';')) {
        return false;
    }
    let folded = fold(text);
    let words = facts.headings.annex.folded();
    words
        .filter_map(|word| folded.text.strip_prefix(word))
        .any(|rest| annex_number(facts, rest))
}

/// What may follow the word for an annex: nothing, or what numbers it, with or without a point.
fn annex_number(facts: &Facts, rest: &str) -> bool {
    let glued = rest.starts_with(char::is_alphanumeric);
    let rest = rest.trim().trim_end_matches(['.', ':', '*']).trim();
    if rest.is_empty() {
        return true;
    }
    if glued && facts.spaced {
        return false;
    }
    let short = rest.chars().count() <= 4 && !rest.contains(' ');
    let roman = crate::number::roman(&crate::label::latin(rest).to_uppercase()).is_some();
    let words = number_in_words(facts, rest, 0).is_some_and(|(_, end)| end == rest.len());
    roman || words || (short && (rest.chars().all(char::is_numeric) || rest.chars().count() == 1))
}

/// `decision-opening = words that name a meeting, a date and an organ`: *At its 34th plenary meeting, on
/// 15 November 2022, the General Assembly …*
///
/// ```
/// use operative_grammar::{Language, decision_opening};
/// let facts = Language::from_code("en").unwrap().facts();
/// let text = "At its 34th plenary meeting, on 15 November 2022, the General Assembly decided to act.";
/// assert!(decision_opening(facts, text));
/// ```
#[must_use]
pub fn decision_opening(facts: &Facts, text: &str) -> bool {
    let folded = fold(&text[..text.floor_char_boundary(320)]);
    text.len() > 60
        && facts
            .closing
            .meeting
            .folded()
            .any(|words| folded.text.contains(words))
        && find_date(facts, &folded.text).is_some()
        && facts.organ_in(&folded).is_some()
}

/// Whether the lines of a paragraph open a decision, as far as its head tells.
pub(crate) fn opens_decision<'a>(facts: &Facts, lines: impl Iterator<Item = &'a str>) -> bool {
    let head: Vec<&str> = lines.take(5).collect();
    decision_opening(facts, &head.join(" "))
}

/// How much of a line the words that begin a vote may take, in bytes.
const VOTE_WINDOW: usize = 96;

/// `closing-line = meeting-number meeting [date] / vote`
pub(crate) fn closing_line(facts: &Facts, text: &str) -> bool {
    // Meetings are short lines, and the words of a vote stand first.
    let text = text.trim();
    let count = text.chars().count();
    // A number in words stands in the shortest of lines.
    let short = text.len() <= 280
        && (count <= 45 || (count <= 90 && text.contains(|c| digit(c).is_some())));
    if !short && !begins_as_vote(facts, text) {
        return false;
    }
    let head = &text[..text.floor_char_boundary(if short { 280 } else { VOTE_WINDOW })];
    let folded = fold(head);
    let line = folded.text.as_str();
    let bare = undated(facts, line);
    let set_off = matches!(end_mark(text), Some(';' | ':'));
    // Old volumes number their meetings in words.
    let worded = number_in_words(facts, line, 0).map(|(_, end)| end);
    // A comma parts the meeting from its date; no sentence begins with a number.
    let numbered = worded.is_some() || line.starts_with(|c: char| c.is_ascii_digit());
    let comma = end_mark(text) == Some(',') && !numbered;
    let bare = bare.get(worded.unwrap_or(0)..).unwrap_or_default();
    let meeting = short
        && bare.chars().count() <= 70
        && (worded.is_some() || bare.contains(|c: char| c.is_ascii_digit()))
        && !set_off
        && !comma
        && facts.closing.meeting.folded().any(|words| {
            bare.find(words).is_some_and(|at| {
                // Nothing but the number and marks of resumption stand beside the words.
                let beside = bare[..at].chars().chain(bare[at + words.len()..].chars());
                beside
                    .take_while(|c| *c != '(')
                    .filter(|c| c.is_alphabetic())
                    .count()
                    <= 4
            })
        });
    meeting || vote_line(facts, head, line) || meeting_adopts(facts, line)
}

/// `meeting-adopts = meeting-number meeting … adoption-word`: a sentence that begins with the meeting,
/// as languages have it that put the verb last.
fn meeting_adopts(facts: &Facts, line: &str) -> bool {
    let begins = |words: &str| {
        line.find(words)
            .is_some_and(|at| line[..at].chars().count() <= 6)
    };
    !facts.spaced
        && line.chars().count() <= 160
        && line.chars().take(6).any(|c| c.is_ascii_digit())
        && facts.closing.meeting.folded().any(begins)
        && facts
            .masthead
            .adoption
            .folded()
            .any(|word| line.contains(word))
}

/// A line without the date at its end or its start: *1768th plenary meeting, 21 May 1971.*
fn undated<'a>(facts: &Facts, line: &'a str) -> Cow<'a, str> {
    if line.chars().count() > 120 {
        return Cow::Borrowed(line);
    }
    match find_date(facts, line) {
        Some((_, place))
            if line[place.end..]
                .chars()
                .filter(|c| c.is_alphabetic())
                .count()
                <= 4 =>
        {
            Cow::Borrowed(&line[..place.start])
        }
        Some((_, place)) if place.start == 0 => Cow::Borrowed(&line[place.end..]),
        _ => Cow::Borrowed(line),
    }
}

/// Whether the first letter of a line is that of words of a vote.
fn begins_as_vote(facts: &Facts, text: &str) -> bool {
    let outer = |c| c == '[' || crate::fold::ignored(c);
    facts.closing.vote.may_begin(text.trim_start_matches(outer))
}

/// `vote = words-of-a-vote …`: several words, or one with a colon, as no sentence goes on with.
pub(crate) fn vote_line(facts: &Facts, text: &str, line: &str) -> bool {
    let line = line.trim_start_matches('[');
    let lower = text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase);
    let mut words = facts.closing.vote.folded();
    !(lower && capital_leads(facts))
        && words.any(|words| {
            line.strip_prefix(words).is_some_and(|rest| {
                words.contains([' ', ':']) || !facts.spaced || rest.trim_start().starts_with(':')
            })
        })
}

/// Lines that make one paragraph, or one row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) lines: Vec<Span>,
    pub(crate) row: bool,
}

/// Cuts a chunk into paragraphs where lines begin new ones without a blank line between. `in_table`
/// tells that a table stands right before it.
pub(crate) fn paragraphs(
    facts: &Facts,
    source: &str,
    lines: &[Span],
    in_table: bool,
) -> Vec<Paragraph> {
    let text = |line: &Span| line.slice(source);
    let barred = |line: &Span| text(line).starts_with('|') || text(line).ends_with('|');
    if lines.iter().all(barred) || tabular(source, lines, in_table) {
        let row = |lines| Paragraph { lines, row: true };
        return rows(source, lines).into_iter().map(row).collect();
    }
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let shape = Shape::of(source, lines);
    let mut last: Option<LineLook<'_>> = None;
    for line in lines {
        let text = line.slice(source);
        let row = text.starts_with('|');
        // A line alone, and the rows of a table, need no look.
        let look = (lines.len() > 1 && !row).then(|| LineLook::of(facts, text));
        let fresh = match (&last, &look) {
            (Some(last), Some(look)) => starts_paragraph(facts, last, look, shape),
            _ => true,
        };
        match paragraphs.last_mut() {
            Some(paragraph) if !fresh => paragraph.lines.push(*line),
            _ => paragraphs.push(Paragraph {
                lines: vec![*line],
                row,
            }),
        }
        last = look;
    }
    paragraphs
}

/// What a line looks like among the lines of its chunk.
#[derive(Debug)]
struct LineLook<'a> {
    /// Without emphasis marks and tags.
    text: Cow<'a, str>,
    /// A paragraph of its own, whatever stands beside it: a heading or a formula.
    alone: bool,
    section: bool,
    closing: bool,
    annex: bool,
}

impl<'a> LineLook<'a> {
    fn of(facts: &Facts, line: &'a str) -> Self {
        let text = plain(line);
        Self {
            alone: text.starts_with('#') || formula_like(facts, &text),
            section: section_number(facts, &text).is_some(),
            closing: closing_line(facts, &text),
            annex: annex_heading(facts, &text),
            text,
        }
    }
}

/// A line without emphasis marks and tags, as far as looking at it needs.
pub(crate) fn plain(line: &str) -> Cow<'_, str> {
    if !line.contains(['*', '_', '<']) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        match (c == '<').then(|| tag(rest)).flatten() {
            Some(length) => rest = &rest[length..],
            None => {
                if !matches!(c, '*' | '_') {
                    text.push(c);
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(text)
}

/// The longest line that a page of print holds, in bytes.
const WIDEST: usize = 300;

/// What the lines of a chunk have in common.
#[derive(Copy, Clone, Debug)]
struct Shape {
    /// The length of the longest, in bytes.
    widest: usize,
    /// Whether only the ends of paragraphs end them: they are longer than a page is wide, or a mark ends
    /// each of several.
    unwrapped: bool,
}

impl Shape {
    fn of(source: &str, lines: &[Span]) -> Self {
        let widest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
        let ended = |line: &Span| end_mark_before_call(&plain(line.slice(source))).is_some();
        Self {
            widest,
            unwrapped: widest > WIDEST || (lines.len() > 2 && lines.iter().all(ended)),
        }
    }
}

fn starts_paragraph(
    facts: &Facts,
    above: &LineLook<'_>,
    line: &LineLook<'_>,
    shape: Shape,
) -> bool {
    let (last, text) = (&*above.text, &*line.text);
    if line.alone || above.alone {
        return true;
    }
    if above.closing && vote_goes_on(facts, last, text) {
        return false;
    }
    let set_off = |look: &LineLook<'_>| look.section || look.closing || look.annex;
    if set_off(line) || set_off(above) {
        return true;
    }
    let ended = end_mark_before_call(last);
    let short = last.len() * 10 < shape.widest * 7;
    if label(facts, text).is_some() {
        return ended.is_some() || short;
    }
    // Where leads are not capitalized, a line may begin with one by chance: only a short line
    // before it tells that a paragraph ended there.
    ended.is_some()
        && lead(facts, text).is_some()
        && (capital_leads(facts) || short || shape.unwrapped)
}

/// Whether a line goes on with the vote that the line above begins: no point ends it, and the line
/// begins none of its own.
fn vote_goes_on(facts: &Facts, last: &str, text: &str) -> bool {
    let votes = |line: &str| {
        let head = &line.trim()[..line.trim().floor_char_boundary(VOTE_WINDOW)];
        vote_line(facts, head, &fold(head).text)
    };
    matches!(end_mark(last), None | Some(',')) && votes(last) && !votes(text)
}

/// What the walk over the drafts remembers.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// The number of the last numbered paragraph.
    pub(crate) number: u32,
    /// The last lettered or roman label: `(i)` may be either.
    pub(crate) letter: Option<Counted>,
}

impl Walk {
    pub(crate) fn pass(&mut self, head: &Head) {
        match head.label {
            Some(label) if label.style == LabelStyle::Number && !label.bracketed => {
                self.number = label.value;
                self.letter = None;
            }
            Some(label) => self.letter = Some(label),
            // Numbers may go on below the next heading, or begin again; letters always do.
            None if head.annex || head.section.is_some() => self.letter = None,
            None => {}
        }
    }

    fn expects(&self, label: Counted) -> bool {
        let numbered = label.style == LabelStyle::Number && !label.bracketed;
        let follows = |value: u32| match &self.letter {
            _ if numbered => value == self.number + 1,
            Some(last) => last.readings().any(|(_, last)| value == last + 1),
            None => false,
        };
        let bullet = label.style == LabelStyle::Bullet;
        bullet
            || label.preambular
            || label
                .readings()
                .any(|(_, value)| value == 1 || follows(value))
    }

    /// Whether `other` is the other half of `one`: `paragraph = half *(page-break half)`.
    ///
    /// `ahead` is the label of the next draft that has one.
    pub(crate) fn continues(
        &self,
        facts: &Facts,
        one: (&Draft, &Head),
        other: (&Draft, &Head),
        ahead: Option<Counted>,
    ) -> bool {
        let one = one.1;
        let (second, other) = other;
        if one.table
            || other.table
            || one.formula
            || other.formula
            || one.annex
            || other.annex
            || one.closing
            || other.closing
        {
            return false;
        }
        if one.section.is_some()
            || other.section.is_some()
            || other.marked
            || (one.marked && !one.paragraph())
        {
            return false;
        }
        let text = second.trimmed();
        let lower = text
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(char::is_lowercase)
            && capital_leads(facts);
        let page = second.gap == Gap::Page;
        if let Some(label) = other.label {
            return one.end.is_none() && one.paragraph() && !self.expects(label);
        }
        let begins = || {
            other.lead.is_some()
                || other.leadlike
                || (capital_leads(facts) && !lower && quirk_misread_lead(facts, text).is_some())
        };
        match one.end {
            None if one.paragraph() => !begins() || (page && !capital_leads(facts)),
            None => lower && page,
            Some(',') if one.paragraph() => (lower || (page && other.end.is_some())) && !begins(),
            Some(',') => lower,
            Some(';' | ':') => lower && page && one.paragraph() && one.label.is_none(),
            Some(_) => self.quirk_sentence_break(one, other, page, ahead),
        }
    }

    /// A page break between two sentences of one numbered paragraph: the second half has no mark of
    /// its own, and the numbering goes on right after it.
    fn quirk_sentence_break(
        &self,
        one: &Head,
        other: &Head,
        page: bool,
        ahead: Option<Counted>,
    ) -> bool {
        let numbered = one
            .label
            .is_some_and(|label| label.style == LabelStyle::Number && !label.bracketed);
        let next = ahead.is_some_and(|ahead| {
            ahead.style == LabelStyle::Number && ahead.value == self.number + 1
        });
        page && numbered && next && other.lead.is_none() && other.end == Some('.')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;

    fn facts() -> &'static Facts {
        Language::from_code("en").expect("English").facts()
    }

    #[test]
    fn annexes_are_headed_by_a_word_and_a_number() {
        for text in ["Annex", "Annex II", "ANNEX I", "Appendix A", "Annex 3"] {
            assert!(annex_heading(facts(), text), "{text}");
        }
        for text in ["Annex II to the report", "Annexed hereto", "Annex,"] {
            assert!(!annex_heading(facts(), text), "{text}");
        }
    }

    #[test]
    fn a_roman_goes_on_across_a_page() {
        let text = "The General Assembly,\n\n1. Requests a report:\n\n(a) On the piers:\n\n\
            (i) Their state, and\n\n\n\n(ii) Their lamps.\n";
        let document = crate::parse(text).document;
        assert_eq!(document.nodes().last().map(|node| node.level), Some(2));
        assert_eq!(document.nodes().len(), 5);
    }

    #[test]
    fn a_meeting_closes() {
        assert!(closing_line(facts(), "54th plenary meeting"));
        assert!(closing_line(facts(), "56th (resumed) plenary meeting"));
        assert!(closing_line(
            facts(),
            "1768th plenary meeting, 21 May 1971."
        ));
        assert!(!closing_line(
            facts(),
            "Decides to hold 3 plenary meetings of one day"
        ));
        assert!(!closing_line(facts(), "at its 54th plenary meeting,"));
    }
}
