//! What must hold of every document, whatever the source: nothing is lost, ranges nest, and parsing
//! never fails.

use std::fs;
use std::path::{Path, PathBuf};

use operative_grammar::{Document, LeafKind, Passage, Span, parse};
use proptest::prelude::*;

/// Every text below a folder, by its path.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "md" || extension == "txt")
            && let Ok(text) = fs::read_to_string(&path)
        {
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn fixtures() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = texts(&root.join("tests/fixtures"));
    found.extend(texts(&root.join("examples")));
    assert!(found.len() > 20, "the fixtures are missing");
    found
}

/// Blanks, and marks that only steer direction or encoding.
fn blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Every non-blank character lies in exactly one leaf.
fn nothing_is_lost(document: &Document) -> Result<(), String> {
    let source = document.source();
    let mut spans: Vec<Span> = document.leaves().iter().map(|leaf| leaf.span).collect();
    spans.sort();
    let mut at = 0_u32;
    for span in spans {
        if span.start < at {
            return Err(format!("two leaves hold byte {}", span.start));
        }
        let between = source
            .get(at as usize..span.start as usize)
            .ok_or("a leaf cuts a character")?;
        if let Some(lost) = between.chars().find(|c| !blank(*c)) {
            return Err(format!("{lost:?} is in no leaf, in {between:?}"));
        }
        at = span.end;
    }
    match source
        .get(at as usize..)
        .ok_or("a leaf cuts a character")?
        .chars()
        .find(|c| !blank(*c))
    {
        Some(lost) => Err(format!("{lost:?} at the end is in no leaf")),
        None => Ok(()),
    }
}

fn check(document: &Document) -> Result<(), String> {
    nothing_is_lost(document)?;
    let (source, text) = (document.source(), document.text());
    if !document.leaves().is_sorted_by_key(|leaf| leaf.text.start) {
        return Err("the leaves are not in the order of the clean text".into());
    }
    for leaf in document.leaves() {
        let clean = text
            .get(leaf.text.range())
            .ok_or("a leaf's text cuts a character")?;
        if leaf.kind == LeafKind::Text && leaf.span.slice(source) != clean {
            return Err(format!(
                "a leaf of {:?} carries {clean:?}",
                leaf.span.slice(source)
            ));
        }
    }
    let passages: Vec<Passage> = document
        .masthead()
        .lines
        .iter()
        .map(|line| line.passage)
        .chain(document.nodes().iter().map(|node| node.passage))
        .chain(document.footnotes().iter().map(|note| note.passage))
        .collect();
    let mut end = 0;
    for passage in &passages {
        if passage.text.start < end || text.get(passage.text.range()).is_none() {
            return Err("passages overlap or cut a character".into());
        }
        end = passage.text.end;
        if document
            .leaves_of(*passage)
            .iter()
            .any(|leaf| leaf.text.start < passage.text.start)
        {
            return Err("a leaf lies outside its passage".into());
        }
        let spans = document.spans_of(*passage);
        if spans.iter().any(|span| source.get(span.range()).is_none()) {
            return Err("a span of a passage cuts a character".into());
        }
    }
    for (at, node) in document.nodes().iter().enumerate() {
        let above = |parent: operative_grammar::NodeId| {
            parent.index() < at && document.node(parent).level <= node.level
        };
        if node.parent.is_some_and(|parent| !above(parent)) {
            return Err(format!("node {at} stands before or above its parent"));
        }
        if node
            .lead
            .is_some_and(|lead| !node.passage.text.contains(lead) || lead.is_empty())
        {
            return Err(format!("the lead of node {at} lies outside it"));
        }
        if node
            .label
            .as_ref()
            .is_some_and(|label| label.span.slice(source).is_empty())
        {
            return Err(format!("the label of node {at} is nowhere"));
        }
    }
    for call in document.calls() {
        let holds =
            |passage: &Passage| passage.text.start <= call.at && call.at <= passage.text.end;
        // Passages are in the order of the text: the last that begins at or before the call.
        let place = passages.partition_point(|passage| passage.text.start <= call.at);
        if !passages[..place].last().is_some_and(holds) {
            return Err(format!("call {} lies in no passage", call.label));
        }
    }
    Ok(())
}

fn assert_holds(name: &Path, source: &str) {
    let parsed = parse(source);
    if let Err(fault) = check(&parsed.document) {
        panic!("{}: {fault}", name.display());
    }
    for diagnostic in &parsed.diagnostics {
        assert!(
            source.get(diagnostic.span.range()).is_some(),
            "{}: {} points nowhere",
            name.display(),
            diagnostic.code
        );
    }
}

#[test]
fn every_fixture_is_whole() {
    for (name, source) in fixtures() {
        assert_holds(&name, &source);
        assert!(
            parse(&source) == parse(&source),
            "{}: two runs differ",
            name.display()
        );
    }
}

/// The official documents, where they are at hand: beside the workspace, or where
/// `OPERATIVE_GOLD` points.
#[test]
fn every_gold_document_is_whole() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let gold = std::env::var_os("OPERATIVE_GOLD").map_or(beside, PathBuf::from);
    let mut seen = 0;
    for set in ["gold/text", "gold-hard/text", "gold-sc/text", "sc"] {
        for (name, source) in texts(&gold.join(set)) {
            assert_holds(&name, &source);
            seen += 1;
        }
    }
    if seen == 0 {
        println!("skipped: no gold documents at {}", gold.display());
    }
}

#[test]
fn a_fixture_cut_anywhere_is_whole() {
    for (name, source) in fixtures() {
        let cuts: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
        // Every cut of every fixture would take minutes; sixty of each take seconds.
        for at in cuts.iter().step_by(1 + cuts.len() / 60) {
            assert_holds(&name, &source[..*at]);
        }
    }
}

const SCRAPS: [&str; 9] = [
    "---",
    "",
    "<sup>3</sup>",
    "| a | b |",
    "¹",
    "*",
    "3",
    "__________",
    "[^1]: x",
];

/// A source as a scanner, a mail program or a pair of scissors leaves it.
fn mutant() -> impl Strategy<Value = String> {
    let sources: Vec<String> = fixtures().into_iter().map(|fixture| fixture.1).collect();
    let edit = (
        0_u8..7,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    );
    let edits = prop::collection::vec(edit, 1..6);
    (prop::sample::select(sources), edits).prop_map(|(source, edits)| {
        edits
            .into_iter()
            .fold(source, |source, (kind, one, other)| {
                let mut lines: Vec<&str> = source.split('\n').collect();
                let (first, second) = (one.index(lines.len()), other.index(lines.len()));
                match kind {
                    0 => drop(lines.remove(first)),
                    1 => lines.insert(second, lines[first]),
                    2 => lines.swap(first, second),
                    3 => lines.insert(first, SCRAPS[second % SCRAPS.len()]),
                    4 => return lines.join("\r\n"),
                    5 => {
                        let misread =
                            |(at, c): (usize, char)| if at % 97 == first % 97 { 'l' } else { c };
                        return source.chars().enumerate().map(misread).collect();
                    }
                    _ => return source.chars().skip(first).collect(),
                }
                lines.join("\n")
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn mutants_are_whole(source in mutant()) {
        let parsed = parse(&source);
        prop_assert_eq!(check(&parsed.document), Ok(()));
    }

    #[test]
    fn any_text_is_whole(source in r"(\PC|\n|[*_<|#\[\](){}0-9¹²⁽⁾،，。；：]|<sup>|</sup>|\[\^1\]|\n\n){0,400}") {
        let parsed = parse(&source);
        prop_assert_eq!(check(&parsed.document), Ok(()));
    }
}
