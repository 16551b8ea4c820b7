"""What a candidate is asked again: what citizens asked the bot, each question once."""

import pytest

from service.conversations.ownership import FORGOTTEN
from service.outcomes import AnsweredBy, Outcome
from service.storage.database import Database
from service.storage.tables import Conversation
from tests.service.releases.asking import Street


@pytest.fixture
def street(database: Database) -> Street:
    """Citizens on each kind of database."""
    return Street(database)


def test_what_reads_alike_is_asked_once(street: Street) -> None:
    """Most questions repeat; asking each of them again would take the hours away."""
    street.ask("Gmn cr magang?", citizen="1")
    street.ask("gmn cr magang", citizen="2", channel="web")
    street.ask("bagaimana cara magang", citizen="3", channel="web")
    street.ask("gmn cr magang", citizen="4", channel="web")

    (one,) = street.asked().questions

    assert (one.text, one.count, one.citizens, one.channel) == ("gmn cr magang", 4, 4, "web")
    assert len(one.turns) == 4


def test_one_citizen_who_repeats_weighs_as_one(street: Street) -> None:
    """Nobody decides alone what is read first."""
    for _ in range(5):
        street.ask("jam buka", citizen="1", wait=3600)
    street.ask("syarat magang", citizen="2")
    street.ask("syarat magang", citizen="3")

    assert [(one.text, one.count, one.citizens) for one in street.asked().questions] == [
        ("syarat magang", 2, 2),
        ("jam buka", 5, 1),
    ]


def test_a_follow_up_is_asked_after_its_topic(street: Street) -> None:
    """ "Biayanya" means nothing by itself; after a long silence nothing is in talk."""
    street.ask("cara magang", "magang", citizen="1")
    street.ask("makasih", outcome=Outcome.SMALL_TALK, intent="thanks", citizen="1")
    street.ask("biayanya", "magang", citizen="1")
    street.ask("apa itu spip", "spip", citizen="2")
    street.ask("bukan itu", outcome=Outcome.CLARIFIED, intent="deny", citizen="2")
    street.ask("kalau manfaatnya", citizen="2")
    street.ask("cara magang", "magang", citizen="3")
    street.ask("lamanya", citizen="3", wait=3600)

    in_talk = {one.text: one.in_talk for one in street.asked().questions}

    assert in_talk == {
        "cara magang": None,
        "makasih": "magang",
        "biayanya": "magang",
        "apa itu spip": None,
        "bukan itu": "spip",
        "kalau manfaatnya": None,
        "lamanya": None,
    }


@pytest.mark.parametrize("outcome", [Outcome.ESCALATED, Outcome.RELAYED, Outcome.EMERGENCY])
def test_what_is_an_officers_is_not_asked(street: Street, outcome: Outcome) -> None:
    """It belongs to the ticket, whoever reads the list."""
    street.ask("ini rahasia saya", outcome=outcome)

    assert street.asked().questions == ()


def test_what_no_model_answered_is_not_asked(street: Street) -> None:
    """Presses, commands, and words that were taken back."""
    street.ask("Menu", by=AnsweredBy.GATEWAY)
    street.ask("Biaya", kind="button")
    street.ask("")
    street.ask("jam buka", by=AnsweredBy.KNOWLEDGE)  # Rasa was away; today it is asked

    assert [one.text for one in street.asked().questions] == ["jam buka"]


def test_what_a_visitor_deleted_is_not_asked(street: Street) -> None:
    """They were told that it is gone."""
    street.ask("nama saya panjang")
    with street.database.write() as session:
        for row in session.query(Conversation):
            row.address = f"{FORGOTTEN}1"

    assert street.asked().questions == ()


def test_only_the_days_that_are_meant(street: Street) -> None:
    """What was in talk may have begun a little before."""
    street.ask("cara magang", "magang")
    street.ask("biayanya", "magang", wait=300)

    (one,) = street.asked(days=200 / 86_400).questions

    assert (one.text, one.in_talk) == ("biayanya", "magang")


def test_what_is_too_much_is_told(street: Street) -> None:
    """What does harm weighs double; what is left out is said and not silently lost."""
    street.ask("apa itu spip", "spip", citizen="1")
    street.ask("berapa batas hadiah", "batas-hadiah", citizen="2")
    street.ask("jam buka", "jam-layanan", citizen="3")
    street.ask("jam buka", "jam-layanan", citizen="3", wait=3600)

    found = street.asked(most=1)

    assert [one.text for one in found.questions] == ["berapa batas hadiah"]
    assert (found.left_out, found.messages_left_out, found.messages) == (2, 3, 1)
