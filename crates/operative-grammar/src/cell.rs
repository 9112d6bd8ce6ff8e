//! Line ends that cells of tables lost, and what stands in their place: the two characters `\n`, or a gap wider
//! than between words.

use memchr::memmem::find_iter;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::formula::formula_amid;
use crate::furniture::Furniture;
use crate::holds::Holds;
use crate::label::label_alone;
use crate::layout::{Line, blank, set_apart};
use crate::span::Span;
use crate::tree::LeafKind;

/// How long a line is at least that may hold several, in bytes.
const LONG: usize = 200;
/// How often it holds at least what stands for a line end.
const SEVERAL: usize = 3;

/// The lines of a text, what was taken for line ends, and the repair.
pub(crate) struct Parted {
    pub(crate) lines: Vec<Line>,
    pub(crate) marks: Vec<Furniture>,
    pub(crate) found: Option<Diagnostic>,
}

/// `cell = *(line ("\n" / wide-gap))`: the lines, those cut that hold others.
pub(crate) fn part(source: &str, lines: Vec<Line>, facts: &Facts) -> Parted {
    let ends = |line: &Line| {
        let text = line.text(source);
        let may_hold = |what| text.len() >= LONG && line.holds.any(what);
        let escaped = || may_hold(Holds::ESCAPE).then(|| escaped(text)).flatten();
        let wide = || may_hold(Holds::BLANKS).then(|| wide(text, facts)).flatten();
        escaped().or_else(wide)
    };
    let (mut parted, mut marks) = (Vec::new(), Vec::new());
    let mut first = None;
    for (at, line) in lines.iter().enumerate() {
        match ends(line) {
            Some(ends) => {
                if first.is_none() {
                    first = Some(line.span);
                    parted.extend(&lines[..at]);
                }
                cut(source, *line, &ends, (&mut parted, &mut marks));
            }
            None if first.is_some() => parted.push(*line),
            None => {}
        }
    }
    let Some(first) = first else {
        return Parted {
            lines,
            marks,
            found: None,
        };
    };
    set_apart(source, &mut parted);
    let message = "line ends were expected, other characters stand in their place; they were read as line ends";
    Parted {
        lines: parted,
        marks,
        found: Some(Diagnostic::new(Code::ParagraphsParted, first, message)),
    }
}

/// What stands for a line end: where it begins and ends, and whether it stands for a blank line too.
type End = (usize, usize, bool);

/// `escaped-line-end = ["\r"] "\n"`, each as two characters.
fn escaped(text: &str) -> Option<Vec<End>> {
    let ends = find_iter(text.as_bytes(), b"\\n").map(|at| {
        let start = text[..at].strip_suffix("\\r").map_or(at, str::len);
        (start, at + 2, false)
    });
    let ends: Vec<End> = ends.collect();
    (ends.len() >= SEVERAL).then_some(ends)
}

/// `wide-gap = TAB / 2*blank`, where one stands behind the formula: none behind a label alone.
fn wide(text: &str, facts: &Facts) -> Option<Vec<End>> {
    // Few lines hold any.
    let gaps = ["  ", "\t", " \u{a0}"];
    gaps.iter().find(|gap| text.contains(**gap))?;
    let mut ends: Vec<End> = Vec::new();
    let (mut from, mut start) = (0, 0);
    while let Some(at) = memchr::memchr2(b' ', b'\t', &text.as_bytes()[from..]).map(|at| from + at)
    {
        let after = at + text[at..].len() - text[at..].trim_start_matches(blank).len();
        from = after.max(at + 1);
        let gap = &text[at..after];
        let set = gap.contains('\t') || gap.chars().filter(|c| c.is_whitespace()).count() > 1;
        if set && !label_alone(facts, &text[start..at]) {
            ends.push((at, after, true));
            start = after;
        }
    }
    let behind = |end: usize| ends.iter().any(|gap| gap.0 == end);
    let several = ends.len() >= SEVERAL;
    let (_, formula) = several.then(|| formula_amid(facts, text)).flatten()?;
    behind(text[..formula].trim_end_matches(blank).len()).then_some(ends)
}

/// Cuts a line at its line ends.
fn cut(
    source: &str,
    line: Line,
    ends: &[End],
    (parted, marks): (&mut Vec<Line>, &mut Vec<Furniture>),
) {
    let text = line.text(source);
    let base = line.span.start as usize;
    let (mut start, mut gap) = (0, line.gap);
    let last = (text.len(), text.len(), false);
    for (end, next, wide) in ends.iter().copied().chain([last]) {
        let piece = text[start..end].trim_start_matches(blank);
        let from = base + end - piece.len();
        let piece = piece.trim_end_matches(blank);
        if piece.is_empty() {
            gap += 1;
        } else {
            parted.push(Line {
                span: Span::from_range(from, from + piece.len()),
                gap,
                page: line.page && start == 0,
                holds: Holds::of(piece),
            });
            gap = u32::from(wide);
        }
        if !wide && next > end {
            marks.push(Furniture {
                kind: LeafKind::Markup,
                span: Span::from_range(base + end, base + next),
            });
        }
        start = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines;

    fn pieces(source: &str) -> Vec<(u32, &str)> {
        let facts = Facts::of_language("en");
        let parted = part(source, lines(source), facts).lines;
        let pieces = parted.iter().map(|line| (line.gap, line.text(source)));
        pieces.collect()
    }

    #[test]
    fn line_ends_may_be_escaped() {
        let source = "76/350. Public wells\\n\\nThe General Assembly,\\r\\n\\r\\nRecalling its resolution 75/212 of \
            21 December 2020, in which it counted\\nthe wells of the towns and the lamps that stand beside \
            them,\\n\\n1. Decides to return to the matter in due course, and to count the wells anew.\\n";
        let read = pieces(source);
        assert_eq!(
            read[..2],
            [(0, "76/350. Public wells"), (1, "The General Assembly,")]
        );
        assert_eq!(read.len(), 5);
        assert!(read[4].1.starts_with("1. Decides"), "{read:?}");
        let document = crate::parse(source).document;
        assert_eq!(document.nodes().len(), 3);
    }

    #[test]
    fn wide_gaps_may_stand_for_line_ends() {
        for gap in ["  ", "\t", " \u{a0} "] {
            let source = [
                "76/350. Public wells",
                "The General Assembly,",
                "Recalling its resolution 75/212 of 21 December 2020, in which it counted the wells of the towns,",
                "noting the lamps,",
                "1.",
                "Decides to return to the matter in due course, and to count the wells anew.",
            ];
            let text = source.join(gap);
            let read = pieces(&text);
            assert_eq!(read[1], (1, source[1]));
            assert_eq!(read.len(), 5, "{read:?}");
        }
    }

    #[test]
    fn wide_gaps_within_paragraphs_part_nothing() {
        let source = "The General Assembly, Recalling its resolution  75/212  of 21 December 2020, in which it counted \
            the wells of the  towns and the lamps that stand beside them, 1. Decides to return to the matter in due \
            course, and to count the wells anew.";
        assert_eq!(pieces(source).len(), 1);
    }
}
