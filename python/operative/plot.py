"""Charts of corpora and resolutions, one call each, made with altair.

Each gives the chart, to be shown, changed or saved. It needs altair:
``pip install 'operative[plot]'``.

>>> import operative, operative.plot
>>> corpus = operative.Corpus.read("examples/resolution.*")
>>> operative.plot.actions(corpus).mark
'bar'
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from operative._extras import need

if TYPE_CHECKING:
    import altair

    from operative import Corpus, Resolution
    from operative.graph import Graph

__all__ = ["actions", "citations", "network", "shape"]

AROUND = 40
"""How many works are drawn around one."""
LETTERS = 120
"""How much of a paragraph stands in a tooltip."""


def _altair() -> Any:
    return need("altair", "plot")


def _data(rows: list[dict[str, Any]]) -> Any:
    return _altair().Data(values=rows)


def citations(corpus: Corpus) -> altair.Chart:
    """Draw how many citations the documents of each year make, by whose acts they cite.

    Args:
        corpus: A corpus; documents without a date of adoption are left out.

    Raises:
        MissingExtraError: Where altair is not installed.
    """
    alt = _altair()
    years = {row["source"]: row["adopted"].year for row in corpus.documents if row["adopted"]}
    counts = Counter(
        (years[row["source"]], row["issuer"] or "other")
        for row in corpus.references
        if row["target"] and row["source"] in years
    )
    rows = [
        {"year": str(year), "issuer": issuer, "citations": count}
        for (year, issuer), count in sorted(counts.items())
    ]
    chart: altair.Chart = (
        alt.Chart(_data(rows), title="Citations over time")
        .mark_bar()
        .encode(
            x=alt.X("year:O", title="year of adoption"),
            y=alt.Y("citations:Q"),
            color=alt.Color("issuer:N", title="acts of"),
            tooltip=["year:O", "issuer:N", "citations:Q"],
        )
    )
    return chart


def actions(corpus: Corpus) -> altair.Chart:
    """Draw what operative paragraphs do, by organ and year.

    Args:
        corpus: A corpus; documents without a date of adoption stand under "undated".

    Raises:
        MissingExtraError: Where altair is not installed.
    """
    alt = _altair()
    adopted = {
        row["source"]: (
            row["organ"] or "unknown",
            str(row["adopted"].year) if row["adopted"] else "undated",
        )
        for row in corpus.documents
    }
    counts = Counter(
        (*adopted[row["source"]], row["action"])
        for row in corpus.paragraphs
        if row["kind"] == "operative" and row["action"]
    )
    rows = [
        {"organ": organ, "year": year, "action": action, "paragraphs": count}
        for (organ, year, action), count in sorted(counts.items())
    ]
    chart: altair.Chart = (
        alt.Chart(_data(rows), title="What operative paragraphs do")
        .mark_bar()
        .encode(
            x=alt.X("paragraphs:Q"),
            y=alt.Y("action:N", sort="-x"),
            color=alt.Color("year:O"),
            column=alt.Column("organ:N", title=None),
            tooltip=["organ:N", "year:O", "action:N", "paragraphs:Q"],
        )
    )
    return chart


def network(graph: Graph, symbol: str | None = None) -> altair.LayerChart:
    """Draw the network around one work: left what cites it, right what it cites.

    Args:
        graph: A network.
        symbol: The canonical symbol of the work; the one with most citations where it is None.

    Raises:
        SymbolError: Where the network has no such work.
        ValueError: Where the network has no works at all.
        MissingExtraError: Where altair is not installed.
    """
    alt = _altair()
    if symbol is None:
        works = max(graph.works, key=lambda work: work["cites"] + work["cited_by"], default=None)
        if works is None:
            raise ValueError("there is nothing to draw: the network has no works")
        symbol = str(works["symbol"])
    right = list({row["cited"]: row for row in graph.cites(symbol)}.values())[:AROUND]
    left = list({row["citing"]: row for row in graph.cited_by(symbol)}.values())[:AROUND]
    nodes = [{"work": symbol, "x": 0.0, "y": 0.0, "relation": "", "side": "itself"}]
    for rows, end, side, to in ((left, "citing", "cites it", -1), (right, "cited", "cited", 1)):
        for place, row in enumerate(rows):
            # An even step downwards keeps the names apart.
            y = 1 - 2 * (place + 0.5) / len(rows)
            nodes.append(
                {
                    "work": row[end],
                    "x": to * math.sqrt(1 - y * y / 2),
                    "y": y,
                    "relation": row["relation"],
                    "side": side,
                }
            )
    height = max(240, 18 * max(len(left), len(right)))
    base = alt.Chart(_data(nodes), title=f"What stands around {symbol}", width=640, height=height)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1.6, 1.6]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.1, 1.1]))
    lines = base.transform_calculate(x0="0", y0="0").mark_rule(opacity=0.4)
    lines = lines.encode(x=x, y=y, x2="x0:Q", y2="y0:Q", color=alt.Color("relation:N"))
    points = base.mark_circle(size=80).encode(
        x=x, y=y, color="relation:N", tooltip=["work:N", "side:N", "relation:N"]
    )
    layers = [lines, points]
    for where, align, shift in (("< 0", "right", -8), ("> 0", "left", 8), ("== 0", "center", 0)):
        named = base.transform_filter(f"datum.x {where}")
        layers.append(
            named.mark_text(align=align, dx=shift, dy=-10 if shift == 0 else 0).encode(
                x=x, y=y, text="work:N"
            )
        )
    chart: altair.LayerChart = alt.layer(*layers).configure_view(stroke=None)
    return chart


def shape(resolution: Resolution) -> altair.Chart:
    """Draw the shape of one resolution: its paragraphs in order, as long as they are.

    Args:
        resolution: A resolution.

    Raises:
        MissingExtraError: Where altair is not installed.
    """
    alt = _altair()
    rows = [
        {
            "place": paragraph.index,
            "letters": len(paragraph.text),
            "part": paragraph.part,
            "does": paragraph.action or paragraph.kind,
            "path": paragraph.path,
            "text": paragraph.text[:LETTERS],
        }
        for paragraph in resolution.paragraphs
    ]
    chart: altair.Chart = (
        alt.Chart(_data(rows), title=resolution.symbol or "Shape of a resolution")
        .mark_bar()
        .encode(
            x=alt.X("place:O", title="paragraph", axis=alt.Axis(labels=False, ticks=False)),
            y=alt.Y("letters:Q", title="letters"),
            color=alt.Color("part:N", sort=["formula", "preamble", "operative", "annex"]),
            tooltip=["path:N", "does:N", "letters:Q", "text:N"],
        )
    )
    return chart
