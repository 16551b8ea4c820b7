"""The sign that an answer is being written: seen when it takes long, never in the way."""

import asyncio
import time

import pytest

from bot import typing_sign
from bot.pace import ALL, Pace
from bot.typing_sign import SPARE, TypingSign
from tests.bot.harness import ANSWER, Office, until


class FakeTypist:
    """A channel that remembers where it showed the sign, or fails to."""

    channel = "telegram"

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.seconds = 0.0
        self.error: Exception | None = None

    async def show_typing(self, address: str) -> None:
        """Show it, as slowly and as badly as told."""
        self.shown.append(address)
        await asyncio.sleep(self.seconds)
        if self.error is not None:
            raise self.error


@pytest.fixture
def typist(office: Office, monkeypatch: pytest.MonkeyPatch) -> FakeTypist:
    """A gateway that shows the sign soon and often."""
    monkeypatch.setattr(typing_sign, "TAKES_LONG", 0.05)
    monkeypatch.setattr(typing_sign, "REPEAT", 0.05)
    typist = FakeTypist()
    office.show_typing(TypingSign(office.database, typist, Pace()))
    return typist


def takes(office: Office, seconds: float) -> None:
    """Let Rasa think for so long."""
    office.assistant.thinking = lambda _: asyncio.sleep(seconds)


def takes_until_shown(office: Office, typist: FakeTypist, times: int) -> None:
    """Let Rasa think until the sign was shown so often."""
    office.assistant.thinking = lambda _: until(lambda: len(typist.shown) >= times)


async def test_a_long_answer_shows_the_sign_again_and_again(
    office: Office, typist: FakeTypist
) -> None:
    """Five seconds of nothing look like a bot that is broken."""
    takes_until_shown(office, typist, 3)

    told = await office.write("minta data", address="77")

    assert told.text == ANSWER.text
    assert set(typist.shown) == {"77"}


async def test_a_quick_answer_shows_none(
    office: Office, typist: FakeTypist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sign that flickers before each answer is noise, and costs Telegram's rate."""
    monkeypatch.setattr(typing_sign, "TAKES_LONG", 3.0)
    await office.write("minta data")

    assert typist.shown == []


async def test_the_sign_ends_with_the_answer(office: Office, typist: FakeTypist) -> None:
    """A bot that goes on typing seems to have more to say."""
    takes_until_shown(office, typist, 1)
    await office.write("minta data")
    shown = list(typist.shown)
    await asyncio.sleep(0.3)

    assert typist.shown == shown


async def test_a_sign_that_hangs_does_not_delay_the_answer(
    office: Office, typist: FakeTypist
) -> None:
    """The sign is there for the answer and not the other way round."""
    takes_until_shown(office, typist, 1)
    typist.seconds = 30
    started = time.monotonic()

    await office.write("minta data")

    assert time.monotonic() - started < 15


async def test_a_sign_that_fails_does_not_fail_the_answer(
    office: Office, typist: FakeTypist
) -> None:
    """Whoever blocked the bot, or a Telegram in trouble, costs no turn."""
    takes(office, 0.4)
    typist.error = RuntimeError("blocked")

    told = await office.write("minta data")

    assert told.text == ANSWER.text
    assert typist.shown == ["1"]
    assert office.turns("outcome") == [("answered",)]


async def test_a_turn_that_breaks_ends_the_sign(office: Office, typist: FakeTypist) -> None:
    """Nothing types for ever."""
    office.assistant.error = RuntimeError("unheard of")
    takes_until_shown(office, typist, 1)
    await office.receive("minta data")
    await office.work_off()
    shown = list(typist.shown)
    await asyncio.sleep(0.3)

    assert typist.shown == shown


async def test_the_sign_leaves_the_rate_to_messages(office: Office, typist: FakeTypist) -> None:
    """At thirty messages a second an answer is worth more than a sign."""
    pace = Pace(lambda: 5.0)
    office.show_typing(TypingSign(office.database, typist, pace))
    for _ in range(ALL - SPARE):
        pace.count_request()
    takes(office, 0.3)

    await office.write("minta data")

    assert typist.shown == []


async def test_the_web_page_has_a_sign_of_its_own(office: Office, typist: FakeTypist) -> None:
    """A cookie's hash is no chat of Telegram's."""
    takes(office, 0.3)
    await office.receive("minta data", address="a" * 64, channel="web")
    await office.work_off()

    assert typist.shown == []
