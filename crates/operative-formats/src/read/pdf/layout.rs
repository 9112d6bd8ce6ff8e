//! How the text is set: its size, its leading, its margin, and what begins a paragraph.

use std::collections::HashMap;

use super::Sheet;
use super::lines::Line;

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
    size: f32,
    /// The edge that lines begin at.
    margin: f32,
    /// The edge that full lines reach.
    reach: f32,
    /// Whether paragraphs are told by their first lines, which are indented.
    indented: bool,
}

impl Layout {
    pub(super) fn of(lines: &[Line], size: f32) -> Self {
        let mut leadings: HashMap<i32, usize> = HashMap::new();
        for pair in lines.windows(2) {
            let by = pair[0].y - pair[1].y;
            if pair[0].page == pair[1].page && by > size * 0.8 && by < size * 2.5 {
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
            size,
            margin: 0.0,
            reach: 0.0,
            indented: false,
        };
        let body = &lines[layout.masthead..];
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
        layout.indented = indented * 5 > fresh.len() * 3;
        layout
    }

    fn apart(&self, one: &Line, other: &Line) -> bool {
        one.page == other.page && one.y - other.y > self.leading * 1.25
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
        end(one) + room < self.reach && (start(one) - self.margin).abs() < self.size * 4.0
    }

    /// Whether a line begins a paragraph.
    pub(super) fn begins(&self, one: &Line, other: &Line) -> bool {
        let bold = |line: &Line| line.all(|style| style.bold && !style.italic);
        if bold(one) != bold(other) || other.segments.len() > 1 || one.segments.len() > 1 {
            return true;
        }
        if self.broken_off(one, other) {
            return true;
        }
        let text = one.text();
        let ended = text
            .trim_end()
            .ends_with([',', ';', '.', ':', '،', '؛', '，', '；', '。', '：']);
        if one.page != other.page {
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
    }
}

/// Where a line begins, counted in the direction of reading.
fn start(line: &Line) -> f32 {
    if line.right_to_left {
        -line.right
    } else {
        line.left
    }
}

/// Where a line ends, counted in the direction of reading.
fn end(line: &Line) -> f32 {
    if line.right_to_left {
        -line.left
    } else {
        line.right
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
