"""What a notebook shows of a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from operative._native import Table

ROWS = 10
"""How many rows are shown."""
LETTERS = 80
"""How much of a text is shown before it is folded."""


def table_html(table: Table) -> str:
    """Give the first rows of a table as HTML; long texts fold out when they are clicked."""
    head = "".join(
        f'<th title="{escape(table.descriptions[name], quote=True)}">{escape(name)}</th>'
        for name in table.column_names
    )
    rows = "".join(
        f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in table[:ROWS].to_pylist()
    )
    more = f", the first {ROWS} shown" if len(table) > ROWS else ""
    return (
        f"<table><caption>{escape(table.name)}: {len(table)} rows{more}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(value: Any) -> str:
    """Give a cell in the direction of its own script."""
    if value is None:
        return "<td></td>"
    if isinstance(value, list):
        value = ", ".join(value)
    text = str(value)
    if len(text) > LETTERS:
        start = escape(text[:LETTERS])
        whole = f"<details><summary>{start}…</summary>{escape(text)}</details>"
    else:
        whole = escape(text)
    return f'<td dir="auto" style="text-align: start; vertical-align: top">{whole}</td>'
