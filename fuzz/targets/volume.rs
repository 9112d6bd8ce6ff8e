//! Texts of several resolutions: each part is read, and none stands in another.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parts = operative::parse_all(text);
    let ordered = parts
        .windows(2)
        .all(|pair| pair[0].span.end <= pair[1].span.start);
    assert!(ordered, "two resolutions overlap");
});
