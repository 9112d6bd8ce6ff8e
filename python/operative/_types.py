"""Types that several modules name."""

from typing import Literal, TypeAlias

TableName: TypeAlias = Literal[
    "documents", "paragraphs", "footnotes", "references", "diagnostics", "votes", "mandates"
]
"""The name of one of the tables."""
