//! `operative split`: a volume cut into its resolutions, a file for each.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::output::Output;
use super::{Failure, SplitTask, Status, counted};
use crate::fresh;

/// Writes each resolution of a file to a file of its own, and what stands before the first as well.
pub(super) fn run(task: &SplitTask, output: &Output) -> Result<Status, Failure> {
    let (text, parts) = task.reading.reader().read_all(&task.file)?;
    let failed = |path: &Path, error| Failure::Write {
        path: path.into(),
        error,
    };
    fs::create_dir_all(&task.out).map_err(|error| failed(&task.out, error))?;
    let mut out = output.stdout();
    let mut write = |name: &str, what: &str, text: &str| {
        let path = task.out.join(name);
        fresh::write(&path, text).map_err(|error| failed(&path, error))?;
        Ok::<_, Failure>(writeln!(out, "{name}  {what}")?)
    };
    let first = parts.first().map_or(0, |part| part.span.start as usize);
    let before = &text[..first];
    if !before.trim().is_empty() {
        write("000_before.txt", "what stands before the first", before)?;
    }
    for (at, part) in (1..).zip(&parts) {
        let symbol = part.resolution.symbol().unwrap_or("without-symbol");
        let safe: String = symbol
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '-' {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let name = format!("{at:03}_{}.txt", safe.trim_end_matches('_'));
        let what = part.resolution.title().unwrap_or(symbol);
        write(&name, what, part.span.slice(&text))?;
    }
    let done = format!(
        "{} written to {}",
        counted(parts.len(), "resolution"),
        task.out.display()
    );
    output.tell(&done);
    Ok(Status::Success)
}
