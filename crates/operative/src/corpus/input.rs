//! What a corpus is read from: files, what archives hold, and columns of texts.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use operative_semantics::Resolution;
use zip::ZipArchive;

use crate::read::{ReadError, Reader, files};

/// The most bytes that one file of an archive may unpack to. The longest official documents have a
/// few million.
const UNPACKED: u64 = 64 << 20;

/// One thing to read, with the name under which it stands in the tables.
#[derive(Clone, Debug)]
pub struct Input(Kind);

#[derive(Clone, Debug)]
enum Kind {
    File(PathBuf),
    Member(Arc<Archive>, usize, String),
    Cell(ArrayRef, usize, String),
    /// What could not be looked into, and why.
    Unread(PathBuf, String),
}

impl Input {
    /// Its name: the path of a file, `archive.zip/name` of what an archive holds, the source that
    /// was given for a text or else the number of its row.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match &self.0 {
            Kind::File(path) | Kind::Unread(path, _) => path.to_string_lossy(),
            Kind::Member(_, _, name) | Kind::Cell(_, _, name) => name.into(),
        }
    }

    /// Reads it; where that is not possible, the reason.
    pub(super) fn read(&self, reader: &Reader) -> Result<Resolution, String> {
        let resolution = match &self.0 {
            Kind::File(path) => reader.read(path),
            Kind::Member(archive, index, name) => {
                let path = Path::new(name);
                archive
                    .unpack(*index)
                    .map_err(|error| ReadError::open(path, error))
                    .and_then(|bytes| reader.read_named(path, &bytes))
            }
            Kind::Cell(column, row, name) => {
                let path = Path::new(name);
                cell(column, *row)
                    .ok_or_else(|| ReadError::Null { path: path.into() })
                    .and_then(|bytes| reader.read_named(path, bytes))
            }
            Kind::Unread(_, reason) => return Err(reason.clone()),
        };
        resolution.map_err(|error| error.reason())
    }
}

impl From<ReadError> for Input {
    fn from(error: ReadError) -> Self {
        Self(Kind::Unread(error.path().into(), error.reason()))
    }
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self(Kind::File(path))
    }
}

/// The inputs of paths: files, folders with all files below them, patterns such as
/// `resolutions/**/*.md`, and archives (`.zip`) with all files in them. What cannot be found or
/// looked into is an input too; reading it says why.
///
/// ```
/// let inputs = operative::corpus::inputs(["no/such/file.md"]);
/// assert_eq!(inputs[0].name(), "no/such/file.md");
/// ```
pub fn inputs(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Vec<Input> {
    let (paths, errors) = files(paths);
    let mut found: Vec<Input> = errors.into_iter().map(Input::from).collect();
    for path in paths {
        let is_archive = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        if !is_archive {
            found.push(path.into());
            continue;
        }
        match Archive::members(&path) {
            Ok(members) => found.extend(members),
            Err(error) => found.push(ReadError::open(&path, error).into()),
        }
    }
    found
}

/// The inputs of a column of texts, or of the bytes of files, with the names that another column
/// gives; without one, the number of the row is the name, counted from `first_row`.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::StringArray;
/// let texts = Arc::new(StringArray::from(vec!["1. Decides to act.", "1. Decides to read."]));
/// let inputs = operative::corpus::column_inputs(&(texts as _), None, 0)?;
/// assert_eq!(inputs[1].name(), "1");
/// # Ok::<(), operative::corpus::CorpusError>(())
/// ```
///
/// # Errors
/// Where a column holds neither texts nor bytes.
pub fn column_inputs(
    texts: &ArrayRef,
    sources: Option<&ArrayRef>,
    first_row: usize,
) -> Result<Vec<Input>, super::CorpusError> {
    for column in [Some(texts), sources].into_iter().flatten() {
        let r#type = column.data_type();
        if !matches!(
            r#type,
            DataType::Utf8
                | DataType::LargeUtf8
                | DataType::Utf8View
                | DataType::Binary
                | DataType::LargeBinary
                | DataType::BinaryView
                | DataType::Null
        ) {
            return Err(super::CorpusError::Column {
                found: r#type.to_string(),
            });
        }
    }
    let inputs = (0..texts.len()).map(|row| {
        let name = sources
            .and_then(|column| cell(column, row))
            .map(String::from_utf8_lossy)
            .map_or_else(|| (first_row + row).to_string(), Cow::into_owned);
        Input(Kind::Cell(Arc::clone(texts), row, name))
    });
    Ok(inputs.collect())
}

/// The bytes of a cell; `None` where it is null.
fn cell(column: &ArrayRef, row: usize) -> Option<&[u8]> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).as_bytes()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).as_bytes()),
        DataType::Utf8View => Some(column.as_string_view().value(row).as_bytes()),
        DataType::Binary => Some(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => Some(column.as_binary_view().value(row)),
        _ => None,
    }
}

/// A ZIP archive. Threads take turns to unpack; what takes time is reading what was unpacked.
#[derive(Debug)]
struct Archive(Mutex<ZipArchive<BufReader<File>>>);

impl Archive {
    /// The files in it, in the order of their names, without what is hidden.
    fn members(path: &Path) -> io::Result<Vec<Input>> {
        let archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
        let mut names: Vec<(String, usize)> = (0..archive.len())
            .map(|index| match archive.name_for_index(index) {
                Some(Ok(name)) => (name.into_owned(), index),
                // A name that cannot be made out still has its place.
                _ => (format!("file {}", index + 1), index),
            })
            .filter(|(name, _)| !name.ends_with('/') && !is_hidden(name))
            .collect();
        names.sort();
        let archive = Arc::new(Self(Mutex::new(archive)));
        let members = names.into_iter().map(|(name, index)| {
            let name = format!("{}/{name}", path.display());
            Input(Kind::Member(Arc::clone(&archive), index, name))
        });
        Ok(members.collect())
    }

    fn unpack(&self, index: usize) -> io::Result<Vec<u8>> {
        let mut archive = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        let file = archive.by_index(index)?;
        if file.take(UNPACKED + 1).read_to_end(&mut bytes)? as u64 > UNPACKED {
            return Err(io::Error::other(format!(
                "it unpacks to more than {UNPACKED} bytes"
            )));
        }
        Ok(bytes)
    }
}

fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
}
