//! Dates beside numbers: *70/1 of 25 Septembcr 2015*, `2021年12有16日`.

use std::ops::Range;

use operative_grammar::is_letter;

use super::near::{near, near_mark};
use super::{Mender, REACH, trimmed};
use crate::lexicon::Word;
use crate::numeral::Numeral;
use crate::scan::{Gap, Kind};

impl Mender<'_> {
    /// day-month-year, where the month or the words beside it are misread, and the tie to the number
    /// before it. Gives the token of the day.
    pub(super) fn day_month_year(&mut self, at: usize) -> usize {
        let year = |at: &usize| {
            self.plain(*at)
                .is_some_and(|year| (1900..2100).contains(&year))
        };
        let Some(mut last) = (at + 1..(at + 8).min(self.scan.tokens.len()))
            .take_while(|next| {
                matches!(
                    self.kind(*next),
                    Some(Kind::Word(_) | Kind::Numeral(Numeral::Plain(_)))
                )
            })
            .find(year)
        else {
            return at;
        };
        if (at + 1..=last).any(|at| self.strange(at)) {
            let between = trimmed(
                self.text,
                self.scan.tokens[at].end as usize..self.scan.tokens[last].start as usize,
            );
            let Some((month, bytes)) = self.month(between) else {
                return at;
            };
            self.put(at + 1..last, Word::Month(month), bytes);
            // What stands beside the month is marks.
            self.scan.tokens[at + 1].gap = Gap::Blank;
            self.scan.tokens[at + 2].gap = Gap::Blank;
            last = at + 2;
        }
        let month = |at| matches!(self.kind(at), Some(Kind::Word(Word::Month(_))));
        if !(at + 1..last).any(month) {
            return at;
        }
        self.put_mark(last + 1, |word| word == Word::DateMark);
        let tied = at > 0
            && matches!(
                self.kind(at - 1),
                Some(Kind::Numeral(_) | Kind::Comma | Kind::Close)
            )
            && self.put_mark(at, |word| matches!(word, Word::Of | Word::Dated));
        at + usize::from(tied)
    }

    /// The month that all the text between a day and a year names, with the marks beside it, and its
    /// bytes.
    fn month(&self, between: Range<usize>) -> Option<(u8, Range<usize>)> {
        if between.len() > REACH {
            return None;
        }
        let mark = |word: &str| {
            let marks = |word| matches!(word, Word::DateMark | Word::Of | Word::Dated);
            near_mark(self.lexicon, word, marks).is_some()
                || self
                    .lexicon
                    .near
                    .iter()
                    .any(|(form, kind)| form == word && marks(*kind))
        };
        let mut bytes = between;
        loop {
            let text = &self.text[bytes.clone()];
            if let Some(month) = self.month_named(text) {
                return Some((month, bytes));
            }
            let (first, last) = (text.split(' ').next()?, text.rsplit(' ').next()?);
            let shorter = if first.len() < text.len() && mark(first) {
                bytes.start + first.len()..bytes.end
            } else if last.len() < text.len() && mark(last) {
                bytes.start..bytes.end - last.len()
            } else {
                return None;
            };
            bytes = trimmed(self.text, shorter);
        }
    }

    /// The only month whose names are those of a text, which may give one for each calendar.
    fn month_named(&self, text: &str) -> Option<u8> {
        let mut names = text.split('/').map(|name| {
            let exact = self
                .lexicon
                .near
                .iter()
                .find_map(|(form, word)| match word {
                    Word::Month(month) if form == name.trim() => Some(*month),
                    _ => None,
                });
            exact.or_else(|| {
                match near(self.lexicon, name.trim(), |word| {
                    matches!(word, Word::Month(_))
                })? {
                    Word::Month(month) => Some(month),
                    _ => None,
                }
            })
        });
        let month = names.next()??;
        names.all(|other| other == Some(month)).then_some(month)
    }

    /// year-month-day, where one of the three marks is misread: `2021年12有16日`.
    pub(super) fn year_month_day(&mut self, at: usize) {
        let year = self
            .plain(at)
            .is_some_and(|year| (1900..2100).contains(&year));
        if !year {
            return;
        }
        let limits = [2100, 12, 31];
        let mut next = at;
        let mut strange = Vec::new();
        for limit in limits {
            if self
                .plain(next)
                .is_none_or(|number| number == 0 || number > limit)
            {
                return;
            }
            let gap = self
                .scan
                .tokens
                .get(next + 1)
                .map_or(Gap::Text, |token| token.gap);
            match self.kind(next + 1) {
                Some(Kind::Word(Word::DateMark)) if gap == Gap::None => next += 2,
                _ if gap == Gap::Text => {
                    let start = self.scan.tokens[next].end as usize;
                    let Some(c) = self.text[start..].chars().next() else {
                        return;
                    };
                    let end = start + c.len_utf8();
                    let glued = self
                        .scan
                        .tokens
                        .get(next + 1)
                        .is_none_or(|token| token.start as usize == end);
                    if !is_letter(c) || !glued {
                        return;
                    }
                    strange.push((next + 1, start..end));
                    next += 1;
                }
                _ => return,
            }
        }
        if let [(at, bytes)] = &strange[..] {
            self.put(*at..*at, Word::DateMark, bytes.clone());
        }
    }
}
