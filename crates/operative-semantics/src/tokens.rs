//! Productions over tokens: the small parts that citations are made of.

use jiff::civil::Date;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use operative_grammar::Organ;

use crate::lexicon::Word;
use crate::numeral::Numeral;
use crate::scan::{Gap, Kind, Token};

/// What is left of a passage's tokens.
pub(crate) type Tokens<'a> = &'a [Token];
/// What a production gives.
pub(crate) type Found<'a, T> = IResult<Tokens<'a>, T, ()>;

/// Who issued something, as the text names it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// By its name.
    Organ(Organ),
    /// By a short form, as an index of the lexicon's.
    Short(u8),
    /// A body that is none of the organs.
    Other,
}

/// A token that comes right after the one before it and is what `pick` wants.
pub(crate) fn next<'a, T>(
    pick: impl Fn(&Token) -> Option<T>,
) -> impl Parser<Tokens<'a>, Output = T, Error = ()> {
    move |tokens: Tokens<'a>| match tokens.split_first() {
        Some((token, rest)) if token.gap <= Gap::Blank => match pick(token) {
            Some(found) => Ok((rest, found)),
            None => Err(nom::Err::Error(())),
        },
        _ => Err(nom::Err::Error(())),
    }
}

/// A token of one kind.
pub(crate) fn kind<'a>(want: Kind) -> impl Parser<Tokens<'a>, Output = (), Error = ()> {
    next(move |token| (token.kind == want).then_some(()))
}

/// A word of one meaning.
pub(crate) fn word<'a>(want: Word) -> impl Parser<Tokens<'a>, Output = (), Error = ()> {
    kind(Kind::Word(want))
}

/// of = "of" / "of the" / "by the" …
pub(crate) fn of(tokens: Tokens<'_>) -> Found<'_, ()> {
    word(Word::Of).or(word(Word::Dated)).parse(tokens)
}

/// ofs = *of
pub(crate) fn ofs(mut tokens: Tokens<'_>) -> Found<'_, ()> {
    while let Ok((rest, ())) = of(tokens) {
        tokens = rest;
    }
    Ok((tokens, ()))
}

/// issuer = an organ's name, its short form, or another body's
pub(crate) fn issuer(tokens: Tokens<'_>) -> Found<'_, Named> {
    next(|token| named(token.kind)).parse(tokens)
}

/// What a token names.
pub(crate) fn named(kind: Kind) -> Option<Named> {
    match kind {
        Kind::Word(Word::Organ(organ)) => Some(Named::Organ(organ)),
        Kind::Word(Word::ShortName(short)) => Some(Named::Short(short)),
        Kind::Word(Word::OtherBody) => Some(Named::Other),
        _ => None,
    }
}

/// date = day-month-year / year-month-day, put together by [`join_dates`]
pub(crate) fn date(tokens: Tokens<'_>) -> Found<'_, Date> {
    next(|token| match token.kind {
        Kind::Date(date) => Some(date),
        _ => None,
    })
    .parse(tokens)
}

/// date-after = [","] *of date
pub(crate) fn date_after(tokens: Tokens<'_>) -> Found<'_, Date> {
    preceded((opt(kind(Kind::Comma)), ofs), date).parse(tokens)
}

/// further-date = ([","] and / ",") *of date ; the date of the next number, where each has its own
pub(crate) fn further_date(tokens: Tokens<'_>) -> Found<'_, Date> {
    let and = preceded(opt(kind(Kind::Comma)), word(Word::And)).map(|_| ());
    let joint = and.or(kind(Kind::Comma).map(|_| ()));
    preceded(joint, date_after).parse(tokens)
}

/// issuer-after = [[","] 1*(of / by)] issuer ; `of the Human Rights Council`
pub(crate) fn issuer_after(tokens: Tokens<'_>) -> Found<'_, Named> {
    let tie = |tokens| of.or(word(Word::By)).parse(tokens);
    preceded(opt((opt(kind(Kind::Comma)), tie, ofs)), issuer).parse(tokens)
}

/// issuer-between = *of issuer ; `of the Council` between the word and its number
pub(crate) fn issuer_between(tokens: Tokens<'_>) -> Found<'_, Named> {
    preceded(ofs, issuer).parse(tokens)
}

/// Puts the parts of dates together: a day, a month's name and a year, or a year, a month and a day
/// each with its mark.
pub(crate) fn join_dates(tokens: &mut Vec<Token>, year_first: bool) {
    let mut read = 0;
    let mut kept = 0;
    while read < tokens.len() {
        let found = if year_first {
            year_month_day(&tokens[read..])
        } else {
            day_month_year(&tokens[read..])
        };
        if let Some((date, length)) = found {
            let end = tokens[read + length - 1].end;
            tokens[kept] = Token {
                kind: Kind::Date(date),
                end,
                ..tokens[read]
            };
            read += length;
        } else {
            tokens[kept] = tokens[read];
            read += 1;
        }
        kept += 1;
    }
    tokens.truncate(kept);
}

fn plain_at(tokens: Tokens<'_>, at: usize) -> Option<u32> {
    match tokens.get(at)?.kind {
        Kind::Numeral(Numeral::Plain(number)) => Some(number),
        _ => None,
    }
}

fn close(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.gap <= Gap::Blank)
}

/// How many tokens from `at` on are marks of a date: `of`, `de`, `года`, `月`.
fn marks(tokens: Tokens<'_>, at: usize) -> usize {
    let mark = |token: &&Token| {
        token.gap <= Gap::Blank
            && matches!(
                token.kind,
                Kind::Word(Word::DateMark | Word::Of | Word::Dated)
            )
    };
    tokens
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(mark)
        .count()
}

/// day-month-year = day *mark month *mark year *mark
fn day_month_year(tokens: Tokens<'_>) -> Option<(Date, usize)> {
    let day = plain_at(tokens, 0).filter(|day| (1..=31).contains(day))?;
    let mut at = 1 + marks(tokens, 1);
    let month = |at: usize| match tokens.get(at)?.kind {
        Kind::Word(Word::Month(month)) => Some(month),
        _ => None,
    };
    let number = close(tokens, at).then(|| month(at)).flatten()?;
    at += 1;
    // A month may have two names: one for each calendar.
    while close(tokens, at) && month(at) == Some(number) {
        at += 1;
    }
    at += marks(tokens, at);
    let year = close(tokens, at).then(|| plain_at(tokens, at)).flatten()?;
    at += 1;
    let trailing = tokens
        .get(at)
        .is_some_and(|token| token.gap <= Gap::Blank && token.kind == Kind::Word(Word::DateMark));
    Some((
        calendar(year, u32::from(number), day)?,
        at + usize::from(trailing),
    ))
}

/// year-month-day = year mark month mark day mark
fn year_month_day(tokens: Tokens<'_>) -> Option<(Date, usize)> {
    let part = |at: usize| (plain_at(tokens, at)?, marks(tokens, at + 1)).into();
    let (year, length): (u32, usize) = part(0)?;
    let mut at = 1 + length;
    let (month, length) = close(tokens, at)
        .then(|| part(at))
        .flatten()
        .filter(|_| length > 0)?;
    at += 1 + length;
    let (day, after) = close(tokens, at)
        .then(|| part(at))
        .flatten()
        .filter(|_| length > 0)?;
    (after > 0).then_some(())?;
    Some((calendar(year, month, day)?, at + 2))
}

fn calendar(year: u32, month: u32, day: u32) -> Option<Date> {
    (1900..2100).contains(&year).then_some(())?;
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}
