//! Marks that converters put before paragraphs: the bullet of a list item that has a label of its own, and
//! the mark of a quotation.

use crate::facts::Facts;
use crate::furniture::Furniture;
use crate::holds::Holds;
use crate::label::label;
use crate::layout::{Line, blank};
use crate::span::Span;
use crate::tree::LeafKind;

/// `listed = *(">" blank) [bullet blank label]`: takes the marks off the lines, and gives them as mark-up. A
/// bullet without a label behind it is the label.
pub(crate) fn unlist(source: &str, lines: &mut [Line], facts: &Facts) -> Vec<Furniture> {
    let mut marks = Vec::new();
    for line in lines {
        while let Some(length) = listed(line.text(source), facts) {
            let start = line.span.start;
            marks.push(Furniture {
                kind: LeafKind::Markup,
                span: Span::new(start, start + 1),
            });
            line.span.start += length as u32;
            line.holds = Holds::of(line.text(source));
        }
    }
    marks
}

/// The bytes of a mark and the blanks behind it.
fn listed(text: &str, facts: &Facts) -> Option<usize> {
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
    (set_off && (quoted || labelled())).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;
    use crate::layout::lines;

    #[test]
    fn marks_before_labels_are_mark_up() {
        let facts = Language::from_code("en").expect("English").facts();
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
