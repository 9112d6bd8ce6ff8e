//! Reading files: one, or many at a time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use operative_formats::content::Content;
use operative_formats::read::{ExtractError, Extracted, Origins, extract};
use operative_grammar::Language;
use operative_semantics::Resolution;

use crate::queue;
use crate::volume::{VolumePart, choose, parse_all, parse_all_as};

/// How many files are under way before those that were read early wait for the one that is due.
const WINDOW: usize = 1024;

/// Reads a resolution from a file, whatever its kind and its encoding, which are told by looking at
/// its content.
///
/// ```
/// # let folder = std::env::temp_dir();
/// # let path = folder.join(format!("operative-{}.txt", std::process::id()));
/// # std::fs::write(&path, "The General Assembly,\n\n1. Decides to act.\n").unwrap();
/// let resolution = operative::read(&path)?;
/// assert_eq!(resolution.operative().count(), 1);
///
/// let error = operative::read("no/such/file").unwrap_err();
/// assert_eq!(error.to_string(), "no/such/file: there is no such file");
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), operative::ReadError>(())
/// ```
///
/// # Errors
/// Where the file cannot be opened or holds no text.
pub fn read(path: impl AsRef<Path>) -> Result<Resolution, ReadError> {
    Reader::default().read(path)
}

/// Reads files with settings of its own.
///
/// ```
/// use operative::{Language, Reader};
/// let reader = Reader::default().language(Language::from_code("en"));
/// let resolution = reader.read_bytes(b"The General Assembly,\n\n1. Decides to act.\n")?;
/// assert_eq!(resolution.language().code(), "en");
/// # Ok::<(), operative::ReadError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Reader {
    language: Option<Language>,
    symbol: Option<String>,
}

impl Reader {
    /// The language of what is read; `None` to tell it by looking.
    #[must_use]
    pub const fn language(mut self, language: Option<Language>) -> Self {
        self.language = language;
        self
    }

    /// The symbol of the one that is read where a file holds several resolutions; `None` to read them
    /// as one.
    ///
    /// ```
    /// let text = b"141 (1960)\n\nThe Security Council,\n\n1. Decides to act.\n\n\
    ///     142 (1960)\n\nThe Security Council,\n\n1. Decides to wait.\n";
    /// let reader = operative::Reader::default().symbol(Some("S/RES/142(1960)".into()));
    /// let resolution = reader.read_bytes(text)?;
    /// assert_eq!(resolution.operative().next().unwrap().text(), "Decides to wait.");
    /// # Ok::<(), operative::ReadError>(())
    /// ```
    #[must_use]
    pub fn symbol(mut self, symbol: Option<String>) -> Self {
        self.symbol = symbol;
        self
    }

    /// Reads a resolution from a file.
    ///
    /// # Errors
    /// Where the file cannot be opened or holds no text.
    pub fn read(&self, path: impl AsRef<Path>) -> Result<Resolution, ReadError> {
        let path = path.as_ref();
        let bytes = fs::read(path).map_err(|error| ReadError::open(path, error))?;
        self.read_named(path, &bytes)
    }

    /// Reads a resolution from the bytes of a file.
    ///
    /// # Errors
    /// Where the bytes are no text.
    pub fn read_bytes(&self, bytes: &[u8]) -> Result<Resolution, ReadError> {
        self.read_named(Path::new("<bytes>"), bytes)
    }

    /// The text of a file, and where each part of it stands there: on which page, in which
    /// paragraph or element. The spans of [`Reader::read`] are those of this text.
    ///
    /// ```
    /// # let folder = std::env::temp_dir();
    /// # let path = folder.join(format!("operative-extract-{}.txt", std::process::id()));
    /// # std::fs::write(&path, "The General Assembly,\n").unwrap();
    /// let extracted = operative::Reader::default().extract(&path)?;
    /// assert_eq!(extracted.text, "The General Assembly,\n");
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), operative::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// Where the file cannot be opened or holds no text.
    pub fn extract(&self, path: impl AsRef<Path>) -> Result<Extracted, ReadError> {
        let path = path.as_ref();
        let bytes = fs::read(path).map_err(|error| ReadError::open(path, error))?;
        extract(&bytes).map_err(|error| ReadError::extract(path, error))
    }

    /// Reads a resolution from a file, and where each part of its source stands there: on which
    /// page, in which paragraph or element.
    ///
    /// ```
    /// # let folder = std::env::temp_dir();
    /// # let path = folder.join(format!("operative-origins-{}.html", std::process::id()));
    /// # std::fs::write(&path, "<!doctype html><p>The General Assembly,<p>1. Decides to act.").unwrap();
    /// let (resolution, origins) = operative::Reader::default().read_with_origins(&path)?;
    /// let decides = resolution.operative().next().unwrap().spans()[0];
    /// let place = &origins.of(decides)[0].place;
    /// assert_eq!(*place, operative::formats::read::Place::Element("/html/body/p[2]".into()));
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), operative::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// Where the file cannot be opened or holds no text.
    pub fn read_with_origins(
        &self,
        path: impl AsRef<Path>,
    ) -> Result<(Resolution, Origins), ReadError> {
        let path = path.as_ref();
        let bytes = fs::read(path).map_err(|error| ReadError::open(path, error))?;
        self.read_named_with_origins(path, &bytes)
    }

    pub(crate) fn read_named(&self, path: &Path, bytes: &[u8]) -> Result<Resolution, ReadError> {
        let (resolution, _) = self.read_named_with_origins(path, bytes)?;
        Ok(resolution)
    }

    pub(crate) fn read_named_with_origins(
        &self,
        path: &Path,
        bytes: &[u8],
    ) -> Result<(Resolution, Origins), ReadError> {
        let extracted = extract(bytes).map_err(|error| ReadError::extract(path, error))?;
        let Extracted {
            text,
            mut origins,
            mut diagnostics,
        } = extracted;
        let chosen = self
            .symbol
            .as_deref()
            .and_then(|symbol| choose(self.parts(&text), symbol));
        let mut resolution = match (chosen, self.language) {
            (Some(part), _) => {
                origins = origins.within(part.span);
                diagnostics.retain_mut(|diagnostic| part.cut(&mut diagnostic.span));
                part.resolution
            }
            (None, Some(language)) => crate::parse_as(&text, language),
            (None, None) => crate::parse(&text),
        };
        if !diagnostics.is_empty() {
            resolution.diagnostics.extend(diagnostics);
            resolution
                .diagnostics
                .sort_by_key(|diagnostic| diagnostic.span);
        }
        Ok((resolution, origins))
    }

    /// Reads each resolution of a file that holds several: its text, and the resolutions with their
    /// place in it.
    ///
    /// # Errors
    /// Where the file cannot be opened or holds no text.
    pub fn read_all(&self, path: impl AsRef<Path>) -> Result<(String, Vec<VolumePart>), ReadError> {
        let text = self.extract(path)?.text;
        let parts = self.parts(&text);
        Ok((text, parts))
    }

    fn parts(&self, text: &str) -> Vec<VolumePart> {
        match self.language {
            Some(language) => parse_all_as(text, language),
            None => parse_all(text),
        }
    }

    /// Reads many files on all cores. `make` turns each result into what is wanted of it, on the
    /// core that read it; `take` gets these in the order of the paths. One bad file never stops
    /// the others; an error of `take` does.
    ///
    /// ```
    /// # use std::convert::Infallible;
    /// let paths = ["no/such/file".into(), "nor/this".into()];
    /// let mut found = Vec::new();
    /// operative::Reader::default().read_each(
    ///     &paths,
    ///     |_, result| result.map(|resolution| resolution.operative().count()),
    ///     |count| Ok::<(), Infallible>(found.push(count.is_ok())),
    /// )?;
    /// assert_eq!(found, [false, false]);
    /// # Ok::<(), Infallible>(())
    /// ```
    ///
    /// # Errors
    /// That of `take`.
    pub fn read_each<T: Send, E>(
        &self,
        paths: &[PathBuf],
        make: impl Fn(&Path, Result<Resolution, ReadError>) -> T + Sync,
        take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        queue::each(
            paths.len(),
            WINDOW,
            |number| make(&paths[number], self.read(&paths[number])),
            take,
        )
    }
}

/// The files of paths: a file is itself, a folder every file in it at any depth, in the order of
/// their names. What is hidden (`.git`) is passed over, and so are links to other folders and what is
/// neither file nor folder. A path that is not there but is a pattern
/// (`resolutions/**/*.md`) stands for the files that match it.
///
/// # Errors
/// One for each path or folder that cannot be looked into, beside the files that were found.
pub fn files(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> (Vec<PathBuf>, Vec<ReadError>) {
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        gather(path.as_ref(), &mut found, &mut errors);
    }
    (found, errors)
}

fn gather(path: &Path, found: &mut Vec<PathBuf>, errors: &mut Vec<ReadError>) {
    if !path.is_dir() {
        match matches(path) {
            Some(matches) => found.extend(matches),
            None => found.push(path.into()),
        }
        return;
    }
    let names = fs::read_dir(path).and_then(|entries| {
        entries
            .map(|entry| Ok(entry?.file_name()))
            .collect::<io::Result<Vec<_>>>()
    });
    match names {
        Ok(mut names) => {
            names.sort();
            names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
            for path in names.iter().map(|name| path.join(name)) {
                if !leads_away(&path) {
                    gather(&path, found, errors);
                }
            }
        }
        Err(error) => errors.push(ReadError::open(path, error)),
    }
}

/// Whether what lies in a folder is no part of it: a link to another folder, which may be one above it, or
/// what is neither file nor folder and may never end, such as a pipe.
fn leads_away(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|what| {
        if what.is_dir() {
            path.is_symlink()
        } else {
            !what.is_file()
        }
    })
}

/// The files that match a path as a pattern; `None` where it is a file's, or matches none.
fn matches(path: &Path) -> Option<Vec<PathBuf>> {
    let pattern = path
        .to_str()
        .filter(|path| path.contains(['*', '?', '[']))?;
    if path.exists() {
        return None;
    }
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::default()
    };
    let paths = glob::glob_with(pattern, options).ok()?;
    let files: Vec<PathBuf> = paths.flatten().filter(|path| path.is_file()).collect();
    (!files.is_empty()).then_some(files)
}

/// Why a file gave no resolution.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing is there.
    #[error("{}: there is no such file", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{}: this is a folder, where a file was expected", path.display())]
    Folder {
        /// The path.
        path: PathBuf,
    },
    /// It cannot be opened or read.
    #[error("{}: cannot be read: {error}", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// It is binary.
    #[error("{}: expected text, found binary bytes, the first at byte {at}", path.display())]
    Binary {
        /// The path.
        path: PathBuf,
        /// The first byte that no text has.
        at: usize,
    },
    /// It is a cell of a table with nothing in it.
    #[error("{}: expected a text, found null", path.display())]
    Null {
        /// The name of the text, or the number of its row.
        path: PathBuf,
    },
    /// It is of a kind that is read, but gives no text.
    #[error("{}: {error}", path.display())]
    Extract {
        /// The path.
        path: PathBuf,
        /// Why.
        #[source]
        error: ExtractError,
    },
    /// It is something known that is not read.
    #[error("{}: this is {}, which is not read{}", path.display(), content.name(), advice(*content))]
    Unsupported {
        /// The path.
        path: PathBuf,
        /// What it is.
        content: Content,
    },
}

impl ReadError {
    pub(crate) fn open(path: &Path, error: io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::IsADirectory => Self::Folder { path },
            _ => Self::Io { path, error },
        }
    }

    fn extract(path: &Path, error: ExtractError) -> Self {
        let path = path.to_path_buf();
        match error {
            ExtractError::Unsupported {
                content: Content::Binary { at },
            } => Self::Binary { path, at },
            ExtractError::Unsupported { content } => Self::Unsupported { path, content },
            error => Self::Extract { path, error },
        }
    }

    /// What it says after the path.
    ///
    /// ```
    /// let error = operative::read("no/such/file").unwrap_err();
    /// assert_eq!(error.reason(), "there is no such file");
    /// ```
    #[must_use]
    pub fn reason(&self) -> String {
        let whole = self.to_string();
        let path = format!("{}: ", self.path().display());
        whole
            .strip_prefix(&path)
            .map_or(whole.clone(), str::to_owned)
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::Folder { path }
            | Self::Io { path, .. }
            | Self::Binary { path, .. }
            | Self::Null { path }
            | Self::Extract { path, .. }
            | Self::Unsupported { path, .. } => path,
        }
    }
}

/// What to do with a file that is not read.
const fn advice(content: Content) -> &'static str {
    match content {
        Content::Pdf => ": extract its text first (pdftotext -layout)",
        Content::Docx | Content::Html | Content::AkomaNtoso => ": save it as plain text first",
        Content::Other(_) => ": give the text of a resolution",
        _ => "",
    }
}
