//! Characters that HTML writes out, which converters leave in Markdown and plain text: `&amp;`, `&#8212;`,
//! `&nbsp;`.

use std::borrow::Cow;

/// The bytes of the longest name, `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// A character that is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity<'a> {
    /// Its bytes in the source.
    pub(crate) length: usize,
    /// What it stands for.
    pub(crate) text: Cow<'a, str>,
}

impl Entity<'_> {
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// `entity = "&" (name / "#" number) ";"`, as the HTML standard has its names (section 13.5): the one that a
/// text begins with.
pub(crate) fn entity(text: &str) -> Option<Entity<'_>> {
    let inner = text.strip_prefix('&')?;
    let end = inner
        .bytes()
        .take(LONGEST)
        .position(|byte| byte != b'#' && !byte.is_ascii_alphanumeric())?;
    let length = end + 2;
    let written = text.get(..length).filter(|it| it.ends_with(';'))?;
    let text = html_escape::decode_html_entities(written);
    // Where the standard knows the first letters of a name alone, the rest of it stays.
    (!text.ends_with(';')).then_some(Entity { length, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_written_out_by_name_and_number() {
        for (text, length, character) in [
            ("&amp;c.", 5, "&"),
            ("&#39;s", 5, "'"),
            ("&#x2014; and", 8, "\u{2014}"),
            ("&nbsp;", 6, "\u{a0}"),
            ("&eacute;t&eacute;", 8, "é"),
        ] {
            let found = entity(text).expect(text);
            assert_eq!((found.length, &*found.text), (length, character), "{text}");
        }
        for text in [
            "& then;",
            "&amp",
            "&well;",
            "&notwell;",
            "&;",
            "&#;",
            "R&D; or",
        ] {
            assert_eq!(entity(text), None, "{text}");
        }
    }
}
