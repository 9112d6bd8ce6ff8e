//! What the semantics has to know of a language: the `[references]` and `[mandates]` tables of its file.

use std::collections::BTreeMap;

use operative_grammar::Organ;
use serde::Deserialize;

use crate::lexicon::Word;
use crate::mandates::{AddresseeKind, Deliverable};

/// The part of a language's file that belongs to the semantics.
#[derive(Debug, Deserialize)]
pub(crate) struct File {
    #[serde(default)]
    pub(crate) references: ReferenceFacts,
    pub(crate) mandates: Option<MandateFacts>,
}

/// The words of mandates: the `[mandates]` table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MandateFacts {
    /// Who may be addressed.
    pub(crate) addressees: BTreeMap<AddresseeKind, Vec<String>>,
    /// Words that ask for something by themselves: *to report*.
    pub(crate) deliverables: BTreeMap<Deliverable, Vec<String>>,
    /// What may be asked for where a verb hands it in: *report*.
    pub(crate) documents: BTreeMap<Deliverable, Vec<String>>,
    /// Verbs that hand something in: *submit*.
    pub(crate) submits: Vec<String>,
    /// What leads the one who is reported to, where the noun is the verb too.
    pub(crate) reports_to: Vec<String>,
    /// What stands right before a document that is only spoken of: *the*.
    pub(crate) known_before: Vec<String>,
    /// What stands right after one.
    pub(crate) known_after: Vec<String>,
    /// Indefinite articles.
    pub(crate) indefinite: Vec<String>,
    /// What leads the organ that a document is for: *to the*.
    pub(crate) recipients: Vec<String>,
    /// Words for an item below another of an agenda: *sub-item*.
    pub(crate) sub_items: Vec<String>,
    /// Further forms of *session*.
    pub(crate) sessions: Vec<String>,
    /// What leads the session that something is asked at or for; where there is none any will do.
    pub(crate) at_session: Vec<String>,
    /// What may stand before and between addressees: articles, *all*, *and*.
    pub(crate) joints: Vec<String>,
    /// What stands before a day or a year by which something is asked.
    pub(crate) by: Vec<String>,
    /// Words for every so many months, by their number.
    pub(crate) every: BTreeMap<String, Vec<String>>,
}

/// The words around references. A word stands in every form that occurs; its first letter may be
/// either case. Names keep their case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReferenceFacts {
    /// *resolution*
    resolution: Vec<String>,
    /// *decision*
    decision: Vec<String>,
    /// *its*, before the word it belongs to.
    own: Vec<String>,
    /// *its resolution* where that is one word.
    own_resolution: Vec<String>,
    /// *its decision* where that is one word.
    own_decision: Vec<String>,
    /// *and*, *or*
    pub(crate) and: Vec<String>,
    /// *to*, between the ends of a range.
    pub(crate) to: Vec<String>,
    /// *of*, *of the*: what ties an issuer, a whole or a date to what stands before it.
    pub(crate) of: Vec<String>,
    /// *by*, *by the*: what ties an issuer to what stands before it, but no date.
    by: Vec<String>,
    /// *to*, *in*: what ties a part to its whole besides *of*.
    part_of: Vec<String>,
    /// What stands before the committee in the bracketed source line: *on the report of the*.
    pub(crate) committee_before: Vec<String>,
    /// What stands between the committee and its report's symbol.
    pub(crate) committee_after: Vec<String>,
    /// *corrigendum*
    corrigendum: Vec<String>,
    /// What stands between a number and its date: *dated*.
    dated: Vec<String>,
    /// What stands before or after a number: *No.*
    number_mark: Vec<String>,
    /// *Ibid.*
    ibid: Vec<String>,
    /// *See*
    see: Vec<String>,
    /// *See also*
    see_also: Vec<String>,
    /// *Official Records*
    official_records: Vec<String>,
    /// *United Nations, Treaty Series*
    treaty_series: Vec<String>,
    /// *League of Nations, Treaty Series*
    league_treaty_series: Vec<String>,
    /// *Sales No.*
    sales: Vec<String>,
    /// *Charter of the United Nations*, *the Charter*
    charter: Vec<String>,
    /// *present*, before *resolution*.
    present: Vec<String>,
    /// *above*
    above: Vec<String>,
    /// *below*
    below: Vec<String>,
    /// The letters that number the parts of a set of resolutions, `A` first, where they are not Latin.
    pub(crate) letters: Vec<String>,
    /// Letters that may be written on to the front of a word: *and-*, *in-*, *to-*.
    pub(crate) proclitics: Vec<String>,
    /// What stands for `CP.` in the number of a decision of a conference of parties, where not Latin.
    pub(crate) conferences: Vec<String>,
    /// How sessions are marked in numbers, where not by Latin letters.
    pub(crate) sessions: SessionMarks,
    /// Words for the parts of a source.
    pub(crate) locators: BTreeMap<Locator, Vec<String>>,
    /// Further forms of the organs' names.
    pub(crate) organs: BTreeMap<Organ, Vec<String>>,
    /// Short forms of names, and the organs each can mean.
    pub(crate) short_names: Vec<ShortName>,
    /// Names of other bodies that adopt resolutions and decisions, or the nouns that head them.
    pub(crate) other_bodies: Vec<String>,
    /// The nouns that head the names of instruments: *Declaration*, *Convention*.
    pub(crate) instruments: Vec<String>,
    /// Words that no instrument's name holds: *which*, *adopted*, *in its*.
    pub(crate) interruptions: Vec<String>,
    /// What leads a short name that the text gives: *hereinafter*.
    pub(crate) hereinafter: Vec<String>,
    /// Words that go on with a name: *on*, *for*. After a short form they make it another's.
    pub(crate) name_joints: Vec<String>,
    /// Names of other organizations whose documents are cited.
    pub(crate) organizations: Vec<String>,
    /// The names of bodies in whose symbols letters stand for them, by these: *World Health Assembly*.
    pub(crate) lettered: BTreeMap<String, Vec<String>>,
    /// What says in the brackets behind a number that the text was revised: *Rev.*
    pub(crate) revised: Vec<String>,
    /// The names of places and conferences that tell the editions of a text, by what identifiers call them.
    pub(crate) editions: BTreeMap<String, Vec<String>>,
}

impl ReferenceFacts {
    /// The lists of words that mean the same in every language, and what each means.
    pub(crate) fn words(&self) -> [(&[String], Word); 24] {
        [
            (&self.resolution, Word::Resolution),
            (&self.decision, Word::Decision),
            (&self.own, Word::Own),
            (&self.own_resolution, Word::OwnResolution),
            (&self.own_decision, Word::OwnDecision),
            (&self.and, Word::And),
            (&self.to, Word::To),
            (&self.of, Word::Of),
            (&self.by, Word::By),
            (&self.part_of, Word::PartOf),
            (&self.corrigendum, Word::Corrigendum),
            (&self.dated, Word::Dated),
            (&self.number_mark, Word::NumberMark),
            (&self.ibid, Word::Ibid),
            (&self.see, Word::See),
            (&self.see_also, Word::SeeAlso),
            (&self.official_records, Word::OfficialRecords),
            (&self.treaty_series, Word::TreatySeries),
            (&self.league_treaty_series, Word::LeagueTreatySeries),
            (&self.sales, Word::Sales),
            (&self.charter, Word::Charter),
            (&self.present, Word::Present),
            (&self.above, Word::Above),
            (&self.below, Word::Below),
        ]
    }
}

/// Marks of sessions in resolution numbers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SessionMarks {
    /// Before the number of a regular session.
    pub(crate) regular: Vec<String>,
    /// Before the number of a special session.
    pub(crate) special: Vec<String>,
    /// Before the number of an emergency special session.
    pub(crate) emergency: Vec<String>,
}

/// A short form of a name: *the Council*.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShortName {
    /// Its forms.
    pub(crate) words: Vec<String>,
    /// What it can mean.
    pub(crate) organs: Vec<Organ>,
    /// Whether other bodies are called so too: where none of the organs has been named it is one of them.
    #[serde(default)]
    pub(crate) or_other: bool,
}

/// A part of a source.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Locator {
    /// A volume.
    Volume,
    /// A number in a series.
    Number,
    /// A Supplement of the Official Records.
    Supplement,
    /// A part.
    Part,
    /// A chapter.
    Chapter,
    /// A section.
    Section,
    /// A resolution or decision in a report.
    Resolution,
    /// An annex.
    Annex,
    /// An appendix.
    Appendix,
    /// An article.
    Article,
    /// A paragraph.
    Paragraph,
    /// A sub-paragraph.
    Subparagraph,
    /// A page.
    Page,
}

impl Locator {
    /// Its name in identifiers.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::Number => "number",
            Self::Supplement => "supplement",
            Self::Part => "part",
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Resolution => "resolution",
            Self::Annex => "annex",
            Self::Appendix => "appendix",
            Self::Article => "article",
            Self::Paragraph => "paragraph",
            Self::Subparagraph => "subparagraph",
            Self::Page => "page",
        }
    }
}
