"""What was asked last, asked of another matter."""

import pytest

from service.answering.answers import Answers
from service.answering.carried import reply_of_another_matter
from service.answering.decision import RankedIntent
from service.answering.memory import Memory
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize(
    ("text", "ranking", "topic"),
    [
        ("kalau yang minta informasi publik?", ranked(ppid_permohonan=0.9), "ppid-waktu"),
        ("trus klo keberatan?", ranked(ppid_keberatan=0.9), "ppid-keberatan"),
        ("yang permohonan informasi gimana", ranked(ppid_permohonan=0.6), "ppid-waktu"),
    ],
)
def test_what_was_asked_is_asked_of_the_next_matter(
    answers: Answers, text: str, ranking: tuple[RankedIntent, ...], topic: str
) -> None:
    """Nobody says "berapa lama" twice."""
    asked = question(text, ranking, topic="wbs-waktu", memory=Memory(about="waktu"))

    reply = reply_of_another_matter(answers, asked)

    assert reply is not None
    assert reply.topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "kalau syarat minta informasi?",
        "kalau Kota Kembang?",
        "kalau saya telat melapor bagaimana nasib laporan saya itu nanti ya pak",
        "minta informasi publik",
        "kalau status laporan wbs?",
    ],
)
def test_a_question_of_its_own_carries_nothing(answers: Answers, text: str) -> None:
    """A new aspect, a place, a story, the same family: each says what it asks."""
    ranking = ranked(ppid_permohonan=0.5, wbs_pantau=0.3)
    asked = question(text, ranking, topic="wbs-waktu", memory=Memory(about="waktu"))

    reply = reply_of_another_matter(answers, asked)

    assert reply is None or reply.topic == "ppid-syarat"
