//! Dates as each language writes them.

use std::ops::Range;

use jiff::civil::Date;
use nom::character::complete::{digit1, space0};
use nom::combinator::{map_res, verify};
use nom::{IResult, Parser};

use crate::facts::{DateOrder, Facts, Language, Words};
use crate::fold::fold;
use crate::look_alike::misreads;
use crate::number::number_in_words;
use crate::phrases::Phrases;
use crate::word::{after, in_word, is_edge, shorter};

/// A year, a month and a day.
type Parts = (i16, i8, i8);

/// The characters of a date at most, in any language.
const LONGEST: usize = 40;

/// `date = day month year / year month day`, on folded text from byte `at`. Gives the parts as
/// printed, which need not be in the calendar, and the byte where it ends.
pub(crate) fn date_parts(facts: &Facts, folded: &str, at: usize) -> Option<(Parts, usize)> {
    let rest = &folded[at..];
    let (rest, parts) = match facts.dates.order {
        DateOrder::DayMonthYear => day_month_year(facts, rest).ok()?,
        DateOrder::YearMonthDay => year_month_day(facts, rest).ok()?,
    };
    Some((parts, folded.len() - rest.len()))
}

/// `day-month-year = day *after-day month *after-month year`
fn day_month_year<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Parts> {
    let (input, day) = day(input)?;
    let input = skip(facts, &facts.dates.after_day, input);
    let (input, month) = month(facts, input)?;
    let input = skip(facts, &facts.dates.after_month, input);
    let (input, year) = year(input)?;
    Ok((input, (year, month, day)))
}

/// `day-month-year`, where one letter of the month is misread, or of the words beside it, as OCR engines
/// do: *1 Decembar 2022*, *17 pe diciembre de 2021*. One month alone must be that near.
fn quirk_misread_month<'a>(facts: &Facts, input: &'a str) -> Option<(&'a str, Parts)> {
    /// No name of a month is as long in any language, with the words after it.
    const LONGEST: usize = 64;
    let (input, day) = day(input).ok()?;
    let input = skip(facts, &facts.dates.after_day, input);
    let words = input
        .find(|c: char| c.is_ascii_digit())
        .filter(|words| *words <= LONGEST)?;
    let (rest, year) = year(&input[words..]).ok()?;
    let mut printed = input[..words].trim();
    let mark = |word: &str, marks: &Words| {
        let misread = |mark: &str| mark == word || misreads(mark, word);
        marks.folded().any(misread)
    };
    if let Some((first, after)) = printed.split_once(' ')
        && mark(first, &facts.dates.after_day)
    {
        printed = after.trim_start();
    }
    if let Some((before, last)) = printed.rsplit_once(' ')
        && mark(last, &facts.dates.after_month)
    {
        printed = before.trim_end();
    }
    printed = printed.trim_end_matches([',', ' ']);
    let near = |name: &str, alike: bool| {
        let name = fold(name).text;
        if alike {
            return name == printed || misreads(&name, printed);
        }
        name.chars().count() >= 4 && strsim::osa_distance(&name, printed) <= 1
    };
    // June or July: the one whose letter looks like what is printed.
    let month = [false, true].into_iter().find_map(|alike| {
        let mut months = (1..)
            .zip(&facts.dates.months)
            .filter(|(_, names)| names.iter().any(|name| near(name, alike)));
        let (month, _) = months.next()?;
        months.next().is_none().then_some(month)
    });
    Some((rest, (year, month?, day)))
}

/// `year-month-day`, where one of the marks is misread: `2021年12有16日`.
fn quirk_misread_mark<'a>(facts: &Facts, input: &'a str) -> Option<(&'a str, Parts)> {
    let dates = &facts.dates;
    let mut misread = 0;
    let mut mark = |words: &Words, rest: &'a str| {
        let after = skip(facts, words, rest);
        if after.len() < rest.len() {
            return Some(after);
        }
        misread += 1;
        let letter = rest.chars().next().filter(|c| c.is_alphabetic())?;
        Some(&rest[letter.len_utf8()..])
    };
    let (rest, year) = year(input).ok()?;
    let rest = mark(&dates.after_year, rest)?;
    let (rest, month) = day(rest).ok().filter(|(_, month)| *month <= 12)?;
    let rest = mark(&dates.after_month, rest)?;
    let (rest, day) = day(rest).ok()?;
    let rest = mark(&dates.after_day, rest)?;
    (misread == 1).then_some((rest, (year, month, day)))
}

/// `year-month-day = year *after-year month *after-month day *after-day`
fn year_month_day<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, Parts> {
    let (input, year) = year(input)?;
    let input = skip(facts, &facts.dates.after_year, input);
    let (input, month) = verify(map_res(digit1, str::parse::<i8>), |month| {
        (1..=12).contains(month)
    })
    .parse(input)?;
    let input = skip(facts, &facts.dates.after_month, input);
    let (input, day) = day(input)?;
    Ok((
        skip(facts, &facts.dates.after_day, input),
        (year, month, day),
    ))
}

/// `day = 1*2DIGIT`
fn day(input: &str) -> IResult<&str, i8> {
    verify(map_res(digit1, str::parse::<i8>), |day| {
        (1..=31).contains(day)
    })
    .parse(input)
}

/// `year = 4DIGIT`
fn year(input: &str) -> IResult<&str, i16> {
    verify(map_res(digit1, str::parse::<i16>), |year| {
        (1900..2100).contains(year)
    })
    .parse(input)
}

/// `month = one of the twelve months' names`
fn month<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, i8> {
    let matcher = facts.dates.matcher.get_or_init(|| {
        Phrases::new(
            facts.dates.months.iter().flatten().map(String::as_str),
            facts.spaced,
        )
    });
    let failed = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag));
    let (which, end) = matcher.at(input, 0).ok_or_else(failed)?;
    let mut past = 0;
    for (month, names) in (1..).zip(&facts.dates.months) {
        past += names.len();
        if which < past {
            return Ok((&input[end..], month));
        }
    }
    Err(failed())
}

/// `*(blank / word)`, where a word of letters is not the beginning of a longer one.
fn skip<'a>(facts: &Facts, words: &Words, mut input: &'a str) -> &'a str {
    loop {
        let (rest, _) = space0::<_, nom::error::Error<&str>>(input).unwrap_or((input, ""));
        let whole = |word: &str| {
            let after = rest[word.len()..].chars().next();
            !facts.spaced
                || !after.is_some_and(char::is_alphabetic)
                || !word.ends_with(char::is_alphabetic)
        };
        let next = words
            .folded()
            .filter(|word| !word.is_empty() && rest.starts_with(word) && whole(word))
            .map(str::len)
            .max();
        match next {
            Some(length) => input = &rest[length..],
            None => return rest,
        }
    }
}

/// The first date in a text: its value, `None` where the calendar has no such day, and its bytes in
/// the folded text.
pub(crate) fn find_date(facts: &Facts, folded: &str) -> Option<Found> {
    first(folded, |at| date_parts(facts, folded, at)).or_else(|| written_date(facts, folded))
}

/// The first [`written_date_parts`] in a text.
fn written_date(facts: &Facts, folded: &str) -> Option<Found> {
    /// The digits of a year, each a word.
    const YEAR: usize = 4;
    if facts.spaced {
        return None;
    }
    let mut marks = facts.dates.after_year.folded();
    let mut years = folded.match_indices(marks.next()?);
    years.find_map(|(mark, _)| {
        let mut starts = folded[..mark].char_indices().rev().skip(YEAR - 1);
        let (start, _) = starts.next()?;
        let (parts, end) = written_date_parts(facts, folded, start)?;
        Some((of_calendar(parts), start..end))
    })
}

/// `written-date = year-in-words after-year month-in-words after-month day-in-words after-day`, where words are not
/// parted, as old Chinese volumes have it: 一九四七年三月七日. From byte `at` of folded text, as [`date_parts`].
fn written_date_parts(facts: &Facts, folded: &str, at: usize) -> Option<(Parts, usize)> {
    let dates = &facts.dates;
    if facts.spaced || dates.order != DateOrder::YearMonthDay {
        return None;
    }
    let number = |input, most: u32, mark: &Words| {
        let (number, end) = number_in_words(facts, input, 0).filter(|found| found.0 <= most)?;
        let rest = &input[end..];
        let after = skip(facts, mark, rest);
        (after.len() < rest.len()).then_some((number, after))
    };
    let (year, rest) = number(&folded[at..], 2099, &dates.after_year)?;
    let (month, rest) = number(rest, 12, &dates.after_month)?;
    let (day, rest) = number(rest, 31, &dates.after_day)?;
    let year = i16::try_from(year).ok().filter(|year| *year >= 1900)?;
    Some(((year, month as i8, day as i8), folded.len() - rest.len()))
}

/// The day that has these parts, `None` where the calendar has no such.
fn of_calendar((year, month, day): Parts) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// `text = date …`: the date that begins a folded text.
pub(crate) fn leading_date(facts: &Facts, folded: &str) -> Option<Found> {
    let (parts, end) =
        date_parts(facts, folded, 0).or_else(|| written_date_parts(facts, folded, 0))?;
    Some((of_calendar(parts), 0..end))
}

/// Whether a date begins a text, of which no more is folded than may hold one.
pub(crate) fn begins_with_date(facts: &Facts, text: &str) -> bool {
    let end = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |end| end.0);
    leading_date(facts, &fold(&text[..end]).text).is_some()
}

/// `dated = *letter date *letter`: the date of a folded text that holds little else: no more letters and digits
/// stand beside it than `most`.
pub(crate) fn dated(facts: &Facts, folded: &str, most: usize) -> Option<Found> {
    let found = find_date(facts, folded)?;
    // Beside a letter that stands for a digit, the digits are not the whole day: *l6 de diciembre*, *12月3l日*.
    let place = &found.1;
    let whole = if facts.spaced {
        is_edge(folded, place.start)
    } else {
        !after(folded, place.end).is_some_and(|c| c.is_ascii_alphabetic())
    };
    let beside = beside(folded, place).filter(|c| in_word(*c));
    (whole && beside.count() <= most).then_some(found)
}

/// The characters of a text that stand beside a place in it.
pub(crate) fn beside<'a>(text: &'a str, place: &Range<usize>) -> impl Iterator<Item = char> + 'a {
    text[..place.start].chars().chain(text[place.end..].chars())
}

/// `meeting-date = [word] date [word]`: whether a line gives the date of a meeting: a date, and no more than a short
/// word before it and the word behind the year: *le 10 mai 2020*, *10 мая 2020 года*. In another language it stands
/// alone.
pub(crate) fn meeting_date(facts: &Facts, text: &str) -> bool {
    /// The letters of these words.
    const WORDS: usize = 4;
    if !shorter(text, LONGEST + 1) {
        return false;
    }
    let folded = fold(text).text;
    dated(facts, &folded, WORDS).is_some()
        || Language::all().any(|language| alone(language, &folded, date_parts).is_some())
}

/// A date, `None` where the calendar has no such day, and its bytes.
pub(crate) type Found = (Option<Date>, Range<usize>);

/// The first date in a text whose month or a word beside it has one letter misread.
pub(crate) fn find_misread_date(facts: &Facts, folded: &str) -> Option<Found> {
    first(folded, |at| misread_date_parts(facts, folded, at))
}

/// [`date_parts`], where the month or a word beside it has one letter misread.
fn misread_date_parts(facts: &Facts, folded: &str, at: usize) -> Option<(Parts, usize)> {
    let (rest, parts) = match facts.dates.order {
        DateOrder::DayMonthYear => quirk_misread_month(facts, &folded[at..])?,
        DateOrder::YearMonthDay => quirk_misread_mark(facts, &folded[at..])?,
    };
    Some((parts, folded.len() - rest.len()))
}

/// The first date that a production reads where digits begin.
fn first(folded: &str, read: impl Fn(usize) -> Option<(Parts, usize)>) -> Option<Found> {
    let bytes = folded.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            if let Some((parts, end)) = read(at) {
                return Some((of_calendar(parts), at..end));
            }
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
        } else {
            at += 1;
        }
    }
    None
}

/// The date that a line is made of, in its own language or in another (mastheads in some languages
/// print the date of issue in another's words).
pub(crate) fn date_line(language: Language, folded: &str) -> Option<Option<Date>> {
    std::iter::once(language)
        .chain(Language::all().filter(|other| *other != language))
        .find_map(|language| alone(language, folded, date_parts))
        .or_else(|| {
            let text = folded.trim().trim_end_matches([',', '.', '。']);
            let (parts, end) = written_date_parts(language.facts(), text, 0)?;
            (end == text.len()).then(|| of_calendar(parts))
        })
}

/// The date that a line is made of, its month with one letter misread, in its own language or in another.
pub(crate) fn misread_date_line(language: Language, folded: &str) -> Option<Option<Date>> {
    if !folded.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    std::iter::once(language)
        .chain(Language::all().filter(|other| *other != language))
        .find_map(|language| alone(language, folded, misread_date_parts))
}

/// `line = ["["] date [after-year] ["."] ["]"]`
fn alone(
    language: Language,
    folded: &str,
    parts: fn(&Facts, &str, usize) -> Option<(Parts, usize)>,
) -> Option<Option<Date>> {
    let text = folded
        .trim()
        .trim_end_matches(['.', ']'])
        .trim_start_matches('[');
    // Dates begin with the year or the day.
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let facts = language.facts();
    let (parts, end) = parts(facts, text, 0)?;
    let rest = text[end..].trim();
    // The point may be one of the word: *19 мая 2020 г.*
    let mut words = facts.dates.after_year.folded();
    let after = words.any(|word| word.trim_end_matches('.') == rest);
    (rest.is_empty() || after).then(|| of_calendar(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(code: &str, text: &str) -> Option<Date> {
        find_date(
            Language::from_code(code).expect("a language").facts(),
            &fold(text).text,
        )?
        .0
    }

    #[test]
    fn a_word_behind_the_year_may_end_with_a_point() {
        let russian = Language::from_code("ru").expect("Russian");
        let day = jiff::civil::date(2020, 5, 19);
        assert_eq!(date_line(russian, "19 мая 2020 г."), Some(Some(day)));
        assert_eq!(date_line(russian, "19 мая 2020 года"), Some(Some(day)));
    }

    #[test]
    fn dates_stand_anywhere_in_a_line() {
        let day = jiff::civil::date(2022, 12, 15);
        assert_eq!(
            find(
                "en",
                "Resolution adopted by the General Assembly on 15 December 2022"
            ),
            Some(day)
        );
        assert_eq!(
            find("zh", "一九四七年二月二十七日决议案"),
            Some(jiff::civil::date(1947, 2, 27))
        );
        assert_eq!(find("zh", "一九四七年二月"), None);
        assert_eq!(find("en", "on 31 February 2022"), None);
        assert_eq!(find("en", "in 2022"), None);
        assert_eq!(
            find("es", "el 2 de octubre de 2020"),
            Some(jiff::civil::date(2020, 10, 2))
        );
    }

    #[test]
    fn a_month_with_a_letter_misread_is_told_where_one_alone_is_near() {
        let find = |code: &str, text: &str| {
            let facts = Language::from_code(code).expect("a language").facts();
            find_misread_date(facts, &fold(text).text).and_then(|found| found.0)
        };
        let day = Some(jiff::civil::date(2022, 12, 1));
        for (code, text) in [
            ("en", "on 1 Dccember 2022"),
            ("fr", "1er décembrc 2022"),
            ("es", "1 de diciembre dc 2022"),
            ("ru", "1 дскабря 2022 года"),
            ("ar", "في 1 كانون الأول/ديشمبر 2022"),
        ] {
            assert_eq!(find(code, text), day, "{text}");
        }
        for (code, text) in [
            ("es", "17 pe diciembre pe 2022"),
            ("zh", "2022年12有17日"),
            ("zh", "2022年12月17旦"),
        ] {
            assert_eq!(
                find(code, text),
                Some(jiff::civil::date(2022, 12, 17)),
                "{text}"
            );
        }
        assert_eq!(
            find("es", "1 de juiio de 2022"),
            Some(jiff::civil::date(2022, 7, 1))
        );
        // June or July.
        assert_eq!(find("en", "1 Juny 2022"), None);
        assert_eq!(find("zh", "2022和12和17日"), None);
        assert_eq!(find("en", "3 of document 2022"), None);
    }

    #[test]
    fn the_date_of_a_meeting_stands_alone_but_for_short_words() {
        let dates = |code: &str, text| {
            meeting_date(Language::from_code(code).expect("a language").facts(), text)
        };
        assert!(dates("fr", "le 10 mai 2020") && dates("ru", "10 мая 2020 года"));
        assert!(dates("ar", "10 May 2020") && dates("zh", "一九四七年二月二十七日"));
        assert!(!dates("en", "New York, 10 May 2020"));
        // Letters that an engine took for digits.
        assert!(!dates("es", "l6 de diciembre de 2021") && !dates("zh", "2020年12月3l日"));
    }

    #[test]
    fn a_date_begins_a_text() {
        let begins = |code: &str, text| {
            begins_with_date(Language::from_code(code).expect("a language").facts(), text)
        };
        assert!(begins(
            "es",
            "22 de abril de 1977, fecha en que se abrieron los pozos"
        ));
        assert!(begins("zh", "一九四七年二月二十七日决议案"));
        assert!(!begins("en", "7 wells, and on 10 May 2020 one more"));
    }

    #[test]
    fn every_language_dates() {
        let day = Some(jiff::civil::date(2022, 12, 1));
        for (code, text) in [
            ("fr", "le 1er décembre 2022"),
            ("es", "el 1 de diciembre de 2022"),
            ("es", "1º de diciembre del 2022"),
            ("ru", "1 декабря 2022 года"),
            ("zh", "2022年12月1日"),
            ("ar", "في 1 كانون الأول/ديسمبر 2022"),
            ("ar", "في 1 كانون الأول / ديسمبر 2022"),
            ("ar", "في ١ ديسمبر ٢٠٢٢"),
        ] {
            assert_eq!(find(code, text), day, "{text}");
        }
    }
}
