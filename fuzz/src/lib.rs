//! What the targets share.

use std::io::{Cursor, Write};

use operative_formats::read::Extracted;
use operative_formats::tables::{Format, Rows, TableWriter};
use operative_grammar::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[path = "../../crates/operative-grammar/tests/whole/mod.rs"]
mod whole;

/// What must hold of a document.
///
/// # Errors
/// What does not.
pub fn check(document: &Document) -> Result<(), String> {
    whole::check(document)
}

/// Reads a file as the library does; its origins lie in its text, in their order.
pub fn extract(bytes: &[u8]) -> Option<Extracted> {
    let extracted = operative_formats::read::extract(bytes).ok()?;
    let mut end = 0;
    for origin in extracted.origins.iter() {
        assert!(origin.span.start >= end, "two origins overlap");
        assert!(!origin.span.slice(&extracted.text).is_empty());
        end = origin.span.end;
    }
    Some(extracted)
}

/// A ZIP archive of parts, stored as they are.
pub fn package<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, options).expect("a file");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A PDF document of one page that draws what it is told to, in two fonts.
pub fn pdf(content: &[u8]) -> Vec<u8> {
    let stream = [
        format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(),
        content,
        b"\nendstream",
    ]
    .concat();
    let objects: [&[u8]; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>",
        &stream,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend(
            format!("{number} 0 obj\n")
                .bytes()
                .chain(object.iter().copied()),
        );
        bytes.extend(b"\nendobj\n");
    }
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
        objects.len() + 1,
        bytes.len()
    );
    [bytes, table.into_bytes(), end.into_bytes()].concat()
}

/// Writes rows in every format, to nowhere.
pub fn write_tables(rows: &Rows<'_>) {
    for format in [Format::JsonLines, Format::Csv, Format::Arrow] {
        let mut writer =
            TableWriter::new(format, |_| Ok(Box::new(std::io::sink()))).expect("a writer");
        writer.write(rows).expect("rows that can be written");
        writer.finish().expect("tables that can be ended");
    }
}
