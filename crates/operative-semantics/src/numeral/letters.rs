//! The letters of the parts of a set of resolutions: `52/12 B`, `31/6 A and B`, `3419 A to D (XXX)`.

use nom::character::complete::{char, satisfy, space0};
use nom::combinator::{not, peek};
use nom::sequence::preceded;
use nom::{IResult, Parser};
use operative_grammar::in_word;
use operative_grammar::symbol::ascii_kin;

use super::{at_most_one_blank, failed, mark};
use crate::lexicon::Lexicon;

/// The letters of the parts of a set: `A`, `A and B`, `A to D`.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters(u32);

impl Letters {
    fn insert(&mut self, letter: u8) {
        self.0 |= 1 << (letter - b'A');
    }

    /// Each letter, in order.
    pub(crate) fn each(self) -> impl Iterator<Item = char> {
        (0..26)
            .filter(move |bit| self.0 & (1 << bit) != 0)
            .map(|bit| (b'A' + bit) as char)
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// letters = [blank] letter *([blank] ("," / "-" / and / to) [blank] letter)
pub(super) fn letters<'a>(lexicon: &Lexicon, input: &'a str) -> IResult<&'a str, Letters> {
    let mut found = Letters::default();
    let (mut rest, first) =
        preceded(at_most_one_blank, |input| letter(lexicon, input)).parse(input)?;
    found.insert(first);
    let mut last = first;
    while let Ok((after, (range, next))) = more_letters(lexicon, rest) {
        if range {
            (last..=next).for_each(|letter| found.insert(letter));
        } else {
            found.insert(next);
        }
        last = next;
        rest = after;
    }
    Ok((rest, found))
}

/// The joint and the letter after it; whether the joint makes a range.
fn more_letters<'a>(lexicon: &Lexicon, input: &'a str) -> IResult<&'a str, (bool, u8)> {
    let (input, _) = space0(input)?;
    let to = |input| mark(&lexicon.to, input);
    let and = |input| mark(&lexicon.and, input);
    let range = to.or(char('-').map(|_| ())).map(|()| true);
    let list = and.or(char(',').map(|_| ())).map(|()| false);
    let (input, range) = range.or(list).parse(input)?;
    let (input, letter) = preceded(space0, |input| letter(lexicon, input)).parse(input)?;
    Ok((input, (range, letter)))
}

/// letter = one capital, or its name where the language spells letters out; nothing of a word
fn letter<'a>(lexicon: &Lexicon, input: &'a str) -> IResult<&'a str, u8> {
    let named = lexicon.set_letters.longest(input, 0);
    let named = named.map(|(which, end)| (b'A' + which as u8, &input[end..]));
    let capital = || {
        let c = ascii_kin(input.chars().next()?);
        Some((
            u8::try_from(c).ok().filter(u8::is_ascii_uppercase)?,
            &input[input.chars().next()?.len_utf8()..],
        ))
    };
    let (letter, rest) = named.or_else(capital).ok_or_else(|| failed(input))?;
    peek(not(satisfy(|c| {
        in_word(c) && (lexicon.spaced || c.is_ascii())
    })))
    .parse(rest)?;
    peek(not((char('.'), satisfy(in_word)))).parse(rest)?;
    Ok((rest, letter))
}
