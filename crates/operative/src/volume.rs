//! Texts that hold several resolutions: each read by itself, or the one that is asked for.

use operative_grammar::symbol::canonical;
use operative_grammar::{Code, Diagnostic, Language, Span};
use operative_semantics::Resolution;

/// One of the resolutions of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolumePart {
    /// Where it stands in the text, in bytes.
    pub span: Span,
    /// The resolution. Its own spans count from the start of `span`.
    pub resolution: Resolution,
}

impl VolumePart {
    /// Counts a span of the whole text from the start of this part; false where it lies elsewhere.
    pub(crate) const fn cut(&self, span: &mut Span) -> bool {
        let inside = self.span.start <= span.start && span.end <= self.span.end;
        if inside {
            *span = Span::new(span.start - self.span.start, span.end - self.span.start);
        }
        inside
    }
}

impl From<operative_grammar::VolumePart> for VolumePart {
    fn from(part: operative_grammar::VolumePart) -> Self {
        Self {
            span: part.span,
            resolution: operative_semantics::resolve(part.parsed),
        }
    }
}

/// Reads each resolution of a text that holds several, such as an annual volume. A text of one
/// resolution, or of none, gives one.
///
/// ```
/// let text = "\
/// 77/901. Wells\n\nThe General Assembly,\n\n1. Decides to dig.\n\n\
/// 77/902. Roofs\n\nThe General Assembly,\n\n1. Decides to build.\n";
/// let parts = operative::parse_all(text);
/// let symbols: Vec<_> = parts.iter().map(|part| part.resolution.symbol().unwrap()).collect();
/// assert_eq!(symbols, ["A/RES/77/901", "A/RES/77/902"]);
/// ```
#[must_use]
pub fn parse_all(text: &str) -> Vec<VolumePart> {
    operative_grammar::parse_all(text)
        .into_iter()
        .map(VolumePart::from)
        .collect()
}

/// Reads each resolution of a text in a language that is known.
///
/// ```
/// use operative::Language;
/// assert_eq!(operative::parse_all_as("", Language::from_code("en").unwrap()).len(), 1);
/// ```
#[must_use]
pub fn parse_all_as(text: &str, language: Language) -> Vec<VolumePart> {
    operative_grammar::parse_all_as(text, language)
        .into_iter()
        .map(VolumePart::from)
        .collect()
}

/// The resolution with a symbol among those of a text; what else is there is said in its diagnostics.
///
/// Where none has the symbol, the first is given, with an error.
///
/// ```
/// let text = "\
/// 77/901. Wells\n\nThe General Assembly,\n\n1. Decides to dig.\n\n\
/// 77/902. Roofs\n\nThe General Assembly,\n\n1. Decides to build.\n";
/// let part = operative::choose(operative::parse_all(text), "A/RES/77/902").unwrap();
/// assert_eq!(part.resolution.title(), Some("Roofs"));
/// let said = &part.resolution.diagnostics[0].message;
/// assert!(said.ends_with("A/RES/77/901 was left out"), "{said}");
/// ```
#[must_use]
pub fn choose(parts: Vec<VolumePart>, symbol: &str) -> Option<VolumePart> {
    let wanted = canonical(symbol);
    let names: Vec<String> = parts
        .iter()
        .map(|part| {
            part.resolution
                .symbol()
                .unwrap_or("one without a symbol")
                .to_owned()
        })
        .collect();
    let found = names
        .iter()
        .position(|name| name.eq_ignore_ascii_case(&wanted));
    let mut part = parts.into_iter().nth(found.unwrap_or(0))?;
    let diagnostic = match found {
        Some(_) if names.len() == 1 => return Some(part),
        Some(found) => {
            let others: Vec<&str> = (0..names.len())
                .filter(|at| *at != found)
                .map(|at| names[at].as_str())
                .collect();
            let (others, verb) = (
                others.join(", "),
                if others.len() == 1 { "was" } else { "were" },
            );
            Diagnostic::new(
                Code::SeveralResolutions,
                Span::default(),
                format!(
                    "one resolution was expected, {} were found; {others} {verb} left out",
                    names.len()
                ),
            )
        }
        None => Diagnostic::new(
            Code::SymbolNotFound,
            Span::default(),
            format!(
                "{wanted} was expected, found {}; the first was read",
                names.join(", ")
            ),
        ),
    };
    part.resolution.diagnostics.insert(0, diagnostic);
    Some(part)
}
