//! Words that the end of a line cuts.

use std::collections::HashSet;

use super::lines::Line;

/// What joins two lines of a paragraph.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A blank.
    Blank,
    /// Nothing: what the line ends with belongs to the word or the symbol.
    Nothing,
    /// Nothing, and the hyphen at the end goes: the line put it there.
    Hyphen,
}

/// The words of a document that stand within its lines, from which is told whether a hyphen at the end of
/// a line belongs to the word.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    words: HashSet<String>,
    /// Whether the document cuts words at the ends of lines: what is known of them says so.
    cuts: bool,
}

impl Hyphens {
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let texts: Vec<String> = lines.map(Line::text).collect();
        let mut hyphens = Self::default();
        for text in &texts {
            let mut words: Vec<&str> = text.split_whitespace().collect();
            if ends_in_hyphen(text) {
                words.pop();
            }
            let bare = |word: &str| {
                word.trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase()
            };
            hyphens.words.extend(words.into_iter().map(bare));
        }
        let known = texts
            .windows(2)
            .filter_map(|pair| hyphens.known(&pair[0], &pair[1]));
        let (cut, kept): (Vec<bool>, Vec<bool>) = known.partition(|cut| *cut);
        hyphens.cuts = !cut.is_empty() && cut.len() >= kept.len();
        hyphens
    }

    /// What joins two lines.
    pub(super) fn joint(&self, one: &str, other: &str) -> Joint {
        if one.trim_end().ends_with('\u{ad}') {
            return Joint::Hyphen;
        }
        if ends_in_hyphen(one) && other.trim_start().starts_with(char::is_lowercase) {
            return if self.known(one, other).unwrap_or(self.cuts) {
                Joint::Hyphen
            } else {
                Joint::Nothing
            };
        }
        if blank_between(one, other) {
            Joint::Blank
        } else {
            Joint::Nothing
        }
    }

    /// Whether a word was cut that stands elsewhere whole; false where it stands there with its hyphen,
    /// `None` where it does not stand there.
    fn known(&self, one: &str, other: &str) -> Option<bool> {
        if !ends_in_hyphen(one) {
            return None;
        }
        let one = one.trim_end();
        let head = one.rsplit(char::is_whitespace).next()?.to_lowercase();
        let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
        let tail = other.split_whitespace().next()?.to_lowercase();
        let tail = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
        let whole = head.trim_end_matches(HYPHENS).to_owned() + tail;
        if self.words.contains(&(head.to_owned() + tail)) {
            return Some(false);
        }
        self.words.contains(&whole).then_some(true)
    }
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

fn ends_in_hyphen(text: &str) -> bool {
    let mut back = text.trim_end().chars().rev();
    back.next().is_some_and(|c| HYPHENS.contains(&c))
        && back.next().is_some_and(char::is_alphabetic)
}

/// Whether a blank belongs between two lines: not within a compound or a symbol that the end of the
/// line cuts, nor in scripts that put none between words.
fn blank_between(one: &str, other: &str) -> bool {
    let mut before = one.trim_end().chars().rev();
    let (Some(last), Some(next)) = (before.next(), other.trim_start().chars().next()) else {
        return false;
    };
    if wide(last) && (wide(next) || next.is_numeric()) || (last.is_numeric() && wide(next)) {
        return false;
    }
    let glued = before.next().is_some_and(char::is_alphanumeric) && next.is_alphanumeric();
    let joins = matches!(last, '-' | '‑' | '/') || (last == '–' && next.is_numeric());
    !(glued && joins)
}

/// Whether a character is as wide as Han characters are.
pub(super) const fn wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_elsewhere_tell() {
        let words = ["water", "re-use", "supply"].map(str::to_owned);
        let hyphens = |cuts| Hyphens {
            words: words.clone().into(),
            cuts,
        };
        let joint = |cuts, one, other| hyphens(cuts).joint(one, other);
        assert_eq!(joint(false, "the wa-", "ter of"), Joint::Hyphen);
        assert_eq!(joint(true, "the re-", "use of"), Joint::Nothing);
        assert_eq!(joint(false, "off-", "grid"), Joint::Nothing);
        assert_eq!(joint(true, "ar-", "range"), Joint::Hyphen);
        assert_eq!(joint(true, "ar\u{ad}", "range"), Joint::Hyphen);
        assert_eq!(joint(true, "A/CN.4/", "2000/22"), Joint::Nothing);
        assert_eq!(joint(true, "1990-", "2000"), Joint::Nothing);
        assert_eq!(joint(true, "the", "supply"), Joint::Blank);
    }
}
