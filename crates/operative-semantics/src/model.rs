//! What the semantics says of a document.

use crate::mandates::Mandate;
use crate::steps::Step;
use crate::votes::Ballot;
use jiff::civil::Date;
use operative_grammar::{Action, Diagnostic, Document, NodeId, Organ, Span, TextRange, kebab_enum};
use serde::{Deserialize, Serialize};

/// A resolution: the tree, and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// The tree.
    pub document: Document,
    /// What identifies it.
    pub identity: Identity,
    /// For each of [`Document::calls`], the footnote it calls, as an index of
    /// [`Document::footnotes`]; `None` where there is none.
    pub bindings: Vec<Option<u32>>,
    /// The references, in the order of the masthead, the body and the footnotes.
    pub references: Vec<Reference>,
    /// The sources that the footnotes give, in order: the content of each footnote as a tree.
    pub sources: Vec<Source>,
    /// What the operative paragraphs ask, and the items of the lists that they govern, of whom and by when.
    pub mandates: Vec<Mandate>,
    /// How it was adopted: the manner, the counts, and who voted how.
    pub ballot: Ballot,
    /// What there is to say about the source and its references, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// What identifies a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// The canonical symbol: `A/RES/77/213`, printed or derived. What a conference numbers that gives no symbols has
    /// the identifier that it is cited by: `resolution:64/dubai-2018`.
    pub symbol: Option<String>,
    /// Whether the symbol was derived rather than printed.
    pub derived: bool,
    /// The organ that adopted it.
    pub organ: Option<Organ>,
    /// What it is.
    pub kind: DocumentKind,
    /// The session as symbols write it: `77`, `ES-11`, `XXX`.
    pub session: Option<String>,
    /// The number as printed: `77/213`, `2725 (2024)`.
    pub number: Option<String>,
    /// The committee named in the source line, as printed.
    pub committee: Option<String>,
    /// The meeting it was adopted at, as printed: `54th plenary meeting`.
    pub meeting: Option<String>,
    /// How it was adopted, as printed.
    pub vote: Option<String>,
    /// Those who sponsor a draft, as printed.
    pub sponsors: Vec<String>,
}

kebab_enum! {
    /// What a document is.
    #[derive(Default)]
    DocumentKind {
        /// A resolution.
        #[default]
        Resolution = "resolution",
        /// A decision.
        Decision = "decision",
        /// A statement of a president.
        Statement = "statement",
        /// A draft.
        Draft = "draft",
        /// A corrigendum.
        Corrigendum = "corrigendum",
    }
}

/// Where a reference stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In a line of the masthead, as an index of [`operative_grammar::Masthead::lines`].
    Masthead(u32),
    /// In a node of the body.
    Node(NodeId),
    /// In a footnote, as an index of [`Document::footnotes`].
    Footnote(u32),
}

/// A reference: the words that cite, and what they cite.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// Where it stands.
    pub place: Place,
    /// Its words, as a range of [`Document::text`].
    pub text: TextRange,
    /// Its words, as a range of the source.
    pub span: Span,
    /// What kind of thing it cites.
    pub kind: ReferenceKind,
    /// What it cites: a canonical symbol (`A/RES/70/1`), or, for what has none, an identifier with a
    /// scheme. `None` where that is not known.
    ///
    /// | scheme | what | example |
    /// |---|---|---|
    /// | `charter:` | the Charter, an article, a chapter | `charter:un`, `charter:article-1/paragraph-3`, `charter:chapter-7` |
    /// | `unts:`, `lnts:` | a treaty by volume and number | `unts:vol-999/no-14668` |
    /// | `sales:` | a publication, without the letter of its language | `sales:96.IV.13` |
    /// | `decision:` | a decision of a conference of parties, or of a conference that revises its decisions | `decision:1/CP.21`, `decision:5/bucharest-2022`, `decision:18.120(Rev.CoP19)` |
    /// | `resolution:` | a resolution of a conference that revises its resolutions, or counts them in a series: by number and edition | `resolution:64/dubai-2018`, `resolution:646/wrc-19`, `resolution:itu-r/12-1`, `resolution:C54/2004` |
    /// | `this:` | the document itself or a part of it | `this:resolution`, `this:paragraph-3`, `this:annex` |
    /// | `https:` | a place on the web | as printed |
    pub target: Option<String>,
    /// The organ that issued what it cites.
    pub issuer: Option<Organ>,
    /// The date that stands with it.
    pub date: Option<Date>,
    /// What part of the target it cites, as printed: `chap. VIII, sect. A`.
    pub pinpoint: Option<String>,
    /// The node that it means, where it means a part of the same document.
    pub node: Option<NodeId>,
    /// What the text does with it.
    pub relation: Relation,
    /// Why it points where it does.
    pub rule: Rule,
    /// The targets that remain possible where more than one does; the likeliest first.
    pub candidates: Vec<String>,
}

/// A source that a footnote gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The footnote, as an index of [`Document::footnotes`].
    pub footnote: u32,
    /// Its words, as a range of [`Document::text`].
    pub text: TextRange,
    /// The signal that leads it.
    pub signal: Option<Signal>,
    /// Whether it is given as *Ibid.*
    pub ibid: bool,
    /// What kind of thing it is; `None` for an explanation.
    pub kind: Option<ReferenceKind>,
    /// What it is, where that is known.
    pub target: Option<String>,
    /// The way to the part that is cited: volume, chapter, section, annex, paragraph. After *Ibid.*
    /// it includes the steps that are inherited.
    pub path: Vec<Step>,
    /// Its references, as indices of [`Resolution::references`].
    pub references: Vec<u32>,
}

kebab_enum! {
    /// The word that leads a source.
    Signal {
        /// *See*
        See = "see",
        /// *See also*
        SeeAlso = "see-also",
    }
}

kebab_enum! {
    /// What kind of thing a reference cites.
    ReferenceKind {
        /// A resolution of any organ.
        Resolution = "resolution",
        /// A decision of any organ.
        Decision = "decision",
        /// A document by its symbol.
        Document = "document",
        /// A Supplement of the Official Records.
        OfficialRecords = "official-records",
        /// The Charter of the United Nations.
        Charter = "charter",
        /// A treaty of the United Nations Treaty Series.
        Treaty = "treaty",
        /// A treaty of the League of Nations Treaty Series.
        LeagueTreaty = "league-treaty",
        /// A United Nations publication with a sales number.
        Publication = "publication",
        /// A decision of a conference of parties.
        ConferenceDecision = "conference-decision",
        /// A document of another organization.
        OtherOrganization = "other-organization",
        /// A named instrument: a declaration, a programme of action, a convention.
        Instrument = "instrument",
        /// A place on the web.
        Url = "url",
        /// A part of the same document.
        Internal = "internal",
        /// The same as the note before: *Ibid.*
        Ibid = "ibid",
    }
}

/// What the text does with what it cites.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Relation {
    /// It is the document itself.
    Itself,
    /// It is adopted on the basis of it (the bracketed source line).
    Basis,
    /// A footnote gives it as the source.
    Source,
    /// A footnote refers to it: *See*.
    See,
    /// The paragraph does this with it.
    Act(Action),
    /// It is mentioned.
    Mention,
}

impl Relation {
    /// Its name in the tables: `basis`, or that of the act: `welcome`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Basis => "basis",
            Self::Source => "source",
            Self::See => "see",
            Self::Act(action) => action.as_str(),
            Self::Mention => "mention",
        }
    }
}

kebab_enum! {
    /// Why a reference points where it does.
    Rule {
        /// The symbol is printed.
        PrintedSymbol = "printed-symbol",
        /// One half of a printed joint symbol.
        JointSymbol = "joint-symbol",
        /// The organ is named with the number.
        NamedOrgan = "named-organ",
        /// "its resolution": the issuing organ's.
        OwnOrgan = "own-organ",
        /// The organ named before in the list or the sentence.
        CarriedOrgan = "carried-organ",
        /// The form of the number belongs to one organ alone.
        NumberForm = "number-form",
        /// The numbers of the Security Council run on: the year follows from the number.
        RunningNumber = "running-number",
        /// No organ is named: the organ of the document.
        DefaultOrgan = "default-organ",
        /// The symbol that stands in brackets after a Supplement of the Official Records.
        SupplementSymbol = "supplement-symbol",
        /// The Charter is named.
        NamedCharter = "named-charter",
        /// The symbol follows from the session and the number of a Supplement.
        SupplementNumber = "supplement-number",
        /// Volume and number of a treaty series.
        TreatySeries = "treaty-series",
        /// The sales number of a publication.
        SalesNumber = "sales-number",
        /// The address is printed.
        PrintedAddress = "printed-address",
        /// Inherited from the note before.
        Ibid = "ibid",
        /// Inherited from a note that is not in this document.
        AntecedentOutside = "antecedent-outside",
        /// It is a part of the same document.
        Itself = "itself",
        /// The name is sourced by a footnote at its first mention.
        NamedAtFootnote = "named-at-footnote",
        /// Nothing decides.
        Unknown = "unknown",
    }
}
