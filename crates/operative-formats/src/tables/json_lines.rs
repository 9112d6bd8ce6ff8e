//! JSON Lines: a row is an object on a line of its own.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::columns::Row;

/// Writes rows as JSON Lines.
///
/// ```
/// use operative_formats::tables::{DiagnosticRow, write_json_lines};
/// let mut out = Vec::new();
/// write_json_lines(&[DiagnosticRow::unread("lost.md", "there is no such file")], &mut out)?;
/// assert!(out.starts_with(br#"{"source":"lost.md","code":"file-unread""#));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_json_lines<R: Row>(rows: &[R], out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    for row in rows {
        line.clear();
        serde_json::to_writer(&mut line, &Object(row))?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

struct Object<'r, R>(&'r R);

impl<R: Row> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(R::COLUMNS.len()))?;
        for (column, cell) in R::COLUMNS.iter().zip(self.0.cells()) {
            object.serialize_entry(column.name, &cell)?;
        }
        object.end()
    }
}
