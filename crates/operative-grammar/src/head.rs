//! Heads: what a piece of text looks like from its start.

use crate::closing::closing_line;
use crate::date::find_date;
use crate::draft::Draft;
use crate::end_mark::end_mark;
use crate::facts::Facts;
use crate::fold::fold;
use crate::formula::formula_like;
use crate::label::{Counted, label, section_label, section_number};
use crate::lead::{Lead, capital_leads, lead, looks_like_lead};
use crate::number::number_in_words;
use crate::parts::enacted;
use crate::tree::{Document, NodeKind, Passage};
use crate::word::{letters, shorter, trim};

/// A draft and what it looks like.
pub(crate) type Block = (Draft, Head);

/// What the start and the end of a draft tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) label: Option<Counted>,
    pub(crate) lead: Option<Lead>,
    /// Whether it begins as a lead does that the lexicon does not have.
    pub(crate) leadlike: bool,
    /// Whether its lead stands apart, and governs what stands below it.
    pub(crate) apart: bool,
    /// Whether it is one of several paragraphs that such a lead governs, with no label.
    pub(crate) governed: bool,
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
        let quirk = || quirk_comma_label(facts, text).or_else(|| quirk_bare_label(facts, text));
        let (rest, label) = match label(facts, text).or_else(quirk) {
            Some((rest, counted)) if !table => (rest, Some(counted)),
            _ => (text, None),
        };
        Self {
            label,
            lead: lead(facts, rest),
            leadlike: looks_like_lead(facts, rest),
            apart: false,
            governed: false,
            formula: formula_like(facts, text),
            opening: false,
            annex: annex_heading(facts, text),
            closing: closing_line(facts, text, draft.holds),
            section,
            table,
            marked: draft.heading > 0 || (bold && shorter(text, 200)),
            end,
        }
    }

    /// Reads the lead anew, which may go on in a half that was put behind the first.
    pub(crate) fn read_lead(&mut self, facts: &Facts, draft: &Draft) {
        let label = self.label.map_or(0, |label| label.length);
        self.lead = lead(facts, draft.trimmed()[label..].trim_start());
    }

    /// Whether the draft is a label in a line of its own, as pages that are taken to pieces leave it.
    pub(crate) fn label_alone(&self, draft: &Draft) -> bool {
        let text = draft.trimmed();
        match self.section {
            // A section's number alone is a heading, but for the point behind it.
            Some(_) => shorter(text, 10) && text.ends_with(['.', '．']),
            None => self.label.is_some_and(|label| label.length == text.len()),
        }
    }

    /// Whether it is a paragraph of the preamble or the operative part by its own look.
    pub(crate) const fn paragraph(&self) -> bool {
        self.label.is_some() || self.lead.is_some()
    }
}

/// A number with a comma in place of the point, as old scans have it, before a lead: `4, Determines`.
fn quirk_comma_label<'a>(facts: &Facts, text: &'a str) -> Option<(&'a str, Counted)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[length..].strip_prefix(", ").filter(|_| length <= 2)?;
    let value = text[..length].parse().ok()?;
    lead(facts, rest).map(|_| (rest, Counted::number(value, length + 1)))
}

/// A number with no point at all, as some organizations print it, before a lead that acts, or that stands in
/// capitals: `1 ADOPTS`, `3 REVOKES`.
pub(crate) fn quirk_bare_label<'a>(facts: &Facts, text: &'a str) -> Option<(&'a str, Counted)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[length..].trim_start();
    let set_off = (1..=2).contains(&length) && text.len() > length + rest.len();
    let value = set_off
        .then(|| text[..length].parse::<u32>().ok())
        .flatten()?;
    let action = lead(facts, rest)?.action?;
    ((in_capitals(rest) || enacted(action)) && capital_leads(facts) && end_mark(text) != Some(','))
        .then(|| (rest, Counted::number(value, length)))
}

/// Whether the first word of a text is set in capitals.
pub(crate) fn in_capitals(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.len() > 2 && word.chars().all(char::is_uppercase)
}

/// `annex-heading = annex-word [blank (number / roman / letter / number-in-words)] / annex-of-resolution`
pub(crate) fn annex_heading(facts: &Facts, text: &str) -> bool {
    // The word and a number, however written, are short.
    let text = trim(text);
    let annex = &facts.headings.annex;
    let begins = annex.may_begin(text);
    // Where words are not parted, what it is the annex of stands before the word.
    let ends = || {
        let word = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        !facts.spaced && annex.printed().any(|annex| word.ends_with(annex))
    };
    if text.len() > 160
        || (!begins && !ends())
        || text.chars().count() > 80
        || matches!(end_mark(text), Some(',' | ';'))
    {
        return false;
    }
    let folded = fold(text);
    let mut rests = annex
        .folded()
        .filter_map(|word| folded.text.strip_prefix(word));
    (begins && rests.any(|rest| annex_number(facts, rest)))
        || annex_of_resolution(facts, text, &folded.text)
}

/// `annex-of-resolution = annex-word [number] joint word number [edition] / number word [edition] annex-word [number]`,
/// the second where words are not parted, as conferences head what their resolutions adopt: *Annex 1 to Resolution 71
/// (Rev. Bucharest, 2022)*. A line of a paragraph may begin so, but not with a capital, nor end behind the number.
fn annex_of_resolution(facts: &Facts, printed: &str, text: &str) -> bool {
    /// The letters of what stands between the two words: *to*, *de la*.
    const JOINT: usize = 6;
    let digit = |c: char| c.is_ascii_digit();
    if printed.starts_with(char::is_lowercase) || end_mark(printed).is_some() {
        return false;
    }
    let mut words = facts.masthead.resolution.folded();
    let Some((before, after)) = words.find_map(|word| text.split_once(word)) else {
        return false;
    };
    let mut annex = facts.headings.annex.folded();
    if facts.spaced {
        let joined = |word: &str| {
            before
                .strip_prefix(word)
                .is_some_and(|rest| letters(rest.chars()) <= JOINT)
        };
        let number = after.trim_start();
        let edition = number.trim_start_matches(digit).trim_start();
        let bracketed = edition.starts_with('(') && edition.ends_with(')');
        let numbered = number.len() > edition.len() && (edition.is_empty() || bracketed);
        annex.any(joined) && numbered
    } else {
        let last = after.trim_end_matches(|c: char| digit(c) || c == ' ');
        annex.any(|word| last.ends_with(word)) && before.contains(digit)
    }
}

/// `division-heading = division-word blank number …`: a short text that names a division and its number.
pub(crate) fn division_heading(facts: &Facts, text: &str) -> bool {
    let divisions = &facts.headings.divisions;
    shorter(text, 40) && divisions.may_begin(text) && {
        let folded = fold(text).text;
        let numbered = |rest: &str| rest.trim_start().starts_with(char::is_numeric);
        let mut words = divisions.folded();
        words.any(|word| folded.strip_prefix(word).is_some_and(numbered))
    }
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
    let roman = crate::number::roman(&crate::homoglyph::latin(rest).to_uppercase()).is_some();
    let words = number_in_words(facts, rest, 0).is_some_and(|(_, end)| end == rest.len());
    roman || words || (short && (rest.chars().all(char::is_numeric) || rest.chars().count() == 1))
}

/// `decision-opening = words that name a meeting, a date and an organ`: *At its 34th plenary meeting, on
/// 15 November 2022, the General Assembly …*
pub(crate) fn decision_opening(facts: &Facts, text: &str) -> bool {
    if text.len() <= 60 {
        return false;
    }
    let folded = fold(&text[..text.floor_char_boundary(320)]);
    facts.closing.meeting.stand_in(&folded.text)
        && find_date(facts, &folded.text).is_some()
        && facts.organ_in(&folded).is_some()
}

impl Document {
    /// The passage that a decision or a statement opens with, in place of an enacting formula: *At its 34th plenary
    /// meeting, on 15 November 2022, the General Assembly …*, below the letter of the first part where it has parts.
    ///
    /// ```
    /// let text = "77/408. Wells\n\nA\n\nAt its 34th plenary meeting, on 15 November 2022, the General Assembly \
    ///     decided to dig wells.\n";
    /// let document = operative_grammar::parse(text).document;
    /// assert!(document.text_of(document.opening().unwrap()).starts_with("At its 34th"));
    /// ```
    #[must_use]
    pub fn opening(&self) -> Option<Passage> {
        let mut nodes = self.nodes.iter();
        if nodes.clone().any(|node| node.kind == NodeKind::Formula) {
            return None;
        }
        let first = nodes.find(|node| node.kind != NodeKind::Heading)?.passage;
        decision_opening(self.language.facts(), self.text_of(first)).then_some(first)
    }
}

/// Whether the lines of a paragraph open a decision, as far as its head tells.
pub(crate) fn opens_decision<'a>(facts: &Facts, lines: impl Iterator<Item = &'a str>) -> bool {
    let head: Vec<&str> = lines.take(5).collect();
    decision_opening(facts, &head.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> &'static Facts {
        Facts::of_language("en")
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
}
