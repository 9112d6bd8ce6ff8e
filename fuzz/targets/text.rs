//! The grammar and the semantics: any text gives a whole tree and references that stand in it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parsed = operative_grammar::parse(text);
    operative_fuzz::check(&parsed.document).expect("a whole document");
    let resolution = operative_semantics::resolve(parsed);
    let length = resolution.document.text().len();
    for reference in &resolution.references {
        assert!(reference.text.end as usize <= length);
    }
});
