//! Document symbols: `A/RES/77/213`, `S/RES/1325 (2000)`, `A/CONF.157/24 (Part I)`.
//!
//! Their grammar is the same in every language. What is read is the symbol as printed, with its
//! blanks, look-alike letters of other scripts and mirrored brackets; what is kept beside it is the
//! canonical form, without any of these.

use std::borrow::Cow;
use std::sync::LazyLock;

use nom::bytes::complete::{tag_no_case, take, take_while_m_n, take_while1};
use nom::character::complete::satisfy;
use nom::combinator::{fail, not, opt, peek, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::multi::{fold_many_m_n, many0_count};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::agency::{agency_symbol, canonical_agency};
use crate::facts::{Language, Organ};
use crate::fold::ignored;

mod canonical;

pub use canonical::canonical;

pub use crate::agency::{HEALTH_ASSEMBLY, session_leads};
pub use crate::homoglyph::{ascii_kin, homoglyph, latin};
pub use crate::look_alike::{mended, misreads};

/// A symbol as printed and in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// As printed: `A/RES/217 A (III)`.
    pub printed: &'a str,
    /// Without blanks, in Latin letters, the letter of a part after the session: `A/RES/217(III)A`.
    pub canonical: Cow<'a, str>,
    /// Whether letters of another script stand in for Latin ones.
    pub homoglyphs: bool,
}

/// symbol = head (resolution-path / document-path) / agency-symbol ; with a digit in it
///
/// ```
/// use operative_grammar::symbol::symbol;
/// let (rest, found) = symbol("S/RES/1325 (2000) on women").unwrap();
/// assert_eq!(found.canonical, "S/RES/1325(2000)");
/// assert_eq!(rest, " on women");
/// assert!(symbol("and/or").is_err());
/// ```
///
/// # Errors
/// If no symbol stands at the start of `input`.
pub fn symbol(input: &str) -> IResult<&str, Symbol<'_>> {
    if let Ok((rest, printed)) = agency_symbol(input) {
        let canonical = Cow::Owned(canonical_agency(printed));
        let homoglyphs = false;
        return Ok((
            rest,
            Symbol {
                printed,
                canonical,
                homoglyphs,
            },
        ));
    }
    let (rest, printed) = verify(
        recognize(preceded(head, resolution_path.or(document_path))),
        |printed: &str| printed.chars().any(|c| plain(c).is_ascii_digit()),
    )
    .parse(input)?;
    Ok((
        rest,
        Symbol {
            printed,
            canonical: canonical(printed),
            homoglyphs: printed.chars().any(|c| homoglyph(c).is_some()),
        },
    ))
}

/// The segments that a symbol has at most, after its head. The longest in use have seven.
const SEGMENTS: usize = 12;

/// resolution-path = *("/" segment) "/" ("RES" / "DEC") "/" number *("/" segment)
fn resolution_path(input: &str) -> IResult<&str, ()> {
    let kind = |part: &str| ["RES", "DEC"].iter().any(|word| same(part, word));
    let mut rest = input;
    let mut segments = 0;
    // The first segment that is a kind is the one.
    loop {
        let part;
        (rest, part) = preceded(slash, segment).parse(rest)?;
        if kind(part) {
            break;
        }
        segments += 1;
        if segments > SEGMENTS {
            return fail().parse(rest);
        }
    }
    let (rest, _) = preceded(slash, resolution_number).parse(rest)?;
    let more = preceded(slash, segment);
    let (rest, _) = fold_many_m_n(0, SEGMENTS, more, || (), |(), _| ()).parse(rest)?;
    Ok((rest, ()))
}

/// document-path = 1*("/" segment [[blank] named-division / numbered-division])
fn document_path(input: &str) -> IResult<&str, ()> {
    let named = named_division.or(quirk_misread_division);
    let division = recognize(pair(opt(blank), named)).or(numbered_division);
    let part = pair(segment, opt(division));
    fold_many_m_n(1, SEGMENTS, preceded(slash, part), || (), |(), _| ()).parse(input)
}

/// head = 1*8(capital / digit / "-" capital) ["." number] ["(" session ")"] ; an organ: `A`, `UNEP`, `ICC-ASP`,
/// `GB.344`
fn head(input: &str) -> IResult<&str, &str> {
    let letters = recognize((
        satisfy(|c| plain(c).is_ascii_uppercase()),
        take_while_m_n(0, 11, |c| {
            let c = plain(c);
            c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'
        }),
    ));
    let (rest, name) = verify(letters, |name: &str| {
        !quirk_foreign_word(name) && !roman(name) && !["RES", "DEC", "PRST"].contains(&name)
    })
    .parse(input)?;
    let numbered = preceded(satisfy(|c| c == '.'), digits);
    let (rest, _) = opt(numbered)
        .parse(rest)
        .map(|(left, found)| (if name.len() > 1 { left } else { rest }, found))?;
    let session = take_while1(|c| {
        let c = plain(c);
        c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L')
    });
    let (rest, _) = opt(bracketed(session)).parse(rest)?;
    peek(slash).parse(rest)?;
    Ok((rest, name))
}

/// Whether letters are the session in the number of a conference's decision: `XIX/6`. No organ has such letters
/// but one that bears a single `L`.
fn roman(name: &str) -> bool {
    name != "L"
        && name
            .chars()
            .all(|c| matches!(plain(c), 'I' | 'V' | 'X' | 'L'))
}

/// An abbreviation of another script is no organ, though each of its letters has a Latin look-alike:
/// `СНВ/2020`. A single letter is one: `А/77/53`.
fn quirk_foreign_word(name: &str) -> bool {
    name.chars().filter(|c| !ignored(*c)).count() > 1
        && name.chars().all(|c| homoglyph(c).is_some())
}

/// slash = "/" ; with direction marks beside it in right-to-left text
fn slash(input: &str) -> IResult<&str, &str> {
    recognize((marks, satisfy(|c| plain(c) == '/'), marks)).parse(input)
}

/// segment = atom *(("." / "-") atom) ; `CONF.157`, `S-10`, `77`
fn segment(input: &str) -> IResult<&str, &str> {
    let dotted = pair(satisfy(|c| c == '.'), atom);
    let dashed = (
        not(next_symbol),
        satisfy(|c| plain(c) == '-'),
        not(peek(pair(atom, satisfy(|c| c == '.')))),
        atom,
    );
    recognize(pair(
        atom,
        many0_count(recognize(dotted).or(recognize(dashed))),
    ))
    .parse(input)
}

/// next-symbol = "-" head "/" ; where the second half of a joint symbol begins
fn next_symbol(input: &str) -> IResult<&str, &str> {
    preceded(satisfy(|c| plain(c) == '-'), head).parse(input)
}

/// atom = 1*(letter / digit)
fn atom(input: &str) -> IResult<&str, &str> {
    take_while1(|c| plain(c).is_ascii_alphanumeric()).parse(input)
}

/// named-division = "(" ("Part" / "Vol" / "Sect" / "Supp" / "Resumption") … ")" ; some translations have the word
/// for a part in their own language
fn named_division(input: &str) -> IResult<&str, &str> {
    let word = tag_no_case("part")
        .or(tag_no_case("vol"))
        .or(tag_no_case("sect"))
        .or(tag_no_case("supp"))
        .or(tag_no_case("resumption"))
        .or(translated_part);
    let rest = take_while_m_n(0, 24, |c| !matches!(plain(c), '(' | ')' | '/' | ',' | ';'));
    bracketed(recognize(pair(word, rest))).parse(input)
}

/// translated-part = "Часть" / "Partie" / … ; the word for a part where a language translates it, in either case and
/// with letters that look like its own
fn translated_part(input: &str) -> IResult<&str, &str> {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let words = Language::all().flat_map(|language| language.facts().symbols.part.printed());
        words
            .map(|word| word.chars().map(small).collect())
            .collect()
    });
    let read = WORDS.iter().find_map(|word| {
        let same = |printed: &str| printed.chars().map(small).eq(word.chars());
        let word: IResult<_, _> = verify(take(word.chars().count()), same).parse(input);
        word.ok()
    });
    read.ok_or_else(|| nom::Err::Error(Error::new(input, ErrorKind::Tag)))
}

/// A division whose word has one letter misread, before a Roman numeral: `(Patt II)`.
fn quirk_misread_division(input: &str) -> IResult<&str, &str> {
    let word = verify(
        take_while_m_n(4, 5, |c: char| c.is_ascii_alphabetic()),
        |word: &str| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && mended(&format!("({word})")).is_some()
        },
    );
    let numeral = take_while_m_n(1, 5, |c| matches!(c, 'I' | 'V' | 'X'));
    bracketed(recognize((word, blank, numeral))).parse(input)
}

/// numbered-division = "(" (number / roman) ")" ; glued to what it divides: `ICCD/COP(14)`
fn numbered_division(input: &str) -> IResult<&str, &str> {
    bracketed(take_while1(|c| {
        let c = plain(c);
        c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M')
    }))
    .parse(input)
}

/// resolution-number = [("S" / "ES") "-"] number "/" number [letters]
///                   / number [letters] [blank] "(" session-or-year ")" [letters]
///                   / segment [numbered-division] ; of a volume, the year: `GC(46)/RES/DEC(2002)`
fn resolution_number(input: &str) -> IResult<&str, &str> {
    let sessional = recognize((segment_of_number, slash, digits, opt(letters)));
    let chronological = recognize((
        digits,
        opt(letters),
        opt(blank),
        bracketed(session_or_year),
        opt(letters),
    ));
    sessional
        .or(chronological)
        .or(recognize(pair(segment, opt(numbered_division))))
        .parse(input)
}

/// The session in front of a resolution's number: `77`, `S-10`, `ES-11`, `2020`, `XII`.
fn segment_of_number(input: &str) -> IResult<&str, &str> {
    let prefix = pair(
        tag_no_case("ES").or(tag_no_case("S")),
        satisfy(|c| plain(c) == '-'),
    );
    recognize(pair(opt(prefix), digits)).parse(input)
}

/// session-or-year = year / [("S" / "ES") "-"] roman
fn session_or_year(input: &str) -> IResult<&str, &str> {
    recognize((
        marks,
        take_while1(|c| {
            let c = plain(c);
            c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'E' | 'S' | '-')
        }),
        marks,
    ))
    .parse(input)
}

/// letters = [blank] ["["] capital [("-" / " and ") capital] ["]"] ; the parts of a set: `A`, `A–B`
fn letters(input: &str) -> IResult<&str, &str> {
    let one = || satisfy(|c| plain(c).is_ascii_uppercase());
    let range = (opt(blank), satisfy(|c| plain(c) == '-'), opt(blank), one());
    terminated(
        recognize((
            opt(blank),
            opt(satisfy(|c| c == '[')),
            one(),
            opt(range),
            opt(satisfy(|c| c == ']')),
        )),
        not(satisfy(char::is_alphanumeric).or(preceded(blank, satisfy(char::is_lowercase)))),
    )
    .parse(input)
}

/// digits = 1*digit
fn digits(input: &str) -> IResult<&str, &str> {
    take_while1(|c| plain(c).is_ascii_digit()).parse(input)
}

/// bracketed = "(" inner ")" ; either bracket may be mirrored
fn bracketed<'a>(
    inner: impl Parser<&'a str, Output = &'a str, Error = Error<&'a str>>,
) -> impl Parser<&'a str, Output = &'a str, Error = Error<&'a str>> {
    let bracket = || satisfy(|c| matches!(plain(c), '(' | ')'));
    recognize((marks, bracket(), inner, bracket()))
}

/// blank = 1*2 white-space, with direction marks beside it
fn blank(input: &str) -> IResult<&str, &str> {
    recognize((marks, take_while_m_n(1, 2, char::is_whitespace), marks)).parse(input)
}

/// marks = *direction-mark
fn marks(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 4, ignored).parse(input)
}

/// The organ that issues documents of a canonical symbol.
///
/// ```
/// use operative_grammar::{Organ, symbol::issuer};
/// assert_eq!(issuer("A/HRC/RES/50/4"), Some(Organ::HumanRightsCouncil));
/// assert_eq!(issuer("CD/1839"), None);
/// ```
#[must_use]
pub fn issuer(canonical: &str) -> Option<Organ> {
    let below = |prefix: &str| {
        canonical
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    Some(if below("A/HRC") {
        Organ::HumanRightsCouncil
    } else if below("E/CN.4/Sub.2") {
        Organ::SubCommission
    } else if below("E/CN.4") {
        Organ::CommissionOnHumanRights
    } else if below("A") {
        Organ::GeneralAssembly
    } else if below("S") {
        Organ::SecurityCouncil
    } else if below("E") {
        Organ::EconomicAndSocialCouncil
    } else if below("T") {
        Organ::TrusteeshipCouncil
    } else if canonical.starts_with("UNEP/EA.") {
        Organ::EnvironmentAssembly
    } else {
        return None;
    })
}

/// Whether `printed` reads as the Latin `word`, whatever its case and script.
fn same(printed: &str, word: &str) -> bool {
    printed
        .chars()
        .filter(|c| !ignored(*c))
        .map(|c| plain(c).to_ascii_uppercase())
        .eq(word.chars())
}

/// The ASCII kin of a character of a symbol, in which every dash is a hyphen.
const fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => ascii_kin(c),
    }
}

/// [`plain`], as a small letter.
fn small(c: char) -> char {
    plain(c.to_lowercase().next().unwrap_or(c))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    #[track_caller]
    pub(crate) fn reads(input: &str, canonical: &str, rest: &str) {
        let (left, found) = symbol(input).expect(input);
        assert_eq!((found.canonical.as_ref(), left), (canonical, rest));
    }

    #[test]
    fn documents() {
        reads("A/77/463/Add.2, para. 87", "A/77/463/Add.2", ", para. 87");
        reads("A/77/53.", "A/77/53", ".");
        reads("S/4955]", "S/4955", "]");
        reads(
            "A/CONF.157/24 (Part I), chap. III",
            "A/CONF.157/24(PartI)",
            ", chap. III",
        );
        reads(
            "NPT/CONF.2000/28 (Parts I and II)",
            "NPT/CONF.2000/28(PartsIandII)",
            "",
        );
        reads(
            "NPT/CONF.2000/28（Parts I和II）",
            "NPT/CONF.2000/28(PartsIandII)",
            "",
        );
        reads("A/CONF.157/24 (Partie I)", "A/CONF.157/24(PartI)", "");
        reads("A/CONF.157/24 (Часть I)", "A/CONF.157/24(PartI)", "");
        reads("A/CONF.157/24 (часть I)", "A/CONF.157/24(PartI)", "");
        reads("A/64/289 (Sect. 26)/Corr.1", "A/64/289(Sect.26)/Corr.1", "");
        reads(
            "ICCD/COP(14)/23/Add.1, decision",
            "ICCD/COP(14)/23/Add.1",
            ", decision",
        );
        reads("UNEP/EA.4/Res.14", "UNEP/EA.4/Res.14", "");
        reads("GC(64)/RES/10", "GC(64)/RES/10", "");
        reads("GC(XXXVII)/RES/627", "GC(XXXVII)/RES/627", "");
        reads("ICC-ASP/11/20", "ICC-ASP/11/20", "");
        reads("GB.344/INS/6", "GB.344/INS/6", "");
        reads("L/5640", "L/5640", "");
        reads("S/PV.6201(Resumption1)", "S/PV.6201(Resumption1)", "");
        reads("BWC/CONF.IX/9", "BWC/CONF.IX/9", "");
        reads("A/77/53 (see annex)", "A/77/53", " (see annex)");
    }

    #[test]
    fn resolutions() {
        reads("A/RES/77/213", "A/RES/77/213", "");
        reads("A/RES/52/12 B.", "A/RES/52/12B", ".");
        reads("A/RES/75/101 A–B", "A/RES/75/101A-B", "");
        reads("A/RES/217 A (III), annex", "A/RES/217(III)A", ", annex");
        reads("A/RES/217(III)[A]", "A/RES/217(III)A", "");
        reads("A/RES/3201 (S-VI)", "A/RES/3201(S-VI)", "");
        reads("A/RES/ES-11/1", "A/RES/ES-11/1", "");
        reads("A/HRC/RES/S-27/1", "A/HRC/RES/S-27/1", "");
        reads("A/Res/70/1", "A/RES/70/1", "");
        reads("S/RES/1325 (2000)", "S/RES/1325(2000)", "");
        reads("E/RES/1503(XLVIII)", "E/RES/1503(XLVIII)", "");
        reads("A/RES/70/1 A world", "A/RES/70/1", " A world");
    }

    #[test]
    fn joint_symbols_are_two() {
        reads("A/77/277-S/2022/606", "A/77/277", "-S/2022/606");
        reads(
            "E/CN.4/2001/2–E/CN.4/SUB.2/2000/46",
            "E/CN.4/2001/2",
            "–E/CN.4/SUB.2/2000/46",
        );
        reads("E/CN.4/SUB.2/2000/46", "E/CN.4/Sub.2/2000/46", "");
    }

    #[test]
    fn look_alikes_and_mirrored_brackets() {
        let (_, found) = symbol("А/75/606").expect("Cyrillic");
        assert_eq!(
            (found.canonical.as_ref(), found.homoglyphs),
            ("A/75/606", true)
        );
        assert!(symbol("СНВ/2020").is_err());
        reads("S/RES/2504 )2020(", "S/RES/2504(2020)", "");
        reads("A/75/606\u{200f}", "A/75/606", "\u{200f}");
    }

    #[test]
    fn no_symbols() {
        for text in [
            "and/or",
            "HIV/AIDS and",
            "A/",
            "/A/1",
            "77/213",
            "a/75/606",
            "XIX/6",
            "",
        ] {
            assert!(symbol(text).is_err(), "{text}");
        }
    }
}
