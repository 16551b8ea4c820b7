"""Writes the topics into the domain, and into the rule that answers them, from the articles.

Rasa wants every intent named in both. An article's file is its topic, so that nobody has to keep
the two lists; ``tanya content topics`` writes them, and a test finds them outdated.
"""

from collections.abc import Sequence
from pathlib import Path

from service.errors import TanyaError

BEGIN = "# topics, one for each article: written by `tanya content topics`"
END = "# end of topics"
LISTS = {  # file, and how a topic stands in its list
    Path("domain.yml"): "  - {}",
    Path("data/rules.yml"): "          - intent: {}",
}


class ListNotFound(TanyaError):
    """A file has no place for the topics; the message says what to put back."""


def topics_of(content: Path) -> list[str]:
    """Return the topics of a content folder, in the order of the alphabet."""
    return sorted(path.stem for path in (content / "articles").glob("*.md"))


def outdated_lists(root: Path, topics: Sequence[str]) -> list[Path]:
    """Return the files whose list is not that of these topics."""
    return [path for path, text in _written(root, topics).items() if text != _read(root / path)]


def write_lists(root: Path, topics: Sequence[str]) -> list[Path]:
    """Write the topics into every file, and return those that changed."""
    changed = outdated_lists(root, topics)
    written = _written(root, topics)
    for path in changed:
        (root / path).write_text(written[path], encoding="utf-8")
    return changed


def _written(root: Path, topics: Sequence[str]) -> dict[Path, str]:
    return {
        path: _with_list(_read(root / path), [line.format(topic) for topic in topics], path)
        for path, line in LISTS.items()
    }


def _with_list(text: str, listed: Sequence[str], path: Path) -> str:
    lines = text.split("\n")
    marks = [line.strip() for line in lines]
    if marks.count(BEGIN) != 1 or END not in marks[marks.index(BEGIN) :]:
        raise ListNotFound(f"{path}: put back the lines {BEGIN!r} and {END!r} around the topics")
    start = marks.index(BEGIN)
    return "\n".join([*lines[: start + 1], *listed, *lines[marks.index(END, start) :]])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
