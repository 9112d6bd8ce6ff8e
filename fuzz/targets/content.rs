//! What bytes hold, in which encoding; files of every kind as they come.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    operative_fuzz::extract(bytes);
});
