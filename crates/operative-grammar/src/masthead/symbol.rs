//! The symbol as a masthead prints it: alone in its line, behind the word for what it numbers, or before the title.

use super::organ_name;
use crate::facts::Facts;
use crate::fold::fold;
use crate::furniture::lone_symbol;
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
    let (symbol, title) = symbol_with_title(text)?;
    Some(line(symbol, title, false))
}

/// `symbol-by-word = word [":"] symbol`, as agencies head what has no other number: *Décision : 44 COM 7B.34*.
fn symbol_by_word<'a>(facts: &Facts, text: &'a str) -> Option<&'a str> {
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

/// `symbol-with-title = symbol blank title`, as volumes of agencies head their resolutions: *WHA60.1 Wells*.
fn symbol_with_title(text: &str) -> Option<(&str, &str)> {
    let (symbol, title) = text.split_once([' ', '\u{a0}'])?;
    let title = title.trim_start();
    let ended = symbol.ends_with(|c: char| c.is_ascii_digit());
    (ended
        && title.starts_with(char::is_uppercase)
        && lone_symbol(symbol).is_some()
        && issuer(&canonical(symbol)).is_none())
    .then_some((symbol, title))
}
