//! Files of every kind that is read, made on the spot.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A resolution as a site gives it out.
pub(crate) const HTML: &str = r##"<!DOCTYPE html>
<html lang="en"><head><title>Site</title><style>p {}</style></head>
<body><nav><a href="/">Home</a></nav><script>if (1 < 2) write("<p>no</p>")</script>
<main>
<table role="presentation"><tr><td>A/RES/99/1</td></tr></table>
<p><i>The General Assembly</i>,
<p><em>Recalling</em> its resolution 98/1<a href="#fn1" id="r1"><sup>1</sup></a> and the report<sup><a href="#fn2">2</a></sup>,</p>
<ol><li><i>Decides</i> to act:</li></ol>
<p hidden>This paragraph is hidden.</p>
<div><p>(a) At once;</p></div>
<p>(b) Later;</p>
<table><tr><th>State</th><th>Share</th></tr><tr><td>Atlantis</td><td>0.5</td></tr></table>
<section><ol><li id="fn1"><p>A/98/1.<a href="#r1">↩</a></p></li><li id="fn2"><p>A/98/2.</p></li></ol></section>
</main></body></html>"##;

/// A resolution that is written from right to left.
pub(crate) const ARABIC: &str = "<!DOCTYPE html><html lang=ar dir=rtl><meta charset=utf-8>\
    <p><i>إن الجمعية العامة</i>،<p>1 - <em>تقرر</em> ذلك.";

/// A resolution in the XML of the United Nations.
pub(crate) const AKN: &str = r#"<?xml version="1.0"?><akomaNtoso><statement><meta><FRBRlanguage language="zho"/></meta>
<preface><p>第99/1号决议</p></preface><preamble><p><i>大会</i>，</p></preamble>
<mainBody><paragraph><num>1.</num><content><p><i>决定</i>采取行动<authorialNote marker="1"><p>A/98/1。</p></authorialNote>。</p></content></paragraph></mainBody></statement></akomaNtoso>"#;

/// A ZIP archive of some files.
pub(crate) fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A Word document with lists, notes, styles and text that was deleted.
pub(crate) fn docx() -> Vec<u8> {
    let document = r#"<w:document xmlns:w="w"><w:body>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>A/RES/99/1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:rPr><w:i/></w:rPr><w:t>The General Assembly</w:t></w:r><w:r><w:t>,</w:t></w:r></w:p>
        PREAMBLE
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>At once;</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Sub"/></w:pPr><w:r><w:t>For the 3</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>rd</w:t></w:r><w:r><w:t xml:space="preserve"> time;</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t>Requests</w:t></w:r><w:r><w:t xml:space="preserve"> a report.</w:t></w:r><w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>
        </w:body></w:document>"#
        .replace("PREAMBLE", r#"<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Recalling</w:t></w:r><w:r><w:t xml:space="preserve"> its resolution 98/1 of 1 May 2043,</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>Decides</w:t></w:r><w:r><w:t xml:space="preserve"> to act:</w:t></w:r></w:p>"#);
    let footnotes = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A/98/1.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="3"><w:p><w:r><w:t>* Second note.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
        </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Base"/></w:style>
        <w:style w:type="character" w:styleId="Lead"><w:rPr><w:i/></w:rPr></w:style></w:styles>"#;
    zip(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", document.into_bytes()),
        ("word/footnotes.xml", footnotes.into()),
        ("word/numbering.xml", numbering.into()),
        ("word/styles.xml", styles.into()),
    ])
}

/// A PDF document whose pages all show the same text.
pub(crate) fn pdf(pages: usize, text: &str) -> Vec<u8> {
    pdf_of(&vec![text; pages])
}

/// A PDF document whose pages show these texts. Tabs part the columns of a line.
pub(crate) fn pdf_of(pages: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
            .into(),
    ];
    let mut kids = String::new();
    for text in pages {
        let line = |line: &str| {
            let columns = line.matches('\t').count();
            let cells = line.replace('\t', ") Tj 100 0 Td (");
            format!("({cells}) Tj -{} 0 Td T* ", 100 * columns)
        };
        let lines: String = text.lines().map(line).collect();
        let content = format!("BT /F1 10 Tf 12 TL 72 700 Td {lines}ET");
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
        let content = objects.len();
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"));
        kids += &format!("{} 0 R ", objects.len());
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len());
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let trailer = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    bytes.extend(trailer.into_bytes());
    bytes
}

/// One file of each kind that keeps origins.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("docx", docx()),
        ("html", HTML.into()),
        ("html in Arabic", ARABIC.into()),
        ("akn", AKN.into()),
        (
            "pdf",
            pdf(
                1,
                "The General Assembly,\nRecalling its resolution 98/1,\n1. Decides to act.",
            ),
        ),
    ]
}
