//! What two readings of one resolution are compared by.

use operative_formats::tables::Rows;
use operative_semantics::Resolution;

/// What a tree says, wherever it stands in its source.
pub(crate) fn told(resolution: &Resolution) -> Vec<String> {
    let rows = Rows::of("a.md", resolution);
    let paragraphs = rows.paragraphs.into_iter().map(|mut row| {
        (row.start, row.end) = (0, 0);
        format!("{row:?}")
    });
    let footnotes = rows.footnotes.into_iter().map(|mut row| {
        (row.start, row.end) = (0, 0);
        format!("{row:?}")
    });
    let references = rows.references.into_iter().map(|mut row| {
        (row.start, row.end) = (0, 0);
        format!("{row:?}")
    });
    let votes = rows.votes.into_iter().map(|mut row| {
        (row.start, row.end) = (0, 0);
        format!("{row:?}")
    });
    std::iter::once(format!("{:?}", rows.document))
        .chain(paragraphs)
        .chain(footnotes)
        .chain(references)
        .chain(votes)
        .collect()
}
