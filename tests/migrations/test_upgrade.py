"""The database as the first version left it, brought to the newest: nothing lost, all readable."""

import pytest

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT, NoEncoder
from service.content.store import read_vectors
from service.conversations.ownership import conversation_at
from service.escalations.opening import escalations_of, find_escalation
from service.escalations.transcripts import read_transcript
from service.knowledge.knowledge import Knowledge
from service.officers.accounts import list_officers, log_in
from service.officers.sessions import Login, active_session
from service.outbox.buttons import pressed_button
from service.outcomes import Delivery, DeliveryTrouble, EscalationState, Owner
from service.payloads import topic_payload
from service.replies import Button
from service.storage.database import Database
from tests.migrations import rows_of_0001 as old
from tests.service.harness import World

DROPPED = {"officers": {"failed_logins", "locked_until"}}  # no account is locked any more
RENAMED = {"content_releases": "content_loads"}  # tables of 0001 that have another name today


@pytest.fixture
def world(first: Database, clock: FrozenClock) -> World:
    """That database, brought to the newest version."""
    first.migrate()
    return World(first, clock)


def reworded(row: dict[str, object]) -> dict[str, object]:
    """Return a row of 0001 with a delivery's trouble in the word that is used today."""
    return {**row, "error": DeliveryTrouble.BLOCKED} if row.get("error") == old.BLOCKED else row


def test_there_is_a_row_in_every_table_of_the_first_version(first: Database) -> None:
    """A table without a row would be upgraded untried."""
    filled = {name for name, rows in old.stored(first).items() if rows}

    assert filled - {"alembic_version"} == set(old.ROWS)
    assert filled == set(old.stored(first))


def test_no_row_is_lost_or_changed(first: Database) -> None:
    """What citizens wrote and officers answered is theirs, whatever version runs."""
    before = old.stored(first)
    first.migrate()
    after = old.stored(first)

    for name in old.ROWS:
        rows = after[RENAMED.get(name, name)]
        columns = set(before[name][0]) - DROPPED.get(name, set())
        kept = [{column: row[column] for column in columns} for row in rows]
        expected = [reworded(row) for row in before[name]]
        assert kept == [{column: row[column] for column in columns} for row in expected], name


def test_conversations_belong_to_whom_they_belonged(world: World) -> None:
    """The bot must not talk over an officer because of an upgrade."""
    with_officer, with_bot = world.state(old.WITH_OFFICER), world.state(old.WITH_BOT)

    assert (with_officer.owner, with_officer.officer_id) == (Owner.OFFICER, 1)
    assert (with_bot.owner, with_bot.version, with_bot.slots) == (Owner.BOT, 5, {})
    with world.database.read() as session:
        assert conversation_at(session, "telegram", "5552") == old.WITH_BOT


def test_officers_log_in_and_stay_logged_in(world: World) -> None:
    """An upgrade at night must not lock the desk in the morning."""
    with world.database.read() as session:
        active = active_session(session, old.COOKIE, old.at(11))
        names = [officer.name for officer in list_officers(session)]

    assert active is not None
    assert (active.officer.username, active.csrf_token) == ("sari", "formulir")
    assert names == ["Sari Dewi"]
    assert isinstance(log_in(world.database, "sari", old.PASSWORD, world.clock()), Login)


def test_tickets_are_found(world: World) -> None:
    """A citizen asks for their ticket months later."""
    with world.database.read() as session:
        held = find_escalation(session, old.TICKET)
        (closed,) = escalations_of(session, old.WITH_BOT)

    assert (held.state, held.held_by) == (EscalationState.HELD, "Sari Dewi")
    assert world.queue() == [held]
    assert (closed.ticket, closed.closed_at) == (old.OLD_TICKET, old.at(5, 20))


def test_a_conversation_is_read_as_it_was(world: World) -> None:
    """The officer must know what was said before the upgrade."""
    with world.database.read() as session:
        lines = read_transcript(session, old.WITH_OFFICER)

    assert [(line.who, line.text, line.delivery) for line in lines] == [
        ("citizen", old.QUESTION, None),
        ("bot", "Ajukan permohonan kepada PPID.", Delivery.SENT),
        ("officer", "Selamat pagi, saya bantu.", Delivery.FAILED),
    ]
    assert [line.attachments for line in lines] == [(), (), ()]


def test_what_waited_is_worked_off(world: World) -> None:
    """A citizen who wrote just before the upgrade still gets an answer."""
    assert world.waiting() == [old.WITH_BOT]
    assert world.take_lane(old.WITH_BOT, "the new gateway")

    update = world.next_update(old.WITH_BOT)

    assert update is not None
    assert (update.text, update.masked_kinds) == ("NIK saya [NIK], biayanya?", ("nik",))
    assert world.finish(update.id)
    assert world.next_update(old.WITH_BOT) is None


def test_what_was_queued_is_sent_and_new_messages_come_after_it(world: World) -> None:
    """A reply on disk is a promise; its order with what follows is kept."""
    new = world.put(old.WITH_BOT, "jawaban baru")

    (first,) = world.claim()

    assert (first.text, first.address) == ("Percakapan telah ditutup.", "5552")
    assert first.id < new


def test_a_button_of_an_old_message_still_works(world: World) -> None:
    """It stays on the citizen's phone for ever."""
    with world.database.read() as session:
        pressed = pressed_button(session, old.WITH_OFFICER, "tok-biaya")

    assert pressed == Button("Biaya", topic_payload("ppid-biaya"))


def test_the_content_answers_at_once(world: World) -> None:
    """Nobody has loaded it anew when the first question comes."""
    knowledge = Knowledge(world.database, NoEncoder(), CONTENT)

    article = knowledge.article("ppid-permohonan")

    assert article is not None
    assert (article.text, article.questions) == (old.ARTICLES["text"], (old.QUESTION,))
    assert [office.code for office in knowledge.find_offices("kantor jogja")] == ["PW34"]
    with world.database.read() as session:
        assert read_vectors(session, [old.QUESTION]).tolist() == [old.VECTOR.tolist()]


def test_life_goes_on(world: World) -> None:
    """New rows stand beside the old ones, numbered after them."""
    conversation_id = world.receive("halo lagi", "1003", "5552")
    ticket = world.escalate(world.conversation("5553")).ticket

    assert conversation_id == old.WITH_BOT
    assert {view.ticket for view in world.queue()} == {old.TICKET, ticket}
