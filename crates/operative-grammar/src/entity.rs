//! Characters that HTML writes out, which converters leave in Markdown and plain text: `&amp;`, `&#8212;`,
//! `&nbsp;`.

/// The bytes of the longest name, `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// A character that is written out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    /// Its bytes in the source.
    pub(crate) length: usize,
    /// What it stands for.
    pub(crate) character: char,
}

/// `entity = "&" (name / "#" number) ";"`, as the HTML standard has its names (section 13.5): the one that a
/// text begins with.
pub(crate) fn entity(text: &str) -> Option<Entity> {
    let inner = text.strip_prefix('&')?;
    let end = inner
        .bytes()
        .take(LONGEST)
        .position(|byte| byte != b'#' && !byte.is_ascii_alphanumeric())?;
    let length = end + 2;
    let written = text.get(..length).filter(|it| it.ends_with(';'))?;
    let printed = html_escape::decode_html_entities(written);
    let mut characters = printed.chars();
    // A name that is not known stays as it is; a few stand for two characters.
    let character = characters.next()?;
    characters
        .next()
        .is_none()
        .then_some(Entity { length, character })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_written_out_by_name_and_number() {
        for (text, length, character) in [
            ("&amp;c.", 5, '&'),
            ("&#39;s", 5, '\''),
            ("&#x2014; and", 8, '\u{2014}'),
            ("&nbsp;", 6, '\u{a0}'),
            ("&eacute;t&eacute;", 8, 'é'),
        ] {
            let found = entity(text).expect(text);
            assert_eq!(
                (found.length, found.character),
                (length, character),
                "{text}"
            );
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
