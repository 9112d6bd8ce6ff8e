//! Folding: what is the same word however it is printed.

use std::ops::Range;
use std::sync::LazyLock;

use crate::facts::Script;
use crate::han::simplified;
use crate::homoglyph::narrow;
use crate::word::{TWO_BYTES, after, script_of, two_bytes_of};

/// The way back from a text to the one it was made of by [`Forms::write`]: the places where the distance between
/// the two changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// (byte of the text that was made, byte of the original), in order.
    steps: Vec<(u32, u32)>,
}

impl Origins {
    /// The byte of the original where the character at byte `at` begins.
    #[must_use]
    pub fn start(&self, at: usize) -> usize {
        let past = self.steps.partition_point(|step| step.0 as usize <= at);
        self.original(past, at)
    }

    /// The byte of the original where the text before byte `at` ends.
    #[must_use]
    pub fn end(&self, at: usize) -> usize {
        let past = self.steps.partition_point(|step| (step.0 as usize) < at);
        match self.steps.get(past) {
            Some(step) if step.0 as usize == at => step.1 as usize,
            _ => self.original(past, at),
        }
    }

    fn original(&self, past: usize, at: usize) -> usize {
        match past.checked_sub(1).and_then(|step| self.steps.get(step)) {
            Some((made, original)) => *original as usize + (at - *made as usize),
            None => at,
        }
    }
}

/// The forms that characters are brought to.
#[derive(Debug)]
pub struct Forms {
    /// The form of each character of at most two bytes; [`DROPPED`] where it has none.
    short: [char; TWO_BYTES],
    /// The last bytes of each of [`AMONG`] and of the characters around it that are left as they are: the first
    /// and the last.
    stay: [(u8, u8); AMONG.len()],
    /// Those of [`WIDE`] that are left as they are: a bit for each, a word for those with the same first two bytes.
    wide: Box<[u64; (WIDE.end - WIDE.start) / 64]>,
    /// The form of any character; `None` where it carries no identity.
    form: fn(char) -> Option<char>,
    /// Whether of several blanks one stays.
    joins_blanks: bool,
}

/// Letters whose neighbours, those with the same first byte, are most of the letters of two bytes.
const AMONG: [char; 5] = ['é', 'к', 'т', 'ب', 'م'];

/// Most of the characters of three bytes that texts hold: marks, and those of Han script.
const WIDE: Range<usize> = 0x2000..0xa000;

/// How many bytes are looked at in one step, and how many before them.
const STEP: usize = 16;
const BEFORE: usize = 2;

/// Stands for no form: no text holds it.
const DROPPED: char = char::MAX;

impl Forms {
    /// Makes the tables of a form. Graphic ASCII characters, the blank, and Han characters in their simplified forms
    /// are left as they are.
    #[must_use]
    pub fn new(form: fn(char) -> Option<char>, joins_blanks: bool) -> Self {
        let short = |at| {
            let c = char::from_u32(at as u32)?;
            let plain = c == ' ' || c.is_ascii_graphic();
            if plain { Some(c) } else { form(c) }
        };
        let around = |letter: char| {
            let stays = |c: &u32| char::from_u32(*c).is_some_and(|c| form(c) == Some(c));
            // Those that differ in the last byte alone.
            let (first, last) = (letter as u32 & !0x3f, letter as u32 | 0x3f);
            let last = (letter as u32..=last).take_while(stays).last();
            let first = (first..=letter as u32).rev().take_while(stays).last();
            let byte = |c: u32| 0x80 | (c & 0x3f) as u8;
            // Where the letter itself does not stay, none does.
            let ends = first.zip(last);
            ends.map_or((u8::MAX, 0), |(first, last)| (byte(first), byte(last)))
        };
        Self {
            short: std::array::from_fn(|at| short(at).unwrap_or(DROPPED)),
            stay: AMONG.map(around),
            wide: Box::new(std::array::from_fn(|word| {
                let first = (WIDE.start + 64 * word) as u32;
                let stays = |c| char::from_u32(c).is_some_and(|c| form(simplified(c)) == Some(c));
                (0..64).fold(0, |bits, bit| bits | u64::from(stays(first + bit)) << bit)
            })),
            form,
            joins_blanks,
        }
    }

    /// The form of a character.
    fn form_of(&self, c: char) -> Option<char> {
        match self.short.get(c as usize) {
            Some(form) => Some(*form).filter(|form| *form != DROPPED),
            None => (self.form)(simplified(c)),
        }
    }

    /// Puts a text, its characters in their forms, behind `text`, which is empty, and the way back into
    /// `origins`. What is left as it is is copied in one piece.
    pub fn write(&self, original: &str, text: &mut String, origins: &mut Origins) {
        text.reserve(original.len());
        origins.steps.clear();
        let bytes = original.as_bytes();
        let (mut copied, mut at) = (0, 0);
        // What is looked for in steps are letters of the script that was read last.
        let mut script = Script::Latin;
        while let Some(byte) = bytes.get(at) {
            script = script_of(*byte)
                .filter(|_| !byte.is_ascii())
                .unwrap_or(script);
            if let [first, second, third, ..] = bytes[at..]
                && self.wide_stays([first, second, third])
            {
                at = self.stay_until(original, at + 3, script);
                continue;
            }
            let c = after(original, at).unwrap_or_default();
            let length = c.len_utf8();
            let form = self.form_of(c);
            let first = || at == copied || bytes[at - 1] == b' ';
            if form == Some(c) && !(c == ' ' && self.joins_blanks && first()) {
                at += length;
                at = self.stay_until(original, at, script);
                continue;
            }
            text.push_str(&original[copied..at]);
            let form =
                form.filter(|form| !(self.joins_blanks && *form == ' ' && text.ends_with(' ')));
            text.extend(form);
            at += length;
            copied = at;
            if form.map(char::len_utf8) != Some(length) {
                origins.steps.push((text.len() as u32, copied as u32));
            }
        }
        text.push_str(&original[copied..]);
    }

    /// Where the characters of ASCII and of a script end, from byte `at` on, that are known to be left as they
    /// are; one that is stands before it.
    fn stay_until(&self, original: &str, at: usize, script: Script) -> usize {
        let among = |letter: usize, [_, before, here]: [u8; 1 + BEFORE]| {
            let [first, _] = two_bytes_of(AMONG[letter]);
            let (least, most) = self.stay[letter];
            (here == first) | (before == first) & (here >= least) & (here <= most)
        };
        match script {
            Script::Latin => stay_while(original, at, |step| {
                if self.ascii_stays(step) {
                    return STEP;
                }
                self.stay_in(step, |bytes| among(0, bytes))
            }),
            Script::Cyrillic => stay_while(original, at, |step| {
                self.stay_in(step, |bytes| among(1, bytes) | among(2, bytes))
            }),
            Script::Arabic => stay_while(original, at, |step| {
                self.stay_in(step, |bytes| among(3, bytes) | among(4, bytes))
            }),
            Script::Han => self.han_until(original.as_bytes(), at),
        }
    }

    /// The same of Han script.
    fn han_until(&self, original: &[u8], at: usize) -> usize {
        let mut rest = &original[at..];
        loop {
            let at = original.len() - rest.len();
            rest = match rest {
                [first, second, third, behind @ ..]
                    if self.wide_stays([*first, *second, *third]) =>
                {
                    behind
                }
                [b' ', ..] if self.joins_blanks && original[..at].ends_with(b" ") => return at,
                [b' '..=b'~', behind @ ..] => behind,
                _ => return at,
            };
        }
    }

    /// Whether three bytes are one of [`WIDE`] that is left as it is.
    #[inline]
    fn wide_stays(&self, [first, second, third]: [u8; 3]) -> bool {
        /// The first byte of the first of them.
        const FIRST: usize = 0xe2;
        let word = (usize::from(first) << 6 | usize::from(second & 0x3f)).wrapping_sub(FIRST << 6);
        self.wide
            .get(word)
            .is_some_and(|word| word >> (third & 0x3f) & 1 != 0)
    }

    /// Whether a step holds nothing but characters of ASCII that are left as they are. It is soon told.
    #[inline]
    fn ascii_stays(&self, step: &[u8; BEFORE + STEP]) -> bool {
        let pairs = step[BEFORE - 1..].iter().zip(&step[BEFORE..]);
        pairs.fold(true, |all, (before, here)| {
            let blanks = self.joins_blanks & (*before == b' ') & (*here == b' ');
            all & matches!(here, b' '..=b'~') & !blanks
        })
    }

    /// How many bytes of a step belong to characters of ASCII that are left as they are, or to such as `stays`
    /// tells of by a byte and the two before it; the beginning of one at its end among them.
    #[inline]
    fn stay_in(
        &self,
        step: &[u8; BEFORE + STEP],
        stays: impl Fn([u8; 1 + BEFORE]) -> bool,
    ) -> usize {
        // Without branches, so that the compiler looks at all of them at once.
        let mut told = [0; STEP];
        for at in 0..STEP {
            let bytes = [0, 1, 2].map(|byte| step[at + byte]);
            let [_, before, here] = bytes;
            let blanks = self.joins_blanks & (before == b' ') & (here == b' ');
            let ascii = matches!(here, b' '..=b'~') & !blanks;
            told[at] = u8::from(ascii | stays(bytes));
        }
        let other = !u128::from_le_bytes(told) & u128::from_le_bytes([1; STEP]);
        (other.trailing_zeros() / u8::BITS) as usize
    }
}

/// Where the characters end, from byte `at` of a text on, that are left as they are, by what `stay` tells of a step:
/// how many of its bytes belong to such.
#[inline]
fn stay_while(
    original: &str,
    mut at: usize,
    stay: impl Fn(&[u8; BEFORE + STEP]) -> usize,
) -> usize {
    let bytes = original.as_bytes();
    loop {
        let whole = at
            .checked_sub(BEFORE)
            .and_then(|from| bytes[from..].first_chunk());
        let stays = match whole {
            Some(whole) => stay(whole),
            None => stay(&around(bytes, at)),
        };
        at += stays;
        if stays < STEP {
            return original.floor_char_boundary(at);
        }
    }
}

/// The step at byte `at` of a text with the bytes before it, and nothing where the text has none.
#[inline(never)]
fn around(text: &[u8], at: usize) -> [u8; BEFORE + STEP] {
    let mut step = [0; BEFORE + STEP];
    let (from, gap) = (at.saturating_sub(BEFORE), BEFORE.saturating_sub(at));
    let bytes = &text[from..text.len().min(at + STEP)];
    step[gap..gap + bytes.len()].copy_from_slice(bytes);
    step
}

/// A text with case, quotation marks, hyphens, blanks, tatweel, vowel and direction marks folded
/// away, and the way back to the original. Offsets count bytes.
///
/// ```
/// use operative_grammar::fold;
/// let text = "À l’annexe";
/// let folded = fold(text);
/// assert_eq!(folded.text, "a l'annexe");
/// let at = folded.text.find("annexe").unwrap();
/// assert_eq!(&text[folded.origin(at)..folded.origin_end(folded.text.len())], "annexe");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    origins: Origins,
}

impl Folded {
    /// Folds another text in the place of the last.
    pub fn refill(&mut self, original: &str) {
        self.text.clear();
        FORMS.write(original, &mut self.text, &mut self.origins);
        self.text.make_ascii_lowercase();
    }

    /// The byte of the original where the character at byte `at` of the folded text came from.
    #[must_use]
    pub fn origin(&self, at: usize) -> usize {
        self.origins.start(at)
    }

    /// The end in the original of a match that ends at byte `at` of the folded text: right after
    /// the character that the last byte came from, and the marks that were folded away after it.
    #[must_use]
    pub fn origin_end(&self, at: usize) -> usize {
        self.origin(at)
    }
}

/// Folds a text.
///
/// Lower case; `’` and its kin as `'`; every hyphen and dash as `-`; every blank as a space, runs of
/// them as one; full-width forms and Eastern digits as their ASCII kin; soft hyphens, tatweel,
/// Arabic vowel signs and direction marks dropped; traditional forms of Han characters as the simplified ones; `ё` as `е`; letters of the Latin script without
/// their accents, which capitals, typewriters and OCR engines lose.
///
/// ```
/// use operative_grammar::fold;
/// assert_eq!(fold("L’Assemblée\u{a0}générale").text, "l'assemblee generale");
/// assert_eq!(fold("الأمــم").text, "الأمم");
/// ```
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        origins: Origins::default(),
    };
    folded.refill(text);
    folded
}

/// The forms that folding brings characters to, capitals of ASCII left as they are.
static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::new(form, true));

/// The characters of a text one by one as [`fold`] leaves them, blanks before the first left out.
pub(crate) fn folded_chars(text: &str) -> impl Iterator<Item = char> + Clone {
    let mut last = ' ';
    text.chars().filter_map(move |c| {
        let form = FORMS.form_of(c)?.to_ascii_lowercase();
        let again = form == ' ' && last == ' ';
        last = form;
        (!again).then_some(form)
    })
}

/// What a character that is none of the graphic ones of ASCII is folded to, if anything.
fn form(c: char) -> Option<char> {
    // Han characters, kana and their marks have neither case nor kin.
    if matches!(c, '\u{3001}'..='\u{9fff}') {
        return Some(c);
    }
    if c.is_whitespace() {
        Some(' ')
    } else if ignored(c) {
        None
    } else {
        simple(c).or_else(|| c.to_lowercase().next())
    }
}

/// Characters that carry no identity: soft hyphen, tatweel, vowel signs, direction marks.
///
/// ```
/// use operative_grammar::ignored;
/// assert!(['\u{ad}', '\u{640}', '\u{200f}'].into_iter().all(ignored) && !ignored('-'));
/// ```
#[must_use]
pub const fn ignored(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The small letter, the digit or the mark of ASCII that a character is the same as.
const fn simple(c: char) -> Option<char> {
    if let Some(narrow) = narrow(c) {
        return Some(narrow.to_ascii_lowercase());
    }
    Some(match c {
        '’' | '‘' | 'ʼ' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => '-',
        '،' => ',',
        '؛' => ';',
        'ё' | 'Ё' => 'е',
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'İ' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ō' | 'Ō' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' => 'u',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_point_into_the_original() {
        let text = "«\u{a0}Ёлка ‑ ١٢";
        let folded = fold(text);
        assert_eq!(folded.text, "\" елка - 12");
        let at = folded.text.find("12").expect("digits");
        assert_eq!(&text[folded.origin(at)..], "١٢");
        assert_eq!(folded.origin(folded.text.len()), text.len());
    }

    /// Folding as it is defined: one character after the other.
    fn one_by_one(text: &str) -> (String, Vec<usize>) {
        let (mut folded, mut origins) = (String::new(), Vec::new());
        for (at, c) in text.char_indices() {
            let form = form(simplified(c)).filter(|form| *form != ' ' || !folded.ends_with(' '));
            if let Some(form) = form {
                folded.push(form.to_ascii_lowercase());
                origins.push(at);
            }
        }
        origins.push(text.len());
        (folded, origins)
    }

    proptest::proptest! {
        #[test]
        fn what_is_copied_in_one_piece_is_the_same(text in "([a-zA-Z0-9 .,]|[ ’é\u{a0}\u{ad}ЁЯÀ大，，ـ٣İ會\n\u{200f}]|\\PC){0,60}") {
            let folded = fold(&text);
            let (expected, origins) = one_by_one(&text);
            proptest::prop_assert_eq!(&folded.text, &expected);
            let starts = expected.char_indices().map(|(at, _)| at).chain([expected.len()]);
            for (at, origin) in starts.zip(origins) {
                proptest::prop_assert_eq!(folded.origin(at), origin);
            }
        }
    }
}
