//! Words and marks of references that are misread, as OCR engines do: one letter is another, is lost or
//! is too many. They are known again only where all that stands beside them fits: *rcsolution 70/1*,
//! *70/1 of 25 Septembcr 2015*, *Human Rigbts Council resolution 34/36*.

use std::ops::Range;

use operative_grammar::symbol::{mended, misreads};
use operative_grammar::{Code, Diagnostic, Span, in_word, is_letter};

use crate::facts::{Lexicon, Word};
use crate::numeral::Numeral;
use crate::scan::{Gap, Kind, Scan, Token};

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

    /// day-month-year, where the month or the words beside it are misread, and the tie to the number
    /// before it. Gives the token of the day.
    fn day_month_year(&mut self, at: usize) -> usize {
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
    fn year_month_day(&mut self, at: usize) {
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

    /// What leads and follows a number of resolutions. Gives its token.
    fn numbered(&mut self, mut at: usize) -> usize {
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

/// A range of a text without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..start + slice.trim().len()
}

/// Where words end in a range of a text, or begin; the longest stretch from the other end first.
fn edges(text: &str, range: Range<usize>, ends: bool) -> Vec<usize> {
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
fn near(lexicon: &Lexicon, printed: &str, may_be: impl Fn(Word) -> bool) -> Option<Word> {
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
fn near_mark(lexicon: &Lexicon, printed: &str, may_be: impl Fn(Word) -> bool) -> Option<Word> {
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
