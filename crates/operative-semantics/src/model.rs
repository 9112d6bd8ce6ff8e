//! What the semantics says of a document.

use jiff::civil::Date;
use operative_grammar::{Action, Diagnostic, Document, NodeId, Organ, Span, TextRange};
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
    /// What there is to say about the source and its references, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// What identifies a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// The canonical symbol: `A/RES/77/213`, printed or derived.
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
}

/// What a document is.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DocumentKind {
    /// A resolution.
    #[default]
    Resolution,
    /// A decision.
    Decision,
    /// A statement of a president.
    Statement,
    /// A draft.
    Draft,
}

/// Where a reference stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// What it cites: a canonical symbol (`A/RES/70/1`), or an identifier with a scheme
    /// (`charter:article-1/paragraph-3`). `None` where that is not known.
    pub target: Option<String>,
    /// The organ that issued what it cites.
    pub issuer: Option<Organ>,
    /// The date that stands with it.
    pub date: Option<Date>,
    /// What part of the target it cites, as printed: `chap. VIII, sect. A`.
    pub pinpoint: Option<String>,
    /// What the text does with it.
    pub relation: Relation,
    /// Why it points where it does.
    pub rule: Rule,
    /// The targets that remain possible where more than one does; the likeliest first.
    pub candidates: Vec<String>,
}

/// What kind of thing a reference cites.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReferenceKind {
    /// A resolution of any organ.
    Resolution,
    /// A decision of any organ.
    Decision,
    /// A document by its symbol.
    Document,
    /// A Supplement of the Official Records.
    OfficialRecords,
    /// The Charter of the United Nations.
    Charter,
    /// A treaty of the United Nations Treaty Series.
    Treaty,
    /// A treaty of the League of Nations Treaty Series.
    LeagueTreaty,
    /// A United Nations publication with a sales number.
    Publication,
    /// A decision of a conference of parties.
    ConferenceDecision,
    /// A document of another organization.
    OtherOrganization,
    /// A named instrument: a declaration, a programme of action, a convention.
    Instrument,
    /// A place on the web.
    Url,
    /// A part of the same document.
    Internal,
    /// The same as the note before: *Ibid.*
    Ibid,
}

/// What the text does with what it cites.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// Why a reference points where it does.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// The symbol is printed.
    PrintedSymbol,
    /// One half of a printed joint symbol.
    JointSymbol,
    /// The organ is named with the number.
    NamedOrgan,
    /// "its resolution": the issuing organ's.
    OwnOrgan,
    /// The organ named before in the list or the sentence.
    CarriedOrgan,
    /// The form of the number belongs to one organ alone.
    NumberForm,
    /// No organ is named: the organ of the document.
    DefaultOrgan,
    /// The symbol that stands in brackets after a Supplement of the Official Records.
    SupplementSymbol,
    /// The Charter is named.
    NamedCharter,
    /// Volume and number of a treaty series.
    TreatySeries,
    /// Inherited from the note before.
    Ibid,
    /// Inherited from a note that is not in this document.
    AntecedentOutside,
    /// The name is sourced by a footnote at its first mention.
    NamedAtFootnote,
    /// Nothing decides.
    Unknown,
}
