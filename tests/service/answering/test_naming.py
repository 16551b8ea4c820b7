"""Another topic named in small words is another topic."""

import pytest

from service.answering.answers import Answers
from service.answering.context import reply_in_context
from service.answering.decision import RankedIntent
from service.answering.naming import is_titled, matter_named
from tests.service.answering.asked import FOREIGN, question, ranked


@pytest.mark.parametrize(
    ("text", "topic", "ranking"),
    [
        ("diklatnya daftar di mana", None, ranked(diklat=0.9)),
        ("uji kompetensinya daftar di mana", None, ranked(uji_kompetensi=0.9)),
        ("cpnsnya kapan", "cpns", (*FOREIGN, *ranked(cpns=0.01))),
    ],
)
def test_the_topic_in_talk_gives_way_to_one_that_is_named(
    answers: Answers, text: str, topic: str | None, ranking: tuple[RankedIntent, ...]
) -> None:
    """ "Daftar di mana" alone would be about the Instagram account just spoken of."""
    reply = reply_in_context(answers, question(text, ranking, topic="media-sosial"))

    assert (reply.topic if reply else None) == topic


def test_an_aspect_names_no_topic(answers: Answers) -> None:
    """ "Biayanya berapa?" is about the topic in talk, though an article is called so."""
    assert not is_titled(answers.knowledge, "ppid-biaya", "biayanya berapa")
    assert is_titled(answers.knowledge, "diklat", "diklatnya daftar di mana")


@pytest.mark.parametrize(
    "text", ["yg ditolak itu batas waktunya?", "keberatannya itu paling lambat kapan"]
)
def test_a_word_that_points_at_the_topic_leads_nowhere_else(answers: Answers, text: str) -> None:
    """The deadline of the dispute is another one, and a wrong deadline does harm."""
    reply = reply_in_context(answers, question(text, ranked(deny=0.2), topic="ppid-keberatan"))

    assert reply is not None
    assert reply.topic == "ppid-keberatan"
    assert "30 hari" in reply.text


@pytest.mark.parametrize(
    ("said", "topic"), [("soal keberatan informasi", "ppid-keberatan"), ("nanya diklat", "diklat")]
)
def test_the_matter_of_a_wish_is_named_by_small_words_too(
    answers: Answers, said: str, topic: str
) -> None:
    """A ticket about courses went to the press office first."""
    assert matter_named(answers.knowledge, said) == topic
