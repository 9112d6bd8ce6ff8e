//! Lines that are read from right to left: PDF draws glyphs, and which comes first is for the reader
//! to know.

/// Whether most letters of a line are of a script that runs from right to left.
pub(super) fn line(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    count(runs_left) > count(|c| c.is_alphabetic() && !runs_left(c))
}

/// Whether a letter of a text is of such a script.
pub(super) fn some(text: &str) -> bool {
    text.chars().any(runs_left)
}

fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        && !c.is_numeric()
}

/// Glyphs that stand from left to right, put in the order in which they are read: backwards, but for
/// numbers and words of other scripts; brackets mirrored, but for those that are told as they are read.
pub(super) fn reading_order<T>(
    mut glyphs: Vec<T>,
    text: impl Fn(&T) -> &str,
    told: impl Fn(&T) -> bool,
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
            let kept = inside || told(&glyph);
            let turned = |c| if kept { c } else { mirrored(c) };
            let plain: String = text(&glyph).chars().map(turned).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(drawn: &str) -> String {
        let glyphs: Vec<Box<str>> = drawn.chars().map(|c| c.to_string().into()).collect();
        reading_order(glyphs, |glyph| glyph, |_| false, |_, text| text).concat()
    }

    #[test]
    fn words_run_left_and_numbers_right() {
        let drawn: String = "القرار A/RES/70/1 (مرفق)".chars().rev().collect();
        let drawn = drawn.replace("1/07/SER/A", "A/RES/70/1");
        // What opens is drawn as what closes.
        let drawn: String = drawn.chars().map(mirrored).collect();
        assert_eq!(read(&drawn), "القرار A/RES/70/1 (مرفق)");
    }
}
