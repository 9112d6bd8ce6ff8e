//! The examples are one resolution in six languages: what is read from one is read from all.

use std::path::Path;

use operative::semantics::align;
use operative::{Resolution, Severity};

const FILES: [&str; 6] = [
    "resolution.en.txt",
    "resolution.fr.md",
    "resolution.es.md",
    "resolution.ru.txt",
    "resolution.zh.txt",
    "resolution.ar.md",
];

fn examples() -> Vec<Resolution> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    FILES
        .iter()
        .map(|file| operative::read(folder.join(file)).expect("an example that can be read"))
        .collect()
}

#[test]
fn every_example_is_read_whole() {
    for (file, resolution) in FILES.iter().zip(examples()) {
        assert_eq!(resolution.symbol(), Some("A/RES/77/391"), "{file}");
        assert_eq!(resolution.preamble().count(), 12, "{file}");
        assert_eq!(resolution.operative().count(), 9, "{file}");
        assert_eq!(resolution.footnotes().count(), 12, "{file}");
        assert!(
            resolution.footnotes().all(|note| note.calls().count() == 1),
            "{file}"
        );
        let doubts: Vec<_> = resolution
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity > Severity::Note)
            .collect();
        assert!(doubts.is_empty(), "{file}: {doubts:?}");
    }
}

#[test]
fn the_languages_agree() {
    let examples = examples();
    let versions: Vec<&Resolution> = examples.iter().collect();
    let concordance = align(&versions);
    assert!(
        concordance.differences.is_empty(),
        "{:?}",
        concordance.differences
    );
}
