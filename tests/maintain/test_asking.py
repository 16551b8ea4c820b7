"""Asking as a fresh citizen each time."""

import pytest

from bot.own_replies import OwnReplies
from bot.turn_services import TurnServices
from doubles.clock import FrozenClock
from maintain.asking import Asker
from service.answering.answers import Answers
from service.answering.menus import Menus
from service.operations.switches import Switches
from service.storage.database import Database
from tests.bot.harness import ANSWER, ESCALATION, FakeAssistant


@pytest.fixture
def assistant() -> FakeAssistant:
    """Rasa, as tests want it."""
    return FakeAssistant()


@pytest.fixture
def asker(
    sqlite: Database, answers: Answers, assistant: FakeAssistant, clock: FrozenClock
) -> Asker:
    """Somebody who asks."""
    own_replies = OwnReplies(answers, Menus(answers.knowledge, answers), clock)
    return Asker(TurnServices(sqlite, answers, own_replies, assistant, Switches(sqlite), clock))


async def test_all_that_came_of_a_question_is_told(asker: Asker) -> None:
    """These fields are the contract of ``tanya ask --json``."""
    asked = (await asker.ask("minta data")).to_json()

    assert asked == {
        "text": "minta data",
        "outcome": "answered",
        "topic": "ppid-permohonan",
        "topics": ["ppid-permohonan", "ppid-biaya"],
        "confidence": 0.9,
        "intent": "ppid-permohonan",
        "reply": "Cara minta data\n\nAjukan permohonan informasi.",
        "masked": "minta data",
        "buttons": ["Selengkapnya", "Biaya"],
        "answered_by": "rasa",
        "answered": ["ppid-permohonan"],
        "kind": "text",
    }


async def test_each_question_is_a_new_citizens(asker: Asker, assistant: FakeAssistant) -> None:
    """An escalation by the first question must not swallow the second."""
    assistant.replies = (ESCALATION,)
    first = await asker.ask("petugas")
    assistant.replies = (ANSWER,)
    second = await asker.ask("2")

    assert (first.outcome, second.outcome) == ("escalated", "answered")
    assert assistant.asked == ["petugas", "2"]
    assert len(set(assistant.senders)) == 2


async def test_personal_data_is_masked_here_too(asker: Asker, assistant: FakeAssistant) -> None:
    """The same code as a citizen's message."""
    asked = await asker.ask("NIK 3273012501900001")

    assert asked.masked == "NIK [NIK disembunyikan]"
    assert assistant.asked == [asked.masked]


async def test_rasa_down_is_seen(asker: Asker, assistant: FakeAssistant) -> None:
    """Figures taken while Rasa is down would be worth nothing."""
    assistant.goes_down()

    assert (await asker.ask("Berapa biaya meminta informasi ke BPKP?")).answered_by == "knowledge"


@pytest.mark.parametrize("text", ["", "\x00", "/restart", "<b>", "a" * 100_000])
async def test_any_line_is_answered(asker: Asker, text: str) -> None:
    """One strange line must not end a run over a thousand."""
    assert (await asker.ask(text)).reply
