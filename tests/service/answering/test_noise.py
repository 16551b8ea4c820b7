"""What asks nothing gets a word, and no article."""

import pytest

from service.answering.answers import Answers
from service.answering.noise import reply_to_noise
from service.outcomes import Outcome
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize(
    "text",
    [
        "wkwkwk",
        "hahaha hehe",
        "kwkwk maaf salah pencet kak",
        "maaf salah kirim",
        "\U0001f602\U0001f602",
        "mantap min, cepat responnya",
        "kamu pinter banget",
        "Sebarkan ke semua grup! Besok air galon beracun, jangan putus di kamu",
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod",
    ],
)
def test_noise_is_answered_shortly(answers: Answers, text: str) -> None:
    """Laughter after an article brought the whole article again."""
    reply = reply_to_noise(answers, question(text, topic="spip"))

    assert reply is not None
    assert reply.topic is None
    assert reply.outcome in (Outcome.SMALL_TALK, Outcome.REFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "hai",
        "aku",
        "???",
        "laporan yang bagus isinya apa",
        "biar nilai maturitas spip bagus gimana",
        "teruskan ke petugas ya pak, saya tunggu balasannya di sini sampai sore",
        "magang",
    ],
)
def test_what_says_something_is_no_noise(answers: Answers, text: str) -> None:
    """A question with a word of praise in it is a question."""
    assert reply_to_noise(answers, question(text, ranked(out_of_scope=0.6))) is None


def test_laughter_beside_a_remark_is_praise(answers: Answers) -> None:
    """ "Cepat banget jawabnya" brought the article about the time of answers again."""
    reply = reply_to_noise(answers, question("wkwkwk cepet bgt jawabnya", topic="ppid-waktu"))

    assert reply is not None
    assert reply.topic is None
