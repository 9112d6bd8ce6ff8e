//! Lines as Markdown: the masthead, the paragraphs, the tables and the footnotes.

use super::hyphens::{Hyphens, Joint};
use super::layout::Layout;
use super::lines::Line;
use super::notes::{Note, cut_mark};
use crate::read::markdown::{Kind, Markdown, Piece, Style};
use crate::read::{ExtractError, Place};

pub(super) struct Writer {
    pub(super) markdown: Markdown,
    pub(super) notes: Vec<Note>,
    pub(super) hyphens: Hyphens,
}

impl Writer {
    /// The masthead, line for line, column for column.
    pub(super) fn masthead(&mut self, lines: &[Line]) -> Result<(), ExtractError> {
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

    pub(super) fn body(&mut self, lines: &[Line], layout: &Layout) -> Result<(), ExtractError> {
        let mut at = 0;
        while at < lines.len() {
            if lines[at].segments.len() > 1 {
                at += self.columns(&lines[at..])?;
                continue;
            }
            let begins = |end: &usize| layout.begins(&lines[at..*end], &lines[*end]);
            let end = (at + 1..lines.len()).find(begins);
            let length = end.unwrap_or(lines.len()) - at;
            let paragraph = &lines[at..at + length];
            let title = paragraph
                .iter()
                .all(|line| line.all(|style| style.bold && !style.italic));
            if at > 0 && lines[at - 1].part != lines[at].part {
                self.markdown.page_break();
            }
            let kind = if title {
                Kind::Heading
            } else {
                Kind::Paragraph
            };
            if layout.told || title {
                let pieces = self.paragraph(paragraph)?;
                self.markdown.block(kind, &pieces)?;
            } else {
                let apart = at == 0 || layout.apart(&lines[at - 1], &lines[at]);
                self.lines(paragraph, if apart { Kind::Paragraph } else { Kind::Line })?;
            }
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

    /// Lines as they stand, for the grammar to tell where a paragraph begins.
    fn lines(&mut self, lines: &[Line], mut kind: Kind) -> Result<(), ExtractError> {
        let mut rest = lines;
        while !rest.is_empty() {
            let cut = rest.windows(2).take_while(|pair| {
                let joint = self.hyphens.joint(&pair[0].text(), &pair[1].text());
                joint == Joint::Hyphen
            });
            let (line, below) = rest.split_at(1 + cut.count());
            let pieces = self.paragraph(line)?;
            self.markdown.block(kind, &pieces)?;
            (kind, rest) = (Kind::Line, below);
        }
        Ok(())
    }

    fn paragraph(&mut self, lines: &[Line]) -> Result<Vec<Piece>, ExtractError> {
        let mut pieces = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.join(&mut pieces, &lines[at - 1], line);
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

    /// Joins what was read of one line to the next.
    fn join(&self, pieces: &mut Vec<Piece>, one: &Line, other: &Line) {
        match self.hyphens.joint(&one.text(), &other.text()) {
            Joint::Blank => pieces.push(Piece::plain(" ")),
            Joint::Nothing => {}
            Joint::Hyphen => {
                if let Some(Piece::Text(text, _)) = pieces.last_mut() {
                    text.truncate(text.trim_end().len());
                    text.pop();
                }
            }
        }
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
            } else if style.raised {
                pieces.push(Piece::Raised(text.clone()));
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
    pub(super) fn rest(&mut self) -> Result<(), ExtractError> {
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
            if number > 0 {
                self.join(&mut pieces, &lines[number - 1], line);
            }
            pieces.push(Piece::At(place(line)));
            let mut runs: Vec<(String, Style)> = line.runs().cloned().collect();
            if let (0, Some(mark)) = (number, &self.notes[at].mark) {
                cut_mark(&mut runs, mark);
            }
            pieces.extend(
                runs.into_iter()
                    .map(|(text, style)| Piece::Text(text, style)),
            );
        }
        self.markdown.note(&label, &[pieces])
    }
}

fn place(line: &Line) -> Place {
    Place::Page {
        page: line.page,
        bounds: line.bounds(),
    }
}
