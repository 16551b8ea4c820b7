"""Another agency's office asked for in our words."""

import pytest

from service.answering.answers import Answers
from service.answering.memory import Memory
from service.answering.other_agencies import reply_of_another_agency
from service.outcomes import Outcome
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize(
    "text",
    [
        "alamat kantor pusat BPJS",
        "telpon kantor pusat pln",
        "nomor kantor pos",
        "jam buka samsat",
        "kalau kantor pajak?",
    ],
)
def test_another_agencys_office_is_not_ours(answers: Answers, text: str) -> None:
    """Whoever travels to our address for their health insurance loses a day."""
    reply = reply_of_another_agency(answers, question(text, ranked(alamat_pusat=0.99)))

    assert reply is not None
    assert reply.outcome is Outcome.REFERRED


@pytest.mark.parametrize(
    "text", ["alamat kantor pusat BPKP dekat samsat mana", "alamat kantor pusat", "jam layanan"]
)
def test_our_own_office_stays_ours(answers: Answers, text: str) -> None:
    """A landmark beside our office is no other office."""
    assert reply_of_another_agency(answers, question(text, ranked(alamat_pusat=0.9))) is None


def test_an_agency_that_an_answer_just_named_may_be_asked_for(answers: Answers) -> None:
    """Its number stands in the article."""
    asked = question(
        "nomor kpk yang bisa dihubungi?",
        ranked(kontak_pusat=0.9),
        topic="lapor-korupsi",
        memory=Memory(topics=("lapor-korupsi",)),
    )

    assert reply_of_another_agency(answers, asked) is None
