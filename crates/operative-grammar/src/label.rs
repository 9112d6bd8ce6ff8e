//! Labels of paragraphs and headings.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy, space0};
use nom::combinator::{eof, fail, map_opt, not, opt, peek, recognize, rest, verify};
use nom::multi::{fold_many_m_n, many1_count};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::end_mark::end_mark;
use crate::facts::Facts;
use crate::fold::fold;
use crate::homoglyph::{ascii_kin, latin, narrow};
use crate::lead::lead;
use crate::number::{number_in_words, roman, written_number};
use crate::tree::LabelStyle;
use crate::word::{is_letter, trim};

/// A label at the start of a text, as printed: how it may count, and its length in bytes without
/// the blanks after it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) style: LabelStyle,
    pub(crate) value: u32,
    /// Other readings: `(i)` is the ninth letter and the first roman numeral; a Cyrillic `с)` may
    /// stand for the Latin `c)`.
    pub(crate) others: [Option<(LabelStyle, u32)>; 2],
    pub(crate) length: usize,
    /// Set in brackets or behind one: `(a)`, `a)`; or below a lead that stands apart, where numbers are those of a list.
    pub(crate) bracketed: bool,
    /// The points that part its numbers, where it is a decimal one: two in `2.3.1`.
    pub(crate) points: u8,
    /// Says by itself that it numbers a preambular paragraph: `PP1.`
    pub(crate) preambular: bool,
}

impl Counted {
    /// A plain number, with the bytes that its label takes.
    pub(crate) const fn number(value: u32, length: usize) -> Self {
        let counted = Self::new(LabelStyle::Number, value);
        Self { length, ..counted }
    }

    /// A decimal number of two steps, by the second, with the bytes that its label takes.
    pub(crate) const fn decimal(value: u32, length: usize) -> Self {
        let counted = Self::new(LabelStyle::Decimal, value);
        Self {
            length,
            points: 1,
            ..counted
        }
    }

    /// Whether it is a number without brackets, as operative paragraphs have.
    pub(crate) const fn plain_number(self) -> bool {
        matches!(self.style, LabelStyle::Number) && !self.bracketed
    }

    /// The value, where it is a plain number.
    pub(crate) fn plain_value(self) -> Option<u32> {
        self.plain_number().then_some(self.value)
    }

    /// Every reading, the likeliest first.
    pub(crate) fn readings(self) -> impl Iterator<Item = (LabelStyle, u32)> {
        std::iter::once((self.style, self.value)).chain(self.others.into_iter().flatten())
    }

    const fn new(style: LabelStyle, value: u32) -> Self {
        Self {
            style,
            value,
            others: [None; 2],
            length: 0,
            bracketed: false,
            points: 0,
            preambular: false,
        }
    }
}

/// `label = decimal-label / number-label / bracketed-label / half-bracketed-label / enclosed-number / quoted-number
/// / drafting-label / capital-label / dashed-letter / bullet`
pub(crate) fn label<'a>(facts: &Facts, input: &'a str) -> Option<(&'a str, Counted)> {
    // The first character tells which productions can match; most text begins with none of them.
    let first = input.chars().next()?;
    let parsed = match first {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{ff10}'..='\u{ff19}' => alt((
            |input| decimal_label(facts, input),
            number_label,
            half_bracketed_number,
        ))
        .parse(input),
        '(' | '（' => bracketed_label(facts, input),
        '\u{3220}'..='\u{3229}' | '\u{2474}'..='\u{2487}' | '\u{2460}'..='\u{2473}' => {
            enclosed_number(input)
        }
        '’' | '‘' | '\'' => quoted_number(input),
        c if BULLETS.contains(c) => bullet(input),
        'o' if input[1..].starts_with([' ', '\u{a0}', '\t']) => quirk_letter_bullet(facts, input),
        'O' | 'P' if input[1..].starts_with('P') => {
            alt((drafting_label, capital_label)).parse(input)
        }
        // Behind a letter that labels stands a bracket or a point.
        _ if !lettered(input) => return None,
        _ => alt((
            |input| half_bracketed_letter(facts, input),
            |input| pointed_letter(facts, input),
            capital_label,
            |input| dashed_letter(facts, input),
            |input| written_label(facts, input),
        ))
        .parse(input),
    };
    let (rest, mut counted) = parsed.ok()?;
    counted.length = input.len() - rest.len();
    Some((rest.trim_start(), counted))
}

/// `written-label = number-in-words ("." / "．" / "、") (lead / paragraph)`, where words are not parted, as the paragraphs
/// of old Chinese volumes are numbered: 一. 请秘书长. Without a lead or the mark of an end behind it, it heads a section.
fn written_label<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let number = terminated(|input| written_number(facts, input), one_of(".．、"));
    let led = |input: &'a str| {
        verify(rest, |text: &str| {
            matches!(end_mark(text), Some(';' | '.' | ':'))
                || lead(facts, text.trim_start()).is_some()
        })
        .parse(input)
    };
    terminated(number, peek(led))
        .map(|value| Counted::new(LabelStyle::Number, value))
        .parse(input)
}

/// Whether a text begins with a few letters, or none, and a mark that ends a label.
fn lettered(text: &str) -> bool {
    let mut chars = text.chars();
    let dash = |c| matches!(c, ' ' | '\u{a0}' | '-' | '–' | '—');
    let dashed = chars.next().is_some_and(caseless) && chars.next().is_some_and(dash);
    let mut head = text.chars().take(8);
    let mark = head.find(|c| !is_letter(*c));
    dashed || mark.is_some_and(|c| matches!(c, ')' | '）' | '.' | '．' | '、'))
}

/// Whether a letter has no case.
fn caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// A text without the label it may begin with.
pub(crate) fn behind_label<'a>(facts: &Facts, text: &'a str) -> &'a str {
    label(facts, text).map_or(text, |(rest, _)| rest)
}

/// Whether a text is a label and no more.
pub(crate) fn label_alone(facts: &Facts, text: &str) -> bool {
    text.len() <= 16 && label(facts, text).is_some_and(|(rest, _)| rest.is_empty())
}

/// How a printed label may count, the likeliest reading first: `(i)` is the ninth letter and the first
/// roman numeral. None where the whole of it is no label.
///
/// ```
/// use operative_grammar::{Language, LabelStyle, label_readings};
///
/// let english = Language::from_code("en").expect("English");
/// assert_eq!(label_readings(english.facts(), "(b)"), [(LabelStyle::Letter, 2)]);
/// assert!(label_readings(english.facts(), "(b) and").is_empty());
/// ```
#[must_use]
pub fn label_readings(facts: &Facts, printed: &str) -> Vec<(LabelStyle, u32)> {
    match label(facts, printed) {
        Some(("", counted)) => counted.readings().collect(),
        _ => Vec::new(),
    }
}

/// `number-label = 1*3DIGIT (("." / "．" / "、") !DIGIT / blank "." blank letter / [blank] "-" (blank / caseless / end))`
fn number_label(input: &str) -> IResult<&str, Counted> {
    let stop = terminated(one_of(".．、"), not(peek(one_of("0123456789"))));
    // Emphasis that begins with the point sets it apart.
    let text = (one_of(" \u{a0}\t"), satisfy(char::is_alphabetic));
    let apart = delimited(one_of(" \u{a0}"), char('.'), peek(text));
    let begins = satisfy(|c| matches!(c, ' ' | '\u{a0}' | '\t') || caseless(c));
    let behind = peek(recognize(begins).or(eof));
    let dash = delimited(opt(one_of(" \u{a0}")), one_of("-–—"), behind);
    terminated(number(3), alt((stop, apart, dash)))
        .map(|value| Counted::new(LabelStyle::Number, value))
        .parse(input)
}

/// `decimal-label = 1*2DIGIT (1*3("." step) ["."] blank !LOWER / 1*3("-" step) blank caseless)`,
/// `step = 1*2DIGIT / LOWER / caseless`, as goals and their targets are numbered: `1.1`, `1.a`, `2.3.1`, `1-أ`. Where
/// letters have a case, a dash parts the ends of a range.
fn decimal_label<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let steps = |mark: char, input: &'a str| {
        let lettered = satisfy(|c| c.is_ascii_lowercase() || caseless(c));
        let letter = map_opt(recognize(lettered), |letter| {
            counter(facts, letter).map(|counted| counted.value)
        });
        let step = preceded(char(mark), alt((number(2), letter)));
        let count = |(points, _), value| (points + 1, value);
        preceded(number(2), fold_many_m_n(1, 3, step, || (0, 0), count)).parse(input)
    };
    // Next to all numbers have a blank behind their point.
    let behind = input.trim_start_matches(char::is_numeric);
    let behind = behind.strip_prefix(['.', '-']);
    if !behind.is_some_and(|text| text.starts_with(char::is_alphanumeric)) {
        return fail().parse(input);
    }
    let before = |letter: fn(char) -> bool| peek((one_of(" \u{a0}\t"), space0, satisfy(letter)));
    let large = |c: char| c.is_alphabetic() && !c.is_lowercase();
    alt((
        terminated(|input| steps('.', input), (opt(char('.')), before(large))),
        terminated(|input| steps('-', input), before(caseless)),
    ))
    .map(|(points, value)| Counted {
        points,
        ..Counted::new(LabelStyle::Decimal, value)
    })
    .parse(input)
}

/// `half-bracketed-number = 1*3DIGIT ")"`
fn half_bracketed_number(input: &str) -> IResult<&str, Counted> {
    terminated(number(3), one_of(")）"))
        .map(|value| Counted {
            bracketed: true,
            ..Counted::new(LabelStyle::Number, value)
        })
        .parse(input)
}

/// `bracketed-label = "(" [blank] (number / letter / roman / number-in-words) [blank] ")"`
fn bracketed_label<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let inner = recognize(take_while_m_n(1, 8, |c: char| {
        !matches!(c, ')' | '）' | '(' | ' ')
    }));
    map_opt(
        delimited((one_of("(（"), space0), inner, (space0, one_of(")）"))),
        |inner: &str| {
            counter(facts, inner).map(|counted| Counted {
                bracketed: true,
                ..counted
            })
        },
    )
    .parse(input)
}

/// `half-bracketed-letter = (letter / roman) ")" / caseless-letter blank ")"`
fn half_bracketed_letter<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let inner = take_while_m_n(1, 5, |c: char| c.is_alphabetic());
    let apart = terminated(recognize(satisfy(caseless)), one_of(" \u{a0}"));
    let inner = terminated(
        alt((terminated(inner, peek(one_of(")）"))), apart)),
        one_of(")）"),
    );
    map_opt(inner, |inner: &str| {
        counter(facts, inner).map(|counted| Counted {
            bracketed: true,
            ..counted
        })
    })
    .parse(input)
}

/// `pointed-letter = (letter / roman) "." blank`: the third and fourth degree of lists.
fn pointed_letter<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let inner = take_while_m_n(1, 4, |c: char| c.is_ascii_lowercase());
    let stop = terminated(one_of(".．"), peek(one_of(" \u{a0}\t")));
    map_opt(terminated(inner, stop), |inner: &str| {
        (inner.len() == 1 || roman(inner).is_some())
            .then(|| counter(facts, inner))
            .flatten()
    })
    .parse(input)
}

/// `dashed-letter = letter [blank] "-" blank`, of letters that have no case: أ - ضمان
fn dashed_letter<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let letter = recognize(satisfy(caseless));
    let dash = delimited(
        opt(one_of(" \u{a0}")),
        one_of("-–—"),
        peek(one_of(" \u{a0}\t")),
    );
    let counted =
        |letter: &str| counter(facts, letter).filter(|found| found.style == LabelStyle::Letter);
    map_opt(terminated(letter, dash), counted).parse(input)
}

/// `enclosed-number = "㈠" … / "⑴" … / "①" …`
fn enclosed_number(input: &str) -> IResult<&str, Counted> {
    map_opt(nom::character::complete::anychar, |c| {
        let (base, style) = match c {
            '\u{3220}'..='\u{3229}' => ('\u{3220}', LabelStyle::Roman),
            '\u{2474}'..='\u{2487}' => ('\u{2474}', LabelStyle::Number),
            '\u{2460}'..='\u{2473}' => ('\u{2460}', LabelStyle::Number),
            _ => return None,
        };
        Some(Counted {
            bracketed: true,
            ..Counted::new(style, c as u32 - base as u32 + 1)
        })
    })
    .parse(input)
}

/// `quoted-number = "’" 1*2DIGIT "‘"`
fn quoted_number(input: &str) -> IResult<&str, Counted> {
    let quote = |input| one_of("’‘'").parse(input);
    delimited(quote, number(2), quote)
        .map(|value| Counted {
            bracketed: true,
            ..Counted::new(LabelStyle::Roman, value)
        })
        .parse(input)
}

/// `drafting-label = ("PP" / "OP") [blank] 1*3DIGIT [blank ("bis" / "ter" / "alt")] ["." / ":" / ")"] blank`:
/// how texts under negotiation number preambular and operative paragraphs.
fn drafting_label(input: &str) -> IResult<&str, Counted> {
    let blank = |input| opt(one_of(" \u{a0}")).parse(input);
    let inserted = (blank, alt((tag("bis"), tag("ter"), tag("alt"))));
    let stop = (opt(one_of(".:)")), peek(one_of(" \u{a0}\t")));
    (
        alt((tag("PP"), tag("OP"))),
        delimited(blank, number(3), (opt(inserted), stop)),
    )
        .map(|(part, value)| Counted {
            bracketed: part == "PP",
            preambular: part == "PP",
            ..Counted::new(LabelStyle::Number, value)
        })
        .parse(input)
}

/// `capital-label = (CAPITAL-ROMAN / CAPITAL) ("." / "、") blank`
fn capital_label(input: &str) -> IResult<&str, Counted> {
    let inner = take_while_m_n(1, 7, |c: char| c.is_uppercase());
    let stop = terminated(one_of(".．、"), peek(one_of(" \u{a0}\t")));
    map_opt(terminated(inner, stop), capital).parse(input)
}

/// `section-label = CAPITAL-ROMAN blank title`, where no point stands between and no mark ends the
/// title, which the caller has seen.
pub(crate) fn section_label(text: &str) -> Option<Counted> {
    let (numeral, rest) = text.split_once([' ', '\u{a0}'])?;
    let titled = rest
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let numeral = latin(numeral);
    let value = numeral
        .chars()
        .all(|c| matches!(c, 'I' | 'V' | 'X'))
        .then(|| roman(&numeral))
        .flatten()?;
    titled.then(|| Counted::new(LabelStyle::CapitalRoman, value))
}

/// A capital letter or a capital roman numeral; `I`, `V`, `X` and their like may be either.
pub(crate) fn capital(text: &str) -> Option<Counted> {
    let text = latin(text);
    let letter = (text.len() == 1 && text.as_bytes()[0].is_ascii_uppercase())
        .then(|| u32::from(text.as_bytes()[0] - b'A') + 1);
    match (roman(&text), letter) {
        (Some(roman), letter) => Some(Counted {
            others: [letter.map(|value| (LabelStyle::Capital, value)), None],
            ..Counted::new(LabelStyle::CapitalRoman, roman)
        }),
        (None, Some(letter)) => Some(Counted::new(LabelStyle::Capital, letter)),
        (None, None) => None,
    }
}

/// The marks that items of a list begin with where nothing counts them; those of the private use area are
/// of fonts of symbols.
const BULLETS: &str = "•·●▪■□○‣–—-⁃◦\u{f0a7}\u{f0b7}\u{f0d8}";

/// `bullet = ("•" / "–" / "-" …) blank`
fn bullet(input: &str) -> IResult<&str, Counted> {
    terminated(one_of(BULLETS), peek(one_of(" \u{a0}\t")))
        .map(|_| Counted::new(LabelStyle::Bullet, 0))
        .parse(input)
}

/// `letter-bullet = "o" (TAB / 2*blank / blank)`: Word's bullet of the second degree is the letter in a
/// font of its own. One blank tells it where the letter is no word of the language.
fn quirk_letter_bullet<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Counted> {
    let word = facts.stopwords.iter().any(|word| word == "o");
    let blanks = verify(
        recognize(many1_count(one_of(" \u{a0}\t"))),
        move |blanks: &str| !word || blanks != " ",
    );
    terminated(tag("o"), peek(blanks))
        .map(|_| Counted::new(LabelStyle::Bullet, 0))
        .parse(input)
}

/// `number = 1*nDIGIT`, in any digits.
fn number<'a>(
    most: usize,
) -> impl Parser<&'a str, Output = u32, Error = nom::error::Error<&'a str>> {
    map_opt(
        verify(take_while1(|c| digit(c).is_some()), move |text: &str| {
            text.chars().count() <= most
        }),
        |text: &str| {
            text.chars()
                .try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))
        },
    )
}

/// The value of a digit of any script in use.
pub(crate) fn digit(c: char) -> Option<u32> {
    narrow(c).unwrap_or(c).to_digit(10)
}

/// The first digit from byte `at` of a text on.
pub(crate) fn find_digit(text: &str, mut at: usize) -> Option<usize> {
    // What digits begin with, of any script; in some, letters do too.
    let head = |byte: &u8| byte.is_ascii_digit() || matches!(byte, 0xd9 | 0xdb | 0xef);
    let bytes = text.as_bytes();
    loop {
        at += bytes[at..].iter().position(head)?;
        match bytes[at..] {
            [b'0'..=b'9', ..]
            | [0xd9, 0xa0..=0xa9, ..]
            | [0xdb, 0xb0..=0xb9, ..]
            | [0xef, 0xbc, 0x90..=0x99, ..] => return Some(at),
            _ => at += 1,
        }
    }
}

/// What stands between the brackets of a label.
fn counter(facts: &Facts, text: &str) -> Option<Counted> {
    if text.chars().all(|c| digit(c).is_some()) && text.chars().count() <= 3 {
        let value = text
            .chars()
            .try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))?;
        return Some(Counted::new(LabelStyle::Number, value));
    }
    let place = letter(facts, text);
    let twin = look_alike_letter(facts, text).filter(|twin| Some(*twin) != place);
    let plain = latin(text);
    let numeral = plain
        .chars()
        .all(|c| c.is_ascii_lowercase())
        .then(|| roman(&plain))
        .flatten();
    let letter_reading = |value| (LabelStyle::Letter, value);
    match (place.or(twin), numeral) {
        // A doubled letter comes late in the alphabet of labels; a numeral is likelier.
        (Some(letter), Some(value)) if letter as usize > facts.letters.len() => Some(Counted {
            others: [Some(letter_reading(letter)), None],
            ..Counted::new(LabelStyle::Roman, value)
        }),
        (Some(letter), numeral) => Some(Counted {
            others: [
                place.and(twin).map(letter_reading),
                numeral.map(|value| (LabelStyle::Roman, value)),
            ],
            ..Counted::new(LabelStyle::Letter, letter)
        }),
        (None, Some(value)) => Some(Counted::new(LabelStyle::Roman, value)),
        (None, None) => {
            let words = fold(text).text;
            let (value, end) = number_in_words(facts, &words, 0)?;
            (!facts.spaced && end == words.len()).then(|| Counted::new(LabelStyle::Roman, value))
        }
    }
}

/// The place of a letter among those that label, doubled letters after the single ones.
fn letter(facts: &Facts, text: &str) -> Option<u32> {
    let mut chars = text.chars().filter(|c| !crate::fold::ignored(*c));
    let first = chars.next()?;
    let doubled = chars.clone().count();
    if doubled > 1 || !chars.all(|c| c == first) {
        return None;
    }
    let place = facts
        .letters
        .iter()
        .position(|letter| letter.chars().eq([first]))?;
    Some((place + 1 + doubled * facts.letters.len()) as u32)
}

/// The place that a letter's look-alike has in the Latin alphabet, doubled letters after the single ones: labels
/// run a), b), c) in some languages whose own alphabet is another, and Cyrillic letters stand in for Latin ones.
fn look_alike_letter(facts: &Facts, text: &str) -> Option<u32> {
    const LATIN: u32 = 26;
    let mut chars = text.chars().map(ascii_kin);
    let first = chars.next()?;
    let second = chars.next();
    if chars.next().is_some() || second.is_some_and(|second| second != first) {
        return None;
    }
    if first.is_ascii_lowercase() {
        let place = u32::from(first as u8 - b'a') + 1;
        return Some(place + second.map_or(0, |_| LATIN));
    }
    if second.is_some() {
        return None;
    }
    let twin = |letter: &String| letter.chars().map(ascii_kin).eq([first]);
    facts
        .letters
        .iter()
        .position(twin)
        .map(|place| place as u32 + 1)
}

/// `section-number = CAPITAL-ROMAN / CAPITAL / number-in-words / ordinal`, alone in a text.
pub(crate) fn section_number(facts: &Facts, text: &str) -> Option<Counted> {
    let text = trim(text).trim_end_matches(['.', '．']);
    if let Some(counted) = (text.len() <= 14).then(|| capital(text)).flatten() {
        return Some(counted);
    }
    if text.len() > 60 || (facts.spaced && !facts.headings.ordinals.may_begin(text)) {
        return None;
    }
    let folded = fold(text).text;
    if let Some(at) = facts
        .headings
        .ordinals
        .folded()
        .position(|word| word == folded)
    {
        return Some(Counted::new(LabelStyle::CapitalRoman, at as u32 + 1));
    }
    if facts.spaced {
        return None;
    }
    let (value, end) = number_in_words(facts, &folded, 0)?;
    (end == folded.len()).then(|| Counted::new(LabelStyle::CapitalRoman, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(LabelStyle, u32, usize)> {
        let facts = Facts::of_language("en");
        label(facts, text).map(|(_, counted)| (counted.style, counted.value, counted.length))
    }

    #[test]
    fn old_chinese_volumes_number_paragraphs_in_words() {
        let facts = Facts::of_language("zh");
        let read = |text| label(facts, text).map(|(rest, counted)| (rest, counted.value));
        assert_eq!(read("一. 请秘书长报告；"), Some(("请秘书长报告；", 1)));
        assert_eq!(read("十二、決定列入議程；"), Some(("決定列入議程；", 12)));
        assert_eq!(read("一、导言"), None);
    }

    #[test]
    fn digits_of_every_script_are_found() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            let text = format!("يé{c}");
            assert_eq!(find_digit(&text, 0), digit(c).map(|_| 4), "{c:?}");
        }
    }

    #[test]
    fn latin_letters_label_where_the_alphabet_is_another() {
        let facts = Facts::of_language("ru");
        let read = |text| label(facts, text).map(|(_, counted)| (counted.style, counted.value));
        assert_eq!(read("b) просит"), Some((LabelStyle::Letter, 2)));
        assert_eq!(read("bb) просит"), Some((LabelStyle::Letter, 28)));
        assert_eq!(read("bd) просит"), None);
    }

    #[test]
    fn letters_without_case_label_before_a_dash() {
        let facts = Facts::of_language("ar");
        let read = |text| label(facts, text).map(|(_, counted)| (counted.style, counted.value));
        assert_eq!(read("ب – تسوية"), Some((LabelStyle::Letter, 2)));
        assert_eq!(read("ج- ضمان"), Some((LabelStyle::Letter, 3)));
        assert_eq!(read("( أ ) ضمان"), Some((LabelStyle::Letter, 1)));
        assert_eq!(read("عن - ضمان"), None);
    }

    #[test]
    fn labels_of_every_style() {
        assert_eq!(read("1. Decides"), Some((LabelStyle::Number, 1, 2)));
        assert_eq!(read("12 - Decides"), Some((LabelStyle::Number, 12, 4)));
        assert_eq!(read("(a) To act"), Some((LabelStyle::Letter, 1, 3)));
        assert_eq!(read("aa) To act"), Some((LabelStyle::Letter, 27, 3)));
        assert_eq!(read("(ii) To act"), Some((LabelStyle::Roman, 2, 4)));
        assert_eq!(read("’2‘ To act"), Some((LabelStyle::Roman, 2, 7)));
        assert_eq!(read("㈢ To act"), Some((LabelStyle::Roman, 3, 3)));
        assert_eq!(read("IV. Means"), Some((LabelStyle::CapitalRoman, 4, 3)));
        assert_eq!(read("B. Means"), Some((LabelStyle::Capital, 2, 2)));
        // Greek, and a numeral of one character, which looks like the letter; one of two letters is none.
        assert_eq!(read("Β. Means"), Some((LabelStyle::Capital, 2, 3)));
        assert_eq!(read("Ⅰ. Means"), Some((LabelStyle::CapitalRoman, 1, 4)));
        assert_eq!(read("Ⅱ. Means"), None);
        assert_eq!(read("• means"), Some((LabelStyle::Bullet, 0, 3)));
        assert_eq!(read("o means"), Some((LabelStyle::Bullet, 0, 1)));
    }

    #[test]
    fn a_letter_that_is_a_word_is_a_bullet_where_blanks_set_it_apart() {
        let facts = Facts::of_language("es");
        assert!(label(facts, "o medios").is_none());
        assert!(label(facts, "o\tMedios").is_some());
        assert!(label(facts, "o   Medios").is_some());
    }

    #[test]
    fn text_is_no_label() {
        for text in [
            "1945. It",
            "1.5 million",
            "(1981);",
            "(Part I)",
            "of",
            "",
            "U.S. policy",
            "Rights) and",
            "2022-2023",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
