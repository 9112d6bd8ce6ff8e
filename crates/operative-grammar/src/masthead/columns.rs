//! Lines of a masthead that hold two things side by side, as it is set on paper: the organ on the left, the symbol on
//! the right.

use super::number::{adopted_number, quirk_cited_number};
use super::session::{holds_session, session};
use super::{agenda_item, distribution, organ};
use crate::date::date_line;
use crate::facts::{Facts, Language, Words};
use crate::fold::fold;
use crate::furniture::lone_symbol;
use crate::holds::Holds;
use crate::homoglyph::latin;
use crate::layout::Line;
use crate::paragraphs::plain;
use crate::span::Span;
use crate::table::wide_blank;
use crate::word::is_number;

/// `columns = column *(3*blank column)`: a line of the masthead may hold two things side by side.
pub(crate) fn columns(language: Language, source: &str, line: Line) -> Vec<Line> {
    let text = line.text(source);
    let first = line.span.start;
    let mut columns = Vec::new();
    let mut start = 0;
    let mut push = |mut from: usize, to: usize| {
        while let Some((end, next)) = quirk_side_by_side(language, &text[from..to]) {
            let end = Span::new(first + from as u32, first + (from + end) as u32);
            columns.push(line.piece(end));
            from += next;
        }
        let rest = Span::new(first + from as u32, first + to as u32);
        columns.push(line.piece(rest));
    };
    while line.holds.any(Holds::PARTING)
        && let Some((from, to)) = wide_blank(text, start)
    {
        push(start, from);
        start = to;
    }
    let rest = &text[start..];
    let behind = quirk_bracketed_adoption(language.facts(), rest)
        .or_else(|| quirk_citation(language.facts(), rest));
    match behind {
        Some(behind) => {
            let title = text[..start + behind].trim_end().len();
            push(start, title);
            push(start + behind, text.len());
        }
        None => push(start, text.len()),
    }
    columns
}

/// `title blank "(" adopted-number ")"`, as law databases head declarations: where the bracket begins.
fn quirk_bracketed_adoption(facts: &Facts, text: &str) -> Option<usize> {
    let inner = text.strip_suffix(')')?;
    // The number of a session is in brackets too.
    let mut brackets = inner.match_indices(" (").map(|(at, _)| at + 1);
    brackets.find(|at| *at > 1 && adopted_number(facts, &inner[*at..]).is_some())
}

/// `title cited-number`, as law libraries do: where the comma before the citation stands.
fn quirk_citation(facts: &Facts, text: &str) -> Option<usize> {
    let cited = text.find("es. ")?;
    let comma = text[..cited].rfind(", ")?;
    quirk_cited_number(facts, &text[comma..]).map(|_| comma)
}

/// `side-by-side = (united-nations / organ / session / distribution) blank (symbol / distribution / agenda-item
/// / issued)`: what stands side by side on paper, and in one line where a converter left one blank between:
/// *United Nations A/RES/77/213*. Where the first ends and the second begins.
fn quirk_side_by_side(language: Language, text: &str) -> Option<(usize, usize)> {
    let facts = language.facts();
    let digits = || text.contains(is_number);
    let mut words = facts.masthead.distribution.printed();
    if text.len() > 200
        || text.starts_with(|c| c == '[' || is_number(c))
        || !(digits() || words.any(|word| text.contains(word)))
        || !heads_masthead(facts, text)
    {
        return None;
    }
    text.match_indices([' ', '\u{a0}']).find_map(|(at, _)| {
        let next = text.len() - text[at..].trim_start().len();
        let (first, second) = (&text[..at], &text[next..]);
        let shown = fold(&plain(first)).text;
        let shown = shown.trim_matches(['#', ' ']);
        let mut united_nations = facts.masthead.united_nations.folded();
        let begins = united_nations.any(|word| word == shown)
            || organ(facts, shown).is_some()
            || session(facts, shown).is_some()
            || distribution(language, shown).is_some();
        let follows = |second: &str| {
            let printed = plain(second);
            let folded = fold(&printed);
            let line = folded.text.trim();
            lone_symbol(&latin(&printed)).is_some()
                || distribution(language, line).is_some()
                || agenda_item(facts, line)
                || date_line(language, line).is_some()
        };
        (begins && set_apart(first) && set_apart(second) && follows(second)).then_some((at, next))
    })
}

/// Whether a line begins with the United Nations, an organ or the word for distribution, or holds the word for
/// a session. Most lines do not.
fn heads_masthead(facts: &Facts, text: &str) -> bool {
    let folded = fold(&plain(text)).text;
    let line = folded.trim_start_matches(['#', ' ']);
    let begins =
        |words: &Words| words.may_begin(line) && words.folded().any(|word| line.starts_with(word));
    begins(&facts.masthead.united_nations)
        || facts.organs.values().any(|organ| begins(&organ.names))
        || Language::all().any(|language| begins(&language.facts().masthead.distribution))
        || holds_session(facts, line)
}

/// Whether marks of emphasis that open a text close it as well.
fn set_apart(text: &str) -> bool {
    let text = text.trim_start_matches(['#', ' ']);
    let bare = text.trim_start_matches(['*', '_']);
    let marks = &text[..text.len() - bare.len()];
    text.ends_with(marks) && (!marks.is_empty() || !text.ends_with('*'))
}
