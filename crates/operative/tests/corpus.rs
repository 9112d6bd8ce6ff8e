//! Corpora: one thread or many, the same tables.

use std::fs;
use std::path::Path;

use operative::Reader;
use operative::corpus::{Corpus, Scan, inputs, read_part};

#[path = "../../operative-grammar/tests/spoil/mod.rs"]
mod spoil;

#[path = "../../operative-grammar/tests/texts/mod.rs"]
mod texts;

use spoil::{Chance, Spoil};

#[test]
fn one_thread_or_many_give_the_same_tables_of_spoilt_texts() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spoilt");
    // It is there from the last run, or not.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder that can be made");
    for (at, (path, text)) in texts::fixtures().iter().enumerate() {
        let spoil = Spoil::ALL[at % Spoil::ALL.len()];
        let name = path.file_name().expect("a file").to_string_lossy();
        let spoilt = spoil.apply(text, &mut Chance::of(at, spoil, 0));
        fs::write(folder.join(format!("{at:03}-{name}")), spoilt).expect("a file");
    }
    let folder = folder.to_str().expect("a path in UTF-8");
    let mut one = Corpus::default();
    one.push(read_part(&inputs([folder]), &Reader::default()).expect("few rows"));
    assert!(one.rows(operative::formats::tables::Table::Documents) > 200);
    for part in [1, 7, 1000] {
        let scan = Scan::in_parts(inputs([folder]), Reader::default(), part);
        let many = Corpus::read(scan).expect("few rows");
        assert!(many == one, "parts of {part}");
    }
}
