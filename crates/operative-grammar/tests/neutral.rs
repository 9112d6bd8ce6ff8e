//! The grammar's code names no language and holds none of a language's words: they are facts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use operative_grammar::Language;

/// The code of a source file: without comments, and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let kept = |line: &&str| !line.trim_start().starts_with("//");
    text.lines()
        .filter(kept)
        .map(|line| line.split(" // ").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The string literals of some code.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            // A quotation mark as a character is no string's.
            '\'' => {
                let rest = chars.as_str();
                let length = if rest.starts_with('\\') { 3 } else { 2 };
                if rest.chars().nth(length - 1) == Some('\'') {
                    chars.by_ref().take(length).for_each(drop);
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    literal.push(c);
                    if c == '\\' {
                        literal.extend(chars.next());
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// Every word of a language's file, of the letters that its values hold.
fn words(language: Language) -> BTreeSet<String> {
    let table: toml::Table = toml::from_str(language.file()).expect("a language file");
    let mut words = BTreeSet::new();
    let mut values: Vec<&toml::Value> = table.values().collect();
    while let Some(value) = values.pop() {
        match value {
            toml::Value::String(text) => {
                words.extend(text.split(|c: char| !c.is_alphabetic()).map(str::to_owned))
            }
            toml::Value::Array(list) => values.extend(list),
            toml::Value::Table(table) => values.extend(table.values()),
            _ => {}
        }
    }
    words.retain(|word| word.chars().count() > 3);
    words
}

/// The files of a folder and of those within it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the sources");
    let paths = entries.map(|entry| entry.expect("a source file").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn code_holds_no_words_of_a_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let languages: Vec<(Language, BTreeSet<String>)> = Language::all()
        .map(|language| (language, words(language)))
        .collect();
    let mut files = 0;
    for path in sources(&folder) {
        let code = code(&fs::read_to_string(&path).expect("a text"));
        files += 1;
        // Symbols hold the same words in every language: `(Part I)`, `/Add.1`.
        if path.ends_with("symbol.rs") || path.ends_with("look_alike.rs") {
            continue;
        }
        for literal in literals(&code) {
            // Messages to the reader, names of values and of Markdown's tags are the project's own.
            let own = literal.contains(" was ")
                || literal.contains(" were ")
                || literal.contains('-')
                || literal.contains("{");
            for (language, words) in &languages {
                assert_ne!(
                    literal,
                    language.code(),
                    "{}: names a language",
                    path.display()
                );
                let foreign = literal.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
                let holds = literal
                    .split(|c: char| !c.is_alphabetic())
                    .any(|word| words.contains(word));
                assert!(
                    own || !(foreign && holds),
                    "{}: {literal:?} is a word of {}",
                    path.display(),
                    language.code()
                );
                assert!(
                    own || !words.contains(literal.trim()) || NAMES.contains(&literal.trim()),
                    "{}: {literal:?} is a word of {}",
                    path.display(),
                    language.code()
                );
            }
        }
    }
    assert!(files > 15, "the sources are missing");
}

/// Names of values in JSON and in tables, and of tables of the facts, that are words as well.
const NAMES: &[&str] = &[
    "value",
    "part",
    "section",
    "action",
    "formula",
    "call",
    "vote",
    "preamble",
    "operative",
    "annex",
    "closing",
    "heading",
    "table",
    "text",
    "row",
    "number",
    "numbers",
    "letter",
    "capital",
    "roman",
    "bullet",
    "symbol",
    "organ",
    "session",
    "source",
    "title",
    "other",
    "note",
    "recall",
    "welcome",
    "stress",
    "request",
    "urge",
    "decide",
    "demand",
    "invite",
    "encourage",
    "support",
    "approve",
    "consider",
    "determine",
    "resolve",
    "condemn",
    "commend",
    "span",
    "latin",
    "strong",
    "declare",
    "reaffirm",
    "recognize",
    "believe",
    "concern",
    "guide",
    "hope",
    "deplore",
    "appreciate",
    "recommend",
    "authorize",
    "establish",
    "intend",
    "remind",
    "reject",
    "arrange",
    "preambular",
    "subparagraph",
    "error",
    "warning",
    "center",
];
