"""Reads the examples in ``data/*.yml`` and where each stands; of broken YAML it tells the line.

Both the register (``importing``, ``rendering``) and the check before a training read by this. The
text is what the file says, the marks of entities too; what is learnt of it tells ``said``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from service.errors import TanyaError

ALSO = "also.yml"  # written by `tanya content topics` from the articles, and by nothing else
_ENTITY = re.compile(r"\[([^\]]+)\]\(\w+\)")
_MARK = re.compile(r"^\s*- ")


class ExamplesInvalid(TanyaError):
    """Files of examples cannot be read; lists every problem. The register is as it was."""

    def __init__(self, problems: list[str]) -> None:
        lines = "\n".join(f"  {line}" for line in problems)
        super().__init__(f"the files of examples cannot be read, nothing was changed:\n{lines}")
        self.problems = problems


@dataclass(frozen=True)
class Line:
    """An example in a file; ``number`` counts from 1."""

    file: str
    number: int
    intent: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, as an editor finds it."""
        return f"data/{self.file}:{self.number}"


@dataclass(frozen=True)
class Block:
    """The examples of an intent that stand together, and the line of its head."""

    intent: str
    head: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ExampleFile:
    """A file with its blocks of examples; ``text`` is every character of it."""

    name: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every example, in order."""
        return (line for block in self.blocks for line in block.lines)


def read_files(root: Path) -> list[ExampleFile]:
    """Read every file of ``data/`` under a root, in the order of their names.

    Raises:
        ExamplesInvalid: One is broken, or there is none.
    """
    broken: list[str] = []
    paths = sorted((root / "data").glob("*.yml"))
    if not paths:
        raise ExamplesInvalid([f"{root / 'data'} has no file"])
    files = [read_file(path, broken) for path in paths]
    if broken:
        raise ExamplesInvalid(broken)
    return files


def read_file(path: Path, broken: list[str]) -> ExampleFile:
    """Read a file; of what cannot be read, ``broken`` is told with its line."""
    try:
        text = path.read_bytes().decode()
        blocks = tuple(_blocks(path.name, text, broken))
    except UnicodeDecodeError as error:
        broken.append(f"data/{path.name}: no UTF-8: {error}")
        return ExampleFile(path.name, "", ())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        broken.append(f"data/{path.name}{line}: broken YAML: {getattr(error, 'problem', error)}")
        return ExampleFile(path.name, text, ())
    return ExampleFile(path.name, text, blocks)


def said(text: str) -> str:
    """Return what is learnt of an example: its words, without the marks of entities."""
    return _ENTITY.sub(r"\1", text)


def _blocks(name: str, text: str, broken: list[str]) -> Iterator[Block]:
    nlu = _children(yaml.compose(text, yaml.CSafeLoader)).get("nlu")
    for block in nlu.value if isinstance(nlu, yaml.SequenceNode) else ():
        named = _children(block)
        if "intent" not in named:
            continue
        told, intent, head = named.get("examples"), named["intent"].value, block.start_mark.line
        if not isinstance(told, yaml.ScalarNode):
            broken.append(f"data/{name}:{head + 1}: {intent} has no examples")
            continue
        lines = tuple(Line(name, number, intent, line) for number, line in _lines(told))
        yield Block(intent, head + 1, lines)


def _lines(told: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(told.value.splitlines(), told.start_mark.line + 2):
        text = _MARK.sub("", line).strip()
        if text:
            yield number, text


def _children(node: yaml.Node | None) -> dict[str, yaml.Node]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: value for key, value in pairs}
