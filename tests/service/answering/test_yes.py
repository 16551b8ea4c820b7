"""What a yes answers."""

import pytest

from service.answering.answers import Answers
from service.answering.memory import Asked, Memory
from service.answering.yes import reply_to_yes
from tests.service.answering.asked import question, ranked


def says(text: str, asked: Asked | None, **fields: object) -> object:
    """Return a message after a reply that asked something."""
    memory = Memory(asked=asked, matter="uji-kompetensi", offered=("magang", "cpns"))
    return question(text, ranked(affirm=0.4), memory=memory, **fields)


@pytest.mark.parametrize("text", ["ya", "iya boleh kak", "jadi", "gas", "nggih", "mau dong"])
def test_a_yes_to_an_offered_officer_opens_the_ticket(answers: Answers, text: str) -> None:
    """ "Mau dihubungkan?" — "boleh" was answered with "Baik"."""
    reply = reply_to_yes(answers, says(text, Asked.OFFICER))  # type: ignore[arg-type]

    assert reply is not None
    assert reply.escalate is not None
    assert reply.escalate.unit == answers.unit_of("uji-kompetensi")


def test_a_yes_shows_the_article_that_was_named_again(answers: Answers) -> None:
    """ "Bila ini masih tentang …" asks something too."""
    reply = reply_to_yes(answers, says("iya itu", Asked.AGAIN, topic="magang"))  # type: ignore[arg-type]

    assert reply is not None
    assert reply.topic == "magang"


def test_a_yes_to_a_choice_is_asked_which(answers: Answers) -> None:
    """Guessing one of two would be worse than asking again."""
    reply = reply_to_yes(answers, says("iya", Asked.CHOICE))  # type: ignore[arg-type]

    assert reply is not None
    assert reply.topics == ("magang", "cpns")


@pytest.mark.parametrize(
    ("text", "asked"),
    [("ya", None), ("ya tapi berapa lama?", Asked.OFFICER), ("mau magang", Asked.OFFICER)],
)
def test_more_than_a_yes_or_a_yes_to_nothing_is_left(
    answers: Answers, text: str, asked: Asked | None
) -> None:
    """No ticket without a wish for one."""
    assert reply_to_yes(answers, says(text, asked)) is None  # type: ignore[arg-type]


def test_a_yes_may_stand_behind_other_words(answers: Answers) -> None:
    """ "Oh belum punya ya. ya sudah buatkan dong" answers the offer, in its last clause."""
    reply = reply_to_yes(answers, says("oh blm punya ya. yaudah bikinin dong", Asked.OFFICER))  # type: ignore[arg-type]

    assert reply is not None
    assert reply.escalate is not None
    assert reply_to_yes(answers, says("iya. bukan itu", Asked.OFFICER)) is None  # type: ignore[arg-type]
