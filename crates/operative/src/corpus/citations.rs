//! The citation network, from the tables of documents and references.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, RecordBatch};
use jiff::civil::Date;
use operative_formats::tables::arrow::date;
use operative_semantics::graph::{Cited, Graph, GraphBuilder, Work};

use super::text;

/// The network of documents and of what they cite.
pub(super) fn graph(documents: &[RecordBatch], references: &[RecordBatch]) -> Graph {
    let mut cited: HashMap<&str, Vec<Cited<'_>>> = HashMap::new();
    for batch in references {
        for row in 0..batch.num_rows() {
            let (Some(source), Some(target)) =
                (text(batch, "source", row), text(batch, "target", row))
            else {
                continue;
            };
            cited.entry(source).or_default().push(Cited {
                target,
                relation: text(batch, "relation", row).unwrap_or_default(),
                issuer: text(batch, "issuer", row),
                date: day(batch, "date", row),
                rule: text(batch, "rule", row).unwrap_or_default(),
            });
        }
    }
    let mut graph = GraphBuilder::default();
    for batch in documents {
        for row in 0..batch.num_rows() {
            let (Some(source), Some(symbol)) =
                (text(batch, "source", row), text(batch, "symbol", row))
            else {
                continue;
            };
            let owned = |name| text(batch, name, row).map(str::to_owned);
            let work = Work {
                symbol: symbol.to_owned(),
                title: owned("title"),
                organ: owned("organ"),
                agenda_title: owned("agenda_title"),
                adopted: day(batch, "adopted", row),
                in_corpus: true,
            };
            graph.add(work, cited.get(source).map_or(&[], Vec::as_slice));
        }
    }
    graph.finish()
}

fn day(batch: &RecordBatch, column: &str, row: usize) -> Option<Date> {
    let column = batch
        .column_by_name(column)?
        .as_primitive_opt::<Date32Type>()?;
    column.is_valid(row).then(|| date(column.value(row)))?
}
