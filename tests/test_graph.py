"""Citation networks: the questions that are asked of them, and the libraries that take them."""

import copy

import pyarrow as pa
import pytest

import operative

TEXT = """Resolution adopted by the General Assembly on 15 December {year}

{number}. {title}

The General Assembly,

{recalls}

1. Decides to set the clocks.
"""


def resolution(session: int, number: int, title: str, *cited: str) -> str:
    """A text that recalls others, each with the date of its adoption."""
    recalls = ", ".join(f"{other} of 15 December {int(other[:2]) + 1945}" for other in cited)
    return TEXT.format(
        year=session + 1945,
        number=f"{session}/{number}",
        title=title,
        recalls=f"Recalling its resolutions {recalls}," if cited else "Mindful of the hour,",
    )


@pytest.fixture(scope="module")
def graph() -> operative.Graph:
    """Public clocks, year after year, and sundials once."""
    texts = [
        resolution(75, 301, "Public clocks", "70/1"),
        resolution(76, 302, "Public clocks", "75/301", "70/1"),
        resolution(77, 303, "Public clocks", "76/302", "70/1"),
        resolution(77, 304, "Sundials", "77/303"),
    ]
    return operative.Corpus.read(pa.array(texts)).graph()


def symbols(table: operative.Table, column: str = "symbol") -> list[str]:
    return [row[column] for row in table]


def test_who_cites_what(graph: operative.Graph) -> None:
    assert repr(graph) == "<Graph of 5 works, 6 citations>"
    assert symbols(graph.cites("A/RES/76/302"), "cited") == ["A/RES/75/301", "A/RES/70/1"]
    assert symbols(graph.cited_by("A/RES/77/303"), "citing") == ["A/RES/77/304"]
    edge = graph.cites("A/RES/77/304")[0]
    assert edge["relation"] == "recall"
    assert edge["issuer"] == "general-assembly"
    assert edge["date"].isoformat() == "2022-12-15"
    assert edge["rule"] == "own-organ"
    assert edge["count"] == 1
    assert "A/RES/70/1" in graph
    assert "A/RES/1/1" not in graph
    with pytest.raises(operative.SymbolError, match="A/RES/1/1"):
        graph.cites("A/RES/1/1")


def test_the_questions(graph: operative.Graph) -> None:
    assert symbols(graph.most_cited(1)) == ["A/RES/70/1"]
    assert graph.most_cited(1)[0]["cited_by"] == 3
    years = ["A/RES/75/301", "A/RES/76/302", "A/RES/77/303"]
    for symbol in years:
        assert symbols(graph.chain(symbol)) == years
    assert symbols(graph.chain("A/RES/77/304")) == ["A/RES/77/304"]
    rests = graph.rests_on("A/RES/77/304")
    assert symbols(rests) == ["A/RES/77/303", "A/RES/76/302", "A/RES/70/1", "A/RES/75/301"]
    assert symbols(graph.rests_on("A/RES/77/304", steps=1)) == ["A/RES/77/303"]
    missing = graph.missing()
    assert symbols(missing) == ["A/RES/70/1"]
    assert missing[0]["in_corpus"] is False


def test_it_goes_to_networkx(graph: operative.Graph) -> None:
    networkx = pytest.importorskip("networkx")
    found = graph.to_networkx()
    assert (found.number_of_nodes(), found.number_of_edges()) == (5, 6)
    assert found.nodes["A/RES/77/304"]["title"] == "Sundials"
    assert networkx.has_path(found, "A/RES/77/304", "A/RES/70/1")
    assert found["A/RES/77/304"]["A/RES/77/303"]["recall"]["issuer"] == "general-assembly"


def test_it_goes_to_rustworkx(graph: operative.Graph) -> None:
    rustworkx = pytest.importorskip("rustworkx")
    found = graph.to_rustworkx()
    assert (found.num_nodes(), found.num_edges()) == (5, 6)
    assert rustworkx.is_directed_acyclic_graph(found)
    ranks = rustworkx.pagerank(found)
    best = max(found.node_indices(), key=lambda node: ranks[node])
    assert found[best]["symbol"] == "A/RES/70/1"


def test_networks_are_compared_and_copied(graph: operative.Graph) -> None:
    assert copy.deepcopy(graph) == graph
    assert graph != "a graph"
    assert graph == graph
