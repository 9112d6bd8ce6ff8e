"""Charts: one call each, each the chart object, and each drawn by a browser in test_display."""

import subprocess
import sys

import altair
import pytest

import operative
import operative.plot
from support import EXAMPLES


@pytest.fixture(scope="module")
def corpus() -> operative.Corpus:
    """The six examples."""
    return operative.Corpus.read(EXAMPLES / "resolution.*")


def test_charts(corpus: operative.Corpus, french: operative.Resolution) -> None:
    charts = [
        operative.plot.citations(corpus),
        operative.plot.actions(corpus),
        operative.plot.network(corpus.graph(), "A/RES/77/391"),
        corpus.graph().plot(),
        operative.plot.shape(french),
    ]
    for chart in charts:
        assert isinstance(chart, altair.TopLevelMixin)
        assert chart.to_dict(), "it is valid Vega-Lite"


def test_what_charts_hold(corpus: operative.Corpus, french: operative.Resolution) -> None:
    (year,) = {row["year"] for row in operative.plot.citations(corpus).data.values}
    assert year == "2022"
    actions = operative.plot.actions(corpus).data.values
    assert sum(row["paragraphs"] for row in actions) >= 6 * 8
    shape = operative.plot.shape(french).data.values
    assert [row["letters"] for row in shape] == [len(part.text) for part in french.paragraphs]
    with pytest.raises(operative.SymbolError):
        operative.plot.network(corpus.graph(), "A/RES/1/1")
    with pytest.raises(ValueError, match="nothing to draw"):
        operative.plot.network(operative.Corpus.read([]).graph())


WITHOUT = """
import sys
for library in ("altair", "networkx", "rustworkx", "pyarrow", "pyspark"):
    sys.modules[library] = None
import operative, operative.arrow, operative.plot, operative.spark
graph = operative.Corpus.read("examples/resolution.fr.md").graph()
calls = {
    "plot": lambda: operative.plot.network(graph),
    "graph": graph.to_networkx,
    "arrow": lambda: operative.arrow.schema("documents"),
}
assert "text/plain" in graph._repr_mimebundle_()
for extra, call in calls.items():
    try:
        call()
    except operative.MissingExtraError as error:
        assert error.extra == extra
        assert str(error).endswith(f"pip install 'operative[{extra}]'"), error
    else:
        raise AssertionError(extra)
"""


def test_missing_extras_are_named() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], cwd=EXAMPLES.parent, check=True)


LIGHT = """
import sys, time
began = time.perf_counter()
import operative
print((time.perf_counter() - began) * 1000)
heavy = {"altair", "networkx", "rustworkx", "pyarrow", "pandas", "polars", "pyspark", "tqdm"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""


def test_the_import_is_light() -> None:
    run = [sys.executable, "-c", LIGHT]
    times = [float(subprocess.run(run, capture_output=True, check=True).stdout) for _ in range(5)]
    assert min(times) < 50, f"milliseconds: {times}"
