//! A diagnostic with the line of the source it is about.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use memchr::memchr_iter;
use operative_grammar::{Diagnostic, Severity};

/// Renders the diagnostics of one source.
pub(super) struct Excerpts<'a> {
    name: &'a str,
    source: &'a str,
    line_starts: Vec<usize>,
    width: usize,
}

impl<'a> Excerpts<'a> {
    pub(super) fn new(name: &'a str, source: &'a str, width: usize) -> Self {
        let ends = memchr_iter(b'\n', source.as_bytes());
        let line_starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self {
            name,
            source,
            line_starts,
            width,
        }
    }

    pub(super) fn render(&self, diagnostic: &Diagnostic) -> String {
        let number = self.line_of(diagnostic.span.start);
        let line = self.line(number);
        let start = self.byte_in(&line, diagnostic.span.start);
        let end = self.byte_in(&line, diagnostic.span.end).max(start);
        let level = match diagnostic.severity {
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let mut group = level
            .primary_title(&*diagnostic.message)
            .id(diagnostic.code.as_str())
            .element(
                Snippet::source(&self.source[line])
                    .path(self.name)
                    .line_start(number)
                    .annotation(AnnotationKind::Primary.span(start..end)),
            );
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(&**help));
        }
        Renderer::styled().term_width(self.width).render(&[group])
    }

    /// The line and the column, in characters, that a byte stands on, both from 1.
    pub(super) fn position(&self, at: u32) -> (usize, usize) {
        let number = self.line_of(at);
        let line = self.line(number);
        let before = &self.source[line.clone()][..self.byte_in(&line, at)];
        (number, before.chars().count() + 1)
    }

    /// The line a byte stands on, from 1.
    fn line_of(&self, at: u32) -> usize {
        self.line_starts
            .partition_point(|start| *start <= at as usize)
    }

    /// The bytes of a line, without its end.
    fn line(&self, number: usize) -> Range<usize> {
        let start = self.line_starts[number - 1];
        let end = self
            .line_starts
            .get(number)
            .map_or(self.source.len(), |next| next - 1);
        let line = &self.source[start..end];
        start..start + line.trim_end_matches('\r').len()
    }

    /// Where a byte of the source stands in a line; one outside it stands at its near end.
    fn byte_in(&self, line: &Range<usize>, at: u32) -> usize {
        self.source
            .floor_char_boundary(at as usize)
            .clamp(line.start, line.end)
            - line.start
    }
}

#[cfg(test)]
mod tests {
    use operative_grammar::{Code, Diagnostic, Span};

    use super::Excerpts;

    fn render(source: &str, marked: &str) -> String {
        let at = source.find(marked).expect("the text marked");
        let span = Span::from_range(at, at + marked.len());
        let diagnostic = Diagnostic::new(Code::CallUnbound, span, "call 3 has no footnote");
        let rendered = Excerpts::new("a.md", source, 60).render(&diagnostic);
        anstream::adapter::strip_str(&rendered).to_string()
    }

    #[test]
    fn a_line_ended_by_carriage_return_is_underlined() {
        assert_eq!(
            render("The General Assembly,\r\nRecalling Durban3,\r\n", "3"),
            "\
warning[call-unbound]: call 3 has no footnote
 --> a.md:2:17
  |
2 | Recalling Durban3,
  |                 ^"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let source = format!("{} Durban3 {}", "before ".repeat(400), "after ".repeat(400));
        let rendered = render(&source, "3");
        assert!(rendered.contains(" --> a.md:1:2808"), "{rendered}");
        assert!(rendered.lines().all(|line| line.len() < 80), "{rendered}");
        assert!(rendered.contains("Durban3 after"), "{rendered}");
    }

    #[test]
    fn wide_and_right_to_left_text_is_underlined() {
        let rendered = render("回顾其第76/159号决议3，", "3");
        assert!(rendered.ends_with(" ^"), "{rendered}");
        let rendered = render("إذ تشير إلى قرارها 76/159(3)،", "(3)");
        assert!(rendered.contains("^^^"), "{rendered}");
    }

    #[test]
    fn a_mark_over_many_lines_ends_with_the_first() {
        let rendered = render("Recalling\nDurban and\nVienna", "Durban and\nVienna");
        assert!(
            rendered.ends_with("2 | Durban and\n  | ^^^^^^^^^^"),
            "{rendered}"
        );
        let paragraph = "Recalling ".repeat(300);
        let rendered = render(&paragraph, &paragraph);
        assert!(rendered.lines().all(|line| line.len() < 80), "{rendered}");
    }

    #[test]
    fn the_end_of_an_empty_source_has_a_line() {
        assert!(render("", "").contains("a.md:1:1"));
    }
}
