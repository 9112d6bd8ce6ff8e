//! `operative align`

use std::fmt::Write as _;
use std::io::Write;

use operative_formats::concordance::{html, rows, sentence};
use operative_semantics::{Concordance, Resolution, align};

use super::output::Output;
use super::wrap::{Run, wrap};
use super::{AlignFormat, AlignTask, Failure, Status, counted};

/// Columns of a text in the table, at least; narrower ones are hard to read.
const NARROWEST: usize = 18;
/// Columns that the addresses take.
const ADDRESS: usize = 11;

pub(super) fn run(task: &AlignTask, output: &Output) -> Result<Status, Failure> {
    let reader = task.reading.reader();
    let read: Result<Vec<Resolution>, _> =
        task.files.iter().map(|path| reader.read(path)).collect();
    let read = read?;
    let versions: Vec<&Resolution> = read.iter().collect();
    let concordance = align(&versions);
    let mut out = output.stdout();
    match task.format {
        AlignFormat::Text => {
            out.write_all(text(&concordance, &versions, output.width()).as_bytes())?;
        }
        AlignFormat::Html => out.write_all(html(&concordance, &versions).as_bytes())?,
    }
    out.flush()?;
    Ok(Status::Success)
}

/// The versions side by side, a column for each, and every difference below its row.
fn text(concordance: &Concordance, versions: &[&Resolution], width: usize) -> String {
    let mut text = String::new();
    let wide = (width.saturating_sub(ADDRESS) / versions.len().max(1))
        .saturating_sub(2)
        .max(NARROWEST);
    for difference in concordance.differences.iter().filter(|it| it.row.is_none()) {
        let _ = writeln!(text, "≠ {}", sentence(difference, versions));
    }
    for row in rows(concordance, versions) {
        let cells: Vec<Vec<String>> = row
            .texts
            .iter()
            .map(|cell| match cell {
                Some((_, text)) => wrap(&[Run::plain(*text)], wide),
                None => vec!["—".to_owned()],
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        for line in 0..height {
            let address = if line == 0 { row.address.as_str() } else { "" };
            let mut printed = padded(address, ADDRESS);
            for cell in &cells {
                printed += &padded(cell.get(line).map_or("", String::as_str), wide + 2);
            }
            text += printed.trim_end();
            text.push('\n');
        }
        for difference in row.differences {
            let _ = writeln!(text, "≠ {}", sentence(difference, versions));
        }
    }
    let _ = writeln!(
        text,
        "\n{} of {} side by side: {}",
        counted(concordance.rows.len(), "paragraph"),
        counted(versions.len(), "version"),
        counted(concordance.differences.len(), "difference")
    );
    text
}

fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(super::wrap::columns(text));
    format!("{text}{:blanks$}", "")
}
