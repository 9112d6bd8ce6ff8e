"""Every diagnostic is given for what its page says, at a place, in a sentence."""

import re
from pathlib import Path

import pytest

import operative
from support import EXAMPLES, FIXTURES, ROOT

DECLARED = (ROOT / "crates/operative-grammar/src/diagnostic.rs").read_text("utf-8")
CODES = set(re.findall(r'= "([a-z-]+)", (?:Note|Warning|Error);', DECLARED))
ADOPTED = "A/RES/65/358\n\nResolution adopted by the General Assembly on {}\n\n"
RECALLING = "The General Assembly,\n\nRecalling {},\n\n1. Decides to act.\n"
VOTE = """The General Assembly,

1. Decides to act.

Adopted by a recorded vote of 2 to 1, with no abstentions, as follows:

In favour: France, Ruritania

Against: Chad

Abstaining: None
"""
STATEMENT = (
    '<akomaNtoso><statement><meta><identification><FRBRExpression><FRBRlanguage language="eng"/>'
    "</FRBRExpression></identification></meta><mainBody><paragraph><num>1.</num><content><p>"
    "Decides to act;</p></content></paragraph>{}</statement></akomaNtoso>"
)
UNNUMBERED = (
    "<paragraph><content><p>Requests all to act;</p></content></paragraph><paragraph><num>3.</num>"
    "<content><p>Decides to meet.</p></content></paragraph></mainBody>"
)
ATTACHMENT = (
    "</mainBody><attachments><attachment><statement><mainBody><p>Wells are kept.</p></mainBody>"
    "</statement></attachment></attachments>"
)
# What no fixture shows.
SOURCES: dict[str, str | bytes] = {
    "homoglyph": "\N{CYRILLIC CAPITAL LETTER A}/RES/76/358\n\n" + RECALLING.format("its task"),
    "session-date": RECALLING.format("its resolution 70/1 of 25 September 2001"),
    "cited-before-adopted": ADOPTED.format("20 December 2010")
    + RECALLING.format("its resolution 70/1 of 25 September 2015"),
    "number-year": RECALLING.format("Security Council resolution 1325 (1990)"),
    "symbol-malformed": RECALLING.format("document A/CNOF.62/122"),
    "date-impossible": ADOPTED.format("31 February 2011") + RECALLING.format("its task"),
    "session-misread": "Seventy-sixth session\n\n77/213. Wells\n\n" + RECALLING.format("its task"),
    "symbol-misread": RECALLING.format("document A/76/10/Apd.1"),
    "reference-misread": RECALLING.format("its rcsolution 70/1"),
    "number-misread": "The General Assembly,\n\nl. Decides to act;\n\n2. Calls for wells.\n",
    "month-misread": ADOPTED.format("20 Decembcr 2010") + RECALLING.format("its task"),
    "encoding-broken": "L’Assemblée générale,\n\n1. Décide d’agir.\n".encode().replace(
        b"\xa9c", b"c"
    ),
    "markup-mended": STATEMENT.replace("</content>", "").format("</mainBody>"),
    "number-restored": STATEMENT.format(UNNUMBERED),
    "heading-restored": STATEMENT.format(ATTACHMENT),
    "country-unknown": VOTE,
}
# A text of more than 4 GiB is more than a test may ask for, so the grammar's own test sets a lower
# limit; PDF of several pages is made for the tests of its reader.
UNSHOWN = {"source-too-long", "furniture-left-out"}
FILES = [
    path
    for folder in (FIXTURES, EXAMPLES)
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".md", ".txt")
]


def assert_is_told(remark: operative.Diagnostic, source: str) -> None:
    """A place in the source, and a sentence that says what was expected."""
    assert 0 <= remark.start <= remark.end <= len(source)
    assert "expected" in remark.message, remark
    assert len(remark.message.split()) > 4


@pytest.mark.parametrize("code", SOURCES)
def test_it_is_given_for_what_its_page_says(code: str, tmp_path: Path) -> None:
    path = tmp_path / "resolution.md"
    source = SOURCES[code]
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    resolution = operative.read(path)
    found = [remark for remark in resolution.diagnostics if remark.code == code]
    assert found, resolution.diagnostics
    for remark in found:
        assert_is_told(remark, resolution.source)


def test_all_others_are_given_for_a_fixture(tmp_path: Path) -> None:
    seen = set(SOURCES)
    for path in FILES:
        try:
            resolution = operative.read(path)
        except operative.ReadError:
            continue
        for remark in resolution.diagnostics:
            seen.add(remark.code)
            assert_is_told(remark, resolution.source)
    asked = operative.read(EXAMPLES / "resolution.fr.md", symbol="S/RES/143(1960)")
    seen |= {remark.code for remark in asked.diagnostics}
    with pytest.warns(operative.UnreadWarning):
        missing = operative.Corpus.read([tmp_path / "lost.md"]).diagnostics
    seen |= {row["code"] for row in missing}
    assert seen == CODES - UNSHOWN
