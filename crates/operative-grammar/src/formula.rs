//! The enacting formula: which line, or which two, an organ speaks in before its paragraphs.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2_iter};

use crate::end_mark::{end_mark, end_mark_before_call, end_mark_before_joint};
use crate::facts::{Facts, Organ};
use crate::fold::fold;
use crate::head::opens_decision;
use crate::label::{behind_label, label};
use crate::layout::Line;
use crate::lead::{Lead, capital_leads, lead, lead_alone, looks_like_lead, quirk_misread_lead};
use crate::paragraphs::plain;
use crate::parts::enacted;
use crate::span::Span;
use crate::word::{is_letter, shorter, word_starts};

/// A line without `[^1]` and without the escapes of emphasis marks, as what is misread is looked at: of text in
/// another encoding, what looks like a call may be half of a letter.
fn without_calls(line: &str) -> Cow<'_, str> {
    if !line.contains("[^") && !line.contains('\\') {
        return Cow::Borrowed(line);
    }
    let line = line.replace("\\*", "*").replace("\\_", "_");
    let mut parts = line.split("[^");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once(']').map_or(part, |(_, rest)| rest));
    }
    Cow::Owned(text)
}

/// The first line of the enacting formula, and its one or two lines: the first that a comma ends or that
/// a lead follows; or else one with a letter or two misread; or else what stands where the
/// formula of a body that is not known must; or else the last that is the name of an organ and no more
/// before the first paragraph.
pub(crate) fn formula_line(source: &str, lines: &[Line], facts: &Facts) -> Option<(usize, Span)> {
    let text = |line: &Line| line.text(source);
    let led = |at: usize| {
        lines
            .get(at + 1)
            .is_some_and(|next| lead(facts, &plain(text(next))).is_some())
    };
    (0..lines.len())
        .find_map(|at| {
            let line = text(&lines[at]);
            let alone = formula_like(facts, line) || (bare_formula(facts, line) && led(at));
            let span = if alone {
                Some(lines[at].span)
            } else {
                formula_of_two(facts, source, &lines[at..])
            };
            Some((at, span?))
        })
        .or_else(|| {
            let led = |at: usize| {
                let next = lines.get(at + 1);
                next.is_some_and(|next| quirk_misread_lead(facts, &plain(text(next))).is_some())
            };
            let misread = |at: &usize| {
                let line = text(&lines[*at]);
                let line = plain(&without_calls(line)).into_owned();
                (end_mark(&line) == Some(',') || led(*at))
                    && quirk_misread_formula(facts, &fold(&line).text).is_some()
            };
            let at = (0..lines.len().min(60)).find(misread)?;
            Some((at, lines[at].span))
        })
        .or_else(|| formula_of_another_body(facts, source, &lines[..lines.len().min(60)]))
        .or_else(|| formula_above_acts(facts, source, lines))
        .or_else(|| {
            let begins = |line: &Line| {
                let text = plain(text(line));
                let rest = behind_label(facts, &text);
                let labelled = rest.len() < text.len();
                let ended = || end_mark_before_call(&text).is_some();
                lead(facts, rest).is_some() && (labelled || ended())
            };
            let head = &lines[..lines.len().min(60)];
            let first = head.iter().position(begins).unwrap_or(head.len());
            // A decision and a statement open with the meeting, and have no formula.
            let mut paragraphs = (0..first).filter(|at| head[*at].gap > 0);
            if paragraphs.any(|at| decision_opens(facts, source, &head[at..])) {
                return None;
            }
            head[..first]
                .iter()
                .rposition(|line| bare_formula(facts, text(line)))
                .map(|at| (at, head[at].span))
        })
}

/// `formula-of-another-body = name ","`: one or two lines without a number, right above the first
/// paragraph with a lead, that a comma ends. The paragraph may have a label, as those of conferences do. Blank
/// lines stand around it, unless there are none in all the masthead, or it is a line that is a name and no more.
fn formula_of_another_body(facts: &Facts, source: &str, head: &[Line]) -> Option<(usize, Span)> {
    let text = |at: usize| plain(head[at].text(source));
    let crowded = head.iter().skip(1).all(|line| line.gap == 0);
    // What is a name and no more stands above a lead that is known, or the first label, with no blank lines.
    let named = |at: usize| {
        let below = text(at);
        let rest = behind_label(facts, &below);
        let first = || {
            label(facts, &below)
                .is_some_and(|(_, label)| label.readings().any(|(_, value)| value == 1))
        };
        let begun = lead(facts, rest).is_some() || (rest.is_empty() && first());
        begun && stands_as_name(facts, &text(at - 1))
    };
    let begins = |at: &usize| {
        let text = text(*at);
        let rest = behind_label(facts, &text);
        let led = || lead(facts, rest).is_some() || lead_alone(facts, &text);
        let set_off = head[*at].gap > 0 || crowded;
        named(*at) || (set_off && (led() || looks_like_lead(facts, rest)))
    };
    for at in (1..head.len()).filter(begins) {
        let formula = name_above(facts, source, &head[..at], crowded || named(at));
        // A title may begin as paragraphs do, but nothing ends it.
        let more = head[at + 1..].iter().take_while(|line| line.gap == 0);
        let more = if crowded { 0 } else { more.count() };
        let ended = end_mark_before_call(&text(at + more)).is_some();
        let known = || lead(facts, behind_label(facts, &text(at))).is_some();
        if formula.is_some() || (ended && known()) {
            return formula;
        }
    }
    None
}

/// `formula-of-another-body`, whose last line is one of some lines, with blank lines around it.
pub(crate) fn another_body_speaks(facts: &Facts, source: &str, lines: &[Line], at: usize) -> bool {
    let text = |at: usize| plain(lines[at].text(source));
    let led = |below: &Line| {
        let below = plain(below.text(source));
        lead(facts, behind_label(facts, &below)).is_some() || lead_alone(facts, &below)
    };
    let below = lines.get(at + 1).filter(|below| below.gap > 0);
    end_mark(&text(at)) == Some(',')
        && below.is_some_and(led)
        && name_above(facts, source, &lines[..=at], false).is_some()
}

/// The name of a body that a comma ends, in the last line or, unless lines are crowded, the last two: its first
/// line, and its span.
fn name_above(facts: &Facts, source: &str, head: &[Line], crowded: bool) -> Option<(usize, Span)> {
    let text = |at: usize| plain(head[at].text(source));
    let says = |at: usize| lead(facts, &text(at)).is_some() || looks_like_lead(facts, &text(at));
    let last = head.len() - 1;
    let first = last - usize::from(last > 0 && head[last].gap == 0 && !crowded);
    let span = head[first].span.cover(head[last].span);
    let name = plain(span.slice(source));
    let named = end_mark(&name) == Some(',') && may_name(&name) && !(first..=last).any(says);
    // What a comma ends above it is the formula, and this a paragraph whose lead is not known.
    let first_ended = || end_mark(&text(first - 1)) != Some(',');
    (named && first > 0 && (head[first].gap > 0 || crowded) && first_ended())
        .then_some((first, span))
}

/// Whether a text may be the name of a body, by its length, its first letter and its digits: those of a session, *La
/// 70.ª Asamblea Mundial de la Salud*, and those of the year or what says where it met, *(Bucharest, 2022)*.
fn may_name(text: &str) -> bool {
    let before = text.split(['(', '（']).next().unwrap_or_default();
    let numbers = before.split(|c: char| !c.is_ascii_digit());
    let digits: usize = numbers.map(str::len).filter(|length| *length != 4).sum();
    let begins = |c: char| c.is_alphabetic() && !c.is_lowercase();
    shorter(text, 161) && digits <= 3 && text.starts_with(begins)
}

/// `formula-above-acts = name ["," / ":"]`, in a line right above the first act: below a preamble that stands before the
/// name of its body, as *Whereas* paragraphs do, *The Assembly:*; or, where the acts are all of the body, below a title.
fn formula_above_acts(facts: &Facts, source: &str, lines: &[Line]) -> Option<(usize, Span)> {
    /// The lines that a masthead and a preamble take at most.
    const ABOVE: usize = 400;
    let text = |at: usize| plain(lines[at].text(source));
    let set_off = |at: usize| lines.get(at).is_none_or(|line| line.gap > 0);
    let acts = |at: &usize| {
        let text = text(*at);
        let numbered =
            label(facts, &text).filter(|(_, label)| label.plain_number() && label.value == 1);
        let acted = |lead: Lead| lead.start == 0 && lead.action.is_some_and(enacted);
        match numbered {
            Some((rest, _)) => lead(facts, rest).is_some(),
            None => lead(facts, &text).is_some_and(acted) && !looks_like_lead(facts, &text),
        }
    };
    let first = (2..lines.len().min(ABOVE)).find(acts)?;
    let at = first - 1;
    let name = text(at);
    let says = lead(facts, &name).is_some() || label(facts, &name).is_some();
    if says || !may_name(&name) || !(set_off(at) && set_off(first)) {
        return None;
    }
    // The paragraph above, from its first line on.
    let above = (0..at).rev().find(|above| set_off(*above)).unwrap_or(0);
    let recital = lead(facts, &text(above)).is_some()
        && end_mark_before_joint(&text(at - 1)).is_some_and(|mark| matches!(mark, ',' | ';'));
    let marked = matches!(end_mark(&name), Some(',' | ':'));
    let titled = at > 1 && end_mark(&text(at - 1)).is_none();
    let speaks = if recital {
        marked || (end_mark(&name).is_none() && begins_as_name(&name))
    } else {
        titled && (marked || end_mark(&name).is_none()) && begins_as_name(&name)
    };
    speaks.then_some((at, lines[at].span))
}

/// Whether a line is a name that a comma ends: short, without digits, and most of its longer words have capitals where
/// names do.
fn stands_as_name(facts: &Facts, text: &str) -> bool {
    /// The letters of words that have none: *for*, *para*.
    const SHORT: usize = 4;
    let Some(name) = text.trim_end().strip_suffix([',', '،', '，']) else {
        return false;
    };
    let longer = || {
        name.split([' ', '\u{a0}', '-'])
            .filter(|word| !shorter(word, SHORT + 1))
    };
    let capitals = longer()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    facts.spaced
        && shorter(name, 81)
        && name.starts_with(char::is_uppercase)
        && !name
            .contains(|c: char| c.is_numeric() || matches!(c, ',' | ';' | ':' | '(' | '“' | '"'))
        && capitals * 2 >= longer().count()
}

/// Whether a text begins with an article and a capital, as names of bodies do: *The Executive Board*, *L’Assemblée*.
fn begins_as_name(text: &str) -> bool {
    let mut words = text.split([' ', '\u{a0}']);
    let article = words.next().unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    match article.split_once(['’', '\'']) {
        Some((_, name)) => capital(article) && capital(name),
        None => capital(article) && shorter(article, 4) && words.next().is_some_and(capital),
    }
}

/// Whether the paragraph that the first of some lines begins opens a decision.
pub(crate) fn decision_opens(facts: &Facts, source: &str, lines: &[Line]) -> bool {
    let paragraph = lines.chunk_by(|_, next| next.gap == 0).next();
    let paragraph = paragraph.into_iter().flatten();
    opens_decision(facts, paragraph.map(|line| line.text(source)))
}

/// A formula that two lines hold, as long names of organs need: the span of both.
pub(crate) fn formula_of_two(facts: &Facts, source: &str, lines: &[Line]) -> Option<Span> {
    let [first, second, ..] = lines else {
        return None;
    };
    let (start, end) = (first.text(source), second.text(source));
    // Only a long line is wrapped, and only a short one ends the name; where lines are narrow, an article may stand alone.
    let article = shorter(start, 4) && start.starts_with(char::is_uppercase);
    let long = start.len() > 40 && !start.ends_with(',');
    let wrapped = second.gap == 0 && (long || article) && end.len() < 80;
    (wrapped && formula_like(facts, &format!("{start} {end}")))
        .then(|| first.span.cover(second.span))
}

/// `formula = formula-words ","`, emphasis left aside.
pub(crate) fn formula_like(facts: &Facts, line: &str) -> bool {
    let bare = line.trim_end_matches(['*', '_', ' ']);
    bare.ends_with([',', '،', '，', ':', '：']) && bare_formula(facts, bare)
}

/// `bare-formula = formula-words`, marks left aside.
pub(crate) fn bare_formula(facts: &Facts, line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let bare = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '\\' | ',' | '،' | '，' | ':' | '：' | '#')
    });
    if !facts.formula_may_begin(bare) {
        return false;
    }
    let folded = fold(bare).text;
    let mut formulas = facts.organs.values().map(|organ| &organ.formulas);
    formulas.any(|words| words.folded().any(|formula| formula == folded))
}

/// The organ whose formula a line holds but for a letter or two, as OCR engines misread them.
pub(crate) fn quirk_misread_formula(facts: &Facts, line: &str) -> Option<Organ> {
    let line = line.trim_matches([' ', ',', ':']);
    // What a quotation mark opens is quoted in a statement, not said by its organ.
    if line.len() > 200 || !line.starts_with(char::is_alphabetic) {
        return None;
    }
    let length = line.chars().count();
    let most = length / 8;
    let near = |formula: &str| {
        formula.chars().count().abs_diff(length) <= most
            && strsim::osa_distance(formula, line) <= most
    };
    let mut organs = facts.organs.iter();
    let (organ, _) = organs.find(|(_, organ)| organ.formulas.folded().any(near))?;
    Some(*organ)
}

/// How far back an enacting formula is looked for from the comma that ends it, in bytes.
const FORMULA: usize = 160;

/// `amid-formula = formula-words ["," ] blank ([label] lead)`: where the formula begins and ends.
pub(crate) fn formula_amid(facts: &Facts, text: &str) -> Option<(usize, usize)> {
    formula_before_comma(facts, text)
        .or_else(|| formula_alone(facts, text))
        .or_else(|| formula_of_another_body_amid(facts, text))
}

/// `formula-of-another-body-amid = article 1*(blank capitalized-word) "," blank lead 1*(… (";" / ",") blank lead)`: the
/// first words before a paragraph that are a name and no more, where other paragraphs run on behind it: *The Sixtieth
/// World Health Assembly, Recalling …; Noting …*.
fn formula_of_another_body_amid(facts: &Facts, text: &str) -> Option<(usize, usize)> {
    /// How far a masthead reaches at most, and how many words a name has at most.
    const MASTHEAD: usize = 2048;
    const WORDS: usize = 10;
    if !capital_leads(facts) {
        return None;
    }
    let led = |rest: &str| {
        let capital = rest.starts_with(char::is_uppercase);
        capital && lead(facts, rest).is_some_and(|lead| lead.start == 0)
    };
    let begins = |at: usize| {
        let rest = text[at..].strip_prefix(' ')?;
        led(rest).then_some(at)
    };
    let end = memchr_iter(b',', text.as_bytes())
        .map(|at| at + 1)
        .take_while(|at| *at < MASTHEAD)
        .find_map(begins)?;
    // Only a capital begins a paragraph, and few words within one have any: others run on behind it.
    let mut others = memchr2_iter(b';', b',', &text.as_bytes()[end..]).map(|at| end + at + 1);
    others.find_map(begins)?;
    let name = text[..end].trim_end_matches(',');
    let mut start = name.len();
    // Whether the word behind the one that is looked at begins with a capital; none behind the last.
    let mut behind = None;
    for word in name.rsplit(' ').take(WORDS) {
        let capital = word.starts_with(char::is_uppercase);
        let short = word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
        if !(capital || short)
            || word.contains(|c: char| !is_letter(c) && !matches!(c, '-' | '’' | '\''))
        {
            break;
        }
        start -= word.len() + usize::from(behind.is_some());
        // The article begins it: *The*, *La*, *L’*.
        let article = word.chars().count() <= 3 || word.contains(['’', '\'']);
        if capital && article && behind == Some(true) {
            return Some((start, end));
        }
        behind = Some(capital);
    }
    None
}

/// A formula that no comma ends, as it is before a first paragraph with a number.
fn formula_alone(facts: &Facts, text: &str) -> Option<(usize, usize)> {
    /// How far a masthead reaches at most, in bytes.
    const MASTHEAD: usize = 4096;
    let head = &text[..text.floor_char_boundary(MASTHEAD)];
    let blank = |at: usize| head[..at].ends_with(char::is_whitespace);
    word_starts(head).filter(|at| blank(*at)).find_map(|start| {
        let rest = &head[start..];
        if rest.starts_with(char::is_lowercase) || !facts.formula_may_begin(rest) {
            return None;
        }
        let folded = fold(&rest[..rest.floor_char_boundary(FORMULA)]);
        let words = facts
            .formulas()
            .filter(|words| folded.text.starts_with(words));
        let end = start + folded.origin(words.map(str::len).max()?);
        let after = head[end..].strip_prefix(char::is_whitespace)?.trim_start();
        let paragraph = behind_label(facts, after);
        let capital = !paragraph.starts_with(char::is_lowercase);
        let acts = |lead: Lead| lead.start == 0 && lead.action.is_some_and(enacted);
        let begins = lead(facts, paragraph).is_some_and(|lead| capital || acts(lead));
        begins.then_some((start, end))
    })
}

/// A formula that a comma ends, or a colon before a list of acts.
fn formula_before_comma(facts: &Facts, text: &str) -> Option<(usize, usize)> {
    let ends: Vec<char> = facts
        .formulas()
        .filter_map(|words| words.chars().next_back())
        .collect();
    let commas = text.char_indices().filter(|(at, c)| {
        let before = || {
            let before = text[..*at].trim_end();
            let last = before.chars().next_back().map_or(0, char::len_utf8);
            fold(&before[before.len() - last..]).text.chars().next()
        };
        matches!(c, ',' | '،' | '，' | ':' | '：') && before().is_some_and(|c| ends.contains(&c))
    });
    commas.into_iter().find_map(|(at, comma)| {
        let end = at + comma.len_utf8();
        let start = formula_ending(facts, &text[..at])?;
        let rest = text[end..].trim_start();
        let after = behind_label(facts, rest);
        // A colon leads to a list of acts.
        let listed = after.len() < rest.len() || !matches!(comma, ':' | '：');
        let capital = !text[start..].starts_with(char::is_lowercase);
        (capital && listed && lead(facts, after).is_some()).then_some((start, end))
    })
}

/// `formula-before-recital = formula-words "," blank recital`, the first of some lines, as the first volumes have it: *The
/// General Assembly, having considered …,*. A sentence that an organ is the subject of ends with a point. Gives the length
/// of the formula.
pub(crate) fn formula_before_recital(facts: &Facts, source: &str, lines: &[Line]) -> Option<usize> {
    let text = lines.first()?.text(source);
    if !facts.formula_may_begin(text) {
        return None;
    }
    let comma = text.find([',', '،', '，'])?;
    let (formula, recital) = text.split_at(text.ceil_char_boundary(comma + 1));
    // Behind more than a blank stands another column.
    let recital = recital.strip_prefix(' ').unwrap_or(recital);
    let cased = formula.contains(char::is_lowercase) || formula.contains(char::is_uppercase);
    let begins = |c: char| c.is_lowercase() || (!cased && c.is_alphabetic());
    if !recital.starts_with(begins) || !bare_formula(facts, formula) {
        return None;
    }
    let begins = |line: &Line| {
        let text = plain(line.text(source));
        line.gap > 0 || lead(facts, behind_label(facts, &text)).is_some()
    };
    let more = lines[1..].iter().take_while(|line| !begins(line)).count();
    let ended = end_mark_before_joint(lines[more].text(source));
    matches!(ended, Some(',' | ';')).then_some(formula.len())
}

/// Where the formula begins that a text ends with, the longest that it may be.
fn formula_ending(facts: &Facts, text: &str) -> Option<usize> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(FORMULA));
    let before = fold(text[from..].trim_end());
    facts
        .formulas()
        .filter_map(|words| before.text.strip_suffix(words))
        .filter(|outside| !outside.ends_with(char::is_alphabetic) || !facts.spaced)
        .map(|outside| from + before.origin(outside.len()))
        .min()
}

/// `… [","] formula-words ","`: where the formula begins that ends a line with something before it: a sentence that
/// leads to it, *Therefore, the Security Council,*, or what a web page has put there.
pub(crate) fn formula_behind(facts: &Facts, line: &str) -> Option<usize> {
    let bare = line.trim_end_matches(['*', '_', ' ']);
    let text = bare.strip_suffix([',', '،', '，'])?;
    let start = formula_ending(facts, text)?;
    let before = text[..start].trim_end_matches(['*', '_', ' ']);
    // Within a sentence an organ is named without a comma before it: *the report of the Security Council,*.
    let parted = before.ends_with([',', '،', '，', '。', '.', ':', '：', ';', '；'])
        || (text[start..].starts_with(char::is_uppercase)
            && !before.ends_with(char::is_alphabetic));
    (before.contains(char::is_alphanumeric) && parted).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_may_stand_behind_what_leads_to_it() {
        let begins = |line: &'static str| {
            let facts = Facts::of_language("en");
            formula_behind(facts, line).map(|at| &line[at..])
        };
        assert_eq!(
            begins("Therefore, the Security Council,"),
            Some("the Security Council,")
        );
        assert_eq!(
            begins("updated 2024-09 The General Assembly,"),
            Some("The General Assembly,")
        );
        assert_eq!(
            begins("Recalling the report of the Security Council,"),
            None
        );
        assert_eq!(begins("The Security Council,"), None);
        assert_eq!(begins("“The Security Council,"), None);
    }

    #[test]
    fn a_body_that_is_not_known_speaks_amid_a_line_where_paragraphs_run_on() {
        let speaks = |text: &'static str| {
            let facts = Facts::of_language("en");
            formula_amid(facts, text).map(|(start, end)| &text[start..end])
        };
        assert_eq!(
            speaks(
                "WHA60.1 Wells The Sixtieth World Health Assembly, Recalling WHA49.10; Noting the wells; 1. URGES all;"
            ),
            Some("The Sixtieth World Health Assembly,")
        );
        assert_eq!(
            speaks("It met the World Health Assembly, Recalling WHA49.10; Noting the wells;"),
            None
        );
        assert_eq!(
            speaks("The World Health Assembly, Recalling a resolution and no more."),
            None
        );
    }

    #[test]
    fn what_looks_like_a_call_is_passed_over_where_letters_are_misread() {
        assert_eq!(
            without_calls("El Consejo EconÃ[^3]mico,"),
            "El Consejo EconÃmico,"
        );
        assert_eq!(
            without_calls("\\*The General Assembly,"),
            "*The General Assembly,"
        );
        assert_eq!(without_calls("a [^b"), "a b");
    }
}
