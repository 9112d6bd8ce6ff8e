"""The Python package: what a resolution gives, and that it behaves as Python's own things do."""

import copy
import datetime
import doctest
import importlib
import json
import multiprocessing
import pickle
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import operative
from support import EXAMPLES


def test_masthead(french: operative.Resolution) -> None:
    assert french.symbol == "A/RES/77/391"
    assert french.symbol_derived
    assert french.type == "resolution"
    assert french.organ == "general-assembly"
    assert french.session == "77"
    assert french.number == "77/391"
    assert french.adopted == datetime.date(2022, 12, 20)
    assert french.issued == datetime.date(2023, 1, 9)
    assert french.language == "fr"
    assert french.profile == "ocr"
    assert french.path == str(EXAMPLES / "resolution.fr.md")
    assert french.basis is not None
    assert "A/77/590/Add.3" in french.basis


def test_paragraphs(french: operative.Resolution) -> None:
    assert len(french.preamble) == 12
    assert len(french.operative) == 9
    second = french.operative[1]
    assert [child.path for child in second.children] == ["2(a)", "2(b)", "2(c)"]
    assert second.children[1].children[0].path == "2(b)(i)"
    assert second.children[1].parent == second
    assert {paragraph.part for paragraph in french.annexes} == {"annex"}


def test_offsets_are_characters(french: operative.Resolution) -> None:
    for paragraph in french.operative:
        assert paragraph.label is not None
        assert french.source[paragraph.start :].startswith(paragraph.label)
    for reference in french.references:
        words = french.source[reference.start : reference.end]
        assert reference.text.split()[0] in words
    for footnote in french.footnotes:
        assert footnote.paragraph is not None
        assert footnote.offset is not None
        assert 0 < footnote.offset <= len(footnote.paragraph.text)
        assert footnote.label in french.source[footnote.calls[0].start : footnote.calls[0].end]


def test_a_paragraph_cut_by_a_page_break_has_two_spans(french: operative.Resolution) -> None:
    cut = [paragraph for paragraph in french.preamble if len(paragraph.spans) > 1]
    assert cut
    for paragraph in cut:
        first, last = (french.source[start:end] for start, end in paragraph.spans)
        assert first[:20] in french.source
        assert last.rstrip(",*").endswith(paragraph.text[-10:].rstrip(","))


def test_footnotes_are_bound_both_ways(french: operative.Resolution) -> None:
    for footnote in french.footnotes:
        for call in footnote.calls:
            assert call.footnote == footnote
            assert call.paragraph is not None
            assert call in call.paragraph.calls


def test_references_know_their_place(french: operative.Resolution) -> None:
    for paragraph in french.paragraphs:
        assert all(reference.paragraph == paragraph for reference in paragraph.references)
    for footnote in french.footnotes:
        assert all(reference.footnote == footnote for reference in footnote.references)
    targets = {reference.target for reference in french.references}
    assert {"A/RES/217(III)", "A/RES/70/1", "A/HRC/RES/49/97", "S/RES/2347(2017)"} <= {
        target.removesuffix("A") if target else target for target in targets
    }


def test_sequences(french: operative.Resolution) -> None:
    paragraphs = french.operative
    assert isinstance(paragraphs, Sequence)
    assert paragraphs[-1] == paragraphs[8]
    assert list(paragraphs[::-1]) == list(reversed(paragraphs))
    assert list(paragraphs[2:5]) == [paragraphs[2], paragraphs[3], paragraphs[4]]
    assert paragraphs[3] in paragraphs
    assert french.preamble[0] not in paragraphs
    assert "a text" not in paragraphs
    assert paragraphs.index(paragraphs[4]) == 4
    assert paragraphs.count(paragraphs[4]) == 1
    assert paragraphs[1:1] == paragraphs[5:2]
    with pytest.raises(IndexError, match="index 9 is out of range"):
        paragraphs[9]
    with pytest.raises(ValueError, match="not in tuple"):
        paragraphs.index(french.preamble[0])
    with pytest.raises(TypeError):
        paragraphs["1"]  # type: ignore[call-overload]


def test_repr_is_readable(french: operative.Resolution) -> None:
    assert repr(french).startswith("<Resolution A/RES/77/391 '")
    assert repr(french).endswith("(fr; 12 preambular, 9 operative)>")
    assert repr(french.operative[0]).startswith("<Paragraph operative 1. '")
    assert len(repr(french.operative).splitlines()) == 10


def things(resolution: operative.Resolution) -> list[object]:
    return [
        resolution,
        resolution.operative,
        resolution.operative[1],
        resolution.footnotes,
        resolution.footnotes[0],
        resolution.footnotes[0].calls[0],
        resolution.references,
        resolution.references[-1],
        resolution.diagnostics,
        resolution.diagnostics[0],
    ]


def test_equality_hash_copy_and_pickle(french: operative.Resolution) -> None:
    again = operative.read(EXAMPLES / "resolution.fr.md")
    for one, other in zip(things(french), things(again), strict=True):
        assert one == other
        assert hash(one) == hash(other)
        assert one != "something else"
        for same in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
            assert same == one
            assert hash(same) == hash(one)
            assert repr(same) == repr(one)
    assert french != operative.parse("1. Decides to act.")
    assert french.operative[0] != french.operative[1]


def test_nothing_can_be_changed(french: operative.Resolution) -> None:
    for thing in things(french):
        with pytest.raises(AttributeError):
            thing.symbol = "A/RES/1/1"  # type: ignore[attr-defined]
        with pytest.raises(TypeError, match="cannot create"):
            type(thing)()


def test_json(french: operative.Resolution) -> None:
    tree = french.to_dict()
    assert tree == json.loads(french.to_json(pretty=True))
    assert tree["schema_version"] == 1
    assert tree["masthead"]["symbol"] == french.symbol
    assert len(tree["footnotes"]) == len(french.footnotes)
    assert [note["text"] for note in tree["footnotes"]] == [
        footnote.text for footnote in french.footnotes
    ]


def test_tables(french: operative.Resolution) -> None:
    tables = operative.tables(french)
    assert [table.name for table in tables] == list(operative.Tables._fields)
    (document,) = tables.documents
    assert document["symbol"] == french.symbol
    assert document["adopted"] == french.adopted
    assert document["source"] == french.path
    assert [row["text"] for row in tables.paragraphs] == [
        paragraph.text for paragraph in french.paragraphs
    ]
    assert [row["offset"] for row in tables.footnotes] == [
        footnote.offset for footnote in french.footnotes
    ]
    assert [row["target"] for row in tables.references] == [
        reference.target for reference in french.references
    ]
    assert tables.documents[-1] == document
    with pytest.raises(IndexError):
        tables.documents[1]


def test_tables_of_a_folder_are_those_of_its_files(tmp_path: Path) -> None:
    for path in EXAMPLES.glob("resolution.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    paths = sorted(tmp_path.iterdir())
    tables = operative.tables(tmp_path)
    assert tables == operative.tables(*paths)
    assert tables == operative.tables(*map(operative.read, paths))


def test_tables_go_to_arrow(french: operative.Resolution) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    for table in operative.tables(french):
        arrow = pyarrow.table(table)
        assert arrow.column_names == list(table.column_names)
        assert arrow.to_pylist() == table.to_pylist()
        assert pyarrow.schema(table) == arrow.schema
        for field in arrow.schema:
            assert field.metadata[b"description"].decode() == table.descriptions[field.name]


def test_language_can_be_given() -> None:
    assert operative.parse("1. Decides to act.", language="fr").language == "fr"
    assert operative.languages() == sorted(operative.languages())
    with pytest.raises(operative.LanguageError, match="no language has the code"):
        operative.parse("", language="tlh")
    assert issubclass(operative.LanguageError, ValueError)


def test_threads_share_a_resolution(french: operative.Resolution) -> None:
    def look(_: int) -> int:
        assert threading.current_thread() is not threading.main_thread()
        return sum(len(paragraph.text) + paragraph.start for paragraph in french.paragraphs)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(look, range(40)))) == 1


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_processes(method: str) -> None:
    paths = [str(EXAMPLES / "resolution.fr.md")] * 4
    operative.tables(*paths)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert len(set(pool.map(operative.read, paths))) == 1


def test_documentation_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    examples = 0
    for name in MODULES:
        module = importlib.import_module(name)
        own = [
            member
            for member in vars(module).values()
            if str(getattr(member, "__module__", "")).startswith("operative")
            and not isinstance(member, (str, int))
        ]
        tests = doctest.DocTestFinder(recurse=False).find(module, name)
        for member in own:
            tests += finder.find(member, getattr(member, "__name__", name), module=False)
        for test in tests:
            examples += len(test.examples)
            runner.run(test)
    assert examples > 20
    assert runner.summarize(verbose=False).failed == 0


MODULES = [
    "operative",
    "operative._native",
    "operative.arrow",
    "operative.corpus",
    "operative.errors",
    "operative.graph",
    "operative.plot",
    "operative.spark",
]


def test_every_public_name_is_documented() -> None:
    for name in operative.__all__:
        member = getattr(operative, name)
        if name != "__version__":
            assert member.__doc__, name
        if isinstance(member, type):
            for attribute, value in vars(member).items():
                if not attribute.startswith("_") and not attribute.isupper():
                    assert getattr(value, "__doc__", None), f"{name}.{attribute}"
