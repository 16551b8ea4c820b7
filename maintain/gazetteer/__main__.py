"""``python -m maintain.gazetteer FOLDER``: write the tables; see ``content/gazetteer/README.md``.

FOLDER holds the packages, unpacked. Run it in an environment of its own: what it needs beside
numpy is used here and nowhere else.
"""

import sys
from pathlib import Path

from maintain.gazetteer.confusable import confusable_lines
from maintain.gazetteer.land import land_lines
from maintain.gazetteer.names import TABLES

CONTENT = Path("content")
TARGET = CONTENT / "gazetteer"


def main() -> None:
    """Write every table."""
    folder = Path(sys.argv[1])
    for name, rows in TABLES.items():
        lines = [",".join(row) for row in rows(folder)]
        (TARGET / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = confusable_lines(folder, CONTENT)
    (TARGET / "confusable.csv").write_text("\n".join(words) + "\n", encoding="utf-8")
    (TARGET / "land.txt").write_text("\n".join(land_lines(folder)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
