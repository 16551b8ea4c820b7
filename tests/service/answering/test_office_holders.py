"""Who holds an office that is not BPKP's is not ours to say, also after BPKP's head."""

import pytest

from service.answering.answers import Answers
from service.answering.office_holders import reply_about_office_holder
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question, ranked


@pytest.mark.parametrize(
    "text",
    [
        "presiden sekarang siapa",
        "wakil presiden?",
        "kalau gubernur jatim siapa ya",
        "nama kapolri",
    ],
)
def test_another_offices_holder_is_referred(answers: Answers, text: str) -> None:
    """Behind the title of BPKP's head every office looks like that one."""
    reply = reply_about_office_holder(answers, question(text, FOREIGN, topic="kepala-bpkp"))

    assert reply is not None
    assert reply.outcome is Outcome.REFERRED


@pytest.mark.parametrize(
    "text",
    ["kepala bpkp siapa", "wakilnya siapa", "bpkp di bawah presiden?", "bupati diperiksa siapa"],
)
def test_bpkp_s_own_people_are_left_to_their_articles(answers: Answers, text: str) -> None:
    """Its head, and under whom it works, are asked of us."""
    asked = question(text, ranked(kepala_bpkp=0.9), topic="kepala-bpkp")

    assert reply_about_office_holder(answers, asked) is None
