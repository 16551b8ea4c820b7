"""A message is not what its form rules out, though the classifier hears it."""

import pytest

from service.answering.answers import Answers
from service.answering.misheard import without_misheard
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize("text", ["nanti dibales ga", "ada modul ga", "beneran ga"])
def test_a_question_that_ends_in_no_is_no_refusal(answers: Answers, text: str) -> None:
    """The last word alone looked like one."""
    asked = question(text, ranked(deny=0.93, magang=0.02))

    assert without_misheard(answers.knowledge, asked).intent == "magang"


@pytest.mark.parametrize("text", ["kalo ga mau?", "terus kalau tidak setuju", "misal gak dikasih"])
def test_a_case_supposed_is_no_refusal(answers: Answers, text: str) -> None:
    """ "Baik, tidak jadi" ended a conversation of somebody who asked."""
    asked = question(text, ranked(deny=0.95, wbs_kerahasiaan=0.02))

    assert without_misheard(answers.knowledge, asked).intent == "wbs-kerahasiaan"


@pytest.mark.parametrize(
    "text", ["hubungi bagian mana", "tanya ke siapa ya", "telepon nomor berapa"]
)
def test_who_asks_whom_to_call_wishes_for_nobody_here(answers: Answers, text: str) -> None:
    """A ticket was opened for who asked for a telephone number."""
    asked = question(text, ranked(human=0.85, kontak_pusat=0.1))

    assert without_misheard(answers.knowledge, asked).intent == "kontak-pusat"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("tidak usah", "deny"),
        ("kayaknya enggak", "deny"),
        ("hubungkan ke petugas", "human"),
        ("/human", "human"),
    ],
)
def test_what_is_said_outright_stays(answers: Answers, text: str, intent: str) -> None:
    """A no is a no, and a wish is a wish."""
    asked = question(text, ranked(**{intent: 0.99, "magang": 0.01}))

    assert without_misheard(answers.knowledge, asked).intent == intent
