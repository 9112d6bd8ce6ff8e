//! The scanner: a passage's text to the tokens that references are made of.
//!
//! It wakes where a word begins, at digits, at the slash of a symbol and at punctuation. What lies between
//! tokens is passed over; each token knows whether anything does.

use std::ops::Range;

use jiff::civil::Date;
use operative_grammar::symbol::{HEALTH_ASSEMBLY, ascii_kin, session_leads, symbol};
use operative_grammar::{after, before, in_word, is_letter, trim};

use crate::lexicon::{Lexicon, Word};
use crate::numeral::{Numeral, meeting_at, numeral_at, written_at, written_before};

/// A token of a passage.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// First byte in the scanner's text.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    /// What stands before it, back to the token before.
    pub(crate) gap: Gap,
}

/// What stands between two tokens.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Blank,
    /// Text that means nothing to the scanner.
    Text,
}

impl Gap {
    /// What a text between two tokens is.
    pub(crate) fn between(text: &str) -> Self {
        match text {
            "" => Self::None,
            " " => Self::Blank,
            _ if text.trim_start().is_empty() => Self::Blank,
            _ => Self::Text,
        }
    }
}

/// What a token is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of the lexicon.
    Word(Word),
    /// A number.
    Numeral(Numeral),
    /// A document symbol, as an index of [`Scan::symbols`].
    Symbol(u32),
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A full stop that ends a sentence.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// `-` between two numbers.
    Dash,
    /// A date, once its parts are put together.
    Date(Date),
    /// A place on the web.
    Url,
}

/// The tokens of a passage.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// In order.
    pub(crate) tokens: Vec<Token>,
    /// The canonical forms of the symbols among them.
    pub(crate) symbols: Vec<String>,
    /// Where marks of quotation stand, straight ones aside: “ ” « » 《 》.
    pub(crate) quotations: Vec<u32>,
}

impl Scan {
    /// Scans another text.
    pub(crate) fn refill(&mut self, lexicon: &Lexicon, text: &str) {
        self.tokens.clear();
        self.symbols.clear();
        self.quotations.clear();
        // Where the last token ends, and where its letters begin if it ends with some.
        let (mut past, mut word) = (0, 0);
        for at in lexicon.triggers.places(text, lexicon.spaced) {
            let Some(c) = after(text, at).filter(|_| at >= past) else {
                continue;
            };
            let found = if lexicon.marks[usize::from(text.as_bytes()[at])] {
                self.mark(lexicon, text, at, past)
            } else {
                self.word(lexicon, text, (at, c), (past, word))
            };
            if !c.is_ascii() && is_quotation(c) {
                self.quotations.push(at as u32);
            }
            if let Some((kind, range)) = found {
                self.written_number(lexicon, text, kind, past..range.start);
                past = range.end;
                let lettered = before(text, past).is_some_and(is_letter);
                word = if lettered { range.start } else { past };
                self.push(text, kind, range);
            }
        }
    }

    /// The number in words before its mark, where words are not parted: 第二千六百二十五号, 一九四八年.
    fn written_number(&mut self, lexicon: &Lexicon, text: &str, kind: Kind, gap: Range<usize>) {
        let marks = matches!(kind, Kind::Word(Word::NumberMark | Word::DateMark));
        if lexicon.spaced || !marks || gap.is_empty() {
            return;
        }
        if let Some((number, start)) = written_before(lexicon.language.facts(), &text[gap.clone()])
        {
            let numeral = Kind::Numeral(Numeral::Plain(number));
            self.push(text, numeral, gap.start + start..gap.end);
        }
    }

    /// The token of the longest trigger that a character begins, where the last token ends at byte `past`
    /// and its letters begin at byte `word`.
    fn word(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        (at, c): (usize, char),
        (past, word): (usize, usize),
    ) -> Option<(Kind, Range<usize>)> {
        let letter = is_letter(c);
        // No word begins among the letters of another.
        let glued = || lexicon.spaced && glued(lexicon, text, at, past, word);
        if letter && glued() {
            return None;
        }
        let (which, end) = lexicon.triggers.longest(text, at)?;
        let whole = || (letter || !glued()) && word_ends(lexicon, text, end);
        if which < lexicon.words.len() && !whole() {
            return None;
        }
        self.token(lexicon, text, which, at..end, past)
    }

    /// The token that a trigger stands for, or is part of.
    fn token(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        trigger: usize,
        range: Range<usize>,
        past: usize,
    ) -> Option<(Kind, Range<usize>)> {
        match lexicon.words.get(trigger) {
            Some(_)
                if lexicon.spaced
                    && (begins_symbol(text, range.start, range.end)
                        || is_label(text, range.start, range.end)) =>
            {
                None
            }
            Some(word) => Some((Kind::Word(*word), range)),
            None if range.len() > 3 => Some((Kind::Url, range.start..url_end(text, range.start))),
            None => self.mark(lexicon, text, range.start, past),
        }
    }

    /// The token that a digit, a slash or a punctuation mark at byte `at` belongs to.
    fn mark(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        at: usize,
        past: usize,
    ) -> Option<(Kind, Range<usize>)> {
        let c = text[at..].chars().next()?;
        let kind = match c {
            // A digit for the character that means none: 二0二五.
            '0' if !lexicon.spaced
                && written_before(lexicon.language.facts(), &text[past..at]).is_some() =>
            {
                return None;
            }
            '0'..='9' | '/' => {
                let glued = text[past..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| in_word(c) || c == '(');
                if (c == '/' || glued || organ_before(&text[past..at]))
                    && let Some(found) = self.symbol(text, at, past)
                {
                    return Some(found);
                }
                if c == '/' {
                    let (numeral, range) = meeting_at(text, at, past)?;
                    return Some((Kind::Numeral(numeral), range));
                }
                if let Some(found) = self.modifier(text, at, past) {
                    return Some(found);
                }
                // Or behind it: `40 C/24`.
                if !glued
                    && session_leads(&text[at..])
                    && let Some(found) = self.symbol_from(text, at, at)
                {
                    return Some(found);
                }
                let (numeral, range) = numeral_at(lexicon, text, at);
                return (range.start >= past).then_some((Kind::Numeral(numeral), range));
            }
            ',' => Kind::Comma,
            ';' => Kind::Semicolon,
            '.' if ends_sentence(text, at) => Kind::Stop,
            '。' => Kind::Stop,
            // The session in a symbol: `GC(60)/RES/9`.
            '(' if text[past..at].ends_with(|c: char| c.is_ascii_uppercase())
                && let Some(found) = self.symbol(text, at, past) =>
            {
                return Some(found);
            }
            '(' if !lexicon.spaced
                && let Some((numeral, range)) = written_at(lexicon, text, at, past) =>
            {
                return Some((Kind::Numeral(numeral), range));
            }
            '(' | '[' | '《' => Kind::Open,
            ')' | ']' | '》' => Kind::Close,
            _ => return None,
        };
        Some((kind, at..at + c.len_utf8()))
    }

    /// The symbol whose first slash, or first digit glued to letters, stands at byte `at`.
    fn symbol(&mut self, text: &str, at: usize, past: usize) -> Option<(Kind, Range<usize>)> {
        let head =
            |c: char| ascii_kin(c).is_ascii_alphanumeric() || matches!(c, '-' | '(' | ')' | '.');
        let before = text[past..at].trim_end_matches(' ');
        if let Some(start) = before.strip_suffix(HEALTH_ASSEMBLY) {
            return self.symbol_from(text, past + start.len(), at);
        }
        let mut start = past
            + before.rfind(|c| !head(c)).map_or(0, |end| {
                end + before[end..].chars().next().map_or(0, char::len_utf8)
            });
        while start < at {
            if let Some(found) = self.symbol_from(text, start, at) {
                return Some(found);
            }
            // The head may begin after a bracket or a dash that belongs to the text before it.
            start += text[start..at]
                .find(['-', '(', ')', '.'])
                .map_or(at - start, |skip| skip + 1);
        }
        None
    }

    /// modifier = ("Add." / "Corr." / "Rev." / "Amend.") [blank] number, behind a symbol and a joint, whose digits
    /// stand at byte `at`: `A/58/10 and Corr.1` leaves unsaid the symbol that is corrected
    fn modifier(&mut self, text: &str, at: usize, past: usize) -> Option<(Kind, Range<usize>)> {
        /// The longest list of modifiers.
        const LONGEST: usize = 8;
        let word = trim(&text[past..at]);
        if !["Add.", "Corr.", "Rev.", "Amend."].contains(&word) {
            return None;
        }
        let joint = |kind| matches!(kind, Kind::Comma | Kind::Word(Word::And));
        let mut before = self.tokens.iter().rev().take(LONGEST).enumerate();
        let (_, symbol) = before.find(|(back, token)| {
            let full = text[token.start as usize..token.end as usize].contains('/');
            *back > 0 && full || !joint(token.kind) && !matches!(token.kind, Kind::Symbol(_))
        })?;
        let Kind::Symbol(symbol) = symbol.kind else {
            return None;
        };
        let first = self.tokens.last()?;
        if !joint(first.kind) || first.gap > Gap::Blank {
            return None;
        }
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let number = &text[at..at + digits];
        let whole = self.symbols.get(symbol as usize)?;
        // A second addendum is one to the same document.
        let base = match whole.rsplit_once('/') {
            Some((base, last)) if last.starts_with(word) => base,
            _ => whole,
        };
        self.symbols.push(format!("{base}/{word}{number}"));
        let start = past + text[past..at].len() - text[past..at].trim_start().len();
        let index = self.symbols.len() as u32 - 1;
        Some((Kind::Symbol(index), start..at + digits))
    }

    /// The symbol that begins at byte `start` and goes on past byte `at`.
    fn symbol_from(&mut self, text: &str, start: usize, at: usize) -> Option<(Kind, Range<usize>)> {
        let (rest, found) = symbol(&text[start..]).ok()?;
        if text.len() - rest.len() <= at {
            return None;
        }
        self.symbols.push(found.canonical.into_owned());
        let index = self.symbols.len() as u32 - 1;
        Some((Kind::Symbol(index), start..text.len() - rest.len()))
    }

    /// What stands between the last token and the next, where that is more than a blank. A dash is a token.
    fn gap_with_mark(&mut self, text: &str, between: Range<usize>) -> Gap {
        let at = between.end;
        let mark = text[between].trim_start();
        match mark.as_bytes() {
            [] => Gap::Blank,
            // Two names of one month: `كانون الأول/ديسمبر`.
            [b'/', ..] if mark.trim_end() == "/" => Gap::None,
            // Direction between numbers: `970-973`, `A/77/1-A/77/3`.
            [b'-', ..] if mark.trim_end() == "-" && !self.tokens.is_empty() => {
                let at = at - mark.len();
                self.tokens.push(Token {
                    kind: Kind::Dash,
                    start: at as u32,
                    end: at as u32 + 1,
                    gap: Gap::None,
                });
                Gap::None
            }
            _ => Gap::Text,
        }
    }

    fn push(&mut self, text: &str, kind: Kind, range: Range<usize>) {
        let before = self.tokens.last().map_or(0, |token| token.end as usize);
        let begins_with_letter = |at| after(text, at).is_some_and(is_letter);
        let gap = match &text.as_bytes()[before..range.start] {
            [] => Gap::None,
            b" " => Gap::Blank,
            [b' ', ..] if begins_with_letter(before + 1) => Gap::Text,
            _ => self.gap_with_mark(text, before..range.start),
        };
        self.tokens.push(Token {
            kind,
            start: range.start as u32,
            end: range.end as u32,
            gap,
        });
    }
}

/// Whether a character is a mark of quotation that has a shape of its own on each side.
const fn is_quotation(c: char) -> bool {
    matches!(c, '“' | '”' | '«' | '»' | '《' | '》')
}

/// Where an address of the web ends: at a blank, less the marks that belong to the sentence.
fn url_end(text: &str, start: usize) -> usize {
    let address = &text[start..];
    let end = address
        .find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, ')' | ',' | ';' | '>'))
        .unwrap_or(address.len());
    start + address[..end].trim_end_matches(['.', ':', ']']).len()
}

/// Whether a full stop ends a sentence: nothing follows it, or a blank and no digit or small letter.
fn ends_sentence(text: &str, at: usize) -> bool {
    let after = &text[at + 1..];
    match after.chars().next() {
        None => true,
        Some(' ') => !after
            .trim_start()
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()),
        Some(c) => matches!(c, '"' | '”' | '»' | ')'),
    }
}

/// Whether a text ends with what stands before a number in some symbols: `A.` in `A.1185(33)`, `Conf. ` in
/// `Conf. 10.10`, `BC-` in `BC-14/12`, the letters of the World Health Assembly in Arabic, but not the `ES-` of a session.
fn organ_before(text: &str) -> bool {
    let capital = |c: char| c.is_ascii_uppercase();
    if let Some(organ) = text.strip_suffix('.') {
        return organ.ends_with(capital) || organ.ends_with("Conf");
    }
    if let Some(organ) = text.strip_suffix('-') {
        let letters = &organ[organ.trim_end_matches(capital).len()..];
        return letters.len() > 1 && letters != "ES";
    }
    text.ends_with("Conf. ") || text.trim_end_matches(' ').ends_with(HEALTH_ASSEMBLY)
}

/// Whether a word is the head of a symbol: capitals before a slash, as in `ST/SGB`, but not `and/or`.
fn begins_symbol(text: &str, start: usize, end: usize) -> bool {
    text[end..].starts_with('/')
        && text[start..end]
            .bytes()
            .all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word of one letter is the label of a sub-paragraph: `apartado a)`.
fn is_label(text: &str, start: usize, end: usize) -> bool {
    text[end..].starts_with(')') && text[start..end].chars().nth(1).is_none()
}

/// Whether a word may end at byte `end`: no letter goes on with it.
fn word_ends(lexicon: &Lexicon, text: &str, end: usize) -> bool {
    let goes_on = || after(text, end).is_some_and(is_letter);
    !(lexicon.spaced && goes_on() && before(text, end).is_some_and(in_word))
}

/// Whether byte `at` stands within a word: letters stand before it that are more than what the script
/// writes on to the word that follows. Those from `past` on are looked at, where the last token ends, and
/// those from `word` on where they reach back to it.
fn glued(lexicon: &Lexicon, text: &str, at: usize, past: usize, word: usize) -> bool {
    if !before(text, at).is_some_and(is_letter) {
        return false;
    }
    let mut start = at;
    while at - start <= lexicon.longest_proclitic
        && start > past
        && let Some(letter) = before(text, start).filter(|c| is_letter(*c))
    {
        start -= letter.len_utf8();
    }
    let start = if start == past { word } else { start };
    let mut proclitics = lexicon.proclitics.iter();
    !proclitics.any(|proclitic| *proclitic == text[start..at])
        || before(text, start).is_some_and(in_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut scan = Scan::default();
        scan.refill(Lexicon::of_language("en"), text);
        scan.tokens.iter().map(|token| token.kind).collect()
    }

    #[test]
    fn marks_are_told_apart() {
        assert_eq!(
            crate::lexicon::MARKS
                .chars()
                .filter(char::is_ascii_digit)
                .count(),
            10
        );
        assert_eq!(kinds("WHA61/2008/REC/1"), [Kind::Symbol(0)]);
        assert_eq!(
            kinds("(A/77/53)"),
            [Kind::Open, Kind::Symbol(0), Kind::Close]
        );
        assert_eq!(
            kinds("A/77/277-S/2022/606"),
            [Kind::Symbol(0), Kind::Dash, Kind::Symbol(1)]
        );
        assert_eq!(kinds("and/or")[0], Kind::Word(Word::And));
        assert!(matches!(
            kinds("resolution 70/1.")[..],
            [Kind::Word(Word::Resolution), Kind::Numeral(_), Kind::Stop]
        ));
        assert!(matches!(
            kinds("vols. 970-973")[1..],
            [Kind::Numeral(_), Kind::Dash, Kind::Numeral(_)]
        ));
    }
}
