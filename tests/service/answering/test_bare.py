"""Too little said to answer."""

import pytest

from service.answering.answers import Answers
from service.answering.bare import reply_to_bare
from service.answering.decision import RankedIntent
from service.answering.question import Question
from service.outcomes import Outcome


def asked(text: str, topic: str | None = None, **chances: float) -> Question:
    """Return a message as Rasa understood it."""
    ranking = [RankedIntent(n.replace("_", "-"), chance) for n, chance in chances.items()]
    return Question("c", text, ranking, topic=topic)


@pytest.mark.parametrize("text", ["apa aja syaratnya", "berapa lama ya?", "gimana caranya kak"])
def test_an_aspect_of_nothing_is_asked_back(answers: Answers, text: str) -> None:
    """Any article would be a guess, and a deadline of another matter does harm."""
    reply = reply_to_bare(answers, asked(text, out_of_scope=0.9))

    assert reply is not None
    assert reply.outcome is Outcome.CLARIFIED
    assert 2 <= len(reply.topics) <= 4


@pytest.mark.parametrize(
    "text", ["siskeudes pak", "info ttg siskeudes", "mau tanya soal siskeudes"]
)
def test_a_matter_named_alone_offers_its_articles(answers: Answers, text: str) -> None:
    """Three articles are about it: which one is for the citizen to say."""
    reply = reply_to_bare(answers, asked(text, siskeudes_biaya=0.9, siskeudes_unduh=0.05))

    assert reply is not None
    assert reply.topics[:2] == ("siskeudes-biaya", "siskeudes-unduh")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("siskeudes bayar ga?", None),
        ("apa itu spip", None),
        ("berapa lama ya?", "ppid-permohonan"),
        ("halo", None),
        ("asdf", None),
        ("/spip", None),
        ("operator siskeudes desa kami lupa kata sandi dan besok harus lapor", None),
    ],
)
def test_what_says_enough_is_not_asked_back(
    answers: Answers, text: str, topic: str | None
) -> None:
    """A choice where an answer was possible costs the citizen a message."""
    assert reply_to_bare(answers, asked(text, topic)) is None


@pytest.mark.parametrize(
    ("island", "province"),
    [("kalimantan", "Kalimantan Utara"), ("papua", "Papua Tengah"), ("sumatra", "Sumatera Barat")],
)
def test_an_island_with_several_offices_is_asked_back(
    answers: Answers, island: str, province: str
) -> None:
    """The office of a neighbour province is two flights away."""
    reply = reply_to_bare(answers, asked(island))

    assert reply is not None
    assert reply.outcome is Outcome.CLARIFIED
    assert province in [button.label for button in reply.buttons]
