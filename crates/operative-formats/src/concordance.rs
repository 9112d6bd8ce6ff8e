//! Writes a [`Concordance`] as a table of its paragraphs and as a page to read.

use std::fmt::Write as _;

use operative_grammar::NodeId;
use operative_semantics::{Concordance, Difference, Resolution};

/// One row of a concordance as text: what each version has there, and where they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow<'a> {
    /// The address of the paragraph in the first version that has it: `3(b)`, or its kind.
    pub address: String,
    /// For each version the label and the text of its paragraph; `None` where it has none.
    pub texts: Vec<Option<(Option<&'a str>, &'a str)>>,
    /// The differences of the row.
    pub differences: Vec<&'a Difference>,
}

/// The rows of a concordance as text, in order. The versions are those that were aligned.
///
/// ```
/// use operative_semantics::{align, resolve};
/// let read = |text: &str| resolve(operative_grammar::parse(text));
/// let first = read("The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides to act.\n");
/// let other = read("L’Assemblée générale,\n\nRappelant sa résolution 70/1,\n\n1. Décide d’agir.\n");
/// let versions = [&first, &other];
/// let concordance = align(&versions);
/// let rows: Vec<_> = operative_formats::concordance::rows(&concordance, &versions).collect();
/// assert_eq!(rows[2].address, "1");
/// assert_eq!(rows[2].texts[1], Some((Some("1."), "Décide d’agir.")));
/// ```
pub fn rows<'a>(
    concordance: &'a Concordance,
    versions: &'a [&'a Resolution],
) -> impl Iterator<Item = TextRow<'a>> {
    (0_u32..).zip(&concordance.rows).map(move |(at, row)| {
        let paragraph =
            |(resolution, id): (&&'a Resolution, &Option<NodeId>)| resolution.paragraph((*id)?);
        let paragraphs: Vec<_> = versions.iter().zip(&row.0).map(paragraph).collect();
        let address = paragraphs.iter().flatten().next().map(|paragraph| {
            let kind = paragraph.kind().as_str();
            paragraph.path().unwrap_or_else(|| kind.to_owned())
        });
        TextRow {
            address: address.unwrap_or_default(),
            texts: paragraphs
                .into_iter()
                .map(|paragraph| paragraph.map(|it| (it.label(), it.text())))
                .collect(),
            differences: of_row(concordance, Some(at)).collect(),
        }
    })
}

fn of_row(concordance: &Concordance, row: Option<u32>) -> impl Iterator<Item = &Difference> {
    let all = concordance.differences.iter();
    all.filter(move |difference| difference.row == row)
}

/// A difference in a sentence: `references: en has A/RES/70/1, fr has A/RES/70/2`.
///
/// The versions are those that were aligned.
#[must_use]
pub fn sentence(difference: &Difference, versions: &[&Resolution]) -> String {
    let code = |at: usize| {
        let version = versions.get(at);
        version.map_or_else(|| at.to_string(), |it| it.language().code().to_owned())
    };
    let side = |at: usize, has: &str| match has {
        "" => format!("{} has none", code(at)),
        has => format!("{} has {has}", code(at)),
    };
    let (first, other) = (
        side(0, &difference.first),
        side(difference.version as usize, &difference.other),
    );
    format!("{}: {first}, {other}", difference.kind.as_str())
}

/// How the page looks.
const STYLE: &str = "body{font:1rem/1.45 serif;margin:2rem}table{border-collapse:collapse;width:100%;\
table-layout:fixed}th,td{vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}\
th:first-child,td:first-child{width:5rem;color:#666}tr.differs td{background:#fff3cd}\
tr.note td{background:#fff3cd;color:#7a4b00;font-family:sans-serif;font-size:.85rem}\
td.none{background:#eee}";

/// The concordance as a page of HTML: a column for each version, a row for each paragraph, and below a
/// row that differs in what it does. The page needs nothing else.
///
/// ```
/// use operative_semantics::{align, resolve};
/// let first = resolve(operative_grammar::parse("1. Decides to act.\n"));
/// let page = operative_formats::concordance::html(&align(&[&first, &first]), &[&first, &first]);
/// assert!(page.contains("No differences."));
/// ```
#[must_use]
pub fn html(concordance: &Concordance, versions: &[&Resolution]) -> String {
    let title = versions.first().and_then(|first| first.symbol());
    let title = escaped(title.unwrap_or("Concordance"));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
    );
    page += &table(concordance, versions);
    page += "</body>\n</html>\n";
    page
}

/// The table of the page alone, for pages of others.
#[must_use]
pub fn table(concordance: &Concordance, versions: &[&Resolution]) -> String {
    let mut table = String::new();
    table += &match concordance.differences.len() {
        0 => "<p>No differences.</p>\n".to_owned(),
        1 => "<p>1 difference.</p>\n".to_owned(),
        count => format!("<p>{count} differences.</p>\n"),
    };
    table += "<table>\n<thead><tr><th></th>";
    for version in versions {
        let name = escaped(&version.language().facts().native_name);
        let _ = write!(table, "<th{}>{name}</th>", attributes(version));
    }
    table += "</tr></thead>\n<tbody>\n";
    let columns = versions.len() + 1;
    let notes = |table: &mut String, found: &[&Difference]| {
        for difference in found {
            let sentence = escaped(&sentence(difference, versions));
            let _ = writeln!(
                table,
                "<tr class=\"note\"><td colspan=\"{columns}\">{sentence}</td></tr>"
            );
        }
    };
    notes(&mut table, &of_row(concordance, None).collect::<Vec<_>>());
    for row in rows(concordance, versions) {
        let class = match row.differences[..] {
            [] => "",
            _ => " class=\"differs\"",
        };
        let _ = write!(table, "<tr{class}><td>{}</td>", escaped(&row.address));
        for (version, text) in versions.iter().zip(&row.texts) {
            let _ = match text {
                Some((label, text)) => write!(
                    table,
                    "<td{}>{}{}</td>",
                    attributes(version),
                    label.map_or_else(String::new, |label| escaped(label) + " "),
                    escaped(text)
                ),
                None => write!(table, "<td class=\"none\"></td>"),
            };
        }
        table += "</tr>\n";
        notes(&mut table, &row.differences);
    }
    table += "</tbody>\n</table>\n";
    table
}

/// The language and the direction of a version.
fn attributes(version: &Resolution) -> String {
    let language = version.language();
    let direction = if language.facts().right_to_left {
        " dir=\"rtl\""
    } else {
        ""
    };
    format!(" lang=\"{}\"{direction}", language.code())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use operative_semantics::{align, resolve};

    #[test]
    fn a_page_escapes_what_it_holds_and_says_what_differs() {
        let read = |text: &str| resolve(operative_grammar::parse(text));
        let first = read(
            "The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides <b>to act.\n",
        );
        let other = read("إن الجمعية العامة،\n\nإذ تشير إلى قرارها 70/2،\n\n1 - تقرر أن تعمل.\n");
        let page = html(&align(&[&first, &other]), &[&first, &other]);
        assert!(
            page.contains("references: en has A/RES/70/1, ar has A/RES/70/2"),
            "{page}"
        );
        assert!(page.contains("dir=\"rtl\"") && !page.contains("<b>to"));
    }
}
