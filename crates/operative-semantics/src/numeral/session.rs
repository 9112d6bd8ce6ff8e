//! Sessions within the numbers of resolutions: `(XXI)`, `(S-VI)`, `S-27/`, 二六二五(二十五).

use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, space0};
use nom::combinator::{map_opt, opt, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use operative_grammar::symbol::ascii_kin;
use operative_grammar::{SessionKind, in_word, number_in_words};

use super::{failed, integer, mark};
use crate::facts::SessionMarks;
use crate::lexicon::Lexicon;

/// session = [("S" / "ES") "-"] roman / session-mark ["-"] integer
pub(super) fn session<'a>(
    marks: &SessionMarks,
    input: &'a str,
) -> IResult<&'a str, (SessionKind, u32)> {
    let latin = |input: &'a str| {
        let (input, mark) = opt(terminated(
            tag("ES").or(tag("S")),
            (space0, opt(char('-')), space0),
        ))
        .parse(input)?;
        let (input, number) = roman(input)?;
        let kind = match mark {
            Some("ES") => SessionKind::Emergency,
            Some(_) => SessionKind::Special,
            None => SessionKind::Regular,
        };
        Ok((input, (kind, number)))
    };
    let marked = |input: &'a str| {
        let kinds = [
            (&marks.emergency, SessionKind::Emergency),
            (&marks.special, SessionKind::Special),
            (&marks.regular, SessionKind::Regular),
        ];
        let (kind, rest) = kinds
            .into_iter()
            .find_map(|(list, kind)| mark(list, input).ok().map(|(rest, _)| (kind, rest)))
            .ok_or_else(|| failed(input))?;
        let (rest, number) = preceded((space0, opt(char('-')), space0), integer).parse(rest)?;
        Ok((rest, (kind, number)))
    };
    latin(input).or_else(|_: nom::Err<nom::error::Error<&str>>| marked(input))
}

/// roman = 1*("I" / "V" / "X" / "L" / "C") ; in look-alikes of other scripts too, and with the `1`
/// that stands for `I` where a letter was misread: `XXVI1`, `WXJ`
pub(crate) fn roman(input: &str) -> IResult<&str, u32> {
    let letters = verify(
        take_while_m_n(1, 8, |c| {
            matches!(
                ascii_kin(c),
                'I' | 'V' | 'X' | 'L' | 'C' | '1' | 'l' | 'J' | 'W'
            )
        }),
        |word: &str| {
            word.chars()
                .any(|c| matches!(ascii_kin(c), 'I' | 'V' | 'X' | 'L' | 'C' | 'J'))
        },
    );
    map_opt(letters, |word: &str| {
        let value = |c| match ascii_kin(c) {
            'V' => 5,
            'X' | 'W' => 10,
            'L' => 50,
            'C' => 100,
            _ => 1_i32,
        };
        let values: Vec<i32> = word.chars().map(value).collect();
        let taken = |at: usize| values.get(at + 1).is_some_and(|next| *next > values[at]);
        let sum: i32 = (0..values.len())
            .map(|at| if taken(at) { -values[at] } else { values[at] })
            .sum();
        u32::try_from(sum).ok()
    })
    .parse(input)
}

/// written-session = a number in words, where words are not parted: 二六二五(二十五)
pub(super) fn written_session<'a>(
    lexicon: &Lexicon,
    input: &'a str,
) -> IResult<&'a str, (SessionKind, u32)> {
    let facts = lexicon.language.facts();
    let (session, end) = Some(input)
        .filter(|_| !lexicon.spaced)
        .and_then(|input| number_in_words(facts, input, 0))
        .ok_or_else(|| failed(input))?;
    Ok((&input[end..], (SessionKind::Regular, session)))
}

/// The marks of a special session before a number: `S-27/2`.
pub(super) fn session_mark_before(
    lexicon: &Lexicon,
    text: &str,
    at: usize,
) -> (SessionKind, usize) {
    let nothing = (SessionKind::Regular, at);
    let Some(before) = text[..at]
        .strip_suffix('-')
        .or_else(|| text[..at].strip_suffix("- "))
    else {
        return nothing;
    };
    let ends = |mark: &str| {
        let head = before.trim_end().strip_suffix(mark)?;
        let word = head.chars().next_back().is_some_and(|c| {
            in_word(c) && lexicon.spaced && !lexicon.proclitics.iter().any(|p| p.starts_with(c))
        });
        (!word).then_some(head.len())
    };
    let marks = |list: &[String], kind| {
        list.iter()
            .filter_map(|mark| ends(mark))
            .min()
            .map(|start| (kind, start))
    };
    marks(&lexicon.sessions.emergency, SessionKind::Emergency)
        .or_else(|| ends("ES").map(|start| (SessionKind::Emergency, start)))
        .or_else(|| marks(&lexicon.sessions.special, SessionKind::Special))
        .or_else(|| ends("S").map(|start| (SessionKind::Special, start)))
        .unwrap_or(nothing)
}

/// The mark of a kind of session in symbols.
pub(crate) const fn session_mark(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Regular => "",
        SessionKind::Special => "S-",
        SessionKind::Emergency => "ES-",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romans_there_and_back() {
        for number in 1..=120 {
            let text = operative_grammar::roman_numeral(number).expect("below 4000");
            assert_eq!(roman(&text).expect(&text), ("", number));
        }
    }
}
