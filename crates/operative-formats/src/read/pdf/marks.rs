//! Marks that are drawn by themselves: vowel signs above and below letters, and what stretches words.

use unicode_normalization::char::is_combining_mark;

use super::glyphs::Glyph;
use super::right_to_left;

/// What stretches an Arabic word to fill its line.
const STRETCH: &str = "\u{640}";

/// Glyphs, the marks among them put behind the letters that they stand above or below.
pub(super) fn with_their_letters(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let (mut marks, mut letters): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.into_iter().partition(|glyph| is_mark(&glyph.text));
    if marks.is_empty() {
        return letters;
    }
    letters.sort_by(|one, other| one.y.total_cmp(&other.y));
    // The nearer to the letter, the earlier it is read.
    marks.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut alone = Vec::new();
    for mark in marks {
        let from = letters.partition_point(|letter| letter.y < mark.y - mark.size);
        let to = letters.partition_point(|letter| letter.y <= mark.y + mark.size);
        let middle = mark.x + mark.width / 2.0;
        let away = |letter: &Glyph| {
            let aside = (letter.x - middle)
                .max(middle - letter.x - letter.width)
                .max(0.0);
            // Marks that take no room may be drawn at the edge of their letter.
            (aside, (letter.y - mark.y).abs())
        };
        let near = letters[from..to].iter_mut().filter(|letter| {
            letter.text.chars().any(char::is_alphabetic) && away(letter).0 < mark.size * 0.3
        });
        let nearest = near.min_by(|one, other| {
            let (one, other) = (away(one), away(other));
            one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
        });
        match nearest {
            Some(letter) => letter.text = [&*letter.text, &*mark.text].concat().into(),
            None => alone.push(mark),
        }
    }
    letters.append(&mut alone);
    letters
}

fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_combining_mark)
}

/// Takes what stretches words between their letters for nothing but room: a line is filled with it, as
/// with wide blanks.
pub(super) fn drop_stretches<T>(glyphs: &mut [(Glyph, T)]) {
    let stretch = |glyph: &(Glyph, T)| &*glyph.0.text == STRETCH;
    let runs = glyphs.chunk_by(|one, other| stretch(one) == stretch(other));
    let runs: Vec<&[(Glyph, T)]> = runs.collect();
    let mut dropped = Vec::with_capacity(glyphs.len());
    for (at, run) in runs.iter().enumerate() {
        let letter = |glyph: Option<&(Glyph, T)>| {
            glyph.is_some_and(|(glyph, _)| right_to_left::some(&glyph.text))
        };
        let before = at.checked_sub(1).and_then(|at| runs[at].last());
        let behind = runs.get(at + 1).and_then(|run| run.first());
        let drop = stretch(&run[0]) && letter(before) && letter(behind);
        dropped.extend(std::iter::repeat_n(drop, run.len()));
    }
    let dropped = glyphs.iter_mut().zip(dropped).filter(|(_, drop)| *drop);
    dropped.for_each(|((glyph, _), _)| glyph.text = Box::default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f32, y: f32) -> Glyph {
        Glyph {
            text: text.into(),
            x,
            y,
            width: 5.0,
            size: 10.0,
            italic: false,
            bold: false,
            told: false,
            hidden: false,
        }
    }

    fn texts(glyphs: &[Glyph]) -> Vec<&str> {
        glyphs.iter().map(|glyph| &*glyph.text).collect()
    }

    #[test]
    fn marks_go_with_the_letters_that_they_stand_above() {
        let drawn = vec![
            glyph("ا", 0.0, 700.0),
            glyph("ن", 5.0, 700.0),
            glyph("\u{64b}", 1.0, 704.0),
            glyph("ن", 0.0, 680.0),
            glyph("\u{301}", 90.0, 700.0),
        ];
        let read = with_their_letters(drawn);
        assert_eq!(texts(&read), ["ن", "ا\u{64b}", "ن", "\u{301}"]);
    }

    #[test]
    fn what_stretches_a_word_goes_and_what_stands_at_its_end_stays() {
        let letters = ["ن", STRETCH, STRETCH, "م", " ", STRETCH, "ه"];
        let drawn = letters.iter().enumerate();
        let mut drawn: Vec<(Glyph, ())> = drawn
            .map(|(at, text)| (glyph(text, 5.0 * at as f32, 700.0), ()))
            .collect();
        drop_stretches(&mut drawn);
        let kept: String = drawn.iter().map(|(glyph, ())| &*glyph.text).collect();
        assert_eq!(kept, ["ن", "م", " ", STRETCH, "ه"].concat());
    }
}
