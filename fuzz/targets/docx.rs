//! The reader of Word documents: the parts of one, parted by zero bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;

const PARTS: [&str; 6] = [
    "word/document.xml",
    "word/footnotes.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "word/header1.xml",
];

fuzz_target!(|bytes: &[u8]| {
    let parts = PARTS.into_iter().zip(bytes.split(|byte| *byte == 0));
    operative_fuzz::extract(&operative_fuzz::package(parts));
});
