//! Reading inputs on all cores, a part of the tables at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use operative_formats::tables::arrow::Batches;
use operative_formats::tables::{DiagnosticRow, Rows, Table};

use super::{CorpusError, Input};
use crate::queue::{Queue, Turn, cores};
use crate::read::Reader;

/// How many inputs make a part, unless that is said.
const PART: usize = 64;

/// The rows of some inputs, one record batch for each table.
#[derive(Clone, Debug)]
pub struct Part(Vec<RecordBatch>);

impl Part {
    /// The rows of a table.
    #[must_use]
    pub fn table(&self, table: Table) -> &RecordBatch {
        &self.0[table as usize]
    }

    pub(super) fn into_batches(self) -> Vec<RecordBatch> {
        self.0
    }
}

/// Reads inputs on all cores and gives their rows, part by part, in the order of the inputs.
///
/// Threads read ahead by a bounded number of parts, so memory does not grow with the inputs. An
/// input that cannot be read is a row of the diagnostics with the code `file-unread`, and is passed
/// over. Dropping the scan ends it.
///
/// ```
/// use operative::corpus::{Scan, inputs};
/// use operative::formats::tables::Table;
/// let inputs = inputs(["no/such/file.md"]);
/// for part in Scan::new(inputs, operative::Reader::default()) {
///     assert_eq!(part?.table(Table::Diagnostics).num_rows(), 1);
/// }
/// # Ok::<(), operative::corpus::CorpusError>(())
/// ```
#[derive(Debug)]
pub struct Scan {
    shared: Arc<Shared>,
    begun: bool,
}

#[derive(Debug)]
struct Shared {
    inputs: Vec<Input>,
    reader: Reader,
    part: usize,
    queue: Queue<Result<Part, ArrowError>>,
    read: AtomicUsize,
}

/// What a scan gives when it is asked with a limit of time.
#[derive(Debug)]
pub enum Step {
    /// The next part.
    Part(Part),
    /// The next part is not ready yet.
    Waiting,
    /// There are no more.
    Over,
}

impl Scan {
    /// A scan of inputs, in parts that are small enough for every core to have some.
    #[must_use]
    pub fn new(inputs: Vec<Input>, reader: Reader) -> Self {
        let part = inputs.len().div_ceil(4 * cores()).clamp(1, PART);
        Self::in_parts(inputs, reader, part)
    }

    /// A scan of inputs in parts of so many of them.
    #[must_use]
    pub fn in_parts(inputs: Vec<Input>, reader: Reader, part: usize) -> Self {
        let part = part.max(1);
        let queue = Queue::new(inputs.len().div_ceil(part), 2 * cores());
        Self {
            shared: Arc::new(Shared {
                inputs,
                reader,
                part,
                queue,
                read: AtomicUsize::new(0),
            }),
            begun: false,
        }
    }

    /// How many inputs there are.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.shared.inputs.len()
    }

    /// How many of them have been read so far.
    #[must_use]
    pub fn read(&self) -> usize {
        self.shared.read.load(Ordering::Relaxed)
    }

    /// The next part, if it is ready within `patience`.
    ///
    /// # Errors
    /// Where the rows of a part are more than Arrow can address.
    pub fn step(&mut self, patience: Duration) -> Result<Step, CorpusError> {
        self.advance(Some(patience))
    }

    fn advance(&mut self, patience: Option<Duration>) -> Result<Step, CorpusError> {
        if !std::mem::replace(&mut self.begun, true) {
            self.begin();
        }
        match self.shared.queue.take(patience) {
            Turn::Done(part) => Ok(Step::Part(part?)),
            Turn::Waiting => Ok(Step::Waiting),
            Turn::Over => Ok(Step::Over),
        }
    }

    fn begin(&self) {
        let parts = self.inputs().div_ceil(self.shared.part);
        for _ in 0..cores().min(parts) {
            let shared = Arc::clone(&self.shared);
            thread::spawn(move || shared.queue.work(|number| shared.part(number)));
        }
    }
}

impl Shared {
    fn part(&self, number: usize) -> Result<Part, ArrowError> {
        let first = number * self.part;
        let last = self.inputs.len().min(first + self.part);
        let inputs = self.inputs[first..last].iter();
        rows_of(
            inputs.take_while(|_| !self.queue.is_stopped()),
            &self.reader,
            || {
                self.read.fetch_add(1, Ordering::Relaxed);
            },
        )
    }
}

/// Reads inputs on this thread: what engines use that have threads or machines of their own.
///
/// ```
/// use operative::corpus::{inputs, read_part};
/// use operative::formats::tables::Table;
/// let part = read_part(&inputs(["no/such/file.md"]), &operative::Reader::default())?;
/// assert_eq!(part.table(Table::Diagnostics).num_rows(), 1);
/// # Ok::<(), operative::corpus::CorpusError>(())
/// ```
///
/// # Errors
/// Where the rows are more than Arrow can address.
pub fn read_part(inputs: &[Input], reader: &Reader) -> Result<Part, CorpusError> {
    Ok(rows_of(inputs.iter(), reader, || ())?)
}

fn rows_of<'i>(
    inputs: impl Iterator<Item = &'i Input>,
    reader: &Reader,
    done: impl Fn(),
) -> Result<Part, ArrowError> {
    let mut batches = Batches::default();
    for input in inputs {
        let name = input.name();
        match input.read(reader) {
            Ok(resolution) => batches.push(&Rows::of(&name, &resolution)),
            Err(reason) => batches.push_diagnostic(&DiagnosticRow::unread(&name, reason)),
        }
        done();
    }
    batches.finish().map(Part)
}

impl Iterator for Scan {
    type Item = Result<Part, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.advance(None) {
            Ok(Step::Part(part)) => Some(Ok(part)),
            // Without a limit of time nothing is waited for in vain.
            Ok(Step::Waiting | Step::Over) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

impl Drop for Scan {
    fn drop(&mut self) {
        self.shared.queue.stop();
    }
}
