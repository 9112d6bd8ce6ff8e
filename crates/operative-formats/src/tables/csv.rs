//! CSV: a header, then a record for each row. Lists are JSON arrays.

use std::io::Write;

use super::columns::{Cell, Column, Row};

/// Writes the header.
pub(super) fn write_header(columns: &[Column], out: &mut dyn Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns.iter().map(|column| column.name))?;
    Ok(writer.flush()?)
}

/// Writes rows, without a header.
pub(super) fn write<R: Row>(rows: &[R], out: &mut dyn Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        for cell in row.cells() {
            match cell {
                Cell::Null => writer.write_field("")?,
                Cell::Text(text) => writer.write_field(text)?,
                Cell::Number(number) => writer.write_field(number.to_string())?,
                Cell::Date(date) => writer.write_field(date.to_string())?,
                Cell::List(list) => {
                    let array = serde_json::to_string(list).map_err(std::io::Error::from)?;
                    writer.write_field(array)?;
                }
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.flush()?)
}
