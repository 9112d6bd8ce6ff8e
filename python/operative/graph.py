"""The citation network of a corpus: works, and what cites what.

>>> import operative
>>> graph = operative.Corpus.read("examples/resolution.*").graph()
>>> [row["cited"] for row in graph.cites("A/RES/77/391")][:3]
['A/77/590/Add.3', 'charter:article-1/paragraph-3', 'A/RES/70/1']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from operative._extras import need
from operative.errors import MissingExtraError

if TYPE_CHECKING:
    import altair
    import networkx
    import rustworkx

    from operative import _native
    from operative._native import Table

__all__ = ["Graph"]


class Graph:
    """The citation network of a corpus; made by :meth:`operative.Corpus.graph`.

    A work is a node by its symbol: a document of the corpus, or something that one cites. Language
    versions of one resolution are one work. A citation is an edge with its relation, issuer,
    date and rule; there is one for each pair of works and relation.

    Answers are tables: works with ``symbol``, ``title``, ``organ``, ``agenda_title``, ``adopted``,
    ``in_corpus``, ``cited_by`` and ``cites``; citations with ``citing``, ``cited``, ``relation``,
    ``issuer``, ``date``, ``rule`` and ``count``.
    """

    __slots__ = ("_graph",)

    def __init__(self, graph: _native.Graph) -> None:
        """Make a network; :meth:`operative.Corpus.graph` is what to use."""
        self._graph = graph

    @property
    def works(self) -> Table:
        """The works, in the order in which the corpus has them."""
        return self._graph.works

    @property
    def citations(self) -> Table:
        """The citations."""
        return self._graph.citations

    def cites(self, symbol: str) -> Table:
        """Give the citations of what a work cites.

        Args:
            symbol: The canonical symbol of the work, such as ``"A/RES/77/391"``.

        Raises:
            SymbolError: Where the network has no such work.
        """
        return self._graph.cites(symbol)

    def cited_by(self, symbol: str) -> Table:
        """Give the citations by which others cite a work.

        Args:
            symbol: The canonical symbol of the work.

        Raises:
            SymbolError: Where the network has no such work.

        >>> import operative
        >>> graph = operative.Corpus.read("examples/resolution.*").graph()
        >>> [row["citing"] for row in graph.cited_by("A/RES/70/1")]
        ['A/RES/77/391']
        """
        return self._graph.cited_by(symbol)

    def most_cited(self, count: int = 10) -> Table:
        """Give the works that most others cite, the most cited first.

        Args:
            count: How many at most.

        >>> import operative
        >>> graph = operative.Corpus.read("examples/resolution.*").graph()
        >>> [work["symbol"] for work in graph.most_cited(2)]
        ['A/77/590/Add.3', 'charter:article-1/paragraph-3']
        """
        return self._graph.most_cited(count)

    def rests_on(self, symbol: str, *, steps: int | None = None) -> Table:
        """Give all that a work rests on: what it cites, what that cites, the nearest first.

        Args:
            symbol: The canonical symbol of the work.
            steps: How many citations away it may be at most; to the end where it is None.

        Raises:
            SymbolError: Where the network has no such work.

        >>> import operative
        >>> graph = operative.Corpus.read("examples/resolution.*").graph()
        >>> near = graph.rests_on("A/RES/77/391", steps=1)
        >>> len(near) == graph.works[0]["cites"]
        True
        """
        return self._graph.rests_on(symbol, steps)

    def chain(self, symbol: str) -> Table:
        r"""Give the chain of resolutions on one item that a work belongs to, the earliest first.

        They are those of the corpus and the same organ that bear the same title, and those under
        the same agenda item that cite one of the chain or are cited by one.

        Args:
            symbol: The canonical symbol of the work.

        Raises:
            SymbolError: Where the network has no such work.

        >>> import operative, pyarrow
        >>> text = "Resolution {}\n\nWells\n\nThe General Assembly,\n\n1. Decides to dig."
        >>> texts = pyarrow.table({"text": [text.format("76/350"), text.format("77/351")]})
        >>> graph = operative.Corpus.read(texts).graph()
        >>> [work["symbol"] for work in graph.chain("A/RES/77/351")]
        ['A/RES/76/350', 'A/RES/77/351']
        """
        return self._graph.chain(symbol)

    def missing(self) -> Table:
        """Give the works that are cited and are not in the corpus, the most cited first.

        >>> import operative
        >>> graph = operative.Corpus.read("examples/resolution.*").graph()
        >>> graph.missing()[0]["in_corpus"]
        False
        """
        return self._graph.missing()

    def to_rustworkx(self) -> rustworkx.PyDiGraph[dict[str, Any], dict[str, Any]]:
        """Give the network as a directed graph of rustworkx, rows as the data of nodes and edges.

        Raises:
            MissingExtraError: Where rustworkx is not installed.
        """
        graph: Any = need("rustworkx", "graph").PyDiGraph()
        works = self.works.to_pylist()
        places = dict(
            zip((work["symbol"] for work in works), graph.add_nodes_from(works), strict=True)
        )
        graph.add_edges_from(
            [
                (places[citation["citing"]], places[citation["cited"]], citation)
                for citation in self.citations
            ]
        )
        return graph  # type: ignore[no-any-return]

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Give the network as a directed graph of networkx, its nodes the symbols.

        Raises:
            MissingExtraError: Where networkx is not installed.
        """
        graph: Any = need("networkx", "graph").MultiDiGraph()
        graph.add_nodes_from((work["symbol"], work) for work in self.works)
        graph.add_edges_from(
            (citation["citing"], citation["cited"], citation["relation"], citation)
            for citation in self.citations
        )
        return graph

    def plot(self, symbol: str | None = None) -> altair.LayerChart:
        """Draw the network around a work; see :func:`operative.plot.network`.

        Args:
            symbol: The canonical symbol of the work; the one with most citations where it is None.
        """
        from operative import plot

        return plot.network(self, symbol)

    def __contains__(self, symbol: str) -> bool:
        """Tell whether there is a work with a symbol."""
        return symbol in self._graph

    def __len__(self) -> int:
        """Count the works."""
        return len(self._graph)

    def __eq__(self, other: object) -> bool:
        """Tell whether works and citations are the same."""
        return isinstance(other, Graph) and self._graph == other._graph

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Say how large it is."""
        return f"<Graph of {len(self)} works, {len(self.citations)} citations>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Show it in a notebook: as a picture, where altair is installed."""
        shown: dict[str, Any] = {"text/plain": repr(self)}
        try:
            chart: Any = self.plot()
        except (MissingExtraError, ValueError):
            return shown
        shown.update(chart._repr_mimebundle_(include, exclude))
        return shown
