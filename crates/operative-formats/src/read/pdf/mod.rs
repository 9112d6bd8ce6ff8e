//! PDF documents that were born digital: their text, told by where each glyph stands, how large it
//! is and of which font.

mod font;
mod glyphs;
mod lines;
mod map;
mod right_to_left;

use std::collections::{HashMap, HashSet};

use lopdf::{Document, Error, LoadOptions};
use operative_grammar::{Code, Diagnostic};

use self::glyphs::{Drawer, RuleLine};
use self::lines::Line;
use super::markdown::{Kind, Markdown, Piece, Style};
use super::{ExtractError, Extracted, Place, limits};

const WHAT: &str = "PDF document";

pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    limits::file(bytes.len())?;
    let options = LoadOptions {
        max_decompressed_size: Some(limits::TEXT),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            Error::InvalidPassword | Error::Decryption(_) => ExtractError::Encrypted { what: WHAT },
            error => broken(error.to_string()),
        })?;
    if document.is_encrypted() {
        return Err(ExtractError::Encrypted { what: WHAT });
    }
    let pages: Vec<_> = document.page_iter().take(limits::PAGES + 1).collect();
    limits::check("pages", pages.len(), limits::PAGES)?;
    if pages.is_empty() {
        return Err(broken("it has no pages".into()));
    }
    let mut drawer = Drawer::new(&document);
    let mut sheets = Vec::new();
    for (number, page) in (1..).zip(&pages) {
        let (lines, rules) = lines::lines(number, drawer.page(*page)?);
        sheets.push(Sheet {
            lines,
            rules,
            notes: Vec::new(),
        });
    }
    let letters = |sheet: &Sheet| -> usize {
        let texts = sheet.lines.iter().map(Line::text);
        texts
            .map(|text| text.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    if sheets.iter().map(letters).sum::<usize>() < 20 {
        return Err(ExtractError::NoTextLayer { pages: pages.len() });
    }
    read(sheets)
}

fn broken(reason: String) -> ExtractError {
    ExtractError::Broken { what: WHAT, reason }
}

/// A page: its lines from the top down.
#[derive(Debug)]
struct Sheet {
    lines: Vec<Line>,
    rules: Vec<RuleLine>,
    /// The lines at its foot, below the rule.
    notes: Vec<Line>,
}

fn read(mut sheets: Vec<Sheet>) -> Result<Extracted, ExtractError> {
    let left_out = take_furniture(&mut sheets);
    let size = body_size(&sheets);
    for sheet in &mut sheets {
        if let Some(at) = foot(sheet, size) {
            sheet.notes = sheet.lines.split_off(at);
            // The rule above the notes is a line of its own where it is made of underscores.
            if sheet
                .notes
                .first()
                .is_some_and(|line| rule_line(&line.text()))
            {
                sheet.notes.remove(0);
            }
        }
    }
    let mut notes: Vec<Note> = Vec::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.notes) {
        match (note_label(line), notes.last_mut()) {
            (Some(label), _) => notes.push(Note {
                label,
                lines: vec![line.clone()],
                written: false,
            }),
            (None, Some(note)) => note.lines.push(line.clone()),
            // Small print at a foot that belongs to no note is text.
            (None, None) => notes.push(Note {
                label: "*".into(),
                lines: vec![line.clone()],
                written: false,
            }),
        }
    }
    let lines: Vec<Line> = sheets.into_iter().flat_map(|sheet| sheet.lines).collect();
    let layout = Layout::of(&lines, size);
    let mut writer = Writer {
        markdown: Markdown::default(),
        notes,
    };
    writer.masthead(&lines[..layout.masthead])?;
    writer.body(&lines[layout.masthead..], &layout)?;
    writer.rest()?;
    let here = writer.markdown.here();
    let (text, origins) = writer.markdown.finish();
    let mut diagnostics = Vec::new();
    if left_out > 0 {
        diagnostics.push(Diagnostic::new(
            Code::FurnitureLeftOut,
            here,
            format!("text was expected at the edges of the pages, {left_out} lines of headers and footers were found; they were left out"),
        ));
    }
    let unknown = text.matches(char::REPLACEMENT_CHARACTER).count();
    if unknown > 0 {
        diagnostics.push(Diagnostic::new(
            Code::EncodingBroken,
            here,
            format!("fonts that tell their letters were expected, {unknown} glyphs tell none: each reads U+FFFD"),
        ));
    }
    Ok(Extracted {
        text,
        origins,
        diagnostics,
    })
}

/// Takes the lines out that run along the edges of the pages, and counts them.
fn take_furniture(sheets: &mut [Sheet]) -> usize {
    const EDGE: usize = 3;
    let mut tops: HashMap<String, u32> = HashMap::new();
    let mut feet: HashMap<(String, i32), u32> = HashMap::new();
    for sheet in sheets.iter() {
        let edge = sheet.lines.iter().take(EDGE);
        let seen: HashSet<String> = edge
            .flat_map(|line| &line.segments)
            .map(|segment| masked(&segment.text()))
            .collect();
        seen.into_iter()
            .for_each(|text| *tops.entry(text).or_default() += 1);
        let edge = sheet.lines.iter().rev().take(EDGE);
        let seen: HashSet<(String, i32)> = edge.map(foot_line).collect();
        seen.into_iter()
            .for_each(|line| *feet.entry(line).or_default() += 1);
    }
    let mut count = 0;
    for (number, sheet) in sheets.iter_mut().enumerate() {
        // All that stands below the first line of the footer is footer.
        let first = sheet.lines.len() - sheet.lines.len().min(EDGE);
        let cut = (first..sheet.lines.len()).find(|at| {
            let line = &sheet.lines[*at];
            let repeated = feet.get(&foot_line(line)).is_some_and(|pages| *pages > 1);
            // Notes and the rule above them may stand at the same height on two pages.
            let note = rule_line(&line.text()) || note_label(line).is_some();
            page_or_job(&line.text()) || (repeated && !note)
        });
        if let Some(cut) = cut {
            count += sheet.lines.len() - cut;
            sheet.lines.truncate(cut);
        }
        if number == 0 {
            continue;
        }
        let repeated = |line: &Line| {
            line.segments.iter().any(|segment| {
                tops.get(&masked(&segment.text()))
                    .is_some_and(|pages| *pages > 1)
            })
        };
        let mut header = sheet
            .lines
            .iter()
            .take(EDGE)
            .rposition(repeated)
            .map_or(0, |at| at + 1);
        if header > 0 {
            // A long title in the header goes on until a gap sets it off from the text.
            while header < EDGE * 2
                && header < sheet.lines.len()
                && sheet.lines[header - 1].y - sheet.lines[header].y
                    < sheet.lines[header].size * 1.35
            {
                header += 1;
            }
        }
        count += header;
        sheet.lines.drain(..header);
    }
    count
}

/// A line of a footer: the same text at the same height.
fn foot_line(line: &Line) -> (String, i32) {
    (line.text(), (line.y / 4.0).round() as i32)
}

/// A text without its digits and blanks, which differ from page to page.
fn masked(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c.is_numeric() { '0' } else { c })
        .collect()
}

/// `page-or-job = 1*(page "/" pages / job-number / bar-code)`, whatever else stands in the line.
fn page_or_job(text: &str) -> bool {
    let digits = |text: &str, from: usize, to: usize| {
        (from..=to).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let word = |word: &str| {
        let bare = word.trim_matches('*');
        let page = word
            .split_once('/')
            .is_some_and(|(one, other)| digits(one, 1, 3) && digits(other, 1, 3));
        let job = word
            .trim_matches(['*', '.'])
            .split_once(['-', '‑', '–'])
            .is_some_and(|(one, other)| {
                digits(one, 2, 2) && digits(other.get(..5).unwrap_or(other), 5, 5)
            });
        page || job || (word.starts_with('*') && digits(bare, 5, 9))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() <= 8 && words.iter().any(|it| word(it)) && {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        letters <= 30
    }
}

/// The size that most text is set in.
fn body_size(sheets: &[Sheet]) -> f32 {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.lines) {
        let length = line.runs().map(|run| run.0.len()).sum::<usize>();
        *sizes.entry((line.size * 4.0).round() as i32).or_default() += length;
    }
    let usual = sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size));
    usual.map_or(10.0, |(size, _)| size as f32 / 4.0)
}

fn rule_line(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= 5 && text.chars().all(|c| matches!(c, '_' | '—' | '―' | ' '))
}

/// Where the foot of a page begins: at the rule above its notes, or where the text gets small.
fn foot(sheet: &Sheet, size: f32) -> Option<usize> {
    let lines = &sheet.lines;
    let noted = |at: usize| lines.get(at).is_some_and(|line| note_label(line).is_some());
    if let Some(at) = lines.iter().rposition(|line| rule_line(&line.text())) {
        // A rule that closes the document has nothing below it.
        let below = &lines[at + 1..];
        let small = below.iter().all(|line| line.size < size * 0.97);
        if !below.is_empty() && (small || noted(at + 1)) {
            return Some(at);
        }
    }
    let short = sheet
        .rules
        .iter()
        .filter(|rule| rule.right - rule.left < 260.0);
    for rule in short {
        let at = lines.partition_point(|line| line.y > rule.y);
        if noted(at) && lines[at..].iter().all(|line| line.size < size * 0.97) {
            return Some(at);
        }
    }
    let small = lines
        .iter()
        .rposition(|line| line.size > size * 0.93)
        .map_or(0, |at| at + 1);
    noted(small).then_some(small)
}

/// The label of the note that begins with a line: what stands raised in front of it, or asterisks.
fn note_label(line: &Line) -> Option<String> {
    let (text, style) = line.first()?;
    let text = text.trim();
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    let label = bare.chars().count() <= 3
        && !bare.is_empty()
        && (bare.chars().all(char::is_numeric)
            || bare.chars().all(|c| c == '*')
            || bare.chars().count() == 1);
    if style.raised && label {
        return Some(bare.into());
    }
    let stars: String = text.chars().take_while(|c| *c == '*').collect();
    (!stars.is_empty() && stars.len() <= 3).then_some(stars)
}

#[derive(Debug)]
struct Note {
    label: String,
    lines: Vec<Line>,
    written: bool,
}

/// How the text is set.
#[derive(Debug)]
struct Layout {
    /// How many lines the masthead has.
    masthead: usize,
    /// From one line to the next.
    leading: f32,
    size: f32,
    /// The edge that lines begin at.
    margin: f32,
    /// Whether paragraphs are told by their first lines, which are indented.
    indented: bool,
}

impl Layout {
    fn of(lines: &[Line], size: f32) -> Self {
        let mut leadings: HashMap<i32, usize> = HashMap::new();
        for pair in lines.windows(2) {
            let by = pair[0].y - pair[1].y;
            if pair[0].page == pair[1].page && by > size * 0.8 && by < size * 2.5 {
                *leadings.entry((by * 2.0).round() as i32).or_default() += 1;
            }
        }
        let leading = leadings
            .into_iter()
            .max_by_key(|(by, count)| (*count, -by))
            .map_or(size * 1.2, |(by, _)| by as f32 / 2.0);
        let formula = lines
            .iter()
            .take_while(|line| line.page == 1)
            .position(formula_like);
        let mut layout = Self {
            masthead: formula.unwrap_or(0),
            leading,
            size,
            margin: 0.0,
            indented: false,
        };
        let body = &lines[layout.masthead..];
        let mut starts: HashMap<i32, usize> = HashMap::new();
        for line in body {
            *starts.entry(start(line).round() as i32).or_default() += 1;
        }
        layout.margin = starts
            .into_iter()
            .max_by_key(|(start, count)| (*count, -start))
            .map_or(0.0, |(start, _)| start as f32);
        let fresh: Vec<&Line> = body
            .windows(2)
            .filter(|pair| layout.apart(&pair[0], &pair[1]))
            .map(|pair| &pair[1])
            .collect();
        let indented = fresh.iter().filter(|line| layout.indent(line)).count();
        layout.indented = indented * 5 > fresh.len() * 3;
        layout
    }

    fn apart(&self, one: &Line, other: &Line) -> bool {
        one.page == other.page && one.y - other.y > self.leading * 1.25
    }

    fn indent(&self, line: &Line) -> bool {
        start(line) - self.margin > self.size * 0.8
    }

    /// Whether a line begins a paragraph.
    fn begins(&self, one: &Line, other: &Line) -> bool {
        let bold = |line: &Line| line.all(|style| style.bold && !style.italic);
        if bold(one) != bold(other) || other.segments.len() > 1 || one.segments.len() > 1 {
            return true;
        }
        let text = one.text();
        let ended = text
            .trim_end()
            .ends_with([',', ';', '.', ':', '،', '؛', '，', '；', '。', '：']);
        if one.page != other.page {
            return if self.indented {
                self.indent(other) || bold(other)
            } else {
                ended
            };
        }
        // What stands alone at the far side, as the date of adoption does, is set line by line.
        let aside = |line: &Line| start(line) - self.margin > self.size * 12.0;
        self.apart(one, other)
            || (aside(one) && aside(other))
            || (ended && self.indented && self.indent(other) && !self.indent(one))
    }
}

/// Where a line begins, counted in the direction of reading.
fn start(line: &Line) -> f32 {
    if line.right_to_left {
        -line.right
    } else {
        line.left
    }
}

/// A short line with a comma at its end and no digit, as enacting formulas are.
fn formula_like(line: &Line) -> bool {
    let text = line.text();
    let text = text.trim();
    text.ends_with([',', '،', '，'])
        && text.chars().count() < 60
        && !text.chars().any(char::is_numeric)
        && line.all(|style| !style.bold || style.italic)
}

struct Writer {
    markdown: Markdown,
    notes: Vec<Note>,
}

impl Writer {
    /// The masthead, line for line, column for column.
    fn masthead(&mut self, lines: &[Line]) -> Result<(), ExtractError> {
        let mut last: Option<&Line> = None;
        for line in lines {
            for segment in &line.segments {
                let near = last.is_some_and(|last| {
                    last.y - line.y < line.size * 1.45
                        && line.segments.len() == 1
                        && last.segments.len() == 1
                });
                let kind = if near { Kind::Line } else { Kind::Paragraph };
                let mut pieces = vec![Piece::At(place(line))];
                self.runs(&segment.runs, &mut pieces)?;
                self.markdown.block(kind, &pieces)?;
            }
            last = Some(line);
        }
        Ok(())
    }

    fn body(&mut self, lines: &[Line], layout: &Layout) -> Result<(), ExtractError> {
        let mut at = 0;
        while at < lines.len() {
            if lines[at].segments.len() > 1 {
                at += self.columns(&lines[at..])?;
                continue;
            }
            let length = 1 + lines[at..]
                .windows(2)
                .take_while(|pair| !layout.begins(&pair[0], &pair[1]))
                .count();
            let paragraph = &lines[at..at + length];
            let title = paragraph
                .iter()
                .all(|line| line.all(|style| style.bold && !style.italic));
            if at > 0 && lines[at - 1].page != lines[at].page {
                self.markdown.page_break();
            }
            let kind = if title {
                Kind::Heading
            } else {
                Kind::Paragraph
            };
            let pieces = self.paragraph(paragraph)?;
            self.markdown.block(kind, &pieces)?;
            at += length;
        }
        Ok(())
    }

    /// Lines with columns: rows of a table where more than one stand together. Gives their number.
    fn columns(&mut self, lines: &[Line]) -> Result<usize, ExtractError> {
        let rows = lines
            .iter()
            .take_while(|line| line.segments.len() > 1)
            .count();
        for line in &lines[..rows] {
            let mut cells = Vec::new();
            for segment in &line.segments {
                let mut pieces = vec![Piece::At(place(line))];
                self.runs(&segment.runs, &mut pieces)?;
                cells.push(pieces);
            }
            if rows > 1 {
                self.markdown.row(&cells)?;
            } else {
                for cell in &cells {
                    self.markdown.block(Kind::Paragraph, cell)?;
                }
            }
        }
        Ok(rows)
    }

    fn paragraph(&mut self, lines: &[Line]) -> Result<Vec<Piece>, ExtractError> {
        let mut pieces = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 && blank_between(&lines[at - 1].text(), &line.text()) {
                pieces.push(Piece::plain(" "));
            }
            pieces.push(Piece::At(place(line)));
            for segment in &line.segments {
                self.runs(&segment.runs, &mut pieces)?;
                if line.segments.len() > 1 {
                    pieces.push(Piece::plain(" "));
                }
            }
        }
        Ok(pieces)
    }

    /// Runs as pieces; what is raised is a call where a note has its label.
    fn runs(
        &mut self,
        runs: &[(String, Style)],
        pieces: &mut Vec<Piece>,
    ) -> Result<(), ExtractError> {
        for (text, style) in runs {
            let labels: Vec<&str> = text
                .split([',', ' ', '،', '、', '(', ')', '[', ']'])
                .filter(|label| !label.is_empty())
                .collect();
            let known = |label: &&str| self.notes.iter().any(|note| note.label == **label);
            if style.raised && !labels.is_empty() && labels.iter().all(known) {
                for label in labels {
                    self.note(label)?;
                    pieces.push(Piece::Call(label.to_owned()));
                }
            } else {
                pieces.push(Piece::Text(text.clone(), *style));
            }
        }
        Ok(())
    }

    /// Writes the first note with a label that was not written yet.
    fn note(&mut self, label: &str) -> Result<(), ExtractError> {
        let next = self
            .notes
            .iter()
            .position(|note| note.label == label && !note.written);
        match next {
            Some(at) => self.write(at),
            None => Ok(()),
        }
    }

    /// Writes the notes that nothing calls.
    fn rest(&mut self) -> Result<(), ExtractError> {
        for at in 0..self.notes.len() {
            if !self.notes[at].written {
                self.write(at)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, at: usize) -> Result<(), ExtractError> {
        self.notes[at].written = true;
        let label = self.notes[at].label.clone();
        let lines = std::mem::take(&mut self.notes[at].lines);
        let mut pieces: Vec<Piece> = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 && blank_between(&lines[number - 1].text(), &line.text()) {
                pieces.push(Piece::plain(" "));
            }
            pieces.push(Piece::At(place(line)));
            let mut runs: Vec<(String, Style)> = line.runs().cloned().collect();
            if number == 0 && note_label(line).is_some() {
                cut_mark(&mut runs, &label);
            }
            pieces.extend(
                runs.into_iter()
                    .map(|(text, style)| Piece::Text(text, style)),
            );
        }
        self.markdown.note(&label, &[pieces])
    }
}

/// Takes the mark off the front of a note.
fn cut_mark(runs: &mut [(String, Style)], label: &str) {
    let first = runs.iter_mut().find(|run| !run.0.trim().is_empty());
    if let Some((text, style)) = first {
        *text = if style.raised {
            String::new()
        } else {
            text.trim_start().trim_start_matches(label).to_owned()
        };
    }
}

fn place(line: &Line) -> Place {
    Place::Page {
        page: line.page,
        bounds: line.bounds(),
    }
}

/// Whether a blank belongs between two lines: not within a compound or a symbol that the end of the
/// line cuts, nor in scripts that put none between words.
fn blank_between(one: &str, other: &str) -> bool {
    let wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let mut before = one.trim_end().chars().rev();
    let (Some(last), Some(next)) = (before.next(), other.trim_start().chars().next()) else {
        return false;
    };
    if wide(last) && (wide(next) || next.is_numeric()) || (last.is_numeric() && wide(next)) {
        return false;
    }
    let glued = before.next().is_some_and(char::is_alphanumeric) && next.is_alphanumeric();
    let joins = matches!(last, '-' | '‑' | '/') || (last == '–' && next.is_numeric());
    !(glued && joins)
}
