//! Look-alikes: letters that OCR engines take for one another, and the words of symbols that are known
//! again where one of their letters is another.

/// Letters and digits that are taken for one another, of which any two of a run look alike; a digit ends its run.
const ALIKE: [&str; 54] = [
    "CG", "OQ0", "ILJ1", "BR8", "EF", "MN", "PD", "UV", "TY", "SZ5", "HK", "WX", "ce", "ilj1",
    "nu", "hb", "ao", "rt", "vy", "fk", "mw", "gq", "dp", "sz", "éèe", "àâa", "ñn", "ао", "инп",
    "шщ", "ьъ", "ео", "ас", "гт", "лд", "кх", "бв", "зэ", "цу", "мя", "рф", "чы", "юё", "بتثن",
    "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "هة", "اأإآ",
];

/// Whether one letter may have been read for the other.
fn alike(one: char, other: char) -> bool {
    one == other
        || ALIKE
            .iter()
            .any(|run| run.contains(one) && run.contains(other))
}

/// The digit that a character is, or that it looks like: `S` is a 5, `l` a 1.
pub(crate) fn digit(c: char) -> Option<u32> {
    /// For each character of ASCII the digit of its run, as it is printed, or nothing.
    const DIGITS: [u8; 128] = {
        let mut digits = [0; 128];
        let mut at = 0;
        while at < ALIKE.len() {
            let run = ALIKE[at].as_bytes();
            let last = run[run.len() - 1];
            let mut letter = 0;
            while last.is_ascii_digit() && letter < run.len() {
                digits[run[letter] as usize] = last;
                letter += 1;
            }
            at += 1;
        }
        digits
    };
    let alike = DIGITS.get(c as usize).copied().map_or(c, char::from);
    c.to_digit(10).or_else(|| alike.to_digit(10))
}

/// Whether two words are of one length and differ in one letter, which looks like the other's.
///
/// ```
/// use operative_grammar::symbol::misreads;
/// assert!(misreads("date", "datc") && !misreads("date", "datx") && !misreads("date", "date"));
/// ```
#[must_use]
pub fn misreads(word: &str, printed: &str) -> bool {
    let differ = |pair: &(char, char)| pair.0 != pair.1;
    let mut pairs = word.chars().zip(printed.chars()).filter(differ);
    word.chars().count() == printed.chars().count()
        && matches!((pairs.next(), pairs.next()), (Some((one, other)), None) if alike(one, other))
}

/// Organs of one letter, and the bodies and conferences of the Secretariat's series that issue most.
const HEADS: [&str; 20] = [
    "A", "S", "E", "T", "D", "ST", "CD", "NPT", "CCW", "FCCC", "ICCD", "UNEP", "CTOC", "CAC",
    "CED", "CERD", "CRC", "CCPR", "CEDAW", "BWC",
];
/// Segments that are a word and no more.
const WORDS: [&str; 8] = ["RES", "DEC", "PRST", "HRC", "INF", "SGB", "COP", "REC"];
/// Segments that a point and a number follow.
const NUMBERED: [&str; 17] = [
    "Add", "Amend", "Corr", "Res", "Rev", "Sub", "AC", "C", "CN", "CONF", "EA", "L", "PV", "SC",
    "SR", "WG", "CRP",
];
/// Whether a word is a segment of symbols that a point and a number follow: `Add`, `Corr`.
pub(crate) fn numbered(word: &str) -> bool {
    NUMBERED.contains(&word)
}

/// Words for parts, within brackets.
const DIVISIONS: [&str; 3] = ["Part", "Parts", "Vol"];

/// A canonical symbol in which each word with one letter misread as its look-alike is put right. `None`
/// where there is none.
///
/// ```
/// use operative_grammar::symbol::mended;
/// assert_eq!(mended("A/RFS/76/28").as_deref(), Some("A/RES/76/28"));
/// assert_eq!(mended("Z/2011/16/Apd.1").as_deref(), Some("S/2011/16/Add.1"));
/// assert_eq!(mended("NPT/COMF.2000/28(PartsIandJI)").as_deref(), Some("NPT/CONF.2000/28(PartsIandII)"));
/// assert_eq!(mended("A/HRC/47/37"), None);
/// ```
#[must_use]
pub fn mended(canonical: &str) -> Option<String> {
    let mut segments = canonical.split('/').enumerate();
    if segments.all(|(at, segment)| mended_segment(at, segment).is_none()) {
        return None;
    }
    let segments = canonical
        .split('/')
        .enumerate()
        .map(|(at, segment)| mended_segment(at, segment).unwrap_or_else(|| segment.to_owned()));
    Some(segments.collect::<Vec<_>>().join("/"))
}

/// A segment put right, where it is none that is known, and one that is known is as good as printed.
fn mended_segment(at: usize, segment: &str) -> Option<String> {
    let (name, division) = segment.split_at(segment.find('(').unwrap_or(segment.len()));
    let end = name
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(name.len());
    let (word, rest) = name.split_at(end);
    let known: &[&str] = match rest.strip_prefix('.') {
        None if !rest.is_empty() => &[],
        None if at == 0 => &HEADS,
        None => &WORDS,
        Some(_) => &NUMBERED,
    };
    let read = only(known, word);
    let number = (read.is_some() || NUMBERED.contains(&word))
        .then(|| mended_number(rest))
        .flatten();
    let parts = mended_division(division);
    if read.is_none() && number.is_none() && parts.is_none() {
        return None;
    }
    Some(format!(
        "{}{}{}",
        read.unwrap_or(word),
        number.as_deref().unwrap_or(rest),
        parts.as_deref().unwrap_or(division)
    ))
}

/// number = "." 1*3(DIGIT / "l" / "I" / "O"), the letters that stand for digits put right: `.l` for `.1`
fn mended_number(rest: &str) -> Option<String> {
    let number = rest.strip_prefix('.')?;
    let like = |c: char| c.is_ascii_digit() || matches!(c, 'l' | 'I' | 'O');
    if !(1..=3).contains(&number.len()) || !number.chars().all(like) {
        return None;
    }
    let read = number.replace(['l', 'I'], "1").replace('O', "0");
    (read != number).then(|| format!(".{read}"))
}

/// division = "(" word numerals ")", the word and the numerals put right: `(PattI)`, `(PartIJ)`.
fn mended_division(division: &str) -> Option<String> {
    let inner = division.strip_prefix('(')?.strip_suffix(')')?;
    let small = |c: char| c.is_ascii_lowercase();
    let end = inner
        .find(|c: char| !small(c) && !c.is_ascii_uppercase())
        .unwrap_or(inner.len())
        .min(
            1 + inner
                .get(1..)?
                .find(|c| !small(c))
                .unwrap_or(inner.len() - 1),
        );
    let (word, numerals) = inner.split_at(end);
    let read = only(&DIVISIONS, word);
    if read.is_none() && !DIVISIONS.contains(&word) {
        return None;
    }
    let numerals_read = numerals.replace('J', "I");
    (read.is_some() || numerals_read != numerals)
        .then(|| format!("({}{numerals_read})", read.unwrap_or(word)))
}

/// The only one of some words that a printed one, which is none of them, may be.
fn only(known: &[&'static str], printed: &str) -> Option<&'static str> {
    if known.contains(&printed) {
        return None;
    }
    let mut near = known.iter().filter(|word| misreads(word, printed));
    let found = near.next()?;
    near.next().is_none().then_some(*found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_symbols_are_known_again() {
        for (printed, read) in [
            ("A/BES/76/8", "A/RES/76/8"),
            ("S/PBST/2012/6", "S/PRST/2012/6"),
            ("A/AG.154/415/Carr.1", "A/AC.154/415/Corr.1"),
            ("GD/1299", "CD/1299"),
            ("A/75/301(DartI)", "A/75/301(PartI)"),
            ("A/54/L.81/Rev.l", "A/54/L.81/Rev.1"),
            ("A/54/L.81/Add.lO", "A/54/L.81/Add.10"),
            ("NPT/CONF.2010/50(Vol.IJ)", "NPT/CONF.2010/50(Vol.II)"),
        ] {
            assert_eq!(mended(printed).as_deref(), Some(read), "{printed}");
        }
    }

    #[test]
    fn what_may_be_right_stays() {
        for printed in [
            "A/76/L.48",
            "UNEP/EA.4/Res.15",
            "WHA61/2008/REC/1",
            "E/CN.4/Sub.2/2000/46",
            "TD/B/1",
            "E/ECE/1",
            "A/RES/217(III)A",
            "FCCC/CP/2015/10",
            "A/CONF.157/24(PartI)",
            "HRI/GEN/1",
        ] {
            assert_eq!(mended(printed), None, "{printed}");
        }
    }
}
