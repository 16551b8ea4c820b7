"""What officers answer again and again: joined, without what is one ticket's, by unit."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from service.canned.replies import keep
from service.content.model import Content
from service.content.store import store_content
from service.door.masking import mask
from service.escalations.claims import claim_and_answer
from service.escalations.opening import open_escalation
from service.learning.answers import Suggestion, suggestions
from service.officers.duty import give_role
from service.outbox.deliveries import claim_messages, mark_sent
from service.outcomes import EscalationReason, Role
from tests.service.harness import World

PARKING = "Parkir tamu ada di basement dua, masuk dari gerbang selatan yang dijaga satpam."
ALMOST = "Parkir tamu ada di basement dua ya, masuk dari gerbang selatan yang dijaga satpam."


@dataclass
class Office:
    """An officer who answers citizens, each in a ticket of their own."""

    world: World
    officer: int
    number: int = 0

    def answer(self, text: str, unit: str = "humas", citizen: str = "") -> str:
        """Let an answer arrive; return the ticket."""
        self.number += 1
        talk = self.world.conversation(citizen or f"c{self.number}")
        with self.world.database.write() as session:
            now = self.world.clock()
            ticket = open_escalation(session, talk, unit, EscalationReason.ASKED, now).ticket
        with self.world.database.write() as session:
            claim_and_answer(session, ticket, self.officer, text, "Petugas menjawab.", now)
        self.world.clock.now += timedelta(minutes=1)
        for _ in range(2):  # the notice that somebody is there, and the answer
            with self.world.database.write() as session:
                for one in claim_messages(session, "telegram", self.world.clock(), 10):
                    mark_sent(session, one.id, str(one.id), self.world.clock())
        return ticket

    def found(self, *units: str) -> list[Suggestion]:
        """Return what is suggested of some units, or of all."""
        now = self.world.clock()
        with self.world.database.read() as session:
            return suggestions(
                session,
                now - timedelta(days=30),
                now + timedelta(minutes=1),
                lambda unit: not units or unit in units,
            )


@pytest.fixture
def office(world: World) -> Office:
    """On each kind of database."""
    officer = world.officer("sari", "Sari Dewi").id
    with world.database.write() as session:
        give_role(session, "sari", Role.LEAD)
    return Office(world, officer)


def test_what_is_said_again_and_again_is_one_suggestion(office: Office) -> None:
    """With how often, so that what helps most is written first."""
    for text in (PARKING, ALMOST, PARKING, PARKING):
        office.answer(text)

    (one,) = office.found()

    assert (one.text, one.count, one.citizens, one.officers) == (PARKING, 4, 4, 1)


def test_what_few_citizens_were_told_is_not_shown(office: Office) -> None:
    """It may be one citizen's matter, whatever the rules of masking find in it."""
    office.answer(PARKING)
    for _ in range(3):
        office.answer(PARKING, citizen="one")

    assert office.found() == []


def test_words_of_one_ticket_are_hidden(office: Office) -> None:
    """A name that no rule finds, a number, a ticket."""
    ticket = office.answer(PARKING)
    office.answer(f"{PARKING} Salam, Sari Dewi")
    office.answer(f"{PARKING} Salam, Sari Dewi. Tiket {ticket}")
    office.answer(f"Untuk Surono berkas 17: {PARKING} Salam, Sari Dewi. Tiket {ticket}")

    (one,) = office.found()

    assert one.citizens == 4
    assert "Surono" not in one.text
    assert "17" not in one.text
    assert ticket not in one.text
    assert PARKING in one.text
    assert one.text.endswith("Salam, {petugas}")


def test_an_answer_with_personal_data_counts_for_nothing(office: Office) -> None:
    """What is found in it is not even hidden: the rest may tell as much."""
    for _ in range(3):
        office.answer(f"{PARKING} Hubungi 081234567890 atau NIK 3273012501900001.")

    assert office.found() == []


def test_a_unit_sees_its_own(office: Office) -> None:
    """And what three units say once each, none has said again."""
    for _ in range(3):
        office.answer(PARKING, "humas")
    for unit in ("humas", "ppid", "pusdiklatwas"):
        office.answer("Cuti bersama tahun ini mengikuti keputusan tiga menteri.", unit)

    assert [one.unit for one in office.found()] == ["humas"]
    assert office.found("ppid") == []


def test_what_is_said_already_is_not_suggested(office: Office, content: Content) -> None:
    """By a canned reply of the unit, or within an article."""
    for _ in range(3):
        office.answer(PARKING)
    now = office.world.clock()
    texts = (" ".join(one.text.replace("*", "").split())[:180] for one in content.articles)
    sentences = next(text for text in texts if len(text) == 180 and not mask(text).kinds)
    for _ in range(3):
        office.answer(sentences)
    assert len(office.found()) == 2

    with office.world.database.write() as session:
        store_content(session, content, now)
        kept = keep(session, office.officer, "humas", "parkir", ALMOST, now)

    assert isinstance(kept, int)
    assert office.found() == []
