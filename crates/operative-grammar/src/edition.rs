//! The editions of resolutions that conferences revise one after the other: *(Rev. Bucharest, 2022)*, *(WRC-19)*.

use crate::fold::ignored;
use crate::word::shorter;

/// Which edition of a resolution is meant.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Edition<'a> {
    /// Its year, in four digits or in two.
    pub year: &'a str,
    /// What stands before the year and behind it: a place or a conference, with words that say it was revised.
    pub around: [&'a str; 2],
}

/// `edition = [revised] (place "," blank year / conference "-" 2DIGIT)`, or the year first: what stands in the brackets
/// behind the number of a resolution.
///
/// ```
/// use operative_grammar::edition;
/// assert_eq!(edition("Rev. Lisbon, 2021").map(|found| found.year), Some("2021"));
/// assert_eq!(edition("WRC-19").map(|found| found.around), Some(["WRC-", ""]));
/// assert_eq!(edition("2021").or(edition("see page 4")), None);
/// ```
#[must_use]
pub fn edition(text: &str) -> Option<Edition<'_>> {
    let word = |c: char| c.is_alphanumeric() || ignored(c) || " \u{a0}-.,،，’'".contains(c);
    if !shorter(text, 60) || !text.chars().all(word) || !text.contains(char::is_alphabetic) {
        return None;
    }
    let mut digits = text.split(|c: char| !c.is_ascii_digit());
    let mut years = digits.clone().filter(|digits| digits.len() == 4);
    let conference = |year: &&str| {
        let before = &text[..place(text, year)];
        year.len() == 2
            && before
                .strip_suffix('-')
                .is_some_and(|name| name.ends_with(char::is_uppercase))
    };
    let year = match years.clone().count() {
        0 => digits.find(conference),
        1 => years.next(),
        _ => None,
    }?;
    let at = place(text, year);
    Some(Edition {
        year,
        around: [&text[..at], &text[at + year.len()..]],
    })
}

/// The byte of a text where a part of it begins.
fn place(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_every_script() {
        for (text, year, around) in [
            ("REV. LISBON, 2021", "2021", ["REV. LISBON, ", ""]),
            (
                "Пересм. Лиссабон, 2021 г.",
                "2021",
                ["Пересм. Лиссабон, ", " г."],
            ),
            ("2021年，里斯本，修订版", "2021", ["", "年，里斯本，修订版"]),
            ("WRC-19，修订版", "19", ["WRC-", "，修订版"]),
            (
                "المراجَع في لشبونة، 2021",
                "2021",
                ["المراجَع في لشبونة، ", ""],
            ),
        ] {
            assert_eq!(edition(text), Some(Edition { year, around }), "{text}");
        }
        for text in [
            "2021",
            "XXI",
            "Lisbon",
            "Lisbon, 2019; Quito, 2021",
            "see para. 21",
        ] {
            assert_eq!(edition(text), None, "{text}");
        }
    }
}
