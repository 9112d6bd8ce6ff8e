//! A concordance of language versions as two tables.

use std::borrow::Cow;

use operative_grammar::NodeId;
use operative_semantics::{Concordance, Difference, Resolution};

use super::columns::row;
use crate::concordance::{rows, sentence};

row! {
    /// A paragraph of a version, in the row of those that answer it.
    AlignedRow {
        /// Number of the row, from 0; the same for paragraphs that answer each other.
        row: usize,
        /// Number of the version, from 0, in the order they were given.
        version: usize,
        /// Language of the version: `en`, `fr`, `es`, `ru`, `zh`, `ar`.
        language: Cow<'a, str>,
        /// Address of the paragraph in the first version that has it: `3(b)`, or its kind.
        address: Cow<'a, str>,
        /// Number of the paragraph in its document; none where this version has none.
        paragraph: Option<usize>,
        /// Label as printed.
        label: Option<Cow<'a, str>>,
        /// Clean text.
        text: Option<Cow<'a, str>>,
    }
}

row! {
    /// A difference between the first version and another.
    DifferenceRow {
        /// Number of the row; none for the document as a whole.
        row: Option<usize>,
        /// Number of the version that differs from the first.
        version: usize,
        /// Language of that version.
        language: Cow<'a, str>,
        /// In what they differ: `identity`, `structure`, `numbering`, `date`, `references`.
        kind: Cow<'a, str>,
        /// What the first version has.
        first: Cow<'a, str>,
        /// What the other has.
        other: Cow<'a, str>,
        /// The difference in a sentence.
        sentence: Cow<'a, str>,
    }
}

fn language<'a>(versions: &[&'a Resolution], version: usize) -> Cow<'a, str> {
    let version = versions.get(version);
    version.map_or_else(Cow::default, |it| it.language().code().into())
}

impl<'a> AlignedRow<'a> {
    /// The rows of a concordance, one for each version in each. The versions are those that were
    /// aligned.
    ///
    /// ```
    /// use operative_formats::tables::AlignedRow;
    /// use operative_semantics::{align, resolve};
    /// let first = resolve(operative_grammar::parse("1. Decides to act.\n"));
    /// let versions = [&first, &first];
    /// let concordance = align(&versions);
    /// let rows = AlignedRow::of(&concordance, &versions);
    /// assert_eq!((rows[1].version, rows[1].address.as_ref()), (1, "1"));
    /// ```
    #[must_use]
    pub fn of(concordance: &'a Concordance, versions: &'a [&'a Resolution]) -> Vec<Self> {
        let mut aligned = Vec::with_capacity(concordance.rows.len() * versions.len());
        for (at, row) in rows(concordance, versions).enumerate() {
            let nodes = &concordance.rows[at].0;
            for (version, (node, text)) in nodes.iter().zip(row.texts).enumerate() {
                aligned.push(Self {
                    row: at,
                    version,
                    language: language(versions, version),
                    address: row.address.clone().into(),
                    paragraph: node.map(NodeId::index),
                    label: text.and_then(|(label, _)| label).map(Cow::Borrowed),
                    text: text.map(|(_, text)| text.into()),
                });
            }
        }
        aligned
    }
}

impl<'a> DifferenceRow<'a> {
    /// The differences of a concordance, in its order. The versions are those that were aligned.
    #[must_use]
    pub fn of(concordance: &'a Concordance, versions: &[&'a Resolution]) -> Vec<Self> {
        let differences = concordance.differences.iter();
        let row = |it: &'a Difference| Self {
            row: it.row.map(|row| row as usize),
            version: it.version as usize,
            language: language(versions, it.version as usize),
            kind: it.kind.as_str().into(),
            first: it.first.as_str().into(),
            other: it.other.as_str().into(),
            sentence: sentence(it, versions).into(),
        };
        differences.map(row).collect()
    }
}
