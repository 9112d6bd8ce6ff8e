//! The tables take every row, and a row of JSON is read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use operative_formats::tables::Rows;
use operative_formats::tables::arrow::Batches;

fuzz_target!(|text: &str| {
    let resolution = operative::parse(text);
    let rows = Rows::of("a.md", &resolution);
    let mut batches = Batches::default();
    batches.push(&rows);
    assert!(batches.finish().expect("batches")[1].num_rows() == rows.paragraphs.len());
    operative_fuzz::write_tables(&rows);
});
