"""A message that says no more than that the reply was not what was meant."""

import pytest

from service.answering.answers import Answers
from service.answering.context import reply_in_context
from service.answering.rejecting import is_rejection
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("bukan itu maksud saya", True),
        ("bukan yang itu", True),
        ("nomor faksnya maksud saya", False),
        ("maksud saya biayanya", False),
        ("bukan biayanya maksud saya", True),
    ],
)
def test_who_says_what_is_meant_rejects_nothing_more(
    answers: Answers, text: str, is_one: bool
) -> None:
    """Who names what they want must not be told that they were not understood."""
    asked = question(text, ranked(deny=0.9), topic="alamat-perwakilan")

    assert is_rejection(answers.knowledge, asked) is is_one


def test_what_is_meant_is_answered_of_the_topic_in_talk(answers: Answers) -> None:
    """The number asked for stands in the article that was just shown."""
    asked = question("nomor teleponnya maksud saya", ranked(deny=0.9), topic="diklat")

    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert reply.topic == "diklat"
