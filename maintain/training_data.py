"""Checks what a model is to be made from, before the minute it takes: each problem, its place.

Called by ``tanya train``. Reads ``data/``, ``domain.yml``, the articles' names and the questions
that measure; takes a second or two.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from service.answering.decision import CHAT_INTENTS, OTHER_INTENTS
from service.content.entries import Problems
from service.content.folder import read_slang
from service.errors import TanyaError
from service.text import normalise

# Words that only address, soften or fill: two sentences that differ in nothing else are one.
FILLERS = frozenset(
    "min admin kak kakak pak bapak bu ibu mas mbak bang gan sis ya dong sih deh kah nih tuh lah "
    "mohon tolong maaf permisi itu ini".split()
)
# These measure no understanding: one lists what must go on working, the others are for masking.
OF_NO_QUESTION = ("conversations_kinds", "personal_data")
_ENTITY = re.compile(r"\[([^\]]+)\]\(\w+\)")
_MARK = re.compile(r"^\s*- ")


class TrainingDataInvalid(TanyaError):
    """The training data contradicts itself or what surrounds it; lists every problem."""


@dataclass(frozen=True)
class Example:
    """A sentence to learn from, and where it stands."""

    text: str
    plain: str  # normalised
    intent: str
    place: str


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
    examples = [example for path in files for example in _read(path, slang, broken)]
    if broken:
        return broken  # what else is wrong can only be said of whole files
    return [
        *_unknown_intents(root, examples),
        *_in_two_intents(examples),
        *_measuring(root, examples, slang),
    ]


def examples_of(path: Path, slang: Mapping[str, str]) -> list[Example]:
    """Return a file's examples; none of what cannot be read."""
    return list(_read(path, slang, []))


def _read(path: Path, slang: Mapping[str, str], broken: list[str]) -> Iterator[Example]:
    """Yield a file's examples; notes in ``broken`` what cannot be read."""
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        broken.append(f"data/{path.name}{line}: broken YAML: {getattr(error, 'problem', error)}")
        return
    nlu = _children(tree).get("nlu")
    for block in nlu.value if nlu is not None else ():
        named = _children(block)
        if "intent" not in named:
            continue
        told, intent = named.get("examples"), named["intent"].value
        if not isinstance(told, yaml.ScalarNode):
            line = block.start_mark.line + 1
            broken.append(f"data/{path.name}:{line}: {intent} has no examples")
            continue
        for number, text in _lines(told):
            yield Example(text, normalise(text, slang), intent, f"data/{path.name}:{number}")


def _lines(told: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    """Yield the examples of a block as they are learnt, each with the number of its line."""
    for number, line in enumerate(told.value.splitlines(), told.start_mark.line + 2):
        text = _ENTITY.sub(r"\1", _MARK.sub("", line)).strip()
        if text:
            yield number, text


def _children(node: yaml.Node | None) -> dict[str, yaml.Node]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: value for key, value in pairs}


def _unknown_intents(root: Path, examples: list[Example]) -> list[str]:
    """Find intents that no rule can answer, and topics that have no article."""
    text = (root / "domain.yml").read_text(encoding="utf-8")
    known = set(yaml.load(text, yaml.CSafeLoader)["intents"])
    articles = {path.stem for path in (root / "content" / "articles").glob("*.md")}
    first: dict[str, str] = {}
    for example in examples:
        first.setdefault(example.intent, example.place)
    undeclared = [
        f"{p}: {i} is no intent of domain.yml" for i, p in first.items() if i not in known
    ]
    topics = {i: p for i, p in first.items() if i not in CHAT_INTENTS | OTHER_INTENTS}
    homeless = [
        f"{place}: {topic} has no article content/articles/{topic}.md"
        for topic, place in topics.items()
        if topic not in articles
    ]
    return [*undeclared, *homeless]


def _in_two_intents(examples: list[Example]) -> list[str]:
    """Find sentences that are the same, or nearly, in two intents."""
    seen: dict[tuple[str, ...], Example] = {}
    found = []
    for example in examples:
        key = _gist(example.plain)
        other = seen.setdefault(key, example)
        if key and other.intent != example.intent:
            found.append(
                f"{example.place} ({example.intent}) and {other.place} ({other.intent}) "
                f"say the same: {example.text!r}, {other.text!r}"
            )
    return found


def _gist(plain: str) -> tuple[str, ...]:
    """Return what makes a sentence itself: its words, whatever their order, without fillers."""
    said = plain.split()
    return tuple(sorted(word for word in said if word not in FILLERS)) or tuple(said)


def _measuring(root: Path, examples: list[Example], slang: Mapping[str, str]) -> list[str]:
    """Find examples that are questions which measure: what was learnt measures nothing."""
    learnt = {example.plain: example for example in examples}
    every = sorted((root / "tests" / "questions").glob("*.jsonl"))
    sets = [
        *(path for path in every if not path.name.startswith(OF_NO_QUESTION)),
        root / "tests/never_confuse.jsonl",
    ]
    found = []
    for path in sets:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for number, line in enumerate(lines, start=1):
            asked = normalise(_first_asked(json.loads(line)), slang)
            if asked and asked in learnt:
                place = path.relative_to(root)
                found.append(
                    f"{learnt[asked].place}: measures, in {place}:{number}, and is learnt"
                )
    return found


def _first_asked(row: Mapping[str, object]) -> str:
    """Return a line's question, or the first of a conversation; a follow-up leans on its topic."""
    turns = row.get("turns")
    if isinstance(turns, list):
        return str(turns[0].get("say", ""))
    return "" if "topic" in row else str(row.get("text", ""))  # stories have messages instead
