//! Leads that stand apart, in lines of their own, and govern what stands below them: one paragraph, or a list whose
//! numbers begin anew under each lead and have no point behind them.

use crate::draft::Draft;
use crate::end_mark::end_mark;
use crate::facts::Facts;
use crate::head::Head;
use crate::label::{Counted, label};
use crate::layout::Line;
use crate::lead::{Lead, lead, lead_alone, lead_apart, lead_in_any_case};
use crate::paragraphs::plain;
use crate::span::Span;
use crate::tree::LabelStyle;

/// Whether leads stand apart in a text, as the first line below its formula tells: it is a lead alone, and a blank line, a
/// label or a line as wide again stands below it.
pub(crate) fn sets_leads_apart<'a>(
    facts: &Facts,
    source: &str,
    lines: impl Iterator<Item = &'a Line>,
    formula: Option<Span>,
) -> bool {
    let Some(formula) = formula else {
        return false;
    };
    let mut below = lines.skip_while(|line| line.span.start < formula.end);
    let Some(first) = below.next().map(|line| plain(line.text(source))) else {
        return false;
    };
    lead_alone(facts, &first)
        && below.next().is_none_or(|next| {
            let text = plain(next.text(source));
            let wide = text.len() >= 2 * first.len();
            next.gap > 0 || wide || label(facts, &text).is_some() || bare_number(&text).is_some()
        })
}

/// `bare-number = 1*2DIGIT ["." 1*2DIGIT] blank`, the label of a paragraph below a lead that stands apart: `1 to report`,
/// `1.2 that`.
pub(crate) fn bare_number(text: &str) -> Option<Counted> {
    let number = |text: &str| {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let value = text[..length].parse::<u32>().ok();
        value.filter(|_| length <= 2).map(|value| (value, length))
    };
    let (first, start) = number(text)?;
    let counted = match text[start..].strip_prefix('.').and_then(number) {
        Some((second, length)) => Counted::decimal(second, start + 1 + length),
        None => Counted::number(first, start),
    };
    let rest = &text[counted.length..];
    let set_off = rest.starts_with([' ', '\t', '\u{a0}']) || rest.is_empty();
    let begins = rest.trim_start().chars().next();
    (set_off && begins.is_none_or(char::is_alphabetic)).then_some(counted)
}

/// The lead of a paragraph that stands in one line with it, or whose lines nothing parts from it.
fn led_within(facts: &Facts, text: &str) -> Option<Lead> {
    lead_in_any_case(facts, text).filter(|lead| lead.start == 0 && end_mark(text).is_some())
}

/// `governed = lead-apart (paragraph / 1*(label paragraph))`: tells the leads that stand apart where the first block
/// below a formula is one, and that the numbers below each number what it governs. In an annex of such a text numbers
/// are as bare, and those of its paragraphs. `apart` tells that the lines of the text are set so.
pub(crate) fn govern(facts: &Facts, drafts: &[Draft], heads: &mut [Head], apart: bool) {
    tell_leads(facts, drafts, heads, apart);
    // Several paragraphs without labels below one lead: the first is no half of it.
    let plain = |head: &Head| {
        let other = head.apart || head.formula || head.annex || head.closing || head.table;
        !other && head.label.is_none() && head.section.is_none()
    };
    let mut at = 0;
    while at < heads.len() {
        let below = at + 1;
        let above = std::mem::replace(&mut at, below);
        // Where no line parts the first from the lead, it is one with it.
        let least = match heads[above].end {
            None => 2,
            Some(',' | ';') => 1,
            Some(_) => continue,
        };
        if !heads[above].apart {
            continue;
        }
        let stop = heads[below..].iter().position(|head| !plain(head));
        let run = &mut heads[below..stop.map_or(drafts.len(), |stop| below + stop)];
        let ended = |head: &Head| matches!(head.end, Some(',' | ';' | '.'));
        // A list that one of them leads to is its own.
        if run.len() >= least && run.iter().all(ended) {
            run.iter_mut().for_each(|head| head.governed = true);
        }
    }
}

fn tell_leads(facts: &Facts, drafts: &[Draft], heads: &mut [Head], mut set: bool) {
    let (mut apart, mut annexed, mut spoken) = (false, false, false);
    // The last number below the lead.
    let mut number = 0;
    for (draft, head) in drafts.iter().zip(heads) {
        let text = draft.trimmed();
        if std::mem::replace(&mut spoken, head.formula) {
            apart = std::mem::take(&mut set) || lead_alone(facts, text);
            annexed = false;
        }
        if head.annex {
            (annexed, number) = (true, 0);
        }
        if !apart || head.formula || head.annex || head.closing || head.table {
            continue;
        }
        if head.label.is_none()
            && !annexed
            && let Some(lead) = lead_apart(facts, text).or_else(|| led_within(facts, text))
        {
            // A comma or a colon behind the lead ends nothing.
            if lead.end + 1 >= text.len() {
                head.end = None;
            }
            head.lead = Some(lead);
            head.apart = true;
            number = 0;
            continue;
        }
        let counted = bare_number(text).filter(|label| match label.style {
            LabelStyle::Decimal => number > 0,
            _ => label.value == number + 1,
        });
        head.label = head.label.or(counted);
        if let Some(label) = &mut head.label
            && label.style == LabelStyle::Number
        {
            // Numbers with a point are those of operative paragraphs, where these act.
            let bare = text[..label.length]
                .bytes()
                .all(|byte| byte.is_ascii_digit());
            let acts = || lead(facts, text[label.length..].trim_start()).is_some();
            label.bracketed |= !annexed && (bare || !acts());
            number = label.value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::NodeKind;

    #[test]
    fn bare_numbers_stand_before_words() {
        let number = |text| bare_number(text).map(|label| (label.value, label.length));
        assert_eq!(number("1 to report"), Some((1, 1)));
        assert_eq!(number("12\tthat wells"), Some((12, 2)));
        assert_eq!(number("2"), Some((2, 1)));
        assert_eq!(number("2.1 that wells"), Some((1, 3)));
        assert_eq!(number("1. to report"), None);
        assert_eq!(number("2021 in Lisbon"), None);
        assert_eq!(number("3 (b) of the plan"), None);
    }

    #[test]
    fn numbers_begin_anew_below_each_lead() {
        let text = "RESOLUTION 7 (LIMA, 2021)\n\nThe Conference (Lima, 2021),\n\nconsidering\n\nthat wells are deep,\n\nresolves\n\n1 to dig;\n\n\
            2 to wait,\n\ninvites all\n\n1 to help.\n";
        let document = crate::parse(text).document;
        let kinds: Vec<NodeKind> = document.nodes().iter().map(|node| node.kind).collect();
        use NodeKind::{Formula, Operative, Preambular, Subparagraph};
        assert_eq!(
            kinds,
            [
                Formula,
                Preambular,
                Operative,
                Subparagraph,
                Subparagraph,
                Operative,
                Subparagraph
            ]
        );
        let recital = document.text_of(document.nodes()[1].passage);
        assert_eq!(recital, "considering that wells are deep,");
    }

    #[test]
    fn several_paragraphs_may_stand_below_a_lead() {
        let text = "Resolution C 7/2016\n\nCongress,\n\nConsidering\n\nthat wells are deep,\n\nthat lamps are dear,\n\n\
            Decides\n\nto dig.\n";
        let document = crate::parse(text).document;
        let parents: Vec<_> = document
            .nodes()
            .iter()
            .map(|node| node.parent.map(|id| id.index()))
            .collect();
        assert_eq!(parents, [None, None, Some(1), Some(1), None]);
    }

    #[test]
    fn a_lead_that_a_line_breaks_off_stands_not_apart() {
        let text = "The General Assembly,\n\nRecalling also\nits resolution 70/1,\n\nnoting\n\n1 of the wells,\n\n\
            1. Decides to act.\n";
        let document = crate::parse(text).document;
        let last = document.nodes().last().expect("a paragraph");
        assert_eq!(last.kind, NodeKind::Operative);
        assert!(last.parent.is_none());
    }
}
