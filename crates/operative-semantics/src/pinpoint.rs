//! Pinpoints: the part of a source that is cited, before it or after it.

use std::ops::Range;

use crate::facts::Locator;
use crate::lexicon::{Lexicon, Word};
use crate::numeral::{Numeral, roman};
use crate::scan::{Gap, Kind, Token};
use crate::steps::{lettered, number};

/// Whether nothing stands between two tokens but a value: a Roman numeral, a letter, a number in
/// words, which are text to the scanner.
fn valued(lexicon: &Lexicon, text: &str, left: &Token, right: &Token) -> bool {
    /// A longer text is prose.
    const LONGEST: usize = 40;
    let between = text[left.end as usize..right.start as usize].trim();
    between.is_empty()
        || between.chars().count() <= LONGEST
            && (between
                .split([' ', '.'])
                .all(|word| word.is_empty() || is_value(word))
                || number(lexicon.language, between).is_some())
}

/// The tokens of a pinpoint before the token `at`: `section I of`.
///
/// pinpoint-before = locator *(locator / number / joint / bracket) *of ; nearest first
pub(crate) fn before(
    lexicon: &Lexicon,
    text: &str,
    tokens: &[Token],
    at: usize,
) -> Option<Range<usize>> {
    let tie = |token: &Token| {
        matches!(
            token.kind,
            Kind::Word(Word::Of | Word::Dated | Word::PartOf) | Kind::Comma
        )
    };
    // An annex is one "to" its resolution.
    let annexed = |end: usize| {
        let part = end.checked_sub(2).map(|part| tokens[part].kind);
        tokens[end - 1].kind == Kind::Word(Word::To)
            && matches!(
                part,
                Some(Kind::Word(Word::Locator(
                    Locator::Annex | Locator::Appendix
                )))
            )
    };
    let mut end = at;
    while end > 0 && tokens[end].gap <= Gap::Blank && (tie(&tokens[end - 1]) || annexed(end)) {
        end -= 1;
    }
    let last = tokens.get(end.checked_sub(1)?)?;
    // Where nothing ties the part to its whole, it must end right before it: пункт 4 резолюции.
    let touching = valued(lexicon, text, last, &tokens[at])
        && matches!(
            last.kind,
            Kind::Word(Word::Locator(_)) | Kind::Numeral(Numeral::Plain(_)) | Kind::Close
        );
    // A Roman numeral at the end of a list is text to the scanner: главами VI и VII Устава.
    let listed = || {
        let joint = matches!(
            last.kind,
            Kind::Comma | Kind::Dash | Kind::Word(Word::And | Word::To)
        );
        let written = text[last.end as usize..tokens[end].start as usize].trim();
        joint && roman(written).is_ok_and(|(rest, _)| rest.is_empty())
    };
    let touching = touching || end == at && listed();
    if end == at && !touching {
        return None;
    }
    let mut first = None;
    let mut right = end;
    while let Some(left) = right.checked_sub(1) {
        let far = !valued(lexicon, text, &tokens[left], &tokens[right]);
        let part = matches!(
            tokens[left].kind,
            Kind::Word(
                Word::Locator(_)
                    | Word::And
                    | Word::To
                    | Word::NumberMark
                    | Word::Of
                    | Word::PartOf
                    | Word::Dated
            ) | Kind::Numeral(Numeral::Plain(_))
                | Kind::Comma
                | Kind::Dash
                | Kind::Open
                | Kind::Close
        );
        if far || !part {
            break;
        }
        if matches!(tokens[left].kind, Kind::Word(Word::Locator(locator)) if locator != Locator::Supplement)
        {
            first = Some(left);
        }
        right = left;
    }
    Some(first?..end)
}

/// The tokens of a pinpoint that the tokens after a source begin with: `, chap. VIII, sect. A`.
///
/// pinpoint-after = [","] (locator / number-mark …) *(locator / number / joint / bracket) ; up to the
/// next source or the end of the sentence
pub(crate) fn after(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let blank = |token: &Token| token.gap <= Gap::Blank;
    let skipped = tokens
        .iter()
        .take_while(|token| blank(token) && matches!(token.kind, Kind::Comma | Kind::Close))
        .count();
    let first = tokens.get(skipped)?;
    // A letter before its word is text to the scanner: A节.
    let lettered = matches!(first.kind, Kind::Word(Word::Locator(_)))
        && skipped > 0
        && first.start - tokens[skipped - 1].end <= 3;
    let part = at_start(lexicon, text, &tokens[skipped..]).filter(|_| blank(first) || lettered)?;
    Some(skipped..skipped + part.end)
}

/// The tokens of the pinpoint that begins with the first token, whatever stands before it.
pub(crate) fn at_start(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let first = tokens.first()?;
    let opens = match first.kind {
        Kind::Word(Word::Locator(locator)) => locator != Locator::Supplement,
        // The number of a conference's decision is a reference of its own.
        Kind::Word(Word::Resolution | Word::Decision) => {
            matches!(tokens.get(1)?.kind, Kind::Numeral(Numeral::Plain(_)))
        }
        // The number stands before its word: 第八章.
        Kind::Word(Word::NumberMark) => {
            let mut rest = tokens[1..].iter();
            let next = rest.find(|token| {
                !matches!(
                    token.kind,
                    Kind::Numeral(Numeral::Plain(_))
                        | Kind::Dash
                        | Kind::Comma
                        | Kind::Open
                        | Kind::Close
                        | Kind::Word(Word::And | Word::To | Word::NumberMark)
                )
            });
            next.is_some_and(|token| matches!(token.kind, Kind::Word(Word::Locator(_))))
        }
        // So does the letter: (b)分段.
        Kind::Open if !lexicon.spaced => tokens.get(2).is_some_and(|token| {
            matches!(token.kind, Kind::Word(Word::Locator(_)))
                && lettered(text, tokens, 2).is_some()
        }),
        _ => false,
    };
    if !opens {
        return None;
    }
    let mut end = 1;
    // Brackets that are open: one that closes belongs to the pinpoint where it was opened in it.
    let mut open = 0_u32;
    for index in 1..tokens.len() {
        let token = tokens[index];
        let part = matches!(
            token.kind,
            Kind::Word(Word::Locator(_)) | Kind::Numeral(Numeral::Plain(_))
        );
        let joint = matches!(
            token.kind,
            Kind::Comma
                | Kind::Dash
                | Kind::Open
                | Kind::Close
                | Kind::Word(
                    Word::And
                        | Word::To
                        | Word::NumberMark
                        | Word::Of
                        | Word::Dated
                        | Word::Resolution
                        | Word::Decision
                )
        );
        if !(part || joint) || !valued(lexicon, text, &tokens[index - 1], &token) {
            break;
        }
        let closes = token.kind == Kind::Close && open > 0;
        match token.kind {
            Kind::Open => open += 1,
            Kind::Close => open = open.saturating_sub(1),
            _ => {}
        }
        if part || token.gap == Gap::Text {
            end = if part || closes { index + 1 } else { index };
        }
    }
    Some(0..end)
}

/// The bytes of a pinpoint's tokens, with the numeral or letter that stands between the last of them
/// and what comes after.
pub(crate) fn bytes(
    lexicon: &Lexicon,
    text: &str,
    tokens: &[Token],
    range: &Range<usize>,
) -> Range<u32> {
    let start = tokens[range.start].start;
    let last = tokens[range.end - 1].end as usize;
    let next = tokens
        .get(range.end)
        .map_or(text.len(), |token| token.start as usize);
    let tail = &text[last..next];
    let value = tail.trim_end();
    let words = value.trim_start();
    let lettered = lexicon.letters.iter().any(|letter| letter == words);
    // Where words are not parted, what is no number is the next word: 附件中所载.
    let told = || lexicon.spaced || words.is_ascii() || number(lexicon.language, words).is_some();
    let valued = || words.split(' ').all(is_value) && told();
    let short = value.chars().count() <= 8 && !words.is_empty() && valued()
        || lexicon.spaced && (lettered || number(lexicon.language, words).is_some());
    let end = if short { last + value.len() } else { last };
    start..end as u32
}

/// Whether a word is a value rather than prose: a letter, a numeral, `(a)`, `ii`.
pub(crate) fn is_value(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')']);
    bare.chars().count() == 1
        || roman(bare).is_ok_and(|(rest, _)| rest.is_empty())
        || bare.chars().all(char::is_numeric)
        // More of them would be words: "mi", "dix".
        || bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}
