"""What a row of the queue says of a conversation."""

import pytest

from service.escalations.claims import answer_escalation
from service.escalations.closing import close_escalation
from service.escalations.row_words import RowWords, words_of
from service.outcomes import Outcome
from tests.service.escalations.test_transcripts import say
from tests.service.harness import World


def row(world: World, ticket: str) -> RowWords:
    """Return one row's words."""
    with world.database.read() as session:
        return words_of(session, [ticket])[ticket]


def test_a_row_says_the_question_and_then_the_newest_message(world: World) -> None:
    """An officer chooses whom to help first by what was asked, not by a number."""
    officer = world.officer()
    conversation = say(world, "Berapa lama permohonan informasi?")
    world.clock.advance(seconds=1)
    ticket = world.hold(conversation, officer)
    nothing_yet = row(world, ticket)
    world.clock.advance(seconds=1)
    say(world, "Halo?")
    written = row(world, ticket)
    world.clock.advance(seconds=1)
    with world.database.write() as session:
        answer_escalation(session, ticket, officer.id, "Sepuluh hari.", world.clock())
    answered = row(world, ticket)

    questions = {one.question for one in (nothing_yet, written, answered)}
    assert questions == {"Berapa lama permohonan informasi?"}
    assert nothing_yet.newest is None
    assert written.newest is not None
    assert (written.newest.is_citizens, written.newest.text) == (True, "Halo?")
    assert answered.newest is not None
    assert (answered.newest.is_citizens, answered.newest.text) == (False, "Sepuluh hari.")


def test_what_is_written_after_the_closing_is_in_no_row(world: World) -> None:
    """A closed ticket must not open a window on what the citizen asks the bot afterwards."""
    officer = world.officer()
    conversation = say(world, "tanya")
    world.clock.advance(seconds=1)
    ticket = world.hold(conversation, officer)
    with world.database.write() as session:
        close_escalation(session, ticket, officer.id, "selesai", world.clock())
    world.clock.advance(seconds=1)
    say(world, "urusan lain")

    assert row(world, ticket).newest is None


@pytest.mark.parametrize(
    ("topic", "question"),
    [("magang", "sambungkan petugas, berkas magang"), (None, "kantor di medan")],
)
def test_a_wish_that_says_what_it_is_about_is_the_question(
    world: World, topic: str | None, question: str
) -> None:
    """Else the officer would answer what was asked, and answered, before."""
    conversation = say(world, "kantor di medan")
    world.clock.advance(seconds=1)
    wish = "sambungkan petugas, berkas magang"
    say(world, wish, outcome=Outcome.ESCALATED, topic=topic)
    ticket = world.escalate(conversation).ticket

    assert (row(world, ticket).question, row(world, ticket).topic) == (question, topic)


def test_a_conversation_without_words_has_a_row_all_the_same(world: World) -> None:
    """Whoever presses a button only is waiting as well."""
    ticket = world.escalate(world.conversation()).ticket

    assert row(world, ticket) == RowWords()
