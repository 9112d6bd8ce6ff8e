//! What writes a draft while its lines are read: text, mark-up and calls, in the order of the source.

use crate::draft::{Draft, join};
use crate::holds::Holds;
use crate::layout::Line;
use crate::mirror;
use crate::page::Gap;
use crate::span::{Span, TextRange};
use crate::tree::{Call, Leaf, LeafKind, Style};
use crate::word::after;

pub(crate) struct Reader<'a> {
    pub(crate) draft: Draft,
    pub(crate) style: Style,
    pub(crate) open: Vec<(u8, usize)>,
    /// What closes the link whose text is read.
    pub(crate) link_end: Option<Span>,
    /// Whether a link may stand in the chunk, once it has been looked for.
    linked: Option<bool>,
    /// Emphasis that was found not to be closed in what follows.
    unclosed: Vec<(u8, usize)>,
    lines: &'a [Line],
    /// Whether the next line goes on with a broken word.
    broken: bool,
    /// Whether digits and brackets stand in visual order.
    mirrored: bool,
    /// Whether blanks may stand side by side in the line that is read.
    blanks: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(lines: &'a [Line], gap: Gap, mirrored: bool) -> Self {
        let draft = Draft {
            // A blank stands for each line end.
            text: String::with_capacity(lines.iter().map(|line| line.span.len() + 1).sum()),
            // Text and the marks around it.
            leaves: Vec::with_capacity(4 * lines.len()),
            calls: Vec::new(),
            gap,
            heading: 0,
            row: false,
            holds: Holds::default(),
        };
        Self {
            draft,
            style: Style {
                italic: false,
                bold: false,
                raised: false,
            },
            open: Vec::new(),
            link_end: None,
            linked: None,
            unclosed: Vec::new(),
            lines,
            broken: false,
            mirrored,
            blanks: false,
        }
    }

    pub(crate) fn start_of(&self, line: usize) -> usize {
        self.lines[line].span.start as usize
    }

    /// Where the last line ends.
    pub(crate) fn end(&self) -> usize {
        self.lines.last().map_or(0, |line| line.span.end as usize)
    }

    /// Whether a link may stand in the lines: in those of a column that goes on higher up it has no place.
    pub(crate) fn may_link(&mut self) -> bool {
        let may = |line: &Line| line.holds.any(Holds::LINK.or(Holds::TAG));
        *self.linked.get_or_insert_with(|| {
            self.lines.iter().any(may) && self.lines.is_sorted_by_key(|line| line.span.start)
        })
    }

    /// Begins to read a line.
    pub(crate) fn begin(&mut self, line: usize) -> Line {
        let line = self.lines[line];
        self.blanks = line.holds.any(Holds::BLANKS);
        self.draft.holds = self.draft.holds.or(line.holds);
        line
    }

    /// `heading-mark = 1*6"#" blank`
    pub(crate) fn heading_mark(&mut self, source: &str, line: &Line) -> usize {
        let text = line.text(source);
        let marks = text.bytes().take_while(|byte| *byte == b'#').count();
        let start = line.span.start as usize;
        if marks == 0 || marks > 6 || !text[marks..].starts_with([' ', '\t']) {
            return start;
        }
        self.draft.heading = marks as u8;
        self.markup(start, start + marks);
        start + marks
    }

    /// Whether an emphasis that opens here is closed in what follows of the chunk.
    pub(crate) fn closed_later(
        &mut self,
        source: &str,
        mark: u8,
        length: usize,
        from: usize,
        line: usize,
    ) -> bool {
        if self.unclosed.contains(&(mark, length)) {
            return false;
        }
        let closes = |text: &str| {
            let bytes = text.as_bytes();
            let mut at = 0;
            while let Some(found) = memchr::memchr(mark, &bytes[at..]) {
                let start = at + found;
                if is_escaped(&bytes[..start]) {
                    at = start + 1;
                    continue;
                }
                let run = bytes[start..]
                    .iter()
                    .take_while(|byte| **byte == mark)
                    .count();
                if run == length && start > 0 && !bytes[start - 1].is_ascii_whitespace() {
                    return true;
                }
                at = start + run;
            }
            false
        };
        let below = &self.lines[line + 1..];
        let closed = closes(&source[from..self.lines[line].span.end as usize])
            || below.iter().take(64).any(|line| closes(line.text(source)));
        if !closed && below.len() <= 64 {
            self.unclosed.push((mark, length));
        }
        closed
    }

    pub(crate) fn leaf(&mut self, kind: LeafKind, span: Span) {
        if !span.is_empty() {
            let at = self.draft.text.len() as u32;
            self.draft.leaves.push(Leaf {
                span,
                text: TextRange::new(at, at),
                kind,
                style: self.style,
            });
        }
    }

    pub(crate) fn markup(&mut self, start: usize, end: usize) {
        self.leaf(LeafKind::Markup, Span::from_range(start, end));
    }

    pub(crate) fn call(&mut self, span: Span, label: &str) {
        self.draft.calls.push(Call {
            label: label.into(),
            nth: 0,
            span,
            at: self.draft.text.len() as u32,
        });
        self.leaf(LeafKind::Call, span);
    }

    /// Text: copied, but for runs of blanks, of which one stays, blanks at the very start, and control
    /// characters, which are no text: a tab stands for a blank, the others for nothing.
    pub(crate) fn text(&mut self, source: &str, start: usize, end: usize) {
        let bytes = source.as_bytes();
        let (mut from, mut at) = (start, start);
        let mut blank =
            self.draft.text.is_empty() || self.draft.text.ends_with(char::is_whitespace);
        if !self.blanks {
            // None but the first can stand beside another.
            let first = after(&source[..end], start).filter(|c| blank && c.is_whitespace());
            return self.copy(source, start + first.map_or(0, char::len_utf8), end);
        }
        while let Some(byte) = bytes[..end].get(at) {
            // A blank after no blank stays, as all text does.
            if !MAY_BE_BLANK[usize::from(*byte)] {
                blank = false;
                at += 1;
                continue;
            }
            if *byte == b' ' && !blank {
                blank = true;
                at += 1;
                continue;
            }
            let c = source[at..].chars().next().unwrap_or_default();
            let next = at + c.len_utf8();
            if c.is_whitespace() && (blank || c.is_control()) {
                self.copy(source, from, at);
                if !blank {
                    self.draft.text.push(' ');
                }
                from = next;
            } else if c.is_ascii_control() {
                self.copy(source, from, at);
                self.markup(at, next);
                from = next;
                at = next;
                continue;
            }
            blank = c.is_whitespace();
            at = next;
        }
        self.copy(source, from, end);
    }

    fn copy(&mut self, source: &str, start: usize, end: usize) {
        let mut at = start;
        while let Some((from, to, text)) = self
            .mirrored
            .then(|| mirror::next(&source[at..end]))
            .flatten()
        {
            self.copy_as_it_is(source, at, at + from);
            self.text_leaf(
                LeafKind::Repaired,
                Span::from_range(at + from, at + to),
                &text,
            );
            at += to;
        }
        self.copy_as_it_is(source, at, end);
    }

    fn copy_as_it_is(&mut self, source: &str, start: usize, end: usize) {
        if start < end {
            let span = Span::from_range(start, end);
            self.text_leaf(LeafKind::Text, span, span.slice(source));
        }
    }

    fn text_leaf(&mut self, kind: LeafKind, span: Span, text: &str) {
        let at = self.draft.text.len() as u32;
        self.draft.text.push_str(text);
        self.draft.leaves.push(Leaf {
            span,
            text: TextRange::new(at, self.draft.text.len() as u32),
            kind,
            style: self.style,
        });
    }

    /// Makes mark-up of the hyphen that ends the text.
    pub(crate) fn drop_hyphen(&mut self) {
        if let Some(leaf) =
            self.draft.leaves.last_mut().filter(|leaf| {
                leaf.text.end as usize == self.draft.text.len() && leaf.span.len() > 1
            })
        {
            let hyphen = Span::new(leaf.span.end - 1, leaf.span.end);
            leaf.span.end -= 1;
            leaf.text.end -= 1;
            self.draft.text.pop();
            self.broken = true;
            self.leaf(LeafKind::Markup, hyphen);
        }
    }

    /// Takes back the blank that stands for a line end, where the text ends with it.
    pub(crate) fn drop_joint(&mut self) {
        let Draft {
            text,
            leaves,
            calls,
            ..
        } = &mut self.draft;
        let last = leaves.iter().rev().find(|leaf| !leaf.text.is_empty());
        let end = last.map_or(0, |leaf| leaf.text.end);
        if end == 0 || text.get(end as usize..) != Some(" ") {
            return;
        }
        text.truncate(end as usize);
        // Marks that stand behind the blank stand at the end of the text.
        let behind = |at: u32| at > end;
        for leaf in leaves
            .iter_mut()
            .rev()
            .take_while(|leaf| behind(leaf.text.start))
        {
            leaf.text = TextRange::new(end, end);
        }
        for call in calls.iter_mut().rev().take_while(|call| behind(call.at)) {
            call.at = end;
        }
    }

    /// Joins the next line: with a blank, unless a hyphen breaks a word or neither side puts blanks
    /// between words.
    pub(crate) fn join(&mut self, next: &str) {
        if !std::mem::take(&mut self.broken) {
            join(&mut self.draft.text, next);
        }
    }
}

/// Whether a blank, or a control character, may begin with a byte.
const MAY_BE_BLANK: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may[byte] = matches!(byte as u8, 0..=b' ' | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xe3);
        byte += 1;
    }
    may
};

/// Whether what follows is escaped: an odd number of backslashes stands before it.
fn is_escaped(before: &[u8]) -> bool {
    let backslashes = before.iter().rev().take_while(|byte| **byte == b'\\');
    backslashes.count() % 2 == 1
}
