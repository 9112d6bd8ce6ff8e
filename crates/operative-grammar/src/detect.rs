//! Looking at a source before reading it: which language, which profile.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::facts::{Facts, Language, PerLanguage, Script};
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
    /// The short words, packed.
    words: Vec<u64>,
}

impl Sample {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = [0; SCRIPTS.len()];
        for (script, weight) in text.bytes().filter_map(script_of) {
            letters[script] += weight;
        }
        // Words tell languages apart where several share a script.
        let shared = SCRIPTS.map(|script| of_script(script).len() > 1);
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            let end = word_end(text, at);
            if script_of(*byte).is_some_and(|(script, _)| shared[script]) {
                words.extend(packed(&text[at..end]));
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
        self.short_words(language)
    }

    /// How many of the words are short words of a language.
    fn short_words(&self, language: Language) -> u32 {
        let known = stopwords(language);
        let words = self.words.iter();
        words
            .filter(|word| known.binary_search(word).is_ok())
            .count() as u32
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

/// The script, by its place in [`SCRIPTS`], of the letter whose first UTF-8 byte this is, and how much
/// it carries: a Han character about as much as three letters of an alphabet.
#[inline]
const fn script_of(byte: u8) -> Option<(usize, u32)> {
    Some(match byte {
        b'a'..=b'z' | b'A'..=b'Z' | 0xc3..=0xc9 => (0, 1),
        0xd0..=0xd4 => (1, 1),
        0xd8..=0xdb => (2, 1),
        0xe4..=0xe9 => (3, 3),
        _ => return None,
    })
}

/// Which of the languages of one script most short words and names of a text belong to.
fn by_words(languages: &[Language], windows: &[&str], samples: &[Sample]) -> Language {
    let head = windows
        .first()
        .map_or_else(String::new, |head| fold(head).text);
    let score = |at: usize| {
        let words: u32 = samples
            .iter()
            .map(|sample| sample.short_words(languages[at]))
            .sum();
        words + 3 * names(languages[at].facts(), &head)
    };
    let best = (0..languages.len()).rev().max_by_key(|at| score(*at));
    languages[best.unwrap_or(0)]
}

/// A word of at most eight bytes as a number, in lower case.
fn packed(word: &str) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes
        .get_mut(..word.len())
        .filter(|_| !word.is_empty())?
        .copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    Some(u64::from_le_bytes(bytes))
}

/// The short words of a language, packed and sorted.
fn stopwords(language: Language) -> &'static [u64] {
    static STOPWORDS: PerLanguage<Vec<u64>> = PerLanguage::new();
    STOPWORDS.get(language, |language| {
        let words = language.facts().stopwords.iter();
        let mut words: Vec<u64> = words.filter_map(|word| packed(word)).collect();
        words.sort_unstable();
        words
    })
}

/// How many of the names that mastheads hold stand in a text: they tell where there is no body.
fn names(facts: &Facts, folded: &str) -> u32 {
    let organs = facts
        .organs
        .values()
        .filter_map(|organ| organ.names.folded().next());
    let masthead = &facts.masthead;
    let words = masthead
        .united_nations
        .folded()
        .chain(masthead.session.folded())
        .chain(masthead.adoption.folded());
    organs
        .chain(words)
        .filter(|name| folded.contains(name))
        .count() as u32
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
