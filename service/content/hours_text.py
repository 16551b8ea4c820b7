"""``hours.yml`` with what was decided at the desk: one text, which one reader reads.

An entry that was decided stands in place of the file's with the same key, or behind the others;
every other line stays as people wrote it, comments as well. So the text is also what is exported.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

SECTIONS = ("weeks", "seasons", "days", "units")
DATES = ("date", "from", "to")
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Decided:
    """An entry of ``hours.yml`` as it was decided; days are ISO texts.

    Attributes:
        section: One of ``SECTIONS``.
        key: What ``key_of`` makes of the entry.
        entry: None: the file's own entry holds again.
    """

    section: str
    key: str
    entry: Entry | None


def key_of(section: str, entry: Entry) -> str:
    """Return what names an entry within its section: of days and seasons with its unit before."""
    names = {"days": "date", "seasons": "name"}
    if section not in names:
        return str(entry.get("id"))
    return f"{entry.get('unit') or ''}:{entry.get(names[section])}"


def with_decided(text: str, decided: Sequence[Decided]) -> str:
    """Return a file's text with the decided entries in it; a broken file comes back as it is."""
    for section in SECTIONS:
        entries = {d.key: d.entry for d in decided if d.section == section and d.entry}
        if entries:
            text = _with_entries(text, section, entries)
    return text


def entries_in(text: str, section: str) -> dict[str, Entry]:
    """Return a section's entries by their keys, days as ISO texts; none of a broken file."""
    return {key_of(section, entry): entry for entry, _ in _items(_sequence(text, section))}


def _with_entries(text: str, section: str, entries: Mapping[str, Entry]) -> str:
    node = _sequence(text, section)
    if node is None:
        return text
    lines = text.split("\n")
    if node.flow_style:  # such as "days: []"
        kept = [e for e, _ in _items(node) if key_of(section, e) not in entries]
        head = text[: node.start_mark.index].rstrip(" ")
        tail = text[node.end_mark.index :]
        added = "".join(f"\n  {_as_line(e)}" for e in (*kept, *entries.values()))
        return f"{head}{added}{tail}"
    indent = " " * node.start_mark.column
    last = max((_last_line(item) for item in node.value), default=node.start_mark.line)
    lines[last + 1 : last + 1] = [indent + _as_line(entry) for entry in entries.values()]
    for entry, item in reversed(list(_items(node))):
        if key_of(section, entry) in entries:
            del lines[item.start_mark.line : _last_line(item) + 1]
    return "\n".join(lines)


def _sequence(text: str, section: str) -> yaml.SequenceNode | None:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = (value for name, value in pairs if name.value == section)
    node = next(found, None)
    return node if isinstance(node, yaml.SequenceNode) else None


def _items(node: yaml.SequenceNode | None) -> Iterator[tuple[Entry, yaml.Node]]:
    for item in node.value if node is not None else ():
        if isinstance(item, yaml.MappingNode):
            values = yaml.safe_load(yaml.serialize(item))
            yield {name: _plain(value) for name, value in values.items()}, item


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _last_line(node: yaml.Node) -> int:
    """Return the line on which something ends, without the comments and blanks behind it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1])
    ends_before = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return int(node.end_mark.line) - int(ends_before)


def _as_line(entry: Entry) -> str:
    told = (f"{name}: {_as_yaml(name, value)}" for name, value in entry.items())
    return "- {" + ", ".join(told) + "}"


def _as_yaml(name: str, value: Any) -> str:
    if name in DATES:
        return date.fromisoformat(value).isoformat()
    return json.dumps(value, ensure_ascii=False)  # a text of JSON is one of YAML
