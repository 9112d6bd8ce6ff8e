//! Mastheads in a box: converters of Word files keep the table that holds the head of the first page, as
//! rows between bars. Each cell is a line of its own, as it is on paper.

use crate::facts::Facts;
use crate::fold::fold;
use crate::furniture::{Furniture, lone_symbol};
use crate::holds::Holds;
use crate::layout::{Line, blank};
use crate::span::Span;
use crate::tree::LeafKind;

/// The lines among which a box begins.
const HEAD: usize = 6;

/// `box = 1*(border / row)`, where a cell is what mastheads alone have: the lines with a line for each cell
/// of the box, and its bars and borders, which are mark-up.
pub(crate) fn unbox(
    source: &str,
    mut lines: Vec<Line>,
    facts: &Facts,
) -> (Vec<Line>, Vec<Furniture>) {
    let drawn = |line: &Line| line.text(source).starts_with(['|', '+']);
    let Some(first) = lines.iter().take(HEAD).position(drawn) else {
        return (lines, Vec::new());
    };
    let rows = lines[first..].iter().take_while(|line| drawn(line)).count();
    let mut cells = Vec::new();
    let mut marks = Vec::new();
    for row in &lines[first..first + rows] {
        let start = cells.len();
        unbox_row(source, row, &mut cells, &mut marks);
        if let Some(cell) = cells.get_mut(start) {
            (cell.gap, cell.page) = (row.gap, row.page);
        }
    }
    if !cells.iter().any(|cell| heads(source, cell, facts)) {
        return (lines, Vec::new());
    }
    lines.splice(first..first + rows, cells);
    (lines, marks)
}

/// Whether a cell is one that no other table has: the organization's name, or a symbol.
fn heads(source: &str, cell: &Line, facts: &Facts) -> bool {
    let text = cell.text(source).trim_matches(['*', '_']);
    let names = &facts.masthead.united_nations;
    let folded = fold(text).text;
    lone_symbol(text).is_some() || names.folded().any(|name| name == folded)
}

/// `row = "|" *(cell "|")`, where two blanks part the paragraphs of a cell, `border = 1*("|" / "+" / "-" / "=" / ":" / blank)`
fn unbox_row(source: &str, row: &Line, cells: &mut Vec<Line>, marks: &mut Vec<Furniture>) {
    let text = row.text(source);
    let border = |text: &str| text.bytes().all(|byte| b"+-=: ".contains(&byte));
    let mut at = row.span.start as usize;
    for cell in text.split('|') {
        let mark = |from: usize, to: usize| Furniture {
            kind: LeafKind::Markup,
            span: Span::from_range(from, to),
        };
        let shown = cell.trim_matches(blank);
        let from = at + (cell.len() - cell.trim_start_matches(blank).len());
        if border(shown) {
            marks.extend((!shown.is_empty()).then(|| mark(from, from + shown.len())));
        } else {
            let mut start = from;
            for paragraph in shown.split("  ") {
                let held = paragraph.trim_matches(blank);
                let from = start + (paragraph.len() - paragraph.trim_start_matches(blank).len());
                cells.extend((!held.is_empty()).then(|| Line {
                    span: Span::from_range(from, from + held.len()),
                    gap: 0,
                    page: false,
                    holds: Holds::of(held),
                }));
                start += paragraph.len() + 2;
            }
        }
        at += cell.len();
        if at < row.span.end as usize {
            marks.push(mark(at, at + 1));
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;
    use crate::layout::lines;

    fn read(source: &str) -> Vec<&str> {
        let facts = Language::from_code("en").expect("English").facts();
        let (lines, marks) = unbox(source, lines(source), facts);
        let texts: Vec<&str> = lines.iter().map(|line| line.text(source)).collect();
        let kept = texts.iter().map(|text| text.len()).sum::<usize>()
            + marks.iter().map(|mark| mark.span.len()).sum::<usize>();
        let printed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        assert!(kept >= printed(source));
        texts
    }

    #[test]
    fn each_cell_of_a_masthead_is_a_line() {
        let boxed = "| United Nations | | A/RES/77/213 |\n|---|:--|---|\n| | **General Assembly** | Distr.: General  6 January 2023 |\n\nSeventy-seventh session";
        let lines = [
            "United Nations",
            "A/RES/77/213",
            "**General Assembly**",
            "Distr.: General",
            "6 January 2023",
            "Seventy-seventh session",
        ];
        assert_eq!(read(boxed), lines);
        let grid = "+-----+-----+\n| United Nations | A/77/1 |\n+=====+=====+\n";
        assert_eq!(read(grid), ["United Nations", "A/77/1"]);
    }

    #[test]
    fn other_tables_stay() {
        let table = "| Year | Lamps |\n|---|---|\n| 2021 | 12 |";
        assert_eq!(read(table).len(), 3);
    }
}
