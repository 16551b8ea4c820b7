"""YAML that remembers its lines, so that a content error can name file and line."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

FENCE = "---"


@dataclass
class Problems:
    """Collects what is wrong, so that an editor sees every error at once."""

    lines: list[str] = field(default_factory=list)

    def add(self, path: Path, line: int, what: str) -> None:
        """Note one problem at ``path:line`` (lines count from 1)."""
        self.lines.append(f"{path}:{line}: {what}")


@dataclass(frozen=True)
class Entry:
    """A YAML mapping with the line of each key."""

    path: Path
    line: int
    values: dict[str, Any]
    key_lines: dict[str, int]

    def line_of(self, key: str) -> int:
        """Return the key's line, or the entry's when the key is missing."""
        return self.key_lines.get(key, self.line)

    def text(self, key: str, problems: Problems) -> str:
        """Return a text that must be there."""
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        problems.add(self.path, self.line_of(key), f"{key} is missing or not a text")
        return ""

    def maybe_text(self, key: str) -> str | None:
        """Return a text, or None when it is empty."""
        value = self.values.get(key)
        return str(value).strip() if value not in (None, "") else None

    def texts(self, key: str, problems: Problems) -> tuple[str, ...]:
        """Return a list of texts, empty when the key is missing."""
        value = self.values.get(key) or []
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        problems.add(self.path, self.line_of(key), f"{key} must be a list of texts")
        return ()

    def day(self, key: str, problems: Problems) -> date:
        """Return a date that must be there."""
        value = self.values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        problems.add(self.path, self.line_of(key), f"{key} must be a date such as 2026-11-24")
        return date.min

    def maybe_number(self, key: str, problems: Problems) -> float | None:
        """Return a number, or None when there is none."""
        value = self.values.get(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value if value is None else float(value)
        problems.add(self.path, self.line_of(key), f"{key} must be a number")
        return None


def read_entries(path: Path, key: str, problems: Problems, text: str | None = None) -> list[Entry]:
    """Read the list of mappings under ``key`` of a YAML file, or of a text in its place."""
    root = _compose(path, read_text(path, problems) if text is None else text, 0, problems)
    for name, node in root.value if isinstance(root, yaml.MappingNode) else []:
        if name.value == key and isinstance(node, yaml.SequenceNode):
            return [_entry(path, item, 0, problems) for item in node.value]
    problems.add(path, 1, f"expected a list under {key!r}")
    return []


def read_front_matter(path: Path, problems: Problems) -> tuple[Entry, str] | None:
    """Split an article into its front matter and its body; None when that is not possible."""
    return split_front_matter(path, read_text(path, problems), problems)


def split_front_matter(path: Path, text: str, problems: Problems) -> tuple[Entry, str] | None:
    """Do the same with a text that stands, or would stand, in the file ``path``."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != FENCE or FENCE not in lines[1:]:
        problems.add(path, 1, f"front matter must stand between two lines of {FENCE}")
        return None
    end = lines.index(FENCE, 1)
    node = _compose(path, "\n".join(lines[1:end]), 1, problems)
    if not isinstance(node, yaml.MappingNode):
        if node is not None:
            problems.add(path, 2, "front matter must be a list of key: value lines")
        return None
    return _entry(path, node, 1, problems), "\n".join(lines[end + 1 :]).strip()


def read_lines(path: Path, problems: Problems) -> list[str]:
    """Return a file's lines; a file that is not there is a problem."""
    if not path.exists():
        problems.add(path, 1, "the file is missing")
    return read_text(path, problems).splitlines()


def read_text(path: Path, problems: Problems) -> str:
    """Return a file's text, its line ends as they are; "" when it is not there or is not text."""
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add(path, line, "the file is not in UTF-8")
        return ""


def _compose(path: Path, text: str, offset: int, problems: Problems) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problems.add(path, line + 1 + offset, f"broken YAML: {error.problem}")
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 + offset
        problems.add(path, line, f"broken YAML: {error.reason}")
    return None


def _entry(path: Path, node: yaml.Node, offset: int, problems: Problems) -> Entry:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    lines = {key.value: key.start_mark.line + 1 + offset for key, _ in pairs}
    values = {}
    for key, value in pairs:
        try:
            values[key.value] = SafeConstructor().construct_document(value)
        except (ValueError, yaml.YAMLError) as error:  # "2026-02-30" is no day
            problems.add(path, lines[key.value], f"{key.value} cannot be read: {error}")
    return Entry(path, node.start_mark.line + 1 + offset, values, lines)
