"""Print the heads of the tables of resolutions.

python examples/tables.py examples/resolution.fr.md
"""

import sys

import operative

ROWS = 4
WIDTH = 100


def shown(value: object) -> str:
    """Set a cell on one line."""
    text = "" if value is None else str(value)
    return " ".join(text.split())


def main(paths: list[str]) -> None:
    """Print each table: its name, its size, and the cells of its first rows."""
    for table in operative.tables(*paths):
        print(f"{table.name}: {len(table)} {'row' if len(table) == 1 else 'rows'}")
        for row in table.to_pylist()[:ROWS]:
            cells = [
                f"{name}={shown(value)}" for name, value in row.items() if value not in (None, [])
            ]
            line = "  " + "  ".join(cells[1:])
            print(line if len(line) <= WIDTH else line[: WIDTH - 1] + "…")
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
