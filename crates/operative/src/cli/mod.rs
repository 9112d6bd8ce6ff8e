//! The `operative` command, as a function, so that the Python package runs the same one.

mod align;
mod check;
mod excerpt;
mod finding;
mod graph;
mod outline;
mod output;
mod sarif;
mod split;
mod tables;
mod wrap;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use operative_formats::json::Tree;
use operative_formats::read::Origins;
use operative_formats::tables::TableError;
use operative_formats::write;
use operative_grammar::{Diagnostic, Language, Severity};
use operative_semantics::Resolution;

use crate::read::{ReadError, Reader};
use excerpt::Excerpts;
use output::{ColorWhen, Output};

/// Runs the command with its arguments, the first of which is its own name, and prints what it has
/// to say.
pub fn run(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Status {
    let command = match Command::try_parse_from(arguments) {
        Ok(command) => command,
        Err(error) => {
            // Printing can only fail where nobody listens.
            let _ = error.print();
            return if error.use_stderr() {
                Status::Usage
            } else {
                Status::Success
            };
        }
    };
    let output = Output::new(command.color);
    let done = match &command.task {
        Task::Parse(task) => parse(task, &output),
        Task::Tables(task) => tables::run(task, &output),
        Task::Check(task) => check::run(task, &output),
        Task::Graph(task) => graph::run(task, &output),
        Task::Align(task) => align::run(task, &output),
        Task::Schema => schema(&output),
        Task::Split(task) => split::run(task, &output),
    };
    match done {
        Ok(status) => status,
        // Whoever read the output has seen enough.
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Status::Success,
        Err(failure) => {
            output.complain(&failure);
            Status::Failure
        }
    }
}

/// How the command ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// All was done.
    Success,
    /// Something could not be read or written, or there are errors in what was read.
    Failure,
    /// The arguments were wrong.
    Usage,
}

impl Status {
    /// The exit status of the process.
    ///
    /// ```
    /// use operative::cli::{Status, run};
    /// assert_eq!(run(["operative", "parse", "no/such/file"]).code(), 1);
    /// ```
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        status.code().into()
    }
}

/// Why a task could not be done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
    #[error("{}: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Table(TableError),
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Io(error) => Self::Io(error),
            error => Self::Table(error),
        }
    }
}

/// Reads United Nations resolutions: text in, a tree with bound footnotes and resolved references
/// out.
#[derive(Parser)]
#[command(name = "operative", version, propagate_version = true, after_help = STATUSES)]
struct Command {
    /// Whether to colour the output.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorWhen,

    #[command(subcommand)]
    task: Task,
}

const STATUSES: &str = "\
Exit status:
  0  all was done
  1  a file could not be read or written, or there are errors in it: it is empty, or holds no
     resolution; all that could be read is given all the same
  2  the arguments were wrong";

#[derive(Subcommand)]
enum Task {
    Parse(ParseTask),
    Tables(TablesTask),
    Check(CheckTask),
    Graph(GraphTask),
    Align(AlignTask),
    /// Print the JSON Schema of what `parse --format json` prints.
    Schema,
    Split(SplitTask),
}

/// Read one resolution and print what is in it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  operative parse examples/resolution.fr.md
  operative parse examples/resolution.fr.md --full | less -R
  operative parse A_RES_77_1.xml --format json
  operative parse examples/resolution.ar.md --format html > page.html

Text, Markdown, PDF and Akoma Ntoso XML are told apart by their content.")]
struct ParseTask {
    /// The file, or `-` for standard input.
    file: PathBuf,

    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: ParseFormat,

    /// Print paragraphs whole, where the outline cuts long ones short.
    #[arg(long)]
    full: bool,

    /// Say of each reference in a sentence why it points where it does.
    #[arg(long)]
    explain: bool,

    /// The symbol of the one to read, where the file holds several.
    #[arg(long, value_name = "SYMBOL")]
    symbol: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Copy, Clone, Default, ValueEnum)]
enum ParseFormat {
    /// An outline to read.
    #[default]
    Outline,
    /// The tree as JSON; offsets are characters of the source.
    Json,
    /// Akoma Ntoso XML, in the form of the United Nations' guidelines.
    Akn,
    /// A page to read, that needs nothing beside itself.
    Html,
    /// Markdown, cleaned: whole paragraphs, nothing that a printer put between them.
    Markdown,
}

/// Read many resolutions and write the tables: documents, paragraphs, footnotes, references,
/// diagnostics, votes and mandates.
#[derive(Args)]
#[command(after_help = "\
Examples:
  operative tables examples/resolution.* --out tables
  operative tables 'session 77' 'session 78' --out tables --format parquet

A file that cannot be read, or that holds no resolution, is named and stops no other; the exit
status is then 1.")]
struct TablesTask {
    /// Files, and folders whose files are read at any depth.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The folder to write to; it is made where it does not exist.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The format of the tables.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: TableFormat,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Copy, Clone, Default, ValueEnum)]
enum TableFormat {
    /// JSON Lines.
    #[default]
    Jsonl,
    /// CSV with a header, and a .csv-metadata.json beside it that says what the columns hold;
    /// lists are JSON arrays.
    #[cfg(feature = "tables-all")]
    Csv,
    /// Parquet.
    #[cfg(feature = "tables-all")]
    Parquet,
    /// Arrow IPC, the file format.
    #[cfg(feature = "tables-all")]
    Arrow,
}

/// Print the citation network of resolutions: who cites what, and how.
#[derive(Args)]
#[command(after_help = "\
Examples:
  operative graph examples/resolution.* > citations.graphml
  operative graph 'session 77' --format json > citations.json

GraphML is read by Gephi, yEd and NetworkX, node-link JSON by NetworkX and D3.")]
struct GraphTask {
    /// Files, and folders whose files are read at any depth.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The format of the network.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: GraphFormat,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Copy, Clone, Default, ValueEnum)]
enum GraphFormat {
    /// GraphML.
    #[default]
    Graphml,
    /// Node-link JSON.
    Json,
}

/// Say what is doubtful or wrong in resolutions, each with the source line underlined.
#[derive(Args)]
#[command(after_help = "\
Examples:
  operative check 'session 77'
  operative check examples/resolution.fr.md --level note
  operative check resolutions --format sarif > resolutions.sarif

The exit status is 1 where there are errors, and where a file cannot be read.")]
struct CheckTask {
    /// Files, and folders whose files are read at any depth.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The least grave thing to print: a repair that was made, a doubt, or a fault.
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    level: Level,

    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: CheckFormat,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Copy, Clone, Default, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Each with its source line, to read.
    #[default]
    Text,
    /// JSON Lines: the rows of the table `diagnostics`.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Workflow commands, which GitHub Actions shows beside the lines.
    Github,
}

/// Lay language versions of one resolution side by side and say where they differ from the first.
#[derive(Args)]
#[command(after_help = "\
Examples:
  operative align examples/resolution.en.txt examples/resolution.fr.md
  operative align examples/resolution.* --format html > concordance.html")]
struct AlignTask {
    /// The versions, two or more.
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: AlignFormat,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Copy, Clone, Default, ValueEnum)]
enum AlignFormat {
    /// A table, with every difference below its row.
    #[default]
    Text,
    /// A page of HTML.
    Html,
}

#[derive(Copy, Clone, Default, ValueEnum)]
enum Level {
    /// Repairs that were made and are certain, and all below.
    Note,
    /// Things that are doubtful or missing, and errors.
    #[default]
    Warning,
    /// Errors alone.
    Error,
}

impl Level {
    const fn severity(self) -> Severity {
        match self {
            Self::Note => Severity::Note,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

/// Cut a file that holds several resolutions into a file for each.
#[derive(Args)]
#[command(after_help = "\
Examples:
  operative split A_77_49_Vol_I.pdf --out 'session 77'
  operative tables 'session 77' --out tables

Each file is named by its place and its symbol; what stands before the first resolution is kept as
000_before.txt.")]
struct SplitTask {
    /// The file.
    file: PathBuf,

    /// The folder to write to; it is made where it does not exist.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Args)]
struct Reading {
    /// The language, by its code (en, fr, …); by default it is told by looking.
    #[arg(long, value_name = "CODE", value_parser = language)]
    language: Option<Language>,
}

impl Reading {
    fn reader(&self) -> Reader {
        Reader::default().language(self.language)
    }
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Language::all().map(Language::code).collect();
        format!("expected one of {}", codes.join(", "))
    })
}

fn parse(task: &ParseTask, output: &Output) -> Result<Status, Failure> {
    let is_input = task.file == Path::new("-");
    let path = if is_input {
        Path::new("<standard input>")
    } else {
        &task.file
    };
    let reader = task.reading.reader().symbol(task.symbol.clone());
    let (resolution, origins) = if is_input {
        read_input(path, &reader)?
    } else {
        reader.read_with_origins(path)?
    };
    let name = path.to_string_lossy();
    let mut out = output.stdout();
    match task.format {
        ParseFormat::Outline => {
            out.write_all(
                outline::render(&resolution, output.width(), task.full, task.explain).as_bytes(),
            )?;
        }
        ParseFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &Tree::with_origins(&resolution, &origins))
                .map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        ParseFormat::Akn => out.write_all(write::akn(&resolution).as_bytes())?,
        ParseFormat::Html => out.write_all(write::html(&resolution).as_bytes())?,
        ParseFormat::Markdown => out.write_all(write::markdown(&resolution).as_bytes())?,
    }
    out.flush()?;
    let excerpts = Excerpts::new(&name, resolution.document.source(), output.width());
    let mut status = Status::Success;
    for error in errors_of(&resolution) {
        output.tell(&excerpts.render(error));
        status = Status::Failure;
    }
    Ok(status)
}

fn schema(output: &Output) -> Result<Status, Failure> {
    let mut out = output.stdout();
    writeln!(out, "{:#}", operative_formats::json::schema().as_value())?;
    out.flush()?;
    Ok(Status::Success)
}

/// What is wrong with a resolution, beside what is doubtful.
fn errors_of(resolution: &Resolution) -> impl Iterator<Item = &Diagnostic> {
    let diagnostics = resolution.diagnostics.iter();
    diagnostics.filter(|diagnostic| diagnostic.severity == Severity::Error)
}

fn read_input(name: &Path, reader: &Reader) -> Result<(Resolution, Origins), ReadError> {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => reader.read_named_with_origins(name, &bytes),
        Err(error) => Err(ReadError::Io {
            path: name.into(),
            error,
        }),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn arguments_are_well_defined() {
        super::Command::command().debug_assert();
    }
}
