//! Pictures and comments that converters leave where a page has an emblem or a bar code, or ends.

use crate::furniture::Furniture;
use crate::holds::Holds;
use crate::layout::{Line, blank};
use crate::span::Span;
use crate::statement::stray;
use crate::tree::LeafKind;

/// What a comment says, without blanks, where a page ends.
const PAGE_BREAK: &str = "pagebreak";

/// `pictured = *(picture / comment) [text]`: the lines without the pictures and comments that they begin with,
/// and these as mark-up. A line of nothing else is gone, and its gap stands before the next.
pub(crate) fn take_out(source: &str, lines: Vec<Line>) -> (Vec<Line>, Vec<Furniture>) {
    let begins = |line: &Line| picture(line.text(source)).is_some();
    if !lines.iter().any(begins) {
        return (lines, Vec::new());
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut marks = Vec::new();
    let (mut gap, mut page) = (0, false);
    for mut line in lines {
        while let Some(length) = picture(line.text(source)) {
            let shown = &line.text(source)[..length];
            let end = line.span.start + length as u32;
            marks.push(Furniture {
                kind: LeafKind::Markup,
                span: Span::new(line.span.start, end),
            });
            page |= shown.starts_with('<') && breaks_page(shown);
            let rest = source[end as usize..line.span.end as usize].trim_start_matches(blank);
            line.span.start = line.span.end - rest.len() as u32;
            line.holds = Holds::of(rest);
        }
        gap = gap.max(line.gap);
        page |= line.page;
        if !line.span.is_empty() {
            kept.push(Line { gap, page, ..line });
            (gap, page) = (0, false);
        }
    }
    (kept, marks)
}

/// `picture = "![" *any "](" *any ")"`, `comment = "<!--" *any "-->" / statement`: the bytes of the one that a text
/// begins with. A statement says something only in a text that states all its blocks.
fn picture(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'!', b'[', ..] => {
            let open = text.find("](")?;
            Some(open + text[open..].find(')')? + 1)
        }
        [b'<', b'!', b'-', b'-', ..] => Some(text.find("-->")? + 3),
        [b'<', b'?', ..] => stray(text),
        _ => None,
    }
}

fn breaks_page(comment: &str) -> bool {
    let letters = comment.chars().filter(|c| c.is_alphabetic());
    letters
        .flat_map(char::to_lowercase)
        .take(PAGE_BREAK.len())
        .eq(PAGE_BREAK.chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines;

    #[test]
    fn pictures_and_comments_are_mark_up() {
        let source =
            "<!-- image -->\n\n![](p0.jpeg) **United Nations**\n\nand\n\n<!-- PageBreak -->\nso on";
        let (kept, marks) = take_out(source, lines(source));
        let read: Vec<_> = kept
            .iter()
            .map(|line| (line.text(source), line.gap, line.page))
            .collect();
        let expected = [
            ("**United Nations**", 1, false),
            ("and", 1, false),
            ("so on", 1, true),
        ];
        assert_eq!(read, expected);
        assert_eq!(marks.len(), 3);
    }

    #[test]
    fn other_lines_stay() {
        for source in ["![a picture", "<!-- open", "! [1](2)", "a ![b](c)"] {
            assert_eq!(take_out(source, lines(source)).1, [], "{source}");
        }
    }
}
