//! Han characters that are printed in several forms: what the United Nations printed until the early seventies, and
//! copies of other places to this day, has traditional forms, the language files have simplified ones.

use std::sync::LazyLock;

/// A line for each character of the language files that has other forms: the character, and its other forms behind
/// it. They are those of the tables of OpenCC.
const FORMS: &str = include_str!("../languages/han.txt");

/// The first of the characters among which they are, and how many words hold a bit for each: a word for those that
/// differ in the last of their three bytes alone.
const FIRST: u32 = 0x4000;
const WORDS: usize = 0x6000 / 64;

/// The other forms: a bit for each, which is soon looked at, and the character that each stands for.
struct Table {
    varies: [u64; WORDS],
    simplified: Vec<(char, char)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let pairs = FORMS.lines().flat_map(|line| {
        let mut forms = line.chars();
        let simplified = forms.next().unwrap_or_default();
        forms.map(move |other| (other, simplified))
    });
    let mut simplified: Vec<(char, char)> = pairs.collect();
    simplified.sort_unstable();
    let mut varies = [0; WORDS];
    for (at, bit) in simplified.iter().filter_map(|pair| place(pair.0)) {
        varies[at] |= bit;
    }
    Table { varies, simplified }
});

/// The word and the bit of a character.
fn place(c: char) -> Option<(usize, u64)> {
    let at = (c as u32).checked_sub(FIRST)? as usize;
    (at / 64 < WORDS).then_some((at / 64, 1 << (at % 64)))
}

fn varies(table: &Table, c: char) -> bool {
    place(c).is_some_and(|(at, bit)| table.varies[at] & bit != 0)
}

/// The simplified form of a character, or the character itself.
pub(crate) fn simplified(c: char) -> char {
    let table = &*TABLE;
    if !varies(table, c) {
        return c;
    }
    let found = table.simplified.binary_search_by_key(&c, |pair| pair.0);
    found.map_or(c, |at| table.simplified[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn both_forms_fold_to_one() {
        assert_eq!(fold("聯合國大會決議案").text, "联合国大会决议案");
    }

    #[test]
    fn each_form_stands_for_one_character_of_as_many_bytes() {
        let table = &*TABLE;
        assert!(
            table
                .simplified
                .windows(2)
                .all(|pair| pair[0].0 != pair[1].0)
        );
        for (other, simplified) in &table.simplified {
            assert_eq!(other.len_utf8(), simplified.len_utf8());
            assert_eq!(super::simplified(*other), *simplified);
            assert_eq!(super::simplified(*simplified), *simplified, "{other}");
        }
    }
}
