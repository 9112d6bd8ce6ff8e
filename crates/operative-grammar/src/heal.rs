//! Healing: which pieces of text are halves of one paragraph.

use crate::builder::Builder;
use crate::closing::vote_goes_on;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::head::{Block, Head};
use crate::label::Counted;
use crate::lead::{capital_leads, quirk_misread_lead};
use crate::page::Gap;
use crate::span::Span;
use crate::tree::LabelStyle;
use crate::word::shorter;

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
