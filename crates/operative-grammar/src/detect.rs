//! Looking at a source before reading it: which language, which profile.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use crate::facts::{Facts, Language, Script};
use crate::fold::fold;
use crate::holds::Holds;
use crate::layout::Line;
use crate::mark::{note_mark, superscript_digit};
use crate::tree::Profile;
use crate::word::word_end;

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
    windows: Vec<&'a str>,
    samples: Vec<Sample>,
}

impl<'a> Look<'a> {
    pub(crate) fn of(source: &'a str) -> Self {
        let windows = windows(source);
        let samples = windows.iter().map(|window| Sample::of(window)).collect();
        Self { windows, samples }
    }

    /// The language of a text: the script that most of its letters belong to, then the commonest short
    /// words. Mastheads in another language are outweighed by the body.
    pub(crate) fn language(&self) -> Language {
        let letters = |script: usize| {
            let samples = self.samples.iter();
            samples.map(|sample| sample.letters[script]).sum::<u32>()
        };
        let most = (0..SCRIPTS.len())
            .rev()
            .max_by_key(|script| letters(*script));
        match of_script(SCRIPTS[most.unwrap_or(0)]) {
            [] => Language::all()
                .next()
                .expect("there is at least one language file"),
            [only] => *only,
            several => by_words(several, &self.windows, &self.samples),
        }
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
        let others = Language::all().filter(|other| *other != language);
        let (weight, other) = others
            .map(|other| (weigh(other), other))
            .max_by_key(|(weight, _)| *weight)?;
        (weight > 0 && weight * SHARE >= own).then_some(other)
    }
}

/// What languages are told by in a piece of text, read once for all of them.
pub(crate) struct Sample {
    /// How much the letters of each of [`SCRIPTS`] carry.
    letters: [u32; SCRIPTS.len()],
    /// How many words are short words of each language.
    words: [u32; Language::COUNT],
}

impl Sample {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = [0; SCRIPTS.len()];
        for byte in text.bytes() {
            let (script, weight) = LETTERS[usize::from(byte)];
            letters[usize::from(script)] += u32::from(weight);
        }
        let mut words = [0; Language::COUNT];
        let known = ShortWords::all();
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            let end = word_end(text, at);
            let (script, weight) = LETTERS[usize::from(*byte)];
            if weight > 0 && known.scripts[usize::from(script)] {
                known.count(text.as_bytes(), at..end, &mut words);
            }
            at = text.ceil_char_boundary(end + 1);
        }
        Self { letters, words }
    }

    /// How much of it is in a language, to be compared with another: its short words; where the script
    /// tells the language alone, its letters, about as many as go to a short word.
    pub(crate) fn weight(&self, language: Language) -> u32 {
        /// Letters to one short word.
        const LETTERS: u32 = 16;
        let script = language.facts().script;
        if of_script(script).len() == 1 {
            let own = SCRIPTS.iter().position(|one| *one == script);
            return own.map_or(0, |own| self.letters[own]) / LETTERS;
        }
        self.words[language.index()]
    }
}

/// The windows of a source that are looked at: as many as fit, evenly spread.
fn windows(source: &str) -> Vec<&str> {
    let count = source.len().div_ceil(WINDOW).clamp(1, WINDOWS);
    (0..count)
        .map(|at| {
            let start = source.floor_char_boundary(source.len() / count * at);
            let end = source.floor_char_boundary(start.saturating_add(WINDOW));
            &source[start..end]
        })
        .collect()
}

/// The scripts that languages are told by.
const SCRIPTS: [Script; 4] = [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Han];

/// For each byte the script, by its place in [`SCRIPTS`], of the letter whose first byte this is, and how
/// much it carries: nothing, where no letter begins.
const LETTERS: [(u8, u8); 256] = {
    let mut letters = [(0, 0); 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | 0xc3..=0xc9 => (0, 1),
            0xd0..=0xd4 => (1, 1),
            0xd8..=0xdb => (2, 1),
            // A Han character tells about as much as three letters of an alphabet.
            0xe4..=0xe9 => (3, 3),
            _ => (0, 0),
        };
        byte += 1;
    }
    letters
};

/// How many short words a name of a masthead tells as much as.
const NAME: u32 = 3;

/// Which of the languages of one script most short words and names of a text belong to.
fn by_words(languages: &[Language], windows: &[&str], samples: &[Sample]) -> Language {
    let words = |language: &Language| -> u32 {
        let samples = samples.iter();
        samples.map(|sample| sample.words[language.index()]).sum()
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
    let head = fold(windows.first().unwrap_or(&"")).text;
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
    /// The bytes of the longest.
    longest: usize,
    /// Which of [`SCRIPTS`] have several languages, which words tell apart.
    scripts: [bool; SCRIPTS.len()],
}

impl ShortWords {
    fn all() -> &'static Self {
        const { assert!(Language::COUNT <= u32::BITS as usize) };
        static ALL: LazyLock<ShortWords> = LazyLock::new(|| {
            let words = |language: Language| language.facts().stopwords.iter();
            let count = Language::all().flat_map(words).count();
            let mut all = ShortWords {
                slots: vec![(0, 0); (4 * count.max(1)).next_power_of_two()],
                longest: 0,
                scripts: SCRIPTS.map(|script| of_script(script).len() > 1),
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
        self.longest = self.longest.max(word.len());
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

    /// Counts a word of a text for each language that it is a short word of.
    fn count(&self, text: &[u8], word: Range<usize>, counts: &mut [u32; Language::COUNT]) {
        if word.len() > self.longest {
            return;
        }
        let Some(word) = packed(text, word) else {
            return;
        };
        let mut languages = self.slots[self.place(word)].1;
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
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

/// Eight bytes, the capitals of ASCII among them in lower case, all at once: whether a byte is one is told in
/// its highest bit.
const fn lower(bytes: u64) -> u64 {
    const ALL: u64 = u64::MAX / 0xff;
    let low = bytes & (ALL * 0x7f);
    let from_a = low + ALL * (0x80 - b'A' as u64);
    let beyond_z = low + ALL * (0x7f - b'Z' as u64);
    let capitals = from_a & !beyond_z & !bytes & (ALL * 0x80);
    bytes | capitals >> 2
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
}
