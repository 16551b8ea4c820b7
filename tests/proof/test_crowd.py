"""The crowd writes what it is told, when it may, and presses what it was shown."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from proof.bot_api import FaultyBotApi
from proof.crowd import FIRST_CHAT, Crowd
from proof.faults import FaultPlan
from proof.journal import Event, Journal, read_journal

FAST = 1000.0  # updates a second


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where the double writes."""
    return tmp_path / "telegram.jsonl"


@pytest.fixture
def api(journal: Path) -> Iterator[FaultyBotApi]:
    """A double without faults."""
    with Journal(journal) as written, FaultyBotApi(FaultPlan(0, 0.0), written) as api:
        yield api


def written(journal: Path) -> list[Event]:
    """Return what the crowd wrote."""
    return [event for event in read_journal(journal) if event["event"] == "written"]


async def test_the_crowd_writes_as_much_as_it_is_told(api: FaultyBotApi, journal: Path) -> None:
    """The audit counts from what was written, not from what was planned."""
    crowd = Crowd(api.url, journal, 5, 1)

    await crowd.write(40, FAST, lambda: True)

    assert len(written(journal)) == len(api.unconfirmed()) == crowd.written == 40
    assert {event["chat"] for event in written(journal)} == set(range(FIRST_CHAT, FIRST_CHAT + 5))


async def test_the_crowd_holds_back_while_too_much_waits(api: FaultyBotApi, journal: Path) -> None:
    """A machine that is too slow shall be measured, not drowned."""
    crowd = Crowd(api.url, journal, 5, 1)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.0):
            await crowd.write(40, FAST, lambda: False)

    assert crowd.written == 0


async def test_the_crowd_presses_the_buttons_it_was_shown(
    api: FaultyBotApi, journal: Path
) -> None:
    """Half of a conversation on a phone is pressing."""
    keyboard = {"inline_keyboard": [[{"text": "Selengkapnya", "callback_data": "token-1"}]]}
    message = {"chat_id": FIRST_CHAT, "text": "halo", "reply_markup": keyboard}
    async with httpx.AsyncClient() as client:
        await client.post(f"{api.url}/bot1:t/sendMessage", json=message)

    await Crowd(api.url, journal, 1, 1).write(60, FAST, lambda: True)

    assert "button" in {event["kind"] for event in written(journal)}
