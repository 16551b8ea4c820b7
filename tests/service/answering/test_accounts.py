"""The account of an office is told where it is known."""

import pytest

from service.answering.accounts import reply_about_account
from service.answering.answers import Answers
from tests.service.answering.asked import question, ranked

JOGJA = ranked(media_sosial=0.99)


@pytest.mark.parametrize(
    ("text", "topic"), [("igny?", "alamat-perwakilan"), ("ig bpkp jogja apa", None)]
)
def test_an_office_with_an_account_is_shown(
    answers: Answers, text: str, topic: str | None
) -> None:
    """BPKP's own article says that none can be named."""
    code = answers.knowledge.where("jogja").offices[0].code
    reply = reply_about_account(answers, question(text, JOGJA, topic=topic, office=code))

    assert reply is not None
    assert "@bpkp_diy" in reply.text


@pytest.mark.parametrize("text", ["ig bpkp bali", "alamatnya"])
def test_of_other_offices_none_is_known(answers: Answers, text: str) -> None:
    """No account is invented."""
    assert reply_about_account(answers, question(text, JOGJA)) is None
