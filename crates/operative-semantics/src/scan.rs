//! The scanner: a passage's text to the tokens that references are made of.
//!
//! One automaton wakes it at the language's words, at digits, at the slash of a symbol and at
//! punctuation. What lies between tokens is passed over; each token knows whether anything does.

use jiff::civil::Date;
use operative_grammar::symbol::{homoglyph, symbol};

use crate::facts::{Lexicon, Word};
use crate::numeral::{Numeral, numeral_at};

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
    /// Where letters of another script stand in for Latin ones in a symbol.
    pub(crate) homoglyphs: Vec<(u32, u32)>,
}

impl Scan {
    /// Scans another text.
    pub(crate) fn refill(&mut self, lexicon: &Lexicon, text: &str) {
        self.tokens.clear();
        self.symbols.clear();
        self.homoglyphs.clear();
        let mut past = 0;
        for found in lexicon.automaton.find_iter(text) {
            let (start, end) = (found.start(), found.end());
            if start < past {
                continue;
            }
            let (kind, range) = match lexicon.words.get(found.pattern().as_usize()) {
                Some(word) => {
                    if lexicon.spaced
                        && (!whole_word(lexicon, text, start, end)
                            || begins_symbol(text, start, end)
                            || is_label(text, start, end))
                    {
                        continue;
                    }
                    (Kind::Word(*word), start..end)
                }
                None if end - start > 3 => (Kind::Url, start..url_end(text, start)),
                None => match self.mark(lexicon, text, start, past) {
                    Some(found) => found,
                    None => continue,
                },
            };
            past = range.end;
            self.push(text, kind, range);
        }
    }

    /// The token that a digit, a slash or a punctuation mark at byte `at` belongs to.
    fn mark(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        at: usize,
        past: usize,
    ) -> Option<(Kind, std::ops::Range<usize>)> {
        let c = text[at..].chars().next()?;
        let kind = match c {
            '0'..='9' | '/' => {
                let glued = text[past..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphanumeric() || c == '(');
                if (c == '/' || glued)
                    && let Some(found) = self.symbol(text, at, past)
                {
                    return Some(found);
                }
                if c == '/' {
                    return None;
                }
                let (numeral, range) = numeral_at(lexicon, text, at);
                return (range.start >= past).then_some((Kind::Numeral(numeral), range));
            }
            ',' => Kind::Comma,
            ';' => Kind::Semicolon,
            '.' if ends_sentence(text, at) => Kind::Stop,
            '。' => Kind::Stop,
            '(' | '[' | '《' => Kind::Open,
            ')' | ']' | '》' => Kind::Close,
            _ => return None,
        };
        Some((kind, at..at + c.len_utf8()))
    }

    /// The symbol whose first slash, or first digit glued to letters, stands at byte `at`.
    fn symbol(
        &mut self,
        text: &str,
        at: usize,
        past: usize,
    ) -> Option<(Kind, std::ops::Range<usize>)> {
        let head = |c: char| {
            homoglyph(c).unwrap_or(c).is_ascii_alphanumeric() || matches!(c, '-' | '(' | ')')
        };
        let before = &text[past..at];
        let mut start = past
            + before.rfind(|c| !head(c)).map_or(0, |end| {
                end + before[end..].chars().next().map_or(0, char::len_utf8)
            });
        while start < at {
            if let Ok((rest, found)) = symbol(&text[start..])
                && start + found.printed.len() > at
            {
                let end = text.len() - rest.len();
                if found.homoglyphs {
                    self.homoglyphs.push((start as u32, end as u32));
                }
                self.symbols.push(found.canonical.into_owned());
                return Some((Kind::Symbol(self.symbols.len() as u32 - 1), start..end));
            }
            // The head may begin after a bracket or a dash that belongs to the text before it.
            start += text[start..at]
                .find(['-', '(', ')'])
                .map_or(at - start, |skip| skip + 1);
        }
        None
    }

    fn push(&mut self, text: &str, kind: Kind, range: std::ops::Range<usize>) {
        let before = self.tokens.last().map_or(0, |token| token.end as usize);
        let between = &text[before..range.start];
        // Direction between numbers: `970-973`, `A/77/1-A/77/3`.
        let gap = match between.trim() {
            "" if between.is_empty() => Gap::None,
            "" => Gap::Blank,
            // Two names of one month: `كانون الأول/ديسمبر`.
            "/" => Gap::None,
            "-" if !self.tokens.is_empty() => {
                let at = before + between.find('-').unwrap_or(0);
                self.tokens.push(Token {
                    kind: Kind::Dash,
                    start: at as u32,
                    end: at as u32 + 1,
                    gap: Gap::None,
                });
                Gap::None
            }
            _ => Gap::Text,
        };
        self.tokens.push(Token {
            kind,
            start: range.start as u32,
            end: range.end as u32,
            gap,
        });
    }
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

/// Whether no letter stands right before or after, but one that the script writes on to a word.
fn whole_word(lexicon: &Lexicon, text: &str, start: usize, end: usize) -> bool {
    let last = text[start..end]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if last && text[end..].chars().next().is_some_and(char::is_alphabetic) {
        return false;
    }
    let before = &text[..start];
    let letter = |text: &str| text.chars().next_back().is_some_and(char::is_alphanumeric);
    if !before.chars().next_back().is_some_and(char::is_alphabetic) {
        return true;
    }
    lexicon.proclitics.iter().any(|proclitic| {
        before
            .strip_suffix(proclitic.as_str())
            .is_some_and(|head| !letter(head))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use operative_grammar::Language;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut scan = Scan::default();
        scan.refill(
            Lexicon::of(Language::from_code("en").expect("English")),
            text,
        );
        scan.tokens.iter().map(|token| token.kind).collect()
    }

    #[test]
    fn marks_are_told_apart() {
        assert_eq!(
            crate::facts::MARKS
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
