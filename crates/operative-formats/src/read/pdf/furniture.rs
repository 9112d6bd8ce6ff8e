//! What runs along the edges of the pages: running headers, footers, page and job numbers.

use std::collections::{HashMap, HashSet};

use super::Sheet;
use super::lines::Line;
use super::notes::{note_label, rule_line};

/// How many lines at least may run along an edge of a page.
const EDGE: usize = 3;
/// How many lines the longest title in a header has.
const LONGEST_TITLE: usize = 8;

/// With so many pages, each header is shown twice, on the pages to the left and on those to the right.
const SHOWN: u32 = 5;

/// Takes the lines out that run along the edges of the pages, and counts them.
pub(super) fn take(sheets: &mut [Sheet]) -> usize {
    let mut tops: HashMap<String, u32> = HashMap::new();
    let mut feet: HashMap<(String, i32), u32> = HashMap::new();
    for sheet in sheets.iter() {
        let lines = if sheet.edges.top {
            top(&sheet.lines)
        } else {
            &[]
        };
        let seen: HashSet<String> = lines.iter().flat_map(header_texts).collect();
        seen.into_iter()
            .for_each(|text| *tops.entry(text).or_default() += 1);
        let edge = &sheet.lines[edge(sheet)..];
        let seen: HashSet<(String, i32)> = edge.iter().map(foot_line).collect();
        seen.into_iter()
            .for_each(|line| *feet.entry(line).or_default() += 1);
    }
    let last = sheets.last().and_then(|sheet| sheet.lines.first());
    let last = last.map_or(0, |line| line.page);
    let mut count = 0;
    for sheet in sheets.iter_mut() {
        let first = sheet.lines.first().is_some_and(|line| line.page == 1);
        let header = match sheet.edges.top {
            true if first => said_again(&sheet.lines, &tops),
            true => header(&sheet.lines, &tops, last),
            false => 0,
        };
        sheet.lines.drain(..header);
        count += header;
        // All that stands below the first line of the footer is footer.
        let cut = (edge(sheet)..sheet.lines.len()).find(|at| {
            let line = &sheet.lines[*at];
            let foot = foot_line(line);
            let repeated =
                comes_again(line, &foot.0) && feet.get(&foot).is_some_and(|pages| *pages > 1);
            // Notes and the rule above them may stand at the same height on two pages.
            let note = rule_line(&line.text()) || note_label(line).is_some();
            page_or_job(&line.text(), line.page, last) || own_number(line) || (repeated && !note)
        });
        if let Some(cut) = cut {
            count += sheet.lines.len() - cut;
            sheet.lines.truncate(cut);
        }
    }
    count
}

/// Where the lines begin that may run along the foot of a page.
fn edge(sheet: &Sheet) -> usize {
    let edge = if sheet.edges.foot { EDGE } else { 0 };
    sheet.lines.len().saturating_sub(edge)
}

/// How many lines from the top are the header of a page.
fn header(lines: &[Line], tops: &HashMap<String, u32>, pages: u32) -> usize {
    let repeated =
        |line: &Line| header_texts(line).any(|text| tops.get(&text).is_some_and(|it| *it > 1));
    let Some(last) = top(lines).iter().rposition(repeated) else {
        return 0;
    };
    // A long title goes on until a gap sets it off from the text; where other pages show all of it,
    // they tell.
    let together = lines[last..]
        .windows(2)
        .take(LONGEST_TITLE - last.min(LONGEST_TITLE))
        .take_while(|pair| pair.first_chunk().is_some_and(stand_together))
        .count();
    let set_off = last + 1 + together;
    if pages < SHOWN && set_off < LONGEST_TITLE.min(lines.len()) {
        set_off
    } else {
        last + 1
    }
}

/// How many lines from the top are the header of the first page, whose masthead has to say the same
/// again.
fn said_again(lines: &[Line], tops: &HashMap<String, u32>) -> usize {
    let all: String = lines.iter().map(|line| masked(&line.text())).collect();
    let again = |line: &Line| {
        header_texts(line).next().is_some()
            && header_texts(line).all(|text| {
                tops.get(&text).is_some_and(|it| *it > 1) && all.matches(&text).count() > 1
            })
    };
    usize::from(lines.first().is_some_and(again))
}

/// The lines that may be the header of a page: the first three, or more where a long title stands
/// together above or beside a symbol.
fn top(lines: &[Line]) -> &[Line] {
    let pairs = lines.windows(2).take(LONGEST_TITLE - 1);
    let together = 1 + pairs
        .take_while(|pair| pair.first_chunk().is_some_and(stand_together))
        .count();
    &lines[..together.max(EDGE).min(lines.len())]
}

/// Whether no gap sets one line off from the next.
fn stand_together([one, next]: &[Line; 2]) -> bool {
    (one.size - next.size).abs() < 0.5 && one.y - next.y < next.size * 1.35
}

/// What a line holds that may come again in the header of another page.
fn header_texts(line: &Line) -> impl Iterator<Item = String> {
    let texts = line.segments.iter().map(|segment| masked(&segment.text()));
    texts.filter(|text| comes_again(line, text))
}

/// Whether a text of a line tells the line again: numbers do only alone, those of a table stand
/// beside others.
fn comes_again(line: &Line, text: &str) -> bool {
    line.segments.len() == 1 || text.contains(char::is_alphabetic)
}

/// A line of a footer: the same text at the same height, whatever its number; of long lines, as those
/// of notes are, the numbers tell too.
fn foot_line(line: &Line) -> (String, i32) {
    let text = line.text();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let text = match letters {
        0..=12 => masked(&text),
        _ => text.split_whitespace().collect(),
    };
    (text, (line.y / 4.0).round() as i32)
}

/// A text without its digits and blanks, which differ from page to page.
fn masked(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c.is_numeric() { '0' } else { c })
        .collect()
}

/// Whether a line is the number of its page alone.
fn own_number(line: &Line) -> bool {
    let text = line.text();
    let number = text.trim().trim_matches(['-', '–', '—', ' ']);
    number.parse().is_ok_and(|number: u32| number == line.page)
}

/// `page-or-job = 1*(page "/" pages / job-number / bar-code)`, whatever else stands in the line.
fn page_or_job(text: &str, page: u32, last: u32) -> bool {
    let digits = |text: &str, from: usize, to: usize| {
        (from..=to).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let word = |word: &str| {
        let bare = word.trim_matches('*');
        let page = word.split_once('/').is_some_and(|(one, other)| {
            let number = |text: &str| -> Option<u32> {
                digits(text, 1, 3).then(|| text.parse().ok()).flatten()
            };
            // A part of a document goes on counting; a resolution is no page.
            matches!((number(one), number(other)), (Some(one), Some(other))
                if one <= other && (one == page || other == last))
        });
        let job = word
            .trim_matches(['*', '.'])
            .split_once(['-', '‑', '–'])
            .is_some_and(|(one, other)| {
                digits(one, 2, 2) && digits(other.get(..5).unwrap_or(other), 5, 5)
            });
        page || job || (word.starts_with('*') && digits(bare, 5, 9))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() <= 8 && words.iter().any(|it| word(it)) && {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        letters <= 30
    }
}
