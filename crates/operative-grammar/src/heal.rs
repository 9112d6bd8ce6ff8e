//! Healing: what a paragraph looks like from its start and its end, and which are halves of one.

use crate::builder::Builder;
use crate::closing::{closing_line, vote_goes_on};
use crate::date::find_date;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::fold::fold;
use crate::formula::formula_like;
use crate::label::{Counted, label, section_label, section_number};
use crate::lead::{Lead, capital_leads, lead, looks_like_lead, quirk_misread_lead};
use crate::mark::superscript_digit;
use crate::number::number_in_words;
use crate::page::Gap;
use crate::parts::enacted;
use crate::span::Span;
use crate::tree::{Document, LabelStyle, NodeKind, Passage};
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
    let verb = rest.split_whitespace().next().unwrap_or_default();
    let capitals = verb.len() > 2 && verb.chars().all(char::is_uppercase);
    ((capitals || enacted(action)) && capital_leads(facts) && end_mark(text) != Some(','))
        .then(|| (rest, Counted::number(value, length)))
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
    text.chars().next_back().and_then(end_mark_kin)
}

/// `end-mark [blank joint]`: the mark that ends a paragraph, behind which the word may stand that leads to the next one:
/// *…; and*.
pub(crate) fn end_mark_before_joint(text: &str) -> Option<char> {
    /// The letters of such a word at most.
    const JOINT: usize = 3;
    end_mark_before_call(text).or_else(|| {
        let (before, joint) = text.trim_end().rsplit_once(' ')?;
        let word = shorter(joint, JOINT + 1) && joint.chars().all(char::is_lowercase);
        word.then(|| end_mark(before)).flatten()
    })
}

/// The ASCII kin of a mark that ends a clause.
pub(crate) const fn end_mark_kin(c: char) -> Option<char> {
    Some(match c {
        ',' | '،' | '，' | '、' => ',',
        ';' | '؛' | '；' => ';',
        ':' | '：' => ':',
        '.' | '。' | '．' | '!' | '?' | '؟' | '…' => '.',
        _ => return None,
    })
}

/// `end-mark *(tagged / ["[" ["^"]] 1*3DIGIT ["]" / "/"])`: the mark that ends a text, behind which calls may
/// stand, those too that nothing marks as such.
pub(crate) fn end_mark_before_call(text: &str) -> Option<char> {
    let tagged = text.strip_suffix("</sup>");
    let text = tagged
        .and_then(|open| Some(open.rsplit_once("<sup>")?.0))
        .unwrap_or(text);
    let called =
        |c: char| c.is_ascii_digit() || matches!(c, '[' | '^' | ']' | '/' | ' ' | '$' | '{' | '}');
    end_mark(text).or_else(|| {
        let before = text.trim_end_matches(called);
        let mut calls = text[before.len()..].split(|c: char| !c.is_ascii_digit());
        calls
            .all(|call| call.len() <= 3)
            .then(|| end_mark(before))
            .flatten()
    })
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

/// `text = *paragraph`: the drafts, the halves of cut paragraphs put together.
pub(crate) fn heal(builder: &mut Builder, drafts: Vec<Draft>, heads: Vec<Head>) -> Vec<Block> {
    let facts = builder.facts();
    let mut ahead = vec![None; heads.len() + 1];
    for at in (0..heads.len()).rev() {
        let label = heads[at].label;
        ahead[at] = label.filter(|label| label.plain_number()).or(ahead[at + 1]);
    }
    let mut walk = Walk {
        sentences_apart: sentences_apart(&builder.document.source, &drafts),
        ..Walk::default()
    };
    let mut blocks: Vec<Block> = Vec::with_capacity(drafts.len());
    // Where the last of them ends: a paragraph of many halves is not gone through for each of them.
    let mut end = 0;
    for (at, (draft, head)) in drafts.into_iter().zip(heads).enumerate() {
        if let Some((last, last_head)) = blocks.last_mut()
            && walk.continues(
                facts,
                (last, last_head),
                (&draft, &head),
                ahead[at + 1],
                &builder.document.source,
            )
        {
            // A label above its paragraph is no half of it.
            let labelled = last_head.label_alone(last);
            // Nor is a lead that stands apart, or a sentence in a line of its own.
            let led = last_head.apart && last_head.end.is_none();
            let sentence = walk.sentences_apart && in_lines(&builder.document.source, last, &draft);
            if !labelled && !led && !sentence {
                let span = Span::new(end, draft.span().start.max(end));
                builder.diagnostics.push(Diagnostic::new(
                    Code::PageBreakHealed,
                    span,
                    "the end of a paragraph was expected, a page break was found; its halves were put together",
                ));
            }
            end = end.max(draft.span().end);
            last.append(draft);
            if labelled {
                *last_head = Head::of(facts, last);
                walk.pass(last_head);
            } else {
                last_head.end = head.end;
                if !last_head.apart {
                    last_head.read_lead(facts, last);
                }
            }
            continue;
        }
        walk.pass(&head);
        end = draft.span().end;
        blocks.push((draft, head));
    }
    blocks
}

/// What the walk over the drafts remembers.
#[derive(Debug, Default)]
struct Walk {
    /// The number of the last numbered paragraph.
    number: u32,
    /// The last lettered or roman label: `(i)` may be either.
    letter: Option<Counted>,
    /// Whether each sentence stands in a line of its own.
    sentences_apart: bool,
}

impl Walk {
    /// Goes past a draft that begins a paragraph.
    fn pass(&mut self, head: &Head) {
        match head.label {
            Some(label) if label.plain_number() => {
                self.number = label.value;
                self.letter = None;
            }
            Some(label) => self.letter = Some(label),
            // Numbers may go on below the next heading, or begin again; letters always do.
            None if head.annex || head.section.is_some() => self.letter = None,
            None => {}
        }
    }

    /// Whether a label is one that may come next, so that what bears it is a paragraph of its own.
    fn expects(&self, label: Counted) -> bool {
        let numbered = label.plain_number();
        let follows = |value: u32| match &self.letter {
            _ if numbered => value == self.number + 1,
            Some(last) => last.readings().any(|(_, last)| value == last + 1),
            None => false,
        };
        let apart = matches!(label.style, LabelStyle::Bullet | LabelStyle::Decimal);
        apart
            || label.preambular
            || label
                .readings()
                .any(|(_, value)| value == 1 || follows(value))
    }

    /// Whether `other` is the other half of `one`: `paragraph = half *(page-break half)`.
    ///
    /// `ahead` is the label of the next draft that has one.
    fn continues(
        &self,
        facts: &Facts,
        one: (&Draft, &Head),
        other: (&Draft, &Head),
        ahead: Option<Counted>,
        source: &str,
    ) -> bool {
        let (first, one) = one;
        let (second, other) = other;
        // A list of those who voted, with blank lines between its lines.
        if one.closing && one.end == Some(',') && !(other.closing || other.annex || other.table) {
            return vote_goes_on(facts, first.trimmed(), second.trimmed());
        }
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
        if one.apart && one.end.is_none() {
            let alone = !other.apart && !other.governed;
            return alone && other.label.is_none() && other.section.is_none();
        }
        if other.apart || other.governed {
            return false;
        }
        if one.label_alone(first) {
            return other.label.is_none() && other.section.is_none() && one.marked == other.marked;
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
            return one.end.is_none()
                && one.paragraph()
                && !self.expects(label)
                && !heads_numbers(facts, (first, one), (second, label));
        }
        let begins = || {
            other.lead.is_some()
                || other.leadlike
                || (capital_leads(facts) && !lower && quirk_misread_lead(facts, text).is_some())
        };
        // No mark ends the targets of a goal.
        let target = one
            .label
            .is_some_and(|label| label.style == LabelStyle::Decimal);
        match one.end {
            None if target => lower,
            None if heads_text(first, one, (second, text)) => false,
            None if one.paragraph() => !begins() || (page && !capital_leads(facts)),
            None => lower && page,
            Some(',') if one.paragraph() => (lower || (page && other.end.is_some())) && !begins(),
            Some(',') => lower,
            Some(';' | ':') => lower && page && one.paragraph() && one.label.is_none(),
            Some(_) => {
                let parted = page
                    || (self.sentences_apart
                        && in_lines(source, first, second)
                        && !remark(second.trimmed()));
                parted && self.quirk_sentence_break(one, other, ahead)
            }
        }
    }

    /// A page break, or a line end where each sentence has a line, between two sentences of one numbered paragraph: the
    /// second half has no mark of its own, and the numbering goes on right after it.
    fn quirk_sentence_break(&self, one: &Head, other: &Head, ahead: Option<Counted>) -> bool {
        let numbered = one.label.is_some_and(Counted::plain_number);
        let next = ahead.is_some_and(|ahead| {
            ahead.style == LabelStyle::Number && ahead.value == self.number + 1
        });
        numbered && next && other.lead.is_none() && other.end == Some('.')
    }
}

/// Whether nothing but a line end stands between two drafts, of a text each line of which is taken for a paragraph.
fn in_lines(source: &str, first: &Draft, second: &Draft) -> bool {
    let between = source.get(first.span().end as usize..second.span().start as usize);
    second.gap == Gap::Blank
        && between.is_some_and(|between| {
            between.len() < 16 && between.matches('\n').count() == 1 && between.trim().is_empty()
        })
}

/// Whether each sentence of a text stands in a line of its own: of lines that are taken for paragraphs hardly one holds two.
fn sentences_apart(source: &str, drafts: &[Draft]) -> bool {
    /// One in so many may hold what looks like two, but is none.
    const FEW: usize = 24;
    let beside = |pair: &[Draft]| in_lines(source, &pair[0], &pair[1]);
    let two = |draft: &&Draft| holds_two_sentences(draft.trimmed());
    drafts.windows(2).any(beside) && drafts.iter().filter(two).count() * FEW <= drafts.len()
}

/// `two-sentences = … word ("." / "!" / "?") blank UPPER … / … "。" …`, where the word is none that is cut short: *vol. I*.
fn holds_two_sentences(text: &str) -> bool {
    /// The letters of a word that is cut short.
    const SHORT: usize = 4;
    let ends = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '؟' | '。'));
    let mut ends = ends.map(|(at, c)| (at, c, &text[at + c.len_utf8()..]));
    ends.any(|(at, c, behind)| {
        let word = text[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_lowercase() || !c.is_ascii() && c.is_alphabetic());
        let begins = |c: char| c.is_alphabetic() && !c.is_lowercase();
        match c {
            '。' => behind.starts_with(char::is_alphabetic),
            _ => {
                behind
                    .strip_prefix(' ')
                    .is_some_and(|next| next.starts_with(begins))
                    && word.count() > SHORT
            }
        }
    })
}

/// `remark = 1*2word ":" blank …`: what stands by itself below what it is on, *Note: …*
fn remark(text: &str) -> bool {
    /// The letters of the words at most.
    const WORDS: usize = 24;
    let head = text.split_once([':', '：']).map(|(head, _)| head.trim());
    head.is_some_and(|head| shorter(head, WORDS) && head.split(' ').count() <= 2)
}

/// Whether a draft is a heading that a capital or a roman number labels, above what a blank line sets off and a capital
/// begins: *I. Sessions*.
fn heads_text(first: &Draft, one: &Head, (second, below): (&Draft, &str)) -> bool {
    let capital = one.label.is_some_and(|label| {
        !label.bracketed && matches!(label.style, LabelStyle::Capital | LabelStyle::CapitalRoman)
    });
    capital
        && one.lead.is_none()
        && second.gap == Gap::Blank
        && shorter(first.trimmed(), 100)
        && below.starts_with(char::is_uppercase)
}

/// Whether a draft with a label is the heading of numbered paragraphs, whose numbers go on below each heading:
/// *II. Special considerations*, *1. Principles*, though the label below it is not the next.
fn heads_numbers(
    facts: &Facts,
    (first, one): (&Draft, &Head),
    (second, below): (&Draft, Counted),
) -> bool {
    let Some(label) = one.label.filter(|label| !label.bracketed) else {
        return false;
    };
    let capital = matches!(label.style, LabelStyle::Capital | LabelStyle::CapitalRoman);
    let begins = |draft: &Draft, label: Counted| {
        let text = draft.trimmed()[label.length..].trim_start();
        !capital_leads(facts) || text.starts_with(char::is_uppercase)
    };
    let led = one.lead.is_some() || one.leadlike;
    below.style == LabelStyle::Number
        && (capital || (label.plain_number() && !led))
        && shorter(first.trimmed(), 100)
        && begins(first, label)
        && begins(second, below)
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

    #[test]
    fn a_sentence_ends_behind_a_word_in_full() {
        for text in [
            "Wells are opened. Others dry.",
            "Roads are closed! All go.",
            "水井已挖。水井已干。",
        ] {
            assert!(holds_two_sentences(text), "{text}");
        }
        for text in [
            "See vol. I.",
            "Of the U.S. A well.",
            "It is 3.5 m deep.",
            "水井已挖。",
            "Dug. so",
        ] {
            assert!(!holds_two_sentences(text), "{text}");
        }
        assert!(remark("Note: None.") && !remark("The wells of the district are: two."));
    }

    #[test]
    fn headings_stand_above_numbers_that_go_on() {
        let text = "The General Assembly,\n\n1. Adopts the rules.\n\nAnnex\n\nI. Aims\n\n1. Principles\n\n\
            3. The wells are open:\n\n(a) By day;\n\nII. Special considerations\n\n7. The lamps are lit.\n";
        let document = crate::parse(text).document;
        let labels = document
            .nodes()
            .iter()
            .filter_map(|node| node.label.as_ref());
        let labels: Vec<&str> = labels.map(|label| &*label.printed).collect();
        assert_eq!(labels, ["1.", "I.", "1.", "3.", "(a)", "II.", "7."]);
    }

    #[test]
    fn a_roman_goes_on_across_a_page() {
        let text = "The General Assembly,\n\n1. Requests a report:\n\n(a) On the piers:\n\n\
            (i) Their state, and\n\n\n\n(ii) Their lamps.\n";
        let document = crate::parse(text).document;
        assert_eq!(document.nodes().last().map(|node| node.level), Some(2));
        assert_eq!(document.nodes().len(), 5);
    }
}
