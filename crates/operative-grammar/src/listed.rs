//! Marks that converters put before paragraphs: the bullet of a list item that has a label of its own, and
//! the mark of a quotation.

use crate::facts::Facts;
use crate::formula::formula_like;
use crate::furniture::Furniture;
use crate::holds::Holds;
use crate::label::label;
use crate::layout::{Line, blank};
use crate::span::Span;
use crate::tree::LeafKind;

/// `listed = *(">" blank) [bullet blank (label / formula)]`: takes the marks off the lines, and gives them as mark-up. A
/// bullet without a label behind it is the label, unless one stands before the formula.
pub(crate) fn unlist(source: &str, lines: &mut [Line], facts: &Facts) -> Vec<Furniture> {
    let mut marks = unquote(source, lines, facts);
    // Where one stands before the enacting formula, they stand before all.
    let formula = |line: &Line| {
        let bulleted = line.text(source).strip_prefix(['-', '+', '*']);
        bulleted.is_some_and(|rest| {
            let formula = rest.trim_start_matches(blank);
            formula.len() < rest.len() && formula_like(facts, formula)
        })
    };
    let all = lines.iter().any(formula);
    for line in lines {
        while let Some(length) = listed(line.text(source), facts, all) {
            take_off(source, line, length, 1, &mut marks);
            // What has a bullet of its own is a paragraph of its own.
            line.gap = line.gap.max(u32::from(all));
        }
    }
    marks
}

/// `quoted = 1*(open-mark paragraph) close-mark`, as press releases give the text of a resolution: a mark before each
/// paragraph and the formula, which stands nowhere else, and one behind the last.
fn unquote(source: &str, lines: &mut [Line], facts: &Facts) -> Vec<Furniture> {
    let opens = |line: &Line| {
        line.text(source)
            .chars()
            .next()
            .filter(|c| matches!(c, '“' | '«' | '"'))
    };
    let quoted = |line: &Line| {
        let mark = opens(line)?;
        let formula = line.text(source)[mark.len_utf8()..].trim_start_matches(blank);
        formula_like(facts, formula).then_some(mark)
    };
    let mut marks = Vec::new();
    let below = |pair: &[Line]| quoted(&pair[0]).filter(|mark| opens(&pair[1]) == Some(*mark));
    let Some(mark) = lines.windows(2).find_map(below) else {
        return marks;
    };
    if lines
        .iter()
        .any(|line| formula_like(facts, line.text(source)))
    {
        return marks;
    }
    let mut last = None;
    for (at, line) in lines.iter_mut().enumerate() {
        if opens(line) == Some(mark) {
            let rest = line.text(source)[mark.len_utf8()..].trim_start_matches(blank);
            let length = line.text(source).len() - rest.len();
            if !rest.is_empty() {
                take_off(source, line, length, mark.len_utf8() as u32, &mut marks);
                last = Some(at);
            }
        }
    }
    // The paragraph that ends it may have several lines.
    let below = last.into_iter().flat_map(|last| last..lines.len());
    let closes = |line: &Line| {
        let close = line.text(source).chars().next_back()?;
        matches!(close, '”' | '»' | '"').then_some(close.len_utf8() as u32)
    };
    let end = below
        .take_while(|at| Some(*at) == last || lines[*at].gap == 0)
        .last();
    if let Some((at, length)) = end.and_then(|at| Some((at, closes(&lines[at])?))) {
        let end = &mut lines[at].span.end;
        marks.push(Furniture {
            kind: LeafKind::Markup,
            span: Span::new(*end - length, *end),
        });
        *end -= length;
    }
    marks
}

/// Takes the first bytes off a line, those of a mark and the blanks behind it.
fn take_off(source: &str, line: &mut Line, length: usize, mark: u32, marks: &mut Vec<Furniture>) {
    let start = line.span.start;
    marks.push(Furniture {
        kind: LeafKind::Markup,
        span: Span::new(start, start + mark),
    });
    line.span.start += length as u32;
    line.holds = Holds::of(line.text(source));
}

/// The bytes of a mark and the blanks behind it; of one before whatever else where it stands before `all` lines.
fn listed(text: &str, facts: &Facts, all: bool) -> Option<usize> {
    let quoted = match text.as_bytes().first()? {
        b'>' => true,
        b'-' | b'+' | b'*' => false,
        _ => return None,
    };
    let rest = text[1..].trim_start_matches(blank);
    let set_off = rest.len() + 1 < text.len() && !rest.is_empty();
    // One bullet behind another is a rule or a line of marks.
    let labelled = || {
        rest.starts_with(|c: char| c.is_alphanumeric() || "(（‘’'".contains(c))
            && label(facts, rest).is_some_and(|(text, _)| text.contains(char::is_alphabetic))
    };
    (set_off && (quoted || all || labelled())).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines;

    #[test]
    fn marks_before_labels_are_mark_up() {
        let facts = Facts::of_language("en");
        let read = |source| {
            let mut lines = lines(source);
            let marks = unlist(source, &mut lines, facts).len();
            (lines[0].text(source), marks)
        };
        assert_eq!(
            read("- 1. *Requests* a report;"),
            ("1. *Requests* a report;", 1)
        );
        assert_eq!(read("- (a) On piers;"), ("(a) On piers;", 1));
        assert_eq!(read("- ’1‘ On piers;"), ("’1‘ On piers;", 1));
        assert_eq!(read("> *2 May 2024*"), ("*2 May 2024*", 1));
        assert_eq!(read("> - (b) On piers;"), ("(b) On piers;", 2));
        assert_eq!(
            read("- Recalling the piers,\n- The General Assembly,"),
            ("Recalling the piers,", 2)
        );
        for whole in [
            "- On piers;",
            "- 1 -",
            "---",
            "*Requests* a report;",
            "- 2.5",
        ] {
            assert_eq!(read(whole), (whole, 0), "{whole}");
        }
    }
}
