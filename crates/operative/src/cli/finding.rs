//! What `operative check` found, in the forms that programs read.

use operative_grammar::{Code, Diagnostic, Severity};
use operative_semantics::Resolution;

use super::excerpt::Excerpts;
use crate::read::ReadError;

/// A diagnostic and its place in a file, as editors and code hosts count: lines and columns from 1,
/// columns in characters, the end one past the last.
pub(super) struct Finding<'a> {
    pub(super) path: &'a str,
    pub(super) code: Code,
    pub(super) severity: Severity,
    /// What was found, and what to do about it.
    pub(super) message: String,
    /// Nowhere where the file could not be read.
    pub(super) place: Option<Place>,
}

/// From one line and column to another.
pub(super) struct Place {
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

impl<'a> Finding<'a> {
    /// What there is to say about a resolution, and is at least as grave as `least`.
    pub(super) fn all(path: &'a str, resolution: &Resolution, least: Severity) -> Vec<Self> {
        let excerpts = Excerpts::new(path, resolution.document.source(), 0);
        let found = resolution.diagnostics.iter();
        found
            .filter(|diagnostic| diagnostic.severity >= least)
            .map(|diagnostic| Self {
                path,
                code: diagnostic.code,
                severity: diagnostic.severity,
                message: message(diagnostic),
                place: Some(Place {
                    start: excerpts.position(diagnostic.span.start),
                    end: excerpts.position(diagnostic.span.end),
                }),
            })
            .collect()
    }

    /// That a file could not be read.
    pub(super) fn unread(path: &'a str, error: &ReadError) -> Self {
        Self {
            path,
            code: Code::FileUnread,
            severity: Code::FileUnread.severity(),
            message: error.reason(),
            place: None,
        }
    }

    /// A workflow command of GitHub Actions.
    pub(super) fn github(&self) -> String {
        let level = match self.severity {
            Severity::Note => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let place = self.place.as_ref().map_or(String::new(), |place| {
            let Place { start, end } = place;
            // Columns are shown only within one line.
            if start.0 == end.0 {
                format!(",line={},col={},endColumn={}", start.0, start.1, end.1)
            } else {
                format!(",line={},endLine={}", start.0, end.0)
            }
        });
        format!(
            "::{level} file={}{place},title={}::{}\n",
            escaped(self.path).replace(':', "%3A").replace(',', "%2C"),
            self.code,
            escaped(&self.message),
        )
    }
}

fn message(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}. {help}", diagnostic.message.trim_end_matches('.')),
        None => diagnostic.message.clone(),
    }
}

/// A text within a workflow command, where these letters end it or stand for others.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use operative_grammar::Severity;

    use super::Finding;

    #[test]
    fn workflow_commands_have_their_place_and_escape_what_ends_them() {
        let text = "The General Assembly,\n\n1. Décide d’agir,[^2] sans délai.\n";
        let resolution = crate::parse(text);
        let found = Finding::all("a,b: 100%.md", &resolution, Severity::Warning);
        let unbound = found
            .iter()
            .find(|finding| finding.code.as_str() == "call-unbound")
            .expect("the call has no footnote");
        let command = unbound.github();
        assert!(
            command.starts_with(
                "::warning file=a%2Cb%3A 100%25.md,line=3,col=18,endColumn=22,title=call-unbound::"
            ),
            "{command}"
        );
        assert_eq!(command.matches('\n').count(), 1);
    }
}
