//! How the text is set: its size, its leading, its margin, and what begins a paragraph.

use std::collections::HashMap;

use super::Sheet;
use super::lines::Line;
use crate::read::markdown::Style;

/// A step this long parts two paragraphs where nothing else is known, in parts of the leading.
const GAP: f32 = 1.25;

/// The size that most text is set in.
pub(super) fn body_size(sheets: &[Sheet]) -> f32 {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.lines) {
        let length = line.runs().map(|run| run.0.len()).sum::<usize>();
        *sizes.entry((line.size * 4.0).round() as i32).or_default() += length;
    }
    let usual = sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size));
    usual.map_or(10.0, |(size, _)| size as f32 / 4.0)
}

/// How the text is set.
#[derive(Debug)]
pub(super) struct Layout {
    /// How many lines the masthead has.
    pub(super) masthead: usize,
    /// From one line to the next.
    leading: f32,
    /// A step this long, in parts of the leading, parts two paragraphs.
    gap: f32,
    size: f32,
    /// The edge that lines begin at.
    margin: f32,
    /// The edge that full lines reach.
    reach: f32,
    /// Whether paragraphs are told by their first lines, which are indented.
    indented: bool,
    /// Where these begin, where all do at one place.
    first: Option<f32>,
    /// Whether gaps or indents tell paragraphs; else only their words do.
    pub(super) told: bool,
}

impl Layout {
    pub(super) fn of(lines: &[Line], size: f32) -> Self {
        let mut leadings: HashMap<i32, usize> = HashMap::new();
        for pair in lines.windows(2) {
            let by = pair[0].y - pair[1].y;
            if pair[0].part == pair[1].part && by > size * 0.8 && by < size * 2.5 {
                *leadings.entry((by * 2.0).round() as i32).or_default() += 1;
            }
        }
        // Where most paragraphs have one line, the commonest step is that between paragraphs.
        let commonest = leadings.values().max().copied().unwrap_or(0);
        let leading = leadings
            .into_iter()
            .filter(|(_, count)| *count * 4 >= commonest)
            .min_by_key(|(by, _)| *by)
            .map_or(size * 1.2, |(by, _)| by as f32 / 2.0);
        let formula = lines
            .iter()
            .take_while(|line| line.page == 1)
            .position(formula_like);
        let mut layout = Self {
            masthead: formula.unwrap_or(0),
            leading,
            gap: GAP,
            size,
            margin: 0.0,
            reach: 0.0,
            indented: false,
            first: None,
            told: false,
        };
        let body = &lines[layout.masthead..];
        let (gap, parted) = gap(body, leading);
        layout.gap = gap;
        let mut starts: HashMap<i32, usize> = HashMap::new();
        for line in body {
            *starts.entry(start(line).round() as i32).or_default() += 1;
        }
        layout.margin = starts
            .into_iter()
            .max_by_key(|(start, count)| (*count, -start))
            .map_or(0.0, |(start, _)| start as f32);
        let beside = body.iter().filter(|line| !layout.aside(line));
        let mut ends: Vec<f32> = beside.map(end).collect();
        ends.sort_by(f32::total_cmp);
        layout.reach = ends.get(ends.len() * 3 / 4).copied().unwrap_or_default();
        let fresh: Vec<&Line> = body
            .windows(2)
            .filter(|pair| layout.apart(&pair[0], &pair[1]))
            .map(|pair| &pair[1])
            .collect();
        let indented = fresh.iter().filter(|line| layout.indent(line)).count();
        layout.first = layout.first(body);
        layout.indented = if fresh.len() * 10 > body.len() {
            indented * 5 > fresh.len() * 3
        } else {
            layout.first.is_some()
        };
        layout.told = layout.tells(body, parted);
        layout
    }

    /// Whether gaps or indents mark where paragraphs end for sure: below lines that end long before those
    /// that are full.
    fn tells(&self, body: &[Line], parted: i32) -> bool {
        let ends = body.windows(2).filter(|pair| {
            pair[0].part == pair[1].part && ended(&pair[0]) && self.broken_off(&pair[0], &pair[1])
        });
        let (marked, others): (Vec<_>, Vec<_>) = ends.partition(|pair| {
            self.apart(&pair[0], &pair[1]) || (self.indented && self.indent(&pair[1]))
        });
        if marked.len() + others.len() < 4 {
            return self.indented || parted * 20 > body.len() as i32;
        }
        marked.len() > others.len() * 3
    }

    /// Where the indented first lines of paragraphs begin that no gap parts: below lines that end as
    /// paragraphs do.
    fn first(&self, body: &[Line]) -> Option<f32> {
        let below = body.windows(2).filter(|pair| {
            let [one, other] = [&pair[0], &pair[1]];
            // What has a label may be indented as a whole.
            one.part == other.part
                && self.indent(other)
                && !self.indent(one)
                && label(other).is_none()
        });
        let (fresh, others): (Vec<_>, Vec<_>) = below.partition(|pair| ended(&pair[0]));
        if fresh.len() < 3 || fresh.len() < others.len() * 4 {
            return None;
        }
        let mut starts: Vec<f32> = fresh.iter().map(|pair| start(&pair[1])).collect();
        starts.sort_by(f32::total_cmp);
        Some(starts[starts.len() / 2])
    }

    fn is_first(&self, line: &Line) -> bool {
        self.first
            .is_some_and(|first| (start(line) - first).abs() < 1.0)
    }

    /// Whether a gap parts two lines.
    pub(super) fn apart(&self, one: &Line, other: &Line) -> bool {
        one.part == other.part && one.y - other.y > self.leading * self.gap
    }

    /// Whether a line stands alone at the far side, as the date of adoption does.
    fn aside(&self, line: &Line) -> bool {
        start(line) - self.margin > self.size * 12.0
    }

    fn indent(&self, line: &Line) -> bool {
        start(line) - self.margin > self.size * 0.8
    }

    /// Whether a line ends long before those that are full, though the next word had room; lines that
    /// are centred or stand aside end where they like.
    fn broken_off(&self, one: &Line, other: &Line) -> bool {
        let text = other.text();
        let word = text.split_whitespace().next().unwrap_or_default();
        let room = self.size * (word.chars().count() as f32 * 0.6 + 6.0);
        let near = (start(one) - self.margin).abs() < self.size * 4.0;
        end(one) + room < self.reach && (near || self.is_first(one))
    }

    /// Whether the line behind some lines of a paragraph begins another.
    pub(super) fn begins(&self, lines: &[Line], other: &Line) -> bool {
        let [first, ..] = lines else { return true };
        let one = &lines[lines.len() - 1];
        let bold = |line: &Line| line.all(|style| style.bold && !style.italic);
        if bold(one) != bold(other) || other.segments.len() > 1 || one.segments.len() > 1 {
            return true;
        }
        if self.broken_off(one, other) {
            return true;
        }
        let ended = ended(one);
        if ended && leads(other) {
            return true;
        }
        let next = || {
            let (label, other) = (label(first)?, label(other)?);
            Some(label.0 > 0 && label.0 + 1 == other.0 && label.1 == other.1)
        };
        if ended && next() == Some(true) {
            return true;
        }
        let marked = label(other).is_some_and(|(_, marked)| marked);
        let aligned = (start(one) - start(other)).abs() < self.size * 0.8;
        let listed = lines.len() == 1 && label(first).is_some();
        if ended && marked && (listed || !aligned) {
            return true;
        }
        if one.part != other.part {
            return if self.indented {
                self.indent(other) || bold(other)
            } else {
                ended
            };
        }
        // What stands aside is set line by line.
        self.apart(one, other)
            || (self.aside(one) && self.aside(other))
            || (ended && self.indented && self.indent(other) && !self.indent(one))
            || (ended
                && lines.len() == 1
                && label(one).is_none()
                && self.is_first(one)
                && self.is_first(other))
    }
}

/// The step from line to line, in parts of the leading, from which on most lines above it end as
/// paragraphs do, and how many more do than do not.
fn gap(body: &[Line], leading: f32) -> (f32, i32) {
    let steps: Vec<(f32, bool)> = body
        .windows(2)
        .filter(|pair| pair[0].part == pair[1].part && pair[0].y > pair[1].y)
        .map(|pair| ((pair[0].y - pair[1].y) / leading, ended(&pair[0])))
        .collect();
    // A line that ends so by chance outweighs no gap between paragraphs.
    let parted = |gap: f32| -> i32 {
        let beyond = steps.iter().filter(|(step, _)| *step > gap);
        beyond.map(|(_, ended)| if *ended { 1 } else { -3 }).sum()
    };
    let gaps = (0..10).map(|at| GAP - 0.02 * at as f32);
    gaps.fold((GAP, parted(GAP)), |best, gap| {
        let parted = parted(gap);
        if parted > best.1 { (gap, parted) } else { best }
    })
}

/// Whether a line ends as a paragraph does.
fn ended(line: &Line) -> bool {
    line.text()
        .trim_end()
        .ends_with([',', ';', '.', ':', '،', '؛', '，', '；', '。', '：'])
}

/// Whether a line begins with words that are set apart from the rest of it, as leads are.
fn leads(line: &Line) -> bool {
    let Some((text, style)) = line.first() else {
        return false;
    };
    let apart = |style: Style| style.italic || style.bold;
    apart(*style) && text.trim().chars().nth(1).is_some() && !line.all(apart)
}

/// The number that a line begins with, and whether a point or a bracket ends it; 0 for letters.
fn label(line: &Line) -> Option<(u32, bool)> {
    let text = line.text();
    let text = text.trim_start();
    let word = text.split(char::is_whitespace).next()?;
    let bare = word.trim_matches(['(', ')', '.', '（', '）', '、', '．']);
    let marked = bare.len() < word.len();
    if bare.is_empty() || bare.chars().count() > 4 {
        return None;
    }
    match bare.parse() {
        Ok(number) if marked || word.len() < text.len() => Some((number, marked)),
        _ => (marked && !word.ends_with('.')).then_some((0, marked)),
    }
}

/// Where a line begins, counted in the direction of reading.
fn start(line: &Line) -> f32 {
    if line.right_to_left {
        line.aside - line.right
    } else {
        line.left - line.aside
    }
}

/// Where a line ends, counted in the direction of reading.
fn end(line: &Line) -> f32 {
    if line.right_to_left {
        line.aside - line.left
    } else {
        line.right - line.aside
    }
}

/// A short line with a comma at its end and no digit, as enacting formulas are.
fn formula_like(line: &Line) -> bool {
    let text = line.text();
    let text = text.trim();
    text.ends_with([',', '،', '，'])
        && text.chars().count() < 60
        && !text.chars().any(char::is_numeric)
        && line.all(|style| !style.bold || style.italic)
}
