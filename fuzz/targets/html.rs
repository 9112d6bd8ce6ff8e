//! The reader of HTML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    operative_fuzz::extract(format!("<!doctype html>{text}").as_bytes());
});
