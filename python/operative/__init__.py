"""Reads United Nations resolutions.

Text goes in as people hold it; out comes a typed tree in which footnotes are bound to their calls
and every reference is resolved to what it cites, with the reason.

>>> import operative
>>> resolution = operative.parse('''
... Resolution adopted by the General Assembly on 15 December 2022
...
... 77/999. Reading of resolutions
...
... The General Assembly,
...
... Recalling its resolution 70/1 of 25 September 2015,
...
... 1. Decides to read resolutions with care.
... ''')
>>> resolution.symbol
'A/RES/77/999'
>>> resolution.operative[0].lead
'Decides'

Offsets are characters: ``resolution.source[paragraph.start:paragraph.end]`` is the paragraph as it
stands in the source.
"""

from collections.abc import Sequence
from os import PathLike
from typing import NamedTuple

from operative import _native
from operative._native import (
    Ballot,
    Call,
    Calls,
    Concordance,
    Diagnostic,
    Diagnostics,
    Footnote,
    Footnotes,
    Mandate,
    Origin,
    Paragraph,
    Paragraphs,
    Reference,
    References,
    Resolution,
    Table,
    Vote,
    __version__,
    align,
    languages,
    parse,
    parse_all,
    read,
)
from operative.corpus import Corpus, Scan, Stream, UnreadWarning
from operative.errors import (
    BrokenFileError,
    CorpusError,
    FolderError,
    LanguageError,
    MissingExtraError,
    MissingFileError,
    NotTextError,
    OperativeError,
    ReadError,
    SymbolError,
    UnsupportedError,
)
from operative.graph import Graph

__all__ = [
    "Ballot",
    "BrokenFileError",
    "Call",
    "Calls",
    "Concordance",
    "Corpus",
    "CorpusError",
    "Diagnostic",
    "Diagnostics",
    "FolderError",
    "Footnote",
    "Footnotes",
    "Graph",
    "LanguageError",
    "Mandate",
    "MissingExtraError",
    "MissingFileError",
    "NotTextError",
    "OperativeError",
    "Origin",
    "Paragraph",
    "Paragraphs",
    "ReadError",
    "Reference",
    "References",
    "Resolution",
    "Scan",
    "Stream",
    "SymbolError",
    "Table",
    "Tables",
    "UnreadWarning",
    "UnsupportedError",
    "Vote",
    "__version__",
    "align",
    "languages",
    "parse",
    "parse_all",
    "read",
    "tables",
]

for _sequence in (Paragraphs, Footnotes, Calls, References, Diagnostics):
    Sequence.register(_sequence)  # pyright: ignore[reportAttributeAccessIssue]


class Tables(NamedTuple):
    """The tables of some resolutions; made by :func:`tables`.

    Each is a :class:`Table`: a sequence of rows, which are dicts, and a stream of Arrow. Offsets in
    them count characters.
    """

    documents: Table
    """One row for each document."""
    paragraphs: Table
    """One row for each paragraph, heading, table row and closing line."""
    footnotes: Table
    """One row for each footnote."""
    references: Table
    """One row for each reference."""
    diagnostics: Table
    """One row for each diagnostic."""
    votes: Table
    """One row for each State that voted."""
    mandates: Table
    """One row for each thing that an operative paragraph asks: of whom, and by when."""


def tables(
    *sources: Resolution | str | PathLike[str],
    language: str | None = None,
) -> Tables:
    r"""Make the tables of resolutions, of files, and of folders with all files below them.

    Files are read on all cores; their rows stand in the order of the paths.

    Args:
        sources: Resolutions, and paths of files and folders.
        language: The code of the language of the files, such as ``"fr"``; told by looking where it
            is None.

    Raises:
        ReadError: At the first file that cannot be read.
        LanguageError: Where no language has that code.

    >>> import operative
    >>> resolution = operative.parse("The General Assembly,\n\nRecalling its resolution 70/1,")
    >>> [row["target"] for row in operative.tables(resolution).references]
    ['A/RES/70/1']
    """
    return Tables(*_native.tables(sources, language))
