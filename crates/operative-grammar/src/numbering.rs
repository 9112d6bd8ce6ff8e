//! How the labels of paragraphs count on: which list each belongs to, and where a number is missing.

use std::collections::HashMap;

use crate::apart::bare_number;
use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::head::Head;
use crate::label::Counted;
use crate::lead::{lead, lead_in_any_case};
use crate::look_alike::digit;
use crate::tree::{Label, LabelStyle, Node, NodeId, NodeKind, Part};

/// The depth at which a label goes on with, or goes below, the labels that are open; and which of
/// its readings fits there.
pub(crate) fn depth_of(open: &[(Counted, NodeId)], counted: Counted) -> (usize, LabelStyle, u32) {
    let like =
        |one: Counted, style: LabelStyle| one.style == style && one.bracketed == counted.bracketed;
    if counted.plain_number() {
        // Plain numbers stand at the top.
        let depth = open
            .iter()
            .position(|(one, _)| like(*one, LabelStyle::Number))
            .unwrap_or(0);
        return (depth, counted.style, counted.value);
    }
    if counted.style == LabelStyle::Decimal {
        let beside = |(one, _): &(Counted, NodeId)| one.points >= counted.points;
        let depth = open.iter().position(beside).unwrap_or(open.len());
        return (depth, counted.style, counted.value);
    }
    for (style, value) in counted.readings() {
        let goes_on = |one: &Counted| one.value + 1 == value || style == LabelStyle::Bullet;
        if let Some(depth) = open
            .iter()
            .rposition(|(one, _)| like(*one, style) && goes_on(one))
        {
            return (depth, style, value);
        }
    }
    if let Some((style, value)) = counted.readings().find(|reading| reading.1 == 1) {
        return (open.len(), style, value);
    }
    let depth = open
        .iter()
        .rposition(|(one, _)| like(*one, counted.style))
        .unwrap_or(open.len());
    (depth, counted.style, counted.value)
}

/// Whether a number below the closing begins a list anew, or goes on with such a list: what stands there is not
/// what the organ adopted, but a notice on the text, as collections on the web have it.
pub(crate) fn numbered_anew(builder: &Builder, value: u32) -> bool {
    let mut nodes = builder.document.nodes.iter();
    let numbers = |node: &Node, number: u32| {
        let label = node.label.as_ref();
        label.is_some_and(|label| label.style == LabelStyle::Number && label.value == number)
    };
    if value == 1 {
        return nodes.any(|node| node.kind == NodeKind::Operative && numbers(node, 1));
    }
    nodes.any(|node| node.part == Part::Closing && numbers(node, value - 1))
}

/// The numbers of paragraphs that are told by those around them: a letter stands for a digit of theirs, `S.` for `5.`,
/// or their point is lost, `3Also recalls`.
pub(crate) fn quirk_numbers_between(facts: &Facts, drafts: &[Draft], heads: &mut [Head]) {
    let plain = |head: &Head| head.label.and_then(Counted::plain_value);
    let mut next = vec![None; heads.len() + 1];
    for at in (0..heads.len()).rev() {
        next[at] = plain(&heads[at]).or(next[at + 1]);
    }
    let mut last = 0;
    for (at, (head, draft)) in heads.iter_mut().zip(drafts).enumerate() {
        if head.formula {
            last = 0;
        }
        let told = |value: u32| {
            let ahead = next[at + 1] == Some(value + 1);
            value == last + 1 && (ahead || value > 1)
        };
        let text = draft.trimmed();
        let found = (!head.table && plain(head).is_none())
            .then(|| quirk_misread_number(text))
            .flatten()
            .filter(|counted| told(counted.value));
        if let Some(counted) = found {
            let rest = text[counted.length..].trim_start();
            if let Some(lead) = lead(facts, rest) {
                (head.label, head.lead, head.section) = (Some(counted), Some(lead), None);
            }
        }
        last = plain(head).unwrap_or(last);
    }
}

/// `bare-numbered = "1" blank lead … 1*(number blank paragraph)`: paragraphs whose numbers have no point, as some
/// organizations print them below their formula, where none of the text has one: the first acts, and the numbers count on.
pub(crate) fn quirk_bare_numbers(facts: &Facts, drafts: &[Draft], heads: &mut [Head]) {
    let bare = |draft: &Draft| bare_number(draft.trimmed()).filter(|label| label.points == 0);
    let marked = |(head, draft): (&Head, &Draft)| {
        let label = head.label.filter(|label| label.plain_number());
        head.apart
            || label.is_some_and(|label| bare(draft).map(|bare| bare.length) != Some(label.length))
    };
    if heads.iter().zip(drafts).any(marked) {
        return;
    }
    let Some(formula) = heads.iter().position(|head| head.formula) else {
        return;
    };
    let mut found: Vec<(usize, Counted)> = Vec::new();
    for at in formula + 2..heads.len() {
        if heads[at].annex || heads[at].closing {
            break;
        }
        let ended = heads[at - 1].end.is_some();
        let next = bare(&drafts[at]).filter(|label| label.value as usize == found.len() + 1);
        let Some(label) = next.filter(|_| ended && !heads[at].table) else {
            continue;
        };
        let rest = drafts[at].trimmed()[label.length..].trim_start();
        if !found.is_empty() || lead_in_any_case(facts, rest).is_some() {
            found.push((at, label));
        }
    }
    if found.len() < 2 {
        return;
    }
    for (at, label) in found {
        let rest = drafts[at].trimmed()[label.length..].trim_start();
        let head = &mut heads[at];
        head.lead = lead_in_any_case(facts, rest);
        head.label = Some(label);
    }
}

/// `misread-number = 1*2(DIGIT / look-alike) ("." / ",") / 1*2DIGIT`
fn quirk_misread_number(text: &str) -> Option<Counted> {
    let like = text
        .find(|c| digit(c).is_none())
        .filter(|length| (1..=2).contains(length))?;
    let printed = text[..like].bytes().all(|byte| byte.is_ascii_digit());
    let pointed = text[like..].starts_with(['.', ',']);
    let value = text[..like]
        .chars()
        .try_fold(0, |value, c| Some(value * 10 + digit(c)?))?;
    (printed || pointed).then(|| Counted::number(value, like + usize::from(pointed)))
}

/// Says that letters stand for digits of a number.
fn misread(label: &Label) -> Option<Diagnostic> {
    let letters = label.printed.contains(char::is_alphabetic);
    let read = letters
        .then(|| quirk_misread_number(&label.printed))
        .flatten()?;
    let message = format!(
        "the number {} was expected, {:?} was found; it was read as the number",
        read.value, label.printed
    );
    Some(Diagnostic::new(Code::NumberMisread, label.span, message))
}

/// Says where the numbers of operative paragraphs skip or repeat, and where they are misread.
pub(crate) fn check_numbering(builder: &mut Builder) {
    /// How far a list of sub-paragraphs may go on at once.
    const LEAP: u32 = 3;
    let mut last = 0;
    // Of each list of sub-paragraphs, by the paragraph it stands in and how it counts.
    let mut lists: HashMap<(Option<NodeId>, LabelStyle), u32> = HashMap::new();
    let mut found = Vec::new();
    let mut misreadings = Vec::new();
    let mut follows = |label: &Label, last: u32, below: &str| {
        let expected = last + 1;
        if label.value != expected && label.value != 1 {
            let message = format!(
                "{below}paragraph {expected} was expected after {last}, {:?} was found; it was kept as printed",
                label.printed
            );
            let help = format!("either {below}paragraph {expected} was lost, or this is it");
            found.push(Diagnostic::new(Code::NumberingSkips, label.span, message).with_help(help));
        }
        label.value
    };
    let numbered = |label: &Label| label.style == LabelStyle::Number;
    for node in &builder.document.nodes {
        match (&node.kind, &node.label) {
            (NodeKind::Preambular, Some(label)) if numbered(label) => last = label.value,
            (NodeKind::Operative, Some(label)) if label.style != LabelStyle::Bullet => {
                misreadings.extend(misread(label));
                last = follows(label, last, "");
            }
            (NodeKind::Subparagraph, Some(label)) if label.value > 0 && node.parent.is_some() => {
                let before = lists
                    .entry((node.parent, label.style))
                    .or_insert(label.value);
                // A greater leap is another way to count: `hh`, `ii` after `bb`.
                if (1..=LEAP).contains(&label.value.saturating_sub(*before)) {
                    follows(label, *before, "sub-");
                }
                *before = label.value;
            }
            (NodeKind::Formula, _) => last = 0,
            _ => {}
        }
    }
    builder.diagnostics.extend(misreadings);
    builder.diagnostics.extend(found);
}
