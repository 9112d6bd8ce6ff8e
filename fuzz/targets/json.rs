//! JSON is read back to an equal tree.

#![no_main]

use libfuzzer_sys::fuzz_target;
use operative_formats::json::Tree;

fuzz_target!(|text: &str| {
    let tree = Tree::of(&operative::parse(text));
    let json = serde_json::to_string(&tree).expect("a tree that can be written");
    let back: Tree = serde_json::from_str(&json).expect("a tree that can be read");
    assert!(back == tree, "the tree that was read is another");
});
