//! Where the body begins, and its parts: the operative part after each preamble, and an annex without its heading.

use crate::draft::Draft;
use crate::end_mark::{end_mark, end_mark_before_joint};
use crate::facts::{Action, Facts};
use crate::fold::fold;
use crate::furniture::lone_symbol;
use crate::head::{Block, Head, opens_decision};
use crate::label::{Counted, label};
use crate::layout::Line;
use crate::lead::{governing_lead, lead};
use crate::mark::superscript_digit;
use crate::page::{Chunk, Gap};
use crate::paragraphs::plain;
use crate::span::Span;
use crate::word::shorter;

/// Cuts chunks at the enacting formula, which becomes a chunk of its own. Where there is none,
/// the body begins at the first paragraph that has a label or a lead.
pub(crate) fn split_at_body<'a>(
    source: &str,
    facts: &Facts,
    mut chunks: Vec<Chunk<'a>>,
    formula: Option<Span>,
) -> (Vec<Chunk<'a>>, Vec<Chunk<'a>>) {
    let place = formula.and_then(|formula| {
        let begins = |line: &Line| line.span.start == formula.start;
        let line = |chunk: &Chunk<'_>| chunk.lines.iter().position(begins);
        let mut places = chunks.iter().enumerate();
        places.find_map(|(at, chunk)| Some((at, line(chunk)?, formula)))
    });
    let Some((at, line, formula)) = place else {
        let within = || {
            let mut chunks = chunks.iter().enumerate();
            chunks.find_map(|(at, chunk)| Some((at, paragraph_within(source, facts, chunk.lines)?)))
        };
        let (at, within) = match first_paragraph(source, facts, &chunks) {
            Some(at) => (at, None),
            None => within().map_or((chunks.len(), None), |(at, line)| (at, Some(line))),
        };
        let (at, within) = match first_part(source, facts, &chunks[..at]) {
            Some(part) => (part, None),
            None => (at, within),
        };
        let mut body = chunks.split_off(at);
        if let Some(Chunk { lines, gap }) = body.first_mut() {
            let line = within.unwrap_or_else(|| lines_above_opening(source, facts, lines));
            let (above, opening) = lines.split_at(line);
            if !above.is_empty() {
                chunks.push(Chunk {
                    lines: above,
                    gap: *gap,
                });
                (*lines, *gap) = (opening, Gap::Line);
            }
        }
        return (chunks, body);
    };
    let below = chunks.split_off(at + 1);
    let mut masthead = chunks;
    let Chunk { lines, gap } = masthead.remove(at);
    let part = |range: std::ops::Range<usize>, gap: Gap| {
        (!range.is_empty()).then(|| Chunk {
            lines: &lines[range],
            gap,
        })
    };
    let holds = |line: &&Line| line.span.end <= formula.end;
    let end = line + lines[line..].iter().take_while(holds).count();
    let formula = part(line..end, if line == 0 { gap } else { Gap::Line });
    let after = part(end..lines.len(), Gap::Line);
    masthead.extend(part(0..line, gap));
    let above = preamble_above(source, facts, &masthead);
    let first = first_part(source, facts, &masthead[..above.unwrap_or(masthead.len())]).or(above);
    let mut body = masthead.split_off(first.unwrap_or(masthead.len()));
    body.extend(formula.into_iter().chain(after));
    body.extend(below);
    (masthead, body)
}

/// How many of some lines stand above the opening of a decision or a statement, with no blank line between: a symbol, and
/// what else has a line of its own above a sentence that names a meeting.
fn lines_above_opening(source: &str, facts: &Facts, lines: &[Line]) -> usize {
    /// The lines of a masthead at most.
    const MASTHEAD: usize = 12;
    let text = |at: usize| lines[at].text(source);
    let opens = |at: usize| opens_decision(facts, lines[at..].iter().map(|line| line.text(source)));
    let meets = |at: usize| facts.closing.meeting.stand_in(&fold(text(at)).text);
    let whole = |at: usize| {
        let below = text(at + 1);
        lone_symbol(text(at)).is_some()
            || (!meets(at) && end_mark(text(at)).is_none() && below.starts_with(char::is_uppercase))
    };
    let last = lines.len().saturating_sub(1).min(MASTHEAD);
    (0..last)
        .take_while(|at| whole(*at) && opens(at + 1))
        .count()
}

/// Where a preamble stands above the formula, as in declarations: *Whereas …*, more than once, or once right above the
/// formula or a word that leads to it, *Therefore,*.
fn preamble_above(source: &str, facts: &Facts, chunks: &[Chunk<'_>]) -> Option<usize> {
    /// The letters of such a word at most.
    const WORD: usize = 24;
    let leads_on = chunks.last().is_some_and(|chunk| {
        let text = chunk.lines[0].text(source);
        chunk.lines.len() == 1 && shorter(text, WORD) && end_mark(text) == Some(',')
    });
    let mut led = (0..chunks.len()).filter(|at| {
        let lines = chunks[*at].lines;
        let (first, last) = (lines.first(), lines.last());
        first.is_some_and(|line| lead(facts, &plain(line.text(source))).is_some())
            && last.is_some_and(|line| {
                matches!(end_mark_before_joint(line.text(source)), Some(',' | ';'))
            })
    });
    let first = led.next();
    if leads_on || first.is_some_and(|first| first + 1 == chunks.len()) {
        first
    } else {
        led.next().and(first)
    }
}

/// The chunk that letters the first part of a set of resolutions, or the only one, a few chunks above the formula: its
/// heading belongs to the part, and not to the title of the set.
fn first_part(source: &str, facts: &Facts, masthead: &[Chunk<'_>]) -> Option<usize> {
    let letters = |chunk: &Chunk<'_>| {
        let line = plain(chunk.lines[0].text(source));
        let call = |c: char| c.is_ascii_digit() || superscript_digit(c).is_some();
        let line = line.trim_end_matches(call).trim_matches(['#', ' ', '.']);
        // A copy may hold a later part alone; sections have numerals.
        let later = |letter: u8| letter.is_ascii_uppercase() && !b"IVX".contains(&letter);
        let later = line.len() == 1 && line.bytes().all(later);
        later || {
            let line = fold(line).text;
            let mut letters = facts.masthead.first_part.folded();
            letters.any(|letter| letter == line)
        }
    };
    let head = masthead.len().saturating_sub(4).max(1);
    (head..masthead.len()).find(|at| letters(&masthead[*at]))
}

/// Where the body begins without a formula: at the opening of a decision, at a paragraph with a lead,
/// or at least at the first number.
fn first_paragraph(source: &str, facts: &Facts, chunks: &[Chunk<'_>]) -> Option<usize> {
    /// The bytes of a recital at least, of which nothing tells what it is.
    const RECITAL: usize = 120;
    let led = chunks.iter().position(|chunk| {
        if opens_decision(facts, chunk.lines.iter().map(|line| line.text(source))) {
            return true;
        }
        let text = plain(chunk.lines[0].text(source));
        let text = text.trim_start_matches(['#', ' ']);
        let last = chunk.lines.last().map_or("", |line| line.text(source));
        let (rest, label) =
            label(facts, text).map_or((text, None), |(rest, label)| (rest, Some(label)));
        let lead = lead(facts, rest).is_some();
        lead && (label.is_some() || end_mark(last).is_some())
    });
    let numbered = |chunk: &Chunk<'_>| {
        label(facts, &plain(chunk.lines[0].text(source))).is_some_and(|found| first_number(found.1))
    };
    // No mark of a clause ends a line of the masthead.
    let recites = |chunk: &Chunk<'_>| {
        let length: usize = chunk.lines.iter().map(|line| line.span.len()).sum();
        let last = chunk.lines.last().map_or("", |line| line.text(source));
        length > RECITAL && end_mark(last) == Some(';')
    };
    let recital = chunks.iter().skip(1).position(recites).map(|at| at + 1);
    let recital = recital.filter(|at| led.is_none_or(|led| *at < led));
    let first = || chunks.iter().skip(1).position(numbered).map(|at| at + 1);
    recital.or(led).or_else(first)
}

/// Where paragraphs begin within the lines of a chunk, as on a page that goes on with a list: the first line of two whose
/// numbers follow each other, both with a lead.
fn paragraph_within(source: &str, facts: &Facts, lines: &[Line]) -> Option<usize> {
    let numbered = |at: &usize| {
        let text = plain(lines[*at].text(source));
        let (rest, label) = label(facts, &text)?;
        lead(facts, rest)?;
        Some((*at, label.plain_value()?))
    };
    let mut last = None;
    (1..lines.len())
        .filter_map(|at| numbered(&at))
        .find_map(|(at, number)| {
            let (first, above) = last.replace((at, number))?;
            (above + 1 == number).then_some(first)
        })
}

/// For each block, whether the operative part has begun: each formula begins a preamble anew, as in
/// sets of resolutions.
pub(crate) fn operative_starts(facts: &Facts, blocks: &[Block]) -> Vec<bool> {
    let mut operative = vec![true; blocks.len()];
    let mut start = 0;
    while start < blocks.len() {
        let next = blocks[start + 1..]
            .iter()
            .position(|(_, head)| head.formula);
        let stop = next.map_or(blocks.len(), |next| start + 1 + next);
        // What stands above the first formula leads to it.
        let above = next.is_some() && !blocks[start].1.formula;
        let end = start + preamble_end(facts, &blocks[start..stop], above);
        operative[start..end].fill(false);
        start = stop;
    }
    operative
}

/// Where the operative part begins: at the first numbered paragraph or the first section; where
/// nothing is numbered, after the last paragraph that ends in a comma, or at the end where a formula follows.
fn preamble_end(facts: &Facts, blocks: &[Block], formula_follows: bool) -> usize {
    let stop = blocks
        .iter()
        .position(|(_, head)| head.annex || head.closing)
        .unwrap_or(blocks.len());
    if lists_acts(facts, &blocks[..stop]) {
        return 1;
    }
    let numbered = |head: &Head| head.label.is_some_and(Counted::plain_number);
    // Some bodies number the preamble too: `1. Having examined document 12,`.
    let participle =
        |draft: &Draft, head: &Head| head.end == Some(',') && inflected(facts, draft, head);
    let begins = |at: usize, (draft, head): &Block| {
        (numbered(head) && !participle(draft, head))
            || head.section.is_some()
            || declares(facts, (draft, head), blocks.get(at + 1))
            || enacts(facts, draft, head)
            || (head.apart && governs_acts(facts, draft, head))
            || (head.label.is_none() && head.end == Some(':') && acts(facts, draft, head))
            || head.opening
    };
    let first = blocks[..stop]
        .iter()
        .enumerate()
        .position(|(at, block)| begins(at, block));
    if formula_follows && stop == blocks.len() {
        return first.unwrap_or(stop);
    }
    first.unwrap_or_else(|| {
        let last = blocks[..stop].iter().rposition(|(draft, head)| {
            let led = || head.lead.is_some() || governing_lead(facts, draft.trimmed()).is_some();
            let recital = head.label.is_none() || inflected(facts, draft, head);
            let goes_on = head.end == Some(',') && recital && led();
            head.formula || (goes_on && !acts(facts, draft, head))
        });
        last.map_or(0, |last| last + 1)
    })
}

/// `formula ":" "(a)" act …`: whether the formula leads to a list of acts, as in decisions: *The Economic and Social
/// Council: (a) Takes note …*.
fn lists_acts(facts: &Facts, blocks: &[Block]) -> bool {
    let [(_, formula), (draft, first), ..] = blocks else {
        return false;
    };
    let lettered = first
        .label
        .is_some_and(|label| !label.preambular && label.readings().any(|(_, value)| value == 1));
    formula.formula
        && formula.end == Some(':')
        && lettered
        && first.end != Some(',')
        && !inflected(facts, draft, first)
}

/// For each block, whether it letters a part of a set: a section's number, and its title at most, right
/// above a formula. The part before it may have its own closing.
pub(crate) fn lettered_parts(blocks: &[Block]) -> Vec<bool> {
    /// Blocks of a title at most.
    const TITLE: usize = 3;
    let letters = |at: usize| {
        let mut below = blocks[at + 1..].iter().take(TITLE);
        blocks[at].1.section.is_some()
            && below
                .find(|(_, head)| head.formula || head.end.is_some())
                .is_some_and(|(_, head)| head.formula)
    };
    (0..blocks.len()).map(letters).collect()
}

/// An annex whose own heading is lost: below a paragraph that a point ends stands a title, and the
/// numbering begins again with paragraphs that next to never have a lead.
pub(crate) fn quirk_annex_without_heading(blocks: &[Block]) -> Option<usize> {
    let stop = blocks
        .iter()
        .position(|(_, head)| head.annex || head.closing)
        .unwrap_or(blocks.len());
    let number = |head: &Head| head.label.and_then(Counted::plain_value);
    let numbered: Vec<usize> = (0..stop)
        .filter(|at| number(&blocks[*at].1).is_some())
        .collect();
    let again = numbered
        .iter()
        .skip(1)
        .position(|at| number(&blocks[*at].1) == Some(1))?
        + 1;
    let (last, rest) = (numbered[again - 1], &numbered[again..]);
    // Articles have titles, the first as the second.
    let heads = |(_, head): &Block| {
        head.end.is_none() && !head.formula && !head.closing && head.label.is_none()
    };
    if numbered[0]
        .checked_sub(1)
        .is_some_and(|above| heads(&blocks[above]))
    {
        return None;
    }
    let led = rest
        .iter()
        .filter(|at| blocks[**at].1.lead.is_some())
        .count();
    let (_, title) = blocks.get(last + 1)?;
    let titled =
        title.end.is_none() && title.label.is_none() && !title.table && title.lead.is_none();
    (titled && blocks[last].1.end == Some('.') && led * 5 < rest.len()).then_some(last + 1)
}

/// An annex below the closing that no word heads: a title, and numbered paragraphs among what follows.
pub(crate) fn quirk_annex_below_closing(blocks: &[Block]) -> Option<usize> {
    let closing = blocks.iter().rposition(|(_, head)| head.closing)?;
    let below = &blocks[closing + 1..];
    let told = |head: &Head| head.annex || head.formula;
    if below.iter().any(|(_, head)| told(head)) {
        return None;
    }
    let first = |(_, head): &Block| head.label.is_some_and(first_number);
    let title = |(draft, head): &Block| {
        let text = draft.trimmed();
        head.end.is_none()
            && head.label.is_none()
            && head.lead.is_none()
            && !head.table
            && !text.contains(|c: char| c.is_numeric() || matches!(c, '[' | ']'))
    };
    let at = below.iter().position(title)?;
    let dated = |(draft, _): &Block| shorter(draft.trimmed(), 40);
    (below[..at].iter().all(dated) && below[at..].iter().any(first)).then_some(closing + 1 + at)
}

/// Whether a label is the first of those that operative paragraphs have.
const fn first_number(label: Counted) -> bool {
    label.plain_number() && label.value == 1
}

/// Whether a paragraph without a label is an act: a mark other than a comma ends it, and its lead has
/// none of the endings that leads of the preamble have, where the language tells them by endings.
fn enacts(facts: &Facts, draft: &Draft, head: &Head) -> bool {
    head.label.is_none() && matches!(head.end, Some('.' | ';')) && finite(facts, draft, head)
}

/// Whether the first word of a lead has one of the endings that leads of the preamble have.
fn inflected(facts: &Facts, draft: &Draft, head: &Head) -> bool {
    let label = head.label.map_or(0, |label| label.length);
    let text = draft.trimmed()[label..].trim_start();
    let word = text.split(|c: char| !c.is_alphabetic()).next();
    let mut endings = facts.leads.endings.iter();
    head.lead.is_some()
        && word.is_some_and(|word| endings.any(|ending| word.ends_with(ending.as_str())))
}

/// Whether a lead has none of the endings that leads of the preamble have.
fn finite(facts: &Facts, draft: &Draft, head: &Head) -> bool {
    let endings = &facts.leads.endings;
    !endings.is_empty()
        && head.lead.is_some_and(|lead| {
            let words = draft.trimmed()[..lead.end].split(|c: char| !c.is_alphabetic());
            words
                .into_iter()
                .map(str::to_lowercase)
                .all(|word| !endings.iter().any(|ending| word.ends_with(ending.as_str())))
        })
}

/// Whether only operative paragraphs do this.
pub(crate) const fn enacted(action: Action) -> bool {
    matches!(
        action,
        Action::Resolve
            | Action::Decide
            | Action::Determine
            | Action::Request
            | Action::Urge
            | Action::CallUpon
            | Action::Invite
            | Action::Demand
            | Action::Recommend
            | Action::Authorize
            | Action::Establish
            | Action::Approve
    )
}

/// Whether a lead does what only an operative paragraph does, though a comma may end it.
pub(crate) fn acts(facts: &Facts, draft: &Draft, head: &Head) -> bool {
    let action = head.lead.and_then(|lead| lead.action);
    action.is_some_and(enacted) && finite(facts, draft, head)
}

/// Whether a lead that stands apart governs acts, and not the preamble. Where endings do not tell, its class does.
pub(crate) fn governs_acts(facts: &Facts, draft: &Draft, head: &Head) -> bool {
    let acted = |action| enacted(action) && action != Action::Resolve;
    let action = head.lead.and_then(|lead| lead.action);
    finite(facts, draft, head) || (facts.leads.endings.is_empty() && action.is_some_and(acted))
}

/// Whether a paragraph without a label adopts or declares what follows it: *Adopts the following
/// declaration:*, but not before a list that belongs to the preamble, nor what the preamble quotes.
fn declares(facts: &Facts, (draft, head): (&Draft, &Head), next: Option<&Block>) -> bool {
    head.lead.is_some()
        && head.label.is_none()
        && head.end == Some(':')
        && !inflected(facts, draft, head)
        && next.is_some_and(|(quoted, next)| {
            next.label.is_none_or(Counted::plain_number)
                && (!opens_quotation(quoted.trimmed()) || finite(facts, draft, head))
        })
}

/// Whether a quotation mark opens a text.
pub(crate) fn opens_quotation(text: &str) -> bool {
    text.starts_with(['"', '“', '«', '„', '「', '『'])
}
