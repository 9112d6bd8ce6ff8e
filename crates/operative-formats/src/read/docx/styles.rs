//! The styles of a Word document: what they set, each on top of the one that it is based on.

use std::collections::HashMap;

use super::numbering::value;
use crate::read::markdown::Style;
use crate::read::xml::{Item, Xml};

/// What a style or a run sets; nothing where it leaves a thing as it is.
#[derive(Copy, Clone, Debug, Default)]
struct Setting {
    italic: Option<bool>,
    bold: Option<bool>,
    raised: Option<bool>,
}

impl Setting {
    /// Reads `rPr`.
    fn of(item: Option<Item<'_>>) -> Self {
        let Some(item) = item else {
            return Self::default();
        };
        let on = |name: &str| {
            item.child(name)
                .map(|child| !matches!(value(child), Some("0" | "false" | "off" | "none")))
        };
        Self {
            italic: on("i"),
            bold: on("b"),
            raised: item
                .child("vertAlign")
                .map(|child| value(child) == Some("superscript")),
        }
    }

    fn over(self, style: Style) -> Style {
        Style {
            italic: self.italic.unwrap_or(style.italic),
            bold: self.bold.unwrap_or(style.bold),
            raised: self.raised.unwrap_or(style.raised),
        }
    }
}

#[derive(Debug, Default)]
struct Sheet {
    based_on: Option<String>,
    setting: Setting,
    heading: bool,
    /// The list of its paragraphs, and the level.
    list: Option<(String, usize)>,
}

/// The styles by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Sheet>);

/// The list that the properties of a paragraph name, and its level.
pub(super) fn list(properties: Item<'_>) -> Option<(Option<String>, usize)> {
    let list = properties.child("numPr")?;
    let number = list.child("numId").and_then(value).map(str::to_owned);
    let level = list.child("ilvl").and_then(value);
    Some((
        number,
        level.and_then(|level| level.parse().ok()).unwrap_or(0),
    ))
}

/// Whether an outline level makes a heading: the ninth stands for text.
fn outlined(properties: Item<'_>) -> bool {
    let level = properties.child("outlineLvl").and_then(value);
    level.is_some_and(|level| level != "9")
}

impl Styles {
    /// Reads the part `word/styles.xml`.
    pub(super) fn read(xml: &Xml) -> Self {
        let sheets = xml.root().descendants("style").filter_map(|style| {
            let properties = style.child("pPr");
            let name = style.child("name").and_then(value).unwrap_or_default();
            let sheet = Sheet {
                based_on: style.child("basedOn").and_then(value).map(str::to_owned),
                setting: Setting::of(style.child("rPr")),
                heading: name.to_ascii_lowercase().starts_with("heading")
                    || properties.is_some_and(outlined),
                list: properties
                    .and_then(list)
                    .and_then(|(number, level)| Some((number?, level))),
            };
            Some((style.attribute("styleId")?.to_owned(), sheet))
        });
        Self(sheets.collect())
    }

    /// A style and those that it is based on, itself first.
    fn chain<'s>(&'s self, id: Option<&str>) -> Vec<&'s Sheet> {
        let mut chain = Vec::new();
        let mut next = id.and_then(|id| self.0.get(id));
        while let Some(sheet) = next.filter(|_| chain.len() < 16) {
            chain.push(sheet);
            next = sheet.based_on.as_deref().and_then(|id| self.0.get(id));
        }
        chain
    }

    fn set(&self, id: Option<&str>, style: Style) -> Style {
        let chain = self.chain(id);
        chain
            .into_iter()
            .rev()
            .fold(style, |style, sheet| sheet.setting.over(style))
    }

    /// How the text of a paragraph is set.
    pub(super) fn paragraph(&self, properties: Option<Item<'_>>) -> Style {
        self.set(style_of(properties, "pStyle"), Style::default())
    }

    /// How a run is set, within a paragraph.
    pub(super) fn run(&self, run: Item<'_>, paragraph: Style) -> Style {
        let properties = run.child("rPr");
        let style = self.set(style_of(properties, "rStyle"), paragraph);
        Setting::of(properties).over(style)
    }

    /// Whether a paragraph is a heading.
    pub(super) fn heading(&self, properties: Option<Item<'_>>) -> bool {
        properties.is_some_and(outlined)
            || self
                .chain(style_of(properties, "pStyle"))
                .iter()
                .any(|sheet| sheet.heading)
    }

    /// The list of a paragraph and its level: its own, or that of its style.
    pub(super) fn list(&self, properties: Option<Item<'_>>) -> Option<(String, usize)> {
        let chain = self.chain(style_of(properties, "pStyle"));
        let styled = chain.into_iter().find_map(|sheet| sheet.list.clone());
        match properties.and_then(list) {
            // The number 0 takes a paragraph out of the list of its style.
            Some((Some(number), _)) if number == "0" => None,
            Some((Some(number), level)) => Some((number, level)),
            Some((None, level)) => styled.map(|(number, _)| (number, level)),
            None => styled,
        }
    }
}

fn style_of<'x>(properties: Option<Item<'x>>, name: &str) -> Option<&'x str> {
    properties?.child(name).and_then(value)
}
