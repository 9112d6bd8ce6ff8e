//! `operative check`

use std::io::{self, Write};
use std::ops::AddAssign;

use operative_formats::tables::{DiagnosticRow, write_json_lines};
use operative_grammar::Severity;
use operative_semantics::Resolution;

use super::excerpt::Excerpts;
use super::finding::Finding;
use super::output::Output;
use super::{CheckFormat, CheckTask, Failure, Status, counted, sarif};
use crate::read::{ReadError, files};

pub(super) fn run(task: &CheckTask, output: &Output) -> Result<Status, Failure> {
    let (paths, errors) = files(&task.paths);
    let report = Report {
        format: task.format,
        least: task.level.severity(),
        width: output.width(),
    };
    let mut unread = errors.len();
    let mut read = 0;
    let mut counts = Counts::default();
    let mut results = Vec::new();
    let mut out = output.stdout();
    let mut print = |found, out: &mut dyn Write| match found {
        Found::Text(text) => out.write_all(text.as_bytes()),
        Found::Results(found) => {
            results.extend(found);
            Ok(())
        }
    };
    for error in &errors {
        match report.unread(error) {
            Some(found) => print(found, &mut out)?,
            None => output.complain(error),
        }
    }
    task.reading.reader().read_each(
        &paths,
        |path, result| {
            result.map(|resolution| {
                let found = report.read(&path.to_string_lossy(), &resolution);
                (found, Counts::of(&resolution))
            })
        },
        |result| {
            match result {
                Ok((found, count)) => {
                    print(found, &mut out)?;
                    read += 1;
                    counts += count;
                }
                Err(error) => {
                    match report.unread(&error) {
                        Some(found) => print(found, &mut out)?,
                        None => {
                            out.flush()?;
                            output.complain(&error);
                        }
                    }
                    unread += 1;
                }
            }
            Ok::<(), Failure>(())
        },
    )?;
    let summary = summary(read, unread, counts, report.least);
    match report.format {
        CheckFormat::Text => writeln!(out, "{summary}")?,
        CheckFormat::Sarif => {
            serde_json::to_writer_pretty(&mut out, &sarif::log(results))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
        CheckFormat::Json | CheckFormat::Github => {}
    }
    out.flush()?;
    if report.format != CheckFormat::Text {
        output.tell(&summary);
    }
    Ok(if counts.errors + unread == 0 {
        Status::Success
    } else {
        Status::Failure
    })
}

/// How what is found is told.
struct Report {
    format: CheckFormat,
    least: Severity,
    width: usize,
}

/// What is told of one file.
enum Found {
    /// Lines to print.
    Text(String),
    /// What stands in a log with that of all others.
    Results(Vec<serde_json::Value>),
}

impl Report {
    /// What there is to say about a file that was read.
    fn read(&self, name: &str, resolution: &Resolution) -> Found {
        let findings = || Finding::all(name, resolution, self.least).into_iter();
        match self.format {
            CheckFormat::Text => Found::Text(self.excerpts(name, resolution)),
            CheckFormat::Json => {
                let rows = DiagnosticRow::all(name, resolution).into_iter();
                let shown = rows
                    .zip(&resolution.diagnostics)
                    .filter(|(_, diagnostic)| diagnostic.severity >= self.least);
                Found::Text(lines(&shown.map(|(row, _)| row).collect::<Vec<_>>()))
            }
            CheckFormat::Sarif => {
                Found::Results(findings().map(|finding| sarif::result(&finding)).collect())
            }
            CheckFormat::Github => {
                Found::Text(findings().map(|finding| finding.github()).collect())
            }
        }
    }

    /// That a file could not be read, where that is told among what was found.
    fn unread(&self, error: &ReadError) -> Option<Found> {
        let name = error.path().to_string_lossy();
        let finding = Finding::unread(&name, error);
        match self.format {
            CheckFormat::Text => None,
            CheckFormat::Json => {
                let row = DiagnosticRow::unread(&name, error.reason());
                Some(Found::Text(lines(&[row])))
            }
            CheckFormat::Sarif => Some(Found::Results(vec![sarif::result(&finding)])),
            CheckFormat::Github => Some(Found::Text(finding.github())),
        }
    }

    /// The diagnostics of a document, each with its source line.
    fn excerpts(&self, name: &str, resolution: &Resolution) -> String {
        let excerpts = Excerpts::new(name, resolution.document.source(), self.width);
        let shown = resolution
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity >= self.least);
        shown
            .map(|diagnostic| excerpts.render(diagnostic) + "\n\n")
            .collect()
    }
}

/// Rows as JSON Lines.
fn lines(rows: &[DiagnosticRow<'_>]) -> String {
    let mut out = Vec::new();
    write_json_lines(rows, &mut out).expect("memory takes every row");
    String::from_utf8(out).expect("JSON is UTF-8")
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
