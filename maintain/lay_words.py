"""Writes the articles' lay words as examples for the classifier: ``data/also.yml``.

They stand in the articles, where search reads them; nobody writes this file by hand. ``tanya
content topics`` writes it, and a test finds it outdated.
"""

from pathlib import Path

from service.content.entries import Problems, read_front_matter
from service.content.records import read_also

FILE = Path("data/also.yml")
HEAD = """\
# The lay words of the articles (`also`), written by `tanya content topics`; change them there.
version: "3.1"

nlu:
"""


def write_lay_words(root: Path, content: Path) -> list[Path]:
    """Write the file, and return it if it changed."""
    if not is_outdated(root, content):
        return []
    (root / FILE).write_text(_written(content), encoding="utf-8")
    return [FILE]


def is_outdated(root: Path, content: Path) -> bool:
    """Tell whether the file is not that of these articles."""
    path = root / FILE
    return not path.exists() or path.read_text(encoding="utf-8") != _written(content)


def _written(content: Path) -> str:
    blocks = []
    for path in sorted((content / "articles").glob("*.md")):
        parts = read_front_matter(path, Problems())
        _, taught = read_also(parts[0], Problems()) if parts else ((), ())
        lines = "".join(f"    - {word}\n" for word in taught)
        blocks += [f"- intent: {path.stem}\n  examples: |\n{lines}"] if lines else []
    return HEAD + "".join(blocks)
