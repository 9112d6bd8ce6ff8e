//! What runs along the edges of the pages: running headers, footers, page and job numbers.

use std::collections::{HashMap, HashSet};

use super::Sheet;
use super::lines::Line;
use super::notes::{note_label, rule_line};

/// Takes the lines out that run along the edges of the pages, and counts them.
pub(super) fn take(sheets: &mut [Sheet]) -> usize {
    const EDGE: usize = 3;
    let mut tops: HashMap<String, u32> = HashMap::new();
    let mut feet: HashMap<(String, i32), u32> = HashMap::new();
    for sheet in sheets.iter() {
        let edge = sheet.lines.iter().take(EDGE);
        let seen: HashSet<String> = edge
            .flat_map(|line| &line.segments)
            .map(|segment| masked(&segment.text()))
            .collect();
        seen.into_iter()
            .for_each(|text| *tops.entry(text).or_default() += 1);
        let edge = sheet.lines.iter().rev().take(EDGE);
        let seen: HashSet<(String, i32)> = edge.map(foot_line).collect();
        seen.into_iter()
            .for_each(|line| *feet.entry(line).or_default() += 1);
    }
    let mut count = 0;
    for (number, sheet) in sheets.iter_mut().enumerate() {
        // All that stands below the first line of the footer is footer.
        let first = sheet.lines.len() - sheet.lines.len().min(EDGE);
        let cut = (first..sheet.lines.len()).find(|at| {
            let line = &sheet.lines[*at];
            let repeated = feet.get(&foot_line(line)).is_some_and(|pages| *pages > 1);
            // Notes and the rule above them may stand at the same height on two pages.
            let note = rule_line(&line.text()) || note_label(line).is_some();
            page_or_job(&line.text()) || (repeated && !note)
        });
        if let Some(cut) = cut {
            count += sheet.lines.len() - cut;
            sheet.lines.truncate(cut);
        }
        if number == 0 {
            continue;
        }
        let repeated = |line: &Line| {
            line.segments.iter().any(|segment| {
                tops.get(&masked(&segment.text()))
                    .is_some_and(|pages| *pages > 1)
            })
        };
        let mut header = sheet
            .lines
            .iter()
            .take(EDGE)
            .rposition(repeated)
            .map_or(0, |at| at + 1);
        if header > 0 {
            // A long title in the header goes on until a gap sets it off from the text.
            while header < EDGE * 2
                && header < sheet.lines.len()
                && (sheet.lines[header - 1].size - sheet.lines[header].size).abs() < 0.5
                && sheet.lines[header - 1].y - sheet.lines[header].y
                    < sheet.lines[header].size * 1.35
            {
                header += 1;
            }
        }
        count += header;
        sheet.lines.drain(..header);
    }
    count
}

/// A line of a footer: the same text at the same height, whatever its number.
fn foot_line(line: &Line) -> (String, i32) {
    (masked(&line.text()), (line.y / 4.0).round() as i32)
}

/// A text without its digits and blanks, which differ from page to page.
fn masked(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c.is_numeric() { '0' } else { c })
        .collect()
}

/// `page-or-job = 1*(page "/" pages / job-number / bar-code)`, whatever else stands in the line.
fn page_or_job(text: &str) -> bool {
    let digits = |text: &str, from: usize, to: usize| {
        (from..=to).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let word = |word: &str| {
        let bare = word.trim_matches('*');
        let page = word
            .split_once('/')
            .is_some_and(|(one, other)| digits(one, 1, 3) && digits(other, 1, 3));
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
