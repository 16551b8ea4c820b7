"""Questions after help for somebody in distress."""

import pytest

from service.answering.answers import Answers
from service.answering.emergency import distress_reply, reply_about_helpers
from service.answering.memory import Memory
from tests.service.answering.asked import question, ranked

DANGER = Memory(danger="violence_home")


@pytest.mark.parametrize("text", ["ada wa nya?", "nomornya tadi berapa", "teleponnya gratis?"])
def test_who_asks_after_the_helpers_reads_them_again(answers: Answers, text: str) -> None:
    """BPKP's own telephone in reply would be the worst that could be said."""
    asked = question(text, ranked(kontak_pusat=0.95), topic="magang", memory=DANGER)

    assert reply_about_helpers(answers, asked) == distress_reply(answers, "violence_home")


@pytest.mark.parametrize(
    ("text", "memory"),
    [
        ("ada wa nya?", Memory()),
        ("biaya siskeudes berapa?", DANGER),
        ("kantor bpkp medan teleponnya?", DANGER),
        ("nomor lpsk berapa", DANGER),
        ("lpsk itu apa gratis? dia yg lindungin?", DANGER),
        ("yg di web tadi, mantau laporannya gmn", DANGER),
    ],
)
def test_what_is_about_something_else_is_answered_as_ever(
    answers: Answers, text: str, memory: Memory
) -> None:
    """Life goes on, and so does the talk."""
    asked = question(text, ranked(kontak_pusat=0.95), topic="magang", memory=memory)

    assert reply_about_helpers(answers, asked) is None
