"""The notebooks run from start to end."""

from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

from support import EXAMPLES

NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_notebook(path: Path) -> None:
    notebook: Any = nbformat.reads(path.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells), "no output is kept"
    client = nbclient.NotebookClient(
        notebook, timeout=60, resources={"metadata": {"path": EXAMPLES}}
    )
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert any("text/html" in output.get("data", {}) for output in outputs)


def test_the_bar_is_shown_while_a_corpus_is_read() -> None:
    reading = 'import operative; operative.Corpus.read("resolution.*", progress=True)'
    notebook: Any = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[nbformat.v4.new_code_cell(reading)]  # type: ignore[no-untyped-call]
    )
    client = nbclient.NotebookClient(
        notebook, timeout=60, resources={"metadata": {"path": EXAMPLES}}
    )
    client.execute()
    # A widget where there are widgets: its state is what the page shows.
    states = list(client.widget_state.values())
    assert any(state.get("value") == state.get("max") == 6 for state in states), states
