"""The bar that shows how far the reading of a corpus has come."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def progress_bar(total: int, *, shown: bool | None) -> Generator[Callable[[int], None] | None]:
    """Give a function to call with how many were read; None where no bar is shown.

    Args:
        total: How many there are.
        shown: Whether to show the bar; where it is None, on a terminal and in a notebook.
    """
    if not (_has_viewer() if shown is None else shown):
        yield None
        return
    with warnings.catch_warnings():
        # Without ipywidgets a notebook gets the bar of the terminal; that is no trouble.
        warnings.simplefilter("ignore")
        from tqdm.auto import tqdm

        bar = tqdm(total=total, unit=" files", delay=1 if shown is None else 0)

    def tick(read: int) -> None:
        bar.update(read - bar.n)

    with bar:
        yield tick


def _has_viewer() -> bool:
    """Tell whether there is a terminal or a notebook to show a bar."""
    if sys.stderr is not None and sys.stderr.isatty():
        return True
    # Only where IPython runs is it loaded already.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return type(shell).__name__ == "ZMQInteractiveShell"
