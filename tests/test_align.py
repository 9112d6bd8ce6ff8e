"""Language versions side by side, and what paragraphs ask."""

import copy
import datetime
import pickle

import pytest

import operative

pa = pytest.importorskip("pyarrow")

ENGLISH = """The General Assembly,

Recalling its resolution 70/1 of 25 September 2015,

1. Requests the Secretary-General to submit a report to it at its seventy-eighth session;

2. Decides to remain seized of the matter.
"""
FRENCH = """L’Assemblée générale,

Rappelant sa résolution 70/1 du 25 septembre 2015,

1. Prie le Secrétaire général de lui présenter un rapport à sa soixante-dix-huitième session ;

2. Décide de rester saisie de la question.
"""


def aligned(other: str) -> operative.Concordance:
    return operative.align([operative.parse(ENGLISH), operative.parse(other)])


def test_versions_that_agree_have_no_differences() -> None:
    concordance = aligned(FRENCH)
    assert len(concordance.differences) == 0
    rows = [row for row in concordance.rows if row["address"] == "2"]
    assert [(row["language"], row["label"]) for row in rows] == [("en", "2."), ("fr", "2.")]
    paragraph = concordance.versions[1].paragraphs[rows[1]["paragraph"]]
    assert rows[1]["text"] == paragraph.text
    assert "No differences." in concordance.html()


def test_differences_are_told_as_a_table_and_on_the_page() -> None:
    concordance = aligned(FRENCH.replace("70/1", "70/2").replace("2. Décide", "3. Décide"))
    assert [row["kind"] for row in concordance.differences] == ["references", "numbering"]
    table = pa.table(concordance.rows)
    assert table.num_rows == 2 * len(set(table["row"].to_pylist()))
    assert "fr has A/RES/70/2" in concordance.html()
    assert "fr has A/RES/70/2" in concordance._repr_html_()


def test_a_paragraph_that_a_version_lacks_has_no_text() -> None:
    concordance = aligned(FRENCH[: FRENCH.index("2. Décide")])
    assert [row["kind"] for row in concordance.differences] == ["structure"]
    assert concordance.rows[-1]["text"] is None
    assert concordance.rows[-1]["paragraph"] is None


def test_a_concordance_is_pickled() -> None:
    concordance = aligned(FRENCH)
    assert pickle.loads(pickle.dumps(concordance)) == concordance
    assert copy.copy(concordance) == concordance
    assert concordance != aligned(FRENCH.replace("70/1", "70/2"))


def test_nothing_is_aligned_with_nothing() -> None:
    concordance = operative.align([])
    assert len(concordance.rows) == 0
    assert len(concordance.differences) == 0


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_what_a_paragraph_asks(text: str) -> None:
    first, second = operative.parse(text).operative
    mandate = first.mandate
    assert mandate is not None
    assert mandate.paragraph == first
    assert (mandate.action, mandate.addressees) == ("request", ("secretary-general",))
    assert (mandate.deliverable, mandate.session) == ("report", 78)
    assert mandate.addressed[0] in first.text
    assert mandate.deadline is not None
    assert mandate.deadline in first.text
    assert (mandate.date, mandate.year, mandate.every_months) == (None, None, None)
    assert pickle.loads(pickle.dumps(mandate)) == mandate
    assert second.mandate is None or second.mandate.addressees == ()


def test_a_mandate_gives_its_day() -> None:
    text = "The General Assembly,\n\n1. Requests the Secretary-General to report by 1 March 2024.\n"
    mandate = operative.parse(text).operative[0].mandate
    assert mandate is not None
    assert mandate.date == datetime.date(2024, 3, 1)


def test_references_explain_themselves() -> None:
    reference = operative.parse(FRENCH).references[0]
    assert reference.explain().startswith("A/RES/70/1, because ")
