//! What operative paragraphs ask, as rows.

use std::borrow::Cow;

use jiff::civil::Date;
use operative_semantics::{Addressee, Deliverable, Resolution};

use super::columns::row;

row! {
    /// A row of the mandates.
    MandateRow {
        /// Path of the document, as given.
        source: Cow<'a, str>,
        /// Number of the paragraph that asks.
        paragraph: usize,
        /// Class of the act: `request`, `invite`, `decide`.
        action: Cow<'a, str>,
        /// Kinds of those who are addressed, in order: `secretary-general`, `states`, `organ`.
        addressees: Cow<'a, [String]>,
        /// The words that name them.
        addressed: Cow<'a, [String]>,
        /// What is asked for: `report`, `briefing`, `agenda-item`, `meeting`.
        deliverable: Option<Cow<'a, str>>,
        /// The words that name the document that is asked for.
        document: Option<Cow<'a, str>>,
        /// Title of the item or sub-item that is put on an agenda.
        agenda_item: Option<Cow<'a, str>>,
        /// The words that say by when.
        deadline: Option<Cow<'a, str>>,
        /// Session that it is asked at or for.
        session: Option<usize>,
        /// Day that it is asked by.
        date: Option<Date>,
        /// Year that it is asked by, where no day is given.
        year: Option<usize>,
        /// Every how many months, where it is asked for again and again.
        every_months: Option<usize>,
    }
}

pub(super) fn mandate_rows<'a>(source: &'a str, resolution: &'a Resolution) -> Vec<MandateRow<'a>> {
    let rows = resolution.mandates.iter().map(|mandate| {
        let addressees = mandate.addressees.iter();
        let kind = |addressee: &Addressee| addressee.kind.as_str().to_owned();
        let words = |addressee: &Addressee| resolution.document.text_in(addressee.text).to_owned();
        let words_in = |range| resolution.document.text_in(range);
        let deadline = mandate.deadline.as_ref();
        MandateRow {
            source: source.into(),
            paragraph: mandate.node.index(),
            action: mandate.action.as_str().into(),
            addressees: addressees.clone().map(kind).collect(),
            addressed: addressees.map(words).collect(),
            deliverable: mandate
                .deliverable
                .map(Deliverable::as_str)
                .map(Cow::Borrowed),
            document: mandate.document.map(words_in).map(Cow::Borrowed),
            agenda_item: mandate.agenda_item.map(words_in).map(Cow::Borrowed),
            deadline: deadline.map(|deadline| resolution.document.text_in(deadline.text).into()),
            session: deadline
                .and_then(|deadline| deadline.session)
                .map(|session| session as usize),
            date: deadline.and_then(|deadline| deadline.date),
            year: deadline
                .and_then(|deadline| deadline.year)
                .and_then(|year| year.try_into().ok()),
            every_months: mandate.every_months.map(|months| months as usize),
        }
    });
    rows.collect()
}
