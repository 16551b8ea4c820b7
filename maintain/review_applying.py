"""Reads a file of what messages mean, and proposes it: all of it, or none with every mistake."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from service.errors import TanyaError
from service.learning.label_checks import Looked, checked, look
from service.learning.label_kinds import Kind, LabelView, Person, TeachingRefused, Wanted
from service.learning.labels import propose
from service.learning.regression import can_expect, case_turn
from service.paths import ROOT
from service.storage.database import Database

KEYS = ("turns", "texts", "kind", "intent", "from_intent", "reason", "cases")


class LinesRefused(TanyaError):
    """Nothing of a file was proposed; each problem is named with its line."""


class _Wrong(Exception):
    """A line does not say what is meant."""


class _OnlyLooked(Exception):
    """Ends the transaction of a dry run."""


def apply_lines(
    database: Database,
    file: Path,
    operator: str,
    now: datetime,
    *,
    is_kept: bool = True,
    root: Path = ROOT,
) -> list[LabelView]:
    """Propose what each line says, as an operator; what needs a second person waits for one.

    Args:
        is_kept: Else nothing is stored.

    Raises:
        LinesRefused: A line is wrong, contradicts an example, or was decided; nothing is stored.
    """
    lines, problems = _read(file)
    looked = _look_all(database, lines, root, problems)
    labels: list[LabelView] = []
    try:
        with database.write() as session:
            for number in looked:
                wanted = lines[number]
                try:
                    with session.begin_nested():
                        who = Person(operator)
                        made = propose(session, who, wanted, now, root, looked[number])
                        labels.append(made)
                except TeachingRefused as error:
                    problems[number] = str(error)
            _end_here(is_kept=is_kept and not problems)
    except _OnlyLooked:
        if problems:
            told = [f"{file}:{number}: {why}" for number, why in sorted(problems.items())]
            raise LinesRefused("\n".join(["nothing was proposed:", *told])) from None
    return labels


def _end_here(*, is_kept: bool) -> None:
    if not is_kept:
        raise _OnlyLooked


def _look_all(
    database: Database, lines: Mapping[int, Wanted], root: Path, problems: dict[int, str]
) -> dict[int, Looked]:
    """Return what speaks against each line, before anything is written."""
    looked: dict[int, Looked] = {}
    with database.read() as session:
        for number, wanted in lines.items():
            try:
                looked[number] = look(session, checked(session, wanted, root), root)
            except TeachingRefused as error:
                problems[number] = str(error)
    return looked


def _read(file: Path) -> tuple[dict[int, Wanted], dict[int, str]]:
    lines: dict[int, Wanted] = {}
    problems: dict[int, str] = {}
    try:
        written = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LinesRefused(f"{file}: it cannot be read as UTF-8 ({error})") from error
    for number, line in enumerate(written, start=1):
        if not line.strip():
            continue
        try:
            lines[number] = _read_line(line)
        except _Wrong as wrong:
            problems[number] = str(wrong)
    if not (lines or problems):
        raise LinesRefused(f"{file}: there is no line in it")
    return lines, problems


def _read_line(line: str) -> Wanted:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Wrong(f"expected a JSON object ({error})") from error
    if not isinstance(value, dict):
        raise _Wrong("expected a JSON object")
    for key in value:
        if key not in KEYS:
            raise _Wrong(f"{key}: no such key; allowed are {', '.join(KEYS)}")
    if value.get("kind") not in set(Kind):
        raise _Wrong(f"kind: expected one of {', '.join(Kind)}")
    kind = Kind(value["kind"])
    intent = _text(value, "intent")
    takes_all = kind is Kind.MOVE and "texts" not in value
    texts = _texts(value)
    return Wanted(
        kind=kind,
        turns=_turns(value),
        texts=None if takes_all else texts,
        intent=intent,
        from_intent=_text(value, "from_intent"),
        reason=_text(value, "reason"),
        cases=_cases(value, texts, intent) if kind in (Kind.TEST, Kind.UNTEST) else (),
    )


def _text(value: Mapping[str, Any], key: str) -> str:
    said = value.get(key, "")
    if not isinstance(said, str):
        raise _Wrong(f"{key}: expected a text")
    return said


def _texts(value: Mapping[str, Any]) -> tuple[str, ...]:
    texts = value.get("texts", [])
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise _Wrong("texts: expected a list of texts")
    return tuple(texts)


def _turns(value: Mapping[str, Any]) -> tuple[int, ...]:
    turns = value.get("turns", [])
    if not isinstance(turns, list) or not all(type(one) is int for one in turns):
        raise _Wrong("turns: expected a list of numbers, as --json tells them")
    return tuple(turns)


def _cases(
    value: Mapping[str, Any], texts: Sequence[str], intent: str
) -> tuple[tuple[dict[str, Any], ...], ...]:
    """Return the tests: each text with the intent, or the conversations that are written out."""
    if "cases" not in value:
        if texts and not can_expect(intent):
            raise _Wrong(f"intent: no test can expect {intent!r}")
        return tuple((case_turn(text, intent),) for text in texts)
    cases = value["cases"]
    is_good = isinstance(cases, list) and all(
        isinstance(turns, list) and turns and all(map(_is_turn, turns)) for turns in cases
    )
    if not is_good:
        raise _Wrong('cases: expected lists of {"say": …, "expect": {…}}')
    return tuple(tuple(turns) for turns in cases)


def _is_turn(turn: Any) -> bool:
    known = isinstance(turn, dict) and set(turn) <= {"say", "expect"}
    return known and isinstance(turn.get("say"), str) and isinstance(turn.get("expect", {}), dict)
