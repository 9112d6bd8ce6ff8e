//! Heads: what words begin with, by which nearly all texts are told that begin with none of them.

use crate::fold::folded_chars;

/// How many characters of a word tell that it may begin a text.
const HEAD: usize = 3;

/// What some words begin with, folded: their first character, their first two, and so on.
#[derive(Debug, Default)]
pub(crate) struct Heads([Head; HEAD]);

/// What some words begin with, in so many characters.
#[derive(Debug, Default)]
struct Head {
    /// Those of words that end there, or of which no more is looked at.
    whole: Marks,
    /// Those of words that go on.
    longer: Marks,
}

impl Heads {
    pub(crate) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut heads = Self::default();
        for word in words {
            let mut mark = Mark::default();
            let mut chars = folded_chars(word).take(HEAD).enumerate().peekable();
            while let Some((at, c)) = chars.next() {
                mark = mark.and(c);
                let head = &mut heads.0[at];
                let goes_on = chars.peek().is_some();
                let marks = if goes_on {
                    &mut head.longer
                } else {
                    &mut head.whole
                };
                marks.insert(mark);
            }
        }
        heads
    }

    /// Whether one of the words may begin a text, as far as its first characters tell.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        // Most texts are told by their first letter.
        if let Some(first @ b'!'..=b'~') = text.bytes().next() {
            let mark = Mark::default().and(first.to_ascii_lowercase().into());
            if !self.0[0].whole.contains(mark) && !self.0[0].longer.contains(mark) {
                return false;
            }
        }
        let mut mark = Mark::default();
        for (c, head) in folded_chars(text).zip(&self.0) {
            mark = mark.and(c);
            if head.whole.contains(mark) {
                return true;
            }
            if !head.longer.contains(mark) {
                return false;
            }
        }
        false
    }
}

/// A number for some characters, which others may share.
#[derive(Copy, Clone, Debug, Default)]
struct Mark(usize);

impl Mark {
    /// The mark of these characters and another behind them.
    const fn and(self, c: char) -> Self {
        Self((self.0 * 31 + c as usize) % Marks::COUNT)
    }
}

/// A set of marks.
#[derive(Debug, Default)]
struct Marks([u64; 16]);

impl Marks {
    const COUNT: usize = 16 * u64::BITS as usize;

    const fn insert(&mut self, mark: Mark) {
        self.0[mark.0 / 64] |= 1 << (mark.0 % 64);
    }

    const fn contains(&self, mark: Mark) -> bool {
        self.0[mark.0 / 64] & 1 << (mark.0 % 64) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    proptest::proptest! {
        #[test]
        fn a_word_that_begins_a_text_is_not_missed(
            words in proptest::collection::vec("[abé]{1,2} ?[aÉь]{0,2}", 0..4),
            text in "[\u{a0}\u{200f}]{0,2}([aBéÉЬ]|[ \u{a0}\u{ad}]){0,6}",
        ) {
            let folded = fold(&text).text;
            let mut folds = words.iter().map(|word| fold(word).text);
            let begins = folds.any(|word| folded.trim_start().starts_with(&word));
            let heads = Heads::of(words.iter().map(String::as_str));
            proptest::prop_assert!(!begins || heads.may_begin(&text));
        }
    }
}
