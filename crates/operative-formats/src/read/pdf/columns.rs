//! Pages whose text runs in two columns: the parts of a page that are read one behind the other.

use super::glyphs::{Drawn, Glyph};
use super::right_to_left;

/// Lines that each of two columns has at least.
const LINES: usize = 6;
/// Half as wide, in points, is the stripe between two columns at least.
const STRIPE: f32 = 3.0;
/// Rows of glyphs that a page in columns has at most.
const ROWS: usize = 1000;
/// A step this long, in points, parts what stands in one column from what stands above it.
const STEP: f32 = 60.0;
/// Lines that a masthead has at most in one of two columns.
const MASTHEAD: usize = 6;
/// How far apart, in points, the first lines of two columns stand at most.
const BASELINES: f32 = 8.0;
/// How often a page is parted.
const PARTS: usize = 16;

/// A part of a page that is read from its top to its foot.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) drawn: Drawn,
    /// How far its lines stand aside from those of the column before.
    pub(super) aside: f32,
    /// Whether it begins at the top of the page, and whether it ends at its foot.
    pub(super) edges: Edges,
}

/// Which edges of a page a part of it reaches.
#[derive(Copy, Clone, Debug)]
pub(super) struct Edges {
    pub(super) top: bool,
    pub(super) foot: bool,
}

/// What stands on one baseline: where, and from where to where there is no wide gap.
#[derive(Debug)]
struct Row {
    y: f32,
    spans: Vec<(f32, f32)>,
}

/// What is known of a page whose columns are looked for.
#[derive(Copy, Clone, Debug)]
struct Page {
    /// How wide what stands on it is.
    width: f32,
    runs_left: bool,
}

/// Two columns: the stripe between them, and the heights that they stand between.
#[derive(Copy, Clone, Debug)]
struct Columns {
    x: f32,
    top: f32,
    foot: f32,
}

/// The parts of a page in the order in which they are read: one, or what stands above two columns,
/// each of these, and what stands below.
pub(super) fn parts(drawn: Drawn) -> Vec<Part> {
    let mut parts = Vec::new();
    let edges = Edges {
        top: true,
        foot: true,
    };
    let mut rest = Some(Part {
        drawn,
        aside: 0.0,
        edges,
    });
    while let Some(part) = rest.take() {
        let rows = rows(&part.drawn.glyphs);
        let Some(columns) = (parts.len() < PARTS)
            .then(|| columns(&rows, runs_left(&part.drawn.glyphs)))
            .flatten()
        else {
            parts.push(part);
            break;
        };
        let (above, beside) = cut(part.drawn, |_, y| y > columns.top + 1.0);
        let (beside, below) = cut(beside, |_, y| y > columns.foot - 1.0);
        let (left, right) = cut(beside, |x, _| x < columns.x);
        let (first, last) = (above.glyphs.is_empty(), below.glyphs.is_empty());
        let top = part.edges.top;
        if !first {
            let edges = Edges { top, foot: false };
            parts.push(Part {
                drawn: above,
                aside: 0.0,
                edges,
            });
        }
        let edges = Edges {
            top: top && first,
            foot: last,
        };
        parts.extend(in_order(left, right).map(|(drawn, aside)| Part {
            drawn,
            aside,
            edges,
        }));
        if !last {
            let edges = Edges {
                top: false,
                foot: true,
            };
            rest = Some(Part {
                drawn: below,
                aside: 0.0,
                edges,
            });
        }
    }
    parts
}

/// Two columns in the order in which they are read, each with how far it stands aside from the first.
fn in_order(left: Drawn, right: Drawn) -> [(Drawn, f32); 2] {
    if runs_left(left.glyphs.iter().chain(&right.glyphs)) {
        let edge = |drawn: &Drawn| {
            let ends = drawn.glyphs.iter().map(|glyph| glyph.x + glyph.width);
            ends.fold(f32::MIN, f32::max)
        };
        let aside = edge(&left) - edge(&right);
        [(right, 0.0), (left, aside)]
    } else {
        let edge = |drawn: &Drawn| {
            let starts = drawn.glyphs.iter().map(|glyph| glyph.x);
            starts.fold(f32::MAX, f32::min)
        };
        let aside = edge(&right) - edge(&left);
        [(left, 0.0), (right, aside)]
    }
}

fn runs_left<'g>(glyphs: impl IntoIterator<Item = &'g Glyph>) -> bool {
    let texts = glyphs.into_iter().map(|glyph| &*glyph.text);
    right_to_left::line(&texts.collect::<String>())
}

/// What is drawn, parted by where it stands.
fn cut(drawn: Drawn, first: impl Fn(f32, f32) -> bool) -> (Drawn, Drawn) {
    let (one, other): (Vec<_>, Vec<_>) = drawn
        .glyphs
        .into_iter()
        .partition(|glyph| first(glyph.x, glyph.y));
    let (rules, others) = drawn
        .rules
        .into_iter()
        .partition(|rule| first((rule.left + rule.right) / 2.0, rule.y));
    (
        Drawn { glyphs: one, rules },
        Drawn {
            glyphs: other,
            rules: others,
        },
    )
}

fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = glyphs
        .iter()
        .filter(|glyph| !glyph.text.trim().is_empty())
        .collect();
    glyphs.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x)));
    let on_one_baseline = |one: &&Glyph, other: &&Glyph| one.y - other.y < 1.0;
    let rows = glyphs.chunk_by(on_one_baseline).map(|row| {
        let mut row = row.to_vec();
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
        let mut spans: Vec<(f32, f32)> = Vec::new();
        for glyph in &row {
            let end = glyph.x + glyph.width;
            match spans.last_mut() {
                Some(span) if glyph.x - span.1 < glyph.size * 0.6 => span.1 = span.1.max(end),
                _ => spans.push((glyph.x, end)),
            }
        }
        Row { y: row[0].y, spans }
    });
    rows.collect()
}

/// The two columns that most lines of a page stand in.
fn columns(rows: &[Row], runs_left: bool) -> Option<Columns> {
    let spans = || rows.iter().flat_map(|row| &row.spans);
    let left = spans().map(|span| span.0).reduce(f32::min)?;
    let right = spans().map(|span| span.1).reduce(f32::max)?;
    if !(LINES..ROWS).contains(&rows.len()) || !(50.0..5000.0).contains(&(right - left)) {
        return None;
    }
    let page = Page {
        width: right - left,
        runs_left,
    };
    let places = (0..=80).map(|at| left + (right - left) * (0.3 + 0.005 * at as f32));
    let found = places.filter_map(|x| beside(rows, x, &page));
    found
        .max_by_key(|(lines, _)| *lines)
        .map(|(_, columns)| columns)
}

/// Columns on both sides of a place, and how many lines these have.
fn beside(rows: &[Row], x: f32, page: &Page) -> Option<(usize, Columns)> {
    let clear = |row: &Row| {
        row.spans
            .iter()
            .all(|span| span.1 < x - STRIPE || span.0 > x + STRIPE)
    };
    let runs = rows.chunk_by(|one, other| clear(one) && clear(other));
    let mut found = None;
    for run in runs.filter(|run| clear(&run[0]) && run.len() >= LINES) {
        let run = below_masthead(run, x);
        let (left, right) = (side(run, |span| span.1 < x), side(run, |span| span.0 > x));
        let lines = left.len().min(right.len());
        if lines >= LINES
            && full(&left, page)
            && full(&right, page)
            && found.is_none_or(|(most, _)| lines > most)
        {
            let (top, foot) = (run[0].y, run[run.len() - 1].y);
            found = Some((lines, Columns { x, top, foot }));
        }
    }
    found
}

/// Rows without those above two columns: a masthead of few short lines, and what stands on one side
/// alone.
fn below_masthead(rows: &[Row], x: f32) -> &[Row] {
    let left = |span: &(f32, f32)| span.1 < x;
    let right = |span: &(f32, f32)| span.0 > x;
    let places = |from: usize, is: &dyn Fn(&(f32, f32)) -> bool| -> Vec<usize> {
        let own = (from..rows.len()).filter(|at| rows[*at].spans.iter().any(is));
        own.take(MASTHEAD + 1).collect()
    };
    let step = |pair: &[usize]| rows[pair[0]].y - rows[pair[1]].y > STEP;
    let below_step = |own: Vec<usize>| own.windows(2).rfind(|pair| step(pair)).map(|pair| pair[1]);
    let start = below_step(places(0, &left))
        .max(below_step(places(0, &right)))
        .unwrap_or(0);
    let first = |is| places(start, is).first().copied();
    let Some(begun) = first(&left).max(first(&right)) else {
        return &[];
    };
    let near = |row: &&Row| row.y - rows[begun].y < BASELINES;
    let beside = rows[start..begun].iter().rev().take_while(near).count();
    &rows[begun - beside..]
}

/// From where to where the rows reach on one side.
fn side(rows: &[Row], is: impl Fn(&(f32, f32)) -> bool + Copy) -> Vec<(f32, f32)> {
    let row = |row: &Row| {
        let spans = row.spans.iter().filter(|span| is(span)).copied();
        spans.reduce(|one, other| (one.0, other.1))
    };
    rows.iter().filter_map(row).collect()
}

/// Whether most of a column stands in lines that fill it, or reach the edge that they run towards, as that
/// of paragraphs does and that of the cells of tables does not.
fn full(lines: &[(f32, f32)], page: &Page) -> bool {
    let left = lines.iter().map(|line| line.0).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.1).fold(f32::MIN, f32::max);
    let wide = right - left;
    let reaches = |line: &&(f32, f32)| {
        let short = if page.runs_left {
            line.0 - left
        } else {
            right - line.1
        };
        let filled = line.1 - line.0;
        filled > wide * 0.7 || (short < wide * 0.15 && filled > wide * 0.3)
    };
    let width = |line: &(f32, f32)| line.1 - line.0;
    let reaching: f32 = lines.iter().filter(reaches).map(width).sum();
    wide > page.width * 0.25 && reaching > lines.iter().map(width).sum::<f32>() * 0.6
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands on a page of rows, each of spans from one place to another.
    fn page(rows: &[&[(f32, f32)]]) -> Drawn {
        let glyphs = rows.iter().enumerate().flat_map(|(at, spans)| {
            spans.iter().map(move |(left, right)| Glyph {
                text: "a".into(),
                x: *left,
                y: 700.0 - 12.0 * at as f32,
                width: right - left,
                size: 10.0,
                italic: false,
                bold: false,
                told: false,
                hidden: false,
            })
        });
        Drawn {
            glyphs: glyphs.collect(),
            rules: Vec::new(),
        }
    }

    fn sizes(drawn: Drawn) -> Vec<usize> {
        parts(drawn)
            .iter()
            .map(|part| part.drawn.glyphs.len())
            .collect()
    }

    #[test]
    fn text_in_two_columns_is_parted_below_its_masthead() {
        let head: &[(f32, f32)] = &[(50.0, 500.0)];
        let both: &[(f32, f32)] = &[(50.0, 265.0), (285.0, 500.0)];
        let last: &[(f32, f32)] = &[(50.0, 265.0)];
        let rows = [
            head, head, both, both, both, both, both, both, both, last, head,
        ];
        assert_eq!(sizes(page(&rows)), [2, 8, 7, 1]);
    }

    #[test]
    fn tables_and_pages_of_one_column_stay_whole() {
        let row: &[(f32, f32)] = &[(50.0, 110.0), (285.0, 310.0)];
        let long: &[(f32, f32)] = &[(50.0, 250.0), (285.0, 310.0)];
        assert_eq!(
            sizes(page(&[row, long, row, row, row, row, row, row])),
            [16]
        );
        let line: &[(f32, f32)] = &[(50.0, 500.0)];
        assert_eq!(sizes(page(&[line; 20])), [20]);
    }
}
