"""A press of a button is acknowledged to the phone, whatever Telegram does at that moment."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.pace import Pace
from bot.telegram.bot import make_bot
from bot.telegram.polling import Polling
from bot.telegram.receiver import SPINNER_LONGEST_WAIT, Receiver
from doubles.bot_api import BotApiDouble
from service.errors import DatabaseUnavailable
from service.updates.store import Incoming
from tests.bot.harness import Office, until
from tests.bot.telegram.harness import CITIZEN, running, settings_of

METHOD = "answerCallbackQuery"


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for moments where the gateway waits for seconds."""
    monkeypatch.setattr("bot.telegram.receiver.SPINNER_PAUSES", (0.05, 0.05))
    monkeypatch.setattr("bot.telegram.receiver.SPINNER_TIMEOUT", 0.5)


@contextlib.asynccontextmanager
async def polling(api: BotApiDouble, office: Office, pace: Pace) -> AsyncIterator[None]:
    """Poll beside the block, at a pace of the test's."""
    bot = make_bot(settings_of(api))
    receiver = Receiver(bot, office.inbox, office.say, pace)
    async with running(Polling(bot, receiver, office.database, office.clock).run()):
        yield
    await bot.shutdown()


async def test_a_failed_try_is_followed_by_others(api: BotApiDouble, office: Office) -> None:
    """A button that keeps turning looks broken, and is pressed again."""
    api.fail_next(METHOD, status=500)
    api.cut_next(METHOD, is_taken=False)
    async with polling(api, office, Pace()):
        api.press(CITIZEN, "x")
        await until(lambda: len(api.calls(METHOD)) == 3)


async def test_a_slow_try_gives_way_to_the_next(api: BotApiDouble, office: Office) -> None:
    """Whoever pressed looks at the phone for seconds, not for a quarter of a minute."""
    api.hang_next(METHOD, 2)
    async with polling(api, office, Pace()):
        api.press(CITIZEN, "x")
        await until(lambda: len(api.calls(METHOD)) == 2, 1.5)


async def test_after_three_tries_it_is_let_be(api: BotApiDouble, office: Office) -> None:
    """The answer itself matters more than the sign."""
    for _ in range(4):
        api.fail_next(METHOD, status=500)
    with capture_logs() as logs:
        async with polling(api, office, Pace()):
            api.press(CITIZEN, "x")
            await until(lambda: [x for x in logs if x["event"] == "press_not_acknowledged"] != [])

    assert len(api.calls(METHOD)) == 3


@pytest.mark.parametrize(
    ("status", "retry_after"), [(400, None), (429, int(SPINNER_LONGEST_WAIT) + 1)]
)
async def test_what_would_come_too_late_is_not_tried(
    api: BotApiDouble, office: Office, status: int, retry_after: int | None
) -> None:
    """Telegram refuses what is too old, and each request takes the place of a message."""
    api.fail_next(METHOD, status=status, retry_after=retry_after)
    with capture_logs() as logs:
        async with polling(api, office, Pace()):
            api.press(CITIZEN, "x")
            await until(lambda: [x for x in logs if x["event"] == "press_not_acknowledged"] != [])

    assert len(api.calls(METHOD)) == 1


async def test_what_can_no_longer_be_acknowledged_is_let_be(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow Telegram must not be asked a minute later about a press that is over."""
    monkeypatch.setattr("bot.telegram.receiver.SPINNER_LIFE", 0.3)
    api.hang_next(METHOD, 2)
    with capture_logs() as logs:
        async with polling(api, office, Pace()):
            api.press(CITIZEN, "x")
            await until(lambda: [x for x in logs if x["event"] == "press_not_acknowledged"] != [])

    assert len(api.calls(METHOD)) == 1


async def test_a_press_that_could_not_be_stored_in_time_is_not_acknowledged(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database was away; the press came again and again, and is long over."""
    monkeypatch.setattr("bot.telegram.receiver.SPINNER_LIFE", 0.3)
    receive, failures = office.inbox.receive, [DatabaseUnavailable("away")] * 2

    async def sometimes(incoming: Incoming) -> bool:
        if failures:
            raise failures.pop()
        return await receive(incoming)

    monkeypatch.setattr(office.inbox, "receive", sometimes)
    async with polling(api, office, Pace()):
        api.press(CITIZEN, "x")
        await until(lambda: len(office.updates("id")) == 1)
        await asyncio.sleep(0.1)

    assert api.calls(METHOD) == []


async def test_a_short_wait_that_telegram_asks_for_is_obeyed(
    api: BotApiDouble, office: Office
) -> None:
    """A second later the press is still looked at."""
    api.fail_next(METHOD, status=429, retry_after=1)
    async with polling(api, office, Pace()):
        api.press(CITIZEN, "x")
        await until(lambda: len(api.calls(METHOD)) == 2, 5)


async def test_each_try_takes_its_place_in_the_pace(api: BotApiDouble, office: Office) -> None:
    """Telegram counts every request, and refuses messages when there are too many."""
    pace = Pace(lambda: 1000.0)  # all within one second
    async with polling(api, office, pace):
        for number in range(15):
            api.press(CITIZEN + number, "x")
        await until(lambda: len(api.calls(METHOD)) == 15)

    assert pace.room(0) == 15
