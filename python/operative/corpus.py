"""Many resolutions as Arrow tables.

>>> import operative
>>> corpus = operative.Corpus.read("examples/resolution.*")
>>> corpus
<Corpus of 6 documents, 0 unread>
>>> [row["language"] for row in corpus.documents]
['ar', 'en', 'es', 'fr', 'ru', 'zh']
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

from operative import _native
from operative._progress import progress_bar

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

    from operative._native import Table
    from operative.graph import Graph

__all__ = ["Corpus", "Scan", "Stream", "UnreadWarning"]


@runtime_checkable
class ArrowStream(Protocol):
    """What exports the Arrow C stream interface: a DataFrame, a table, a relation."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Give the stream as a capsule."""


Path: TypeAlias = str | os.PathLike[str]
Sources: TypeAlias = Path | Iterable[Path] | ArrowStream
"""Where resolutions come from.

A path is a file's, a folder's (with all files below it), a pattern's (``resolutions/**/*.md``) or a
ZIP archive's. A table or DataFrame has a column of texts, or of the bytes of files; a column alone
(a Series, an Arrow array) will do."""


class UnreadWarning(UserWarning):
    """Some files could not be read and were passed over."""


class Corpus:
    """The tables of many resolutions, in memory.

    Made by :meth:`read` and :meth:`open`; it never changes. Two corpora are equal where their
    tables hold the same rows. It can be pickled and copied, and threads can share it.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: _native.RowSet) -> None:
        """Make a corpus of rows; :meth:`read` and :meth:`open` are what to use."""
        self._rows = rows

    @classmethod
    def read(
        cls,
        sources: Sources,
        *,
        language: str | None = None,
        text: str = "text",
        source: str = "source",
        progress: bool | None = None,
    ) -> Corpus:
        """Read resolutions on all cores.

        A file that cannot be read is passed over: it is a row of :attr:`diagnostics` with the code
        ``file-unread``, and a warning counts them. Ctrl-C ends the reading at once.

        Args:
            sources: A path, or several; or a table, a DataFrame, a column of one.
            language: The code of the language of all, such as ``"fr"``; told by looking where it
                is None.
            text: The column of a table that holds the texts, or the bytes of files.
            source: The column of a table that names them; where there is none, the number of the
                row does.
            progress: Whether to show a bar; where it is None, if there is a terminal or a notebook
                to show it and it takes longer than a second.

        Raises:
            LanguageError: Where no language has that code.
            CorpusError: Where a table has no such column.

        Warns:
            UnreadWarning: Where some could not be read.

        >>> import operative
        >>> corpus = operative.Corpus.read(["examples/resolution.fr.md"])
        >>> corpus.documents[0]["symbol"]
        'A/RES/77/391'
        """
        inputs = _inputs(sources, language, text, source)
        with progress_bar(len(inputs), shown=progress) as tick:
            corpus = cls(inputs.read(tick))
        if unread := corpus.unread:
            message = f"{len(unread)} of {len(inputs)} could not be read, the first: {unread[0]}"
            warnings.warn(message, UnreadWarning, stacklevel=2)
        return corpus

    @staticmethod
    def scan(
        sources: Sources,
        *,
        language: str | None = None,
        text: str = "text",
        source: str = "source",
        documents: int = 64,
    ) -> Scan:
        """Read resolutions a part at a time, in bounded memory.

        Nothing is read until the scan is iterated over, or one of its tables is consumed.

        Args:
            sources: As for :meth:`read`; a table is held in memory.
            language: As for :meth:`read`.
            text: As for :meth:`read`.
            source: As for :meth:`read`.
            documents: How many documents make a part.

        >>> import operative
        >>> scan = operative.Corpus.scan("examples/resolution.*", documents=4)
        >>> [len(part.documents) for part in scan]
        [4, 2]
        """
        return Scan(_inputs(sources, language, text, source), documents)

    @classmethod
    def open(cls, path: Path) -> Corpus:
        """Open a corpus that was saved, without reading a resolution again.

        Args:
            path: The folder that it was saved in, or that ``operative tables --format parquet``
                wrote.

        Raises:
            CorpusError: Where it is no such folder, or one of another version.
        """
        return cls(_native.RowSet.open(path))

    def save(self, path: Path) -> None:
        """Save the tables as Parquet files in a folder.

        The folder bears its name only once it is whole. A corpus that stands there is replaced.

        Args:
            path: The folder.

        Raises:
            CorpusError: Where it cannot be written to, or holds something else.

        >>> import operative, tempfile
        >>> corpus = operative.Corpus.read("examples/resolution.*")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus.save(folder)
        ...     operative.Corpus.open(folder) == corpus
        True
        """
        self._rows.save(path)

    @property
    def documents(self) -> Table:
        """One row for each document."""
        return self._rows.table("documents")

    @property
    def paragraphs(self) -> Table:
        """One row for each paragraph, heading, table row and closing line."""
        return self._rows.table("paragraphs")

    @property
    def footnotes(self) -> Table:
        """One row for each footnote."""
        return self._rows.table("footnotes")

    @property
    def references(self) -> Table:
        """One row for each reference."""
        return self._rows.table("references")

    @property
    def diagnostics(self) -> Table:
        """One row for each diagnostic, and for each file that could not be read."""
        return self._rows.table("diagnostics")

    @property
    def votes(self) -> Table:
        """One row for each State that voted."""
        return self._rows.table("votes")

    @property
    def mandates(self) -> Table:
        """One row for each thing that an operative paragraph asks: of whom, and by when."""
        return self._rows.table("mandates")

    @property
    def unread(self) -> list[str]:
        """What could not be read: for each, its path and why.

        >>> import operative, warnings
        >>> with warnings.catch_warnings(action="ignore"):
        ...     operative.Corpus.read("no/such/file").unread
        ['no/such/file: there is no such file']
        """
        return self._rows.unread()

    def graph(self) -> Graph:
        """Give the network of what cites what.

        >>> import operative
        >>> graph = operative.Corpus.read("examples/resolution.*").graph()
        >>> graph.most_cited(1)[0]["cited_by"]
        1
        """
        from operative.graph import Graph

        return Graph(self._rows.graph())

    def __len__(self) -> int:
        """Count the documents."""
        return len(self.documents)

    def __repr__(self) -> str:
        """Say how much it holds."""
        return f"<Corpus of {len(self)} documents, {len(self.unread)} unread>"

    def __eq__(self, other: object) -> bool:
        """Tell whether the tables hold the same rows."""
        return isinstance(other, Corpus) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the tables in pickles."""
        return _restore, (self._rows.tables(),)

    def __copy__(self) -> Corpus:
        """Give itself, as it never changes."""
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Corpus:
        """Give itself, as it never changes."""
        return self


class Scan:
    """Resolutions that are read a part at a time; made by :meth:`Corpus.scan`.

    Iterating gives a :class:`Corpus` for each part. Each table is a :class:`Stream`. All may be
    consumed more than once, and each time the files are read anew.
    """

    __slots__ = ("_documents", "_inputs")

    def __init__(self, inputs: _native.Inputs, documents: int) -> None:
        """Make a scan of inputs; :meth:`Corpus.scan` is what to use."""
        self._inputs = inputs
        self._documents = documents

    @property
    def documents(self) -> Stream:
        """One row for each document."""
        return Stream(self._inputs, "documents", self._documents)

    @property
    def paragraphs(self) -> Stream:
        """One row for each paragraph, heading, table row and closing line."""
        return Stream(self._inputs, "paragraphs", self._documents)

    @property
    def footnotes(self) -> Stream:
        """One row for each footnote."""
        return Stream(self._inputs, "footnotes", self._documents)

    @property
    def references(self) -> Stream:
        """One row for each reference."""
        return Stream(self._inputs, "references", self._documents)

    @property
    def diagnostics(self) -> Stream:
        """One row for each diagnostic, and for each file that could not be read."""
        return Stream(self._inputs, "diagnostics", self._documents)

    @property
    def votes(self) -> Stream:
        """One row for each State that voted."""
        return Stream(self._inputs, "votes", self._documents)

    @property
    def mandates(self) -> Stream:
        """One row for each thing that an operative paragraph asks: of whom, and by when."""
        return Stream(self._inputs, "mandates", self._documents)

    def __iter__(self) -> Iterator[Corpus]:
        """Read, and give a corpus for each part."""
        return map(Corpus, self._inputs.scan(self._documents))

    def __len__(self) -> int:
        """Count what there is to read."""
        return len(self._inputs)

    def __repr__(self) -> str:
        """Say how much there is to read."""
        return f"<Scan of {len(self)} files, {self._documents} at a time>"


class Stream:
    """One table of a scan, as a stream of record batches by the Arrow PyCapsule interface.

    What takes such streams (``pyarrow.RecordBatchReader.from_stream``, DuckDB) never holds more
    than a few batches.
    """

    __slots__ = ("_documents", "_inputs", "_name")

    def __init__(self, inputs: _native.Inputs, name: str, documents: int) -> None:
        """Make a stream of a table; :meth:`Corpus.scan` is what to use."""
        self._inputs = inputs
        self._documents = documents
        self._name = name

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._name

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> CapsuleType:
        """Read, and give the batches as a capsule."""
        return self._inputs.stream(self.name, self._documents)

    def __repr__(self) -> str:
        """Say which table it is."""
        return f"<Stream of {self.name} from {len(self._inputs)} files>"


def _restore(tables: list[Table]) -> Corpus:
    """Make a corpus from its pickled tables."""
    return Corpus(_native.RowSet.of_tables(tables))


def _inputs(sources: Sources, language: str | None, text: str, source: str) -> _native.Inputs:
    """Tell what the sources are."""
    if isinstance(sources, (str, os.PathLike)):
        return _native.Inputs.of_paths([sources], language)
    if (column := _as_table(sources, text)) is not None:
        return _native.Inputs.of_table(column, text, source, language)
    if isinstance(sources, ArrowStream):
        return _native.Inputs.of_table(sources, text, source, language)
    return _native.Inputs.of_paths(list(sources), language)


def _as_table(column: Any, name: str) -> ArrowStream | None:
    """Give a column alone as a table; None where it is no column."""
    if hasattr(column, "to_frame"):  # a Series of pandas or polars
        frame: ArrowStream = column.to_frame(name)
        return frame
    if type(column).__module__ == "pyarrow.lib" and not hasattr(column, "schema"):
        import pyarrow

        table: ArrowStream = pyarrow.table({name: column})
        return table
    return None
