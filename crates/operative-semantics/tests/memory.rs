//! What a document that was read keeps in memory, beside the length of its text.

use std::fs;
use std::path::{Path, PathBuf};

use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The texts of a folder.
fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|it| it == "md" || it == "txt") {
            found.extend(fs::read_to_string(path).ok());
        }
    }
    found
}

/// The bytes kept for each byte of the texts, by what `read` makes of them.
fn kept<T>(texts: &[String], read: impl Fn(&str) -> T) -> f64 {
    // What is made once for each language is no document's.
    let warm: Vec<T> = texts.iter().map(|text| read(text)).collect();
    drop(warm);
    let mut held = Vec::with_capacity(texts.len());
    let before = ALLOCATOR.current_usage();
    held.extend(texts.iter().map(|text| read(text)));
    let kept = ALLOCATOR.current_usage() - before;
    kept as f64 / texts.iter().map(String::len).sum::<usize>() as f64
}

#[test]
fn a_document_keeps_at_most_three_times_its_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let gold =
        std::env::var_os("OPERATIVE_GOLD").map_or_else(|| root.join("../shared"), PathBuf::from);
    if !gold.join("gold").is_dir() {
        println!("skipped: no gold set at {}", gold.display());
        return;
    }
    let mut found = texts(&root.join("examples"));
    found.extend(texts(&gold.join("gold/text/en")));
    found.extend(texts(&gold.join("gold/text/zh")));
    let parsed = kept(&found, operative_grammar::parse);
    let resolved = kept(&found, |text| {
        operative_semantics::resolve(operative_grammar::parse(text))
    });
    println!(
        "{} texts: parsed {parsed:.2}, resolved {resolved:.2} times their bytes",
        found.len()
    );
    assert!(parsed <= 3.0, "parsed: {parsed:.2} times the text");
}
