//! Akoma Ntoso XML that is written is well-formed and is read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use operative::Code;

fuzz_target!(|text: &str| {
    let xml = operative_formats::write::akn(&operative::parse(text));
    let read = operative_fuzz::extract(xml.as_bytes());
    assert!(read.is_some_and(|read| {
        read.diagnostics
            .iter()
            .all(|it| it.code != Code::MarkupMended)
    }));
});
