//! The citation network as two tables.

use std::borrow::Cow;

use jiff::civil::Date;
use operative_semantics::graph::{Citation, Graph};

use super::columns::row;

row! {
    /// A row of the works of a citation network.
    WorkRow {
        /// Canonical symbol or identifier.
        symbol: Cow<'a, str>,
        /// Title, where a document of it was read.
        title: Option<Cow<'a, str>>,
        /// Organ that adopted or issued it.
        organ: Option<Cow<'a, str>>,
        /// Title of its agenda item.
        agenda_title: Option<Cow<'a, str>>,
        /// Date of adoption.
        adopted: Option<Date>,
        /// Whether a document of it was read.
        in_corpus: bool,
        /// How many works cite it.
        cited_by: usize,
        /// How many works it cites.
        cites: usize,
    }
}

row! {
    /// A row of the citations of a citation network.
    CitationRow {
        /// Symbol of the work that cites.
        citing: Cow<'a, str>,
        /// Symbol or identifier of the work that is cited.
        cited: Cow<'a, str>,
        /// What the text does with it: `basis`, `see`, `mention`, or the class of the act.
        relation: Cow<'a, str>,
        /// Organ that issued what is cited.
        issuer: Option<Cow<'a, str>>,
        /// Date that stands with it.
        date: Option<Date>,
        /// Why the first reference that cites it so is known to: `own-organ`, `printed-symbol`.
        rule: Cow<'a, str>,
        /// How often; of language versions, the highest count.
        count: usize,
    }
}

impl<'a> WorkRow<'a> {
    /// The row of a work, by its place in the network; `None` where there is none.
    ///
    /// ```
    /// use operative_formats::tables::WorkRow;
    /// use operative_semantics::graph::Graph;
    /// assert_eq!(WorkRow::of(&Graph::default(), 0), None);
    /// ```
    #[must_use]
    pub fn of(graph: &'a Graph, work: usize) -> Option<Self> {
        let (cited_by, cites) = graph.degree(work);
        let work = graph.works().get(work)?;
        Some(Self {
            symbol: Cow::Borrowed(&work.symbol),
            title: work.title.as_deref().map(Cow::Borrowed),
            organ: work.organ.as_deref().map(Cow::Borrowed),
            agenda_title: work.agenda_title.as_deref().map(Cow::Borrowed),
            adopted: work.adopted,
            in_corpus: work.in_corpus,
            cited_by,
            cites,
        })
    }
}

impl<'a> CitationRow<'a> {
    /// The row of a citation of the network.
    #[must_use]
    pub fn of(graph: &'a Graph, citation: &'a Citation) -> Self {
        let symbol = |work: usize| {
            let work = graph.works().get(work);
            work.map_or_else(Cow::default, |work| Cow::Borrowed(&*work.symbol))
        };
        Self {
            citing: symbol(citation.citing),
            cited: symbol(citation.cited),
            relation: Cow::Borrowed(&citation.relation),
            issuer: citation.issuer.as_deref().map(Cow::Borrowed),
            date: citation.date,
            rule: Cow::Borrowed(&citation.rule),
            count: citation.count,
        }
    }
}
