//! The way to a part of a source: the steps that the tokens of a pinpoint name, and their numbers.

use std::ops::Range;

use operative_grammar::{Language, fold, in_word, is_letter, number_in_words};
use serde::{Deserialize, Serialize};

use crate::facts::Locator;
use crate::lexicon::{Lexicon, Word};
use crate::numeral::{Numeral, numeral_at, roman};
use crate::pinpoint::is_value;
use crate::scan::{Gap, Kind, Token};

/// One step of the way to a part of a source: a locator and its value, as printed.
///
/// `chap. IV, sect. A` is two: chapter `IV`, section `A`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// What kind of part.
    pub locator: Locator,
    /// Which one, as printed: `IV`, `A`, `II and III`. Empty where there is only one.
    pub value: String,
}

/// The steps that a run of tokens names.
///
/// step = locator value / value locator ; the second where the language puts the number first
pub(crate) fn steps(
    lexicon: &Lexicon,
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    // The value of the last locator ends where the next token begins.
    let limit = tokens
        .get(range.end)
        .map_or(text.len(), |next| next.start as usize);
    let boundary = |token: &Token| {
        matches!(
            token.kind,
            Kind::Semicolon
                | Kind::Stop
                | Kind::Word(
                    Word::Locator(_)
                        | Word::See
                        | Word::SeeAlso
                        | Word::Resolution
                        | Word::Decision
                        | Word::Of
                        | Word::PartOf
                        | Word::Sales
                )
        )
    };
    for at in range.clone() {
        let token = tokens[at];
        let locator = match token.kind {
            Kind::Word(Word::Locator(locator)) => locator,
            Kind::Word(Word::Resolution | Word::Decision)
                if at > range.start || tokens.len() > at + 1 =>
            {
                Locator::Resolution
            }
            Kind::Word(Word::NumberMark) if lexicon.spaced => Locator::Number,
            _ => continue,
        };
        let before = if at > 0 { tokens[at - 1].end } else { 0 };
        let leading = text[before as usize..token.start as usize].trim();
        let value = if !lexicon.spaced
            && at > range.start
            && (!leading.is_empty()
                || matches!(tokens[at - 1].kind, Kind::Numeral(_))
                || lettered(text, tokens, at).is_some())
        {
            value_before(lexicon, text, tokens, at)
        } else {
            value_after(lexicon, text, &tokens[..range.end], at, limit, boundary)
        };
        // A number mark after another locator belongs to it: `Supplement No. 53`.
        let marks = matches!(token.kind, Kind::Word(Word::NumberMark));
        if marks
            && at > 0
            && token.gap <= Gap::Blank
            && matches!(tokens[at - 1].kind, Kind::Word(Word::Locator(_)))
        {
            continue;
        }
        if matches!(locator, Locator::Resolution) && value.is_empty() {
            continue;
        }
        steps.push(Step { locator, value });
    }
    if !lexicon.spaced {
        steps.extend(numbered(text, tokens, range));
    }
    // The number of a resolution that is cited itself is no part of anything.
    let itself = |step: &Step| {
        step.locator == Locator::Resolution && numeral_of(lexicon, &step.value).is_some()
    };
    steps.retain(|step| !itself(step));
    steps
}

/// The number of a resolution of its own: `61/295`, not `1` or `1/CP.21`.
fn numeral_of(lexicon: &Lexicon, value: &str) -> Option<Numeral> {
    let at = value.find(|c: char| c.is_ascii_digit())?;
    let numeral = numeral_at(lexicon, value, at).0;
    (!matches!(
        numeral,
        Numeral::Plain(_) | Numeral::Conference { .. } | Numeral::Meeting { .. }
    ))
    .then_some(numeral)
}

/// number = number-mark value number-mark [resolution] ; 第14668号, but not the number of a Supplement
fn numbered(text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Step> {
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let mark = |at: usize| kind(at) == Some(Kind::Word(Word::NumberMark));
    let mut steps = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let close = (at + 1..range.end.min(at + 5)).find(|index| mark(*index));
        let held = at.checked_sub(1).and_then(kind);
        if mark(at)
            && !matches!(held, Some(Kind::Word(Word::Locator(_))))
            && let Some(close) = close
            && !tokens[at..close].iter().any(|token| {
                matches!(
                    token.kind,
                    Kind::Word(Word::Locator(_)) | Kind::Semicolon | Kind::Comma
                )
            })
        {
            let value = text[tokens[at].end as usize..tokens[close].start as usize].trim();
            let locator = match kind(close + 1) {
                Some(Kind::Word(Word::Resolution | Word::Decision)) => Locator::Resolution,
                _ => Locator::Number,
            };
            steps.push(Step {
                locator,
                value: value.to_owned(),
            });
            at = close;
        }
        at += 1;
    }
    steps
}

/// The first token of the label of a sub-paragraph that ends right before a token, with its paragraph's
/// number where that leads it: `(b)`, `2(b)`.
pub(crate) fn lettered(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let open = at.checked_sub(2)?;
    let bracketed = tokens[open].kind == Kind::Open && tokens[open + 1].kind == Kind::Close;
    let inner = &text[tokens[open].end as usize..tokens[open + 1].start as usize];
    if !bracketed || !is_value(inner.trim()) {
        return None;
    }
    let number = open.checked_sub(1).filter(|number| {
        tokens[open].gap <= Gap::Blank
            && matches!(tokens[*number].kind, Kind::Numeral(Numeral::Plain(_)))
    });
    number.or(Some(open))
}

/// The value in front of a locator, back to the mark or comma before it; a list may have its mark before
/// each of its numbers: 第五、第六和第七章.
fn value_before(lexicon: &Lexicon, text: &str, tokens: &[Token], at: usize) -> String {
    let plain = |at: usize| matches!(tokens[at].kind, Kind::Numeral(Numeral::Plain(_)));
    let mark = |at: usize| tokens[at].kind == Kind::Word(Word::NumberMark);
    let marked = |joint: usize| {
        let before = joint.checked_sub(1).filter(|at| mark(*at))?;
        let written = text[tokens[before].end as usize..tokens[joint].start as usize].trim();
        number(lexicon.language, written)?;
        let joins = matches!(tokens[joint].kind, Kind::Comma | Kind::Word(Word::And));
        joins.then_some(before)
    };
    let mut first = at;
    // The mark before the first of several numbers that each have one.
    let mut items = None;
    while let Some(left) = first.checked_sub(1) {
        if let Some(label) = lettered(text, tokens, first) {
            first = label;
            continue;
        }
        if let Some(before) = left.checked_sub(1).filter(|_| mark(left)).and_then(marked) {
            first = before + 1;
            items = Some(before);
            continue;
        }
        let listed = match tokens[left].kind {
            Kind::Dash | Kind::Word(Word::And | Word::To) => true,
            Kind::Comma => tokens[left].gap == Gap::None && left > 0 && plain(left - 1),
            _ => plain(left),
        };
        if !listed {
            break;
        }
        first = left;
    }
    let start = if tokens[first].kind == Kind::Open {
        tokens[first].start
    } else {
        first.checked_sub(1).map_or(0, |left| tokens[left].end)
    };
    let Some(mark) = items else {
        return text[start as usize..tokens[at].start as usize]
            .trim()
            .to_owned();
    };
    let mut value = String::new();
    for pair in tokens[mark..=at].windows(2) {
        if pair[0].kind != Kind::Word(Word::NumberMark) {
            value.push_str(&text[pair[0].start as usize..pair[0].end as usize]);
        }
        value.push_str(&text[pair[0].end as usize..pair[1].start as usize]);
    }
    value.trim().to_owned()
}

/// Whether a comma stands between two roman numerals: *Chapters VI, VII and VIII*.
fn lists_romans(text: &str, comma: &Token) -> bool {
    let roman = |word: &str| {
        let digit = |c: char| matches!(c, 'I' | 'V' | 'X');
        !word.is_empty() && word.chars().all(digit)
    };
    let outside = |c| !in_word(c);
    let before = text[..comma.start as usize].rsplit(outside).next();
    let after = text[comma.end as usize..]
        .trim_start()
        .split(outside)
        .next();
    before.is_some_and(roman) && after.is_some_and(roman)
}

/// The value after a locator, up to the comma that ends it; a comma inside a list of numbers does not.
fn value_after(
    lexicon: &Lexicon,
    text: &str,
    tokens: &[Token],
    at: usize,
    limit: usize,
    boundary: impl Fn(&Token) -> bool,
) -> String {
    let mut end = tokens[at + 1..]
        .first()
        .map_or(limit, |next| next.start as usize);
    // Letters of sub-paragraphs are listed as numbers are: "(a), (b) and (c)".
    let lettered = matches!(
        tokens[at].kind,
        Kind::Word(Word::Locator(Locator::Paragraph | Locator::Subparagraph))
    );
    for (index, token) in tokens.iter().enumerate().skip(at + 1) {
        let numeral = |index: usize| {
            tokens.get(index).is_some_and(|next| match next.kind {
                Kind::Numeral(Numeral::Plain(_)) => next.gap <= Gap::Blank,
                Kind::Open => lettered && next.gap <= Gap::Blank,
                Kind::Close => {
                    let inner = &text[tokens[index - 1].end as usize..next.start as usize];
                    lettered && is_value(inner.trim())
                }
                _ => false,
            })
        };
        let ends = match token.kind {
            Kind::Comma => {
                let listed = numeral(index + 1) && index > at + 1;
                !(listed || lists_romans(text, token))
            }
            Kind::Symbol(_) | Kind::Date(_) => true,
            Kind::Word(Word::NumberMark) => index > at + 1 || token.gap == Gap::Text,
            // A Roman numeral or a letter is text to the scanner: "Chapters V and VI of".
            Kind::Word(Word::And) if index + 1 == tokens.len() => {
                let last = text[token.end as usize..limit.max(token.end as usize)].trim();
                last.is_empty() || !is_value(last)
            }
            Kind::Word(Word::And) => {
                let next = tokens.get(index + 1);
                // "Article premier et aux Articles 55 et 56": the next part begins behind a short word.
                let begins = next.is_some_and(|next| {
                    let between = text[token.end as usize..next.start as usize].trim();
                    matches!(next.kind, Kind::Word(Word::Locator(_))) && !is_value(between)
                });
                begins || next.is_some_and(|next| next.gap <= Gap::Blank) && !numeral(index + 1)
            }
            _ => boundary(token),
        };
        if ends {
            end = token.start as usize;
            break;
        }
        end = token.end as usize;
        if let Some(next) = tokens.get(index + 1) {
            end = end.max(next.start as usize);
        } else {
            end = limit;
        }
    }
    let start = match tokens.get(at + 1) {
        Some(next) if next.kind == Kind::Word(Word::NumberMark) && next.gap <= Gap::Blank => {
            next.end
        }
        _ => tokens[at].end,
    };
    let value = &text[(start as usize).min(end)..end];
    let value = value
        .trim()
        .trim_end_matches(['.', ')', ']', ',', ';', '(', '[', ' ']);
    // Prose is no value, but a number in words is: *Article premier*.
    let prose = |word: &str| {
        word.chars().filter(|c| c.is_lowercase()).count() > 6
            && number(lexicon.language, word).is_none()
    };
    // So is the next word where words are not parted: 附件中所载.
    let unparted = || {
        !lexicon.spaced
            && value.starts_with(|c: char| is_letter(c) && !c.is_ascii())
            && number_in_words(lexicon.language.facts(), value, 0).is_none()
    };
    if value.chars().count() > 40 || value.split_whitespace().any(prose) || unparted() {
        return String::new();
    }
    value.to_owned()
}

/// The number that a value gives: in digits, in Roman numerals or in words.
pub(crate) fn number(language: Language, value: &str) -> Option<u32> {
    let value = value.trim();
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    if let Ok(("", number)) = roman(value) {
        return Some(number);
    }
    let folded = fold(value).text;
    let (number, end) = number_in_words(language.facts(), &folded, 0)?;
    folded[end..].trim().is_empty().then_some(number)
}

/// Every number that a value lists: `55 and 56`, `970-973`.
pub(crate) fn numbers(language: Language, value: &str) -> Vec<u32> {
    /// A longer range is no list of parts.
    const LONGEST: u32 = 24;
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().into_iter().collect();
    }
    if let Some(list) = numbers_joined(language, value) {
        return list;
    }
    let signs = signs(Lexicon::of(language), value);
    let mut list: Vec<u32> = Vec::new();
    let mut range = false;
    for word in signs.split([' ', ',']).filter(|word| !word.is_empty()) {
        if word == "-" {
            range = true;
        } else if let Some(number) = number(language, word) {
            let last = list.last().copied();
            let from = last.filter(|from| range && *from < number && number - *from <= LONGEST);
            list.extend(from.map_or(number, |from| from + 1)..=number);
            range = false;
        }
    }
    list
}

/// A list of numbers in words whose joints are written on to them: السادس والسابع. What a ten is joined to
/// is one number: الخامس والعشرون.
fn numbers_joined(language: Language, value: &str) -> Option<Vec<u32>> {
    let lexicon = Lexicon::of(language);
    let joint = lexicon
        .proclitics
        .iter()
        .find(|proclitic| lexicon.and.contains(proclitic))?;
    let mut items: Vec<String> = Vec::new();
    for word in value.split(' ').filter(|word| !word.is_empty()) {
        let joined = word.strip_prefix(joint.as_str());
        match (
            joined.filter(|word| number(language, word).is_some()),
            items.last_mut(),
        ) {
            (Some(word), _) => items.push(word.to_owned()),
            (None, Some(last)) => *last = format!("{last} {word}"),
            (None, None) => items.push(word.to_owned()),
        }
    }
    let list: Option<Vec<u32>> = items.iter().map(|item| number(language, item)).collect();
    let list = list.filter(|list| list.len() > 1)?;
    if list.iter().skip(1).all(|number| *number < 20) {
        Some(list)
    } else {
        number(language, value).map(|number| vec![number])
    }
}

/// A value with each joint between its items as a sign: ` , ` for *and*, ` - ` for *to*.
pub(crate) fn signs(lexicon: &Lexicon, value: &str) -> String {
    // Between words, or where words are not separated, each joint stands as a sign of its own.
    let mut signs = value.replace('-', " - ");
    if lexicon.spaced {
        signs = quirk_grouped_thousands(&signs);
    }
    for (words, sign) in [(&lexicon.to, " - "), (&lexicon.and, " , ")] {
        for word in words {
            signs = if lexicon.spaced {
                signs.replace(&format!(" {word} "), sign)
            } else {
                signs.replace(word.as_str(), sign)
            };
        }
    }
    signs
}

/// A treaty's number with its thousands set off by a comma: `no 20,378`.
fn quirk_grouped_thousands(value: &str) -> String {
    let bytes = value.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let groups = |at: usize| {
        bytes[at] == b','
            && at > 0
            && digit(at - 1)
            && (1..=3).all(|next| digit(at + next))
            && !digit(at + 4)
    };
    (0..value.len())
        .filter(|at| value.is_char_boundary(*at) && !groups(*at))
        .filter_map(|at| value[at..].chars().next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Language {
        Language::from_code("en").expect("English")
    }

    #[test]
    fn values_are_numbers() {
        let read = |value: &str| numbers(english(), value);
        assert_eq!(read("55 and 56"), [55, 56]);
        assert_eq!(read("970-973"), [970, 971, 972, 973]);
        assert_eq!(read("2171, 2173 and 2983"), [2171, 2173, 2983]);
        assert_eq!(read("3 to 5"), [3, 4, 5]);
        assert_eq!(read("XCIV"), [94]);
        assert_eq!(read("20,378"), [20378]);
        assert_eq!(read("A"), [] as [u32; 0]);
        let arabic = Language::from_code("ar").expect("Arabic");
        assert_eq!(numbers(arabic, "السادس والسابع والثامن"), [6, 7, 8]);
        assert_eq!(numbers(arabic, "الخامس والعشرون"), [25]);
    }
}
