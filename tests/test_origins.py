"""Every span can be followed back to the file: to a page and a box, a paragraph, an element."""

import json
import pickle
import zipfile
from pathlib import Path

import jsonschema
import pytest

import operative
from support import EXAMPLES, ROOT, Run

PDF = ROOT / "crates/operative-formats/tests/files/general-assembly.en.pdf"
HTML = """<!DOCTYPE html><html lang="en"><body><p>A/RES/99/1</p><p><i>The General Assembly</i>,</p>
<p><i>Recalling</i> its resolution 98/1<a href="#n1"><sup>1</sup></a>,</p>
<ol><li><i>Decides</i> to act.</li></ol><p id="n1">1 A/98/1.</p></body></html>"""
WORD = """<w:document xmlns:w="w"><w:body>
<w:p><w:r><w:t>A/RES/99/1</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>The General Assembly</w:t></w:r><w:r><w:t>,</w:t></w:r></w:p>
<w:p><w:r><w:t>Recalling its resolution 98/1,</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:t>1. Decides to act.</w:t></w:r></w:p></w:body></w:document>"""
WORD_NOTES = """<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t>A/98/1.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def word_document(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", WORD)
        package.writestr("word/footnotes.xml", WORD_NOTES)
    return path


def test_pdf_leads_to_pages_and_boxes() -> None:
    resolution = operative.read(PDF)
    first, second = resolution.preamble
    above, below = first.origins[0], second.origins[0]
    assert above.page == below.page == 1
    assert above.bounds is not None
    assert below.bounds is not None
    left, lower, right, upper = above.bounds
    assert 0 < left < right < 612
    assert 0 < lower < upper < 792
    assert below.bounds[1] < lower, "the second paragraph stands below the first"
    # A paragraph of several lines has a box for each.
    assert len(first.origins) > 1
    (note,) = resolution.footnotes[0].origins
    assert note.bounds is not None
    assert note.bounds[1] < below.bounds[1]


def test_word_leads_to_paragraphs(tmp_path: Path) -> None:
    resolution = operative.read(word_document(tmp_path / "resolution.docx"))
    (origin,) = resolution.operative[0].origins
    assert (origin.part, origin.number) == ("word/document.xml", 4)
    (origin,) = resolution.footnotes[0].origins
    assert (origin.part, origin.number) == ("word/footnotes.xml", 1)
    assert repr(origin) == "<Origin word/footnotes.xml paragraph 1>"


def test_html_leads_to_elements(tmp_path: Path) -> None:
    path = tmp_path / "resolution.html"
    path.write_text(HTML, "utf-8")
    resolution = operative.read(path)
    elements = [origin.element for origin in resolution.operative[0].origins]
    assert elements == ["/html/body/ol/li"]
    cited = next(it for it in resolution.references if it.target == "A/RES/98/1")
    assert [origin.element for origin in cited.origins] == ["/html/body/p[3]"]


def test_xml_leads_to_elements(tmp_path: Path) -> None:
    path = tmp_path / "resolution.xml"
    path.write_text(operative.read(EXAMPLES / "resolution.en.txt").to_akn(), "utf-8")
    resolution = operative.read(path)
    for paragraph in resolution.operative:
        elements = {origin.element for origin in paragraph.origins}
        assert elements
        assert all(element and "/mainBody" in element for element in elements)


def test_plain_text_is_its_own_source() -> None:
    resolution = operative.read(EXAMPLES / "resolution.en.txt")
    assert resolution.origins == resolution.operative[0].origins == ()
    assert "origins" not in resolution.to_dict()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_all_ways_lead_to_the_same_places(kind: str, run: Run, tmp_path: Path) -> None:
    path = PDF if kind == "pdf" else word_document(tmp_path / "resolution.docx")
    resolution = operative.read(path)
    paragraph = resolution.operative[0]
    assert resolution.origins_of(paragraph.start, paragraph.end) == paragraph.origins
    assert set(map(repr, paragraph.origins)) < set(map(repr, resolution.origins))
    assert pickle.loads(pickle.dumps(resolution)).origins == resolution.origins
    tree = resolution.to_dict()
    schema = json.loads((ROOT / "schema/resolution.json").read_text("utf-8"))
    jsonschema.validate(tree, schema)
    assert len(tree["origins"]) == len(resolution.origins)
    assert json.loads(run("parse", path, "--format", "json").stdout) == tree
