//! What holds of texts as scanners, mail programs and pairs of scissors leave them: of every fixture, every
//! example and, where they are at hand, the official documents, each spoilt in every way of [`Spoil`].

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use operative_formats::json::Tree;
use operative_formats::read::extract;
use operative_formats::write::{akn, html, markdown};
use operative_grammar::Code;
use operative_semantics::Resolution;

#[path = "../../operative-grammar/tests/whole/mod.rs"]
mod whole;

#[path = "../../operative-grammar/tests/texts/mod.rs"]
mod texts;

#[path = "../../operative-grammar/tests/spoil/mod.rs"]
mod spoil;

mod told;

use spoil::{Chance, Spoil};
use texts::{fixtures, root, texts};
use told::told;

fn read(text: &str) -> Resolution {
    operative_semantics::resolve(operative_grammar::parse(text))
}

/// How many texts of a kind were written, and of how many another tree was read: of none, that is.
#[derive(Default, Debug)]
struct Count {
    written: u32,
    akn: u32,
    markdown: u32,
    /// Of how many it had to be stated what each block is.
    stated: u32,
}

/// Asserts what must hold of any text, counts of how many another tree was read, and gives the Markdown.
fn assert_holds(name: &str, text: &str, count: &mut Count) -> String {
    let begun = Instant::now();
    let parsed = operative_grammar::parse(text);
    if let Err(fault) = whole::check(&parsed.document) {
        panic!("{name}: {fault}\n{text}");
    }
    assert!(
        parsed == operative_grammar::parse(text),
        "{name}: two runs differ\n{text}"
    );
    let resolution = operative_semantics::resolve(parsed);
    let tree = Tree::of(&resolution);
    let json = serde_json::to_string(&tree).expect("a tree that can be written");
    let back: Tree = serde_json::from_str(&json).expect("a tree that can be read");
    assert!(back == tree, "{name}: JSON tells another tree\n{text}");
    let json_back = serde_json::to_string(&back).expect("a tree that can be written");
    assert_eq!(json, json_back, "{name}: JSON is written in another way");

    let page = html(&resolution);
    assert!(extract(page.as_bytes()).is_ok(), "{name}: HTML\n{text}");
    let xml = extract(akn(&resolution).as_bytes()).expect("XML that can be read");
    assert!(
        xml.diagnostics
            .iter()
            .all(|remark| remark.code != Code::MarkupMended),
        "{name}: the XML is broken\n{text}"
    );
    let told_first = told(&resolution);
    count.written += 1;
    let same = |format: &str, written: &str| {
        let back = told(&read(written));
        if back != told_first {
            keep(
                &format!("{format} {name}"),
                text,
                written,
                &told_first,
                &back,
            );
        }
        back == told_first
    };
    count.akn += u32::from(!same("akn", &xml.text));
    let written = markdown(&resolution);
    count.markdown += u32::from(!same("markdown", &written));
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(20), "{name}: {taken:?}");
    written
}

/// The same of a text that states its blocks, spoilt in every way in its turn: nothing that is stated may break
/// what must hold.
fn assert_stated_holds(name: &str, stated: &str, seed: usize, count: &mut Count) {
    for spoil in Spoil::ALL {
        let mutant = spoil.apply(stated, &mut Chance::of(seed, spoil, 0));
        assert_holds(&format!("{name}, stated, {spoil:?}"), &mutant, count);
    }
}

/// Keeps a text of which another tree was read, what was written of it, and the first difference, in the folder
/// that `OPERATIVE_CHANGED` names, where it names one.
fn keep(name: &str, text: &str, written: &str, first: &[String], back: &[String]) {
    let Some(folder) = std::env::var_os("OPERATIVE_CHANGED").map(PathBuf::from) else {
        return;
    };
    let at = (0..).find(|at| first.get(*at) != back.get(*at));
    let row = |rows: &[String]| at.and_then(|at| rows.get(at).cloned()).unwrap_or_default();
    let rows = format!("{}\n{}\n", row(first), row(back));
    let file = folder.join(name.replace(['/', ' ', ',', '.'], "_"));
    for (kind, content) in [("source", text), ("written", written), ("rows", &rows)] {
        std::fs::write(file.with_extension(kind), content).expect("a folder to write to");
    }
}

/// Spoils texts in every way and asserts what must hold of them: the same tree is read from what was written.
fn assert_spoilt_hold(
    texts: &[(PathBuf, String)],
    spoils: impl Fn(usize) -> Vec<(Spoil, usize)> + Sync,
) {
    let parts: Vec<_> = texts.iter().enumerate().collect();
    let work = |part: &[(usize, &(PathBuf, String))]| {
        let mut counts: BTreeMap<Spoil, Count> = BTreeMap::new();
        for (at, (path, text)) in part {
            for (spoil, times) in spoils(*at) {
                for nth in 0..times {
                    let mutant = spoil.apply(text, &mut Chance::of(*at, spoil, nth));
                    let name = format!("{}, {spoil:?} {nth}", path.display());
                    let count = counts.entry(spoil).or_default();
                    let written = assert_holds(&name, &mutant, count);
                    if written.starts_with("<?operative") {
                        count.stated += 1;
                        assert_stated_holds(&name, &written, *at, count);
                    }
                }
            }
        }
        counts
    };
    let (one, other) = parts.split_at(parts.len() / 2);
    let counts = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(other));
        let mut counts = work(one);
        for (spoil, more) in other.join().expect("the properties hold") {
            let count = counts.entry(spoil).or_default();
            count.written += more.written;
            count.akn += more.akn;
            count.markdown += more.markdown;
            count.stated += more.stated;
        }
        counts
    });
    for (spoil, count) in &counts {
        println!("{spoil:?}: {count:?}");
    }
    let changed = |count: &Count| count.akn + count.markdown;
    assert_eq!(counts.values().map(changed).sum::<u32>(), 0, "{counts:?}");
}

#[test]
fn spoilt_fixtures_are_whole_and_read_back() {
    assert_spoilt_hold(&fixtures(), |_| Spoil::ALL.map(|spoil| (spoil, 1)).to_vec());
}

/// The official documents, where they are at hand: beside the workspace, or where `OPERATIVE_GOLD` points.
#[test]
fn spoilt_official_documents_are_whole_and_read_back() {
    let gold = std::env::var_os("OPERATIVE_GOLD");
    let gold = gold.map_or_else(|| root().join("../shared"), PathBuf::from);
    let sets = ["gold/text", "gold-hard/text", "gold-sc/text", "sc"];
    let found: Vec<_> = sets.iter().flat_map(|set| texts(&gold.join(set))).collect();
    if found.is_empty() {
        println!("skipped: no gold documents at {}", gold.display());
        return;
    }
    // Each in one way: all in every way would take minutes.
    assert_spoilt_hold(&found, |at| vec![(Spoil::ALL[at % Spoil::ALL.len()], 1)]);
}

/// A text may end at any byte.
#[test]
fn fixtures_cut_at_every_byte_are_whole() {
    for (path, text) in fixtures() {
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let parsed = operative_grammar::parse(&text[..at]);
            if let Err(fault) = whole::check(&parsed.document) {
                panic!("{} cut at {at}: {fault}", path.display());
            }
        }
    }
}
