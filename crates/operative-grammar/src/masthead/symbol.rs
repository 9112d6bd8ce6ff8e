//! The symbol as a masthead prints it: alone in its line, behind the word for what it numbers, or before the title.

use super::organ_name;
use crate::facts::Facts;
use crate::fold::fold;
use crate::furniture::{self, lone_symbol};
use crate::homoglyph::latin;
use crate::symbol::{canonical, issuer};
use crate::word::letters;

/// A line of the masthead that prints the symbol.
pub(super) struct SymbolLine<'a> {
    /// As printed, or the whole line.
    pub(super) symbol: &'a str,
    /// The title behind it, where it stands there.
    pub(super) title: &'a str,
    /// Whether it stands behind the word for what it numbers, in the place of a number.
    pub(super) by_word: bool,
}

/// `symbol-line = symbol / symbol-by-word / symbol-behind-organ / symbol-with-title`, the last two where no symbol is
/// `known` yet.
pub(super) fn symbol_line<'a>(facts: &Facts, text: &'a str, known: bool) -> Option<SymbolLine<'a>> {
    let line = |symbol, title, by_word| SymbolLine {
        symbol,
        title,
        by_word,
    };
    if lone_symbol(&latin(text)).is_some() {
        return Some(line(text, "", false));
    }
    if let Some(symbol) = symbol_by_word(facts, text) {
        return Some(line(symbol, "", true));
    }
    if known {
        return None;
    }
    if let Some(symbol) = symbol_behind_organ(facts, text) {
        return Some(line(symbol, "", false));
    }
    let (symbol, title) = symbol_with_title(facts, text)?;
    Some(line(symbol, title, false))
}

/// `symbol-by-word = word [":"] symbol / [mark] symbol [mark] word`, as agencies head what has no other number: *Décision :
/// 44 COM 7B.34*, the second where words are not parted, *第A.1156(32)号决议*.
fn symbol_by_word<'a>(facts: &Facts, text: &'a str) -> Option<&'a str> {
    if !facts.spaced {
        let start = text.find(|c: char| c.is_ascii_alphanumeric())?;
        let (symbol, behind) = furniture::symbol_line(&text[start..])?;
        let mark = |text: &str| text.chars().nth(1).is_none();
        let behind = fold(behind).text;
        let mut words = facts.masthead.adopted();
        let worded = words.any(|word| behind.strip_suffix(word).is_some_and(mark));
        return (worded && mark(&text[..start]) && issuer(&canonical(symbol)).is_none())
            .then_some(symbol);
    }
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    let word = fold(word.trim_end_matches(':')).text;
    if !facts.masthead.adopted().any(|known| known == word) {
        return None;
    }
    let symbol = lone_symbol(rest.trim_start_matches([':', ' ', '\u{a0}']))?;
    issuer(&canonical(symbol)).is_none().then_some(symbol)
}

/// `symbol-behind-organ = word organ [number-mark] symbol`, as libraries and encyclopedias head what they copy:
/// *Резолюция Генеральной Ассамблеи № A/RES/1767(XVII)*.
fn symbol_behind_organ<'a>(facts: &Facts, text: &'a str) -> Option<&'a str> {
    /// The letters of what else may stand there.
    const OTHER: usize = 24;
    let start = text[..text.find('/')?].rfind([' ', '\u{a0}'])? + 1;
    let symbol = lone_symbol(text.get(start..)?)?;
    let before = fold(&text[..start]).text;
    let name = organ_name(facts, &before)?;
    let headed = facts.masthead.adopted().any(|word| before.contains(word));
    (headed && letters(before.chars()) <= letters(name.chars()) + OTHER).then_some(symbol)
}

/// `symbol-with-title = [word] symbol [":" / "."] blank title`, as volumes of agencies head their resolutions: *WHA60.1
/// Wells*, *A41-21: Wells*.
fn symbol_with_title<'a>(facts: &Facts, text: &'a str) -> Option<(&'a str, &'a str)> {
    let worded = |(word, rest)| {
        let word = fold(word).text;
        let mut words = facts.masthead.adopted();
        words.any(|known| known == word).then_some(rest)
    };
    let text = text
        .split_once([' ', '\u{a0}'])
        .and_then(worded)
        .unwrap_or(text);
    let (symbol, rest) = furniture::symbol_line(text)?;
    // Behind what looks like a path, a point ends the number of a resolution.
    let set_off = rest.starts_with([' ', '\u{a0}', '\t']) || !symbol.contains('/');
    let title = rest.trim_start_matches([' ', '\u{a0}', '\t', ':', '：', '.', '-', '–', '—']);
    let ended = symbol.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    (ended
        && set_off
        && title.len() < rest.len()
        && title.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && issuer(&canonical(symbol)).is_none())
    .then_some((symbol, title))
}
