//! Parts of named instruments: "article 3 of the Convention on the Rights of the Child".

use std::ops::Range;

use crate::facts::Locator;
use crate::lexicon::{Lexicon, Word};
use crate::pinpoint;
use crate::plain::Plain;
use crate::scan::{Gap, Kind, Scan, Token};

/// The part of a named instrument that is cited.
pub(crate) struct Part {
    /// Its words.
    pub(crate) words: String,
    /// Whether it is an article, or a part of one.
    pub(crate) article: bool,
}

/// Finds the pinpoints beside names with the scanner of references.
#[derive(Default)]
pub(crate) struct Pinpoints {
    plain: Plain,
    scan: Scan,
}

impl Pinpoints {
    /// The pinpoint before a name, or after it: `article 3 of the`, `第3条`.
    pub(crate) fn of(&mut self, lexicon: &Lexicon, text: &str, name: Range<usize>) -> Option<Part> {
        /// How far it may reach.
        const REACH: usize = 160;
        let from = text.floor_char_boundary(name.start.saturating_sub(REACH));
        let from = from
            + if from > 0 {
                text[from..name.start].find(' ').unwrap_or(0)
            } else {
                0
            };
        if self.read(lexicon, &text[from..name.start]) {
            let end = self.plain.text().len() as u32;
            let last = self.scan.tokens.last().map_or(0, |token| token.end);
            let gap = Gap::between(&self.plain.text()[last as usize..]);
            self.scan.tokens.push(Token {
                kind: Kind::Word(Word::Charter),
                start: end,
                end,
                gap,
            });
            let at = self.scan.tokens.len() - 1;
            let before = pinpoint::before(lexicon, self.plain.text(), &self.scan.tokens, at);
            if let Some(part) = before {
                return Some(self.part(lexicon, &text[from..], &part));
            }
        }
        let to = text.floor_char_boundary(name.end + REACH);
        if !self.read(lexicon, &text[name.end..to]) {
            return None;
        }
        let after = pinpoint::after(lexicon, self.plain.text(), &self.scan.tokens)?;
        let part = self.part(lexicon, &text[name.end..], &after);
        part.article.then_some(part)
    }

    /// Scans a text, if it may hold a part of anything.
    fn read(&mut self, lexicon: &Lexicon, text: &str) -> bool {
        self.plain.refill(text);
        let may_locate = lexicon.may_locate(self.plain.text());
        if may_locate {
            self.scan.refill(lexicon, self.plain.text());
        }
        may_locate
    }

    fn part(&self, lexicon: &Lexicon, text: &str, part: &Range<usize>) -> Part {
        let tokens = &self.scan.tokens;
        let bytes = pinpoint::bytes(lexicon, self.plain.text(), tokens, part);
        let range = self.plain.start(bytes.start) as usize..self.plain.end(bytes.end) as usize;
        let article = |token: &Token| token.kind == Kind::Word(Word::Locator(Locator::Article));
        let words = text.get(range).unwrap_or_default();
        Part {
            words: words
                .trim_matches([' ', ',', '\u{a0}', '》', '，'])
                .to_owned(),
            article: tokens[part.clone()].iter().any(article),
        }
    }
}
