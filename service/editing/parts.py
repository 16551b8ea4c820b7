"""An article's file in parts that a form shows, and a file with some of them changed. Pure.

A part is one text: a list has an item on each line. What is not changed stays as it was written,
byte for byte, so that a change shows as one in the files' history too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from service.content.articles import MORE
from service.content.entries import FENCE, Entry, Problems, split_front_matter
from service.content.records import SEARCHED
from service.content.sources import REST

TEXT, REST_TEXT, CHANGE = "text", "more", "change"
LINES = ("title", "category", "unit", "status", "checked", "expires", "kind", "need")
TOLD = ("syarat", "waktu", "biaya", "saluran", "hasil", "next", "checked_by")
LISTS = ("questions", "followups", "audience")
# A list whose items stand in two parts: its key, and how an item of the second part is written.
SPLIT: dict[str, tuple[str, str, str]] = {
    "sources": ("sources_rest", "key", REST),
    "also": ("also_searched", "text", SEARCHED),
}
PARTS = (
    *LINES, *TOLD, *LISTS, "sources", "sources_rest", "also", "also_searched", TEXT, REST_TEXT,
)  # fmt: skip
FLOWING = ("sources", "followups", "audience")  # written on one line where they are plain
NO_END = 10**9  # characters: a value is never broken over lines


@dataclass(frozen=True)
class Split:
    """A file taken apart."""

    head: list[str]
    entry: Entry
    body: str


def read_parts(written: str) -> dict[str, str]:
    """Return every part of a file, ``""`` for what it has not; of no article: all are empty."""
    split = _split(written)
    if split is None:
        return dict.fromkeys(PARTS, "")
    values = split.entry.values
    parts = {key: _as_line(values.get(key)) for key in (*LINES, *TOLD)}
    parts |= {key: _as_lines(values.get(key)) for key in LISTS}
    for key, (second, name, _) in SPLIT.items():
        items = values.get(key) if isinstance(values.get(key), list) else []
        parts[key] = _as_lines([item for item in items or [] if not isinstance(item, dict)])
        parts[second] = _as_lines([i.get(name, "") for i in items or [] if isinstance(i, dict)])
    text, _, more = (part.strip() for part in split.body.partition(MORE))
    return parts | {TEXT: text, REST_TEXT: more}


def with_parts(written: str, wanted: Mapping[str, str], today: date) -> str:
    """Return a file in which the parts say what is wanted; others, and equal ones, are left.

    ``wanted`` may have a ``change``, which stands in the article's list of changes from then on.
    """
    split = _split(written)
    if split is None:
        return written
    now, parts = read_parts(written), {k: _tidy(k, v) for k, v in wanted.items() if k in PARTS}
    new = {key: text for key, text in parts.items() if text != now[key]}
    merged, head = now | new, split.head
    for key in (*LINES, *TOLD, *LISTS):
        if key in new:
            head = _put(head, key, _emitted(key, _value(key, new[key])))
    for key, (second, name, mark) in SPLIT.items():
        if key in new or second in new:
            items = _items(split.entry.values.get(key), merged[key], merged[second], name, mark)
            head = _put(head, key, _emitted(key, items))
    if said := _tidy("need", wanted.get(CHANGE, "")):
        head = _add_change(head, said, today)
    has_new_body = TEXT in new or REST_TEXT in new
    body = _body(merged[TEXT], merged[REST_TEXT]) if has_new_body else None
    return _joined(written, head, body)


def _split(written: str) -> Split | None:
    parts = split_front_matter(Path("article"), written, Problems())
    if parts is None:
        return None
    lines = written.replace("\r\n", "\n").split("\n")
    return Split(lines[: lines.index(FENCE, 1)], *parts)


def _joined(written: str, head: list[str], body: str | None) -> str:
    """Return the file with another head, and another body unless it is None."""
    lines = written.replace("\r\n", "\n").split("\n")
    end = lines.index(FENCE, 1)
    rest = "\n".join(lines[end + 1 :]) if body is None else body
    whole = "\n".join([*head, FENCE, rest])
    return whole.replace("\n", "\r\n") if "\r\n" in written else whole


def _body(text: str, more: str) -> str:
    rest = f"\n{MORE}\n\n{more}\n" if more else ""
    return f"{text}\n{rest}"


def _as_line(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _as_lines(value: Any) -> str:
    items = value if isinstance(value, list) else []
    return "\n".join(_as_line(item) for item in items)


def _tidy(key: str, text: str) -> str:
    """Return a part as it is kept: lines without space around them, no empty items."""
    plain = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if _is_kept(c))
    if key in (TEXT, REST_TEXT):  # where the rest begins is said by its own field
        lines = plain.replace(MORE, "").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip()
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return ("\n" if _is_list(key) else " ").join(line for line in lines if line)


def _is_kept(character: str) -> bool:
    return character == "\n" or character.isprintable() or character.isspace()


def _is_list(key: str) -> bool:
    return key in LISTS or any(key in (first, split[0]) for first, split in SPLIT.items())


def _value(key: str, text: str) -> object:
    if key in LISTS:
        return text.split("\n") if text else []
    if key in ("checked", "expires"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text  # the reader says what is wrong with it
    return text


def _items(before: Any, plain: str, marked: str, name: str, mark: str) -> list[object]:
    """Return a list of both parts: what stays in its order, what is new behind its like."""
    wanted: dict[str, object] = dict.fromkeys(plain.split("\n"), None) if plain else {}
    items: dict[str, object] = {text: text for text in wanted}
    if marked:
        items |= {text: {name: text, "for": mark} for text in marked.split("\n")}
    order = [_as_line(i.get(name)) if isinstance(i, dict) else _as_line(i) for i in before or []]
    places = {text: place for place, text in enumerate(order)}
    return [items[t] for t in sorted(items, key=lambda t: places.get(t, len(places)))]


def _emitted(key: str, value: object) -> list[str]:
    """Return the lines of a key."""
    if not isinstance(value, list):
        return [f"{key}: {_scalar(value)}".rstrip()]
    if not value or (key in FLOWING and all(isinstance(item, str) for item in value)):
        return [f"{key}: [{', '.join(_scalar(item) for item in value)}]"]
    return [f"{key}:", *(f"  - {_item(item)}" for item in value)]


def _item(item: object) -> str:
    if isinstance(item, dict):
        return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in item.items()) + "}"
    return _scalar(item)


def _scalar(value: object) -> str:
    """Return a value as YAML writes it inside a list on one line, which is right anywhere."""
    if value == "":
        return '""'
    dumped = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=NO_END)
    return str(dumped).strip()[1:-1]


def _put(head: list[str], key: str, lines: list[str]) -> list[str]:
    """Put lines in place of a key's own, or at the end where it has none.

    An item that is not changed stays as it was written, quotes and all.
    """

    def edit(own: list[str]) -> list[str]:
        known = {_read_item(line): line for line in own[1:]}
        return [lines[0], *(known.get(_read_item(line), line) for line in lines[1:])]

    return _edit(head, key, edit)


def _read_item(line: str) -> str:
    try:
        return repr(yaml.safe_load(line))
    except yaml.YAMLError:
        return line


def _add_change(head: list[str], said: str, today: date) -> list[str]:
    line = f"  - {{day: {today.isoformat()}, what: {_quoted(said)}}}"
    return _edit(head, "changes", lambda own: [*(own[:1] or ["changes:"]), line, *own[1:]])


def _quoted(text: str) -> str:
    dumped = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=NO_END)
    return str(dumped).strip()


def _edit(head: list[str], key: str, edit: Callable[[list[str]], list[str]]) -> list[str]:
    node = yaml.compose("\n".join(head[1:]), Loader=yaml.CSafeLoader)
    starts = [(k.value, k.start_mark.line + 1) for k, _ in node.value] if node else []
    ends = [line for _, line in starts[1:]] + [len(head)]
    for (name, start), end in zip(starts, ends, strict=True):
        if name == key:
            return [*head[:start], *edit(head[start:end]), *head[end:]]
    return [*head, *edit([])]
