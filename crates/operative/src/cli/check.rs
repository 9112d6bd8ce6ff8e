//! `operative check`

use std::io::Write;
use std::ops::AddAssign;

use operative_grammar::Severity;
use operative_semantics::Resolution;

use super::excerpt::Excerpts;
use super::output::Output;
use super::{CheckTask, Failure, Status, counted};
use crate::read::files;

pub(super) fn run(task: &CheckTask, output: &Output) -> Result<Status, Failure> {
    let (paths, errors) = files(&task.paths);
    errors.iter().for_each(|error| output.complain(error));
    let least = task.level.severity();
    let width = output.width();
    let mut unread = errors.len();
    let mut read = 0;
    let mut counts = Counts::default();
    let mut out = output.stdout();
    task.reading.reader().read_each(
        &paths,
        |path, result| {
            result.map(|resolution| {
                let name = path.to_string_lossy();
                (
                    report(&name, &resolution, least, width),
                    Counts::of(&resolution),
                )
            })
        },
        |result| {
            match result {
                Ok((report, found)) => {
                    out.write_all(report.as_bytes())?;
                    read += 1;
                    counts += found;
                }
                Err(error) => {
                    out.flush()?;
                    output.complain(&error);
                    unread += 1;
                }
            }
            Ok::<(), Failure>(())
        },
    )?;
    writeln!(out, "{}", summary(read, unread, counts, least))?;
    out.flush()?;
    Ok(if counts.errors + unread == 0 {
        Status::Success
    } else {
        Status::Failure
    })
}

/// The diagnostics of a document, each with its source line.
fn report(name: &str, resolution: &Resolution, least: Severity, width: usize) -> String {
    let excerpts = Excerpts::new(name, resolution.document.source(), width);
    let shown = resolution
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity >= least);
    shown
        .map(|diagnostic| excerpts.render(diagnostic) + "\n\n")
        .collect()
}

#[derive(Copy, Clone, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(resolution: &Resolution) -> Self {
        let count = |severity| {
            resolution
                .diagnostics
                .iter()
                .filter(|it| it.severity == severity)
                .count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

fn summary(read: usize, unread: usize, counts: Counts, least: Severity) -> String {
    let mut summary = format!(
        "{} read: {}, {}, {}",
        counted(read, "file"),
        counted(counts.errors, "error"),
        counted(counts.warnings, "warning"),
        counted(counts.notes, "note"),
    );
    if counts.notes > 0 && least > Severity::Note {
        summary += " (--level note shows them)";
    }
    if unread > 0 {
        summary += &format!("; {} could not be read", counted(unread, "path"));
    }
    summary
}
