"""Pages that are made from what the code says: the tables and the diagnostics."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import operative

ROOT = Path(__file__).resolve().parent.parent


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Put the tables' columns where a page asks for them with ``{{ columns }}``."""
    if "{{ columns }}" not in markdown:
        return markdown
    return markdown.replace("{{ columns }}", columns())


def columns() -> str:
    """Give each table with its columns, their types and what they are about."""
    import pyarrow

    resolution = operative.parse("1. Decides to act.")
    parts = []
    for table in operative.tables(resolution):
        schema = pyarrow.schema(table)
        rows = "\n".join(
            f"| `{field.name}` | {_type(field)} | {table.descriptions[field.name]} |"
            for field in schema
        )
        parts.append(f"## {table.name}\n\n| column | type | what |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def _type(field: Any) -> str:
    name = re.sub(r"list<.*>", "list of text", str(field.type))
    name = {"string": "text", "int64": "number", "date32[day]": "date"}.get(name, name)
    return f"{name}, may be null" if field.nullable else name
