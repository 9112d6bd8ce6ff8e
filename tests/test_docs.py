"""The documentation leaves out no fact, no dependency, no diagnostic, and what it shows runs."""

import doctest
import re
from pathlib import Path

import pytest

import operative

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
NAMED = set(re.findall(r"`([^`\n]+)`", FENCED.sub("", ARCHITECTURE)))


def keys(toml: str, *, outside: str) -> set[str]:
    """Give the keys of a TOML file, but for those of tables whose name matches `outside`."""
    table, found = "", set()
    for line in toml.splitlines():
        if heading := re.match(r"\[+([^\]]+)\]+$", line):
            table = heading[1]
        elif (key := re.match(r"([\w-]+)\s*=", line)) and not re.fullmatch(outside, table):
            found.add(key[1])
    return found


def test_every_fact_of_a_language_is_listed() -> None:
    by_name = (
        r"leads\.(verbs|objects|reported)|numbers\.(words|multipliers)"
        r"|references\.(organs|editions)|countries"
        r"|mandates\..+"
    )
    for language in sorted((ROOT / "crates/operative-grammar/languages").glob("*.toml")):
        facts = keys(language.read_text(encoding="utf-8"), outside=by_name)
        assert facts <= NAMED, f"{language.name}: {sorted(facts - NAMED)}"


@pytest.mark.parametrize("crate", ["operative-grammar", "operative-semantics"])
def test_every_module_has_its_place(crate: str) -> None:
    modules = {path.stem for path in (ROOT / "crates" / crate / "src").glob("*.rs")} - {"lib"}
    named = set(re.findall(r"\w+", " ".join(NAMED)))
    assert modules <= named, sorted(modules - named)


def test_every_dependency_has_its_reason() -> None:
    workspace = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    listed = workspace.split("[workspace.dependencies]")[1].split("\n[")[0]
    names = set(re.findall(r"^([\w-]+) =", listed, re.MULTILINE))
    wanted = {name for name in names if not name.startswith("operative")}
    assert wanted <= NAMED, sorted(wanted - NAMED)


def test_no_crate_but_the_binding_may_hold_unsafe_code() -> None:
    workspace = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    assert '\nunsafe_code = "forbid"\n' in workspace
    for manifest in (ROOT / "crates").glob("*/Cargo.toml"):
        if manifest.parent.name != "operative-python":
            assert "[lints]\nworkspace = true\n" in manifest.read_text(encoding="utf-8"), manifest
    sources = (ROOT / "crates/operative-python/src").glob("*.rs")
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert code.count("unsafe {") == code.count("// SAFETY: ") == 1


def test_every_diagnostic_is_explained() -> None:
    source = (ROOT / "crates/operative-grammar/src/diagnostic.rs").read_text(encoding="utf-8")
    listed = source.split("\ncodes! {")[1].split("\n}")[0]
    codes = {
        code: severity.lower() for code, severity in re.findall(r'= "([a-z-]+)", (\w+);', listed)
    }
    page = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    explained = dict(re.findall(r"^## `([a-z-]+)`\n\n\*(\w+)\*\n\n\*\*What", page, re.MULTILINE))
    assert explained == codes
    for part in ("What", "Why", "Example", "To do"):
        assert page.count(f"**{part}.**") == len(codes)


def test_every_public_name_is_in_the_reference() -> None:
    pages = (ROOT / "docs/reference").glob("*.md")
    shown = set(re.findall(r"\w+", "".join(page.read_text(encoding="utf-8") for page in pages)))
    # These pages show whole modules.
    for module in (operative.corpus, operative.graph, operative.errors):
        shown.update(vars(module))
    assert set(operative.__all__) - {"__version__"} <= shown


PAGES = sorted((ROOT / "docs").rglob("*.md"))
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_pages_show_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(PYTHON.findall(page.read_text(encoding="utf-8")))
    test = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner().run(test).failed == 0
