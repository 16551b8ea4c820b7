"""What is answered while Rasa is away."""

import pytest

from service.answering.answers import Answers
from service.answering.without_rasa import reply_without_rasa
from service.content.named_topics import OFFICES
from service.outcomes import Outcome


@pytest.mark.parametrize(
    "text", ["medan", "bpkp jogja", "alamat kantor di bandung", "telepon bpkp surabaya"]
)
def test_an_office_is_found(answers: Answers, text: str) -> None:
    """Whoever stands in the street needs the address also while something is down."""
    reply = reply_without_rasa(answers, text, {})

    assert (reply.topic, reply.outcome) == (OFFICES, Outcome.ANSWERED)


def test_a_follow_up_is_understood_by_rules(answers: Answers) -> None:
    """ "Berapa lama?" says nothing to a search."""
    reply = reply_without_rasa(answers, "berapa lama?", {"topic": "ppid-permohonan"})

    assert reply.topic == "ppid-waktu"


def test_a_wish_for_a_person_opens_a_ticket(answers: Answers) -> None:
    """A person helps where the machine fails."""
    reply = reply_without_rasa(answers, "saya mau bicara sama petugas", {})

    assert reply.outcome is Outcome.ESCALATED


def test_an_english_question_gets_an_english_sentence(answers: Answers) -> None:
    """The language does not depend on what is down."""
    assert "officer" in reply_without_rasa(answers, "What is a probity audit?", {}).text


def test_a_long_story_that_names_a_place_is_no_question_for_an_office(answers: Answers) -> None:
    """A place in a story is where it happened."""
    story = (
        "proyek jalan di medan yang dikerjakan tahun lalu sudah rusak, bpkp pernah audit belum ya"
    )

    assert reply_without_rasa(answers, story, {}).topic != OFFICES
