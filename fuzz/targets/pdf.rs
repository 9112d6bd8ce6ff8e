//! The reader of PDF: a whole file, or what a page draws.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF") {
        operative_fuzz::extract(bytes);
    } else {
        operative_fuzz::extract(&operative_fuzz::pdf(bytes));
    }
});
