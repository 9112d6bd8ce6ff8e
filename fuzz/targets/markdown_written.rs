//! Markdown that is written is read to a whole tree.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let markdown = operative_formats::write::markdown(&operative::parse(text));
    let back = operative_grammar::parse(&markdown);
    operative_fuzz::check(&back.document).expect("a whole document");
});
