r"""Record batches in, record batches out: what DataFrame engines need to read resolutions.

Engines have threads and machines of their own, so each batch is read on the thread that asks. Use
:class:`operative.Corpus` on one machine without an engine. It needs pyarrow.

>>> import operative.arrow, pyarrow
>>> text = "The General Assembly,\n\n1. Recalls its resolution 70/1."
>>> texts = pyarrow.record_batch({"source": ["a"], "text": [text]})
>>> for batch in operative.arrow.parse_batches([texts], "references"):
...     print(batch.column("target").to_pylist())
['A/RES/70/1']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from operative import _native
from operative._extras import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow

    from operative._types import TableName

__all__ = ["parse_batches", "schema"]


def parse_batches(
    batches: Iterable[pyarrow.RecordBatch],
    table: TableName,
    *,
    text: str = "text",
    source: str = "source",
    language: str | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Turn batches of texts into batches of one of the tables.

    Args:
        batches: Batches with a column of texts, or of the bytes of files, and one that names them.
        table: The name of the table: ``"documents"``, ``"paragraphs"``, ``"footnotes"``,
            ``"references"``, ``"diagnostics"``, ``"votes"`` or ``"mandates"``. What cannot be read
            is a row of the diagnostics.
        text: The column of the texts.
        source: The column of their names; where there is none, the number of the row is the name.
        language: The code of the language of all; told by looking where it is None.

    Yields:
        For each batch, one with the rows of the table, whose schema is that of :func:`schema`.

    Raises:
        CorpusError: Where there is no such table, or no column of texts.
        LanguageError: Where no language has that code.
        MissingExtraError: Where pyarrow is not installed.

    They are raised when the first batch is asked for.
    """
    pyarrow = need("pyarrow", "arrow")
    row = 0
    for batch in batches:
        inputs = _native.Inputs.of_table(batch, text, source, language, row)
        row += len(inputs)
        parsed = pyarrow.table(inputs.read_here().table(table)).combine_chunks().to_batches()
        yield from parsed or [pyarrow.RecordBatch.from_pylist([], schema(table))]


def schema(table: TableName) -> pyarrow.Schema:
    """Give the schema of a table, each field with its description as metadata.

    Args:
        table: The name of the table.

    Raises:
        CorpusError: Where there is no such table.
        MissingExtraError: Where pyarrow is not installed.

    >>> import operative.arrow
    >>> operative.arrow.schema("footnotes").field("calls").type
    DataType(int64)
    """
    empty = _native.RowSet.of_tables([]).table(table)
    found: pyarrow.Schema = need("pyarrow", "arrow").schema(empty)
    return found
