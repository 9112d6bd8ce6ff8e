//! Letters: which characters make words, told without a search through the tables of Unicode.

use std::sync::LazyLock;

use crate::facts::Script;

/// The characters below this one take at most two bytes, and have a place in a table: Latin, Greek,
/// Cyrillic and Arabic script.
pub(crate) const TWO_BYTES: usize = 0x800;

const ALPHABETIC: u8 = 1;
const NUMERIC: u8 = 2;

/// What each character of at most two bytes is.
static CLASSES: LazyLock<[u8; TWO_BYTES]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let c = char::from_u32(at as u32).unwrap_or_default();
        u8::from(c.is_alphabetic()) * ALPHABETIC + u8::from(c.is_numeric()) * NUMERIC
    })
});

/// A byte that begins a character of two bytes, or of more.
const TWO: u8 = 4;
const MORE: u8 = 8;

/// What each byte is, as the first of a character.
const BYTES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => ALPHABETIC,
            b'0'..=b'9' => NUMERIC,
            0xc2..=0xdf => TWO,
            0xe0.. => MORE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The script of the letters that a byte begins, where it begins some.
#[inline]
pub(crate) const fn script_of(byte: u8) -> Option<Script> {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | 0xc3..=0xc9 => Some(Script::Latin),
        0xd0..=0xd4 => Some(Script::Cyrillic),
        0xd8..=0xdb => Some(Script::Arabic),
        0xe4..=0xe9 => Some(Script::Han),
        _ => None,
    }
}

/// Whether a character is a letter: the same as [`char::is_alphabetic`].
#[inline]
#[must_use]
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    match CLASSES.get(c as usize) {
        Some(class) => class & ALPHABETIC != 0,
        None => han(c) || !mark(c) && c.is_alphabetic(),
    }
}

/// Whether a character may stand within a word: the same as [`char::is_alphanumeric`].
#[inline]
#[must_use]
pub fn in_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match CLASSES.get(c as usize) {
        Some(class) => *class != 0,
        None => han(c) || !mark(c) && c.is_alphanumeric(),
    }
}

/// Whether a character is a digit or another number: the same as [`char::is_numeric`].
#[inline]
pub(crate) fn is_number(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    match CLASSES.get(c as usize) {
        Some(class) => class & NUMERIC != 0,
        None => !han(c) && c.is_numeric(),
    }
}

/// Marks that take three bytes: quotation marks, dashes, and those of Han script.
const fn mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

const fn han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The last character of a text that ends at byte `at`.
#[inline]
#[must_use]
pub fn before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at.checked_sub(1)?)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[..at].chars().next_back(),
    }
}

/// The character that stands at byte `at` of a text.
#[inline]
#[must_use]
pub fn after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[at..].chars().next(),
    }
}

/// A text without blanks at its ends: the same as [`str::trim`], told by the bytes at the ends of most texts.
#[inline]
#[must_use]
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let begins = matches!(bytes, [b'!'..=b'~' | 0xc3..=0xe0 | 0xe4..=0xff, ..]);
    let ends = match bytes {
        [.., b'!'..=b'~'] => true,
        // The second last byte of blanks of two bytes and of three.
        [.., before, 0x80..=0xff] => !matches!(before, 0xc2 | 0x80 | 0x81 | 0x9a),
        _ => false,
    };
    if begins && ends { text } else { text.trim() }
}

/// Where the letters end that stand from byte `at` on.
#[inline]
pub(crate) fn letters_end(text: &str, at: usize) -> usize {
    run_end(text, at, ALPHABETIC, is_letter)
}

/// Where the letters and digits end that stand from byte `at` on.
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    run_end(text, at, ALPHABETIC + NUMERIC, in_word)
}

#[inline]
fn run_end(text: &str, mut at: usize, class: u8, any: impl Fn(char) -> bool) -> usize {
    let classes: &[u8; TWO_BYTES] = &CLASSES;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match BYTES[usize::from(*byte)] {
            one if one & class != 0 => at += 1,
            TWO if classes[two_bytes(*byte, bytes[at + 1])] & class != 0 => at += 2,
            MORE => match after(text, at) {
                Some(c) if any(c) => at += c.len_utf8(),
                _ => break,
            },
            _ => break,
        }
    }
    at
}

/// The number of the character that two bytes make.
#[inline]
pub(crate) const fn two_bytes(first: u8, second: u8) -> usize {
    ((first & 0x1f) as usize) << 6 | (second & 0x3f) as usize
}

/// The two bytes of a character that has so many.
pub(crate) const fn two_bytes_of(c: char) -> [u8; 2] {
    [0xc0 | (c as u32 >> 6) as u8, 0x80 | (c as u32 & 0x3f) as u8]
}

/// Whether a word may begin or end at byte `at`: it does not stand between two letters or digits.
#[inline]
pub(crate) fn is_edge(text: &str, at: usize) -> bool {
    !(ends_in_word(text, at) && begins_in_word(text, at))
}

/// Whether the text before byte `at` ends with a letter or a digit.
#[inline]
fn ends_in_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(..at) {
        Some([.., byte]) if byte.is_ascii() => BYTES[usize::from(*byte)] != 0,
        Some([.., first @ 0xc2..=0xdf, second]) => CLASSES[two_bytes(*first, *second)] != 0,
        _ => before(text, at).is_some_and(in_word),
    }
}

/// Whether a letter or a digit stands at byte `at` of a text.
#[inline]
fn begins_in_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at..) {
        Some([byte, ..]) if byte.is_ascii() => BYTES[usize::from(*byte)] != 0,
        Some([first @ 0xc2..=0xdf, second, ..]) => CLASSES[two_bytes(*first, *second)] != 0,
        _ => after(text, at).is_some_and(in_word),
    }
}

/// A word as it is spelt, ready to be compared with words that may be misread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    word: Box<str>,
    /// Its length in characters.
    pub(crate) length: usize,
    /// The letters in it: a bit for each, which some share.
    letters: u64,
}

impl Spelling {
    pub(crate) fn of(word: &str) -> Self {
        let bit = |c: char| 1 << (c as u32 % u64::BITS);
        Self {
            word: word.into(),
            length: word.chars().count(),
            letters: word.chars().fold(0, |letters, c| letters | bit(c)),
        }
    }

    /// Whether a word is the same but for so many letters that are missing, too many, others or swapped.
    pub(crate) fn near(&self, other: &Self, letters: usize) -> bool {
        // A letter that is another takes one away and adds one; next to all words differ in more.
        let strange = (self.letters ^ other.letters).count_ones() as usize;
        strange <= 2 * letters
            && self.length.abs_diff(other.length) <= letters
            && strsim::osa_distance(&self.word, &other.word) <= letters
    }
}

/// Whether a text has fewer characters than `most`; those of a long one are not counted.
pub(crate) fn shorter(text: &str, most: usize) -> bool {
    text.len() < most || (text.len() < 4 * most && text.chars().count() < most)
}

/// How many letters a text has, digits, blanks and marks left out: what tells how much stands beside what was found.
///
/// ```
/// assert_eq!(operative_grammar::letters("第 12 th".chars()), 3);
/// ```
#[must_use]
pub fn letters(text: impl IntoIterator<Item = char>) -> usize {
    text.into_iter().filter(|c| is_letter(*c)).count()
}

/// Where words begin. A mark may have no blank behind it where words have none between them.
pub(crate) fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut last = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let parts =
            |c: char| c.is_whitespace() || matches!(c, '，' | '；' | '：' | '。' | ';' | ',');
        let begins = parts(last) && !c.is_whitespace();
        last = c;
        begins.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_those_of_unicode() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("{c}a{c}"), format!("в{c}大")] {
                assert_eq!(trim(&text), text.trim(), "{text:?}");
            }
        }
    }

    #[test]
    fn classes_are_those_of_unicode() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(in_word(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_number(c), c.is_numeric(), "{c:?}");
            let text = format!("{c}{c}");
            assert_eq!(is_edge(&text, c.len_utf8()), !c.is_alphanumeric(), "{c:?}");
        }
    }
}
