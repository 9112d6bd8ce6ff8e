//! Mastheads in a box: converters of Word files keep the table that holds the head of the first page, as
//! rows between bars; collections on the web head a text with a table that leads to the one before it and
//! the one behind it. Each cell is a line of its own, as it is on paper.

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
/// of the box, and its bars and borders, which are mark-up, and what leads to other texts, which is furniture.
pub(crate) fn unbox(
    source: &str,
    mut lines: Vec<Line>,
    facts: &Facts,
) -> (Vec<Line>, Vec<Furniture>) {
    let drawn = |line: &Line| line.holds.any(Holds::BAR) || line.text(source).starts_with('+');
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
    let leads = quirk_neighbours(source, &mut cells, &mut marks);
    if !leads && !cells.iter().any(|cell| heads(source, cell, facts)) {
        return (lines, Vec::new());
    }
    lines.splice(first..first + rows, cells);
    (lines, marks)
}

/// A lone bar behind a paragraph, or in a line of its own, is what is left of a table that set the page: mark-up.
/// Beside lines with more of them it is a cell's.
pub(crate) fn quirk_lone_bars(source: &str, lines: &mut Vec<Line>) -> Vec<Furniture> {
    let bars = |line: &Line| match line.holds.any(Holds::BAR) {
        true => line.text(source).matches('|').count(),
        false => 0,
    };
    let alone = |at: usize| {
        let beside = |other: Option<&Line>| other.is_none_or(|line| bars(line) < 2);
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        lines[at].text(source).ends_with('|')
            && bars(&lines[at]) == 1
            && beside(above)
            && beside(lines.get(at + 1))
    };
    let taken: Vec<usize> = (0..lines.len()).filter(|at| alone(*at)).collect();
    let marks = taken.iter().map(|at| {
        let end = lines[*at].span.end;
        Furniture {
            kind: LeafKind::Markup,
            span: Span::new(end - 1, end),
        }
    });
    let marks = marks.collect();
    for at in taken.into_iter().rev() {
        let line = lines[at];
        let text = line.text(source);
        let text = text[..text.len() - 1].trim_end_matches(blank);
        let end = line.span.start + text.len() as u32;
        let piece = (end > line.span.start).then(|| line.piece(Span::new(line.span.start, end)));
        lines.splice(at..=at, piece);
    }
    marks
}

/// `neighbours = "←" previous this next ["→"]`: the texts before and behind this one in a collection on the web, as
/// in Wikisource. Takes them out of the cells, and gives whether there are any.
fn quirk_neighbours(source: &str, cells: &mut Vec<Line>, marks: &mut Vec<Furniture>) -> bool {
    const BACK: [&str; 4] = ["←", "◄", "◀", "«"];
    const ON: [&str; 4] = ["→", "►", "▶", "»"];
    let text = |cells: &[Line], at: usize| cells.get(at).map_or("", |cell| cell.text(source));
    let Some(back) = (0..cells.len()).find(|at| BACK.contains(&text(cells, *at))) else {
        return false;
    };
    let on = (back..cells.len().min(back + 6)).find(|at| ON.contains(&text(cells, *at)));
    // Without an arrow behind it the next one stands behind the name of this, and is called like the one before.
    let alike = |next: &usize| strsim::osa_distance(text(cells, back + 1), text(cells, *next)) <= 4;
    let next = on.map_or(back + 3, |on| on - 1);
    let mut taken = vec![back, back + 1];
    taken.extend(Some(next).filter(alike).into_iter().chain(on));
    let mut at = 0;
    cells.retain(|cell| {
        at += 1;
        let kept = !taken.contains(&(at - 1));
        marks.extend((!kept).then_some(Furniture {
            kind: LeafKind::RunningHeader,
            span: cell.span,
        }));
        kept
    });
    true
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
    use crate::layout::lines;

    fn read(source: &str) -> Vec<&str> {
        let facts = Facts::of_language("en");
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
    fn what_leads_to_other_texts_is_no_line() {
        let web = "Resolution 2446\n← | 2445 (2018) | Resolution 2446 (2018) |\n2447 (2018) |\nUnited Nations | S/RES/2446 (2018) |\n\nThe Security Council,";
        let lines = [
            "Resolution 2446",
            "Resolution 2446 (2018)",
            "United Nations",
            "S/RES/2446 (2018)",
            "The Security Council,",
        ];
        assert_eq!(read(web), lines);
        let arrows = "← | 2445 (2018) | Resolution 2446 (2018) | 2447 (2018) | →\n";
        assert_eq!(read(arrows), ["Resolution 2446 (2018)"]);
    }

    #[test]
    fn a_lone_bar_behind_a_paragraph_is_no_cell() {
        let rest = |source: &str| {
            let mut lines = lines(source);
            let marks = quirk_lone_bars(source, &mut lines).len();
            let texts = lines.iter().map(|line| line.text(source).to_owned());
            (texts.collect::<Vec<_>>(), marks)
        };
        let source = "1. Decides to do so;\n2. Requests a report. |\n|\n";
        let kept = ["1. Decides to do so;", "2. Requests a report."];
        assert_eq!(rest(source), (kept.map(str::to_owned).to_vec(), 2));
        assert_eq!(rest("| Year | Lamps |\n2021 |\n").1, 0);
    }

    #[test]
    fn other_tables_stay() {
        let table = "| Year | Lamps |\n|---|---|\n| 2021 | 12 |";
        assert_eq!(read(table).len(), 3);
    }
}
