"""PDF of documents, as an office and a browser print them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

# LibreOffice takes files together, and more memory the more there are.
TOGETHER = 40
BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
)

Print = Callable[[list[Path]], None]


def by_office(files: list[Path]) -> None:
    """Print each DOCX in place."""
    for at in range(0, len(files), TOGETHER):
        with tempfile.TemporaryDirectory() as folder:
            into = Path(folder)
            together = dict(enumerate(files[at : at + TOGETHER]))
            copies = [shutil.copy(file, into / f"{n}.docx") for n, file in together.items()]
            subprocess.run(
                ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, *copies],
                capture_output=True,
                check=True,
            )
            for number, file in together.items():
                (into / f"{number}.pdf").replace(file)


def by_browser(files: list[Path]) -> None:
    """Print each page of HTML in place."""
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        for file in files:
            shutil.copy(file, page)
            subprocess.run(
                [
                    "chromium",
                    *BROWSER,
                    f"--user-data-dir={folder}/profile",
                    f"--print-to-pdf={printed}",
                    page.as_uri(),
                ],
                capture_output=True,
                check=True,
            )
            printed.replace(file)


def missing(program: str) -> str:
    """What to say where a program is missing; nothing where it is there."""
    packages = {
        "soffice": "libreoffice-writer-nogui fonts-noto-core fonts-noto-cjk fonts-hosny-amiri",
        "chromium": "chromium fonts-noto-core fonts-noto-cjk",
    }
    found = shutil.which(program) is not None
    return "" if found else f"{program} is missing: apt-get install {packages[program]}"
