//! The reader of Akoma Ntoso XML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    operative_fuzz::extract(format!("<akomaNtoso>{text}").as_bytes());
});
