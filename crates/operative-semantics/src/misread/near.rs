//! Words that differ from what is printed by a letter.

use std::ops::Range;

use operative_grammar::in_word;
use operative_grammar::symbol::misreads;

use crate::lexicon::{Lexicon, Word};

/// Where words end in a range of a text, or begin; the longest stretch from the other end first.
pub(super) fn edges(text: &str, range: Range<usize>, ends: bool) -> Vec<usize> {
    let range = text.floor_char_boundary(range.start)..text.floor_char_boundary(range.end);
    let slice = &text[range.clone()];
    let letter = |c: Option<char>| c.is_some_and(in_word);
    let places = slice.char_indices().map(|(at, _)| at).chain([slice.len()]);
    let edge = |at: &usize| {
        let at = range.start + at;
        let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
        if ends {
            letter(before) && !letter(after)
        } else {
            letter(after) && !letter(before)
        }
    };
    let mut found: Vec<_> = places.filter(edge).map(|at| range.start + at).collect();
    if ends {
        found.reverse();
    }
    found
}

/// The only word of some meaning that is printed with one letter other, lost or too many.
pub(super) fn near(
    lexicon: &Lexicon,
    printed: &str,
    may_be: impl Fn(Word) -> bool,
) -> Option<Word> {
    let length = printed.chars().count();
    let least = if lexicon.spaced { 4 } else { 2 };
    if length < least {
        return None;
    }
    let forms = lexicon.near.iter().filter(|(form, word)| {
        may_be(*word) && form.len().abs_diff(printed.len()) <= 4 && one_off(form, printed)
    });
    only(forms.map(|found| found.1))
}

/// The first word of some meaning, of as many letters as are printed, of which one is its look-alike.
pub(super) fn near_mark(
    lexicon: &Lexicon,
    printed: &str,
    may_be: impl Fn(Word) -> bool,
) -> Option<Word> {
    let mut forms = lexicon.near.iter();
    let found = forms.find(|(form, word)| may_be(*word) && misreads(form, printed));
    Some(found?.1)
}

fn only(mut words: impl Iterator<Item = Word>) -> Option<Word> {
    let first = words.next()?;
    words.all(|word| word == first).then_some(first)
}

/// Whether one letter of a word is another, is lost or is too many.
fn one_off(word: &str, printed: &str) -> bool {
    let same = |(one, other): &(char, char)| one == other;
    let begins = word.chars().zip(printed.chars()).take_while(same);
    let begins: usize = begins.map(|(c, _)| c.len_utf8()).sum();
    let (word, printed) = (&word[begins..], &printed[begins..]);
    let ends = word
        .chars()
        .rev()
        .zip(printed.chars().rev())
        .take_while(same);
    let ends: usize = ends.map(|(c, _)| c.len_utf8()).sum();
    let one = |rest: &str| rest.chars().nth(1).is_none();
    one(&word[..word.len() - ends])
        && one(&printed[..printed.len() - ends])
        && (word, printed) != ("", "")
}
