//! What must hold of every document, whatever the source: nothing is lost, ranges nest, and parsing
//! never fails.

mod texts;
mod whole;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use operative_grammar::parse;
use proptest::prelude::*;
use texts::{SCRAPS, fixtures, texts};
use whole::check;

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
fn official_documents() -> Vec<(PathBuf, String)> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let gold = std::env::var_os("OPERATIVE_GOLD").map_or(beside, PathBuf::from);
    let sets = ["gold/text", "gold-hard/text", "gold-sc/text", "sc"];
    let found: Vec<_> = sets.iter().flat_map(|set| texts(&gold.join(set))).collect();
    if found.is_empty() {
        println!("skipped: no gold documents at {}", gold.display());
    }
    found
}

#[test]
fn every_gold_document_is_whole() {
    for (name, source) in official_documents() {
        assert_holds(&name, &source);
    }
}

/// Each official document, cut at each of its characters.
#[test]
#[ignore = "takes minutes, with --release, on all cores"]
fn a_gold_document_cut_anywhere_is_whole() {
    let documents = official_documents();
    let (next, cuts) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((name, source)) = documents.get(next.fetch_add(1, Relaxed)) {
                    for (at, _) in source.char_indices() {
                        assert_holds(name, &source[..at]);
                    }
                    cuts.fetch_add(source.chars().count(), Relaxed);
                }
            });
        }
    });
    println!("{} texts", cuts.into_inner());
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

/// A text with a backslash before marks, and characters by their numbers, as converters write them; texts that
/// do so themselves stay as they are.
fn written_otherwise(source: &str) -> String {
    let mut written = String::with_capacity(2 * source.len());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let own = source.contains(['\\', '&']);
    let (mut before, mut rest) = (None, source.chars());
    while let Some(c) = rest.next() {
        match c {
            _ if own => written.push(c),
            '.' | ')' | ',' => written.extend(['\\', c]),
            '-' if letter(before) && letter(rest.clone().next()) => written.push_str("\\-"),
            'é' | 'о' | 'ا' | '的' | '’' | '\u{a0}' => {
                written += &format!("&#{};", u32::from(c))
            }
            _ => written.push(c),
        }
        before = Some(c);
    }
    written
}

#[test]
fn a_fixture_written_otherwise_reads_the_same() {
    for (name, source) in fixtures() {
        let written = written_otherwise(&source);
        assert_holds(&name, &written);
        let (read, as_it_is) = (parse(&written).document, parse(&source).document);
        assert_eq!(read.text(), as_it_is.text(), "{}", name.display());
        let kinds = |document: &operative_grammar::Document| -> Vec<_> {
            let nodes = document.nodes().iter();
            nodes
                .map(|node| (node.kind, node.part, node.lead))
                .collect()
        };
        assert_eq!(kinds(&read), kinds(&as_it_is), "{}", name.display());
    }
}

/// Texts that fuzzing found to break what must hold.
const FOUND: [&str; 4] = [
    // A call with a stroke is the first thing of the text.
    "1/ See above.\nThe Council,\n\nHaving considered the report, 1/\n\n1. Takes note of it.\n\n_________\n\n1/ E/4991.\n",
    // Two bullets stand before the number of a note.
    "The Council,\n\nRecalling<sup>1</sup> it,\n\n- - 1 See above.\n",
    // A tag may open a link in a line whose paragraph goes on in the next column, which begins higher up.
    "    98(I). Gauges                               the coast, and those of the ships, be\n                                                read at the same hour;\n    The General Assembly,\n    Recalling the report of the Sixth           to the General Assembly at its second\nCommittee on the gauges,                        regular session on the readings;\n\n    Considering that a gauge which nobody       3. Decides to consider the matter at that\nreads does not serve shipping,                  session.\n\n    1. Recommends that the Members of the       57th plenary meeting,\nUnited Nations name the authorities             13 December 1946.\nlsup>1</sup> A/76/1.\nthat keep the gauges, and that those of the\n",
    "### 76/355. S\0ale of contributions to the fund for wells\n\nThe General Assembly,\n\n1. Resolves t    S/PRST/2019/88\nSecurity Council                                           -|---|\u{14}| Atlantis | ",
];

#[test]
fn what_fuzzing_found_is_whole() {
    for source in FOUND {
        assert_holds(Path::new("found by fuzzing"), source);
    }
}

#[test]
fn blanks_beyond_the_edge_of_a_page_are_read() {
    let line = format!("{}   words\n", "wide ".repeat(100));
    assert_holds(Path::new("wide lines"), &line.repeat(8));
}

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
