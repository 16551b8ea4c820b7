"""What is not meant must not be answered."""

import pytest

from service.answering.answers import Answers
from service.answering.negation import without_negated
from service.answering.question import Question
from tests.service.answering.asked import part, question, ranked


def meant(answers: Answers, *said: str) -> Question:
    """Return what remains of a message of such parts, the first of which is about ``spip``."""
    first, *others = said
    parts = (part(first, spip=0.9), *(part(other, magang=0.9) for other in others))
    whole = question(", ".join(said), ranked(spip=0.8), parts=parts)
    return without_negated(answers.knowledge, whole)


@pytest.mark.parametrize(
    "said",
    [
        ("bukan nanya maturitas", "cuma mau tau cara magang"),
        ("eh bukan itu", "maksudku tempat magang"),
        ("saya gak nanya soal spip", "tapi magang"),
        ("bukan pengendalian intern", "yang buat magang mahasiswa"),
        ("spip eh bukan", "magang maksudnya"),
        ("tidak usah jelasin spip", "langsung syarat magang aja"),
        ("soal spip sudah paham", "tinggal cara magang"),
        ("not asking about spip", "how do I apply for magang"),
    ],
)
def test_only_what_is_meant_is_left(answers: Answers, said: tuple[str, ...]) -> None:
    """The negated thing has the louder words, and was answered for it."""
    left = meant(answers, *said)

    assert (left.intent, left.text) == ("magang", said[-1])


@pytest.mark.parametrize(
    "said",
    [
        ("mau ngadu pelayanan", "bukan korupsi"),
        ("undangan lewat wa", "jangan2 penipuan"),
        ("saya saksi", "bukan pelapor", "nama saya dirahasiakan juga"),
        ("bukan itu", "asdf qwer"),
    ],
)
def test_a_no_that_only_tells_more_takes_nothing_away(
    answers: Answers, said: tuple[str, ...]
) -> None:
    """ "Bukan korupsi" says what a complaint is about."""
    assert meant(answers, *said).intent == "spip"
