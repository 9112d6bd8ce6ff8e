//! Addresses of parts of the same document, one for each part that a phrase lists: "subparagraphs (a)
//! and (b) of paragraph 3".

use operative_grammar::{LabelStyle, Language, in_word, is_letter, label_readings};

use crate::facts::Locator;
use crate::lexicon::Lexicon;
use crate::steps::{Step, number, numbers, signs};
use crate::views::{letters, roman};

/// The longest range of sub-paragraphs; a longer one is none.
const LONGEST: u32 = 26;

/// How a label may count, the likeliest reading first.
pub(crate) type Readings = Vec<(LabelStyle, u32)>;

/// The address of one part of the document; the whole of it where it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// The parts that hold it, the outermost first, each with its number as printed.
    pub(crate) within: Vec<(Locator, String)>,
    /// The number of its paragraph.
    pub(crate) paragraph: Option<u32>,
    /// The labels of the sub-paragraphs that lead down to it.
    pub(crate) subparagraphs: Vec<Readings>,
}

impl Address {
    /// The number of a part that holds it: 1 where it is named without one.
    pub(crate) fn held_by(&self, language: Language, locator: Locator) -> Option<u32> {
        let (_, value) = self.within.iter().find(|part| part.0 == locator)?;
        if value.is_empty() {
            return Some(1);
        }
        number(language, value)
    }

    /// Its identifier, the same in every language: `this:paragraph-3/subparagraph-b`.
    pub(crate) fn identifier(&self, language: Language) -> String {
        let held = self.within.iter().map(|(locator, value)| {
            let word = locator.word();
            match number(language, value) {
                Some(number) => format!("{word}-{number}"),
                None if value.is_empty() => word.to_owned(),
                None => {
                    let letters = value.chars().filter(|c| in_word(*c));
                    let value: String = letters.flat_map(char::to_lowercase).collect();
                    format!("{word}-{value}")
                }
            }
        });
        let paragraph = self.paragraph.map(|number| format!("paragraph-{number}"));
        let labels = self
            .subparagraphs
            .iter()
            .filter_map(|readings| readings.first().and_then(|reading| step(*reading)));
        let steps: Vec<String> = held.chain(paragraph).chain(labels).collect();
        if steps.is_empty() {
            return "this:resolution".to_owned();
        }
        format!("this:{}", steps.join("/"))
    }
}

/// A label as a step of an identifier: `paragraph-3`, `subparagraph-b`. `None` for what no label counts.
pub(crate) fn step((style, value): (LabelStyle, u32)) -> Option<String> {
    let label = match style {
        LabelStyle::Number => return Some(format!("paragraph-{value}")),
        LabelStyle::Letter | LabelStyle::Capital => letters(value, b'a'),
        LabelStyle::Roman | LabelStyle::CapitalRoman => roman(value).to_lowercase(),
        _ => return None,
    };
    Some(format!("subparagraph-{label}"))
}

/// The addresses that the steps of a phrase list, at least one.
pub(crate) fn addresses(language: Language, steps: &[Step]) -> Vec<Address> {
    let values = |locator: Locator| {
        let of = move |step: &&Step| step.locator == locator;
        steps.iter().filter(of).map(|step| step.value.as_str())
    };
    // From the whole to the part, whatever the order in print.
    let mut within: Vec<(Locator, String)> = steps
        .iter()
        .filter(|step| !matches!(step.locator, Locator::Paragraph | Locator::Subparagraph))
        .map(|step| (step.locator, step.value.clone()))
        .collect();
    within.sort_by_key(|(locator, _)| {
        let annexed = matches!(locator, Locator::Annex | Locator::Appendix);
        (!annexed, *locator)
    });
    let mut paragraphs: Vec<Address> = values(Locator::Paragraph)
        .flat_map(|value| listed(language, value))
        .collect();
    // "Point (e) of subparagraph (i) of paragraph 3", but "paragraph 3, subparagraph (i)".
    let mut below: Vec<Vec<Address>> = values(Locator::Subparagraph)
        .map(|value| listed(language, value))
        .filter(|list| !list.is_empty())
        .collect();
    if steps
        .first()
        .is_some_and(|first| first.locator == Locator::Subparagraph)
    {
        below.reverse();
    }
    for parts in below {
        match &paragraphs[..] {
            [] => paragraphs = parts,
            // "Subparagraphs (a) and (b) of paragraph 3": each of them is one of the paragraph.
            [whole] => {
                let part = |part: Address| Address {
                    subparagraphs: [whole.subparagraphs.clone(), part.subparagraphs].concat(),
                    ..whole.clone()
                };
                paragraphs = parts.into_iter().map(part).collect();
            }
            _ => {}
        }
    }
    if paragraphs.is_empty() {
        // "Sections I and II below": one address for each.
        let last = within.last().map(|part| parts(language, &part.1));
        if let Some(several) = last.filter(|several| several.len() > 1) {
            let one = |value: String| {
                let mut within = within.clone();
                if let Some(last) = within.last_mut() {
                    last.1 = value;
                }
                Address {
                    within,
                    ..Address::default()
                }
            };
            return several.into_iter().map(one).collect();
        }
        paragraphs.push(Address::default());
    }
    for address in &mut paragraphs {
        address.within.clone_from(&within);
    }
    paragraphs
}

/// The parts that a value lists, by numbers or by letters: `I and II`, `A and B`.
fn parts(language: Language, value: &str) -> Vec<String> {
    let counted = numbers(language, value);
    if counted.len() > 1 {
        return counted.iter().map(u32::to_string).collect();
    }
    let signs = signs(Lexicon::of(language), value);
    let words = signs.split([' ', ',']).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    let lettered = words.iter().all(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(is_letter) && letters.next().is_none()
    });
    if lettered { words } else { Vec::new() }
}

/// listed = item *(("," / "and" / "to") item) ; item = number *label / 1*label, as in `3 (b) and 4 (a)`
fn listed(language: Language, value: &str) -> Vec<Address> {
    let lexicon = Lexicon::of(language);
    // Each sign, number and label stands as a word of its own.
    let mut words = String::new();
    for c in signs(lexicon, value).chars() {
        let enclosed = matches!(c, '\u{2460}'..='\u{2487}' | '\u{3220}'..='\u{3229}');
        if enclosed || matches!(c, '(' | ',') {
            words.push(' ');
        }
        words.push(c);
        if enclosed || matches!(c, ')' | ',') {
            words.push(' ');
        }
    }
    let mut list: Vec<Address> = Vec::new();
    // Whether a joint stands before the item, and whether it is one of a range.
    let (mut joined, mut range) = (true, false);
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let written_on = lexicon.proclitics.iter().any(|proclitic| proclitic == word);
        if word == "," || word == "-" || written_on {
            (joined, range) = (true, word == "-");
            continue;
        }
        let inner = word.trim_matches(['(', ')']);
        let labelled = inner.len() < word.len() || inner.chars().all(char::is_lowercase);
        let readings = if labelled {
            label_readings(language.facts(), &format!("({inner})"))
        } else {
            label_readings(language.facts(), word)
        };
        if let Some(first) = readings.first().copied() {
            add_label(&mut list, readings, first, joined, range);
        } else if let Some(number) = number(language, inner) {
            let last = list.last().filter(|last| last.subparagraphs.is_empty());
            let last = last.and_then(|last| last.paragraph).filter(|_| range);
            let from = last.filter(|last| *last < number && number - last <= LONGEST);
            list.extend(
                (from.map_or(number, |last| last + 1)..=number).map(|number| Address {
                    paragraph: Some(number),
                    ..Address::default()
                }),
            );
        }
        (joined, range) = (false, false);
    }
    list
}

/// Adds a label to a list: below the last item, or beside it where a joint stands between.
fn add_label(
    list: &mut Vec<Address>,
    readings: Readings,
    (style, value): (LabelStyle, u32),
    joined: bool,
    range: bool,
) {
    let Some(last) = list.last_mut() else {
        list.push(Address {
            subparagraphs: vec![readings],
            ..Address::default()
        });
        return;
    };
    if !joined {
        last.subparagraphs.push(readings);
        return;
    }
    // It takes the place of the label that counts as it does, of whose paragraph it is too.
    let mut beside = last.clone();
    let depth = beside.subparagraphs.iter().position(|label| {
        let counts = label.iter().map(|reading| reading.0);
        counts
            .into_iter()
            .any(|counted| readings.iter().any(|reading| reading.0 == counted))
    });
    beside.subparagraphs.truncate(depth.unwrap_or(0));
    let from = depth
        .and_then(|depth| last.subparagraphs.get(depth))
        .and_then(|label| label.iter().find(|reading| reading.0 == style))
        .map(|reading| reading.1)
        .filter(|from| range && *from < value && value - from <= LONGEST);
    if let Some(from) = from {
        for between in from + 1..value {
            let mut part = beside.clone();
            part.subparagraphs.push(vec![(style, between)]);
            list.push(part);
        }
    }
    beside.subparagraphs.push(readings);
    list.push(beside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_list_has_its_address() {
        let english = Language::from_code("en").expect("English");
        let read = |steps: &[(Locator, &str)]| -> Vec<String> {
            let step = |(locator, value): &(Locator, &str)| Step {
                locator: *locator,
                value: (*value).to_owned(),
            };
            let steps: Vec<Step> = steps.iter().map(step).collect();
            let found = addresses(english, &steps);
            found
                .iter()
                .map(|address| address.identifier(english))
                .collect()
        };
        let paragraph = |value| read(&[(Locator::Paragraph, value)]);
        assert_eq!(paragraph("3"), ["this:paragraph-3"]);
        assert_eq!(
            paragraph("3 (b) (ii) and 4 (a)"),
            [
                "this:paragraph-3/subparagraph-b/subparagraph-ii",
                "this:paragraph-4/subparagraph-a"
            ]
        );
        assert_eq!(
            paragraph("1 (a) and (c)"),
            [
                "this:paragraph-1/subparagraph-a",
                "this:paragraph-1/subparagraph-c"
            ]
        );
        assert_eq!(paragraph("4 to 6").len(), 3);
        assert_eq!(
            read(&[
                (Locator::Subparagraph, "(a) to (c)"),
                (Locator::Paragraph, "3")
            ]),
            [
                "this:paragraph-3/subparagraph-a",
                "this:paragraph-3/subparagraph-b",
                "this:paragraph-3/subparagraph-c"
            ]
        );
        assert_eq!(
            read(&[(Locator::Section, "I and II")]),
            ["this:section-1", "this:section-2"]
        );
        assert_eq!(
            read(&[(Locator::Annex, "A and B")]),
            ["this:annex-a", "this:annex-b"]
        );
        assert_eq!(
            read(&[
                (Locator::Subparagraph, "(e)"),
                (Locator::Subparagraph, "(i)"),
                (Locator::Paragraph, "29")
            ]),
            ["this:paragraph-29/subparagraph-i/subparagraph-e"]
        );
        assert_eq!(read(&[]), ["this:resolution"]);
    }
}
