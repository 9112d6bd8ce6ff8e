//! What a column is, and how a field of a row becomes a cell.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A column of a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Column {
    /// Its name, which is public interface.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// The type of its cells.
    pub r#type: ColumnType,
    /// Whether cells may be null.
    pub nullable: bool,
}

/// The type of a column's cells.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// Text.
    Text,
    /// A whole number that is not negative.
    Number,
    /// A calendar date; text in ISO form where a format has no dates.
    Date,
    /// A list of texts.
    List,
    /// True or false.
    Flag,
}

/// A cell of a row.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Text.
    Text(&'a str),
    /// A number.
    Number(u64),
    /// A date.
    Date(Date),
    /// A list of texts.
    List(&'a [String]),
    /// True or false.
    Flag(bool),
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Date(date) => date.serialize(serializer),
            Self::List(list) => list.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

/// A type that fields of rows have.
pub trait Value {
    /// The type of its cells.
    const TYPE: ColumnType;
    /// Whether it may be null.
    const NULLABLE: bool = false;

    /// As a cell.
    fn cell(&self) -> Cell<'_>;
}

impl Value for &str {
    const TYPE: ColumnType = ColumnType::Text;

    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Value for Cow<'_, str> {
    const TYPE: ColumnType = ColumnType::Text;

    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Value for usize {
    const TYPE: ColumnType = ColumnType::Number;

    fn cell(&self) -> Cell<'_> {
        Cell::Number(*self as u64)
    }
}

impl Value for bool {
    const TYPE: ColumnType = ColumnType::Flag;

    fn cell(&self) -> Cell<'_> {
        Cell::Flag(*self)
    }
}

impl Value for Date {
    const TYPE: ColumnType = ColumnType::Date;

    fn cell(&self) -> Cell<'_> {
        Cell::Date(*self)
    }
}

impl Value for Cow<'_, [String]> {
    const TYPE: ColumnType = ColumnType::List;

    fn cell(&self) -> Cell<'_> {
        Cell::List(self)
    }
}

impl<T: Value> Value for Option<T> {
    const TYPE: ColumnType = T::TYPE;
    const NULLABLE: bool = true;

    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, Value::cell)
    }
}

/// A row of one of the tables.
pub trait Row {
    /// Its columns, in order.
    const COLUMNS: &'static [Column];

    /// Its cells, one for each column.
    fn cells(&self) -> impl Iterator<Item = Cell<'_>>;
}

/// The name of a column, from that of its field.
pub(super) const fn column_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Defines a row and its columns: the doc comment of a field is what the column is about.
macro_rules! row {
    ($(#[$outer:meta])* $row:ident { $(#[doc = $about:literal] $field:ident: $type:ty,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $row<'a> {
            $(#[doc = $about] pub $field: $type,)+
        }

        impl<'a> $crate::tables::Row for $row<'a> {
            const COLUMNS: &'static [$crate::tables::Column] = &[
                $($crate::tables::Column {
                    name: $crate::tables::columns::column_name(stringify!($field)),
                    about: $about.trim_ascii(),
                    r#type: <$type as $crate::tables::Value>::TYPE,
                    nullable: <$type as $crate::tables::Value>::NULLABLE,
                },)+
            ];

            fn cells(&self) -> impl Iterator<Item = $crate::tables::Cell<'_>> {
                [$($crate::tables::Value::cell(&self.$field),)+].into_iter()
            }
        }
    };
}

pub(super) use row;
