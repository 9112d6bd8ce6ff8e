//! Rows: what stands on one baseline, and what is raised above it or drawn a little aside.

use super::glyphs::Glyph;
use super::{marks, right_to_left};

/// What is raised is smaller than this, in parts of the size of its line; browsers take five sixths.
const SMALL: f32 = 0.87;
/// A row of this many glyphs, or fewer, may have strayed from the one beside it.
const FEW: usize = 3;

/// Rows of a page among which those that strayed are looked for.
const MOST: usize = 1000;

/// A row of glyphs on one baseline.
pub(super) struct Row {
    pub(super) y: f32,
    pub(super) size: f32,
    /// Each, and whether it is raised.
    pub(super) glyphs: Vec<(Glyph, bool)>,
}

impl Row {
    fn begun(glyph: Glyph) -> Self {
        Self {
            y: glyph.y,
            size: 0.0,
            glyphs: vec![(glyph, false)],
        }
    }
}

/// The rows of a part of a page from its top to its foot.
pub(super) fn rows(glyphs: Vec<Glyph>) -> Vec<Row> {
    let hidden = glyphs.iter().filter(|glyph| glyph.hidden).count();
    let texts = glyphs.iter().map(|glyph| &*glyph.text);
    let runs_left = right_to_left::line(&texts.collect::<String>());
    let mut rows = if hidden * 2 > glyphs.len() && !runs_left {
        as_read(glyphs)
    } else {
        by_height(marks::with_their_letters(glyphs))
    };
    rows.retain_mut(|row| {
        row.size = usual_size(&row.glyphs);
        row.glyphs.iter().any(|(glyph, _)| !blank(&glyph.text))
    });
    with_raised(without_strays(rows))
}

pub(super) fn blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn usual_size(glyphs: &[(Glyph, bool)]) -> f32 {
    let mut sizes: Vec<f32> = glyphs
        .iter()
        .filter(|(glyph, _)| !blank(&glyph.text))
        .map(|(glyph, _)| glyph.size)
        .collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// Glyphs on one baseline, from the top of a page to its foot.
fn by_height(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if (row.y - glyph.y).abs() < 1.0 => row.glyphs.push((glyph, false)),
            _ => rows.push(Row::begun(glyph)),
        }
    }
    rows
}

/// What an OCR engine read, in the order in which it did: line for line, on pages that may stand askew,
/// in words whose places are not exact.
fn as_read(glyphs: Vec<Glyph>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for mut glyph in glyphs {
        let last = rows.last_mut().and_then(|row| {
            let last = &row.glyphs.last()?.0;
            ((last.y - glyph.y).abs() < glyph.size * 0.5).then_some(row)
        });
        let Some(row) = last else {
            rows.push(Row::begun(glyph));
            continue;
        };
        if let Some((last, _)) = row.glyphs.last_mut() {
            glyph.x = glyph.x.max(last.x);
            last.width = last.width.min(glyph.x - last.x);
        }
        row.glyphs.push((glyph, false));
    }
    rows.sort_by(|one, other| other.y.total_cmp(&one.y));
    rows
}

/// Puts rows of small glyphs into the row that they are raised from: the next below, if it is near.
fn with_raised(rows: Vec<Row>) -> Vec<Row> {
    let mut lines: Vec<Row> = Vec::new();
    let mut raised: Vec<Row> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(mut row) = rows.next() {
        let is_raised = rows.peek().is_some_and(|below| {
            let by = row.y - below.y;
            row.size < below.size * SMALL
                && by > below.size * 0.1
                && by < below.size * 0.75
                && touches(&row, below)
        });
        if is_raised {
            raised.push(row);
            continue;
        }
        for small in raised.drain(..) {
            row.glyphs
                .extend(small.glyphs.into_iter().map(|(glyph, _)| (glyph, true)));
        }
        lines.push(row);
    }
    lines
}

/// Whether a row of small glyphs stands beside a word of the row below, and not in a column of its own.
fn touches(small: &Row, below: &Row) -> bool {
    let near = below.size * 0.8;
    small.glyphs.iter().any(|(glyph, _)| {
        let words = below.glyphs.iter().filter(|(word, _)| !blank(&word.text));
        words.into_iter().any(|(word, _)| {
            glyph.x < word.x + word.width + near && word.x < glyph.x + glyph.width + near
        })
    })
}

/// Puts letters with marks, which some producers draw where the mark stands, into the row that they belong
/// to: the one whose letters leave room for them.
fn without_strays(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() > MOST {
        return rows;
    }
    let mut lines: Vec<Row> = Vec::new();
    let mut strays: Vec<Row> = Vec::new();
    for row in rows {
        let few = row
            .glyphs
            .iter()
            .filter(|(glyph, _)| !blank(&glyph.text))
            .count()
            <= FEW;
        let arabic = row
            .glyphs
            .iter()
            .all(|(glyph, _)| right_to_left::some(&glyph.text));
        if few && arabic {
            strays.push(row);
        } else {
            lines.push(row);
        }
    }
    for stray in strays {
        let at = lines.partition_point(|line| line.y > stray.y);
        let beside = [at.checked_sub(1), Some(at)].into_iter().flatten();
        let home = beside.filter(|at| {
            lines.get(*at).is_some_and(|line| {
                (line.y - stray.y).abs() < line.size * 0.6 && has_room(line, &stray)
            })
        });
        match home.min_by(|one, other| {
            let away = |at: &usize| (lines[*at].y - stray.y).abs();
            away(one).total_cmp(&away(other))
        }) {
            Some(at) => lines[at].glyphs.extend(stray.glyphs),
            None => lines.insert(at, stray),
        }
    }
    lines
}

/// Whether no glyph of a row stands where one of another does, and some stand on both sides.
fn has_room(line: &Row, stray: &Row) -> bool {
    let taken = |glyph: &Glyph, other: &Glyph| {
        let (left, right) = (
            glyph.x.max(other.x),
            (glyph.x + glyph.width).min(other.x + other.width),
        );
        right - left > glyph.width.min(other.width) * 0.5
    };
    let words = || line.glyphs.iter().filter(|(glyph, _)| !blank(&glyph.text));
    stray.glyphs.iter().all(|(glyph, _)| {
        words().all(|(word, _)| !taken(glyph, word))
            && words().any(|(word, _)| (word.x - glyph.x).abs() < line.size * 2.0)
    })
}
