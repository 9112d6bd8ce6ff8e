//! Dates as each language writes them.

use jiff::civil::Date;
use nom::character::complete::{digit1, space0};
use nom::combinator::{map_res, verify};
use nom::{IResult, Parser};

use crate::facts::{DateOrder, Facts, Language, Words};
use crate::phrases::Phrases;

/// `date = day month year / year month day`, on folded text from byte `at`. Gives the parts as
/// printed, which need not be in the calendar, and the byte where it ends.
pub(crate) fn date_parts(facts: &Facts, folded: &str, at: usize) -> Option<((i16, i8, i8), usize)> {
    let rest = &folded[at..];
    let (rest, parts) = match facts.dates.order {
        DateOrder::DayMonthYear => day_month_year(facts, rest).ok()?,
        DateOrder::YearMonthDay => year_month_day(facts, rest).ok()?,
    };
    Some((parts, folded.len() - rest.len()))
}

/// `day-month-year = day *after-day month *after-month year`
fn day_month_year<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, (i16, i8, i8)> {
    let (input, day) = day(input)?;
    let input = skip(facts, &facts.dates.after_day, input);
    let (input, month) = month(facts, input)?;
    let input = skip(facts, &facts.dates.after_month, input);
    let (input, year) = year(input)?;
    Ok((input, (year, month, day)))
}

/// `year-month-day = year *after-year month *after-month day *after-day`
fn year_month_day<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, (i16, i8, i8)> {
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
pub(crate) fn find_date(
    facts: &Facts,
    folded: &str,
) -> Option<(Option<Date>, std::ops::Range<usize>)> {
    let bytes = folded.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            if let Some(((year, month, day), end)) = date_parts(facts, folded, at) {
                return Some((Date::new(year, month, day).ok(), at..end));
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
    let text = folded
        .trim()
        .trim_end_matches(['.', ']'])
        .trim_start_matches('[');
    std::iter::once(language)
        .chain(Language::all().filter(|other| *other != language))
        .find_map(|language| {
            let (date, range) = find_date(language.facts(), text)?;
            let rest = text[range.end..].trim();
            let after = language
                .facts()
                .dates
                .after_year
                .folded()
                .any(|word| word == rest);
            (range.start == 0 && (rest.is_empty() || after)).then_some(date)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn find(code: &str, text: &str) -> Option<Date> {
        find_date(
            Language::from_code(code).expect("a language").facts(),
            &fold(text).text,
        )?
        .0
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
        assert_eq!(find("en", "on 31 February 2022"), None);
        assert_eq!(find("en", "in 2022"), None);
        assert_eq!(
            find("es", "el 2 de octubre de 2020"),
            Some(jiff::civil::date(2020, 10, 2))
        );
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
