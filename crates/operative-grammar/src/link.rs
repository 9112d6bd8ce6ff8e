//! Links of Markdown, as converters of web pages and Word files write them: the text stays, where it leads
//! is mark-up.

/// The bytes that the text of a link may take.
const LONGEST_TEXT: usize = 400;
/// The bytes that what a link leads to may take.
const LONGEST_DESTINATION: usize = 600;

/// What addresses begin with.
const ADDRESSES: [&str; 3] = ["http://", "https://", "mailto:"];
/// What leads to another page of the same place, or to a part of the same page.
const NEAR: [&str; 5] = ["#", "www.", "/", "./", "../"];

/// What Word names the places of footnotes and endnotes, in whatever page they stand.
const NOTES: [&str; 2] = ["#_ftn", "#_edn"];

/// A link: the bytes that open it, those of its text, and those that close it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) open: usize,
    pub(crate) text: usize,
    pub(crate) close: usize,
    /// Whether it leads to another place of the same page.
    pub(crate) local: bool,
}

impl Link {
    pub(crate) const fn len(&self) -> usize {
        self.open + self.text + self.close
    }
}

/// `link = "[" text "](" destination ")" / "<" address ">"`: the link that a text begins with.
pub(crate) fn link(input: &str) -> Option<Link> {
    match input.as_bytes().first()? {
        b'[' => bracketed(input),
        b'<' => address(input),
        _ => None,
    }
}

fn bracketed(input: &str) -> Option<Link> {
    let text = balanced(&input.as_bytes()[1..], b'[', b']', LONGEST_TEXT)?;
    let after = &input[text + 2..];
    let inner = after.strip_prefix('(')?;
    let length = balanced(inner.as_bytes(), b'(', b')', LONGEST_DESTINATION)?;
    let inner = &inner[..length];
    let (destination, title) = inner.split_once(' ').unwrap_or((inner, "\"\""));
    let titled = title.starts_with(['"', '\'']) && title.ends_with(['"', '\'']);
    let destination = destination.trim_start_matches('<');
    let mut starts = ADDRESSES.iter().chain(&NEAR);
    let local = destination.starts_with('#') || NOTES.iter().any(|name| destination.contains(name));
    let leads = local || starts.any(|start| destination.starts_with(start));
    (leads && titled && !inner.contains('\n')).then_some(Link {
        open: 1,
        text,
        close: length + 3,
        local,
    })
}

/// How many bytes stand before the mark that closes what has been opened; escaped marks do neither.
fn balanced(bytes: &[u8], open: u8, close: u8, most: usize) -> Option<usize> {
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len().min(most) {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == open => depth += 1,
            byte if byte == close && depth == 0 => return Some(at),
            byte if byte == close => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

fn address(input: &str) -> Option<Link> {
    let inner = &input[1..];
    if !ADDRESSES.iter().any(|start| inner.starts_with(start)) {
        return None;
    }
    let length = inner
        .bytes()
        .take(LONGEST_DESTINATION)
        .position(|byte| byte == b'>' || byte.is_ascii_whitespace())?;
    inner[length..].starts_with('>').then_some(Link {
        open: 1,
        text: length,
        close: 1,
        local: false,
    })
}

/// The label of the note that the text of a link within the page calls: `[1]`, `\[12\]`, `^a^`.
pub(crate) fn called(text: &str) -> Option<&str> {
    let marks = |c: char| matches!(c, '[' | ']' | '(' | ')' | '\\' | '^' | '*' | ' ');
    let text = text.strip_prefix("<sup>").unwrap_or(text);
    let text = text.strip_suffix("</sup>").unwrap_or(text);
    let label = text.trim_matches(marks);
    let number = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    (!label.is_empty() && (number || letter)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> Option<(&str, bool)> {
        let link = link(input)?;
        Some((&input[link.open..link.open + link.text], link.local))
    }

    #[test]
    fn links_have_a_text_and_lead_somewhere() {
        let yes = [
            (
                "[76/174](https://docs.org/A/RES/76/174) of",
                "76/174",
                false,
            ),
            ("[S](https://docs.org/S/RES/1325(2000))", "S", false),
            ("[[1]](#note-1)", "[1]", true),
            ("[a](http://b.org \"the page\").", "a", false),
            ("[[2]](wells.htm#_ftnref2) ", "[2]", true),
            ("<https://docs.org/A>", "https://docs.org/A", false),
        ];
        for (input, text, local) in yes {
            assert_eq!(read(input), Some((text, local)), "{input}");
        }
        for no in [
            "[76/174] (see)",
            "[a](b)",
            "[a](http://b.org",
            "<b>",
            "[a](see https://b.org)",
        ] {
            assert_eq!(read(no), None, "{no}");
        }
    }

    #[test]
    fn notes_are_called_by_their_label() {
        for text in ["[12]", "\\[12\\]", "12", "^12^", "<sup>12</sup>"] {
            assert_eq!(called(text), Some("12"), "{text}");
        }
        assert_eq!(called("76/174"), None);
        assert_eq!(called("↑"), None);
    }
}
