//! The texts that tests read, and what is put into them.

use std::fs;
use std::path::{Path, PathBuf};

/// Scraps of mark-up that stand among the lines of a spoilt text.
pub(crate) const SCRAPS: [&str; 16] = [
    "---",
    "",
    "<sup>3</sup>",
    "| a | b |",
    "¹",
    "*",
    "3",
    "__________",
    "[^1]: x",
    "\u{c}",
    "1/ See above.",
    "<sup>1</sup> A/76/1.",
    "<?operative lang=\"en\"?>",
    "<?operative masthead=\"number\"?>",
    "<?operative kind=\"row\" part=\"annex\" parent=\"0\" section=\"1\"?>",
    "<?operative kind=\"table\" part=\"closing\" label=\"3\" style=\"bullet\" value=\"0\" lead=\"2-9\"?>",
];

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text below a folder, by its path.
pub(crate) fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let text = path
            .extension()
            .is_some_and(|extension| extension == "md" || extension == "txt");
        if path.is_dir() {
            found.extend(texts(&path));
        } else if text && let Ok(text) = fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// Every fixture and example that is a text.
pub(crate) fn fixtures() -> Vec<(PathBuf, String)> {
    let mut found = texts(&root().join("tests/fixtures"));
    found.extend(texts(&root().join("examples")));
    assert!(found.len() > 200, "the fixtures are missing");
    found
}
