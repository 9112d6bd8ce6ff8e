//! The marks of footnotes: calls in the text, and the marks in front of the notes.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while1};
use nom::character::complete::{anychar, char, one_of, satisfy, space0, space1};
use nom::combinator::{all_consuming, fail, map, map_opt, not, opt, peek, recognize, verify};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Offset, Parser};

use crate::inline::tag as inline_tag;
use crate::label::digit;
use crate::link::{called, link};

/// `raised = "<sup>" content "</sup>" / angle-mark / 1*SUPERSCRIPT / "[^" name "]" / "([" 1*DIGIT "])" /
/// "[" 1*3DIGIT "]" / circled / caret / formula`: the content, and the rest of the input.
pub(crate) fn raised(input: &str) -> IResult<&str, Raised> {
    // The first bytes tell which production can match; most text begins with none of them.
    match input.as_bytes() {
        [b'<', b'0'..=b'9' | b'*', ..] => angle_mark(input),
        [b'<', ..] => tagged(input),
        [0xc2, 0xb2 | 0xb3 | 0xb9, ..] | [0xe2, 0x81, ..] => superscript(input),
        [0xe2, 0x91, ..] => circled(input),
        [b'[', b'^', ..] => reference_mark(input),
        [b'[', ..] => square_mark(input),
        [b'(', ..] => bracketed_mark(input),
        [b'^', ..] => caret(input),
        [b'$', ..] => formula(input),
        _ => fail().parse(input),
    }
}

/// What stands raised in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Raised {
    /// The labels, where it can be read as one or more calls.
    pub(crate) labels: Vec<String>,
    /// The bytes of opening mark-up, content and closing mark-up.
    pub(crate) open: usize,
    pub(crate) content: usize,
    /// Whether nothing but a call is marked this way.
    pub(crate) certain: bool,
    /// Whether it stands on the line, and is no call unless a note has its label.
    pub(crate) square: bool,
}

/// `tagged = "<sup>" *(any but "<") "</sup>"`
fn tagged(input: &str) -> IResult<&str, Raised> {
    // Next to all are set in small letters, which are compared more quickly.
    let open = recognize((tag("<sup>").or(tag_no_case("<sup>")), space0));
    let close = recognize((space0, tag("</sup>").or(tag_no_case("</sup>"))));
    let (rest, (open, content, _)) = (open, take_while1(|c| c != '<'), close).parse(input)?;
    Ok((rest, set_raised(content.trim_end(), open.len())))
}

/// `superscript = 1*(SUPERSCRIPT-DIGIT / SUPERSCRIPT-BRACKET) *("," superscript)`
fn superscript(input: &str) -> IResult<&str, Raised> {
    let run = |input| {
        take_while1(|c| superscript_digit(c).is_some() || matches!(c, '⁽' | '⁾')).parse(input)
    };
    let comma = |input| one_of(",،⸴ʼ").parse(input);
    let (rest, text) = recognize(separated_list1(comma, run)).parse(input)?;
    let labels = text
        .split([',', '،', '⸴', 'ʼ'])
        .map(|part| {
            part.chars()
                .filter_map(superscript_digit)
                .collect::<String>()
        })
        .filter(|label| !label.is_empty())
        .collect();
    Ok((
        rest,
        Raised {
            labels,
            open: 0,
            content: text.len(),
            certain: false,
            square: false,
        },
    ))
}

/// `caret = "^" 1*16(any but "^" / blank) "^" / "^" 1*3DIGIT`, as Pandoc raises text, and as text goes on that
/// has nothing to raise a call with.
fn caret(input: &str) -> IResult<&str, Raised> {
    let content = verify(
        take_while1(|c: char| !c.is_whitespace() && !matches!(c, '^' | '[' | ']')),
        |text: &str| text.len() <= 16,
    );
    let closed = map(delimited(char('^'), content, char('^')), |content| {
        set_raised(content, 1)
    });
    let open = map(
        terminated(
            preceded(char('^'), short_number),
            not(satisfy(|c| c.is_alphanumeric() || c == '^')),
        ),
        |digits| Raised {
            square: true,
            ..set_raised(digits, 1)
        },
    );
    alt((closed, open)).parse(input)
}

/// `formula = "$" ["{" [blank] "}"] "^" (DIGIT / "{" content "}") "$"`, as OCR engines raise text:
/// `${ }^{1}$`, `$^{\text {th }}$`.
fn formula(input: &str) -> IResult<&str, Raised> {
    let nothing = (char('{'), space0, char('}'), space0);
    let (rest, (_, content, _)) = (
        (char('$'), opt(nothing), char('^')),
        formula_content,
        char('$'),
    )
        .parse(input)?;
    let trimmed = content.trim();
    Ok((rest, set_raised(trimmed, input.offset(trimmed))))
}

/// `raised-number = "$" 1*4DIGIT "^" content "$"`: an ordinal or a year with what is raised behind it in one
/// formula, `$50^{\text {th }}$`. The digits, the bytes from their end to that of the formula, and what is raised.
pub(crate) fn raised_number(input: &str) -> Option<(usize, usize, Raised)> {
    let inner = input.strip_prefix('$')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let power = &inner[digits..];
    let parsed: IResult<&str, &str> = delimited(char('^'), formula_content, char('$')).parse(power);
    let (rest, content) = parsed.ok().filter(|_| (1..=4).contains(&digits))?;
    let trimmed = content.trim();
    let found = set_raised(trimmed, power.offset(trimmed));
    Some((digits, power.len() - rest.len(), found))
}

/// `plain-formula = "$" DIGIT *(DIGIT / "/" / "(" / ")" / "." / "," / "-" / blank) (DIGIT / ")") "$"`: a number that
/// an engine took for a formula, `$51 / 22$`. Its bytes with the signs.
pub(crate) fn plain_formula(input: &str) -> Option<usize> {
    /// More is no number.
    const LONGEST: usize = 24;
    let inner = input.strip_prefix('$')?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b'$')?;
    let within =
        |c: char| c.is_ascii_digit() || matches!(c, '/' | '(' | ')' | '.' | ',' | '-' | ' ');
    let number = &inner[..end];
    let whole = number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit() || c == ')')
        && number.chars().all(within);
    whole.then_some(end + 2)
}

/// `formula-content = DIGIT / "{" text "}" / "{" command "{" text "}" "}"`: what a formula raises.
fn formula_content(input: &str) -> IResult<&str, &str> {
    let within = |open, close| {
        let inner = verify(
            take_while1(|c: char| !matches!(c, '{' | '}' | '$')),
            |text: &str| text.len() <= 16,
        );
        delimited(open, inner, close)
    };
    let set = (
        char('\\'),
        take_while1(|c: char| c.is_ascii_lowercase()),
        space0,
    );
    alt((
        within(char('{'), char('}')),
        delimited((char('{'), set), within(char('{'), char('}')), char('}')),
        recognize(one_of("0123456789")),
    ))
    .parse(input)
}

/// Text that stands raised behind some bytes of mark-up.
fn set_raised(content: &str, open: usize) -> Raised {
    Raised {
        labels: labels(content),
        open,
        content: content.len(),
        certain: false,
        square: false,
    }
}

/// `name = label [":" nth]`: the label in the name of a footnote, and which of the notes with that label it
/// names: `[^1:2]` is the second note 1. 0 where the name is the label and no more.
pub(crate) fn label_and_nth(name: &str) -> (&str, u32) {
    let told = name.rsplit_once(':').and_then(|(label, nth)| {
        let number = !label.is_empty() && nth.bytes().all(|byte| byte.is_ascii_digit());
        let nth = nth.parse().ok().filter(|nth| number && *nth > 0)?;
        Some((label, nth))
    });
    told.unwrap_or((name, 0))
}

/// Which of the notes with its label a call or a note's mark names, as [`label_and_nth`] has it.
pub(crate) fn nth(mark: &str) -> u32 {
    let name = mark
        .strip_prefix("[^")
        .and_then(|rest| rest.split_once(']'));
    name.map_or(0, |(name, _)| label_and_nth(name).1)
}

/// `reference-mark = "[^" 1*name "]" !":"`
fn reference_mark(input: &str) -> IResult<&str, Raised> {
    let (rest, name) = delimited(
        tag("[^"),
        take_while1(|c: char| !matches!(c, ']' | '[' | ' ')),
        char(']'),
    )
    .parse(input)?;
    Ok((
        rest,
        Raised {
            labels: vec![label_and_nth(name).0.to_owned()],
            open: 2,
            content: name.len(),
            certain: true,
            square: false,
        },
    ))
}

/// `bracketed-mark = "([" 1*3DIGIT "])"`
fn bracketed_mark(input: &str) -> IResult<&str, Raised> {
    let (rest, digits) = delimited(
        tag("(["),
        verify(take_while1(|c| digit(c).is_some()), |text: &str| {
            text.len() <= 6
        }),
        tag("])"),
    )
    .parse(input)?;
    Ok((
        rest,
        Raised {
            labels: vec![plain_digits(digits)],
            open: 2,
            content: digits.len(),
            certain: true,
            square: false,
        },
    ))
}

/// `square-mark = "[" 1*3DIGIT "]"`: how pages of encyclopedias and libraries print a call.
fn square_mark(input: &str) -> IResult<&str, Raised> {
    map(delimited(char('['), short_number, char(']')), on_the_line).parse(input)
}

/// `circled = "①" … "⑳"`: how old Chinese volumes print a call. The items of a list have the same labels.
fn circled(input: &str) -> IResult<&str, Raised> {
    map(circled_number, |number| Raised {
        labels: vec![number.to_string()],
        open: 0,
        content: '①'.len_utf8(),
        certain: false,
        square: true,
    })
    .parse(input)
}

fn circled_number(input: &str) -> IResult<&str, u32> {
    map_opt(anychar, circle).parse(input)
}

/// The number within a circle.
pub(crate) fn circle(c: char) -> Option<u32> {
    matches!(c, '①'..='⑳').then(|| u32::from(c) - u32::from('①') + 1)
}

/// `angle-mark = "<" (1*3DIGIT / 1*3"*") ">"`: how Russian law databases print a call.
fn angle_mark(input: &str) -> IResult<&str, Raised> {
    let stars = verify(take_while1(|c| c == '*'), |stars: &str| stars.len() <= 3);
    map(
        delimited(char('<'), alt((short_number, stars)), char('>')),
        on_the_line,
    )
    .parse(input)
}

/// A label in brackets that stands on the line.
fn on_the_line(label: &str) -> Raised {
    Raised {
        labels: vec![label.to_owned()],
        open: 1,
        content: label.len(),
        certain: false,
        square: true,
    }
}

/// `short-number = 1*3DIGIT`
fn short_number(input: &str) -> IResult<&str, &str> {
    verify(take_while1(|c: char| c.is_ascii_digit()), |text: &str| {
        text.len() <= 3
    })
    .parse(input)
}

/// `labels = label *("," label) / label-range / link`, where `label = ["("] (1*3DIGIT / letter / 1*"*") [")"]`
fn labels(content: &str) -> Vec<String> {
    // Most are a number and no more.
    if (1..=3).contains(&content.len()) && content.bytes().all(|byte| byte.is_ascii_digit()) {
        return vec![content.to_owned()];
    }
    if let Some((label, length)) = linked_label(content)
        && length == content.len()
    {
        return vec![label.to_owned()];
    }
    // Digits that are raised by themselves may be raised once more.
    let content: String = content
        .chars()
        .map(|c| superscript_digit(c).unwrap_or(c))
        .collect();
    let content = content.as_str();
    let number = map_opt(take_while1(|c| digit(c).is_some()), |text: &str| {
        (text.chars().count() <= 3).then(|| plain_digits(text))
    });
    let letter = map(
        verify(take_while1(|c: char| c.is_alphabetic()), |text: &str| {
            text.chars().count() == 1
        }),
        str::to_owned,
    );
    let star = map(take_while1(|c| c == '*'), str::to_owned);
    let label = delimited(
        opt((one_of("([（⁽"), space0)),
        alt((number, letter, star)),
        opt((space0, one_of(")]）⁾/"))),
    );
    let comma = delimited(space0, opt(one_of(",،、")), space0);
    let parsed: IResult<&str, Vec<String>> =
        all_consuming(separated_list1(comma, label)).parse(content.trim_start_matches('\\'));
    parsed
        .map(|parsed| parsed.1)
        .ok()
        .or_else(|| label_range(content))
        .unwrap_or_default()
}

/// `label-range = 1*3DIGIT dash 1*3DIGIT`: `7–9`, of at most twenty calls.
fn label_range(content: &str) -> Option<Vec<String>> {
    let (first, last) = content.split_once(['-', '–', '‑'])?;
    let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first < last && last - first < 20 && last < 1000)
        .then(|| (first..=last).map(|label| label.to_string()).collect())
}

/// The value of a superscript digit.
pub(crate) const fn superscript_digit(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => (b'4' + (c as u32 - '⁴' as u32) as u8) as char,
        _ => return None,
    })
}

/// Digits of any script as ASCII.
pub(crate) fn plain_digits(text: &str) -> String {
    text.chars()
        .filter_map(digit)
        .filter_map(|value| char::from_digit(value, 10))
        .collect()
}

/// `note-mark = (raised / definition) blank`: the mark in front of a footnote, where it is set off
/// from text by more than its place, which a circle does not. Gives the label and the bytes of the mark with the blanks.
pub(crate) fn note_mark(line: &str) -> Option<(String, usize)> {
    if circled_number(line).is_ok() {
        return None;
    }
    let found = linked_note_mark(line)
        .or_else(|| linking_note_mark(line))
        .or_else(|| anchored_note_mark(line))
        .or_else(|| arrowed_note_mark(line));
    if found.is_some() {
        return found;
    }
    // What most lines begin with, letters and digits, is not raised.
    if !matches!(
        line.as_bytes(),
        [b'<' | b'[' | b'(' | b'^' | b'$' | 0xc2 | 0xe2, ..]
    ) {
        return None;
    }
    let definition = map(
        delimited(
            tag("[^"),
            take_while1(|c: char| !matches!(c, ']' | '[' | ' ')),
            tag("]:"),
        ),
        |name: &str| label_and_nth(name).0.to_owned(),
    );
    let mark = map_opt(raised, |raised| match raised.labels.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    });
    let parsed: IResult<&str, String> =
        terminated(alt((definition, mark)), (opt(one_of(".:")), space0)).parse(line);
    let (rest, label) = parsed.ok()?;
    // An engine that names its notes by itself prints the mark of the page behind the name. What is the same
    // as the name is left in the text, where official copies have it too. A name that tells which note it
    // is tells the label as well.
    let printed = (line.starts_with("[^") && nth(line) == 0).then(|| note_mark(rest));
    let printed = printed.flatten();
    let printed = printed.filter(|(printed, _)| *printed != label);
    let (label, more) = printed.unwrap_or((label, 0));
    (!rest.is_empty()).then(|| (label, line.len() - rest.len() + more))
}

/// `definition = "[^" name "]:" text`: the name and the text of a note of Markdown.
pub(crate) fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.strip_prefix("[^")?.split_once("]:")?;
    (!name.contains([' ', '[', ']'])).then_some((name, text))
}

/// Whether a line is a note of Markdown, which is one line however much it holds.
pub(crate) fn defines_note(line: &str) -> bool {
    definition(line).is_some()
}

/// Whether a line is a call of its own, right above the note that it calls: how an engine ties the notes of a
/// page to it, whose calls stand in the text.
pub(crate) fn note_anchor(line: &str, next: &str) -> bool {
    let name = line
        .strip_prefix("[^")
        .and_then(|rest| rest.strip_suffix(']'));
    name.is_some_and(|name| {
        let note = next
            .strip_prefix("[^")
            .and_then(|rest| rest.strip_prefix(name));
        !name.contains(']') && note.is_some_and(|rest| rest.starts_with("]:"))
    })
}

/// `anchored-note-mark = 1*(tag) note-mark`: the place that links lead to stands before the mark.
fn anchored_note_mark(line: &str) -> Option<(String, usize)> {
    let raised = |text: &str| {
        text.get(..4)
            .is_some_and(|tag| tag.eq_ignore_ascii_case("<sup"))
    };
    let mut rest = line;
    while !raised(rest)
        && let Some(length) = inline_tag(rest)
    {
        rest = &rest[length..];
    }
    let anchors = line.len() - rest.len();
    let (label, length) = (anchors > 0).then(|| note_mark(rest)).flatten()?;
    Some((label, anchors + length))
}

/// `linking-note-mark = link [blank]`: the mark itself leads back to the call, `[[1]](#ref1)`.
fn linking_note_mark(line: &str) -> Option<(String, usize)> {
    let (label, length) = linked_label(line)?;
    let text = line[length..].trim_start();
    (!text.is_empty()).then(|| (label.to_owned(), line.len() - text.len()))
}

/// The label that a text begins with as a link within the page, and the bytes of the link.
fn linked_label(text: &str) -> Option<(&str, usize)> {
    let link = text.starts_with('[').then(|| link(text)).flatten()?;
    let label = called(&text[link.open..link.open + link.text]).filter(|_| link.local)?;
    Some((label, link.len()))
}

/// `linked-note-mark = 1*3DIGIT "." blank`, in front of what a link ends that leads back to the call.
fn linked_note_mark(line: &str) -> Option<(String, usize)> {
    if !line.ends_with(')') || !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = &line[..line.rfind("](#")?];
    let arrow = &text[text.rfind('[')? + 1..];
    if arrow.contains(char::is_alphanumeric) {
        return None;
    }
    let parsed: IResult<&str, &str> = terminated(short_number, (char('.'), space1)).parse(line);
    let (rest, label) = parsed.ok()?;
    Some((label.to_owned(), line.len() - rest.len()))
}

/// `arrowed-note-mark = 1*3DIGIT ["."] blank 1*("↑" / "^" / blank)`: the arrow leads back to the call, where the text
/// of a web page has lost its links.
fn arrowed_note_mark(line: &str) -> Option<(String, usize)> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let arrow = take_while1(|c: char| matches!(c, '↑' | '^' | ' '));
    let parsed: IResult<&str, &str> = terminated(
        short_number,
        (opt(char('.')), space1, peek(one_of("↑^")), arrow),
    )
    .parse(line);
    let (rest, label) = parsed.ok()?;
    (!rest.is_empty()).then(|| (label.to_owned(), line.len() - rest.len()))
}

/// `arrow-alone = "↑" blank`: the arrow that leads back to the call stands for the number of the note, which pages of
/// encyclopedias count as they list them. Its bytes with the blank.
pub(crate) fn arrow_alone(line: &str) -> Option<usize> {
    let behind = line.strip_prefix('↑')?;
    let text = behind.trim_start_matches([' ', '\u{a0}', '↑']);
    (text.len() < behind.len() && !text.is_empty()).then(|| line.len() - text.len())
}

/// `bare-note-mark = ((1*3DIGIT ["/"] / "(" 1*3DIGIT ")" / 1*3DIGIT ")" / 1*3"*") blank / circled [blank]) !dash`: the
/// mark in front of a footnote where only its place at the foot of the page tells what it is.
pub(crate) fn bare_note_mark(line: &str) -> Option<(String, usize)> {
    let digits = || {
        verify(take_while1(|c| digit(c).is_some()), |text: &str| {
            text.chars().count() <= 3
        })
    };
    let number = alt((
        delimited(char('('), digits(), char(')')),
        terminated(digits(), one_of("/)")),
        digits(),
    ));
    let number = map(number, plain_digits);
    let star = map(
        preceded(
            opt(char('\\')),
            verify(take_while1(|c| c == '*'), |text: &str| text.len() <= 3),
        ),
        str::to_owned,
    );
    let letter = map(
        terminated(
            verify(
                take_while1(|c: char| c.is_ascii_lowercase()),
                |text: &str| text.len() == 1,
            ),
            opt(one_of("/")),
        ),
        str::to_owned,
    );
    let set_off = terminated(alt((number, star, letter)), space1);
    let circled = map(terminated(circled_number, space0), |number| {
        number.to_string()
    });
    let parsed: IResult<&str, String> = alt((set_off, circled)).parse(line);
    let (rest, label) = parsed.ok()?;
    // `1 - ` labels a paragraph.
    let noted = !rest.is_empty() && !rest.starts_with(['-', '–', '—']);
    noted.then(|| (label, line.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_raised_in_many_ways() {
        let read = |text| {
            raised(text)
                .ok()
                .map(|(rest, raised)| (raised.labels, rest))
        };
        assert_eq!(read("<sup>1</sup>, and"), Some((vec!["1".into()], ", and")));
        assert_eq!(
            read("<sup>1, 2</sup>"),
            Some((vec!["1".into(), "2".into()], ""))
        );
        assert_eq!(read("<sup>(3)</sup>"), Some((vec!["3".into()], "")));
        assert_eq!(read("⁽¹²⁾ x"), Some((vec!["12".into()], " x")));
        assert_eq!(read("⑫，"), Some((vec!["12".into()], "，")));
        assert_eq!(read("[^7] x"), Some((vec!["7".into()], " x")));
        assert_eq!(read("<sup>er</sup>"), Some((vec![], "")));
        assert_eq!(read("<4>, x"), Some((vec!["4".into()], ", x")));
        assert_eq!(read("<*> x"), Some((vec!["*".into()], " x")));
        assert_eq!(read("<5 x>"), None);
        assert_eq!(read("(a)"), None);
        for one in ["^1^ x", "$^{1}$ x", "${ }^{1}$ x", "$^1$ x"] {
            assert_eq!(read(one), Some((vec!["1".into()], " x")), "{one}");
        }
        assert_eq!(read("^1, x"), Some((vec!["1".into()], ", x")));
        assert_eq!(read("^1st"), None);
        for ordinal in ["^th^", "$^{th}$", "$^{\\text {th }}$"] {
            assert_eq!(read(ordinal), Some((vec![], "")), "{ordinal}");
        }
        assert_eq!(read("$5,000 and $6,000"), None);
        let number = raised_number("$50^{\\text {th }}$ meeting");
        assert_eq!(number.map(|found| (found.0, found.1)), Some((2, 15)));
        assert!(raised_number("$5,000^{1}$").is_none());
        assert_eq!(plain_formula("$51 / 22$ of"), Some(9));
        assert_eq!(plain_formula("$5,000, $6,000"), None);
    }

    #[test]
    fn note_marks_stand_before_text() {
        assert_eq!(note_mark("<sup>1</sup> A/76/194."), Some(("1".into(), 13)));
        assert_eq!(note_mark("¹ A/76/194."), Some(("1".into(), 3)));
        assert_eq!(note_mark("^1 A/76/194."), Some(("1".into(), 3)));
        assert_eq!(note_mark("<1> A/76/194."), Some(("1".into(), 4)));
        assert_eq!(note_mark("[^1]: A/76/194."), Some(("1".into(), 6)));
        assert_eq!(
            note_mark("[^0]: ${ }^{3}$ A/77/263."),
            Some(("3".into(), 16))
        );
        assert_eq!(
            note_mark("[^6]: <sup>6</sup> A/76/1."),
            Some(("6".into(), 6))
        );
        assert!(note_anchor("[^0]", "[^0]: A/76/194.") && !note_anchor("[^0]", "[^1]: A/76/194."));
        assert_eq!(note_mark("1. A/76/194. [↑](#ref-1)"), Some(("1".into(), 3)));
        assert_eq!(note_mark("1. Decides [so](#annex)"), None);
        assert_eq!(note_mark("1. ↑ A/76/194."), Some(("1".into(), 7)));
        assert_eq!(note_mark("1. ^ A/76/194."), Some(("1".into(), 5)));
        let anchored = "<span id=\"a\"></span><sup>2</sup> A/77/263.";
        assert_eq!(note_mark(anchored), Some(("2".into(), anchored.len() - 9)));
        // The second of two notes with one label, whose text begins as a mark does.
        let second = "[^1:2]: <sup>3</sup> A/76/194.";
        assert_eq!(note_mark(second), Some(("1".into(), 8)));
        assert_eq!((nth(second), nth("[^1:2]"), nth("[^1]: 2:3")), (2, 2, 0));
        assert_eq!(
            ["a:b", ":2", "1:0"].map(label_and_nth).map(|it| it.1),
            [0; 3]
        );
        assert_eq!(note_mark("1 A/76/194."), None);
        assert_eq!(bare_note_mark("1 A/76/194."), Some(("1".into(), 2)));
        assert_eq!(bare_note_mark("(12) A/76/194."), Some(("12".into(), 5)));
        assert_eq!(
            bare_note_mark("15/ Resolution 217 A (III)."),
            Some(("15".into(), 4))
        );
        assert_eq!(bare_note_mark("2022 was"), None);
    }
}
