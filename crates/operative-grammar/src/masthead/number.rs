//! The number of a resolution or a decision, as its masthead prints it: *77/213*, *3314 (XXIX)*, *Resolution 2725
//! (2024)*. Each era and each body counts in its own way.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, one_of, satisfy, space0};
use nom::combinator::{eof, not, opt, peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::organ_name;
use crate::date::{begins_with_date, beside, dated, find_date};
use crate::edition::edition;
use crate::facts::{Facts, Organ};
use crate::fold::{Folded, fold};
use crate::homoglyph::{ascii_kin, latin};
use crate::number::{number_may_begin, roman, written_number};
use crate::word::{letters, shorter};

/// `number = [word] (session "/" digits [letter] / digits ["letters"] "(" (year / roman) ")")
/// ("." / blank / end)`: as printed, and the bytes it takes with the point after it.
pub(crate) fn number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    let bare = text.trim_start_matches(crate::fold::ignored);
    let skipped = text.len() - bare.len();
    bare_number(facts, bare).map(|(printed, length)| (printed, length + skipped))
}

fn bare_number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    // Without a word before it, a number begins with a digit, with the letters of a special session or of a
    // statement, or with a Roman numeral.
    let begins = |c| {
        matches!(
            ascii_kin(c),
            '0'..='9' | 'S' | 'E' | 'P' | 'I' | 'V' | 'X' | 'L'
        )
    };
    if text.starts_with(begins) || (!facts.spaced && number_may_begin(facts, text)) {
        if let Ok((rest, found)) = session_number_label(facts, text) {
            return Some((found.to_owned(), text.len() - rest.len()));
        }
        let plain = latin(text);
        if let Ok((rest, found)) = session_number_label(facts, &plain) {
            return Some((
                found.to_owned(),
                original_length(text, plain.len() - rest.len()),
            ));
        }
    }
    numbered_by_word(facts, text)
        .or_else(|| quirk_word_before_number(facts, text))
        .or_else(|| quirk_number_behind_series(facts, text))
        .or_else(|| quirk_number_of_text_below(facts, text))
        .or_else(|| quirk_cited_number(facts, text))
}

/// `["," blank] cited blank (number / 1*DIGIT) "," …`, as law libraries head their copies: *G.A. res. 50/9, U.N. GAOR Supp. (No. 49)*.
pub(super) fn quirk_cited_number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    let (abbreviated, rest) = text.split_once("es. ")?;
    let abbreviated = &text[..abbreviated.len() + "es.".len()];
    let word = fold(abbreviated.trim_start_matches([',', ' '])).text;
    facts.masthead.cited.folded().find(|cited| *cited == word)?;
    let digits = digit1::<_, nom::error::Error<&str>>;
    let read = any_number(facts, rest).or_else(|_| digits(rest));
    let (after, found) = read.ok()?;
    after
        .starts_with(',')
        .then(|| (found.to_owned(), text.len()))
}

/// `… word number … ":"`, a sentence that leads to the text, as press releases do: *The full text of resolution 2725 (2024)
/// reads as follows:*.
fn quirk_number_of_text_below(facts: &Facts, text: &str) -> Option<(String, usize)> {
    /// The characters of such a sentence at most.
    const SENTENCE: usize = 100;
    let sentence = text.strip_suffix([':', '：'])?;
    if !facts.spaced || !shorter(sentence, SENTENCE) {
        return None;
    }
    let plain = latin(sentence);
    let digit = plain.find(|c: char| c.is_ascii_digit())?;
    let before = fold(plain[..digit].trim_end()).text;
    let mut words = facts.masthead.resolution.folded();
    words.find(|word| before.ends_with(word))?;
    let (rest, found) = any_number(facts, &plain[digit..]).ok()?;
    let other = rest.contains(|c: char| c.is_ascii_digit());
    (!other).then(|| (found.to_owned(), text.len()))
}

/// `organ … ":" numbered-by-word`, as libraries name the series that a copy is of: *UN General Assembly Resolutions:
/// Resolution 47/69*.
pub(super) fn quirk_number_behind_series(facts: &Facts, text: &str) -> Option<(String, usize)> {
    /// The characters of its name at most.
    const SERIES: usize = 60;
    let (series, numbered) = text.split_once(": ")?;
    if !shorter(series, SERIES) || series.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    organ_name(facts, &fold(series).text)?;
    Some((numbered_by_word(facts, numbered)?.0, text.len()))
}

/// `word number ("." / ":" / blank UPPER) title`, as libraries and encyclopedias head what they copy: *Resolution 181
/// (II). Future government of …*, *Résolution 2001/1 Question du …*
fn quirk_word_before_number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    let folded = fold(word).text;
    let headed = facts.masthead.adopted().any(|word| word == folded);
    let (after, found) = session_number_label(facts, rest).ok().filter(|_| headed)?;
    let behind = rest[found.len()..].trim_start();
    let titled = behind.starts_with(|c: char| matches!(c, '.' | ':') || c.is_uppercase());
    titled.then(|| (found.to_owned(), text.len() - after.len()))
}

/// `numbered-by-word = [mark] word number / [mark] number [mark] word`: *Resolution 2725 (2024)*.
pub(super) fn numbered_by_word(facts: &Facts, text: &str) -> Option<(String, usize)> {
    /// The letters of words that lead to a date: *en date du*, *المؤرخ في*.
    const DATING: usize = 8;
    if !shorter(text, 121) {
        return None;
    }
    let folded = fold(text);
    let mut words = facts.masthead.adopted();
    let first = folded.text.split(' ').next().unwrap_or_default();
    let misread = |word: &str| first.chars().count() >= 6 && strsim::osa_distance(word, first) <= 1;
    words.find(|word| folded.text.contains(word) || misread(word))?;
    if let Some(number) = number_in_words_behind(facts, &folded, text) {
        return Some((number, text.len()));
    }
    let plain = latin(text);
    let digit = plain.find(|c: char| c.is_ascii_digit())?;
    // A meeting in Roman numerals stands before the digits.
    let meeting = |before: &str| before.trim_end_matches(['I', 'V', 'X', 'L']).len();
    let start = plain[..digit].strip_suffix('/').map_or(digit, meeting);
    // The organ may be named before the word or behind the number.
    let organizations = facts.masthead.united_nations.folded();
    let organization = organizations.filter(|name| folded.text.contains(name));
    let longest = organization.max_by_key(|name| name.len());
    let organization = longest.map_or(0, |name| letters(name.chars()));
    let name = organ_name(facts, &folded.text);
    let name = name.map_or(0, |name| letters(name.chars()) + organization);
    let before = letters(plain[..start].chars());
    let council = || facts.organ_in(&folded) == Some(Organ::SecurityCouncil);
    // Its numbers run through the years: the day on which it adopts tells the year.
    // So may the session of the General Assembly, while its numbers ran on.
    let bare = |err| {
        let (rest, number): (&str, &str) = digit1(&plain[digit..])?;
        let behind = || dated(facts, &fold(rest).text, DATING).is_some();
        if !begins_with_date(facts, &plain[digit..]) && (council() || behind()) {
            Ok((rest, number))
        } else {
            Err(err)
        }
    };
    let found = any_number(facts, &plain[start..]).or_else(bare);
    let Ok((rest, found)) = found else {
        return number_of_edition(facts, text, before);
    };
    // The date of adoption may stand behind it, with a word or two that lead to it.
    let after = fold(&text[original_length(text, plain.len() - rest.len())..]).text;
    let date = find_date(facts, &after).map_or(0..0, |found| found.1);
    let behind = !date.is_empty() && !beside(&after, &date).any(|c| c.is_ascii_digit());
    let dating = if behind { DATING } else { 0 };
    if before > 16 + name || text.chars().count() > 60 + name + dating + after[date.clone()].len() {
        return None;
    }
    let left = letters(beside(&after, &date));
    let alone = before > 16 || found.bytes().all(|digit| digit.is_ascii_digit());
    let allowed = 4 + dating + if alone { 0 } else { name };
    // The letter of a series stands before it: *Resolution C 11/2016*.
    let serial = plain[..start].strip_suffix(' ').and_then(|before| {
        let series = before.rsplit(' ').next()?;
        let letter = series.len() == 1 && series.bytes().all(|letter| letter.is_ascii_uppercase());
        (letter && series.len() < before.len()).then(|| format!("{series} {found}"))
    });
    (left <= allowed).then(|| (serial.unwrap_or_else(|| found.to_owned()), text.len()))
}

/// `number-in-words-behind = council word number-in-words [date]`, where words are not parted, as old volumes of the
/// Security Council count: *安全理事会决议案一七一*.
fn number_in_words_behind(facts: &Facts, folded: &Folded, text: &str) -> Option<String> {
    if facts.spaced {
        return None;
    }
    let words = facts.masthead.adopted();
    let starts = words.filter_map(|word| Some(folded.text.find(word)? + word.len()));
    let mut read = starts.filter_map(|start| {
        let (rest, _) = written_number(facts, &folded.text[start..]).ok()?;
        Some((start, rest.trim()))
    });
    let (start, rest) = read.next()?;
    let council = || facts.organ_in(folded) == Some(Organ::SecurityCouncil);
    if !(rest.is_empty() || begins_with_date(facts, rest)) || !council() {
        return None;
    }
    let end = folded.text.len() - rest.len();
    let printed = &text[folded.origin(start)..folded.origin_end(end)];
    Some(printed.trim().to_owned())
}

/// `number-of-edition = word [sector] 1*4DIGIT ["-" 1*2DIGIT] blank edition / word sector 1*4DIGIT … / [mark] 1*4DIGIT
/// mark word edition`, the last where words are not parted: how conferences number what one revises after the
/// other, *Resolution 71 (Rev. Bucharest, 2022)*, *Resolution ITU-R 38-4*. Gives the number without the word.
fn number_of_edition(facts: &Facts, text: &str, before: usize) -> Option<(String, usize)> {
    /// The letters before the number at most: those of the word, and those of a sector.
    const BEFORE: usize = 22;
    let digit = |c: char| c.is_ascii_digit();
    let digits = text.find(digit)?;
    let sector = text[..digits].trim_end();
    let sector = &sector[sector.rfind(' ').map_or(0, |at| at + 1)..];
    let in_sector = sector.contains('-') && sector.chars().all(|c| c.is_uppercase() || c == '-');
    let start = if in_sector {
        text[..digits].rfind(sector)?
    } else {
        digits
    };
    let after = text[digits..].trim_start_matches(|c: char| digit(c) || c == '-');
    let number = text[start..text.len() - after.len()].trim_end_matches('-');
    let opens = after.find(['(', '（']);
    let closes = after.find([')', '）']);
    let bracket = opens.zip(closes).filter(|(opens, closes)| opens < closes);
    let (between, bracket, title) = match bracket {
        Some((opens, closes)) => {
            let (head, title) = after.split_at(closes + closing_bracket(after, closes));
            let (between, bracket) = head.split_at(opens);
            (between, Some(bracket), title)
        }
        None => ("", None, after),
    };
    let worded = || {
        let mut words = facts.masthead.adopted();
        let between = fold(between.trim()).text;
        !facts.spaced && words.any(|word| between.ends_with(word))
    };
    let parted = between.trim().is_empty();
    let begins = |c| matches!(c, ' ' | '\u{a0}' | '\t' | '-' | '–' | '—' | ':' | '：');
    let bare = title.trim_start_matches(begins);
    let titled = bare.is_empty()
        || (bare.len() < title.len()
            && bare.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()));
    let told = (parted || worded()) && titled && before <= BEFORE && number.len() < 24;
    let printed = match bracket {
        None => in_sector.then(|| number.to_owned()),
        Some(bracket) => edition(bracket.trim_matches(['(', '（', ')', '）'])).map(|_| {
            let blank = if parted { between } else { "" };
            format!("{number}{blank}{bracket}")
        }),
    };
    Some((printed.filter(|_| told)?, text.len() - title.len()))
}

/// The bytes of the character at a place, or none at the end.
fn closing_bracket(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// `editions = "(" (place "," year 1*(";" place "," year) / year 2*("-" year)) ")"`, as stands below the title where and when a text was adopted
/// and revised.
pub(super) fn editions_line(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '（']);
    let inner = inner.and_then(|inner| inner.strip_suffix([')', '）']));
    inner.is_some_and(|inner| {
        let edition = |piece: &str| {
            let years = piece.split(|c: char| !c.is_ascii_digit());
            piece.contains([',', '،', '，']) && years.filter(|year| year.len() == 4).count() == 1
        };
        let pieces = || inner.split([';', '؛', '；']);
        let mut years = inner.split(['-', '–']);
        let year = |year: &str| year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit());
        (pieces().nth(1).is_some() && pieces().all(edition))
            || (years.clone().nth(2).is_some() && years.all(year))
    })
}

/// `adopted-number = adoption-word … word … number … / … number … word adoption-word`, the second where the verb stands
/// last, as collections of instruments name what adopted them: *Adopted by General Assembly resolution 47/135 of 18 December 1992*.
pub(super) fn adopted_number(facts: &Facts, text: &str) -> Option<String> {
    let text = text.trim_start_matches('(');
    let line = fold(text).text;
    let mut verbs = facts.masthead.adoption.folded();
    let nouns = || facts.masthead.adopted();
    let ends = |verb: &str| {
        let before = line.strip_suffix(verb).filter(|_| !facts.spaced);
        before.is_some_and(|before| nouns().any(|noun| before.ends_with(noun)))
    };
    let adopts = |verb: &str| line.starts_with(verb) || ends(verb);
    if !verbs.any(adopts) || !nouns().any(|word| line.contains(word)) {
        return None;
    }
    let plain = latin(text);
    let starts = plain.char_indices().filter(|(at, c)| {
        let within = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-');
        c.is_ascii_digit() && !plain[..*at].ends_with(within)
    });
    starts
        .filter_map(|(at, _)| any_number(facts, &plain[at..]).ok())
        .find(|(rest, _)| !rest.starts_with('/'))
        .map(|(_, found)| found.to_owned())
}

/// Look-alikes are longer than the Latin letters that stand for them: the length in the original.
fn original_length(text: &str, length: usize) -> usize {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        if plain >= length {
            return at;
        }
        plain += ascii_kin(c).len_utf8();
    }
    text.len()
}

/// `session-number-label = any-number`, set off from what follows.
fn session_number_label<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, &'a str> {
    let stop = alt((
        recognize((space0, one_of(".．:、"))),
        recognize(one_of(" \u{a0}\t")),
        recognize((one_of("-–—"), peek(one_of(" \u{a0}\t")))),
        eof,
    ));
    terminated(|input| any_number(facts, input), stop).parse(input)
}

/// `any-number = session-and-number / number-and-year / number-and-conference / meeting-and-number /
/// statement-number`
fn any_number<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, &'a str> {
    alt((
        recognize(session_and_number),
        recognize(|input| number_and_year(facts, input)),
        recognize(number_and_conference),
        recognize(meeting_and_number),
        recognize((tag("PRST/"), session_and_number)),
    ))
    .parse(input)
}

/// `session-and-number = [("S" / "ES") "-"] 1*4DIGIT "/" (1*4DIGIT / "…") [blank letters]`
fn session_and_number(input: &str) -> IResult<&str, ()> {
    let hyphen = |input| one_of("-‑–").parse(input);
    let special = (alt((tag("ES"), tag("S"))), hyphen);
    let digits = |input| verify(digit1, |text: &str| text.len() <= 4).parse(input);
    // A draft leaves its number open.
    let number = |input| alt((digits, tag("…"), tag("..."))).parse(input);
    let range = (
        part_letter,
        opt((space0, alt((hyphen, one_of("&"))), space0, part_letter)),
    );
    let letters = terminated(
        preceded(space0, range),
        peek(not(satisfy(char::is_alphanumeric))),
    );
    (opt(special), digits, char('/'), number, opt(letters))
        .map(|_| ())
        .parse(input)
}

/// `part-letter = UPPER`, of a part of a set: *52/12 B*
fn part_letter(input: &str) -> IResult<&str, char> {
    satisfy(|c| c.is_ascii_uppercase()).parse(input)
}

/// `number-and-year = (1*4DIGIT / words) [blank letter] blank "(" session-or-year ")"`, where the session or year is
/// 4DIGIT, a roman numeral, a mark and a number, or words: `(1965)`, `(XXX)`, `(S-VI)`. Old Chinese volumes have
/// one or both in words: *2649(二十五)*, *十九(一九四七)*.
fn number_and_year<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, ()> {
    let inner = verify(
        take_while_m_n(1, 9, |c: char| {
            c.is_alphanumeric() || matches!(c, '-' | '‑' | '–' | ' ')
        }),
        |inner: &str| {
            let roman = inner
                .chars()
                .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'S' | 'E' | '-'));
            roman
                || inner.ends_with(|c: char| c.is_ascii_digit())
                || written_number(facts, inner).is_ok_and(|(rest, _)| rest.is_empty())
        },
    );
    let digits = verify(digit1, |text: &str| text.len() <= 4);
    let letter = preceded(space0, part_letter);
    (
        alt((digits, recognize(|input| written_number(facts, input)))),
        opt(letter),
        space0,
        delimited(one_of("(（"), inner, one_of(")）")),
    )
        .map(|_| ())
        .parse(input)
}

/// `number-and-conference = 1*3DIGIT "/" (2*4UPPER "." / 1*4caseless "-") 1*2DIGIT`: *1/CP.21*, *1/م أ-21*.
fn number_and_conference(input: &str) -> IResult<&str, ()> {
    let digits = |most| verify(digit1, move |text: &str| text.len() <= most);
    let parties = take_while_m_n(2, 4, |c: char| c.is_ascii_uppercase());
    let latin = recognize((parties, char('.')));
    let caseless =
        |c: char| c == ' ' || (c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    let caseless = recognize((take_while_m_n(1, 4, caseless), one_of("-‑–."), space0));
    (digits(3), char('/'), alt((latin, caseless)), digits(2))
        .map(|_| ())
        .parse(input)
}

/// `meeting-and-number = ["SS." / "Ex."] roman "/" 1*3DIGIT`: *XXVIII/1*, of a meeting of the parties.
fn meeting_and_number(input: &str) -> IResult<&str, ()> {
    let roman = verify(
        take_while_m_n(1, 8, |c| matches!(c, 'I' | 'V' | 'X' | 'L')),
        |numeral: &str| roman(numeral).is_some(),
    );
    let digits = verify(digit1, |text: &str| text.len() <= 3);
    (opt(alt((tag("SS."), tag("Ex.")))), roman, char('/'), digits)
        .map(|_| ())
        .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;

    #[test]
    fn numbers_of_every_era() {
        let facts = Facts::of_language("en");
        let read = |text| number(facts, text);
        assert_eq!(read("77/213. Strengthening"), Some(("77/213".into(), 7)));
        assert_eq!(read("ES-11/1. Aggression"), Some(("ES-11/1".into(), 8)));
        assert_eq!(read("52/12 B. Renewing"), Some(("52/12 B".into(), 8)));
        assert_eq!(
            read("3314 (XXIX). Definition"),
            Some(("3314 (XXIX)".into(), 12))
        );
        assert_eq!(
            read("Resolution 2725 (2024)").map(|found| found.0),
            Some("2725 (2024)".into())
        );
        assert_eq!(
            read("RESOLUTION 181 (II). Wells"),
            Some(("181 (II)".into(), 20))
        );
        assert_eq!(
            read("Commission on Human Rights resolution 2002/13").map(|found| found.0),
            Some("2002/13".into())
        );
        assert_eq!(
            read("UN General Assembly Resolutions: Resolution 47/69").map(|found| found.0),
            Some("47/69".into())
        );
        assert_eq!(read("Report on wells: Resolution 47/69"), None);
        assert_eq!(
            read("Resolution 242 (22 November 1967)").map(|found| found.0),
            Some("242".into())
        );
        assert_eq!(
            read("RESOLUTION 1193 of 28 August 1998").map(|found| found.0),
            Some("1193".into())
        );
        assert_eq!(read("Resolution of 28 August 1998"), None);
        assert_eq!(
            read("The full text of resolution 2725 (2024) reads as follows:").map(|found| found.0),
            Some("2725 (2024)".into())
        );
        assert_eq!(
            read("The text of resolution 2725 (2024) reads as follows"),
            None
        );
        assert_eq!(read("XXVIII/1. Wells"), Some(("XXVIII/1".into(), 9)));
        assert_eq!(
            read("Decision XXVIII/1: Wells").map(|found| found.0),
            Some("XXVIII/1".into())
        );
        assert_eq!(
            read("Decision XXVIII/1").map(|found| found.0),
            Some("XXVIII/1".into())
        );
        assert_eq!(read("PRST/39/1. Wells"), Some(("PRST/39/1".into(), 10)));
        assert_eq!(
            read("General Assembly of the United Nations resolution 2131 (XX) of 21 December 1965")
                .map(|found| found.0),
            Some("2131 (XX)".into())
        );
        assert_eq!(
            read("Resolution 2001/1 Wells in the desert"),
            Some(("2001/1".into(), 18))
        );
        assert_eq!(
            read("RESOLUTION 71 (REV. BUCHAREST, 2022)").map(|found| found.0),
            Some("71 (REV. BUCHAREST, 2022)".into())
        );
        assert_eq!(
            read("Resolution 646 (Rev.WRC-19)").map(|found| found.0),
            Some("646 (Rev.WRC-19)".into())
        );
        assert_eq!(
            read("RESOLUTION ITU-R 38-4").map(|found| found.0),
            Some("ITU-R 38-4".into())
        );
        assert_eq!(
            read("RESOLUTION 71 (REV. LIMA, 2022) – Wells"),
            Some(("71 (REV. LIMA, 2022)".into(), 31))
        );
        assert_eq!(
            read("RESOLUTION ITU-R 38-4 Wells").map(|found| found.0),
            Some("ITU-R 38-4".into())
        );
        assert_eq!(read("Resolution 71 (Rev. Lima, 2022) is in force"), None);
        assert_eq!(read("Resolution 71 (on wells and lamps)"), None);
        assert_eq!(
            read("Resolution C 11/2016").map(|found| found.0),
            Some("C 11/2016".into())
        );
        assert_eq!(read("38/7- Wells"), Some(("38/7".into(), 5)));
        assert_eq!(read("Resolution 70/1 of the Assembly on wells"), None);
        assert_eq!(read("2030 Agenda"), None);
        assert_eq!(read("Agenda item 3 (b)"), None);
    }

    #[test]
    fn editions_are_told_by_a_place_and_a_year() {
        let read = |code, text| {
            let facts = Language::from_code(code).expect("a language").facts();
            number(facts, text).map(|found| found.0)
        };
        let chinese = read("zh", "第71号决议（2022年，布加勒斯特，修订版）");
        assert_eq!(chinese.as_deref(), Some("71（2022年，布加勒斯特，修订版）"));
        let russian = read("ru", "РЕЗОЛЮЦИЯ 71 (ПЕРЕСМ. БУХАРЕСТ, 2022 Г.)");
        assert_eq!(russian.as_deref(), Some("71 (ПЕРЕСМ. БУХАРЕСТ, 2022 Г.)"));
        let arabic = read("ar", "القرار 71 (المراجَع في بوخارست، 2022)");
        assert_eq!(arabic.as_deref(), Some("71 (المراجَع في بوخارست، 2022)"));
        assert!(editions_line("(Doha, 2006; Kigali, 2022)"));
        assert!(editions_line("（2006年，多哈；2022年，基加利）"));
        assert!(editions_line("(1993-1997-2015)") && !editions_line("(2001-2010)"));
        assert!(!editions_line("(Vienna, 1969)") && !editions_line("(2001; 2010)"));
    }

    #[test]
    fn numbers_of_old_chinese_volumes_are_words() {
        let facts = Facts::of_language("zh");
        let read = |text| number(facts, text).map(|found| found.0);
        assert_eq!(read("2649(二十五). 灯塔").as_deref(), Some("2649(二十五)"));
        assert_eq!(
            read("十九(一九四七). 一九四七年二月二十七日决议案").as_deref(),
            Some("十九(一九四七)")
        );
        assert_eq!(read("一九四七年二月二十七日"), None);
        assert_eq!(read("安全理事会决议案一七一").as_deref(), Some("一七一"));
        assert_eq!(
            read("安全理事会决议案一七一 1962年3月7日").as_deref(),
            Some("一七一")
        );
        assert_eq!(read("安全理事会决议 1962年3月7日"), None);
        assert_eq!(
            read("二0二五(二十). 灯塔").as_deref(),
            Some("二0二五(二十)")
        );
    }
}
