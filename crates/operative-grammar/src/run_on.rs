//! Run-on text: paragraphs one behind the other in one line, as copies and tables of texts have them
//! that lost their line ends. The line is parted again where a paragraph can be seen to begin.

mod annex;
mod masthead;
mod page;
mod paragraph;

use memchr::memchr2_iter;

use crate::closing::closing_behind;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::formula::{formula_amid, formula_before_recital, formula_behind, formula_like};
use crate::furniture::lone_symbol;
use crate::holds::Holds;
use crate::label::label;
use crate::layout::Line;
use crate::lead::lead;
use crate::mark::defines_note;
use crate::number::roman;
use crate::paragraphs::plain;
use crate::span::Span;
use crate::tree::LabelStyle;
use crate::word::word_starts;

/// How long a line is at least that may hold several paragraphs, in bytes.
const LONG: usize = 200;

/// `text = *(line / run-on-line)`: the lines, those that run on cut where their paragraphs begin.
pub(crate) fn part(
    source: &str,
    lines: Vec<Line>,
    facts: &Facts,
) -> (Vec<Line>, Option<Diagnostic>) {
    let Some(formula) = evidence(source, &lines, facts) else {
        let lines = part_formula(source, part_sections(source, lines, facts), facts);
        return (part_closings(source, lines, facts), None);
    };
    let mut cutter = Cutter::new(facts, formula);
    let mut parted = Vec::with_capacity(lines.len() * 4);
    let mut first: Option<Span> = None;
    for line in lines {
        let text = line.text(source);
        if defines_note(text) {
            parted.push(line);
            continue;
        }
        cutter.cut(text);
        if !cutter.cuts.is_empty() {
            first = first.or(Some(line.span));
        }
        let ends = cutter.cuts.iter().copied().chain([text.len()]);
        let mut start = 0;
        for end in ends {
            let piece = text[start..end].trim_matches(crate::layout::blank);
            let at = start
                + (text[start..].len()
                    - text[start..].trim_start_matches(crate::layout::blank).len());
            if !piece.is_empty() {
                let from = line.span.start as usize + at;
                parted.push(Line {
                    span: Span::from_range(from, from + piece.len()),
                    gap: if start == 0 { line.gap } else { 1 },
                    page: start == 0 && line.page,
                    holds: line.holds,
                });
            }
            start = end;
        }
    }
    let found = first.map(|span| {
        Diagnostic::new(
            Code::ParagraphsParted,
            span,
            "a line for each paragraph was expected, they run on in one; it was parted where paragraphs begin",
        )
    });
    (parted, found)
}

/// The lines, an enacting formula that stands behind what leads to it, or before the first recital, as one of its own, if
/// none stands alone.
fn part_formula(source: &str, mut lines: Vec<Line>, facts: &Facts) -> Vec<Line> {
    /// The lines among which a body begins.
    const HEAD: usize = 60;
    let text = |line: &Line| line.text(source);
    let led = |line: &Line| lead(facts, &plain(text(line))).is_some();
    let head = &lines[..lines.len().min(HEAD)];
    if head.iter().any(|line| formula_like(facts, text(line))) {
        return lines;
    }
    let behind = head.windows(2).enumerate().find_map(|(at, pair)| {
        Some((
            at,
            formula_behind(facts, text(&pair[0])).filter(|_| led(&pair[1]))?,
        ))
    });
    let place = behind.or_else(|| {
        (0..head.len())
            .find_map(|at| Some((at, formula_before_recital(facts, source, &lines[at..])?)))
    });
    if let Some((at, length)) = place {
        let line = lines[at];
        let (before, below) = text(&line).split_at(length);
        let before = before.trim_end().len() as u32;
        let start = line.span.end - below.trim_start().len() as u32;
        let below = Line {
            gap: 1,
            page: false,
            ..line.piece(Span::new(start, line.span.end))
        };
        let above = line.piece(Span::new(line.span.start, line.span.start + before));
        lines.splice(at..=at, [above, below]);
    }
    lines
}

/// The lines, the numeral of a section before the label of a paragraph as one of its own: *II 8. Recalls*.
fn part_sections(source: &str, lines: Vec<Line>, facts: &Facts) -> Vec<Line> {
    let section = |line: &Line| {
        let (numeral, rest) = line.text(source).split_once([' ', '\u{a0}'])?;
        let (text, counted) = roman(numeral).and_then(|_| label(facts, rest.trim_start()))?;
        let capitals = numeral.chars().all(char::is_uppercase);
        let acts = counted.plain_number() && lead(facts, text).is_some();
        (capitals && acts).then_some(numeral.len() as u32)
    };
    let part = |line: Line| {
        let (start, end) = (line.span.start, line.span.end);
        let Some(length) = section(&line) else {
            return std::iter::once(line).chain(None);
        };
        let numeral = line.piece(Span::new(start, start + length));
        let rest = &source[(start + length) as usize..end as usize];
        let paragraph = Line {
            gap: 1,
            page: false,
            ..line.piece(Span::new(end - rest.trim_start().len() as u32, end))
        };
        std::iter::once(numeral).chain(Some(paragraph))
    };
    lines.into_iter().flat_map(part).collect()
}

/// The lines, a closing that stands behind a paragraph as one of its own.
fn part_closings(source: &str, lines: Vec<Line>, facts: &Facts) -> Vec<Line> {
    let begins = |line: &Line| {
        let text = line.text(source);
        let may = line.holds.any(Holds::DIGIT) && !defines_note(text);
        may.then(|| closing_behind(facts, text, line.holds))
            .flatten()
    };
    if !lines.iter().any(|line| begins(line).is_some()) {
        return lines;
    }
    let part = |line: Line| {
        let (start, end) = (line.span.start, line.span.end);
        let closing = begins(&line).map(|at| start + at as u32);
        let paragraph = source[start as usize..closing.unwrap_or(end) as usize].trim_end();
        let closing = closing.map(|at| Line {
            gap: 1,
            page: false,
            ..line.piece(Span::new(at, end))
        });
        let paragraph = line.piece(Span::new(start, start + paragraph.len() as u32));
        std::iter::once(paragraph).chain(closing)
    };
    lines.into_iter().flat_map(part).collect()
}

/// What tells that a text runs on: that the enacting formula stands amid a line, or else that numbered
/// paragraphs stand one behind the other. Gives whether it is the formula; none where the text does not.
fn evidence(source: &str, lines: &[Line], facts: &Facts) -> Option<bool> {
    let text = |line: &Line| line.text(source);
    let long = || {
        lines
            .iter()
            .filter(|line| line.span.len() >= LONG)
            .map(text)
            .filter(|text| !defines_note(text))
    };
    let alone = lines.iter().any(|line| formula_like(facts, text(line)));
    let formula = !alone && long().any(|text| formula_amid(facts, text).is_some());
    (formula || long().any(|text| numbers_run_on(facts, text))).then_some(formula)
}

/// `numbers-run-on = … semicolon number-label lead … semicolon number-label lead`, the numbers rising by
/// one.
fn numbers_run_on(facts: &Facts, text: &str) -> bool {
    let numbered = |rest: &str| {
        let (after, counted) = label(facts, rest)?;
        let value = counted.plain_value()?;
        lead(facts, after).map(|_| value)
    };
    let mut last = label(facts, text).and_then(|found| found.1.plain_value());
    for end in semicolons(text) {
        if let Some(value) = numbered(text[end..].trim_start()) {
            if last == value.checked_sub(1) {
                return true;
            }
            last = Some(value);
        }
    }
    false
}

/// Where semicolons end, of any script: the last bytes of the wide ones are the same.
fn semicolons(text: &str) -> impl Iterator<Item = usize> {
    let ends = memchr2_iter(b';', 0x9b, text.as_bytes()).map(|at| at + 1);
    ends.filter(|end| {
        let before = text.get(..*end).unwrap_or_default();
        before.ends_with([';', '；', '؛'])
    })
}

/// Cuts lines, one after the other.
struct Cutter<'a> {
    facts: &'a Facts,
    /// Whether the formula stands amid a line.
    formula: bool,
    /// The symbol in the masthead, which runs through the pages, and the title behind it.
    symbol: Option<&'a str>,
    title: &'a str,
    /// Whether the formula has been seen.
    enacted: bool,
    /// Whether an annex is read.
    annexed: bool,
    /// Where the title begins below the last heading of an annex; none behind its end.
    title_from: Option<usize>,
    /// The number of the last section, and of the last one within it that a letter counts.
    section: u32,
    letter: u32,
    /// The number of the last paragraph; none in the preamble.
    number: u32,
    /// The last label of each open list.
    lists: Vec<(LabelStyle, u32)>,
    /// Whether notes are read: below a rule, or behind the closing.
    at_foot: bool,
    /// The number of the last note.
    note: u32,
    /// Whether blanks stand between paragraphs alone, in a script that has none between words.
    blanks: bool,
    /// Where the line is cut: bytes from its start.
    cuts: Vec<usize>,
}

impl<'a> Cutter<'a> {
    const fn new(facts: &'a Facts, formula: bool) -> Self {
        Self {
            facts,
            formula,
            symbol: None,
            title: "",
            enacted: !formula,
            annexed: false,
            title_from: None,
            section: 0,
            letter: 0,
            number: 0,
            lists: Vec::new(),
            at_foot: false,
            note: 0,
            blanks: false,
            cuts: Vec::new(),
        }
    }

    fn cut(&mut self, text: &'a str) {
        self.cuts.clear();
        // Above the formula numbers are those of pages.
        if self.enacted {
            let label = label(self.facts, text);
            let number = label.and_then(|(_, counted)| counted.plain_value());
            self.number = number.unwrap_or(self.number);
        }
        if text.len() < LONG {
            if !self.enacted && self.symbol.is_none() {
                self.symbol = lone_symbol(text);
            }
            return;
        }
        let mut body = 0;
        if !self.enacted {
            let Some((start, end)) = formula_amid(self.facts, text) else {
                return;
            };
            self.masthead(&text[..start]);
            self.cuts.extend([start, end]);
            self.enacted = true;
            self.blanks = !self.facts.spaced && text[end..].starts_with(char::is_whitespace);
            body = end;
        }
        self.body(text, body);
        // What heads a masthead may stand within what another word of it has cut.
        self.cuts.sort_unstable();
        self.cuts.dedup();
        self.cuts.retain(|at| *at > 0);
    }

    /// `body = *(paragraph / header / page-line / rule *note)`
    fn body(&mut self, text: &str, from: usize) {
        let mut starts = word_starts(&text[from..]).map(|at| from + at).peekable();
        // Where the text ends that a page break interrupts.
        let mut end: Option<usize> = None;
        while let Some(at) = starts.next() {
            let rest = &text[at..];
            if let Some(length) = self.furniture(rest) {
                end = end.or(Some(at));
                self.cuts.extend([at, at + length]);
                while starts.next_if(|next| *next < at + length).is_some() {}
                continue;
            }
            let closed = if self.at_foot {
                self.note == 0
            } else {
                self.number > 0 && text[..at].trim_end().ends_with(['.', '。'])
            };
            if closed && let Some(length) = self.annex(rest) {
                self.annexes(at + length);
                self.cuts.extend([at, at + length]);
                while starts.next_if(|next| *next < at + length).is_some() {}
                continue;
            }
            if self.at_foot {
                // How it was voted stands behind the meeting.
                let voted = self.note == 0 && rest.starts_with('[') && self.closing(rest).is_some();
                if voted || self.notes(&text[..at], rest) {
                    self.cuts.push(at);
                }
                continue;
            }
            if self.blanks && !text[..at].ends_with(char::is_whitespace) {
                continue;
            }
            // Behind furniture goes on what stood before it.
            let before = &text[..end.take().unwrap_or(at)];
            let first = at == from && from > 0;
            if self.annexed && self.heads_or_counts(at, rest, before) {
                continue;
            }
            // A list may begin right behind the formula.
            let alone = first && !before.trim_end().ends_with([':', '：']);
            if !self.begins(at, rest, if alone { "" } else { before }) {
                continue;
            }
            let closing = if self.at_foot {
                self.closing(rest)
            } else {
                None
            };
            let annexed = closing.filter(|end| self.quirk_annex_without_word(&rest[*end..]));
            if let Some(length) = annexed {
                self.annexes(at + length);
                self.cuts.extend([at, at + length]);
                while starts.next_if(|next| *next < at + length).is_some() {}
            } else {
                self.cuts.push(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;
    use crate::layout::lines;

    pub(super) fn pieces(code: &str, source: &str) -> Vec<String> {
        let facts = Language::from_code(code).expect("a language").facts();
        let (parted, _) = part(source, lines(source), facts);
        parted
            .iter()
            .map(|line| line.text(source).to_owned())
            .collect()
    }

    #[test]
    fn a_note_of_markdown_is_one_line() {
        let note = "[^1]: A/76/1. The General Assembly, Recalling its resolution 75/212, 1. Requests the \
            Secretary-General: (a) To count the wells; and (b) To report on them; 2. Decides to return to the \
            matter; 3. Decides to wait for the report of the Secretary-General on the wells and the lamps.";
        assert_eq!(pieces("en", note), [note]);
        assert!(pieces("en", &note[6..]).len() > 1);
    }

    #[test]
    fn a_resolution_in_one_line_is_parted() {
        let source = "A/RES/76/350 Resolution adopted by the General Assembly on 10 December 2021 \
            [on the report of the Second Committee (A/76/531)] 76/350. Public wells The General Assembly, \
            Recalling its resolution 75/212 of 21 December 2020, and the wells named in it,1 Noting with \
            concern that, in many towns, lamps are missing, 1. Requests the Secretary-General: (a) To \
            count the wells; and (b) To report on them; 2. Decides to return to the matter. 54th plenary \
            meeting 10 December 2021 __________________ 1 A/76/12. 2 Ibid., para. 3.";
        assert_eq!(
            pieces("en", source),
            [
                "A/RES/76/350",
                "Resolution adopted by the General Assembly on 10 December 2021",
                "[on the report of the Second Committee (A/76/531)]",
                "76/350. Public wells",
                "The General Assembly,",
                "Recalling its resolution 75/212 of 21 December 2020, and the wells named in it,1",
                "Noting with concern that, in many towns, lamps are missing,",
                "1. Requests the Secretary-General:",
                "(a) To count the wells; and",
                "(b) To report on them;",
                "2. Decides to return to the matter.",
                "54th plenary meeting 10 December 2021",
                "__________________",
                "1 A/76/12.",
                "2 Ibid., para. 3.",
            ]
        );
    }

    #[test]
    fn blanks_part_paragraphs_where_words_have_none() {
        let source = "联合国 A/RES/76/350 大会 Distr.: General 17 December 2021 2021年12月10日大会决议 \
            76/350. 公共水井 大会， 回顾其2020年12月21日第75/212号决议，并注意到其中提到的水井，回顾各国的努力， \
            关切地注意到许多城镇没有路灯，也没有水井，而居民需要水井， 1. 请秘书长： (a) 清点水井； (b) 就此提出报告； \
            2. 决定再审议此事项。 第54次全体会议 2021年12月10日 1/ A/76/12。 2/ 同上，第3段。";
        let pieces = pieces("zh", source);
        assert_eq!(
            pieces[pieces.len() - 10..],
            [
                "大会，",
                "回顾其2020年12月21日第75/212号决议，并注意到其中提到的水井，回顾各国的努力，",
                "关切地注意到许多城镇没有路灯，也没有水井，而居民需要水井，",
                "1. 请秘书长：",
                "(a) 清点水井；",
                "(b) 就此提出报告；",
                "2. 决定再审议此事项。",
                "第54次全体会议 2021年12月10日",
                "1/ A/76/12。",
                "2/ 同上，第3段。",
            ]
        );
        assert!(pieces.contains(&"17 December 2021".to_owned()));
        assert!(pieces.contains(&"2021年12月10日大会决议".to_owned()));
    }

    #[test]
    fn clauses_that_begin_as_paragraphs_do_stay_within_theirs() {
        let source = "76/350. Колодцы Генеральная Ассамблея, ссылаясь на свою резолюцию 75/212, в соответствии с \
            которой были сосчитаны колодцы, подчеркивая при этом важность чистой воды, призывая города чистить \
            колодцы,<sup>1</sup> будучи обеспокоена тем, что нет фонарей, 1. просит представить доклад.";
        assert_eq!(
            pieces("ru", source)[2..],
            [
                "ссылаясь на свою резолюцию 75/212, в соответствии с которой были сосчитаны колодцы, \
                 подчеркивая при этом важность чистой воды,",
                "призывая города чистить колодцы,<sup>1</sup>",
                "будучи обеспокоена тем, что нет фонарей,",
                "1. просит представить доклад.",
            ]
        );
        let source = "76/350 - الآبار إن الجمعية العامة، إذ تشير إلى قرارها 75/212، وفقا لما ورد فيه، وإذ تشدد في هذا \
            الصدد على أهمية المياه النظيفة للمدن، وإذ تعرب عن القلق لعدم وجود مصابيح بجانب الآبار، وإذ تشجع المدن \
            على تنظيفها، واقتناعا منها بأهمية ذلك، 1 - تطلب إلى الأمين العام أن يقدم تقريرا.";
        assert_eq!(
            pieces("ar", source)[2..],
            [
                "إذ تشير إلى قرارها 75/212، وفقا لما ورد فيه، وإذ تشدد في هذا الصدد على أهمية المياه النظيفة للمدن،",
                "وإذ تعرب عن القلق لعدم وجود مصابيح بجانب الآبار، وإذ تشجع المدن على تنظيفها،",
                "واقتناعا منها بأهمية ذلك،",
                "1 - تطلب إلى الأمين العام أن يقدم تقريرا.",
            ]
        );
    }

    #[test]
    fn lists_and_annexes_run_on_too() {
        let source = "76/350. Public wells The General Assembly 1. Requests the Secretary-General: (a) Wells \
            (i) To count the wells; (ii) To report on them; (b) Lamps: \u{2022} To count the lamps, \u{2022} To light \
            them; 2. Decides to return to the matter. 54th plenary meeting 10 December 2021 Annex Rules of the \
            wells 1. Wells are open by day. 2. Wells are closed by night. __________ 1. See A/76/12. 2. Ibid.";
        assert_eq!(
            pieces("en", source),
            [
                "76/350. Public wells",
                "The General Assembly",
                "1. Requests the Secretary-General:",
                "(a) Wells",
                "(i) To count the wells;",
                "(ii) To report on them;",
                "(b) Lamps:",
                "• To count the lamps,",
                "• To light them;",
                "2. Decides to return to the matter.",
                "54th plenary meeting 10 December 2021",
                "Annex",
                "Rules of the wells",
                "1. Wells are open by day.",
                "2. Wells are closed by night.",
                "__________",
                "1. See A/76/12.",
                "2. Ibid.",
            ]
        );
    }

    #[test]
    fn cuts_within_each_other_are_put_in_order() {
        let body = "The General Assembly, Recalling its resolution 75/212, Noting the wells of the towns, \
            1. Requests a report on the wells and on the lamps that stand beside them; 2. Decides to wait.";
        for head in [
            "S/RES/2223 (2015) Distr.: General 28 May 2015 Resolution 2223 (2015)",
            "Distr.: General 5 May 2015 (2015)",
            "A/RES/76/350 Distr.: General 5 December 2021 76/350. Wells",
        ] {
            let source = format!("{head} {body}");
            assert_eq!(pieces("en", &source).join(" "), source);
        }
    }

    #[test]
    fn a_text_with_lines_stays_as_it_is() {
        let source = "The General Assembly,\n\nRecalling its resolution 75/212 of 21 December 2020, in \
            which the Economic and Social Council, Noting the wells, was asked to count them, and all \
            that has been done since then by the Members of the United Nations to keep them clean,\n\n\
            1. Requests a report.\n";
        assert_eq!(pieces("en", source).len(), 3);
    }
}
