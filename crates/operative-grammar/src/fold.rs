//! Folding: what is the same word however it is printed.

use std::sync::LazyLock;

use crate::word::{TWO_BYTES, two_bytes};

/// The way back from a text to the one it was made of: the places where the distance between the two
/// changes.
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
    /// For each first byte of two, by its last five bits, which second bytes make a character that is left
    /// as it is: a bit for each, by its last six.
    stay: [u64; 32],
    /// The form of any character; `None` where it carries no identity.
    form: fn(char) -> Option<char>,
    /// Whether of several blanks one stays.
    joins_blanks: bool,
}

/// Stands for no form: no text holds it.
const DROPPED: char = char::MAX;

impl Forms {
    /// Makes the table of a form. Graphic ASCII characters, the blank, and Han characters are left as
    /// they are.
    #[must_use]
    pub fn new(form: fn(char) -> Option<char>, joins_blanks: bool) -> Self {
        let short = |at| {
            let c = char::from_u32(at as u32)?;
            let plain = c == ' ' || c.is_ascii_graphic();
            if plain { Some(c) } else { form(c) }
        };
        let stays = |first: usize, second: usize| {
            let at = first << 6 | second;
            u64::from(at >= 0x80 && short(at).is_some_and(|form| form as usize == at)) << second
        };
        Self {
            short: std::array::from_fn(|at| short(at).unwrap_or(DROPPED)),
            stay: std::array::from_fn(|first| (0..64).map(|second| stays(first, second)).sum()),
            form,
            joins_blanks,
        }
    }

    /// The form of a character.
    fn form_of(&self, c: char) -> Option<char> {
        match self.short.get(c as usize) {
            Some(form) => Some(*form).filter(|form| *form != DROPPED),
            None => (self.form)(c),
        }
    }

    /// Puts a text, its characters in their forms, behind `text`, which is empty, and the way back into
    /// `origins`. What is left as it is is copied in one piece.
    pub fn write(&self, original: &str, text: &mut String, origins: &mut Origins) {
        text.reserve(original.len());
        origins.steps.clear();
        let bytes = original.as_bytes();
        let (mut copied, mut at) = (0, 0);
        while let Some(byte) = bytes.get(at) {
            let (form, length) = match byte {
                b'!'..=b'~' => {
                    at = self.stay_until(bytes, at + 1);
                    continue;
                }
                b' ' if !self.joins_blanks || at > copied && bytes[at - 1] != b' ' => {
                    at += 1;
                    continue;
                }
                // Han characters.
                0xe4..=0xe9 => {
                    at += 3;
                    continue;
                }
                0xc2..=0xdf => {
                    let end = self.pairs_stay_until(bytes, at);
                    if end > at {
                        at = end;
                        continue;
                    }
                    let form = self.short[two_bytes(*byte, bytes[at + 1])];
                    (Some(form).filter(|form| *form != DROPPED), 2)
                }
                _ => {
                    let c = original[at..].chars().next().unwrap_or_default();
                    let form = if c == ' ' { Some(c) } else { (self.form)(c) };
                    (form, c.len_utf8())
                }
            };
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

    /// Where the characters of two bytes end, from byte `at` on, that are left as they are.
    #[inline]
    fn pairs_stay_until(&self, bytes: &[u8], mut at: usize) -> usize {
        while let Some([first @ 0xc2..=0xdf, second]) = bytes.get(at..at + 2)
            && self.stay[usize::from(first & 0x1f)] >> (second & 0x3f) & 1 == 1
        {
            at += 2;
        }
        at
    }

    /// Where the ASCII characters end, from byte `at` on, that are left as they are.
    #[inline]
    fn stay_until(&self, bytes: &[u8], mut at: usize) -> usize {
        /// How many bytes are looked at in one step.
        const STEP: usize = 16;
        let stays = |(before, byte): (&u8, &u8)| {
            let joined = self.joins_blanks & (*before == b' ') & (*byte == b' ');
            matches!(byte, b' '..=b'~') & !joined
        };
        while let (Some(before), Some(step)) =
            (bytes.get(at - 1..at - 1 + STEP), bytes.get(at..at + STEP))
        {
            let pairs = before.iter().zip(step);
            // Without branches, so that the compiler looks at all of them at once.
            if !pairs.fold(true, |all, pair| all & stays(pair)) {
                break;
            }
            at += STEP;
        }
        let pairs = bytes[at - 1..].iter().zip(&bytes[at..]);
        at + pairs.take_while(|pair| stays(*pair)).count()
    }
}

/// A text with case, quotation marks, hyphens, blanks, tatweel, vowel and direction marks folded
/// away, and the way back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    origins: Origins,
}

impl Folded {
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
/// Arabic vowel signs and direction marks dropped; `ё` as `е`; letters of the Latin script without
/// their accents, which capitals, typewriters and OCR engines lose.
///
/// ```
/// use operative_grammar::fold;
/// assert_eq!(fold("L’Assemblée\u{a0}générale").text, "l'assemblee generale");
/// assert_eq!(fold("الأمــم").text, "الأمم");
/// ```
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    FORMS.write(text, &mut folded.text, &mut folded.origins);
    folded.text.make_ascii_lowercase();
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
#[must_use]
pub const fn ignored(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The ASCII kin of a mark or digit.
const fn simple(c: char) -> Option<char> {
    Some(match c {
        '’' | '‘' | 'ʼ' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => '-',
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = (c as u32 - 0xff01 + 0x21) as u8 as char;
            return Some(ascii.to_ascii_lowercase());
        }
        '،' => ',',
        '؛' => ';',
        '٠'..='٩' => (b'0' + (c as u32 - 0x660) as u8) as char,
        '۰'..='۹' => (b'0' + (c as u32 - 0x6f0) as u8) as char,
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
            let form = form(c).filter(|form| *form != ' ' || !folded.ends_with(' '));
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

        #[test]
        fn what_is_copied_in_one_piece_is_the_same(text in "([a-zA-Z0-9 .,]|[ ’é\u{a0}\u{ad}ЁЯÀ大，，ـ٣İ\n\u{200f}]|\\PC){0,60}") {
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
