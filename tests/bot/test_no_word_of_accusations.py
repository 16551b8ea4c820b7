"""Accusations over both channels: nothing of their words in any row, reply or log."""

import json

import pytest

from doubles.clock import FrozenClock
from service.answering.answers import Answers
from service.assembly import make_door
from service.door.door import Door
from service.paths import ROOT
from service.settings import Settings
from service.storage.base import Base
from service.storage.database import Database
from service.updates.store import WORDLESS
from tests.bot.harness import Office

QUESTIONS = ROOT / "tests" / "questions"
EVERY = 3  # line of the file; all of them take a minute
CHANNELS = ("telegram", "web")


@pytest.fixture(scope="module")
def learnt_door() -> Door:
    """The door as the gateway has it."""
    return make_door(Settings())


def everything(office: Office) -> str:
    """Return all rows of all tables as one text."""
    names = [table.name for table in Base.metadata.sorted_tables]
    return "\n".join(str(office.rows(f'SELECT * FROM "{name}"')) for name in names)  # noqa: S608


def secret(number: int) -> str:
    """Return a name that nobody else has."""
    return "Bada" + "".join("aeioubdgkm"[int(digit)] for digit in f"{number:03}") + "kungu"


async def test_no_word_of_an_accusation_is_in_any_row_or_log(
    sqlite: Database,
    answers: Answers,
    clock: FrozenClock,
    learnt_door: Door,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Whoever is accused may be a colleague of whoever reads our tables."""
    office = Office(sqlite, answers, clock)
    office.use_door(learnt_door)
    lines = (QUESTIONS / "accusations.jsonl").read_text(encoding="utf-8").splitlines()
    accusing = [row["text"] for row in map(json.loads, lines) if row["accuses"]][::EVERY]

    for number, text in enumerate(accusing):
        channel = CHANNELS[number % len(CHANNELS)]
        told = f"{text}. namanya pak {secret(number)}"
        await office.write(told, address=str(number), channel=channel)

    kinds = [kind for (kind,) in office.updates("kind")]
    held = [number for number, kind in enumerate(kinds) if kind in WORDLESS]
    shown = everything(office) + "".join(capfd.readouterr())
    assert len(held) / len(accusing) >= 0.97
    assert [secret(number) for number in held if secret(number) in shown] == []


async def test_no_particular_of_a_story_is_in_any_row_or_log(
    sqlite: Database,
    answers: Answers,
    clock: FrozenClock,
    learnt_door: Door,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The name comes after "mau lapor", alone, and on a page that an officer may read."""
    office = Office(sqlite, answers, clock)
    office.use_door(learnt_door)

    for number in range(20):
        channel = CHANNELS[number % len(CHANNELS)]
        for text in ("mau lapor kades saya", f"namanya pak {secret(number)}", secret(number)):
            await office.write(text, address=str(number), channel=channel)

    shown = everything(office) + "".join(capfd.readouterr())
    assert [secret(number) for number in range(20) if secret(number) in shown] == []
