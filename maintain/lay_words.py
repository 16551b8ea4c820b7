"""Writes the articles' lay words as examples for the classifier: ``data/also.yml``.

They stand in the articles, where search reads them; nobody writes this file by hand. ``tanya
content topics`` writes it, and a test finds it outdated. What another file teaches is left out.
"""

from collections.abc import Iterator
from pathlib import Path

from maintain.training_data import examples_of
from service.content.entries import Problems, read_front_matter
from service.content.folder import read_slang
from service.content.records import read_also
from service.text import normalise

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
    (root / FILE).write_text(_written(root, content), encoding="utf-8")
    return [FILE]


def is_outdated(root: Path, content: Path) -> bool:
    """Tell whether the file is not that of these articles."""
    path = root / FILE
    return not path.exists() or path.read_text(encoding="utf-8") != _written(root, content)


def _written(root: Path, content: Path) -> str:
    slang = read_slang(content, Problems())
    others = sorted(set((root / "data").glob("*.yml")) - {root / FILE})
    learnt = {example.plain for path in others for example in examples_of(path, slang)}
    blocks: dict[str, str] = {}
    for topic, word in _taught(content):
        plain = normalise(word, slang)
        if plain not in learnt:
            learnt.add(plain)
            head = f"- intent: {topic}\n  examples: |\n"
            blocks[topic] = f"{blocks.get(topic, head)}    - {word}\n"
    return HEAD + "".join(blocks.values())


def _taught(content: Path) -> Iterator[tuple[str, str]]:
    """Yield each article's id with each lay word that is to be learnt."""
    for path in sorted((content / "articles").glob("*.md")):
        parts = read_front_matter(path, Problems())
        _, taught = read_also(parts[0], Problems()) if parts else ((), ())
        yield from ((path.stem, word) for word in taught)
