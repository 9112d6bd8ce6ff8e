use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A package with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(text.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

fn document(body: &str) -> String {
    format!("<w:document><w:body>{body}</w:body></w:document>")
}

fn text(parts: &[(&str, &str)]) -> String {
    extract(&package(parts)).expect("a Word document").text
}

const NUMBERING: &str = r#"<w:numbering>
    <w:abstractNum w:abstractNumId="4">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>
</w:numbering>"#;

fn listed(level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

#[test]
fn labels_are_counted_as_word_counts_them() {
    let body = [
        listed(0, "Decides:"),
        listed(1, "To act;"),
        listed(1, "To wait;"),
        listed(0, "Requests:"),
        listed(1, "Wells."),
    ];
    let parts = [
        (DOCUMENT, document(&body.concat())),
        ("word/numbering.xml", NUMBERING.to_owned()),
    ];
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    assert_eq!(
        text(&parts),
        "1. Decides:\n\n(a) To act;\n\n(b) To wait;\n\n2. Requests:\n\n(a) Wells.\n"
    );
}

#[test]
fn styles_runs_and_notes() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Wells</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Recalling</w:t></w:r><w:r><w:t xml:space="preserve"> its resolution 70/1,</w:t></w:r>
            <w:r><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>"#;
    let styles =
        r#"<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let notes = r#"<w:footnotes><w:footnote w:id="0"><w:p/></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A/70/1.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let bytes = package(&[
        (DOCUMENT, &document(body)),
        ("word/styles.xml", styles),
        ("word/footnotes.xml", notes),
    ]);
    let extracted = extract(&bytes).expect("a Word document");
    assert_eq!(
        extracted.text,
        "## Wells\n\n*Recalling* its resolution 70/1,[^1]\n\n[^1]: A/70/1.\n"
    );
    let place = |part: &str, number| Place::Paragraph {
        part: part.into(),
        number,
    };
    let places: Vec<_> = extracted
        .origins
        .iter()
        .map(|origin| &origin.place)
        .collect();
    assert_eq!(
        places,
        [
            &place(DOCUMENT, 1),
            &place(DOCUMENT, 2),
            &place("word/footnotes.xml", 2)
        ]
    );
}

#[test]
fn the_masthead_stands_in_a_table_and_in_the_first_header() {
    let body = r#"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>General Assembly</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Distr.: General</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:sectPr><w:titlePg/><w:headerReference w:type="first" r:id="rId3"/></w:sectPr>"#;
    let relations =
        r#"<Relationships><Relationship Id="rId3" Target="header1.xml"/></Relationships>"#;
    let header = "<w:hdr><w:p><w:r><w:t>A/RES/77/1</w:t></w:r></w:p></w:hdr>";
    assert_eq!(
        text(&[
            (DOCUMENT, &document(body)),
            ("word/_rels/document.xml.rels", relations),
            ("word/header1.xml", header),
        ]),
        "A/RES/77/1\n\nGeneral Assembly\n\nDistr.: General\n"
    );
}

#[test]
fn tables_of_the_body_are_rows() {
    let long = "x".repeat(MASTHEAD + 1);
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |one, other| format!("<w:tr>{}{}</w:tr>", cell(one), cell(other));
    let body = format!(
        "<w:p><w:r><w:t>{long}</w:t></w:r></w:p><w:tbl>{}{}</w:tbl>",
        row("State", "Per cent"),
        row("Wells", "0.1")
    );
    let text = text(&[(DOCUMENT, &document(&body))]);
    assert!(
        text.ends_with("| State | Per cent |\n| Wells | 0.1 |\n"),
        "{text}"
    );
}

#[test]
fn hostile_packages_are_bounded() {
    let none = extract(&package(&[("word/other.xml", "<a/>")]));
    assert!(matches!(none, Err(ExtractError::Broken { .. })), "{none:?}");
    // A megabyte that unpacks to a hundred.
    let bomb = document(&" ".repeat(100 << 20));
    let found = extract(&package(&[(DOCUMENT, &bomb)]));
    assert!(
        matches!(found, Err(ExtractError::TooLarge { .. })),
        "{found:?}"
    );
    let cut = package(&[(DOCUMENT, &document("<w:p/>"))]);
    assert!(matches!(
        extract(&cut[..cut.len() / 2]),
        Err(ExtractError::Broken { .. })
    ));
}

#[test]
fn notes_that_call_notes_end() {
    let call = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let notes = format!(
        r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>one</w:t></w:r>{}</w:p></w:footnote></w:footnotes>"#,
        call(2)
    );
    let body = format!("<w:p><w:r><w:t>Recalling it,</w:t></w:r>{}</w:p>", call(2));
    assert_eq!(
        text(&[(DOCUMENT, &document(&body)), ("word/footnotes.xml", &notes)]),
        "Recalling it,[^1]\n\n[^1]: one\n"
    );
}
