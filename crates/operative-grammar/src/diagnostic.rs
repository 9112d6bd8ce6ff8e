//! What there is to say about a source: repairs, doubts and faults.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One thing to say about the source.
///
/// The message says what was expected, what was found, and what was done about it.
///
/// ```
/// use operative_grammar::{Code, Severity};
/// let parsed = operative_grammar::parse("");
/// let found = &parsed.diagnostics[0];
/// assert_eq!((found.code, found.severity), (Code::EmptySource, Severity::Error));
/// assert_eq!(found.code.as_str(), "empty-source");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of thing; stable.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// Where, in bytes of the source; empty where something is missing between two characters.
    pub span: Span,
    /// A sentence for the reader.
    pub message: String,
    /// What to do about it, where there is something to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with the severity that its code has by nature.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            span,
            message: message.into(),
            help: None,
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// How grave a diagnostic is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A repair that was made and is certain.
    Note,
    /// Something is doubtful or missing.
    Warning,
    /// The source is no resolution, or part of it could not be read.
    Error,
}

impl Severity {
    /// Its name in JSON and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($(#[doc = $doc:literal] $name:ident = $text:literal, $severity:ident;)+) => {
        /// The kinds of diagnostics. The text of a code never changes its meaning.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $doc] $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable text: `page-break-healed`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// What it means, in a sentence.
            ///
            /// ```
            /// use operative_grammar::Code;
            /// assert_eq!(Code::CallUnbound.meaning(), "A call has no footnote.");
            /// ```
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $doc.trim_ascii()),+ }
            }

            /// The severity that diagnostics of this code have.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// A paragraph cut by a page break was put together again.
    PageBreakHealed = "page-break-healed", Note;
    /// The symbol is not printed and was derived from the number and the organ.
    SymbolDerived = "symbol-derived", Note;
    /// Italics swollen over whole paragraphs were taken back to the lead.
    ItalicsSwollen = "italics-swollen", Note;
    /// Raised letters or digits were told apart from a footnote call.
    RaisedText = "raised-text", Note;
    /// A letter of another script stands in for its look-alike.
    Homoglyph = "homoglyph", Note;
    /// Digits or brackets printed in visual order were put in reading order.
    MirroredDigits = "mirrored-digits", Note;
    /// A month of the masthead in which one letter is misread.
    MonthMisread = "month-misread", Note;
    /// A word of a symbol in which one letter is misread as its look-alike.
    SymbolMisread = "symbol-misread", Note;
    /// A word or mark beside the number or the date of a reference in which a letter is misread.
    ReferenceMisread = "reference-misread", Note;
    /// The session of the masthead is misread: its number is another than that of the resolution.
    SessionMisread = "session-misread", Note;
    /// The number of a paragraph is misread: those around it tell it.
    NumberMisread = "number-misread", Note;
    /// No enacting formula was found.
    FormulaMissing = "formula-missing", Warning;
    /// No resolution was found in the text.
    NoResolution = "no-resolution", Error;
    /// The text is empty.
    EmptySource = "empty-source", Error;
    /// The text is longer than can be addressed; the rest was not read.
    SourceTooLong = "source-too-long", Error;
    /// The text ends where a paragraph has no end.
    CutOff = "cut-off", Warning;
    /// A call has no footnote.
    CallUnbound = "call-unbound", Warning;
    /// A footnote is never called.
    FootnoteUncalled = "footnote-uncalled", Warning;
    /// Two footnotes have one label.
    FootnoteLabelTwice = "footnote-label-twice", Warning;
    /// The numbering of paragraphs skips or repeats.
    NumberingSkips = "numbering-skips", Warning;
    /// A session cannot have the date that stands with its resolution.
    SessionDate = "session-date", Warning;
    /// A resolution is cited that was not adopted yet.
    CitedBeforeAdopted = "cited-before-adopted", Warning;
    /// A number of the Security Council does not fit its year.
    NumberYear = "number-year", Warning;
    /// A symbol is not well-formed.
    SymbolMalformed = "symbol-malformed", Warning;
    /// A reference inside the document leads nowhere.
    InternalMissing = "internal-missing", Warning;
    /// A date that is not in the calendar.
    DateImpossible = "date-impossible", Warning;
    /// The file could not be read and was passed over.
    FileUnread = "file-unread", Error;
    /// The file names no encoding and is not UTF-8: one was guessed from its bytes.
    EncodingGuessed = "encoding-guessed", Note;
    /// A word or character that the encoding broke.
    EncodingBroken = "encoding-broken", Warning;
    /// The mark-up of the file is broken and was mended.
    MarkupMended = "markup-mended", Warning;
    /// A number that the file has lost was put back.
    NumberRestored = "number-restored", Note;
    /// Headers and footers that run through the pages of the file were left out.
    FurnitureLeftOut = "furniture-left-out", Note;
    /// The count of a vote and the names that should bear it out differ.
    VotesMiscounted = "votes-miscounted", Warning;
    /// A name in the list of a vote is that of no State known.
    CountryUnknown = "country-unknown", Warning;
    /// A text holds several resolutions.
    SeveralResolutions = "several-resolutions", Warning;
    /// The resolution that was asked for is not in the text.
    SymbolNotFound = "symbol-not-found", Error;
    /// A heading that the file only implies was put in.
    HeadingRestored = "heading-restored", Note;
    /// Two columns that stand side by side were read one after the other.
    ColumnsParted = "columns-parted", Note;
    /// Paragraphs that run on in one line were parted.
    ParagraphsParted = "paragraphs-parted", Note;
    /// Lines of another language among the text were told from it.
    LanguagesParted = "languages-parted", Warning;
    /// Lines hold words of two languages, and could not be parted.
    LanguagesMixed = "languages-mixed", Warning;
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
