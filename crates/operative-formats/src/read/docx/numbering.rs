//! The numbers of paragraphs, which Word counts and no paragraph holds.

use std::collections::HashMap;

use crate::read::counting::{ABJAD, Counting, HIJAI, RUSSIAN};
use crate::read::xml::{Item, Xml};

/// The levels that a list has.
const LEVELS: usize = 9;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    counting: Counting,
    /// The label with `%1` for the number of the first level, and so on.
    pattern: String,
}

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Which list a number belongs to, and where it starts some levels anew.
    lists: HashMap<String, (String, HashMap<usize, u32>)>,
    levels: HashMap<String, Vec<Level>>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    /// The numbers whose new starts were counted.
    begun: Vec<String>,
}

impl Numbering {
    /// Reads the part `word/numbering.xml`.
    pub(super) fn read(xml: &Xml) -> Self {
        let mut numbering = Self::default();
        for list in xml.root().descendants("abstractNum") {
            let Some(id) = list.attribute("abstractNumId") else {
                continue;
            };
            let levels = list.children().filter(|child| child.name() == "lvl");
            numbering
                .levels
                .insert(id.to_owned(), levels.take(LEVELS).map(level).collect());
        }
        for num in xml.root().descendants("num") {
            let list = num.child("abstractNumId").and_then(value);
            let (Some(id), Some(list)) = (num.attribute("numId"), list) else {
                continue;
            };
            let starts = num
                .children()
                .filter(|child| child.name() == "lvlOverride")
                .filter_map(|child| {
                    let level = child.attribute("ilvl")?.parse().ok()?;
                    Some((level, value(child.child("startOverride")?)?.parse().ok()?))
                });
            let starts = starts.collect();
            numbering
                .lists
                .insert(id.to_owned(), (list.to_owned(), starts));
        }
        numbering
    }

    /// Counts a paragraph of a list, and gives its label.
    pub(super) fn label(&mut self, number: &str, level: usize) -> Option<String> {
        let (list, starts) = self.lists.get(number)?;
        let levels = self.levels.get(list)?;
        let own = levels.get(level)?;
        let counted = self.counted.entry(list.clone()).or_default();
        if !starts.is_empty() && !self.begun.iter().any(|begun| begun == number) {
            self.begun.push(number.to_owned());
            for (level, start) in starts {
                if let Some(counted) = counted.get_mut(*level) {
                    *counted = start.checked_sub(1);
                }
            }
        }
        let next = counted[level].map_or(own.start, |last| last.saturating_add(1));
        counted[level] = Some(next);
        counted[level + 1..].fill(None);
        let mut label = own.pattern.clone();
        for (at, level) in levels.iter().enumerate() {
            let number = counted[at].unwrap_or(level.start);
            label = label.replace(&format!("%{}", at + 1), &level.counting.form(number));
        }
        // Bullets are of fonts that have other characters in their places.
        if own.counting == Counting::Bullet {
            label = Counting::Bullet.form(0);
        }
        Some(label.trim().to_owned()).filter(|label| !label.is_empty())
    }
}

/// The value of an element: `<w:start w:val="1"/>`.
pub(super) fn value(item: Item<'_>) -> Option<&str> {
    item.attribute("val")
}

fn level(item: Item<'_>) -> Level {
    let of = |name: &str| item.child(name).and_then(value);
    let format = of("numFmt").unwrap_or("decimal");
    let counting = match format {
        "lowerLetter" => Counting::LowerLetter,
        "upperLetter" => Counting::UpperLetter,
        "lowerRoman" => Counting::LowerRoman,
        "upperRoman" => Counting::UpperRoman,
        "bullet" => Counting::Bullet,
        "none" => Counting::None,
        "arabicAbjad" => Counting::Alphabet(ABJAD),
        "arabicAlpha" => Counting::Alphabet(HIJAI),
        "russianLower" => Counting::Alphabet(RUSSIAN),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => Counting::Chinese,
        _ => Counting::Decimal,
    };
    Level {
        start: of("start")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
        counting,
        pattern: of("lvlText").unwrap_or_default().to_owned(),
    }
}
