//! The rows of the tables: their columns, and what these mean.

use std::borrow::Cow;
use std::slice;

use jiff::civil::Date;
use operative_grammar::Code;
use operative_semantics::Resolution;
use serde::{Deserialize, Serialize};

use super::columns::{Column, Row, row};
use super::made::{
    diagnostic_rows, document_row, footnote_rows, paragraph_row, reference_rows, vote_rows,
};
use super::mandates::{MandateRow, mandate_rows};
use crate::Characters;

/// One of the tables.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Table {
    /// One row for each document.
    Documents,
    /// One row for each paragraph, heading, table and closing line.
    Paragraphs,
    /// One row for each footnote.
    Footnotes,
    /// One row for each reference.
    References,
    /// One row for each diagnostic.
    Diagnostics,
    /// One row for each State that voted.
    Votes,
    /// One row for each thing that an operative paragraph asks.
    Mandates,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 7] = [
        Self::Documents,
        Self::Paragraphs,
        Self::Footnotes,
        Self::References,
        Self::Diagnostics,
        Self::Votes,
        Self::Mandates,
    ];

    /// The table with a name.
    ///
    /// ```
    /// use operative_formats::tables::Table;
    /// assert_eq!(Table::from_name("references"), Some(Table::References));
    /// assert_eq!(Table::from_name("chairs"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its name, also of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Paragraphs => "paragraphs",
            Self::Footnotes => "footnotes",
            Self::References => "references",
            Self::Diagnostics => "diagnostics",
            Self::Votes => "votes",
            Self::Mandates => "mandates",
        }
    }

    /// Its columns, in order.
    ///
    /// ```
    /// use operative_formats::tables::Table;
    /// let path = Table::Paragraphs.columns().iter().find(|column| column.name == "path").unwrap();
    /// assert_eq!(path.about, "Address within its part, the same in every language: `3(b)(ii)`.");
    /// ```
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Documents => DocumentRow::COLUMNS,
            Self::Paragraphs => ParagraphRow::COLUMNS,
            Self::Footnotes => FootnoteRow::COLUMNS,
            Self::References => ReferenceRow::COLUMNS,
            Self::Diagnostics => DiagnosticRow::COLUMNS,
            Self::Votes => VoteRow::COLUMNS,
            Self::Mandates => MandateRow::COLUMNS,
        }
    }
}

row! {
    /// A row of the documents.
    DocumentRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Language: `en`, `fr`, `es`, `ru`, `zh`, `ar`.
        language: Cow<'a, str>,
        /// Canonical symbol, printed or derived: `A/RES/77/213`; what has none, the identifier it is cited by.
        symbol: Option<Cow<'a, str>>,
        /// Organ that adopted it: `general-assembly`.
        organ: Option<Cow<'a, str>>,
        /// What it is: `resolution`, `decision`, `statement`, `draft`, `corrigendum`.
        r#type: Cow<'a, str>,
        /// Session as symbols write it: `77`, `ES-11`.
        session: Option<Cow<'a, str>>,
        /// Number as printed: `77/213`.
        number: Option<Cow<'a, str>>,
        /// Title.
        title: Option<Cow<'a, str>>,
        /// Date of adoption.
        adopted: Option<Date>,
        /// Date of issue.
        issued: Option<Date>,
        /// Distribution as printed: `General`.
        distribution: Option<Cow<'a, str>>,
        /// Agenda items as printed.
        agenda_items: Cow<'a, [String]>,
        /// Title of the agenda item.
        agenda_title: Option<Cow<'a, str>>,
        /// Bracketed source line, as printed.
        basis: Option<Cow<'a, str>>,
        /// Committee named in the source line, as printed.
        committee: Option<Cow<'a, str>>,
        /// Meeting it was adopted at, as printed.
        meeting: Option<Cow<'a, str>>,
        /// How it was adopted, as printed.
        vote: Option<Cow<'a, str>>,
        /// Sponsors of a draft, as printed.
        sponsors: Cow<'a, [String]>,
    }
}

row! {
    /// A row of the paragraphs.
    ParagraphRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Number of the paragraph in its document, from 0.
        paragraph: usize,
        /// Number of the paragraph or heading it belongs to.
        parent: Option<usize>,
        /// Part of the resolution: `formula`, `preamble`, `operative`, `annex`, `closing`, `other-language`.
        part: Cow<'a, str>,
        /// Headings it stands under, the outermost first.
        section: Option<Cow<'a, str>>,
        /// Label as printed: `1.`, `(a)`, `1 -`.
        label: Option<Cow<'a, str>>,
        /// Address within its part, the same in every language: `3(b)(ii)`.
        path: Option<Cow<'a, str>>,
        /// Depth, 0 at the top.
        level: usize,
        /// What it is: `formula`, `preambular`, `operative`, `subparagraph`, `heading`, `text`, `table`, `row`, `closing`.
        kind: Cow<'a, str>,
        /// Leading verb phrase as printed.
        lead: Option<Cow<'a, str>>,
        /// Class of the leading verb: `recall`, `request`.
        action: Option<Cow<'a, str>>,
        /// Clean text: no label, no calls, no mark-up, page breaks healed; a tab between the cells of a row.
        text: Cow<'a, str>,
        /// Cells of a table's row, in order; null where it is no row.
        cells: Option<Cow<'a, [String]>>,
        /// First character, in the source.
        start: usize,
        /// One past the last character, in the source.
        end: usize,
    }
}

row! {
    /// A row of the footnotes.
    FootnoteRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Label, bare: `1`, `*`.
        label: Cow<'a, str>,
        /// Text.
        text: Cow<'a, str>,
        /// Number of the paragraph where it is first called; null if it is called in none.
        paragraph: Option<usize>,
        /// Place of that call, in characters of the paragraph's text.
        offset: Option<usize>,
        /// How many times it is called.
        calls: usize,
        /// First character, in the source.
        start: usize,
        /// One past the last character, in the source.
        end: usize,
    }
}

row! {
    /// A row of the references.
    ReferenceRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Number of the reference in its document, from 0.
        reference: usize,
        /// Number of the paragraph it stands in.
        paragraph: Option<usize>,
        /// Label of the footnote it stands in.
        footnote: Option<Cow<'a, str>>,
        /// Its words.
        text: Cow<'a, str>,
        /// What it cites: `resolution`, `document`, `charter`.
        kind: Cow<'a, str>,
        /// Canonical symbol or identifier of what it cites; null where that is not known.
        target: Option<Cow<'a, str>>,
        /// Organ that issued what it cites.
        issuer: Option<Cow<'a, str>>,
        /// Date that stands with it.
        date: Option<Date>,
        /// Part of the target that it cites, as printed: `chap. VIII, sect. A`.
        pinpoint: Option<Cow<'a, str>>,
        /// What the text does with the target: `basis`, `source`, `see`, `mention`, or the class of the act.
        relation: Cow<'a, str>,
        /// Why it points where it does.
        rule: Cow<'a, str>,
        /// Targets that remain possible where more than one does; the likeliest first.
        candidates: Cow<'a, [String]>,
        /// First character, in the source.
        start: usize,
        /// One past the last character, in the source.
        end: usize,
    }
}

row! {
    /// A row of the diagnostics.
    DiagnosticRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Stable code: `symbol-derived`.
        code: Cow<'a, str>,
        /// How grave it is: `note`, `warning`, `error`.
        severity: Cow<'a, str>,
        /// What was expected, what was found, and what was done about it.
        message: Cow<'a, str>,
        /// What to do about it.
        help: Option<Cow<'a, str>>,
        /// Line of the source it begins on, from 1; null where the file could not be read.
        line: Option<usize>,
        /// First character, in the source.
        start: Option<usize>,
        /// One past the last character, in the source.
        end: Option<usize>,
    }
}

impl<'a> DiagnosticRow<'a> {
    /// The rows of all there is to say about a resolution.
    ///
    /// ```
    /// use operative_formats::tables::DiagnosticRow;
    /// let resolution = operative_semantics::resolve(operative_grammar::parse(""));
    /// assert_eq!(DiagnosticRow::all("lost.md", &resolution)[0].code, "empty-source");
    /// ```
    #[must_use]
    pub fn all(source: &'a str, resolution: &'a Resolution) -> Vec<Self> {
        diagnostic_rows(
            source,
            resolution,
            &Characters::of(resolution.document.source()),
        )
    }

    /// That a file could not be read, and why.
    ///
    /// ```
    /// use operative_formats::tables::DiagnosticRow;
    /// let row = DiagnosticRow::unread("lost.md", "there is no such file");
    /// assert_eq!(row.code, "file-unread");
    /// ```
    #[must_use]
    pub fn unread(source: &'a str, message: impl Into<Cow<'a, str>>) -> Self {
        Self {
            source: source.into(),
            code: Code::FileUnread.as_str().into(),
            severity: Code::FileUnread.severity().as_str().into(),
            message: message.into(),
            help: None,
            line: None,
            start: None,
            end: None,
        }
    }
}

row! {
    /// A row of the votes.
    VoteRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Name of the State as printed.
        country: Cow<'a, str>,
        /// ISO 3166 alpha-3 code, where the name is known; that of ISO 3166-3 for a State that is no more.
        code: Option<Cow<'a, str>>,
        /// How it voted: `in-favour`, `against`, `abstaining`.
        vote: Cow<'a, str>,
        /// First character, in the source.
        start: usize,
        /// One past the last character, in the source.
        end: usize,
    }
}

/// Takes rows, a table at a time.
pub trait TakeRows {
    /// Why it may fail.
    type Error;

    /// Takes rows of a table.
    ///
    /// # Errors
    /// Its own.
    fn take<R: Row>(&mut self, table: Table, rows: &[R]) -> Result<(), Self::Error>;
}

/// The rows of one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rows<'a> {
    /// The document's.
    pub document: DocumentRow<'a>,
    /// Its paragraphs'.
    pub paragraphs: Vec<ParagraphRow<'a>>,
    /// Its footnotes'.
    pub footnotes: Vec<FootnoteRow<'a>>,
    /// Its references'.
    pub references: Vec<ReferenceRow<'a>>,
    /// Its diagnostics'.
    pub diagnostics: Vec<DiagnosticRow<'a>>,
    /// Its votes'.
    pub votes: Vec<VoteRow<'a>>,
    /// What its paragraphs ask.
    pub mandates: Vec<MandateRow<'a>>,
}

impl<'a> Rows<'a> {
    /// The rows of a resolution that was read from `source`, its path as given.
    #[must_use]
    pub fn of(source: &'a str, resolution: &'a Resolution) -> Self {
        let characters = Characters::of(resolution.document.source());
        let text = Characters::of(resolution.document.text());
        Self {
            document: document_row(source, resolution),
            paragraphs: resolution
                .paragraphs()
                .map(|paragraph| paragraph_row(source, paragraph, &characters))
                .collect(),
            footnotes: footnote_rows(source, resolution, &characters, &text),
            references: reference_rows(source, resolution, &characters),
            diagnostics: diagnostic_rows(source, resolution, &characters),
            votes: vote_rows(source, resolution, &characters),
            mandates: mandate_rows(source, resolution),
        }
    }

    /// Hands the rows over, in the order of [`Table::ALL`].
    ///
    /// # Errors
    /// That of `taker`.
    pub fn give<T: TakeRows>(&self, taker: &mut T) -> Result<(), T::Error> {
        taker.take(Table::Documents, slice::from_ref(&self.document))?;
        taker.take(Table::Paragraphs, &self.paragraphs)?;
        taker.take(Table::Footnotes, &self.footnotes)?;
        taker.take(Table::References, &self.references)?;
        taker.take(Table::Diagnostics, &self.diagnostics)?;
        taker.take(Table::Votes, &self.votes)?;
        taker.take(Table::Mandates, &self.mandates)
    }
}
