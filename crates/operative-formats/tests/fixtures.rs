//! What holds of every fixture and every example, whatever is in it.

use std::fs;
use std::path::{Path, PathBuf};

use operative_formats::content::{Content, decode};
use operative_formats::json::{Node, Tree};
use operative_formats::read::extract;
use operative_formats::tables::arrow::{Batches, schema};
use operative_formats::tables::{Cell, Format, Row, Rows, Table, TableWriter};
use operative_formats::write::{akn, markdown};
use operative_semantics::Resolution;
use proptest::prelude::*;
use told::told;

mod told;

/// Every fixture and example that holds text, read.
fn resolutions() -> Vec<(PathBuf, Resolution)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = [
        root.join("tests/fixtures"),
        root.join("tests/fixtures/organs"),
        root.join("examples"),
    ];
    let paths = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let read: Vec<_> = paths
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .filter_map(|path| {
            let bytes = fs::read(&path).expect("a file that can be read");
            let text = (Content::of(&bytes) == Content::Text).then(|| decode(&bytes).text)?;
            let resolution = operative_semantics::resolve(operative_grammar::parse(&text));
            Some((path.clone(), resolution))
        })
        .collect();
    assert!(read.len() > 20, "the fixtures are not where they were");
    read
}

#[test]
fn json_reads_back_to_an_equal_tree() {
    for (path, resolution) in resolutions() {
        let tree = Tree::of(&resolution);
        let json = serde_json::to_string(&tree).expect("a tree that can be written");
        let back: Tree = serde_json::from_str(&json).expect("a tree that can be read");
        assert_eq!(back, tree, "{}", path.display());
    }
}

/// The fixtures whose tables are others once they were written and read.
fn changed(write: impl Fn(&Resolution) -> String) -> Vec<String> {
    let mut changed: Vec<String> = resolutions()
        .into_iter()
        .filter(|(_, resolution)| {
            let text = extract(write(resolution).as_bytes()).expect("text").text;
            let back = operative_semantics::resolve(operative_grammar::parse(&text));
            told(resolution) != told(&back)
        })
        .filter_map(|(path, _)| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    changed.sort();
    changed
}

#[test]
fn markdown_reads_back_to_the_same_tree() {
    assert_eq!(changed(markdown), [""; 0]);
}

#[test]
fn akoma_ntoso_reads_back_to_the_same_tree() {
    assert_eq!(changed(akn), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_of_any_text_reads_back(
        lines in prop::collection::vec(prop::sample::select(lines()), 0..24),
        other in "\\PC{0,40}",
    ) {
        let text = format!("{}\n\n{other}", lines.join("\n"));
        let tree = Tree::of(&operative_semantics::resolve(operative_grammar::parse(&text)));
        let json = serde_json::to_string(&tree).expect("a tree that can be written");
        prop_assert_eq!(serde_json::from_str::<Tree>(&json).expect("a tree"), tree);
    }

    #[test]
    fn any_text_is_written(lines in prop::collection::vec(prop::sample::select(lines()), 0..24)) {
        let text = lines.join("\n");
        let resolution = operative_semantics::resolve(operative_grammar::parse(&text));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let markdown = unmarked(&markdown(&resolution));
        let back = extract(akn(&resolution).as_bytes()).expect("well-formed XML");
        let back = unmarked(&back.text);
        // What the tree says is in both, though it may be read in another way: a mark at the start
        // of a line, say, once the line stands alone.
        for paragraph in resolution.paragraphs() {
            for word in words(paragraph.text()).iter().filter(|word| word.chars().all(char::is_alphanumeric)) {
                prop_assert!(markdown.contains(word.as_str()), "{word} is not in the Markdown");
                prop_assert!(back.contains(word.as_str()), "{word} is not in the XML");
            }
        }
    }
}

/// Markdown without the marks that may stand within a word.
fn unmarked(markdown: &str) -> String {
    markdown
        .replace('*', "")
        .replace("<sup>", "")
        .replace("</sup>", "")
}

/// Every line of the fixtures and examples.
fn lines() -> Vec<String> {
    let resolutions = resolutions();
    let sources = resolutions.iter().map(|(_, it)| it.document.source());
    sources.flat_map(str::lines).map(str::to_owned).collect()
}

#[test]
fn the_tree_holds_every_paragraph_below_its_parent() {
    fn walk(node: &Node, parent: Option<usize>, seen: &mut Vec<(usize, Option<usize>)>) {
        seen.push((node.paragraph, parent));
        node.children
            .iter()
            .for_each(|child| walk(child, Some(node.paragraph), seen));
    }
    for (path, resolution) in resolutions() {
        let mut seen = Vec::new();
        Tree::of(&resolution)
            .body
            .iter()
            .for_each(|node| walk(node, None, &mut seen));
        let all: Vec<_> = resolution
            .paragraphs()
            .map(|it| {
                (
                    it.id().index(),
                    it.parent().map(|parent| parent.id().index()),
                )
            })
            .collect();
        assert_eq!(seen, all, "{}", path.display());
    }
}

#[test]
fn paragraphs_stand_in_the_order_of_their_text() {
    // The views look up the paragraph of a call by this order, and the references of a place by theirs.
    for (path, resolution) in resolutions() {
        let nodes = resolution.document.nodes();
        assert!(
            nodes.is_sorted_by_key(|node| node.passage.text.start),
            "{}",
            path.display()
        );
        assert!(
            resolution.document.calls().is_sorted_by_key(|call| call.at),
            "{}",
            path.display()
        );
        assert!(
            resolution
                .references
                .is_sorted_by_key(|reference| reference.place),
            "{}",
            path.display()
        );
    }
}

#[test]
fn offsets_are_characters_of_the_source() {
    for (path, resolution) in resolutions() {
        let source: Vec<char> = resolution.document.source().chars().collect();
        let rows = Rows::of("a.md", &resolution);
        for row in &rows.paragraphs {
            // An escape, or the beginning of emphasis, may stand within a label.
            let printed = source[row.start..row.end].iter();
            let marks = ['\\', '_', '*', ' '];
            let printed: String = printed.filter(|c| !marks.contains(c)).collect();
            if let Some(label) = &row.label {
                let label = label.replace(' ', "");
                assert!(printed.contains(&label), "{}: {row:?}", path.display());
            }
        }
        for row in &rows.references {
            assert!(
                row.start <= row.end && row.end <= source.len(),
                "{}",
                path.display()
            );
        }
        for row in &rows.footnotes {
            assert!(row.end <= source.len(), "{}", path.display());
            if let (Some(paragraph), Some(offset)) = (row.paragraph, row.offset) {
                let text = &rows.paragraphs[paragraph].text;
                assert!(offset <= text.chars().count(), "{}", path.display());
            }
        }
    }
}

#[test]
fn cells_have_the_types_of_their_columns() {
    fn check(row: &impl Row, table: Table) {
        use operative_formats::tables::ColumnType;
        let cells: Vec<Cell<'_>> = row.cells().collect();
        assert_eq!(cells.len(), table.columns().len());
        for (cell, column) in cells.iter().zip(table.columns()) {
            let fits = match cell {
                Cell::Null => column.nullable,
                Cell::Text(_) => column.r#type == ColumnType::Text,
                Cell::Number(_) => column.r#type == ColumnType::Number,
                Cell::Date(_) => column.r#type == ColumnType::Date,
                Cell::List(_) => column.r#type == ColumnType::List,
                Cell::Flag(_) => column.r#type == ColumnType::Flag,
            };
            assert!(fits, "{column:?}: {cell:?}");
        }
    }
    for (_, resolution) in resolutions() {
        let rows = Rows::of("a.md", &resolution);
        check(&rows.document, Table::Documents);
        rows.paragraphs
            .iter()
            .for_each(|row| check(row, Table::Paragraphs));
        rows.footnotes
            .iter()
            .for_each(|row| check(row, Table::Footnotes));
        rows.references
            .iter()
            .for_each(|row| check(row, Table::References));
        rows.diagnostics
            .iter()
            .for_each(|row| check(row, Table::Diagnostics));
    }
}

#[test]
fn every_format_takes_every_row() {
    let resolutions = resolutions();
    let mut batches = Batches::default();
    let mut counts = [0; Table::ALL.len()];
    let mut writers: Vec<TableWriter> = [
        Format::JsonLines,
        Format::Csv,
        Format::Parquet,
        Format::Arrow,
    ]
    .into_iter()
    .map(|format| TableWriter::new(format, |_| Ok(Box::new(std::io::sink()))).expect("a writer"))
    .collect();
    for (path, resolution) in &resolutions {
        let source = path.to_string_lossy();
        let rows = Rows::of(&source, resolution);
        batches.push(&rows);
        let found = [
            1,
            rows.paragraphs.len(),
            rows.footnotes.len(),
            rows.references.len(),
            rows.diagnostics.len(),
            rows.votes.len(),
            rows.mandates.len(),
        ];
        counts
            .iter_mut()
            .zip(found)
            .for_each(|(count, found)| *count += found);
        for writer in &mut writers {
            writer.write(&rows).expect("a row that can be written");
        }
    }
    for writer in writers {
        writer.finish().expect("tables that can be ended");
    }
    let batches = batches.finish().expect("batches");
    for ((table, batch), count) in Table::ALL.into_iter().zip(batches).zip(counts) {
        assert_eq!(batch.num_rows(), count, "{table:?}");
        assert_eq!(batch.schema(), schema(table));
    }
}
