//! How elements are set: by their own `style`, and by the rules for classes that the page holds.
//! Programs that convert to HTML say by classes alone what is slanted, raised, or placed on the page.

use std::collections::HashMap;

use super::{Item, attribute, name};

/// The properties that are looked at.
const PROPERTIES: [&str; 7] = [
    "bottom",
    "font-style",
    "font-weight",
    "list-style-type",
    "position",
    "top",
    "vertical-align",
];

/// What the page's rules set, by element and class: `span.lead`, `.lead`.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, HashMap<&'static str, Set>>,
    count: usize,
}

/// A value, and the number of the rule that sets it: later rules win.
#[derive(Debug)]
struct Set {
    rule: usize,
    value: String,
}

impl Sheet {
    /// Reads the `style` elements of a page.
    pub(super) fn of(root: Item<'_>) -> Self {
        let mut sheet = Self::default();
        for style in root.descendants().filter(|item| name(*item) == "style") {
            let texts = style.children().filter_map(|item| item.value().as_text());
            sheet.read(&without_comments(
                &texts.map(|text| &**text).collect::<String>(),
            ));
        }
        sheet
    }

    /// `sheet = *(at-rule / selectors "{" declarations "}")`. What is for some media alone is left
    /// aside.
    fn read(&mut self, mut rest: &str) {
        while let Some(open) = rest.find(['{', ';']) {
            let (head, body) = rest.split_at(open);
            if let Some(after) = body.strip_prefix(';') {
                rest = after;
                continue;
            }
            let length = block_length(body);
            if !head.trim_start().starts_with('@') {
                let declarations = body[1..length].trim_end_matches('}');
                self.rule(head, declarations);
            }
            rest = &body[length..];
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        self.count += 1;
        for selector in selectors.split(',').map(str::trim) {
            let simple = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
            if selector.matches('.').count() != 1 || !selector.chars().all(simple) {
                continue;
            }
            for property in PROPERTIES {
                if let Some(value) = declared(declarations, property) {
                    let set = Set {
                        rule: self.count,
                        value: value.to_owned(),
                    };
                    let rules = self.rules.entry(selector.to_owned()).or_default();
                    rules.insert(property, set);
                }
            }
        }
    }

    /// The value of a property of an element.
    pub(super) fn value<'s>(&'s self, item: Item<'s>, property: &str) -> Option<&'s str> {
        css(item, property).or_else(|| {
            let classes = attribute(item, "class").filter(|_| !self.rules.is_empty())?;
            classes
                .split_whitespace()
                .flat_map(|class| [format!(".{class}"), format!("{}.{class}", name(item))])
                .filter_map(|selector| self.rules.get(&selector)?.get(property))
                .max_by_key(|set| set.rule)
                .map(|set| &*set.value)
        })
    }

    /// How far down the page an element is placed, in whatever unit; `None` where it runs with the
    /// text.
    pub(super) fn placed(&self, item: Item<'_>) -> Option<f32> {
        if self.value(item, "position") != Some("absolute") {
            return None;
        }
        let of = |property| self.value(item, property).and_then(length);
        of("top").or_else(|| of("bottom").map(|up| -up))
    }
}

/// The value of a property in the `style` attribute.
pub(super) fn css<'h>(item: Item<'h>, property: &str) -> Option<&'h str> {
    declared(attribute(item, "style")?, property)
}

/// The value that declarations give to a property.
fn declared<'d>(declarations: &'d str, property: &str) -> Option<&'d str> {
    declarations.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case(property)
            .then(|| value.trim())
    })
}

/// The number that a length begins with: 8 of `8px`.
pub(super) fn length(value: &str) -> Option<f32> {
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'));
    value[..end.unwrap_or(value.len())].parse().ok()
}

/// How long a block is that begins with its brace, blocks within it counted.
fn block_length(text: &str) -> usize {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// A sheet without its comments, and without the marks that hid it from the first browsers.
fn without_comments(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace("<!--", "").replace("-->", "")
}
