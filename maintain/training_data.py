"""Checks what a model is to be made from, before the minute it takes: each problem, its place.

Called by ``tanya train``. Reads ``data/``, ``domain.yml``, the articles' names and the questions
that measure; takes a second or two.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from service.content.entries import Problems
from service.content.folder import read_slang
from service.errors import TanyaError
from service.examples.intents import has_article, known_intents
from service.examples.likeness import Sentence, gist
from service.examples.measuring import measuring_questions
from service.examples.reading import ExampleFile, read_file, said
from service.text import normalise


class TrainingDataInvalid(TanyaError):
    """The training data contradicts itself or what surrounds it; lists every problem."""


def require_sound_data(root: Path) -> None:
    """Raise ``TrainingDataInvalid`` with every problem of the training data under a root."""
    found = problems_of(root)
    if found:
        lines = "\n".join(f"  {line}" for line in found)
        raise TrainingDataInvalid(f"the training data has {len(found)} problems:\n{lines}")


def problems_of(root: Path) -> list[str]:
    """Return what is wrong with the training data, one line each; none when it is sound."""
    broken: list[str] = []
    slang = read_slang(root / "content", Problems())
    files = sorted((root / "data").glob("*.yml"))
    examples = [one for path in files for one in _sentences(read_file(path, broken), slang)]
    if broken:
        return broken  # what else is wrong can only be said of whole files
    return contradictions(root, examples)


def contradictions(root: Path, examples: Sequence[Sentence]) -> list[str]:
    """Return what is wrong with examples that could be read, one line each."""
    return [
        *_unknown_intents(root, examples),
        *_in_two_intents(examples),
        *_measuring(root, examples, read_slang(root / "content", Problems())),
    ]


def examples_of(path: Path, slang: Mapping[str, str]) -> list[Sentence]:
    """Return a file's examples; none of what cannot be read."""
    return list(_sentences(read_file(path, []), slang))


def _sentences(file: ExampleFile, slang: Mapping[str, str]) -> Iterator[Sentence]:
    for line in file.lines:
        text = said(line.text)
        yield Sentence(text, normalise(text, slang), line.intent, line.place)


def _unknown_intents(root: Path, examples: Sequence[Sentence]) -> list[str]:
    """Find intents that no rule can answer, and topics that have no article."""
    known = known_intents(root)
    first: dict[str, str] = {}
    for example in examples:
        first.setdefault(example.intent, example.place)
    undeclared = [
        f"{p}: {i} is no intent of domain.yml" for i, p in first.items() if i not in known
    ]
    homeless = [
        f"{place}: {topic} has no article content/articles/{topic}.md"
        for topic, place in first.items()
        if not has_article(root, topic)
    ]
    return [*undeclared, *homeless]


def _in_two_intents(examples: Sequence[Sentence]) -> list[str]:
    """Find sentences that are the same in two intents."""
    seen: dict[tuple[str, ...], Sentence] = {}
    found = []
    for example in examples:
        key = gist(example.plain)
        other = seen.setdefault(key, example)
        if key and other.intent != example.intent:
            found.append(
                f"{example.place} ({example.intent}) and {other.place} ({other.intent}) "
                f"say the same: {example.text!r}, {other.text!r}"
            )
    return found


def _measuring(root: Path, examples: Sequence[Sentence], slang: Mapping[str, str]) -> list[str]:
    """Find examples that are questions which measure: what was learnt measures nothing."""
    learnt = {example.plain: example for example in examples}
    return [
        f"{learnt[one.plain].place}: measures, in {one.place}, and is learnt"
        for one in measuring_questions(root, slang)
        if one.plain in learnt
    ]
