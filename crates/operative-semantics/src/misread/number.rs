//! What leads and follows the numbers of resolutions: *rcsolution 70/1*, *Human Rigbts Council resolution
//! 34/36*, `第71/256司决议`.

use std::ops::Range;

use operative_grammar::is_letter;

use super::near::{edges, near};
use super::{Mender, REACH, trimmed};
use crate::lexicon::Word;
use crate::scan::{Kind, Token};

impl Mender<'_> {
    /// What leads and follows a number of resolutions. Gives its token.
    pub(super) fn numbered(&mut self, mut at: usize) -> usize {
        if !self.lexicon.spaced {
            self.number_mark(at);
            self.word_after(at);
        }
        let after = self.scan.tokens.len() - at;
        self.joint_before(at);
        if let Some(head) = self.word_before(self.scan.tokens.len() - after) {
            // Human Rights Council resolution 34/36
            let short = |at| matches!(self.kind(at), Some(Kind::Word(Word::ShortName(_))));
            if self.strange(head) || head > 0 && short(head - 1) {
                let end = self.scan.tokens[head].start as usize;
                let start = self.text.floor_char_boundary(end.saturating_sub(REACH));
                self.issuer_in(trimmed(self.text, start..end), true);
            }
        }
        at = self.scan.tokens.len() - after;
        self.issuer_after(at);
        at
    }

    /// number-mark, glued to a number and to the word that follows: `第71/256司决议`.
    fn number_mark(&mut self, at: usize) {
        let bytes = self.gap(at + 1);
        let marked = at > 0 && self.kind(at - 1) == Some(Kind::Word(Word::NumberMark));
        if marked && self.strange(at + 1) && self.text[bytes.clone()].chars().count() == 1 {
            self.put(at + 1..at + 1, Word::NumberMark, bytes);
        }
    }

    /// The word behind a number and its mark, where words are not parted.
    fn word_after(&mut self, at: usize) {
        if self.kind(at + 1) != Some(Kind::Word(Word::NumberMark)) {
            return;
        }
        let start = self.scan.tokens[at + 1].end as usize;
        let stop = self
            .scan
            .tokens
            .get(at + 2)
            .map_or(self.text.len(), |token| token.start as usize);
        let mut ends = self.text[start..stop]
            .char_indices()
            .map(|(at, c)| start + at + c.len_utf8());
        let Some(end) = ends.nth(1) else { return };
        if let Some(word) = near(self.lexicon, &self.text[start..end], Word::governs_numbers) {
            self.put(at + 2..at + 2, word, start..end);
        }
    }

    /// The word that governs a number, which stands right before it or before its issuer. `None` where a
    /// list or nothing leads it.
    fn word_before(&mut self, at: usize) -> Option<usize> {
        let (mut first, number) = (at, self.scan.tokens[at].start as usize);
        let mut issued = false;
        loop {
            if self.strange(first) {
                // resolution of the Human Rigbts Council 34/36
                let start = self.text.floor_char_boundary(number.saturating_sub(REACH));
                let reach = trimmed(self.text, start..number);
                if issued || !self.issuer_in(reach, true) {
                    break;
                }
                issued = true;
                first = self
                    .scan
                    .tokens
                    .partition_point(|token| (token.start as usize) < number)
                    - 1;
                continue;
            }
            first = first.checked_sub(1)?;
            match self.kind(first)? {
                Kind::Word(word) if word.governs_numbers() => return Some(first),
                Kind::Word(
                    Word::Of
                    | Word::By
                    | Word::NumberMark
                    | Word::Organ(_)
                    | Word::ShortName(_)
                    | Word::OtherBody,
                ) => {}
                _ => return None,
            }
        }
        if !self.lexicon.spaced {
            return None;
        }
        let bytes = trimmed(self.text, self.gap(first));
        let start = self.text[bytes.clone()]
            .rfind(|c: char| !is_letter(c))
            .map_or(bytes.start, |before| bytes.start + before + 1);
        if !self.text.is_char_boundary(start) {
            return None;
        }
        let word = near(
            self.lexicon,
            self.text.get(start..bytes.end)?,
            Word::governs_numbers,
        )?;
        self.put(first..first, word, start..bytes.end);
        Some(first)
    }

    /// and, between two numbers
    fn joint_before(&mut self, at: usize) {
        let listed = at > 0
            && matches!(
                self.kind(at - 1),
                Some(Kind::Numeral(_) | Kind::Comma | Kind::Close | Kind::Word(Word::DateMark))
            );
        if listed {
            self.put_mark(at, |word| word == Word::And);
        }
    }

    /// The issuer behind a number: *34/36 of the Human Rigbts Council*.
    fn issuer_after(&mut self, at: usize) {
        let mut next = at + 1;
        while matches!(self.kind(next), Some(Kind::Word(Word::Of | Word::By))) {
            next += 1;
        }
        let named = matches!(self.kind(next), Some(Kind::Word(Word::ShortName(_))));
        let tied = next > at + 1 || !self.lexicon.spaced;
        if tied && (self.strange(next) || named) {
            let start = self.gap(next).start;
            let stop = (start + REACH).min(self.text.len());
            let stop = self.text.floor_char_boundary(stop);
            self.issuer_in(trimmed(self.text, start..stop), false);
        }
    }

    /// The issuer that a stretch of text begins or ends with.
    fn issuer_in(&mut self, bytes: Range<usize>, ends: bool) -> bool {
        let cased = |c: char| c.is_uppercase() || !c.is_lowercase();
        let names = |word| matches!(word, Word::Organ(_) | Word::ShortName(_) | Word::OtherBody);
        let found = edges(self.text, bytes.clone(), !ends)
            .into_iter()
            .find_map(|edge| {
                let slice = if ends {
                    edge..bytes.end
                } else {
                    bytes.start..edge
                };
                let name = &self.text[slice.clone()];
                let long = name.chars().count() >= if self.lexicon.spaced { 8 } else { 4 };
                let word =
                    near(self.lexicon, name, names).filter(|_| long && name.starts_with(cased))?;
                Some((word, slice))
            });
        let Some((word, slice)) = found else {
            return false;
        };
        let tokens = &self.scan.tokens;
        let first = tokens.partition_point(|token| token.end as usize <= slice.start);
        let last = tokens.partition_point(|token| (token.start as usize) < slice.end);
        let known = |token: &Token| matches!(token.kind, Kind::Word(Word::Organ(_)));
        if tokens[first..last.max(first)].iter().any(known) {
            return false;
        }
        self.put(first..last.max(first), word, slice);
        true
    }
}
