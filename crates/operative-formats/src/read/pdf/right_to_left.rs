//! Lines that are read from right to left: PDF draws glyphs, and which comes first is for the reader
//! to know.

/// Whether most letters of a line are of a script that runs from right to left.
pub(super) fn line(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    count(runs_left) > count(|c| c.is_alphabetic() && !runs_left(c))
}

fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        && !c.is_numeric()
}

/// Glyphs that stand from left to right, put in the order in which they are read: backwards, but for
/// numbers and words of other scripts; brackets mirrored, letters as such and not by their forms.
pub(super) fn reading_order<T>(
    mut glyphs: Vec<T>,
    text: impl Fn(&T) -> &str,
    with: impl Fn(T, Box<str>) -> T,
) -> Vec<T> {
    glyphs.reverse();
    let forward = |glyph: &T| {
        text(glyph)
            .chars()
            .any(|c| c.is_numeric() || (c.is_alphabetic() && !runs_left(c)))
    };
    let joint = |glyph: &T| {
        text(glyph)
            .chars()
            .all(|c| matches!(c, '/' | '.' | ',' | ':' | '-' | '‑' | ' '))
    };
    let mut at = 0;
    let mut inside = vec![false; glyphs.len()];
    while at < glyphs.len() {
        if !forward(&glyphs[at]) {
            at += 1;
            continue;
        }
        let (mut end, mut look) = (at + 1, at + 1);
        while look < glyphs.len() && (forward(&glyphs[look]) || joint(&glyphs[look])) {
            look += 1;
            if forward(&glyphs[look - 1]) {
                end = look;
            }
        }
        glyphs[at..end].reverse();
        inside[at..end].fill(true);
        at = end;
    }
    glyphs
        .into_iter()
        .zip(inside)
        .map(|(glyph, inside)| {
            let plain: String = text(&glyph)
                .chars()
                .flat_map(|c| letters(if inside { c } else { mirrored(c) }))
                .collect();
            with(glyph, plain.into())
        })
        .collect()
}

const fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

/// The letters that a form of a letter, or a ligature, stands for.
fn letters(c: char) -> impl Iterator<Item = char> {
    /// The letters of Unicode's block of forms, in its order, and how many forms each has.
    const FORMS: &[(char, u32)] = &[
        ('ء', 1),
        ('آ', 2),
        ('أ', 2),
        ('ؤ', 2),
        ('إ', 2),
        ('ئ', 4),
        ('ا', 2),
        ('ب', 4),
        ('ة', 2),
        ('ت', 4),
        ('ث', 4),
        ('ج', 4),
        ('ح', 4),
        ('خ', 4),
        ('د', 2),
        ('ذ', 2),
        ('ر', 2),
        ('ز', 2),
        ('س', 4),
        ('ش', 4),
        ('ص', 4),
        ('ض', 4),
        ('ط', 4),
        ('ظ', 4),
        ('ع', 4),
        ('غ', 4),
        ('ف', 4),
        ('ق', 4),
        ('ك', 4),
        ('ل', 4),
        ('م', 4),
        ('ن', 4),
        ('ه', 4),
        ('و', 2),
        ('ى', 2),
        ('ي', 4),
    ];
    let ligature = match c {
        '\u{fef5}' | '\u{fef6}' => Some('آ'),
        '\u{fef7}' | '\u{fef8}' => Some('أ'),
        '\u{fef9}' | '\u{fefa}' => Some('إ'),
        '\u{fefb}' | '\u{fefc}' => Some('ا'),
        _ => None,
    };
    let mut place = (c as u32).checked_sub(0xfe80);
    let form = FORMS.iter().find_map(|(letter, forms)| match place {
        Some(left) if left < *forms => Some(*letter),
        Some(left) => {
            place = Some(left - forms);
            None
        }
        None => None,
    });
    let first = match ligature {
        Some(_) => 'ل',
        None => form.unwrap_or(c),
    };
    std::iter::once(first).chain(ligature)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(drawn: &str) -> String {
        let glyphs: Vec<Box<str>> = drawn.chars().map(|c| c.to_string().into()).collect();
        reading_order(glyphs, |glyph| glyph, |_, text| text).concat()
    }

    #[test]
    fn words_run_left_and_numbers_right() {
        let drawn: String = "القرار A/RES/70/1 (مرفق)".chars().rev().collect();
        let drawn = drawn.replace("1/07/SER/A", "A/RES/70/1");
        // What opens is drawn as what closes.
        let drawn: String = drawn.chars().map(mirrored).collect();
        assert_eq!(read(&drawn), "القرار A/RES/70/1 (مرفق)");
    }

    #[test]
    fn forms_are_letters() {
        assert_eq!(read("\u{fe8e}\u{fee3}"), "ما");
        assert_eq!(read("\u{fefb}"), "لا");
        assert_eq!(letters('\u{fef4}').collect::<String>(), "ي");
    }
}
