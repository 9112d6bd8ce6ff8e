//! Looking at a source before reading it: which language, which profile.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use crate::facts::{Facts, Language, SCRIPTS, Script};
use crate::fold::fold;
use crate::holds::Holds;
use crate::layout::Line;
use crate::mark::{note_mark, superscript_digit};
use crate::tree::Profile;
use crate::word::{before, in_word, script_of, word_end};

/// How much of a source is looked at, in bytes: windows of this size, spread over it.
const WINDOW: usize = 1024;

/// How many windows are looked at, at most. The first holds the masthead, which may be in another
/// language than the body.
const WINDOWS: usize = 5;

/// The language of a text.
pub(crate) fn language(source: &str) -> Language {
    Look::of(source).language()
}

/// A look at a source: samples of it, read once for all that is told by them.
pub(crate) struct Look<'a> {
    samples: Vec<Sample<'a>>,
}

impl<'a> Look<'a> {
    pub(crate) fn of(source: &'a str) -> Self {
        let samples = windows(source).map(Sample::of).collect();
        Self { samples }
    }

    /// The language of a text: the script that most of its letters belong to, then the commonest short
    /// words. Mastheads in another language are outweighed by the body.
    pub(crate) fn language(&self) -> Language {
        let most = SCRIPTS.into_iter().rev();
        let most = most.max_by_key(|script| self.letters_of(*script));
        match of_script(most.unwrap_or(Script::Latin)) {
            [] => Language::all()
                .next()
                .expect("there is at least one language file"),
            [only] => *only,
            several => by_words(several, &self.samples),
        }
    }

    /// How much the letters of a script carry.
    fn letters_of(&self, script: Script) -> u32 {
        let samples = self.samples.iter();
        samples.map(|sample| sample.letters_of(script)).sum()
    }

    /// The language that a good part of a text is in besides its own, where there is one: bilingual
    /// volumes. The names of organs and publications in another language are less.
    pub(crate) fn second_language(&self, language: Language) -> Option<Language> {
        /// How much of the other language there is at least, to one part of its own.
        const SHARE: u32 = 4;
        let weigh = |one: Language| {
            let samples = self.samples.iter();
            samples.map(|sample| sample.weight(one)).sum::<u32>()
        };
        let own = weigh(language);
        // There are no more short words than letters of their script.
        let at_most = |one: &Language| self.letters_of(one.facts().script);
        let others = Language::all().filter(|other| *other != language);
        let others = others.filter(|other| at_most(other) * SHARE >= own);
        let (weight, other) = others
            .map(|other| (weigh(other), other))
            .max_by_key(|(weight, _)| *weight)?;
        (weight > 0 && weight * SHARE >= own).then_some(other)
    }
}

/// What languages are told by in a piece of text, read once for all of them.
pub(crate) struct Sample<'a> {
    text: &'a str,
    /// How much the letters of each of [`SCRIPTS`] carry.
    letters: [u32; SCRIPTS.len()],
    /// How many words are short words of each language, once it is asked.
    words: OnceCell<[u32; Language::COUNT]>,
}

impl<'a> Sample<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut letters = [0; SCRIPTS.len()];
        for some in text.as_bytes().chunks(1 << (SHARE - 2)) {
            let weights = some.iter().map(|byte| WEIGHTS[usize::from(*byte)]);
            let weights: u64 = weights.sum();
            for (at, letters) in letters.iter_mut().enumerate() {
                *letters += (weights >> (SHARE * at)) as u32 & ((1 << SHARE) - 1);
            }
        }
        Self {
            text,
            letters,
            words: OnceCell::new(),
        }
    }

    /// How much the letters of a script carry.
    fn letters_of(&self, script: Script) -> u32 {
        self.letters[script as usize]
    }

    /// How many words are short words of a language.
    fn words_of(&self, language: Language) -> u32 {
        let counted = || ShortWords::all().counted(self.text);
        self.words.get_or_init(counted)[language.index()]
    }

    /// How much of it is in a language, to be compared with another: its short words; where the script
    /// tells the language alone, its letters, about as many as go to a short word.
    pub(crate) fn weight(&self, language: Language) -> u32 {
        /// Letters to one short word.
        const LETTERS: u32 = 16;
        let script = language.facts().script;
        if of_script(script).len() == 1 {
            return self.letters_of(script) / LETTERS;
        }
        self.words_of(language)
    }
}

/// The windows of a source that are looked at: as many as fit, evenly spread.
fn windows(source: &str) -> impl Iterator<Item = &str> {
    let count = source.len().div_ceil(WINDOW).clamp(1, WINDOWS);
    (0..count).map(move |at| {
        let start = source.floor_char_boundary(source.len() / count * at);
        let end = source.floor_char_boundary(start.saturating_add(WINDOW));
        &source[start..end]
    })
}

/// For each byte the script, by its place in [`SCRIPTS`], of the letter whose first byte this is, and how
/// much it carries: nothing, where no letter begins.
const LETTERS: [(u8, u8); 256] = {
    let mut letters = [(0, 0); 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match script_of(byte as u8) {
            // A Han character tells about as much as three letters of an alphabet.
            Some(Script::Han) => (Script::Han as u8, 3),
            Some(script) => (script as u8, 1),
            None => (0, 0),
        };
        byte += 1;
    }
    letters
};

/// The bits of a number that go to each script.
const SHARE: usize = u64::BITS as usize / SCRIPTS.len();

/// The weights of [`LETTERS`] for all scripts as one number.
const WEIGHTS: [u64; 256] = {
    let mut weights = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (script, weight) = LETTERS[byte];
        weights[byte] = (weight as u64) << (SHARE * script as usize);
        byte += 1;
    }
    weights
};

/// How many short words a name of a masthead tells as much as.
const NAME: u32 = 3;

/// Which of the languages of one script most short words and names of a text belong to.
fn by_words(languages: &[Language], samples: &[Sample<'_>]) -> Language {
    let words = |language: &Language| -> u32 {
        let samples = samples.iter();
        samples.map(|sample| sample.words_of(*language)).sum()
    };
    let most = |score: &dyn Fn(&Language) -> u32| {
        let best = languages
            .iter()
            .rev()
            .max_by_key(|language| score(language));
        *best.expect("there are several")
    };
    // Next to always the words tell, whatever names stand there.
    let best = most(&words);
    let at_most = |other: &Language| words(other) + NAME * names(other.facts()).count() as u32;
    let mut others = languages.iter().filter(|other| **other != best);
    if others.all(|other| at_most(other) < words(&best)) {
        return best;
    }
    let head = fold(samples.first().map_or("", |sample| sample.text)).text;
    let named = |language: &Language| {
        let names = names(language.facts());
        names.filter(|name| head.contains(name)).count() as u32
    };
    most(&|language| words(language) + NAME * named(language))
}

/// The short words of all languages, as a table that a word leads to its place in.
struct ShortWords {
    /// Packed words, and for each a bit for every language that it is one of. Three in four are free.
    slots: Vec<(u64, u32)>,
    /// Whether a short word may begin with a byte: with a letter of a script that has several languages,
    /// which words tell apart.
    heads: [bool; 256],
}

impl ShortWords {
    fn all() -> &'static Self {
        const { assert!(Language::COUNT <= u32::BITS as usize) };
        static ALL: LazyLock<ShortWords> = LazyLock::new(|| {
            let words = |language: Language| language.facts().stopwords.iter();
            let count = Language::all().flat_map(words).count();
            let shared = SCRIPTS.map(|script| of_script(script).len() > 1);
            let mut all = ShortWords {
                slots: vec![(0, 0); (4 * count.max(1)).next_power_of_two()],
                heads: LETTERS.map(|(script, weight)| weight > 0 && shared[usize::from(script)]),
            };
            for language in Language::all() {
                for word in words(language) {
                    all.insert(word.as_bytes(), language);
                }
            }
            all
        });
        &ALL
    }

    fn insert(&mut self, word: &[u8], language: Language) {
        let Some(packed) = packed(word, 0..word.len()) else {
            return;
        };
        let place = self.place(packed);
        self.slots[place].0 = packed;
        self.slots[place].1 |= 1 << language.index();
    }

    /// Where a word stands in the table, or would.
    fn place(&self, word: u64) -> usize {
        // The golden ratio spreads what is multiplied by it.
        let spread = word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let last = self.slots.len() - 1;
        let mut place = spread as usize & last;
        while self.slots[place].0 != word && self.slots[place].0 != 0 {
            place = (place + 1) & last;
        }
        place
    }

    /// How many words of a text are short words of each language.
    fn counted(&self, text: &str) -> [u32; Language::COUNT] {
        let bytes = text.as_bytes();
        let mut counts = [0; Language::COUNT];
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let head = self.heads[usize::from(*byte)];
            if !byte.is_ascii() && !head {
                at = self.other_end(text, at);
                continue;
            }
            let (end, word) =
                if let Some((length, word)) = bytes[at..].first_chunk().and_then(short_word) {
                    (at + length, Some(word))
                } else {
                    let end = long_word_end(text, at);
                    (end, packed(bytes, at..end))
                };
            if let Some(word) = word.filter(|_| head) {
                let mut languages = self.slots[self.place(word)].1;
                while languages != 0 {
                    counts[languages.trailing_zeros() as usize] += 1;
                    languages &= languages - 1;
                }
            }
            at = match bytes.get(end) {
                // What ends a word is no part of one.
                Some(byte) if byte.is_ascii() => end + 1,
                _ if end > at => end,
                _ => text.ceil_char_boundary(at + 1),
            };
        }
        counts
    }

    /// Where a run of characters ends, from byte `at` on, that no short word begins with, and the word that
    /// the last of them stands in.
    fn other_end(&self, text: &str, at: usize) -> usize {
        let other = |byte: &&u8| !byte.is_ascii() && !self.heads[usize::from(**byte)];
        let end = at + text.as_bytes()[at..].iter().take_while(other).count();
        match before(text, end) {
            Some(last) if in_word(last) => word_end(text, end),
            _ => end,
        }
    }
}

/// `1` in each of eight bytes.
const ALL: u64 = u64::MAX / 0xff;

/// The highest bit of each of eight bytes.
const HIGH: u64 = ALL * 0x80;

/// The word of less than eight bytes that some bytes begin with, none of them beyond ASCII: its length, and
/// the word as [`packed`] has it.
fn short_word(bytes: &[u8; 8]) -> Option<(usize, u64)> {
    let bytes = lower(u64::from_le_bytes(*bytes));
    let apart = apart(bytes);
    let length = apart.trailing_zeros() / u8::BITS;
    let whole = length < u8::BITS && bytes & HIGH & apart & apart.wrapping_neg() == 0;
    whole.then(|| (length as usize, bytes & !(u64::MAX << (u8::BITS * length))))
}

/// Which of eight bytes are neither small letters nor digits of ASCII: each is told in its highest bit.
const fn apart(bytes: u64) -> u64 {
    !(among(bytes, b'a', b'z') | among(bytes, b'0', b'9')) & HIGH
}

/// Where a word ends that stands at byte `at` of a text, which may be a long one.
fn long_word_end(text: &str, mut at: usize) -> usize {
    while let Some(eight) = text.as_bytes()[at..].first_chunk() {
        if apart(lower(u64::from_le_bytes(*eight))) == 0 {
            at += eight.len();
            continue;
        }
        match short_word(eight) {
            Some((length, _)) => return at + length,
            None => break,
        }
    }
    word_end(text, at)
}

/// A word of a text that has at most eight bytes as a number, in lower case.
fn packed(text: &[u8], word: Range<usize>) -> Option<u64> {
    let beyond = 8_usize
        .checked_sub(word.len())
        .filter(|beyond| *beyond < 8)?;
    let bytes = match text[word.start..].first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut bytes = [0; 8];
            bytes[..word.len()].copy_from_slice(&text[word]);
            bytes
        }
    };
    Some(lower(u64::from_le_bytes(bytes)) & u64::MAX >> (8 * beyond))
}

/// Eight bytes, the capitals of ASCII among them in lower case.
const fn lower(bytes: u64) -> u64 {
    bytes | among(bytes, b'A', b'Z') >> 2
}

/// Which of eight bytes lie between two of ASCII, all at once: each is told in its highest bit.
const fn among(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !HIGH;
    let from_first = low + ALL * (0x80 - first as u64);
    let beyond_last = low + ALL * (0x7f - last as u64);
    from_first & !beyond_last & !bytes & HIGH
}

/// The names that mastheads hold: they tell the language where there is no body.
fn names(facts: &Facts) -> impl Iterator<Item = &str> {
    let organs = facts.organs.values();
    let organs = organs.filter_map(|organ| organ.names.folded().next());
    let masthead = &facts.masthead;
    organs
        .chain(masthead.united_nations.folded())
        .chain(masthead.session.folded())
        .chain(masthead.adoption.folded())
}

fn of_script(script: Script) -> &'static [Language] {
    static BY_SCRIPT: OnceLock<HashMap<Script, Vec<Language>>> = OnceLock::new();
    let by_script = BY_SCRIPT.get_or_init(|| {
        let mut map: HashMap<Script, Vec<Language>> = HashMap::new();
        for language in Language::all() {
            map.entry(language.facts().script)
                .or_default()
                .push(language);
        }
        map
    });
    by_script.get(&script).map_or(&[], Vec::as_slice)
}

/// Whether a line begins with the mark of a footnote in superscript digits.
fn superscript_mark(line: &str) -> bool {
    let raised_first = line.starts_with(|c| superscript_digit(c).is_some() || c == '⁽');
    raised_first && note_mark(line).is_some()
}

/// The profile of a source: how its footnotes are marked, and whether Markdown marks its headings.
pub(crate) fn profile(source: &str, lines: &[Line]) -> Profile {
    let (mut tagged, mut reference, mut superscript, mut markdown) = (0, 0, 0, 0);
    for line in lines {
        let text = line.text(source);
        let holds = |what: Holds, printed: &str| line.holds.any(what) && text.contains(printed);
        markdown +=
            u32::from(text.starts_with('#') || text.starts_with("**") || text.starts_with('|'));
        tagged += u32::from(holds(Holds::TAG, "<sup>"));
        reference += u32::from(holds(Holds::BRACKET, "[^"));
        superscript += u32::from(line.holds.any(Holds::RAISED) && superscript_mark(text));
    }
    if reference > 0 && reference >= tagged {
        Profile::Gfm
    } else if tagged > 0 {
        Profile::Ocr
    } else if superscript > 0 {
        Profile::Unicode
    } else if markdown > 0 {
        Profile::Ocr
    } else {
        Profile::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_lowered_all_at_once() {
        for byte in 0..=u8::MAX {
            let bytes = [byte, b'A', byte, 0xff, b'z', byte, 0, byte];
            let expected = bytes.map(|byte| byte.to_ascii_lowercase());
            assert_eq!(lower(u64::from_le_bytes(bytes)).to_le_bytes(), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn every_short_word_is_counted(text in "((the|La|été|de|del|à|и|к|في|的|x1|9th)[ ,.’'،，-]?|[a-zéп中]){0,12}") {
            let known = ShortWords::all();
            let mut expected = [0; Language::COUNT];
            for word in text.split(|c| !in_word(c)).filter(|word| !word.is_empty()) {
                let head = known.heads[usize::from(word.as_bytes()[0])];
                let word = packed(word.as_bytes(), 0..word.len()).filter(|_| head);
                let languages = word.map_or(0, |word| known.slots[known.place(word)].1);
                for (language, count) in expected.iter_mut().enumerate() {
                    *count += languages >> language & 1;
                }
            }
            proptest::prop_assert_eq!(known.counted(&text), expected);
        }
    }
}
