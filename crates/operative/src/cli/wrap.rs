//! Setting styled text in lines of a width: by words, and between any two Chinese characters.

use std::borrow::Cow;

use anstyle::Style;
use unicode_width::UnicodeWidthChar as _;

/// A run of text in one style.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) style: Style,
    /// Whether it sticks to the word before it, as a footnote call does.
    pub(super) sticks: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            sticks: false,
        }
    }

    pub(super) fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(text, Style::new())
    }

    pub(super) fn sticking(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self {
            sticks: true,
            ..Self::new(text, style)
        }
    }
}

/// The columns that a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or_default()).sum()
}

/// Sets runs in lines of at most `width` columns. A word that is wider has a line of its own.
pub(super) fn wrap(runs: &[Run<'_>], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for word in words(runs) {
        let blank = usize::from(word.after_blank && line.columns > 0);
        if line.columns > 0 && line.columns + blank + word.columns > width {
            lines.push(line.finish());
            line = Line::default();
        } else if blank > 0 {
            line.push(' ', word.style_before);
        }
        for (c, style) in word.letters {
            line.push(c, style);
        }
    }
    if line.columns > 0 || lines.is_empty() {
        lines.push(line.finish());
    }
    lines
}

/// What no line end may come into.
#[derive(Default)]
struct Word {
    letters: Vec<(char, Style)>,
    columns: usize,
    after_blank: bool,
    /// The style of the blank before it.
    style_before: Style,
}

fn words(runs: &[Run<'_>]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word::default();
    for run in runs {
        let mut sticks = run.sticks;
        for c in run.text.chars() {
            if c.is_whitespace() && !is_unbreakable(c) {
                let next = Word {
                    after_blank: true,
                    style_before: run.style,
                    ..Word::default()
                };
                end_word(&mut words, &mut word, next);
                continue;
            }
            let breaks = word
                .letters
                .last()
                .is_some_and(|(before, _)| may_break(*before, c));
            if breaks && !sticks {
                end_word(&mut words, &mut word, Word::default());
            }
            word.columns += c.width().unwrap_or_default();
            word.letters.push((c, run.style));
            sticks = false;
        }
    }
    end_word(&mut words, &mut word, Word::default());
    words
}

fn end_word(words: &mut Vec<Word>, word: &mut Word, next: Word) {
    if word.letters.is_empty() {
        word.after_blank |= next.after_blank;
        return;
    }
    let word = std::mem::replace(word, next);
    match words.last_mut() {
        Some(before) if word.after_blank && belongs_together(before, &word) => before.join(word),
        _ => words.push(word),
    }
}

/// Whether the blank between two words is one that French sets within quotation marks and before
/// a colon, which no line end may take the place of.
fn belongs_together(before: &Word, after: &Word) -> bool {
    let is_mark = |(c, _): &(char, Style)| ":;!?»%".contains(*c);
    after.letters.iter().all(is_mark) || before.letters.last().is_some_and(|(c, _)| *c == '«')
}

impl Word {
    fn join(&mut self, other: Self) {
        self.letters.push((' ', other.style_before));
        self.letters.extend(other.letters);
        self.columns += other.columns + 1;
    }
}

const fn is_unbreakable(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line may end between two characters with no blank between them.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：？！）》」』】〉”’…·%,.;:?!)]}";
    const OPENING: &str = "（《「『【〈“‘([{";
    let is_wide = |c: char| c.width() == Some(2);
    (is_wide(before) || is_wide(after))
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
        && after.width() != Some(0)
}

/// A line under way.
#[derive(Default)]
struct Line {
    text: String,
    columns: usize,
    style: Style,
}

impl Line {
    fn push(&mut self, c: char, style: Style) {
        if style != self.style {
            self.text += &format!("{:#}{style}", self.style);
            self.style = style;
        }
        self.columns += c.width().unwrap_or_default();
        self.text.push(c);
    }

    fn finish(mut self) -> String {
        self.text += &format!("{:#}", self.style);
        self.text
    }
}

#[cfg(test)]
mod tests {
    use anstyle::Style;

    use super::{Run, columns, wrap};

    fn plain(text: &str, width: usize) -> Vec<String> {
        wrap(&[Run::plain(text)], width)
    }

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(
            plain("Recalling its resolution  70/1", 14),
            ["Recalling its", "resolution", "70/1"]
        );
        assert_eq!(
            plain("internationalization of it", 8),
            ["internationalization", "of it"]
        );
        assert_eq!(plain("", 8), [""]);
    }

    #[test]
    fn chinese_is_broken_between_characters_but_not_before_a_comma() {
        assert_eq!(
            plain("回顾其第七十届会议，", 10),
            ["回顾其第七", "十届会议，"]
        );
        assert_eq!(plain("回顾其第七十届，", 14), ["回顾其第七十", "届，"]);
    }

    #[test]
    fn a_line_does_not_begin_with_a_colon_nor_end_with_a_quotation_mark() {
        assert_eq!(plain("de vente : F.01", 8), ["de", "vente :", "F.01"]);
        assert_eq!(plain("dit « oui »", 6), ["dit", "« oui »"]);
    }

    #[test]
    fn marks_without_width_take_no_room() {
        assert_eq!(columns("إذ تُشير"), 7);
        assert_eq!(plain("إذ تُشير إلى", 7), ["إذ تُشير", "إلى"]);
    }

    #[test]
    fn a_call_stays_with_its_word() {
        let runs = [
            Run::plain("会议"),
            Run::sticking("¹", Style::new()),
            Run::plain("和"),
        ];
        assert_eq!(wrap(&runs, 5), ["会议¹", "和"]);
        assert_eq!(wrap(&runs, 4), ["会", "议¹", "和"]);
    }

    #[test]
    fn styles_end_with_their_line() {
        let bold = Style::new().bold();
        let lines = wrap(&[Run::new("Recalling also", bold), Run::plain(" its")], 9);
        assert_eq!(
            lines,
            ["\u{1b}[1mRecalling\u{1b}[0m", "\u{1b}[1malso\u{1b}[0m its"]
        );
    }
}
