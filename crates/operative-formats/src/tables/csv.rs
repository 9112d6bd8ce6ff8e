//! CSV: a header, then a record for each row. Lists are JSON arrays.

use std::io::Write;

use serde_json::{Value, json};

use super::columns::{Cell, Column, ColumnType, Row};
use super::rows::Table;

/// What a table's columns hold, as CSV files cannot say themselves: the metadata that stands beside
/// `paragraphs.csv` as `paragraphs.csv-metadata.json`, in the form of the W3C's Model for Tabular
/// Data and Metadata on the Web.
///
/// ```
/// use operative_formats::tables::{Table, csv_metadata};
/// let metadata = csv_metadata(Table::Documents);
/// assert_eq!(metadata["url"], "documents.csv");
/// assert_eq!(metadata["tableSchema"]["columns"][8]["datatype"], "date");
/// ```
#[must_use]
pub fn csv_metadata(table: Table) -> Value {
    let columns = table.columns().iter().map(|column| {
        json!({
            "name": column.name,
            "titles": column.name,
            "dc:description": column.about,
            "datatype": match column.r#type {
                ColumnType::Text => "string",
                ColumnType::Number => "nonNegativeInteger",
                ColumnType::Date => "date",
                ColumnType::List => "json",
                ColumnType::Flag => "boolean",
            },
            "required": !column.nullable,
        })
    });
    json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": format!("{}.csv", table.name()),
        "tableSchema": { "columns": columns.collect::<Vec<_>>() },
    })
}

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
                Cell::Flag(flag) => writer.write_field(flag.to_string())?,
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
