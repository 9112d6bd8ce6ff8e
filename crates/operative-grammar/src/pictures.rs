//! Pictures, comments and blanks written out (`&nbsp;`) that converters leave where a page has an emblem or a
//! bar code, ends, or has a gap or an indent.

use crate::entity::{Entity, entity};
use crate::furniture::Furniture;
use crate::holds::Holds;
use crate::layout::{Line, blank};
use crate::span::Span;
use crate::statement::stray;
use crate::tree::LeafKind;

/// What a comment says, without blanks, where a page ends.
const PAGE_BREAK: &str = "pagebreak";

/// `pictured = *(picture / comment / written-blank) [text *written-blank]`: the lines without the pictures,
/// comments and blanks around their text, and these as mark-up. A line of nothing else is gone, and its gap
/// stands before the next; one of blanks is a blank line.
pub(crate) fn take_out(source: &str, lines: Vec<Line>) -> (Vec<Line>, Vec<Furniture>) {
    let wrapped = |line: &Line| {
        let text = line.text(source);
        picture(text).is_some()
            || (line.holds.any(Holds::ENTITY)
                && (blank_before(text).is_some() || blank_behind(text).is_some()))
    };
    if !lines.iter().any(wrapped) {
        return (lines, Vec::new());
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut marks = Vec::new();
    let (mut gap, mut page) = (0, false);
    for mut line in lines {
        let mut mark = |start: u32, end: u32| {
            marks.push(Furniture {
                kind: LeafKind::Markup,
                span: Span::new(start, end),
            });
        };
        let mut pictured = false;
        loop {
            let text = line.text(source);
            let picture = picture(text);
            let Some(length) = picture.or_else(|| blank_before(text)) else {
                break;
            };
            pictured |= picture.is_some();
            page |= text.starts_with('<') && breaks_page(&text[..length]);
            let end = line.span.start + length as u32;
            mark(line.span.start, end);
            let rest = text[length..].trim_start_matches(blank);
            line.span.start = line.span.end - rest.len() as u32;
        }
        while let Some(length) = blank_behind(line.text(source)) {
            let start = line.span.end - length as u32;
            mark(start, line.span.end);
            let rest = &source[line.span.start as usize..start as usize];
            line.span.end = line.span.start + rest.trim_end_matches(blank).len() as u32;
        }
        gap = gap.max(line.gap);
        page |= line.page;
        if !line.span.is_empty() {
            line.holds = Holds::of(line.text(source));
            kept.push(Line { gap, page, ..line });
            (gap, page) = (0, false);
        } else if !pictured {
            gap = gap.max(1);
        }
    }
    (kept, marks)
}

/// The bytes of the written blank that a text begins with.
fn blank_before(text: &str) -> Option<usize> {
    entity(text).filter(Entity::is_blank).map(|it| it.length)
}

/// The bytes of the written blank that a text ends with.
fn blank_behind(text: &str) -> Option<usize> {
    let last = text.ends_with(';').then(|| text.rfind('&'))??;
    blank_before(&text[last..]).filter(|length| last + length == text.len())
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
    fn blanks_written_out_are_mark_up_around_text_and_blank_lines_alone() {
        let source = "&emsp;&nbsp; one&nbsp;two &nbsp;\n&nbsp;\nthree &amp;\n&nbsp; ![](a)\nfour";
        let (kept, marks) = take_out(source, lines(source));
        let read: Vec<_> = kept
            .iter()
            .map(|line| (line.text(source), line.gap))
            .collect();
        assert_eq!(read, [("one&nbsp;two", 0), ("three &amp;", 1), ("four", 0)]);
        assert_eq!(marks.len(), 6);
    }

    #[test]
    fn other_lines_stay() {
        for source in ["![a picture", "<!-- open", "! [1](2)", "a ![b](c)"] {
            assert_eq!(take_out(source, lines(source)).1, [], "{source}");
        }
    }
}
