//! Columns: lines that hold two texts side by side, and lines in another language, as in the bilingual
//! volumes of the first years.
//!
//! What can be told for certain is put in order. What cannot is read as it stands, and said.

use memchr::memmem;

use crate::detect::{self, Look};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Facts, Language};
use crate::formula::bare_formula;
use crate::holds::Holds;
use crate::label::behind_label;
use crate::layout::{Line, indent, wider, width};
use crate::lead::lead;
use crate::span::Span;
use crate::table::{label_end, wide_blank};

/// Lines that must have something on either side of a gutter, or be in another language, at least.
const FEWEST: usize = 6;

/// The bytes of a line of print, about.
const PRINTED: usize = 80;

/// The lines of a source in the order they are to be read.
#[derive(Debug)]
pub(crate) struct Arranged {
    /// Those in the language of the document.
    pub(crate) lines: Vec<Line>,
    /// Those in another.
    pub(crate) other: Vec<Line>,
    /// What was done, or could not be.
    pub(crate) found: Option<Diagnostic>,
    /// Whether the lines are no longer in the order of the source.
    pub(crate) reordered: bool,
}

/// `text = *line / 1*(left-column right-column) / *(line / line-of-another-language)`
pub(crate) fn arrange(
    source: &str,
    lines: Vec<Line>,
    language: Language,
    look: &Look<'_>,
) -> Arranged {
    if let Some(arranged) = columns(source, &lines, language) {
        return arranged;
    }
    match look.second_language(language) {
        Some(other) => languages(source, lines, language, other),
        None => Arranged {
            lines,
            other: Vec::new(),
            found: None,
            reordered: false,
        },
    }
}

/// Whether lines hold what resolutions alone do, in a language: a formula, or paragraphs with leads.
fn speaks(source: &str, lines: &[Line], language: Language) -> bool {
    let facts = language.facts();
    lines
        .iter()
        .filter(|line| begins_paragraph(facts, line.text(source)))
        .nth(1)
        .is_some()
}

fn begins_paragraph(facts: &Facts, text: &str) -> bool {
    bare_formula(facts, text) || lead(facts, behind_label(facts, text)).is_some()
}

/// Two columns of running text with a gutter between them. Tables have columns too, but speak in none.
fn columns(source: &str, lines: &[Line], language: Language) -> Option<Arranged> {
    let wide = memmem::find_iter(source.as_bytes(), b"   ");
    wide.take(FEWEST).nth(FEWEST - 1)?;
    let gutter = Gutter::of(source, lines)?;
    let mut halves = Halves::default();
    let mut beside: Option<Span> = None;
    for line in lines {
        match gutter.cut(source, line) {
            Cut::Both(left, right) => {
                beside = Some(beside.map_or(line.span, |all| all.cover(line.span)));
                halves.push(line, Some(left), Some(right));
            }
            Cut::Left => halves.push(line, Some(line.span), None),
            Cut::Right => halves.push(line, None, Some(line.span)),
            Cut::Across => halves.across(line),
        }
    }
    let (count, across) = (halves.both, halves.crossing);
    let text = |lines: &[Line]| {
        let words = lines.iter().map(|line| line.text(source));
        words.collect::<Vec<_>>().join("\n")
    };
    let (left, right, joined) = halves.finish();
    let languages = [&left, &right].map(|lines| detect::language(&text(lines)));
    let certain = count >= FEWEST
        && across * 4 <= count
        && speaks(source, &left, languages[0])
        && speaks(source, &right, languages[1]);
    let beside = beside.filter(|_| certain)?;
    let put = "one column of text was expected, two stand side by side in";
    let mut arranged = if languages[0] == languages[1] {
        Arranged {
            lines: joined,
            other: Vec::new(),
            found: None,
            reordered: true,
        }
    } else {
        let (lines, other) = if languages[1] == language {
            (right, left)
        } else {
            (left, right)
        };
        Arranged {
            lines,
            other,
            found: None,
            reordered: false,
        }
    };
    let message = if arranged.reordered {
        format!("{put} {count} lines; they were read one after the other")
    } else {
        let [left, right] = languages.map(|one| one.facts().name.as_str());
        format!(
            "{put} {count} lines, in {left} and in {right}; they were read one after the other, and what is not in {} was kept after the text",
            language.facts().name
        )
    };
    arranged.found = Some(Diagnostic::new(Code::ColumnsParted, beside, message));
    Some(arranged)
}

/// The blank between two columns.
#[derive(Copy, Clone, Debug)]
struct Gutter {
    /// The column of characters, from 0, that the blank holds on most lines.
    column: usize,
}

/// A line at a gutter.
enum Cut {
    Left,
    Right,
    Both(Span, Span),
    /// Text stands where the gutter should be.
    Across,
}

impl Gutter {
    /// The column that most wide blanks of the lines hold, the last of them: the right column begins in
    /// line, where the lines of the left end is ragged.
    fn of(source: &str, lines: &[Line]) -> Option<Self> {
        /// Wider lines are none of a page.
        const WIDEST: usize = 400;
        let mut edges = [0_i32; WIDEST + 2];
        let gapped = |line: &&Line| line.holds.any(Holds::PARTING);
        for line in lines.iter().filter(gapped) {
            let text = line.text(source);
            let indent = indent(source, line.span);
            let mut at = label_end(text);
            while let Some((from, to)) = wide_blank(text, at) {
                // One blank may stand at either edge of a word.
                let place = |byte: usize| (indent + width(&text[..byte])).min(WIDEST);
                edges[place(from) + 1] += 1;
                edges[place(to).max(place(from) + 1)] -= 1;
                at = to;
            }
        }
        let mut held = 0;
        let counted = edges.iter().enumerate().map(|(column, edge)| {
            held += edge;
            (held, column)
        });
        let (_, column) = counted
            .max_by_key(|(held, column)| (*held, *column))
            .filter(|(held, _)| *held >= FEWEST as i32)?;
        Some(Self { column })
    }

    fn cut(self, source: &str, line: &Line) -> Cut {
        let text = line.text(source);
        let indent = indent(source, line.span);
        if indent > self.column {
            return Cut::Right;
        }
        if !wider(text, self.column - indent) {
            return Cut::Left;
        }
        if !line.holds.any(Holds::PARTING) {
            return Cut::Across;
        }
        let mut at = label_end(text);
        while let Some((from, to)) = wide_blank(text, at) {
            let columns = indent + width(&text[..from])..indent + width(&text[..to]);
            if columns.contains(&self.column) {
                let start = line.span.start as usize;
                return Cut::Both(
                    Span::from_range(start, start + from),
                    Span::from_range(start + to, line.span.end as usize),
                );
            }
            at = to;
        }
        Cut::Across
    }
}

/// Two columns, as they are read.
#[derive(Default)]
struct Halves {
    left: Column,
    right: Column,
    /// Both, the columns of each page one after the other.
    joined: Vec<Line>,
    /// Lines with text in both columns, and with text across them.
    both: usize,
    crossing: usize,
}

#[derive(Default)]
struct Column {
    lines: Vec<Line>,
    /// Lines without text since the last.
    gap: u32,
    /// How many of its lines are joined already.
    joined: usize,
}

impl Column {
    fn push(&mut self, line: &Line, span: Option<Span>) {
        self.gap += line.gap;
        match span {
            Some(span) => self.lines.push(Line {
                span,
                gap: std::mem::take(&mut self.gap),
                page: line.page,
                holds: line.holds,
            }),
            None => self.gap += 1,
        }
    }

    /// The lines that are not joined yet: a column begins as a page does.
    fn rest(&mut self) -> impl Iterator<Item = Line> + '_ {
        let from = std::mem::replace(&mut self.joined, self.lines.len());
        let column = self.lines[from..].iter().enumerate();
        column.map(|(at, line)| Line {
            page: line.page || at == 0,
            ..*line
        })
    }
}

impl Halves {
    fn push(&mut self, line: &Line, left: Option<Span>, right: Option<Span>) {
        if line.page {
            self.join();
        }
        self.both += usize::from(left.is_some() && right.is_some());
        self.left.push(line, left);
        self.right.push(line, right);
    }

    /// A line across both columns ends them. Before the columns begin, it is the page's own.
    fn across(&mut self, line: &Line) {
        self.crossing += usize::from(self.both > 0);
        self.join();
        self.joined.push(*line);
        self.left.push(line, Some(line.span));
        self.left.joined = self.left.lines.len();
        self.right.push(line, None);
    }

    fn join(&mut self) {
        self.joined.extend(self.left.rest());
        self.joined.extend(self.right.rest());
    }

    fn finish(mut self) -> (Vec<Line>, Vec<Line>, Vec<Line>) {
        self.join();
        (self.left.lines, self.right.lines, self.joined)
    }
}

/// Lines of two languages, one below the other: those of the other are told line by line.
fn languages(source: &str, lines: Vec<Line>, language: Language, other: Language) -> Arranged {
    let votes: Vec<(u32, u32)> = lines
        .iter()
        .map(|line| {
            let sample = detect::Sample::of(line.text(source));
            (sample.weight(language), sample.weight(other))
        })
        .collect();
    // Words of either language in one line: the columns were run together.
    let mixed = votes.iter().filter(|(own, other)| *own > 0 && *other > 0);
    let mixed = mixed.count();
    let sides = sides(&lines, &votes);
    let of = |side: bool| -> Vec<Line> {
        let (mut gap, mut page) = (0, false);
        let told = std::iter::zip(&lines, &sides).filter_map(|(line, foreign)| {
            gap = gap.max(line.gap);
            page |= line.page;
            (*foreign == side).then(|| Line {
                span: line.span,
                gap: std::mem::take(&mut gap),
                page: std::mem::take(&mut page),
                holds: line.holds,
            })
        });
        told.collect()
    };
    let (own_lines, other_lines) = (of(false), of(true));
    let names = (&language.facts().name, &other.facts().name);
    // A paragraph in one line is as much as the lines of print that would hold it.
    let printed = |line: &Line| 1 + line.span.len() / PRINTED;
    let parted = other_lines.iter().map(printed).sum::<usize>() >= FEWEST
        && mixed * 4 <= other_lines.len()
        && speaks(source, &own_lines, language)
        && speaks(source, &other_lines, other);
    if parted && let [first, .., last] = other_lines.as_slice() {
        let message = format!(
            "a text in {} was expected, {} lines in {} were found among its own; they were kept after it as they are",
            names.0,
            other_lines.len(),
            names.1
        );
        let span = first.span.cover(last.span);
        return Arranged {
            found: Some(Diagnostic::new(Code::LanguagesParted, span, message)),
            lines: own_lines,
            other: other_lines,
            reordered: false,
        };
    }
    let tangled = mixed >= FEWEST && mixed * 4 >= lines.len() && speaks(source, &lines, language);
    let found = tangled.then(|| {
        let span = Span::from_range(0, source.len());
        let message = format!(
            "a text in {} was expected, {mixed} lines with words of {} as well were found; they were kept as they are, and read as {}",
            names.0, names.1, names.0
        );
        Diagnostic::new(Code::LanguagesMixed, span, message)
            .with_help("give the columns of the page one after the other")
    });
    Arranged {
        lines,
        other: Vec::new(),
        found,
        reordered: false,
    }
}

/// Which lines are in the other language: those whose words say so. Those that say nothing go with the
/// nearest line of their paragraph that does; where the lines of two columns take turns, with the
/// nearest of their turn.
fn sides(lines: &[Line], votes: &[(u32, u32)]) -> Vec<bool> {
    let told = |at: usize| match votes[at] {
        (own, other) if own == other => None,
        (own, other) => Some(other > own),
    };
    let together = |at: usize| lines[at].gap == 0 && !lines[at].page;
    let pairs = (1..lines.len()).filter(|at| together(*at));
    let pairs = pairs.filter_map(|at| Some(told(at - 1)? != told(at)?));
    let (turns, same): (Vec<bool>, Vec<bool>) = pairs.partition(|turn| *turn);
    let turns = turns.len() > same.len();
    let mut sides = Vec::with_capacity(lines.len());
    let mut start = 0;
    for paragraph in lines.chunk_by(|_, next| next.gap == 0 && !next.page) {
        let end = start + paragraph.len();
        let known: Vec<usize> = (start..end).filter(|at| told(*at).is_some()).collect();
        sides.extend((start..end).map(|at| {
            let next = known.partition_point(|known| *known < at);
            let around = &known[next.saturating_sub(1)..known.len().min(next + 1)];
            let near = around.iter().min_by_key(|known| known.abs_diff(at));
            near.is_some_and(|near| {
                let other_turn = turns && near.abs_diff(at) % 2 == 1;
                told(*near).unwrap_or_default() != other_turn
            })
        }));
        start = end;
    }
    sides
}
