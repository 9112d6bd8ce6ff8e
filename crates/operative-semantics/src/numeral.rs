//! The numbers of resolutions and decisions: `76/159`, `S-27/2`, `217 A (III)`, `1325 (2000)`,
//! `1/CP.21`.

mod letters;
mod session;

use std::ops::Range;

use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, space0};
use nom::combinator::{not, opt, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use operative_grammar::symbol::ascii_kin;
use operative_grammar::{Facts, SessionKind, in_word, is_letter, number_in_words};

use crate::lexicon::Lexicon;

pub(crate) use letters::Letters;
pub(crate) use session::{roman, session_mark};

use letters::letters;
use session::{session, session_mark_before, written_session};

/// A number as a text writes it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// A bare number.
    Plain(u32),
    /// `76/159`, `S-27/2`, `2000/22`, `52/12 B`: a session or year, then a number in it.
    Sessional {
        kind: SessionKind,
        session: u32,
        number: u32,
        letters: Letters,
    },
    /// `217 A (III)`, `3201 (S-VI)`: a number that runs through all sessions, and the session.
    Roman {
        number: u32,
        letters: Letters,
        kind: SessionKind,
        session: u32,
    },
    /// `1325 (2000)`: a number that runs for ever, and the year.
    Yearly { number: u32, year: u32 },
    /// `1992/S-1/1`: a number of a special session that the year leads.
    SpecialOfYear {
        year: u32,
        session: u32,
        number: u32,
    },
    /// `1/CP.21`: a decision of a conference of parties.
    Conference { number: u32 },
    /// `XIX/6`: a decision of the meeting of a conference that the Roman numeral counts.
    Meeting { session: u32, number: u32 },
}

/// The numeral whose first digit stands at byte `at` of `text`, and the bytes it covers: the marks
/// of a special session stand before the digit.
pub(crate) fn numeral_at(lexicon: &Lexicon, text: &str, at: usize) -> (Numeral, Range<usize>) {
    let rest = &text[at..];
    let end = |left: &str| text.len() - left.len();
    let Ok((behind, number)) = integer(rest) else {
        // Too many digits for a number of anything.
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        return (Numeral::Plain(u32::MAX), at..at + length.max(1));
    };
    if stands_alone(lexicon, behind) {
        return (Numeral::Plain(number), at..end(behind));
    }
    // A third of a list that slashes part is no session: 1267/1989/2253.
    let listed = text[..at].ends_with('/');
    if !listed && let Ok((left, (session, number, letters))) = sessional(lexicon, rest) {
        let (kind, start) = session_mark_before(lexicon, text, at);
        return (
            Numeral::Sessional {
                kind,
                session,
                number,
                letters,
            },
            start..end(left),
        );
    }
    if let Ok((left, numeral)) = special_of_year(rest) {
        return (numeral, at..end(left));
    }
    if let Ok((left, number)) = conference(lexicon, rest) {
        return (Numeral::Conference { number }, at..end(left));
    }
    if let Ok((left, found)) = chronological(lexicon, rest) {
        return (found, at..end(left));
    }
    (Numeral::Plain(number), at..end(behind))
}

/// Whether what stands behind digits tells that they are a number of nothing: neither a slash, nor a
/// bracket, nor a letter that may be that of a part.
fn stands_alone(lexicon: &Lexicon, behind: &str) -> bool {
    let next = behind.trim_start_matches(' ').chars().next();
    next.is_none_or(|c| match c {
        '/' | '(' | ')' | '[' | ']' => false,
        'a'..='z' => true,
        _ => !is_letter(c) || lexicon.letters.is_empty() && !ascii_kin(c).is_ascii_uppercase(),
    })
}

/// integer = 1*9DIGIT
pub(crate) fn integer(input: &str) -> IResult<&str, u32> {
    let length = input.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = input.split_at(length);
    match digits.parse() {
        Ok(number) if length <= 9 => Ok((rest, number)),
        _ => Err(failed(input)),
    }
}

/// sessional = integer [blank] "/" [blank] integer [letters]
fn sessional<'a>(lexicon: &Lexicon, input: &'a str) -> IResult<&'a str, (u32, u32, Letters)> {
    let slash = (at_most_one_blank, char('/'), at_most_one_blank);
    let (input, session) = terminated(integer, slash).parse(input)?;
    let (input, number) = terminated(integer, not(char('/'))).parse(input)?;
    let (input, letters) = opt(|input| letters(lexicon, input)).parse(input)?;
    Ok((input, (session, number, letters.unwrap_or_default())))
}

/// special-of-year = year "/S-" integer "/" integer ; `1992/S-1/1`
fn special_of_year(input: &str) -> IResult<&str, Numeral> {
    let year = verify(integer, |year| (1946..2200).contains(year));
    let (input, year) = terminated(year, tag("/S-")).parse(input)?;
    let (input, session) = terminated(integer, char('/')).parse(input)?;
    let (input, number) = terminated(integer, not(char('/'))).parse(input)?;
    let numeral = Numeral::SpecialOfYear {
        year,
        session,
        number,
    };
    Ok((input, numeral))
}

/// conference = integer "/" ("CP" / "CMP" / …) "." integer
fn conference<'a>(lexicon: &Lexicon, input: &'a str) -> IResult<&'a str, u32> {
    let (input, number) = terminated(integer, char('/')).parse(input)?;
    let latin = (
        take_while_m_n(2, 4, |c| ascii_kin(c).is_ascii_uppercase()),
        char('.'),
    )
        .map(|_| ());
    let (input, ()) = latin
        .or(|input| mark(&lexicon.conferences, input))
        .parse(input)?;
    let (input, _) =
        take_while1(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X')).parse(input)?;
    Ok((input, number))
}

/// meeting = [("SS" / "Ex" / "EX") "."] roman "/" integer ; `XIX/6`, `SS.XII/6`: the numeral whose slash stands at
/// byte `at` of `text`, no earlier than byte `past`, and the bytes it covers
pub(crate) fn meeting_at(text: &str, at: usize, past: usize) -> Option<(Numeral, Range<usize>)> {
    let head = &text[past..at];
    let numeral = head.trim_end_matches(|c| matches!(ascii_kin(c), 'I' | 'V' | 'X' | 'L'));
    let session = roman(&head[numeral.len()..])
        .ok()
        .filter(|(rest, _)| rest.is_empty())?
        .1;
    let marks = ["SS.", "Ex.", "EX."].into_iter();
    let bare = marks.fold(numeral, |head, mark| {
        head.strip_suffix(mark).unwrap_or(head)
    });
    let (rest, number) = integer(&text[at + 1..]).ok()?;
    let more = rest.starts_with(['/', '-']) || rest.starts_with(is_letter) && rest.is_ascii();
    let whole = !bare.ends_with(|c: char| in_word(c) && c.is_ascii() || c == '.' || c == '/');
    (whole && !more).then(|| {
        let range = past + bare.len()..text.len() - rest.len();
        (Numeral::Meeting { session, number }, range)
    })
}

/// chronological = integer [letters] [blank] "(" (year / session) ")" [letters]
fn chronological<'a>(lexicon: &Lexicon, input: &'a str) -> IResult<&'a str, Numeral> {
    let (input, number) = integer(input)?;
    in_session(lexicon, number, input)
}

/// The letters and the session, or the year, behind a number that runs on.
fn in_session<'a>(lexicon: &Lexicon, number: u32, input: &'a str) -> IResult<&'a str, Numeral> {
    let (input, before) = opt(|input| letters(lexicon, input)).parse(input)?;
    let bracket = || one_of("()[]"); // mirrored ones too
    let year = verify(integer, |year| (1946..2200).contains(year))
        .map(|year| Numeral::Yearly { number, year });
    let session = |input| {
        let written = |_| written_session(lexicon, input);
        let (input, (kind, session)) = session(&lexicon.sessions, input).or_else(written)?;
        if (1946..2200).contains(&session) {
            let year = session;
            return Ok((input, Numeral::Yearly { number, year }));
        }
        Ok((
            input,
            Numeral::Roman {
                number,
                letters: before.unwrap_or_default(),
                kind,
                session,
            },
        ))
    };
    let (input, numeral) = preceded(
        (space0, bracket(), space0),
        terminated(year.or(session), (space0, bracket())),
    )
    .parse(input)?;
    // The letter may stand after the session: `217(III)A`.
    let (input, after) = opt(|input| letters(lexicon, input)).parse(input)?;
    Ok((
        input,
        match (numeral, after) {
            (
                Numeral::Roman {
                    number,
                    letters,
                    kind,
                    session,
                },
                Some(after),
            ) if letters.is_empty() => Numeral::Roman {
                number,
                letters: after,
                kind,
                session,
            },
            _ => numeral,
        },
    ))
}

/// The number in words that a text ends with, where words are not parted, and the byte where it begins.
pub(crate) fn written_before(facts: &Facts, text: &str) -> Option<(u32, usize)> {
    /// The longest number has so many characters: 二千六百二十五.
    const LONGEST: usize = 7;
    let whole = |start: usize| {
        let (number, end) = number_in_words(facts, &text[start..], 0)?;
        (start + end == text.len()).then_some((number, start))
    };
    let starts = text.char_indices().rev().take(LONGEST);
    let last = starts.map_while(|(start, _)| whole(start)).last();
    // A part of it alone may be none: 百二十.
    last
}

/// written = number-in-words [letters] "(" (year / session) ")" ; 二六二五(二十五): the numeral whose bracket
/// stands at byte `at` of `text`, no earlier than byte `past`, and the bytes it covers
pub(crate) fn written_at(
    lexicon: &Lexicon,
    text: &str,
    at: usize,
    past: usize,
) -> Option<(Numeral, Range<usize>)> {
    let head = text[past..at].trim_end_matches(|c: char| c == ' ' || c.is_ascii_uppercase());
    let (number, start) = written_before(lexicon.language.facts(), head)?;
    let behind = past + head.len();
    let (rest, numeral) = in_session(lexicon, number, &text[behind..]).ok()?;
    Some((numeral, past + start..text.len() - rest.len()))
}

/// One of a list of words, the longest.
fn mark<'a>(list: &[String], input: &'a str) -> IResult<&'a str, ()> {
    list.iter()
        .filter_map(|word| input.strip_prefix(word.as_str()))
        .min_by_key(|rest| rest.len())
        .map(|rest| (rest, ()))
        .ok_or_else(|| failed(input))
}

/// At most one blank.
fn at_most_one_blank(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 1, |c| c == ' ').parse(input)
}

fn failed(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify))
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Numeral {
        /// The number of a resolution of a regular session, or of a year.
        pub(crate) fn regular(session: u32, number: u32) -> Self {
            Self::Sessional {
                kind: SessionKind::Regular,
                session,
                number,
                letters: Letters::default(),
            }
        }
    }

    fn read(text: &str) -> (Numeral, &str) {
        let lexicon = Lexicon::of_language("en");
        let at = text.find(|c: char| c.is_ascii_digit()).expect("a digit");
        let (numeral, range) = numeral_at(lexicon, text, at);
        (numeral, &text[range])
    }

    fn letters_of(numeral: Numeral) -> String {
        match numeral {
            Numeral::Sessional { letters, .. } | Numeral::Roman { letters, .. } => {
                letters.each().collect()
            }
            _ => String::new(),
        }
    }

    #[test]
    fn sessional_numbers() {
        assert_eq!(read("76/159 of"), (Numeral::regular(76, 159), "76/159"));
        assert_eq!(read("52 / 31"), (Numeral::regular(52, 31), "52 / 31"));
        assert_eq!(read("in S-27/2,").1, "S-27/2");
        assert_eq!(read("its ES-10/24").1, "ES-10/24");
        assert!(matches!(
            read("AS-10/2").0,
            Numeral::Sessional {
                kind: SessionKind::Regular,
                ..
            }
        ));
        assert!(matches!(
            read("1992/S-1/2 of").0,
            Numeral::SpecialOfYear {
                year: 1992,
                session: 1,
                number: 2
            }
        ));
        assert!(matches!(read("1/2/3").0, Numeral::Plain(1)));
    }

    #[test]
    fn letters_of_sets() {
        for (text, letters, printed) in [
            ("52/12 B of", "B", "52/12 B"),
            ("31/6 A and B,", "AB", "31/6 A and B"),
            ("64/289 A-B", "AB", "64/289 A-B"),
            ("55/5 B, C and F.", "BCF", "55/5 B, C and F"),
            ("3419 A to D (XXX)", "ABCD", "3419 A to D (XXX)"),
            ("71/272 A, 72/261", "A", "71/272 A"),
            ("70/1 As", "", "70/1"),
        ] {
            let (numeral, read) = read(text);
            assert_eq!(
                (letters_of(numeral).as_str(), read),
                (letters, printed),
                "{text}"
            );
        }
    }

    #[test]
    fn chronological_numbers() {
        assert_eq!(
            read("1325 (2000)"),
            (
                Numeral::Yearly {
                    number: 1325,
                    year: 2000
                },
                "1325 (2000)"
            )
        );
        let roman = |text: &str| match read(text).0 {
            Numeral::Roman {
                number,
                kind,
                session,
                ..
            } => (number, kind, session),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(roman("217 A (III)"), (217, SessionKind::Regular, 3));
        assert_eq!(
            roman("2200 A (XXI), annex"),
            (2200, SessionKind::Regular, 21)
        );
        assert_eq!(roman("3201 (S-VI)"), (3201, SessionKind::Special, 6));
        assert_eq!(roman("2252 (ES-V)"), (2252, SessionKind::Emergency, 5));
        assert_eq!(roman("1803 (ХVII)"), (1803, SessionKind::Regular, 17));
        assert_eq!(roman("2131 (XXVI1)"), (2131, SessionKind::Regular, 27));
        assert_eq!(roman("302 (IV)"), (302, SessionKind::Regular, 4));
        assert_eq!(read("15 (see").0, Numeral::Plain(15));
    }

    #[test]
    fn conference_decisions() {
        assert_eq!(
            read("1/CP.21."),
            (Numeral::Conference { number: 1 }, "1/CP.21")
        );
        assert_eq!(read("15/CMP.9").1, "15/CMP.9");
    }

    #[test]
    fn meetings() {
        let read = |text: &str| {
            let slash = text.find('/').expect("a slash");
            meeting_at(text, slash, 0).map(|(_, range)| text[range].to_owned())
        };
        assert_eq!(read("decision XIX/6.").as_deref(), Some("XIX/6"));
        assert_eq!(read("decision SS.XII/6").as_deref(), Some("SS.XII/6"));
        assert_eq!(read("BWC/5"), None);
        assert_eq!(read("and/or"), None);
        assert_eq!(read("CONF.IX/9"), None);
    }
}
