//! HTML that is written is read.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let page = operative_formats::write::html(&operative::parse(text));
    assert!(operative_fuzz::extract(page.as_bytes()).is_some());
});
