//! Words and marks of references that are misread, as OCR engines do: one letter is another, is lost or
//! is too many. They are known again only where all that stands beside them fits: *rcsolution 70/1*,
//! *70/1 of 25 Septembcr 2015*, *Human Rigbts Council resolution 34/36*.

mod date;
mod near;
mod number;

use std::ops::Range;

use operative_grammar::symbol::mended;
use operative_grammar::{Code, Diagnostic, Span};

use crate::lexicon::{Lexicon, Word};
use crate::numeral::Numeral;
use crate::scan::{Gap, Kind, Scan, Token};

use near::{edges, near, near_mark};

/// How much is put right in one passage: one with more is no text that can be read.
const MOST: usize = 256;

/// The longest stretch of text that is looked at beside a number, in bytes.
const REACH: usize = 96;

/// A repair: the bytes of the scanner's text that are misread, and what is read where that can be said
/// in Latin letters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mended {
    pub(crate) range: Range<u32>,
    pub(crate) symbol: Option<String>,
}

/// Puts right what is misread in the tokens of a passage.
pub(crate) fn mend(lexicon: &Lexicon, text: &str, note: bool, scan: &mut Scan) -> Vec<Mended> {
    let mut mender = Mender {
        lexicon,
        text,
        scan,
        mended: Vec::new(),
    };
    mender.symbols();
    if note {
        mender.ibid();
    }
    let mut at = 0;
    // Tokens are put in before and after the one that is looked at.
    while at < mender.scan.tokens.len() && mender.mended.len() < MOST {
        match mender.scan.tokens[at].kind {
            Kind::Numeral(Numeral::Plain(_)) if lexicon.year_first => mender.year_month_day(at),
            Kind::Numeral(Numeral::Plain(day)) if (1..=31).contains(&day) => {
                at = mender.day_month_year(at);
            }
            Kind::Numeral(
                Numeral::Sessional { .. } | Numeral::Roman { .. } | Numeral::Yearly { .. },
            ) => at = mender.numbered(at),
            _ => {}
        }
        at += 1;
    }
    mender.mended
}

/// The diagnostic on a repair.
pub(crate) fn diagnostic(span: Span, printed: &str, mended: &Mended) -> Diagnostic {
    match &mended.symbol {
        Some(read) => symbol(span, printed, read),
        None => Diagnostic::new(
            Code::ReferenceMisread,
            span,
            format!(
                "a word of a reference was expected, found {printed:?}; it is read with another letter"
            ),
        ),
    }
}

/// The diagnostic on a symbol whose words are misread.
pub(crate) fn symbol(span: Span, printed: &str, read: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SymbolMisread,
        span,
        format!(
            "a word of symbols was expected in {printed}, found its look-alike; {read} is read"
        ),
    )
    .with_help(format!("print {read}"))
}

struct Mender<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    scan: &'a mut Scan,
    mended: Vec<Mended>,
}

impl Mender<'_> {
    fn symbols(&mut self) {
        for token in &self.scan.tokens {
            if let Kind::Symbol(symbol) = token.kind
                && let Some(read) = mended(&self.scan.symbols[symbol as usize])
            {
                self.mended.push(Mended {
                    range: token.start..token.end,
                    symbol: Some(read.clone()),
                });
                self.scan.symbols[symbol as usize] = read;
            }
        }
    }

    /// ibid, as the first word of a footnote
    fn ibid(&mut self) {
        let start = self
            .scan
            .tokens
            .first()
            .map_or(0, |token| token.start as usize);
        if start == 0 || !self.lexicon.spaced {
            return;
        }
        let ends = edges(self.text, 0..start.min(16), true);
        let near = |end: &usize| near(self.lexicon, &self.text[..*end], |word| word == Word::Ibid);
        if let Some(end) = ends.into_iter().find(|end| near(end).is_some()) {
            self.put(0..0, Word::Ibid, 0..end);
        }
    }

    /// The text between a token and the one before it.
    fn gap(&self, at: usize) -> Range<usize> {
        let Some(token) = self.scan.tokens.get(at) else {
            return self.text.len()..self.text.len();
        };
        let past = at
            .checked_sub(1)
            .map_or(0, |at| self.scan.tokens[at].end as usize);
        past..token.start as usize
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        Some(self.scan.tokens.get(at)?.kind)
    }

    fn plain(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            Kind::Numeral(Numeral::Plain(number)) => Some(number),
            _ => None,
        }
    }

    fn strange(&self, at: usize) -> bool {
        self.scan
            .tokens
            .get(at)
            .is_some_and(|token| token.gap == Gap::Text)
    }

    /// Puts a word in the place of some tokens.
    fn put(&mut self, tokens: Range<usize>, word: Word, bytes: Range<usize>) {
        let at = tokens.start;
        let token = Token {
            kind: Kind::Word(word),
            start: bytes.start as u32,
            end: bytes.end as u32,
            gap: Gap::None,
        };
        self.scan.tokens.splice(tokens, [token]);
        for at in [at, at + 1] {
            let between = self.gap(at);
            if let Some(token) = self.scan.tokens.get_mut(at) {
                token.gap = Gap::between(&self.text[between]);
            }
        }
        self.mended.push(Mended {
            range: bytes.start as u32..bytes.end as u32,
            symbol: None,
        });
    }

    /// Puts a short word in front of a token, where nothing else stands there.
    fn put_mark(&mut self, at: usize, may_be: fn(Word) -> bool) -> bool {
        let bytes = trimmed(self.text, self.gap(at));
        if !self.strange(at) || bytes.len() > 24 || self.text[bytes.clone()].contains(' ') {
            return false;
        }
        let found = near_mark(self.lexicon, &self.text[bytes.clone()], may_be);
        if let Some(word) = found {
            self.put(at..at, word, bytes);
        }
        found.is_some()
    }
}

/// A range of a text without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..start + slice.trim().len()
}

#[cfg(test)]
mod tests {
    use operative_grammar::Code;

    /// The targets of what a preambular paragraph cites, and how many misread words are told.
    fn read(language: &str, formula: &str, text: &str) -> (Vec<String>, usize) {
        let language = operative_grammar::Language::from_code(language).expect("a language");
        let text = format!("{formula}\n\n{text}\n");
        let resolution = crate::resolve(operative_grammar::parse_as(&text, language));
        let targets = resolution
            .references
            .iter()
            .filter_map(|found| found.target.clone());
        let told = |code: &Code| matches!(code, Code::ReferenceMisread | Code::SymbolMisread);
        let told = resolution
            .diagnostics
            .iter()
            .filter(|found| told(&found.code))
            .count();
        (targets.collect(), told)
    }

    #[test]
    fn words_beside_numbers_are_known_again() {
        for (language, formula, text, targets, told) in [
            (
                "en",
                "The General Assembly,",
                "Recalling its rcsolution 70/1,",
                "A/RES/70/1",
                1,
            ),
            (
                "en",
                "The General Assembly,",
                "Recalling its resolutions 65/195 of 21 Decembcr 2010, 66/136 ond 67/151,",
                "A/RES/65/195 A/RES/66/136 A/RES/67/151",
                2,
            ),
            (
                "en",
                "The General Assembly,",
                "Recalling Human Rigbts Council resolution 34/36 and resolution 35/1 of the Human Rigbts Council,",
                "A/HRC/RES/34/36 A/HRC/RES/35/1",
                2,
            ),
            (
                "es",
                "La Asamblea General,",
                "Recordando su resolución 75/83, pe 7 pe diciembre pe 2020, y su resolución 75/84,",
                "A/RES/75/83 A/RES/75/84",
                2,
            ),
            (
                "ru",
                "Генеральная Ассамблея,",
                "ссылаясь на свои резодюции 59/267 ет 23 декабря 2004 года и 60/258 ет 8 мая 2006 года,",
                "A/RES/59/267 A/RES/60/258",
                3,
            ),
            (
                "zh",
                "大会，",
                "回顾其2020年12有7日第75/83司决议，",
                "A/RES/75/83",
                2,
            ),
            (
                "en",
                "The General Assembly,",
                "Recalling document A/76/10/Apd.1,",
                "A/76/10/Add.1",
                1,
            ),
        ] {
            let (found, found_told) = read(language, formula, text);
            assert_eq!(
                (found.join(" ").as_str(), found_told),
                (targets, told),
                "{text}"
            );
        }
    }

    #[test]
    fn words_that_are_others_stay() {
        for text in [
            "Recalling the revolutions on 14 July 1789 and the meeting on 5 May 2005,",
            "Recalling its resolution 70/1 adopted on 25 September 2015,",
            "Recalling its resolutions, on 1 May 2015 and 70/1,",
        ] {
            assert_eq!(read("en", "The General Assembly,", text).1, 0, "{text}");
        }
    }
}
