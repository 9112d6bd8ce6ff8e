//! Copies of printed pages have a block for each line, placed where the page has it: what of them goes
//! on with the line before is told by the step between them and by how far that line goes.

use super::sheet::Sheet;
use super::{Item, block, name, notes};

/// The lines of a page that are placed one by one.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// From one line to the next.
    leading: f32,
    /// Characters of a full line.
    full: usize,
    /// Where the line before was placed, and its text.
    last: Option<(f32, String)>,
}

/// How a line follows the one before.
#[derive(Debug)]
pub(super) enum Step {
    /// It begins a paragraph.
    Apart,
    /// It stands right below a short line.
    Below,
    /// It goes on with the text before, with this between them.
    Joined(&'static str),
}

impl Lines {
    /// Measures the lines of a page: the leading is the commonest of the small steps.
    pub(super) fn of(root: Item<'_>, sheet: &Sheet) -> Self {
        let items = root.descendants().filter(|item| is_line(*item));
        let placed = items.filter_map(|item| {
            let place = sheet.placed(item)?;
            Some((place, length(&notes::text(item))))
        });
        let (places, mut lengths): (Vec<f32>, Vec<usize>) = placed.unzip();
        let steps = places.windows(2).map(|pair| pair[1] - pair[0]);
        let mut steps: Vec<f32> = steps.filter(|step| *step > 0.0).collect();
        steps.sort_by(f32::total_cmp);
        lengths.sort_unstable();
        Self {
            leading: steps.get(steps.len() / 4).copied().unwrap_or_default(),
            full: lengths
                .get(lengths.len() * 3 / 4)
                .copied()
                .unwrap_or_default(),
            last: None,
        }
    }

    /// Takes the next line, and tells how it follows the one before.
    pub(super) fn step(&mut self, place: f32, line: Item<'_>) -> Step {
        let text = notes::text(line);
        let Some((last, before)) = self.last.replace((place, text.trim().to_owned())) else {
            return Step::Apart;
        };
        let step = place - last;
        if step.abs() < self.leading * 0.3 {
            Step::Joined(" ")
        } else if step < 0.0 || step > self.leading * 1.25 {
            Step::Apart
        } else if length(&before) * 2 < self.full {
            Step::Below
        } else {
            let ideographs = before.ends_with(ideograph) && text.trim().starts_with(ideograph);
            Step::Joined(if ideographs { "" } else { " " })
        }
    }
}

/// Whether an element is a block, and none stands within it.
pub(super) fn is_line(item: Item<'_>) -> bool {
    block(name(item)) && !item.descendants().skip(1).any(|inner| block(name(inner)))
}

fn length(text: &str) -> usize {
    text.trim().chars().count()
}

/// Whether a character is of a script that sets no blanks between words.
fn ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}
