//! Lines: glyphs put together by their baselines, raised ones with the line they are raised from.

use std::collections::HashMap;

use super::glyphs::{Drawn, Glyph, RuleLine};
use super::rows::{self, Row, blank};
use super::{hyphens, marks, right_to_left};
use crate::read::markdown::Style;

/// A gap this wide, in parts of the size, parts two columns.
const COLUMN: f32 = 2.5;
/// A gap this wide parts two columns where the lines beside it begin a column.
const NARROW: f32 = 0.5;
/// A gap this wide parts two words.
const WORD: f32 = 0.18;
/// A gap this wide parts Han characters.
const HAN: f32 = 0.8;
/// A gap this wide parts two Arabic words where blanks are drawn.
const STRETCH: f32 = 0.45;

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) page: u32,
    /// Which part of the document it stands in: a page, or a column of one.
    pub(super) part: usize,
    /// How far its column stands aside from the one before.
    pub(super) aside: f32,
    pub(super) y: f32,
    /// The size of most of its glyphs.
    pub(super) size: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Its columns.
    pub(super) segments: Vec<Segment>,
    pub(super) right_to_left: bool,
    /// Whether an OCR engine read it in the picture of the page.
    pub(super) hidden: bool,
}

/// What stands in one column of a line.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    pub(super) runs: Vec<(String, Style)>,
    left: f32,
    right: f32,
}

impl Segment {
    #[cfg(test)]
    pub(super) fn plain(text: &str) -> Self {
        Self {
            runs: vec![(text.to_owned(), Style::default())],
            ..Self::default()
        }
    }

    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.0.as_str()).collect()
    }
}

impl Line {
    #[cfg(test)]
    pub(super) fn plain(text: &str) -> Self {
        Self {
            page: 1,
            part: 0,
            aside: 0.0,
            y: 0.0,
            size: 10.0,
            left: 0.0,
            right: 100.0,
            segments: vec![Segment::plain(text)],
            right_to_left: right_to_left::line(text),
            hidden: false,
        }
    }

    pub(super) fn text(&self) -> String {
        let texts: Vec<String> = self.segments.iter().map(Segment::text).collect();
        texts.join(" ")
    }

    pub(super) fn runs(&self) -> impl Iterator<Item = &(String, Style)> {
        self.segments.iter().flat_map(|segment| &segment.runs)
    }

    /// The first run that is not blank.
    pub(super) fn first(&self) -> Option<&(String, Style)> {
        self.runs().find(|run| !run.0.trim().is_empty())
    }

    pub(super) fn all(&self, style: impl Fn(Style) -> bool) -> bool {
        self.runs()
            .all(|run| run.0.trim().is_empty() || run.1.raised || style(run.1))
    }

    pub(super) fn bounds(&self) -> [f32; 4] {
        [
            self.left,
            self.y - self.size * 0.25,
            self.right,
            self.y + self.size * 0.8,
        ]
    }
}

/// Where lines stand: the page, the part of the document, how far aside from the column before.
#[derive(Copy, Clone, Debug)]
pub(super) struct Place {
    pub(super) page: u32,
    pub(super) part: usize,
    pub(super) aside: f32,
}

/// The lines of a part of a page from its top to its foot, and its rules.
pub(super) fn lines(place: Place, drawn: Drawn) -> (Vec<Line>, Vec<RuleLine>) {
    let rows = rows::rows(drawn.glyphs);
    let glyphs = rows.iter().flat_map(|row| &row.glyphs);
    let text: String = glyphs.map(|(glyph, _)| &*glyph.text).collect();
    let page_runs_left = right_to_left::line(&text);
    let ends = rows.iter().flat_map(|row| &row.glyphs);
    let right = ends
        .map(|(glyph, _)| glyph.x + glyph.width)
        .fold(f32::MIN, f32::max);
    let read = |mirrors: bool, beside: &[Line]| -> Vec<Line> {
        let block = block(beside);
        let lines = rows.iter().filter_map(|row| {
            let page = Page {
                place,
                runs_left: page_runs_left,
                mirrors,
                columns: columns(beside, row),
                block,
                right,
            };
            line(&page, row)
        });
        lines.collect()
    };
    let mut lines = read(true, &[]);
    // Some producers tell the brackets as they are read, others as they are drawn.
    let mirrors = !right_to_left::inverted(lines.iter().filter(|line| line.right_to_left));
    if !mirrors || lines.iter().any(|line| line.segments.len() > 1) {
        lines = read(mirrors, &lines);
    }
    (lines, drawn.rules)
}

/// Where the lines next to a row begin their columns.
fn columns(lines: &[Line], row: &Row) -> Vec<f32> {
    let at = lines.partition_point(|line| line.y > row.y);
    let near = &lines[at.saturating_sub(2)..lines.len().min(at + 3)];
    let near = near.iter().filter(|line| {
        line.segments.len() > 1 && line.y != row.y && (line.y - row.y).abs() < row.size * 4.0
    });
    near.flat_map(|line| {
        let begin = |segment: &Segment| match line.right_to_left {
            true => segment.right,
            false => segment.left,
        };
        line.segments.iter().map(begin)
    })
    .collect()
}

/// What is known of a page when one of its rows is read.
struct Page {
    place: Place,
    /// Whether it runs from right to left.
    runs_left: bool,
    /// Whether what opens is drawn as what closes, where it runs from right to left.
    mirrors: bool,
    /// Where the lines next to the row begin their columns.
    columns: Vec<f32>,
    /// From where to where justified lines reach.
    block: Option<(f32, f32)>,
    /// The edge that the part of the page reaches to the right.
    right: f32,
}

fn line(page: &Page, row: &Row) -> Option<Line> {
    let mut glyphs = row.glyphs.clone();
    glyphs.sort_by(|one, other| one.0.x.total_cmp(&other.0.x));
    marks::drop_stretches(&mut glyphs);
    let text: String = glyphs.iter().map(|(glyph, _)| &*glyph.text).collect();
    // On a page that runs from right to left, a line of Latin words may begin with a raised label at
    // the right, and end there with a point.
    let marked = glyphs.iter().rev().find(|(glyph, _)| !blank(&glyph.text));
    let begun = text.trim_start().starts_with(['.', '،', '؛']);
    let right_to_left = right_to_left::line(&text)
        || (page.runs_left
            && (right_to_left::some(&text) || begun || marked.is_some_and(|(_, raised)| *raised)));
    let mut parts = parts(page, row.size, glyphs, right_to_left);
    join_label(&mut parts, right_to_left);
    if right_to_left {
        parts.reverse();
    } else if let ([part], true) = (&mut parts[..], page.runs_left) {
        turn_number(part, page.right);
    }
    let segments: Vec<Segment> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| segment(part, right_to_left, page.mirrors))
        .collect();
    let left = segments.iter().map(|it| it.left).reduce(f32::min)?;
    let right = segments.iter().map(|it| it.right).reduce(f32::max)?;
    Some(Line {
        page: page.place.page,
        part: page.place.part,
        aside: page.place.aside,
        y: row.y,
        size: row.size,
        left,
        right,
        segments,
        right_to_left,
        hidden: row.glyphs.iter().any(|(glyph, _)| glyph.hidden),
    })
}

/// Puts the number in front that Latin words which begin at the right end in: from right to left it stands
/// first, *15 December 2021* is drawn as *December 2021 15*.
fn turn_number(part: &mut [(Glyph, bool)], right: f32) {
    let Some((last, _)) = part
        .last()
        .filter(|(glyph, _)| right - glyph.x - glyph.width < glyph.size)
    else {
        return;
    };
    let digit = |glyph: &(Glyph, bool)| glyph.0.text.chars().all(|c| c.is_ascii_digit());
    let Some(at) = part.iter().rposition(|(glyph, _)| blank(&glyph.text)) else {
        return;
    };
    let number = &part[at + 1..];
    let words = part[0].0.text.starts_with(char::is_alphabetic) && !last.text.is_empty();
    if words && number.len() <= 2 && number.iter().all(digit) && digit(&part[at - 1]) {
        let behind = number.len();
        part[at..].rotate_left(1);
        part.rotate_right(behind + 1);
    }
}

/// Whether a glyph is drawn for the blank between words.
fn drawn_blank(glyph: &Glyph) -> bool {
    !glyph.text.is_empty() && blank(&glyph.text)
}

/// Whether a blank that is drawn, or a gap so wide in parts of the size, parts two words: not within an
/// Arabic word that is stretched, nor between Han characters, which OCR engines read one by one.
fn is_blank(drawn: bool, gap: f32, one: &Glyph, other: &Glyph, blanks: bool) -> bool {
    let both = |is: fn(&str) -> bool| is(&one.text) && is(&other.text);
    if both(|text| text.chars().all(hyphens::wide)) {
        return gap > HAN && !one.hidden;
    }
    let stretched = blanks && both(right_to_left::some);
    drawn || gap > if stretched { STRETCH } else { WORD }
}

/// A blank behind a glyph.
fn between(last: &Glyph, width: f32) -> Glyph {
    Glyph {
        text: " ".into(),
        x: last.x + last.width,
        width,
        ..last.clone()
    }
}

/// How wide the blanks of a row of words are, where all are as wide: a justified line with few words.
fn stretched(glyphs: &[(Glyph, bool)], size: f32, block: Option<(f32, f32)>) -> Option<f32> {
    let words = || glyphs.iter().filter(|(glyph, _)| !blank(&glyph.text));
    let (first, last) = (words().next()?, words().next_back()?);
    let pairs = words().zip(words().skip(1));
    let gaps = pairs.map(|((one, _), (other, _))| other.x - one.x - one.width);
    let gaps: Vec<f32> = gaps.filter(|gap| *gap > size * WORD).collect();
    let wide = gaps.iter().copied().reduce(f32::max)?;
    let even = gaps.iter().all(|gap| wide - gap < size * 0.1);
    let letters = words().all(|(glyph, _)| glyph.text.chars().all(|c| !c.is_numeric()));
    // A first line may be indented.
    let fills = block.is_some_and(|(left, right)| {
        let (starts, ends) = (first.0.x - left, right - last.0.x - last.0.width);
        (starts > -1.0 && ends.abs() < 1.0) || (starts.abs() < 1.0 && ends > -1.0)
    });
    let justified = even && ((fills && wide < size * 15.0) || (gaps.len() > 1 && letters));
    (justified && wide > size * COLUMN).then_some(wide)
}

/// From where to where most lines of a page reach, where these are justified.
fn block(lines: &[Line]) -> Option<(f32, f32)> {
    let mut ends: HashMap<(i32, i32), usize> = HashMap::new();
    for line in lines.iter().filter(|line| line.segments.len() == 1) {
        *ends
            .entry((line.left.round() as i32, line.right.round() as i32))
            .or_default() += 1;
    }
    let ((left, right), count) = ends
        .into_iter()
        .max_by_key(|(ends, count)| (*count, *ends))?;
    (count > 2 && count * 4 > lines.len()).then_some((left as f32, right as f32))
}

/// The glyphs of a row, parted where a gap parts columns; a blank where one parts words.
fn parts(
    page: &Page,
    size: f32,
    glyphs: Vec<(Glyph, bool)>,
    right_to_left: bool,
) -> Vec<Vec<(Glyph, bool)>> {
    let blanks = glyphs.iter().any(|(glyph, _)| drawn_blank(glyph));
    let stretched = stretched(&glyphs, size, page.block);
    let mut parts: Vec<Vec<(Glyph, bool)>> = Vec::new();
    let mut part: Vec<(Glyph, bool)> = Vec::new();
    let mut last: Option<Glyph> = None;
    let mut space = false;
    for (glyph, raised) in glyphs {
        if let (true, Some(last)) = (glyph.text.is_empty(), &mut last) {
            let end = glyph.x + glyph.width;
            if glyph.x < last.x + last.width + size * WORD {
                last.width = last.width.max(end - last.x);
            }
            continue;
        }
        if blank(&glyph.text) {
            space |= drawn_blank(&glyph);
            continue;
        }
        if let Some(last) = &last {
            // Bold is sometimes made by drawing twice.
            if last.text == glyph.text && (glyph.x - last.x).abs() < size * 0.1 {
                continue;
            }
            let gap = glyph.x - (last.x + last.width);
            let edge = match right_to_left {
                true => last.x + last.width,
                false => glyph.x,
            };
            let begins = |column: &f32| (column - edge).abs() < size * 0.15;
            if stretched.is_some_and(|wide| (gap - wide).abs() < size * 0.1) {
                part.push((between(last, gap), false));
            } else if gap > size * COLUMN
                || (gap > size * NARROW && page.columns.iter().any(begins))
            {
                parts.push(std::mem::take(&mut part));
            } else if is_blank(space, gap / size, last, &glyph, blanks) {
                // A call is set close to its word: a blank behind it is not raised.
                part.push((between(last, gap), false));
            }
        }
        space = false;
        last = Some(glyph.clone());
        part.push((glyph, raised));
    }
    parts.push(part);
    parts
}

/// A label is set apart from its paragraph, and is no column of its own.
fn join_label(parts: &mut Vec<Vec<(Glyph, bool)>>, right_to_left: bool) {
    if parts.len() < 2 {
        return;
    }
    let at = if right_to_left { parts.len() - 1 } else { 0 };
    let text: String = parts[at].iter().map(|(glyph, _)| &*glyph.text).collect();
    let first = parts[at].first().map(|first| first.1);
    let label = text.chars().count() <= 7
        && (text.ends_with(['.', ')', '）', '．', '、', '-', '—', '–', '•', '*'])
            || text.starts_with(['(', '（', ')'])
            || first == Some(true));
    if !label {
        return;
    }
    let other = if right_to_left { at - 1 } else { 1 };
    let (one, two) = (at.min(other), at.max(other));
    let tail = parts.remove(two);
    if let (Some((last, _)), Some(_)) = (parts[one].last(), tail.first()) {
        let blank = between(last, last.width);
        parts[one].push((blank, false));
    }
    parts[one].extend(tail);
}

fn segment(mut part: Vec<(Glyph, bool)>, right_to_left: bool, mirrors: bool) -> Segment {
    let left = part
        .iter()
        .map(|(glyph, _)| glyph.x)
        .fold(f32::MAX, f32::min);
    let right = part
        .iter()
        .map(|(glyph, _)| glyph.x + glyph.width)
        .fold(left, f32::max);
    if right_to_left {
        // The mark of a note, which begins its line, belongs to no number that follows.
        let text = part.iter().rposition(|(_, raised)| !raised);
        let mark = part.split_off(text.map_or(0, |at| at + 1));
        let read = |part| {
            right_to_left::reading_order(
                part,
                |(glyph, _): &(Glyph, bool)| &glyph.text,
                |(glyph, _)| glyph.told || !mirrors,
                |(glyph, raised), text| (Glyph { text, ..glyph }, raised),
            )
        };
        part = [read(mark), read(part)].concat();
    }
    let mut runs: Vec<(String, Style)> = Vec::new();
    for (glyph, raised) in part {
        let style = Style {
            italic: glyph.italic,
            bold: glyph.bold,
            raised,
        };
        match runs.last_mut() {
            Some(run) if run.1 == style || (blank(&glyph.text) && !run.1.raised) => {
                run.0.push_str(&glyph.text);
            }
            _ => runs.push((glyph.text.into(), style)),
        }
    }
    Segment { runs, left, right }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_begin_latin_words_stand_first_from_right_to_left() {
        let turned = |text: &str, right: f32| {
            let glyphs = text.chars().enumerate().map(|(at, c)| Glyph {
                text: c.to_string().into(),
                x: 10.0 * at as f32,
                y: 0.0,
                width: 10.0,
                size: 10.0,
                italic: false,
                bold: false,
                told: false,
                hidden: false,
            });
            let mut part: Vec<_> = glyphs.map(|glyph| (glyph, false)).collect();
            turn_number(&mut part, right);
            let texts = part.iter().map(|(glyph, _)| &*glyph.text);
            texts.collect::<String>()
        };
        assert_eq!(turned("December 2021 15", 160.0), "15 December 2021");
        assert_eq!(turned("December 2021 15", 400.0), "December 2021 15");
        assert_eq!(turned("Distr.: General", 150.0), "Distr.: General");
        assert_eq!(turned("vol. No. 12", 110.0), "vol. No. 12");
    }
}
