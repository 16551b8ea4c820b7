"""Reads a file of conversations, whole or not at all: a mistake is named by line, key and cure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from maintain.conversations.clock import CLOCK_WORDS, SPAN_WORDS, read_clock_time, read_span
from maintain.conversations.script import (
    Act,
    Conversation,
    EditNewest,
    Expect,
    LetPass,
    OfficerAct,
    OfficerActs,
    Press,
    Say,
    SendMedia,
    SetClock,
    ShareLocation,
    Turn,
)
from maintain.conversations.sending import ALBUM, KINDS
from maintain.conversations.tickets import FORMS, unknown_forms
from service.errors import TanyaError

SHOWN_PROBLEMS = 20
KEYS = ("id", "title", "turns")
EXPECTATIONS = tuple(field.name for field in fields(Expect))
FLAGS = ("clarify", "handoff", "ticket", "refused", "nonempty")
OFFICER_WORDS = {
    OfficerAct.CLAIM: ("ambil", "mengambil", "klaim", "claim", "claims"),
    OfficerAct.ANSWER: ("jawab", "menjawab", "balas", "membalas", "answer", "answers"),
    OfficerAct.CLOSE: ("tutup", "menutup", "selesai", "close", "closes"),
}
OFFICER_FORMS = '"petugas: ambil", "petugas: jawab …" or "petugas: tutup"'
WAITS = f'"jam: …", "lewat: …", or {OFFICER_FORMS}'


class ConversationsUnreadable(TanyaError):
    """A file of conversations cannot be used; names lines and keys."""


class _Wrong(Exception):
    """A value is not what its key allows."""

    def __init__(self, key: str, allowed: str) -> None:
        super().__init__(f"{key}: {allowed}" if key else allowed)


def read_conversations(path: Path) -> list[Conversation]:
    """Read a JSON-lines file of conversations.

    Raises:
        ConversationsUnreadable: It cannot be read, or lines are wrong; names each of them.
    """
    conversations, problems = [], []
    known: set[str] = set()
    for number, line in enumerate(_lines_of(path), start=1):
        if not line.strip():
            continue
        try:
            conversation = _read_conversation(line, known)
        except _Wrong as wrong:
            problems.append(f"{path}:{number}: {wrong}")
        else:
            conversations.append(conversation)
    if problems:
        raise ConversationsUnreadable("\n".join(_shortened(problems)))
    if not conversations:
        raise ConversationsUnreadable(f"{path}: there is no conversation in it")
    return conversations


def _lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise ConversationsUnreadable(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConversationsUnreadable(f"{path}: it is not a UTF-8 text") from error


def _shortened(problems: list[str]) -> list[str]:
    more = len(problems) - SHOWN_PROBLEMS
    return [*problems[:SHOWN_PROBLEMS], *([f"and {more} lines more"] if more > 0 else [])]


def _read_conversation(line: str, known: set[str]) -> Conversation:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Wrong("", f"expected a JSON object ({error})") from error
    _require_keys("", value, KEYS)
    id_, title = _text("id", value.get("id")), _text("title", value.get("title"))
    if id_ in known:
        raise _Wrong("id", f"{id_!r} is another line's already")
    known.add(id_)
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns:
        raise _Wrong("turns", "expected a list of at least one turn")
    read = tuple(_read_turn(f"turns[{number}]", turn) for number, turn in enumerate(turns, 1))
    return Conversation(id_, title, read)


def _read_turn(where: str, value: Any) -> Turn:
    _require_keys(where, value, (*ACTS, "caption", "expect"))
    chosen = [key for key in ACTS if key in value]
    if len(chosen) != 1:
        raise _Wrong(where, f"expected exactly one of {', '.join(ACTS)}")
    if "caption" in value and chosen != ["media"]:
        raise _Wrong(f"{where}.caption", "only beside media")
    act = ACTS[chosen[0]](f"{where}.{chosen[0]}", value)
    return Turn(act, _read_expect(f"{where}.expect", value.get("expect")))


def _read_expect(where: str, value: Any) -> Expect | None:
    if value is None:
        return None
    _require_keys(where, value, EXPECTATIONS)
    read: dict[str, Any] = {}
    for key, wanted in value.items():
        if key == "topic":
            read[key] = _text(f"{where}.{key}", wanted)
        elif key in FLAGS:
            read[key] = _flag(f"{where}.{key}", wanted)
        else:
            read[key] = _texts(f"{where}.{key}", wanted)
    return Expect(**read) if read else None


def _read_say(where: str, turn: Mapping[str, Any]) -> Act:
    return Say(_said(where, turn["say"]))


def _read_press(where: str, turn: Mapping[str, Any]) -> Act:
    return Press(_text(where, turn["press"]))


def _read_location(where: str, turn: Mapping[str, Any]) -> Act:
    point = turn["location"]
    allowed = "expected [latitude, longitude] in degrees"
    if not isinstance(point, list) or len(point) != 2:
        raise _Wrong(where, allowed)
    latitude, longitude = point
    for degrees, most in ((latitude, 90), (longitude, 180)):
        is_number = isinstance(degrees, int | float) and not isinstance(degrees, bool)
        if not is_number or not -most <= degrees <= most:
            raise _Wrong(where, allowed)
    return ShareLocation(float(latitude), float(longitude))


def _read_media(where: str, turn: Mapping[str, Any]) -> Act:
    kind = turn["media"]
    if kind not in (*KINDS, ALBUM):
        raise _Wrong(where, f"expected one of {', '.join((*KINDS, ALBUM))}")
    caption = turn.get("caption", "")
    if not isinstance(caption, str):
        raise _Wrong(where.replace(".media", ".caption"), "expected a text")
    return SendMedia(kind, caption)


def _read_edit(where: str, turn: Mapping[str, Any]) -> Act:
    return EditNewest(_said(where, turn["edit"]))


def _read_wait(where: str, turn: Mapping[str, Any]) -> Act:
    kind, _, rest = _text(where, turn["wait"]).partition(":")
    kind, rest = kind.strip().lower(), rest.strip()
    if kind == "jam":
        moment = read_clock_time(rest)
        if moment is not None:
            return SetClock(moment)
        raise _Wrong(where, f"expected after jam: {CLOCK_WORDS}")
    if kind == "lewat":
        span = read_span(rest)
        if span is not None:
            return LetPass(span)
        raise _Wrong(where, f"expected after lewat: {SPAN_WORDS}")
    if kind == "petugas":
        return _read_officer(where, rest)
    raise _Wrong(where, f"expected {WAITS}")


def _read_officer(where: str, rest: str) -> Act:
    word, _, said = rest.partition(" ")
    name = word.lower().strip(":,.")
    for act, names in OFFICER_WORDS.items():
        if name in names:
            text = said.strip().strip("\"'“”").strip() if act is OfficerAct.ANSWER else ""
            if act is OfficerAct.ANSWER and not text:
                raise _Wrong(where, "expected the officer's words after jawab")
            return OfficerActs(act, text)
    raise _Wrong(where, f"expected {OFFICER_FORMS}")


ACTS: dict[str, Callable[[str, Mapping[str, Any]], Act]] = {
    "say": _read_say,
    "press": _read_press,
    "location": _read_location,
    "media": _read_media,
    "edit": _read_edit,
    "wait": _read_wait,
}


def _require_keys(where: str, value: Any, allowed: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        raise _Wrong(where, f"expected an object with {', '.join(allowed)}")
    for key in value:
        if key not in allowed:
            path = f"{where}.{key}" if where else str(key)
            raise _Wrong(path, f"no such key; allowed are {', '.join(allowed)}")


def _said(where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(where, "expected a text")
    for form in unknown_forms(value):
        raise _Wrong(where, f"{form} is not known; allowed are {', '.join(FORMS)}")
    return value


def _text(where: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(where, "expected a text that is not empty")
    return value


def _texts(where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise _Wrong(where, "expected a list of at least one text")
    return tuple(_text(where, item) for item in value)


def _flag(where: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(where, "expected true or false")
    return value
