//! Running headers: what a page repeats at its top, the symbol of the document and its title.

use std::cell::OnceCell;

use crate::date::find_date;
use crate::facts::{Facts, Language};
use crate::fold::fold;
use crate::furniture::{lone_symbol, same_symbol, symbol_line};
use crate::holds::Holds;
use crate::layout::Line;
use crate::masthead::columns;
use crate::paragraphs::plain;
use crate::table::wide_blank;

/// What the headers of a document may hold.
#[derive(Debug)]
pub(crate) struct Headers<'a> {
    source: &'a str,
    facts: &'a Facts,
    /// The lines of the masthead.
    masthead: &'a [Line],
    /// The symbol of the document.
    own: Option<&'a str>,
    titles: OnceCell<Titles>,
    /// What its lines begin with.
    heads: OnceCell<Vec<[u8; 8]>>,
}

/// The lines of the masthead, folded, one behind the other, and where a title may begin among them.
#[derive(Debug, Default)]
struct Titles {
    text: String,
    starts: Vec<usize>,
}

/// What a header repeats: how far into the folded lines of the masthead.
pub(crate) type Repeated = usize;

impl<'a> Headers<'a> {
    /// The headers of a text whose masthead is known, and the line of its own symbol.
    pub(crate) fn of(
        language: Language,
        source: &'a str,
        lines: &'a [Line],
        masthead: &'a [Line],
    ) -> (Self, Option<usize>) {
        let mut headers = Self {
            source,
            facts: language.facts(),
            masthead,
            own: None,
            titles: OnceCell::new(),
            heads: OnceCell::new(),
        };
        let own = printed_symbol(language, source, lines)
            .or_else(|| headers.repeated_symbol(lines).map(|symbol| (0, symbol)));
        headers.own = own.map(|own| own.1);
        (headers, own.map(|own| own.0))
    }

    /// Where the masthead has lost the symbol, it stands at the head of two pages.
    fn repeated_symbol(&self, lines: &[Line]) -> Option<&'a str> {
        let numbered = lines.iter().filter(|line| line.holds.any(Holds::DIGIT));
        let heads = numbered.filter_map(|line| {
            symbol_line(bare(line.text(self.source))).filter(|(_, rest)| {
                rest.is_empty() || set_off(rest) || self.title_from(rest, None).is_some()
            })
        });
        let mut seen: Vec<&str> = Vec::new();
        for (symbol, _) in heads.take(64) {
            if seen.iter().any(|other| same_symbol(other, symbol)) {
                return Some(symbol);
            }
            seen.push(symbol);
        }
        None
    }

    /// Whether a line is a header that runs through the pages of the document:
    /// `running-header = symbol [2*blank title] / title 2*blank symbol / symbol blank page`
    /// Where `heads` tells that a page begins, any title may stand beside the symbol; that of the masthead
    /// needs no more than a blank, and may have begun on the line above.
    pub(crate) fn with_symbol(
        &self,
        line: &Line,
        above: Option<Repeated>,
        heads: impl Fn() -> bool,
    ) -> bool {
        let Some(own) = self.own else {
            return false;
        };
        if own.contains('/') && !line.holds.any(Holds::SLASH) {
            return false;
        }
        let text = bare(line.text(self.source));
        let titled = |title: &str| self.title_from(title, above).is_some();
        if let Some((found, rest)) = symbol_line(text) {
            let apart = || rest.trim().is_empty() || set_off(rest) || heads() || titled(rest);
            return same_symbol(found, own) && apart();
        }
        if !text.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ')' | ']')) {
            return false;
        }
        // The symbol may hold a blank itself: `S/RES/2254 (2015)`.
        let mut blanks = text.rmatch_indices(' ').take(2);
        blanks.any(|(at, _)| {
            let (title, symbol) = (&text[..at], &text[at + 1..]);
            lone_symbol(symbol).is_some_and(|found| same_symbol(found, own))
                && (title.ends_with([' ', '\t']) || titled(title))
        })
    }

    /// Whether a line may begin as one of the masthead, or the title behind a number, does.
    pub(crate) fn may_repeat(&self, line: &str) -> bool {
        let heads = self.heads.get_or_init(|| {
            let lines = self
                .masthead
                .iter()
                .map(|line| bare(line.text(self.source)));
            let titles = lines
                .clone()
                .filter_map(|line| Some(line.split_once(' ')?.1));
            lines.chain(titles).map(head).collect()
        });
        heads.contains(&head(bare(line)))
    }

    /// What a line repeats of the masthead, if it is its title or the part of it behind `above`.
    pub(crate) fn title_from(&self, line: &str, above: Option<Repeated>) -> Option<Repeated> {
        self.titles().end_of(&self.folded(line)?, above)
    }

    /// A line folded, if it is none that a masthead and a body may both have: a date.
    fn folded(&self, line: &str) -> Option<String> {
        /// The bytes of a title at least, when folded.
        const SHORTEST: usize = 4;
        /// The bytes of a line of a title at most.
        const LONGEST: usize = 300;
        let line = bare(line);
        if line.len() > LONGEST {
            return None;
        }
        let folded = fold(&plain(line)).text;
        let folded = folded.trim();
        (folded.len() >= SHORTEST && find_date(self.facts, folded).is_none())
            .then(|| folded.to_owned())
    }

    fn titles(&self) -> &Titles {
        self.titles.get_or_init(|| {
            let mut titles = Titles::default();
            for line in self.masthead {
                let words = plain(line.text(self.source));
                titles.push(bare(&words));
            }
            titles
        })
    }
}

impl Titles {
    /// Adds a line. The number of the resolution may stand before its title.
    fn push(&mut self, line: &str) {
        let number = line.split_inclusive(' ').next().unwrap_or_default();
        let numbered = number.starts_with(|c: char| c.is_ascii_digit())
            && number.trim_end().ends_with(['.', '．', '、']);
        let (number, title) = line.split_at(if numbered { number.len() } else { 0 });
        for part in [number, title] {
            let folded = fold(part).text;
            if !folded.trim().is_empty() {
                self.starts.push(self.text.len());
                self.text.push_str(folded.trim());
                self.text.push(' ');
            }
        }
    }

    /// Where a text ends that begins where a title may, or right behind `above`.
    fn end_of(&self, folded: &str, above: Option<Repeated>) -> Option<Repeated> {
        /// The bytes of what is told without the end of its line.
        const LONG: usize = 8;
        let starts = above.into_iter().chain(self.starts.iter().copied());
        // A word or two may begin a line by chance.
        let long = folded.len() >= LONG;
        let whole = |start: &usize| {
            let rest = self.text[*start..].strip_prefix(folded);
            let end = start + folded.len() + 1;
            let line = || end == self.text.len() || self.starts.contains(&end);
            rest.is_some_and(|rest| rest.starts_with(' ')) && (long || line())
        };
        let start = starts.into_iter().find(whole)?;
        Some(start + folded.len() + 1)
    }
}

/// The first bytes of a line, of which there may be fewer.
fn head(line: &str) -> [u8; 8] {
    let line = line.trim_start().as_bytes();
    line.first_chunk().copied().unwrap_or_else(|| {
        let mut head = [0; 8];
        head[..line.len()].copy_from_slice(line);
        head
    })
}

/// A line without the marks of a heading, of emphasis and of a table around it.
fn bare(line: &str) -> &str {
    line.trim_matches(['*', '_', '#', '|', ' '])
}

/// The symbol alone on one of the first lines, and that line.
fn printed_symbol<'a>(
    language: Language,
    source: &'a str,
    lines: &[Line],
) -> Option<(usize, &'a str)> {
    let numbered = |(_, line): &(usize, &Line)| line.holds.any(Holds::DIGIT);
    let mut head = lines.iter().take(12).enumerate().filter(numbered);
    head.find_map(|(at, line)| {
        let columns = columns(language, source, *line);
        let mut texts = columns.iter().map(|line| bare(line.text(source)));
        Some((at, texts.find_map(lone_symbol)?))
    })
}

/// Whether a wide blank, or a bar, sets off what follows.
fn set_off(text: &str) -> bool {
    text.starts_with("  ")
        || text.starts_with('\t')
        || text.starts_with(" |")
        || wide_blank(text, 0).is_some_and(|blank| blank.0 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines;

    fn header(line: &str, own: &str, heads: bool) -> bool {
        let text = format!("{own}\nThe Syrian Golan and\nits wells\n{line}");
        let lines = lines(&text);
        let language = Language::from_code("en").expect("English");
        let (headers, _) = Headers::of(language, &text, &lines, &lines[..3]);
        headers.with_symbol(&lines[3], None, || heads)
    }

    #[test]
    fn headers_run_with_the_symbol() {
        let own = "A/RES/76/11";
        assert!(header("A/RES/76/11   The Syrian Golan", own, false));
        assert!(header("The Syrian Golan   A/RES/76/11", own, false));
        assert!(header("**A/RES/76/11**", own, false));
        assert!(header("S/RES/2516 (2020)", "S/RES/2516(2020)", false));
        let titled = "A/RES/76/11 and other texts";
        assert!(!header(titled, own, false) && header(titled, own, true));
        assert!(!header("A/76/194.", own, true));
        for titled in [
            "A/RES/76/11 The Syrian Golan and its wells",
            "The Syrian Golan and A/RES/76/11",
        ] {
            assert!(header(titled, own, false), "{titled}");
        }
        assert!(!header(
            "as the text of the Syrian Golan, A/RES/76/11",
            own,
            false
        ));
    }

    #[test]
    fn a_title_goes_on_in_the_next_line() {
        let mut titles = Titles::default();
        titles.push("76/11. The wells of");
        titles.push("the Golan");
        let first = titles.end_of("the wells", None);
        assert!(first.is_some() && titles.end_of("of the golan", first).is_some());
        assert!(titles.end_of("of the golan", None).is_none());
        assert!(titles.end_of("the well", None).is_none());
    }
}
