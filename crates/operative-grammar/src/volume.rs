//! Volumes: where each resolution of a text begins and ends, where the text holds several.

use crate::closing::closing_line;
use crate::detect::Look;
use crate::end_mark::end_mark;
use crate::facts::{Facts, Language};
use crate::formula::{
    another_body_speaks, bare_formula, decision_opens, formula_like, formula_of_two,
};
use crate::furniture::rule;
use crate::label::label;
use crate::layout::Line;
use crate::lead::lead;
use crate::masthead::{Reader, number};
use crate::paragraphs::plain;
use crate::parse::{Parsed, detect_language, parse_as};
use crate::span::Span;
use crate::stated::Stated;
use crate::statement::stated_language;
use crate::tree::MastheadKind;
use crate::written::spans_as_printed;

/// Lines of a masthead at most, from the number to the formula: lists of votes may stand between.
const MASTHEAD: usize = 80;
/// Lines between two lines of a masthead at most that say nothing by themselves.
const STRANGE: usize = 5;

/// One of the resolutions of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolumePart {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is. Its own spans count from the start of `span`.
    pub parsed: Parsed,
}

/// `volume = *line *resolution`: reads each resolution of a text that may hold several. What stands
/// before the first belongs to none; a text in which one begins, or none, is one resolution.
///
/// ```
/// let text = "141 (1960). Resolution of 9 April 1960\n\nThe Security Council,\n\n1. Decides to act.\n\n\
///     142 (1960). Resolution of 10 April 1960\n\nThe Security Council,\n\n1. Decides to wait.\n";
/// let parts = operative_grammar::parse_all(text);
/// assert_eq!(parts.len(), 2);
/// assert_eq!(parts[1].parsed.document.masthead().number.as_deref(), Some("142 (1960)"));
/// assert!(text[parts[1].span.range()].starts_with("142 (1960)"));
/// ```
#[must_use]
pub fn parse_all(source: &str) -> Vec<VolumePart> {
    parse_all_as(source, detect_language(source))
}

/// Reads each resolution of a text in a language that is known.
///
/// ```
/// use operative_grammar::{Language, parse_all_as};
/// let language = Language::from_code("en").unwrap();
/// assert_eq!(parse_all_as("The General Assembly,", language).len(), 1);
/// ```
#[must_use]
pub fn parse_all_as(source: &str, language: Language) -> Vec<VolumePart> {
    let mut spans = spans_as_printed(source, |source| resolutions(source, language));
    if spans.len() < 2 {
        spans = vec![Span::from_range(0, source.len())];
    }
    let part = |span: Span| VolumePart {
        span,
        parsed: parse_as(span.slice(source), language),
    };
    spans.into_iter().map(part).collect()
}

/// Where the resolutions of a text stand, in order: each from the first line of its masthead to the
/// next one's.
pub(crate) fn resolutions(source: &str, language: Language) -> Vec<Span> {
    if stated_language(source).is_some() {
        // What states its blocks was written as one.
        return Vec::new();
    }
    let source = &source[..source.floor_char_boundary(u32::MAX as usize - 1)];
    let stated = Stated::of(source, language);
    let arranged = stated
        .other
        .arrange(source, stated.lines, language, &Look::of(source));
    if arranged.reordered {
        // A resolution that goes on in the next column does not lie in one place.
        return Vec::new();
    }
    let lines = arranged.lines;
    let beside = !arranged.other.is_empty();
    let finder = Finder {
        source,
        language,
        facts: language.facts(),
        lines: &lines,
    };
    let mut starts = Vec::new();
    let mut last = 0;
    for body in (0..lines.len()).filter(|at| finder.begins_body(*at)) {
        if let Some(start) = finder.start(last, body) {
            let start = lines[start].span.start as usize;
            // What stands beside it in another language goes along with it.
            let row = source[..start].rfind('\n').filter(|_| beside);
            starts.push(row.map_or(start, |row| row + 1));
        }
        last = body + 1;
    }
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    let spans = starts.iter().zip(ends);
    spans
        .map(|(start, end)| Span::from_range(*start, end))
        .collect()
}

struct Finder<'a> {
    source: &'a str,
    language: Language,
    facts: &'static Facts,
    lines: &'a [Line],
}

impl Finder<'_> {
    fn text(&self, at: usize) -> &str {
        self.lines[at].text(self.source)
    }

    /// `body-begins = formula / decision-opening`: whether the body of a resolution begins at a line.
    fn begins_body(&self, at: usize) -> bool {
        let text = self.text(at);
        if formula_like(self.facts, text)
            || formula_of_two(self.facts, self.source, &self.lines[at..]).is_some()
            || another_body_speaks(self.facts, self.source, self.lines, at)
        {
            return true;
        }
        let next = self.lines.get(at + 1).map(|_| plain(self.text(at + 1)));
        if bare_formula(self.facts, text) {
            return next.is_some_and(|next| lead(self.facts, &next).is_some());
        }
        // A decision opens right below its number and title.
        let below = at.checked_sub(1).is_some_and(|above| {
            self.number(above).is_some()
                || (above > 0
                    && end_mark(self.text(above)).is_none()
                    && self.number(above - 1).is_some())
        });
        let told = || Reader::new(self.language).kind(&plain(text));
        below
            && !matches!(told(), Some(MastheadKind::Adoption | MastheadKind::Vote))
            && decision_opens(self.facts, self.source, &self.lines[at..])
    }

    /// The number that a line gives, where it is the line of a masthead.
    fn number(&self, at: usize) -> Option<String> {
        let text = plain(self.text(at));
        let text = text.trim_start_matches(['#', ' ']);
        // A cell is no line of a masthead.
        let (printed, length) = number(self.facts, text).filter(|_| !text.ends_with('|'))?;
        let title = text[length..].trim_start();
        let sentence =
            title.starts_with(char::is_lowercase) || matches!(end_mark(text), Some(',' | ';'));
        (!sentence).then_some(printed)
    }

    /// Whether a line is a paragraph's, not a masthead's.
    fn paragraph(&self, at: usize) -> bool {
        let text = plain(self.text(at));
        label(self.facts, &text).is_some_and(|(rest, _)| lead(self.facts, rest).is_some())
    }

    /// The first line of the masthead whose body begins at `body`; `None` where the formula only goes
    /// on with a resolution, as in sets with a preamble for each part.
    fn start(&self, last: usize, body: usize) -> Option<usize> {
        let first = last.max(body.saturating_sub(MASTHEAD));
        let above = || (first..body).rev().take_while(|at| !self.paragraph(*at));
        let (at, printed) = above().find_map(|at| Some((at, self.number(at)?)))?;
        // `RESOLUTION 61/53` may head what `61/53. Title` ends.
        let again = above().filter(|at| self.number(*at).as_ref() == Some(&printed));
        let mut start = again.min().unwrap_or(at);
        let mut strange = 0;
        let reader = Reader::new(self.language);
        for at in (first..start).rev() {
            let text = plain(self.text(at));
            let text = text.trim_start_matches(['#', ' ']);
            let kind = reader.kind(text);
            let closes =
                |at: usize| closing_line(self.facts, &plain(self.text(at)), self.lines[at].holds);
            let dates = kind == Some(MastheadKind::Issued) && at > first && closes(at - 1);
            if dates || closes(at) || rule(text) || self.paragraph(at) {
                break;
            }
            match kind {
                Some(MastheadKind::Number | MastheadKind::Vote) => break,
                Some(_) => (start, strange) = (at, 0),
                None if strange < STRANGE && !matches!(end_mark(text), Some('.' | ';')) => {
                    strange += 1
                }
                None => break,
            }
        }
        // The question that it is about stands above it, in capitals.
        let headed = start > first && self.lines[start - 1].gap > 0 && self.capitals(start - 1);
        Some(if headed { start - 1 } else { start })
    }

    /// Whether a line is a heading in capitals, where the script has them.
    fn capitals(&self, at: usize) -> bool {
        let text = self.text(at);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        end_mark(text).is_none()
            && letters.clone().count() > 4
            && letters.clone().all(char::is_uppercase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_that_are_not_known_speak_below_their_numbers() {
        let one = |number: u32, lead: &str| {
            format!(
                "RESOLUTION {number} (REV. LIMA, 2021)\n\nWells\n\nThe Conference of the Union (Lima, 2021),\n\n{lead}\n\n\
                 that wells are deep,\n\nresolves\n\n1 to dig;\n\n2 to wait.\n\n"
            )
        };
        let text = one(7, "considering") + &one(8, "noting further");
        let numbers: Vec<_> = parse_all(&text)
            .into_iter()
            .map(|part| part.parsed.document.masthead().number.clone())
            .collect();
        let expected = ["7 (REV. LIMA, 2021)", "8 (REV. LIMA, 2021)"];
        assert_eq!(numbers, expected.map(|number| Some(number.to_owned())));
    }

    #[test]
    fn what_a_resolution_proclaims_is_no_other() {
        let text = "70/1. Wells\n\nThe General Assembly,\n\nProclaims the following:\n\nAnnex\n\nDeclaration\n\n\
            The States Members,\n\nRecalling wells,\n\n1. Declare that wells are deep.\n";
        assert_eq!(parse_all(text).len(), 1);
    }
}
