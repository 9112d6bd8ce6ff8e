//! Lines that are read from right to left: PDF draws glyphs, and which comes first is for the reader
//! to know.

use super::lines::Line;

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

/// Whether brackets close before they open, in most of the lines that have any.
pub(super) fn inverted<'l>(lines: impl Iterator<Item = &'l Line>) -> bool {
    let firsts = lines.filter_map(|line| {
        let text = line.text();
        text.chars().find(|c| matches!(c, '(' | ')' | '[' | ']'))
    });
    let closing: i32 = firsts
        .map(|c| if matches!(c, ')' | ']') { 1 } else { -1 })
        .sum();
    closing > 0
}

/// Glyphs that stand from left to right, put in the order in which they are read: backwards, but for
/// numbers and words of other scripts, and what stands in brackets behind such a word; brackets mirrored, but for those that are told as they are read.
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
    let is = |at: usize, marks: &[&str]| glyphs.get(at).is_some_and(|it| marks.contains(&text(it)));
    let worded = |from: usize, to: usize| {
        let mut texts = glyphs[from..to].iter().map(&text);
        texts.any(|text| text.contains(char::is_alphabetic))
    };
    // Where a run ends that begins here; a hyphen joins no numbers, it lets the later stand first.
    let run = |from: usize| {
        if !glyphs.get(from).is_some_and(forward) {
            return from;
        }
        let (mut end, mut look) = (from, from);
        while look < glyphs.len() && (forward(&glyphs[look]) || joint(&glyphs[look])) {
            look += 1;
            if forward(&glyphs[look - 1]) {
                end = look;
            }
        }
        let hyphen = (from..end).find(|at| is(*at, &["-", "‑"]));
        hyphen.filter(|_| !worded(from, end)).unwrap_or(end)
    };
    // `word [blank] "(" words ")"`, met from its end.
    let bracketed = |from: usize| {
        let open = run(from + 1);
        let word = if is(open + 1, &[" "]) {
            open + 2
        } else {
            open + 1
        };
        let fits = is(from, &[")", "]"]) && is(open, &["(", "["]) && worded(from, open);
        let end = if fits { run(word) } else { word };
        (fits && end > word && worded(word, end)).then_some(end)
    };
    let mut runs = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        let end = bracketed(at).unwrap_or_else(|| run(at));
        if end > at {
            runs.push(at..end);
        }
        at = end.max(at + 1);
    }
    let mut inside = vec![false; glyphs.len()];
    for run in runs {
        glyphs[run.clone()].reverse();
        inside[run].fill(true);
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
        assert_eq!(read("8-4 نم"), "من 4-8");
        assert_eq!(read("خرؤملا 4 لوألا"), "الأول 4 المؤرخ");
        assert_eq!(read("A/CONF.1/2 (Part I) رظنا"), "انظر A/CONF.1/2 (Part I)");
        assert_eq!(read("(A/77/53) مقر"), "رقم (A/77/53)");
    }

    #[test]
    fn brackets_that_close_first_are_inverted() {
        assert!(inverted([Line::plain(")أ( من"), Line::plain("من")].iter()));
        assert!(!inverted(
            [Line::plain("(أ) من"), Line::plain("ب) من")].iter()
        ));
    }
}
