//! Page furniture: rules, running headers, page numbers, job numbers.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{all_consuming, not, opt, recognize, verify};
use nom::multi::{many_m_n, many0};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::facts::{Facts, Words};
use crate::fold::fold;
use crate::label::find_digit;
use crate::span::Span;
use crate::symbol::symbol;
use crate::tree::LeafKind;

/// A piece of page furniture.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Furniture {
    pub(crate) kind: LeafKind,
    pub(crate) span: Span,
}

/// `rule = 3*("-" / "_" / "*" / "=" / "—" / "–" / " ")`
pub(crate) fn rule(line: &str) -> bool {
    let mut marks = 0;
    let first = line.chars().next();
    for c in line.chars() {
        if Some(c) == first && matches!(c, '-' | '_' | '*' | '=' | '—' | '–' | '―') {
            marks += 1;
        } else if !c.is_whitespace() {
            return false;
        }
    }
    marks >= 3
}

/// `heading-mark-alone = 1*6"#"`: a heading that has lost its text, or never had one.
pub(crate) fn heading_mark_alone(line: &str) -> bool {
    (1..=6).contains(&line.len()) && line.bytes().all(|byte| byte == b'#')
}

/// `notes-heading = [mark] notes-word [":"]`: what stands in the place of a rule above the notes of a whole text.
pub(crate) fn notes_heading(facts: &Facts, line: &str) -> bool {
    let notes = &facts.furniture.notes;
    let bare = line.trim_matches(['#', '*', '_', ' ', ':', '：']);
    bare.len() < 40 && notes.may_begin(bare) && {
        let folded = fold(bare).text;
        notes.folded().any(|word| word == folded)
    }
}

/// `page-line = notice / element / numbered-page / braced-page / "/..." / (job-number / page / bar-code) *(job-number / page /
/// bar-code / 6*9DIGIT)`: the pieces, as ranges of the line.
pub(crate) fn page_line<'a>(facts: &Facts, line: &'a str) -> Option<Vec<(LeafKind, &'a str)>> {
    let notices = &facts.furniture.notices;
    if line.len() < 80 && notices.may_begin(line) {
        let folded = fold(line).text;
        if notices.folded().any(|notice| folded.starts_with(notice)) {
            return Some(vec![(LeafKind::RunningHeader, line)]);
        }
    }
    if let Some(kind) = element(line) {
        return Some(vec![(kind, line)]);
    }
    if numbered_page(facts, line) || braced_page(line) {
        return Some(vec![(LeafKind::PageNumber, line)]);
    }
    // The page goes on overleaf.
    if matches!(line, "/..." | "/…" | "/. . .") {
        return Some(vec![(LeafKind::RunningHeader, line)]);
    }
    // Most lines begin or end with another letter.
    let line = line.trim_end();
    let begins =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '*' | '-' | '–' | '—' | 'G' | 'K' | 'V');
    let ends = |c: char| {
        c.is_ascii_digit()
            || c.is_ascii_uppercase()
            || matches!(c, '*' | '-' | '–' | '—' | ')' | ']')
    };
    if !line.starts_with(begins) || !(line.ends_with(ends) || line.ends_with("/...")) {
        return None;
    }
    let first = || {
        alt((
            job_number.map(|text| (LeafKind::JobNumber, text)),
            page.map(|text| (LeafKind::PageNumber, text)),
            bar_code.map(|text| (LeafKind::JobNumber, text)),
        ))
    };
    // The stars of a bar code may have been taken for emphasis.
    let further = alt((
        first(),
        digits(6, 9).map(|text| (LeafKind::JobNumber, text)),
    ));
    let parsed: IResult<&str, _> =
        all_consuming((preceded(space0, first()), many0(preceded(space0, further)))).parse(line);
    let (first, mut pieces) = parsed.ok()?.1;
    pieces.insert(0, first);
    Some(pieces)
}

/// `numbered-page = ["["] 1*(page-word / count-word / 1*3DIGIT / "/" / "." / ":" / blank) ["]"]`, of a word for a page
/// and one or two numbers: *Page 2 of 9*, 第2页.
fn numbered_page(facts: &Facts, line: &str) -> bool {
    /// The longest is of two words and two numbers.
    const LONGEST: usize = 40;
    let line = line.trim_start_matches(['#', '[', '(', ' ']);
    let line = line.trim_end_matches([']', ')', ' ']);
    // A point behind ends the sentence of a note: *p. 12.*
    if line.len() > LONGEST || find_digit(line, 0).is_none() || line.ends_with('.') {
        return false;
    }
    let word = |words: &Words, rest: &str| {
        let found = words.folded().find(|word| rest.starts_with(word));
        found.map(str::len)
    };
    let folded = fold(line).text;
    let mut rest = folded.as_str();
    let (mut named, mut numbers) = (false, 0);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = if digits > 0 {
            numbers += 1;
            digits
        } else if let Some(length) = word(&facts.furniture.page, rest) {
            named = true;
            length
        } else if let Some(length) = word(&facts.furniture.page_count, rest) {
            length
        } else if rest.starts_with([' ', '/', '.', ':']) {
            1
        } else {
            return false;
        };
        if digits > 3 {
            return false;
        }
        rest = &rest[length..];
    }
    named && (1..=2).contains(&numbers)
}

/// `braced-page = "{" 1*3DIGIT "}" rule`: how an engine parts the pages that it puts together.
fn braced_page(line: &str) -> bool {
    let parts = line.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    parts.is_some_and(|(number, behind)| {
        number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) && rule(behind)
    })
}

/// `element = "<" name ">" *any "</" name ">"`: what engines name as the edges of pages.
fn element(line: &str) -> Option<LeafKind> {
    const NAMES: [(&str, LeafKind); 4] = [
        ("page_number", LeafKind::PageNumber),
        ("header", LeafKind::RunningHeader),
        ("footer", LeafKind::RunningHeader),
        ("watermark", LeafKind::RunningHeader),
    ];
    let (name, rest) = line.strip_prefix('<')?.split_once('>')?;
    let end = rest.strip_suffix('>')?.strip_suffix(name)?;
    let named = NAMES.into_iter().find(|known| known.0 == name)?;
    end.ends_with("</").then_some(named.1)
}

/// `digits = least*mostDIGIT !DIGIT`
fn digits<'a>(
    least: usize,
    most: usize,
) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    let digit = |c: char| c.is_ascii_digit();
    terminated(take_while_m_n(least, most, digit), not(satisfy(digit)))
}

/// Whether a line is the date of a job, which stands behind its number: `digits = 6DIGIT`
pub(crate) fn job_date(line: &str) -> bool {
    line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// `page = 1*3DIGIT "/" 1*3DIGIT / dash 1*3DIGIT dash`
fn page(input: &str) -> IResult<&str, &str> {
    let short = |input| verify(digit1, |text: &str| text.len() <= 3).parse(input);
    let dash = |input| one_of("-–—").parse(input);
    alt((
        recognize((short, char('/'), short)),
        recognize((dash, space0, short, space0, dash)),
    ))
    .parse(input)
}

/// `job-number = (2DIGIT "-" 5DIGIT ["*"] / office) [blank 4DIGIT letter] [blank language] *3(blank 6DIGIT) [blank
/// "/..."]`, where
/// `office = ("GE." / "V.") 2DIGIT "-" 5DIGIT / "K" 7DIGIT` is that of Geneva, Vienna or Nairobi.
fn job_number(input: &str) -> IResult<&str, &str> {
    let numbered = || (digits(2, 2), one_of("-‑–"), digits(5, 5));
    let letter = || take_while_m_n(1, 1, |c: char| c.is_ascii_uppercase());
    let language = alt((
        delimited(char('('), letter(), char(')')),
        delimited(char('['), letter(), char(']')),
    ));
    recognize((
        alt((
            recognize((numbered(), opt(char('*')))),
            recognize((alt((tag("GE."), tag("V."))), numbered())),
            recognize((char('K'), digits(7, 7))),
        )),
        opt((space1, digits(4, 4), letter())),
        opt(preceded(space0, language)),
        many_m_n(0, 3, preceded(space1, digits(6, 6))),
        opt((space1, tag("/..."))),
    ))
    .parse(input)
}

/// `bar-code = "*" 5*9DIGIT "*"`
fn bar_code(input: &str) -> IResult<&str, &str> {
    recognize(delimited(char('*'), digits(5, 9), char('*'))).parse(input)
}

/// `symbol-line = symbol ["*"] rest`: the symbol that a line begins with, and the rest.
pub(crate) fn symbol_line(line: &str) -> Option<(&str, &str)> {
    let (rest, found) = symbol(line).ok()?;
    Some((found.printed, rest.strip_prefix('*').unwrap_or(rest)))
}

/// The symbol that a line holds and nothing else.
pub(crate) fn lone_symbol(line: &str) -> Option<&str> {
    symbol_line(line)
        .filter(|(_, rest)| rest.trim().is_empty())
        .map(|found| found.0)
}

/// Whether two symbols are the same but for blanks, case and hyphens.
pub(crate) fn same_symbol(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '*')
            .map(|c| {
                if matches!(c, '‑' | '–') {
                    '-'
                } else {
                    c.to_ascii_uppercase()
                }
            })
            .collect()
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> &'static Facts {
        Facts::of_language("en")
    }

    #[test]
    fn rules_are_of_one_mark() {
        assert!(rule("---"));
        assert!(rule("__________________"));
        assert!(rule("* * *"));
        assert!(!rule("-- a"));
        assert!(!rule("--"));
    }

    #[test]
    fn headings_without_text_are_marks() {
        assert!(heading_mark_alone("##"));
        assert!(!heading_mark_alone("## 1") && !heading_mark_alone(""));
    }

    #[test]
    fn page_lines_hold_pages_and_jobs() {
        let kinds = |line| {
            page_line(facts(), line)
                .map(|pieces| pieces.iter().map(|piece| piece.0).collect::<Vec<_>>())
        };
        assert_eq!(
            kinds("1/2        21-17886"),
            Some(vec![LeafKind::PageNumber, LeafKind::JobNumber])
        );
        assert_eq!(
            kinds("22-28954 3/10"),
            Some(vec![LeafKind::JobNumber, LeafKind::PageNumber])
        );
        assert_eq!(kinds("4/17"), Some(vec![LeafKind::PageNumber]));
        assert_eq!(kinds("70/1"), Some(vec![LeafKind::PageNumber]));
        assert_eq!(kinds("resolution 70/1"), None);
        assert_eq!(kinds("/..."), Some(vec![LeafKind::RunningHeader]));
        for (line, page) in [
            ("Page 3", true),
            ("## Page 3 of 12", true),
            ("PAGE 3", true),
            ("Page ３", true),
            ("[page 3/12]", true),
            ("{3}------------------------", true),
            ("<page_number>3/9</page_number>", true),
            ("Page of wells", false),
            ("Page 3 of the report", false),
            ("page 1986", false),
            ("p. 12.", false),
            ("{3}", false),
            ("<page_number>3", false),
        ] {
            let expected = page.then(|| vec![LeafKind::PageNumber]);
            assert_eq!(kinds(line), expected, "{line}");
        }
        for office in [
            "GE.18-16469(E)",
            "V.17-02341 (E)    060417    070417",
            "K1900844 280319",
            "91-10618 4070Z (E) /...",
        ] {
            assert_eq!(kinds(office), Some(vec![LeafKind::JobNumber]), "{office}");
        }
    }
}
