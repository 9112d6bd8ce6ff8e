"""The documentation leaves out no fact, no dependency."""

import re
from pathlib import Path

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
    by_name = r"leads\.(verbs|objects)|numbers\.(words|multipliers)|references\.organs|mandates\..+"
    for language in sorted((ROOT / "crates/operative-grammar/languages").glob("*.toml")):
        facts = keys(language.read_text(encoding="utf-8"), outside=by_name)
        assert facts <= NAMED, f"{language.name}: {sorted(facts - NAMED)}"


def test_every_dependency_has_its_reason() -> None:
    workspace = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    listed = workspace.split("[workspace.dependencies]")[1].split("\n[")[0]
    names = set(re.findall(r"^([\w-]+) =", listed, re.MULTILINE))
    wanted = {name for name in names if not name.startswith("operative")}
    assert wanted <= NAMED, sorted(wanted - NAMED)
