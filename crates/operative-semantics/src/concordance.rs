//! Language versions of one resolution side by side: which paragraph answers which, and where they
//! differ.

use std::collections::BTreeSet;

use operative_grammar::{Node, NodeId, NodeKind, Part, kebab_enum};
use serde::{Deserialize, Serialize};

use crate::model::{Place, ReferenceKind, Resolution};

/// Two or more versions laid side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concordance {
    /// One row for each paragraph of the first version, and for each that only others have.
    pub rows: Vec<Row>,
    /// Every difference, in the order of the rows; those of the documents as wholes first.
    pub differences: Vec<Difference>,
}

/// The paragraphs that answer each other: one for each version, `None` where a version has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row(pub Vec<Option<NodeId>>);

/// A difference between the first version and another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The row, as an index of [`Concordance::rows`]; `None` for the document as a whole.
    pub row: Option<u32>,
    /// The version that differs from the first, as an index of what was aligned.
    pub version: u32,
    /// In what they differ.
    pub kind: DifferenceKind,
    /// What the first version has.
    pub first: String,
    /// What the other has.
    pub other: String,
}

kebab_enum! {
    /// In what two versions differ.
    DifferenceKind {
        /// Symbol, session or number.
        Identity = "identity",
        /// A paragraph that only one version has.
        Structure = "structure",
        /// The label of a paragraph.
        Numbering = "numbering",
        /// The date of adoption or of a resolution that is cited.
        Date = "date",
        /// What a paragraph or its footnotes cite.
        References = "references",
    }
}

/// Lays versions of one resolution side by side and tells where they differ from the first.
///
/// ```
/// let read = |text: &str| operative_semantics::resolve(operative_grammar::parse(text));
/// let first = read("The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides to act.\n");
/// let other = read("L’Assemblée générale,\n\nRappelant sa résolution 70/2,\n\n1. Décide d’agir.\n");
/// let concordance = operative_semantics::align(&[&first, &other]);
/// assert_eq!(concordance.differences.len(), 1);
/// assert_eq!(concordance.differences[0].other, "A/RES/70/2");
/// ```
#[must_use]
pub fn align(versions: &[&Resolution]) -> Concordance {
    let Some((first, others)) = versions.split_first() else {
        return Concordance::default();
    };
    let nodes = paragraphs(first);
    let mut rows: Vec<Row> = nodes.iter().map(|id| Row(vec![Some(*id)])).collect();
    for (index, other) in others.iter().enumerate() {
        let version = index + 1;
        let theirs = paragraphs(other);
        let ours: Vec<Option<NodeId>> = rows.iter().map(|row| row.0[0]).collect();
        let mut merged = Vec::with_capacity(rows.len());
        for (left, right) in pair(first, &ours, other, &theirs) {
            let mut row = match left {
                Some(at) => rows[at].clone(),
                None => Row(vec![None; version]),
            };
            row.0.push(right.map(|at| theirs[at]));
            merged.push(row);
        }
        rows = merged;
    }
    let mut differences = Vec::new();
    for (index, other) in others.iter().enumerate() {
        whole(first, other, index as u32 + 1, &mut differences);
    }
    for (at, row) in (0_u32..).zip(&rows) {
        for (index, other) in others.iter().enumerate() {
            let sides = (row.0[0], row.0[index + 1]);
            if in_heading(&[first, other], &rows, at as usize, [0, index + 1]) {
                continue;
            }
            let found = compare((first, sides.0), (other, sides.1));
            differences.extend(found.into_iter().map(|(kind, first, other)| Difference {
                row: Some(at),
                version: index as u32 + 1,
                kind,
                first,
                other,
            }));
        }
    }
    Concordance { rows, differences }
}

/// The paragraphs that answer each other across languages: those of the body with a text of their own.
fn paragraphs(resolution: &Resolution) -> Vec<NodeId> {
    let document = &resolution.document;
    let body = |id: &NodeId| {
        let node = document.node(*id);
        node.part != Part::Closing
            && !matches!(
                node.kind,
                NodeKind::Closing | NodeKind::Row | NodeKind::Table
            )
    };
    document.node_ids().filter(body).collect()
}

/// How well two paragraphs answer each other: not at all across parts and kinds, best with one label.
fn likeness(left: &Node, right: &Node) -> u32 {
    if left.part != right.part {
        return 0;
    }
    if left.kind != right.kind {
        // What one version sets as a heading may be a line of text in another.
        let plain = |node: &Node| {
            matches!(
                node.kind,
                NodeKind::Text | NodeKind::Heading | NodeKind::Operative
            ) && node.label.is_none()
        };
        let heading = [left, right]
            .iter()
            .any(|node| node.kind == NodeKind::Heading);
        return u32::from(heading && plain(left) && plain(right));
    }
    let value = |node: &Node| node.label.as_ref().map(|label| label.value);
    let label = value(left) == value(right);
    let depth = left.level == right.level;
    // A class that one language's words do not tell is no difference.
    let act = left.action.is_none() || right.action.is_none() || left.action == right.action;
    2 + 4 * u32::from(label) + 2 * u32::from(depth) + 2 * u32::from(act)
}

/// Whether a row that one of two versions lacks is a line of a heading that the other sets as one:
/// "I" above "Principles" for "I. Principles".
fn in_heading(versions: &[&Resolution; 2], rows: &[Row], at: usize, columns: [usize; 2]) -> bool {
    let heading = |row: &Row, side: usize| {
        row.0[columns[side]]
            .is_some_and(|id| versions[side].document.node(id).kind == NodeKind::Heading)
    };
    let shown = |row: &&Row| columns.iter().any(|column| row.0[*column].is_some());
    let lacking = |side: usize| rows[at].0[columns[1 - side]].is_none();
    (0..2).any(|side| {
        let beside = [
            rows[..at].iter().rev().find(shown),
            rows[at + 1..].iter().find(shown),
        ];
        let shared = |row: &Row| heading(row, 0) && heading(row, 1);
        heading(&rows[at], side) && lacking(side) && beside.into_iter().flatten().any(shared)
    })
}

/// A row of the first version and a paragraph of the other, either of which may be missing.
type Pair = (Option<usize>, Option<usize>);

/// Pairs two sequences in order so that the sum of their likeness is greatest.
fn pair(
    first: &Resolution,
    ours: &[Option<NodeId>],
    other: &Resolution,
    theirs: &[NodeId],
) -> Vec<Pair> {
    let width = theirs.len() + 1;
    let mut best = vec![0_u32; (ours.len() + 1) * width];
    let like = |left: usize, right: usize| {
        ours[left].map_or(0, |id| {
            likeness(first.document.node(id), other.document.node(theirs[right]))
        })
    };
    for left in (0..ours.len()).rev() {
        for right in (0..theirs.len()).rev() {
            let skip = best[(left + 1) * width + right].max(best[left * width + right + 1]);
            let likeness = like(left, right);
            let both = if likeness > 0 {
                likeness + best[(left + 1) * width + right + 1]
            } else {
                0
            };
            best[left * width + right] = skip.max(both);
        }
    }
    let (mut left, mut right) = (0, 0);
    let mut pairs = Vec::with_capacity(ours.len().max(theirs.len()));
    while left < ours.len() || right < theirs.len() {
        let here = best[left * width + right];
        let both = left < ours.len() && right < theirs.len() && like(left, right) > 0;
        if both && here == like(left, right) + best[(left + 1) * width + right + 1] {
            pairs.push((Some(left), Some(right)));
            left += 1;
            right += 1;
        } else if left < ours.len()
            && (right == theirs.len() || here == best[(left + 1) * width + right])
        {
            pairs.push((Some(left), None));
            left += 1;
        } else {
            pairs.push((None, Some(right)));
            right += 1;
        }
    }
    pairs
}

/// The differences of the documents as wholes.
fn whole(first: &Resolution, other: &Resolution, version: u32, differences: &mut Vec<Difference>) {
    let date = |resolution: &Resolution| resolution.adopted().map(|date| date.to_string());
    let fields = [
        (
            DifferenceKind::Identity,
            first.identity.symbol.clone(),
            other.identity.symbol.clone(),
        ),
        (
            DifferenceKind::Identity,
            first.identity.session.clone(),
            other.identity.session.clone(),
        ),
        (DifferenceKind::Date, date(first), date(other)),
    ];
    for (kind, first, other) in fields {
        // What one version does not print is no difference.
        if let (Some(first), Some(other)) = (first, other)
            && first != other
        {
            differences.push(Difference {
                row: None,
                version,
                kind,
                first,
                other,
            });
        }
    }
}

/// The differences of two paragraphs.
fn compare(
    first: (&Resolution, Option<NodeId>),
    other: (&Resolution, Option<NodeId>),
) -> Vec<(DifferenceKind, String, String)> {
    let (Some(left), Some(right)) = (first.1, other.1) else {
        if first.1.is_none() && other.1.is_none() {
            return Vec::new();
        }
        return vec![(DifferenceKind::Structure, name(first), name(other))];
    };
    let mut found = Vec::new();
    let value = |resolution: &Resolution, id: NodeId| {
        resolution
            .document
            .node(id)
            .label
            .as_ref()
            .map(|label| label.value)
    };
    let values = (value(first.0, left), value(other.0, right));
    // What one version prints within a heading the other may print as its label.
    let heading = first.0.document.node(left).kind == NodeKind::Heading;
    let unlabelled = heading && (values.0.is_none() || values.1.is_none());
    if values.0 != values.1 && !unlabelled {
        found.push((DifferenceKind::Numbering, name(first), name(other)));
    }
    let (ours, theirs) = (cited(first.0, left), cited(other.0, right));
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
        these
            .difference(those)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    };
    let sides = (only(&ours, &theirs), only(&theirs, &ours));
    if sides.0 != sides.1 {
        found.push((DifferenceKind::References, sides.0, sides.1));
    }
    let (ours, theirs) = (dated(first.0, left), dated(other.0, right));
    let both: Vec<_> = ours
        .iter()
        .filter_map(|(target, date)| {
            let other = theirs.iter().find(|other| other.0 == *target)?;
            (other.1 != *date).then(|| {
                (
                    format!("{target} of {date}"),
                    format!("{target} of {}", other.1),
                )
            })
        })
        .collect();
    found.extend(
        both.into_iter()
            .map(|(first, other)| (DifferenceKind::Date, first, other)),
    );
    found
}

/// A paragraph's label, or the beginning of its text.
fn name((resolution, id): (&Resolution, Option<NodeId>)) -> String {
    let Some(id) = id else { return String::new() };
    let node = resolution.document.node(id);
    match &node.label {
        Some(label) => label.printed.to_string(),
        None => resolution
            .document
            .text_of(node.passage)
            .chars()
            .take(40)
            .collect(),
    }
}

/// What a paragraph and its footnotes cite, as far as it is the same in every language.
fn cited(resolution: &Resolution, id: NodeId) -> BTreeSet<String> {
    references(resolution, id)
        .filter_map(|reference| reference.target.clone())
        // Each language version of a document has corrigenda of its own.
        .filter(|target| !target.contains("/Corr."))
        .collect()
}

/// The dates that stand with what a paragraph cites.
fn dated(resolution: &Resolution, id: NodeId) -> Vec<(String, jiff::civil::Date)> {
    references(resolution, id)
        .filter_map(|reference| Some((reference.target.clone()?, reference.date?)))
        .collect()
}

fn references(
    resolution: &Resolution,
    id: NodeId,
) -> impl Iterator<Item = &crate::model::Reference> {
    let passage = resolution.document.node(id).passage.text;
    let calls = resolution.document.calls().iter().zip(&resolution.bindings);
    let notes: Vec<u32> = calls
        .filter(|(call, _)| passage.start <= call.at && call.at <= passage.end)
        .filter_map(|(_, footnote)| *footnote)
        .collect();
    let shared = |kind: ReferenceKind| {
        matches!(
            kind,
            ReferenceKind::Resolution
                | ReferenceKind::Decision
                | ReferenceKind::Document
                | ReferenceKind::OfficialRecords
                | ReferenceKind::Treaty
                | ReferenceKind::LeagueTreaty
                | ReferenceKind::Publication
                | ReferenceKind::ConferenceDecision
        )
    };
    let own = resolution.references_in(Place::Node(id)).iter();
    let noted = notes
        .into_iter()
        .flat_map(|footnote| resolution.references_in(Place::Footnote(footnote)));
    own.chain(noted)
        .filter(move |reference| shared(reference.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One resolution in six languages: numbers are the same in all.
    const VERSIONS: [&str; 6] = [
        "The General Assembly,\n\nRecalling its resolution 70/1 of 25 September 2015,\n\nRecalling also its resolution 71/2,\n\n1. Takes note of document A/71/96;\n\n2. Decides to act;\n\n3. Decides to remain seized of the matter.\n",
        "L’Assemblée générale,\n\nRappelant sa résolution 70/1 du 25 septembre 2015,\n\nRappelant également sa résolution 71/2,\n\n1. Prend note du document A/71/96 ;\n\n2. Décide d’agir ;\n\n3. Décide de rester saisie de la question.\n",
        "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 70/1 от 25 сентября 2015 года,\n\nссылаясь также на свою резолюцию 71/2,\n\n1. принимает к сведению документ A/71/96;\n\n2. постановляет действовать;\n\n3. постановляет продолжать заниматься этим вопросом.\n",
        "大会，\n\n回顾其2015年9月25日第70/1号决议，\n\n又回顾其第71/2号决议，\n\n1. 注意到文件A/71/96；\n\n2. 决定采取行动；\n\n3. 决定继续处理此案。\n",
        "La Asamblea General,\n\nRecordando su resolución 70/1, de 25 de septiembre de 2015,\n\nRecordando también su resolución 71/2,\n\n1. Toma nota del documento A/71/96;\n\n2. Decide actuar;\n\n3. Decide seguir ocupándose de la cuestión.\n",
        "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015،\n\nوإذ تشير أيضا إلى قرارها 71/2،\n\n1. تحيط علما بالوثيقة A/71/96؛\n\n2. تقرر أن تعمل؛\n\n3. تقرر أن تبقي المسألة قيد نظرها.\n",
    ];

    fn read(text: &str) -> Resolution {
        crate::resolve(operative_grammar::parse(text))
    }

    /// The kinds of difference between the English version and another.
    fn differences(other: &str) -> Vec<DifferenceKind> {
        let (first, other) = (read(VERSIONS[0]), read(other));
        let found = align(&[&first, &other]).differences;
        found
            .into_iter()
            .map(|difference| difference.kind)
            .collect()
    }

    #[test]
    fn versions_that_agree_have_no_differences() {
        for version in VERSIONS {
            assert_eq!(differences(version), [], "{version}");
        }
    }

    #[test]
    fn every_seeded_difference_is_found_and_no_other() {
        let seeds = [
            ("70/1", "70/3", DifferenceKind::References),
            ("71/2", "71/12", DifferenceKind::References),
            ("A/71/96", "A/71/69", DifferenceKind::References),
            ("25", "24", DifferenceKind::Date),
            ("\n3. ", "\n4. ", DifferenceKind::Numbering),
        ];
        for version in VERSIONS {
            for (printed, seeded, kind) in seeds {
                let other = version.replacen(printed, seeded, 1);
                assert_eq!(differences(&other), [kind], "{other}");
            }
            // A paragraph is left out.
            let paragraphs: Vec<&str> = version.split("\n\n").collect();
            let other = [&paragraphs[..2], &paragraphs[3..]].concat().join("\n\n");
            assert_eq!(differences(&other), [DifferenceKind::Structure], "{other}");
        }
    }
}
