//! What `operative check` found as SARIF 2.1.0.

use std::path::Path;

use operative_grammar::Code;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::finding::Finding;

/// What a path of an address may not hold as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'~');

/// A log of results.
pub(super) fn log(results: Vec<Value>) -> Value {
    let rules: Vec<Value> = Code::ALL.iter().copied().map(rule).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "operative",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": code.meaning()},
        "defaultConfiguration": {"level": code.severity().as_str()},
    })
}

/// One thing that was found. The levels of SARIF bear the names of ours.
pub(super) fn result(finding: &Finding<'_>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(finding.path)}});
    if let Some(place) = &finding.place {
        physical["region"] = json!({
            "startLine": place.start.0,
            "startColumn": place.start.1,
            "endLine": place.end.0,
            "endColumn": place.end.1,
        });
    }
    json!({
        "ruleId": finding.code.as_str(),
        "level": finding.severity.as_str(),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
    })
}

/// The address of a file: relative to where the command runs, as the path is.
fn uri(path: &str) -> String {
    let scheme = if Path::new(path).is_absolute() {
        "file://"
    } else {
        ""
    };
    // Outside POSIX the separator of an address is none of the path's.
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    format!("{scheme}{}", utf8_percent_encode(&path, ESCAPED))
}
