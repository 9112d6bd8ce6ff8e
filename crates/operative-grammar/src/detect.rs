//! Looking at a source before reading it: which language, which profile.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::facts::{Facts, Language, Script};
use crate::fold::fold;
use crate::layout::Line;
use crate::mark::{note_mark, raised};
use crate::tree::Profile;

/// How much of a source is looked at, in bytes.
const WINDOW: usize = 24 * 1024;

/// How much of it is looked through for names.
const HEAD: usize = 2 * 1024;

/// The language of a text: the script that most of its letters belong to, then the commonest short
/// words. Mastheads in another language are outweighed by the body.
pub(crate) fn language(source: &str) -> Language {
    let window = &source[..floor_boundary(source, WINDOW)];
    let mut letters: HashMap<Script, u32> = HashMap::new();
    for c in window.chars() {
        // A Han character carries about as much as three letters of an alphabet.
        let (script, weight) = match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => (Script::Latin, 1),
            '\u{400}'..='\u{52f}' => (Script::Cyrillic, 1),
            '\u{600}'..='\u{6ff}' => (Script::Arabic, 1),
            '\u{3400}'..='\u{9fff}' => (Script::Han, 3),
            _ => continue,
        };
        *letters.entry(script).or_default() += weight;
    }
    let script = letters
        .iter()
        .max_by_key(|(script, count)| (**count, std::cmp::Reverse(**script)))
        .map_or(Script::Latin, |found| *found.0);
    let counts = word_counts(window);
    let head = fold(&window[..floor_boundary(window, HEAD)]).text;
    let score = |language: &Language| -> u32 {
        language
            .facts()
            .stopwords
            .iter()
            .map(|word| counts.get(word.as_str()).copied().unwrap_or(0))
            .sum::<u32>()
            + 3 * names(language.facts(), &head)
    };
    of_script(script)
        .iter()
        .copied()
        .max_by_key(|language| (score(language), std::cmp::Reverse(*language)))
        .or_else(|| Language::all().next())
        .expect("there is at least one language file")
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

fn word_counts(text: &str) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() < 24)
    {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// The profile of a source: how its footnotes are marked, and whether Markdown marks its headings.
pub(crate) fn profile(source: &str, lines: &[Line]) -> Profile {
    let (mut tagged, mut reference, mut superscript, mut markdown) = (0, 0, 0, 0);
    for line in lines {
        let text = line.span.slice(source);
        markdown +=
            u32::from(text.starts_with('#') || text.starts_with("**") || text.starts_with('|'));
        if text.contains("<sup>") {
            tagged += 1;
        }
        if text.contains("[^") {
            reference += 1;
        }
        if note_mark(text).is_some() && raised(text).is_ok_and(|(_, raised)| raised.open == 0) {
            superscript += 1;
        }
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

/// The greatest character boundary at or below `at`.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
