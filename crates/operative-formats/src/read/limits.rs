//! How much of a file is read: what bounds the time and the memory that a hostile one can take.

use super::ExtractError;

/// Bytes of a file. The longest official documents have a few million.
pub(super) const FILE: usize = 64 << 20;
/// Bytes of text that a file may spell, and of any one part of it once it is unpacked.
pub(super) const TEXT: usize = 16 << 20;
/// How deep elements or objects may stand within each other.
pub(super) const DEPTH: usize = 256;
/// Elements of a document.
pub(super) const ELEMENTS: usize = 1 << 20;
/// Bytes of a part of a Word document, once it is unpacked: mark-up takes more than the text.
#[cfg(feature = "docx")]
pub(super) const PART: usize = 64 << 20;
/// Parts of a Word document.
#[cfg(feature = "docx")]
pub(super) const PARTS: usize = 10_000;
/// Pages of a PDF document.
#[cfg(feature = "pdf")]
pub(super) const PAGES: usize = 2000;

pub(super) fn check(what: &'static str, found: usize, limit: usize) -> Result<(), ExtractError> {
    if found > limit {
        return Err(ExtractError::TooLarge { what, limit });
    }
    Ok(())
}

pub(super) fn file(length: usize) -> Result<(), ExtractError> {
    check("bytes", length, FILE)
}

pub(super) fn text(length: usize) -> Result<(), ExtractError> {
    check("bytes of text", length, TEXT)
}
