//! The package of a Word document: a ZIP archive of XML parts.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::WHAT;
use crate::content::decode;
use crate::read::xml::Xml;
use crate::read::{ExtractError, limits};

pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ExtractError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        limits::check("parts", archive.len(), limits::PARTS)?;
        Ok(Self(archive))
    }

    /// A part, where there is one. A part is read to the limit of text, however much it says that it
    /// holds once unpacked.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml>, ExtractError> {
        let part = match self.0.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                return Err(ExtractError::Encrypted { what: WHAT });
            }
            Err(error) => return Err(broken(error)),
        };
        let mut bytes = Vec::new();
        let most = limits::PART as u64 + 1;
        part.take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(ZipError::Io(error)))?;
        limits::check("bytes in one part", bytes.len(), limits::PART)?;
        Xml::parse(&decode(&bytes).text, WHAT).map(Some)
    }
}

fn broken(error: ZipError) -> ExtractError {
    ExtractError::Broken {
        what: WHAT,
        reason: error.to_string(),
    }
}
