//! Arrow: the tables as record batches, each field with what it is about as its metadata.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;

use super::columns::{Cell, Column, ColumnType, Row};
use super::rows::{DiagnosticRow, Rows, Table, TakeRows};

/// The key of a field's metadata under which stands what it is about.
pub const DESCRIPTION: &str = "description";

/// The day that Arrow counts dates from.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The schema of a table.
///
/// ```
/// use operative_formats::tables::{Table, arrow::schema};
/// assert_eq!(schema(Table::Footnotes).field(0).name(), "source");
/// ```
#[must_use]
pub fn schema(table: Table) -> SchemaRef {
    schema_of(table.columns())
}

fn schema_of(columns: &[Column]) -> SchemaRef {
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| {
            let about = HashMap::from([(DESCRIPTION.to_owned(), column.about.to_owned())]);
            Field::new(column.name, data_type(column.r#type), column.nullable).with_metadata(about)
        })
        .collect();
    Arc::new(Schema::new(fields))
}

fn data_type(r#type: ColumnType) -> DataType {
    match r#type {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Number => DataType::Int64,
        ColumnType::Date => DataType::Date32,
        ColumnType::List => DataType::new_list(DataType::Utf8, true),
        ColumnType::Flag => DataType::Boolean,
    }
}

/// Gathers rows into record batches, one for each table.
#[derive(Debug)]
pub struct Batches {
    tables: [TableBuilder; Table::ALL.len()],
}

impl Default for Batches {
    fn default() -> Self {
        Self {
            tables: Table::ALL.map(|table| TableBuilder::new(table.columns())),
        }
    }
}

impl Batches {
    /// Adds the rows of one document.
    pub fn push(&mut self, rows: &Rows<'_>) {
        let Ok(()) = rows.give(self);
    }

    /// Adds what there is to say about a file that could not be read.
    pub fn push_diagnostic(&mut self, row: &DiagnosticRow<'_>) {
        self.tables[Table::Diagnostics as usize].push(row);
    }

    /// The rows of the largest table so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.tables
            .iter()
            .map(|table| table.rows)
            .max()
            .unwrap_or_default()
    }

    /// Gives the batches, in the order of [`Table::ALL`], and starts anew.
    ///
    /// # Errors
    /// Where a batch would be larger than Arrow can address.
    pub fn finish(&mut self) -> Result<Vec<RecordBatch>, ArrowError> {
        self.tables.iter_mut().map(TableBuilder::finish).collect()
    }
}

impl TakeRows for Batches {
    type Error = Infallible;

    fn take<R: Row>(&mut self, table: Table, rows: &[R]) -> Result<(), Infallible> {
        let builder = &mut self.tables[table as usize];
        rows.iter().for_each(|row| builder.push(row));
        Ok(())
    }
}

/// The rows of any one table as a record batch.
///
/// ```
/// use operative_formats::tables::{DiagnosticRow, arrow::batch};
/// let batch = batch(&[DiagnosticRow::unread("lost.md", "there is no such file")])?;
/// assert_eq!(batch.schema().field(1).name(), "code");
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
///
/// # Errors
/// Where the batch would be larger than Arrow can address.
pub fn batch<R: Row>(rows: &[R]) -> Result<RecordBatch, ArrowError> {
    let mut builder = TableBuilder::new(R::COLUMNS);
    rows.iter().for_each(|row| builder.push(row));
    builder.finish()
}

#[derive(Debug)]
struct TableBuilder {
    names: &'static [Column],
    columns: Vec<ColumnBuilder>,
    rows: usize,
}

impl TableBuilder {
    fn new(columns: &'static [Column]) -> Self {
        Self {
            names: columns,
            columns: columns.iter().map(ColumnBuilder::new).collect(),
            rows: 0,
        }
    }

    fn push<R: Row>(&mut self, row: &R) {
        for (column, cell) in self.columns.iter_mut().zip(row.cells()) {
            column.push(cell);
        }
        self.rows += 1;
    }

    fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        RecordBatch::try_new(schema_of(self.names), columns)
    }
}

#[derive(Debug)]
enum ColumnBuilder {
    Text(StringBuilder),
    Number(Int64Builder),
    Date(Date32Builder),
    List(ListBuilder<StringBuilder>),
    Flag(BooleanBuilder),
}

impl ColumnBuilder {
    fn new(column: &Column) -> Self {
        match column.r#type {
            ColumnType::Text => Self::Text(StringBuilder::new()),
            ColumnType::Number => Self::Number(Int64Builder::new()),
            ColumnType::Date => Self::Date(Date32Builder::new()),
            ColumnType::List => Self::List(ListBuilder::new(StringBuilder::new())),
            ColumnType::Flag => Self::Flag(BooleanBuilder::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Number(column), Cell::Number(number)) => column.append_value(number as i64),
            (Self::Date(column), Cell::Date(date)) => column.append_value(days(date)),
            (Self::List(column), Cell::List(list)) => {
                list.iter()
                    .for_each(|text| column.values().append_value(text));
                column.append(true);
            }
            (Self::Flag(column), Cell::Flag(flag)) => column.append_value(flag),
            // A cell has its column's type or none.
            (Self::Text(column), _) => column.append_null(),
            (Self::Number(column), _) => column.append_null(),
            (Self::Date(column), _) => column.append_null(),
            (Self::List(column), _) => column.append(false),
            (Self::Flag(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Date(column) => Arc::new(column.finish()),
            Self::List(column) => Arc::new(column.finish()),
            Self::Flag(column) => Arc::new(column.finish()),
        }
    }
}

/// A date as Arrow counts it.
fn days(date: Date) -> i32 {
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

/// The date that a number of Arrow's days is; `None` beyond the calendar.
///
/// ```
/// let date = operative_formats::tables::arrow::date(19_341);
/// assert_eq!(date.unwrap().to_string(), "2022-12-15");
/// ```
#[must_use]
pub fn date(days: i32) -> Option<Date> {
    EPOCH
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}
