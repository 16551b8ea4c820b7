"""YAML that remembers its lines, so that a content error can name file and line."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

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
        if isinstance(value, date):
            return value
        problems.add(self.path, self.line_of(key), f"{key} must be a date such as 2026-11-24")
        return date.min


def read_entries(path: Path, key: str, problems: Problems) -> list[Entry]:
    """Read the list of mappings under ``key`` of a YAML file."""
    root = _compose(path, path.read_text(encoding="utf-8") if path.exists() else "", 0, problems)
    for name, node in root.value if isinstance(root, yaml.MappingNode) else []:
        if name.value == key and isinstance(node, yaml.SequenceNode):
            return [_entry(path, item, 0) for item in node.value]
    problems.add(path, 1, f"expected a list under {key!r}")
    return []


def read_front_matter(path: Path, problems: Problems) -> tuple[Entry, str] | None:
    """Split an article into its front matter and its body; None when that is not possible."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in lines[1:]:
        problems.add(path, 1, f"front matter must stand between two lines of {FENCE}")
        return None
    end = lines.index(FENCE, 1)
    node = _compose(path, "\n".join(lines[1:end]), 1, problems)
    if not isinstance(node, yaml.MappingNode):
        if node is not None:
            problems.add(path, 2, "front matter must be a list of key: value lines")
        return None
    return _entry(path, node, 1), "\n".join(lines[end + 1 :]).strip()


def _compose(path: Path, text: str, offset: int, problems: Problems) -> yaml.Node | None:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problems.add(path, line + 1 + offset, f"broken YAML: {error.problem}")
        return None
    return node


def _entry(path: Path, node: yaml.Node, offset: int) -> Entry:
    values = yaml.safe_load(yaml.serialize(node))
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    lines = {key.value: key.start_mark.line + 1 + offset for key, _ in pairs}
    known = values if isinstance(values, dict) else {}
    return Entry(path, node.start_mark.line + 1 + offset, known, lines)
