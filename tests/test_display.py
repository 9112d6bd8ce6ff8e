"""What a notebook shows, looked at by a real browser.

It needs Chromium: ``apt-get install chromium``. Pictures are kept in ``build/screenshots``.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

import operative
import operative.plot
from operative._display import LETTERS, ROWS
from support import EXAMPLES, ROOT

SHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="module")
def corpus() -> operative.Corpus:
    """The six examples."""
    return operative.Corpus.read(EXAMPLES / "resolution.*")


def test_tables_fold_what_is_long(corpus: operative.Corpus) -> None:
    page = corpus.paragraphs._repr_html_()
    assert page.count("<tr>") == ROWS + 1
    assert f"paragraphs: {len(corpus.paragraphs)} rows, the first {ROWS} shown" in page
    assert page.count("<details>") > 1
    long = next(row["text"] for row in corpus.paragraphs if len(row["text"]) > LETTERS)
    assert long[:40] in page
    assert 'dir="auto"' in page


def test_tables_are_escaped() -> None:
    table = operative.tables(
        operative.parse("1. Decides <script>alert(1)</script> to act.")
    ).paragraphs
    assert "<script>" not in table._repr_html_()


@pytest.fixture(scope="module")
def chromium() -> str:
    """The browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("screenshots need Chromium: apt-get install chromium")
    return found


def picture(chromium: str, name: str, page: str, size: str = "1200,700") -> Image.Image:
    """Show a page and give the picture of it."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{page}", "utf-8")
    shot = path.with_suffix(".png")
    subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--virtual-time-budget=4000",
            f"--window-size={size}",
            f"--screenshot={shot}",
            path.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return Image.open(shot).convert("RGB")


def inked(image: Image.Image) -> tuple[int, int]:
    """How many pixels are not white, and how many colours there are."""
    colours = image.getcolors(image.width * image.height) or []
    white = sum(count for count, colour in colours if colour == (255, 255, 255))
    return image.width * image.height - white, len(colours)


def test_a_table_is_seen(chromium: str, corpus: operative.Corpus) -> None:
    shot = picture(chromium, "table", corpus.documents._repr_html_())
    ink, _ = inked(shot)
    assert ink > 10_000
    right_half = shot.crop((600, 0, 1200, 700))
    assert inked(right_half)[0] > 2_000, "columns go on to the right"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_resolution_is_seen(chromium: str, language: str) -> None:
    (path,) = EXAMPLES.glob(f"resolution.{language}.*")
    page = operative.read(path)._repr_html_()
    ink, _ = inked(picture(chromium, f"resolution-{language}", page))
    assert ink > 10_000


@pytest.mark.parametrize("name", ["citations", "actions", "network", "shape"])
def test_charts_are_seen(
    chromium: str, name: str, corpus: operative.Corpus, french: operative.Resolution
) -> None:
    vl_convert: Any = pytest.importorskip("vl_convert", reason="pip install vl-convert-python")
    makers: dict[str, Callable[[], Any]] = {
        "citations": lambda: operative.plot.citations(corpus),
        "actions": lambda: operative.plot.actions(corpus),
        "network": lambda: operative.plot.network(corpus.graph(), "A/RES/77/391"),
        "shape": lambda: operative.plot.shape(french),
    }
    svg = vl_convert.vegalite_to_svg(json.dumps(makers[name]().to_dict()))
    ink, colours = inked(picture(chromium, name, svg))
    assert ink > 5_000
    assert colours > 20
