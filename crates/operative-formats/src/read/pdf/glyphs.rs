//! The glyphs and the rules of a page, each where it stands.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Font;
use super::letters::letters;
use crate::read::{ExtractError, limits};

/// Bytes of drawing commands that one page has at most.
const CONTENT: usize = 4 << 20;
/// Drawing commands of a document.
const OPERATIONS: usize = 4 << 20;
/// How deep forms are drawn within each other.
const FORMS: usize = 8;

/// What a code draws.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Nothing where it only fills its place, or belongs to a glyph that tells all letters of several.
    pub(super) text: Box<str>,
    /// The left end of its baseline, in points from the lower left corner.
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) italic: bool,
    pub(super) bold: bool,
    /// Whether the document tells what it spells, so that a bracket is the one that is read.
    pub(super) told: bool,
    /// Whether it is not seen: what an OCR engine read in the picture of a page.
    pub(super) hidden: bool,
}

/// A line drawn across a page.
#[derive(Copy, Clone, Debug)]
pub(super) struct RuleLine {
    pub(super) y: f32,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<RuleLine>,
}

/// `[a b c d e f]`, as PDF writes the change of coordinates.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

fn at(m: Matrix, x: f32, y: f32) -> (f32, f32) {
    (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
}

/// Draws the pages of a document.
pub(super) struct Drawer<'d> {
    document: &'d Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    operations: usize,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
    /// Whether letters are filled and outlined, as bold is made where a font has none.
    outlined: bool,
    /// Whether they are neither.
    hidden: bool,
}

impl<'d> Drawer<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
            operations: 0,
        }
    }

    /// What is drawn on a page.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<Drawn, ExtractError> {
        let mut drawn = Drawn::default();
        let content = self
            .document
            .get_page_content_with_limit(page, CONTENT)
            .map_err(|_| ExtractError::TooLarge {
                what: "bytes of drawing commands on a page",
                limit: CONTENT,
            })?;
        let resources = self.resources(page);
        self.content(&content, resources, IDENTITY, &mut drawn, 0)?;
        Ok(drawn)
    }

    /// The resources of a page: its own, or those of the nearest node above that has some.
    fn resources(&self, page: ObjectId) -> Option<&'d Dictionary> {
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..limits::DEPTH {
            if let Ok(resources) = self.dictionary(node, b"Resources") {
                return Some(resources);
            }
            node = self.dictionary(node, b"Parent").ok()?;
        }
        None
    }

    fn dictionary(&self, of: &'d Dictionary, key: &[u8]) -> lopdf::Result<&'d Dictionary> {
        of.get_deref(key, self.document)?.as_dict()
    }

    fn font(&mut self, resources: Option<&'d Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.dictionary(resources?, b"Font").ok()?;
        let object = fonts.get(name).ok()?;
        let (id, object) = self.document.dereference(object).ok()?;
        let font = object.as_dict().ok()?;
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        // To read a font takes far longer than to draw with it.
        self.operations += 1000;
        let read = Rc::new(Font::read(self.document, font));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&read));
        }
        Some(read)
    }

    fn content(
        &mut self,
        content: &[u8],
        resources: Option<&'d Dictionary>,
        matrix: Matrix,
        drawn: &mut Drawn,
        depth: usize,
    ) -> Result<(), ExtractError> {
        // What cannot be read of a page leaves the others to be read.
        let Ok(content) = Content::decode(content) else {
            return Ok(());
        };
        let mut state = State {
            matrix,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            outlined: false,
            hidden: false,
        };
        let mut actual = ActualText::default();
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (IDENTITY, IDENTITY);
        let mut point = (0.0, 0.0);
        for operation in &content.operations {
            self.operations += 1;
            limits::check("drawing commands", self.operations, OPERATIONS)?;
            let operands = &operation.operands;
            let number = |at: usize| -> f32 {
                operands
                    .get(at)
                    .and_then(|operand| operand.as_float().ok())
                    .filter(|number| number.is_finite())
                    .unwrap_or(0.0)
            };
            let six = || std::array::from_fn(number);
            match operation.operator.as_str() {
                "q" if saved.len() < limits::DEPTH => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.matrix = times(six(), state.matrix),
                "BT" => (line, text) = (IDENTITY, IDENTITY),
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources, name));
                    state.size = number(1);
                }
                "Tc" => state.spacing = number(0),
                "Tw" => state.word_spacing = number(0),
                "Tz" => state.scale = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Tr" => (state.outlined, state.hidden) = (number(0) == 2.0, number(0) == 3.0),
                "BMC" => actual.open(None),
                "BDC" => actual.open(self.actual_text(resources, operands.get(1))),
                "EMC" => actual.close(),
                "Tm" => (line, text) = (six(), six()),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, number(0), number(1)], line);
                    text = line;
                }
                "T*" => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                }
                "Tj" | "'" | "\"" => {
                    if operation.operator != "Tj" {
                        if operation.operator == "\"" {
                            (state.word_spacing, state.spacing) = (number(0), number(1));
                        }
                        line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                        text = line;
                    }
                    if let Some(bytes) = operands.last().and_then(|it| it.as_str().ok()) {
                        show(&state, &mut text, bytes, drawn, &mut actual)?;
                    }
                }
                "TJ" => {
                    for item in operands
                        .first()
                        .and_then(|it| it.as_array().ok())
                        .into_iter()
                        .flatten()
                    {
                        if let Ok(bytes) = item.as_str() {
                            show(&state, &mut text, bytes, drawn, &mut actual)?;
                        } else if let Ok(by) = item.as_float() {
                            let by = -by / 1000.0 * state.size * state.scale;
                            text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], text);
                        }
                    }
                }
                "m" => point = (number(0), number(1)),
                "l" => {
                    let to = (number(0), number(1));
                    rule(drawn, state.matrix, point, to);
                    point = to;
                }
                "re" => {
                    let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                    let (_, thick) = scale(state.matrix);
                    if (height * thick).abs() < 2.0 {
                        rule(drawn, state.matrix, (x, y), (x + width, y));
                    }
                }
                "Do" if depth < FORMS => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    self.form(
                        resources,
                        name.unwrap_or_default(),
                        state.matrix,
                        drawn,
                        depth,
                    )?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The text that the properties of a marked part give for its glyphs.
    fn actual_text(
        &self,
        resources: Option<&'d Dictionary>,
        properties: Option<&Object>,
    ) -> Option<Box<str>> {
        let own = properties?.as_dict().ok();
        let named = || {
            let named = self.dictionary(resources?, b"Properties").ok()?;
            self.dictionary(named, properties?.as_name().ok()?).ok()
        };
        let text = own.or_else(named)?.get(b"ActualText").ok()?;
        Some(lopdf::decode_text_string(text).ok()?.into())
    }

    fn form(
        &mut self,
        resources: Option<&'d Dictionary>,
        name: &[u8],
        matrix: Matrix,
        drawn: &mut Drawn,
        depth: usize,
    ) -> Result<(), ExtractError> {
        let form = resources
            .and_then(|resources| self.dictionary(resources, b"XObject").ok())
            .and_then(|objects| objects.get_deref(name, self.document).ok())
            .and_then(|object| object.as_stream().ok());
        let Some(form) = form else { return Ok(()) };
        if !form
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Form")
        {
            return Ok(());
        }
        self.operations += 1000;
        let own: Option<Vec<f32>> = form
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
            .ok()
            .map(|numbers| numbers.iter().filter_map(|it| it.as_float().ok()).collect());
        let own: Matrix = own
            .and_then(|numbers| numbers.try_into().ok())
            .unwrap_or(IDENTITY);
        let content = form
            .get_plain_content_with_limit(CONTENT)
            .unwrap_or_default();
        let resources = self.dictionary(&form.dict, b"Resources").ok().or(resources);
        self.content(&content, resources, times(own, matrix), drawn, depth + 1)
    }
}

/// What glyphs spell, where the document tells it apart from its fonts (`/ActualText`): the first glyph
/// of such a part stands for all of it.
#[derive(Default)]
struct ActualText {
    /// For each part that is open, whether it tells.
    open: Vec<bool>,
    /// What the part tells, and whether its first glyph was drawn.
    told: Option<(Box<str>, bool)>,
}

impl ActualText {
    fn open(&mut self, text: Option<Box<str>>) {
        if self.open.len() < limits::DEPTH {
            // The outer part tells all that is in it.
            let tells = text.is_some() && self.told.is_none();
            self.open.push(tells);
            if tells {
                self.told = text.map(|text| (text, false));
            }
        }
    }

    fn close(&mut self) {
        if self.open.pop() == Some(true) {
            self.told = None;
        }
    }

    /// What the next glyph spells; `None` where its font has to tell.
    fn take(&mut self) -> Option<Box<str>> {
        let (text, drawn) = self.told.as_mut()?;
        let first = !std::mem::replace(drawn, true);
        Some(if first { text.clone() } else { Box::default() })
    }
}

/// How much a matrix stretches across and upwards.
fn scale(m: Matrix) -> (f32, f32) {
    (m[0].hypot(m[1]), m[2].hypot(m[3]))
}

fn rule(drawn: &mut Drawn, matrix: Matrix, from: (f32, f32), to: (f32, f32)) {
    let (from, to) = (at(matrix, from.0, from.1), at(matrix, to.0, to.1));
    let (left, right) = (from.0.min(to.0), from.0.max(to.0));
    if (from.1 - to.1).abs() < 1.0 && right - left > 30.0 && drawn.rules.len() < 10_000 {
        drawn.rules.push(RuleLine {
            y: from.1,
            left,
            right,
        });
    }
}

fn show(
    state: &State,
    text: &mut Matrix,
    bytes: &[u8],
    drawn: &mut Drawn,
    actual: &mut ActualText,
) -> Result<(), ExtractError> {
    let Some(font) = &state.font else {
        return Ok(());
    };
    for code in font.codes(bytes) {
        let matrix = times(*text, state.matrix);
        let (across, up) = scale(matrix);
        let (x, y) = at(matrix, 0.0, state.rise);
        let word = if code.blank { state.word_spacing } else { 0.0 };
        let advance = (code.width * state.size + state.spacing + word) * state.scale;
        // Turned text is no part of the lines: stamps, watermarks, bar codes.
        let upright = matrix[0] > 0.0 && matrix[1].abs() < matrix[0] / 4.0;
        let placed = x.is_finite() && y.is_finite() && advance.is_finite();
        let actual = actual.take();
        let told = actual.is_some();
        let spelled = actual.unwrap_or(code.text);
        if upright && placed && !font.bars {
            limits::check("glyphs", drawn.glyphs.len(), limits::ELEMENTS)?;
            let size = state.size.abs() * up;
            // The letters of a ligature may be drawn each a hair before the last.
            let last = drawn
                .glyphs
                .last()
                .filter(|last| last.y == y && (0.0..size * 0.1).contains(&(last.x - x)));
            drawn.glyphs.push(Glyph {
                text: letters(&spelled).into(),
                x: last.map_or(x, |last| last.x),
                y,
                width: code.width * state.size * state.scale * across,
                size,
                // Where a font has no italics, its letters are slanted.
                italic: font.italic || matrix[2].abs() > matrix[3].abs() * 0.1,
                bold: font.bold || state.outlined,
                told,
                hidden: state.hidden,
            });
        }
        *text = times([1.0, 0.0, 0.0, 1.0, advance, 0.0], *text);
    }
    Ok(())
}
