"""A fuse before Rasa: a server that hangs must not cost every citizen the whole time-out."""

import asyncio
import random

import pytest

from bot.breaker import FIRST_PAUSE, LONGEST_PAUSE, SLOW_IN_A_ROW, Breaker
from doubles.rasa import RasaDouble, serving
from service.errors import AssistantSlow, AssistantUnavailable
from tests.bot.harness import ANSWER, FakeAssistant, Office


class Ticks:
    """A clock that only ever goes on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


class Fuse:
    """A breaker before an assistant that tests direct."""

    def __init__(self) -> None:
        self.ticks = Ticks()
        self.rasa = FakeAssistant()
        self.breaker = Breaker(self.rasa, self.ticks)

    async def ask(self, times: int = 1) -> list[str]:
        """Ask one after the other; return what came of each."""
        came = []
        for _ in range(times):
            try:
                came.append((await self.breaker.ask("c", "minta data", {})).main.text)
            except AssistantUnavailable as error:
                came.append(type(error).__name__)
        return came

    async def blow(self) -> None:
        """Let Rasa hang until the fuse has blown."""
        self.rasa.error = AssistantSlow("no answer in time")
        await self.ask(SLOW_IN_A_ROW)
        self.rasa.asked.clear()


@pytest.fixture
def fuse() -> Fuse:
    """A whole fuse."""
    return Fuse()


async def test_a_hanging_rasa_is_not_asked_any_more(fuse: Fuse) -> None:
    """Five seconds of silence for each of a thousand citizens is an outage of ours."""
    await fuse.blow()

    assert await fuse.ask(5) == ["AssistantUnavailable"] * 5
    assert fuse.rasa.asked == []


async def test_a_slow_answer_now_and_then_blows_nothing(fuse: Fuse) -> None:
    """Any server has a bad moment."""
    for _ in range(10):
        fuse.rasa.error = AssistantSlow("no answer in time")
        await fuse.ask(SLOW_IN_A_ROW - 1)
        fuse.rasa.error = None
        assert await fuse.ask() == [ANSWER.text]


async def test_one_message_tries_and_brings_everybody_back(fuse: Fuse) -> None:
    """Rasa is used again seconds after it recovers, without anybody's help."""
    await fuse.blow()
    fuse.rasa.error = None
    fuse.ticks.now += FIRST_PAUSE

    assert await fuse.ask(2) == [ANSWER.text, ANSWER.text]


async def test_a_try_that_fails_makes_the_next_one_rarer(fuse: Fuse) -> None:
    """A night's outage costs one citizen in half a minute, not in five seconds."""
    await fuse.blow()
    tries = []
    for second in range(120):
        fuse.ticks.now += 1
        if await fuse.ask(3) != ["AssistantUnavailable"] * 3:
            tries.append(second + 1)

    assert tries == [5, 15, 35, 65, 95]
    assert len(fuse.rasa.asked) == len(tries)
    assert tries[-1] - tries[-2] == LONGEST_PAUSE


async def test_only_one_tries_at_a_time(fuse: Fuse) -> None:
    """Sixteen lanes must not all find out that it still hangs."""
    await fuse.blow()
    fuse.ticks.now += FIRST_PAUSE
    fuse.rasa.thinking = lambda _: asyncio.sleep(0.05)

    came = await asyncio.gather(*(fuse.ask() for _ in range(16)))

    assert len(fuse.rasa.asked) == 1
    assert sorted(came) == [["AssistantSlow"]] + [["AssistantUnavailable"]] * 15


async def test_those_asked_before_it_blew_count_for_nothing_more(fuse: Fuse) -> None:
    """Sixteen that waited side by side are one piece of news, not six doublings."""
    fuse.rasa.error = AssistantSlow("no answer in time")
    fuse.rasa.thinking = lambda _: asyncio.sleep(0.05)
    await asyncio.gather(*(fuse.ask() for _ in range(16)))
    fuse.rasa.error = None
    fuse.ticks.now += FIRST_PAUSE

    assert await fuse.ask() == [ANSWER.text]


async def test_what_fails_at_once_is_asked_again_at_once(fuse: Fuse) -> None:
    """While Rasa restarts nobody waits, and the first message after it is understood."""
    fuse.rasa.error = AssistantUnavailable("connection refused")
    await fuse.ask(20)
    fuse.rasa.error = None

    assert await fuse.ask() == [ANSWER.text]


async def test_a_restart_closes_a_blown_fuse(fuse: Fuse) -> None:
    """A hanging Rasa that was killed refuses connections, which costs nobody time."""
    await fuse.blow()
    fuse.ticks.now += FIRST_PAUSE
    fuse.rasa.error = AssistantUnavailable("connection refused")
    await fuse.ask()
    fuse.rasa.error = None

    assert await fuse.ask() == [ANSWER.text]


async def test_citizens_of_a_hanging_rasa_are_answered_from_the_knowledge_base(
    office: Office,
) -> None:
    """Who writes after the fuse has blown reads an answer without waiting."""
    rasa = RasaDouble()
    rasa.drips = True
    async with serving(rasa) as client:
        object.__setattr__(office.services, "assistant", Breaker(client))
        for address in range(SLOW_IN_A_ROW):
            await office.receive("biaya permohonan informasi", str(address))
        await office.work_off()
        async with asyncio.timeout(0.4):  # less than the time-out of one question
            told = [await office.write("biaya permohonan", f"9{n}") for n in range(3)]

    assert [office.say("assistant_down") in message.text for message in told] == [True] * 3
    assert office.turns("answered_by") == [("knowledge",)] * (SLOW_IN_A_ROW + 3)


def rubbish(seed: int) -> bytes:
    """Return bytes that look like an answer here and there, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    pieces = (
        b'{"slots": {}, "replies": [{"custom": ', b'{"text": "', b'"outcome": "answered"',
        b'"buttons": [', b'"topics": 5', b"[" * 99_999, b'"\\ud800"', b"null", b"]", b"}",
        b"\x00", b"\xff", b"1e999", b"NaN", b",",
    )  # fmt: skip
    return b"".join(dice.choice(pieces) for _ in range(dice.randrange(12)))


async def test_rubbish_is_a_failure_and_never_a_crash() -> None:
    """Half an answer, a proxy's page, a bug of ours: the knowledge base answers instead."""
    rasa = RasaDouble()
    async with serving(rasa) as client:
        breaker = Breaker(client)
        for seed in range(300):
            rasa.body, rasa.speaks_http = rubbish(seed), seed % 5 > 0
            with pytest.raises(AssistantUnavailable):
                await breaker.ask("c", "minta data", {})
        assert len(rasa.requests) >= 300


async def test_what_a_rasa_of_before_never_answered_blows_no_fuse_of_the_next() -> None:
    """Turns that began at a hanging Rasa end after the way back from it, and say nothing of it."""
    fuse, place, hangs = Fuse(), ["one"], asyncio.Event()
    fuse.breaker = Breaker(fuse.rasa, fuse.ticks, lambda: place[0])

    async def hang(_text: str) -> None:
        await hangs.wait()

    fuse.rasa.thinking = hang
    begun = [asyncio.create_task(fuse.ask()) for _ in range(SLOW_IN_A_ROW)]
    await asyncio.sleep(0)
    place[0], fuse.rasa.thinking = "two", None
    at_the_next = await fuse.ask()
    fuse.rasa.error = AssistantSlow("no answer in time")
    hangs.set()
    ended = await asyncio.gather(*begun)
    fuse.rasa.error = None

    assert ended == [["AssistantSlow"]] * SLOW_IN_A_ROW
    assert at_the_next + await fuse.ask() == [ANSWER.text] * 2
