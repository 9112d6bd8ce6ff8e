"""What the documentation site makes of docstrings.

The types of the native half stand in its stubs and its documentation in the compiled module; the
stubs are what griffe reads. Examples become blocks of code, and roles become code.
"""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"^( *)>>> .*\n(?:\1\S.*\n?|\1 +\S.*\n?)*", re.MULTILINE)
ROLE = re.compile(r":(?:class|meth|func|attr|exc):`~?([\w.]+)`")


class Docstrings(griffe.Extension):
    """Completes docstrings, once the package is loaded."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Go through all that the package holds."""
        _complete(pkg, importlib.import_module(pkg.path))


def _complete(thing: griffe.Object | griffe.Alias, value: object) -> None:
    if thing.docstring:
        thing.docstring.value = _markdown(thing.docstring.value)
    for name, member in thing.members.items():
        found = getattr(value, name, None)
        if member.is_alias or found is None:
            continue
        text = inspect.getdoc(found)
        if text and not member.docstring and not name.startswith("__"):
            member.docstring = griffe.Docstring(text, parent=member, parser="google")
        _complete(member, found)


def _markdown(text: str) -> str:
    fenced = EXAMPLE.sub(lambda block: f"\n```pycon\n{inspect.cleandoc(block[0])}\n```\n", text)
    return ROLE.sub(r"`\1`", fenced)
