"""Officers' answers changed or taken back: by whom, until when, and what of it is kept."""

from typing import Any

import pytest

from service.escalations.access import Why
from service.escalations.changing import change_answer, read_answer, withdraw_answer
from service.escalations.claims import release_escalation
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused
from service.officers.duty import OfficerView
from service.outbox.changes import (
    MOST_TRIES,
    Became,
    Change,
    Standing,
    changes_of,
    finish_change,
    next_change,
    untold_changes,
)
from service.outbox.deliveries import claim_messages, mark_sent
from service.outbox.queue import messages_after
from service.outbox.revisions import revisions_of
from service.outcomes import Delivery
from service.storage.tables import OutboxMessage
from tests.service.escalations.desk import answer, at, close, do, kinds, person, write
from tests.service.harness import World


def answered(world: World, channel: str = "telegram") -> tuple[str, OfficerView, int]:
    """Let an officer answer; return ticket, officer, and the number of the answer."""
    officer = person(world, "sari")
    ticket = world.escalate(world.conversation(channel=channel)).ticket
    return ticket, officer, answer(world, ticket, officer, "lama")


def deliver(world: World, channel: str = "telegram") -> None:
    """Let everything that waits arrive."""
    conversation_id = world.conversation(channel=channel)
    with world.database.write() as session:
        if channel == "web":
            messages_after(session, conversation_id, 0, world.clock())
            return
        while claimed := claim_messages(session, channel, world.clock(), 1):
            mark_sent(session, claimed[0].id, str(900 + claimed[0].id), world.clock())


def text_of(world: World, number: int) -> str:
    with world.database.read() as session:
        return session.get_one(OutboxMessage, number).text


def former(world: World, number: int) -> list[tuple[str, str, str]]:
    """Return what an answer said before: kind, words, and who changed it."""
    with world.database.read() as session:
        return [(r.kind, r.former, r.by) for r in revisions_of(session, [number]).get(number, ())]


def due(world: World) -> Change | None:
    """Return what the gateway is to change at Telegram."""
    with world.database.write() as session:
        return next_change(session, world.clock())


def test_what_nobody_read_is_changed_at_once(world: World) -> None:
    """No former words: the citizen never had any."""
    ticket, officer, number = answered(world)

    became = do(world, change_answer, ticket, officer.id, number, "baru")

    assert became is Became.AT_ONCE
    assert (text_of(world, number), former(world, number), due(world)) == ("baru", [], None)


def test_what_was_read_keeps_its_former_words_with_who_and_when(world: World) -> None:
    """A supervisor must see what the citizen was told before somebody thought better of it."""
    ticket, officer, number = answered(world)
    deliver(world)

    became = do(world, change_answer, ticket, officer.id, number, "baru")

    change = due(world)
    assert became is Became.QUEUED
    assert former(world, number) == [("edit", "lama", "Sari")]
    assert change is not None
    assert (change.kind, change.text) == ("edit", "baru")
    assert kinds(world, ticket)[-1] is EventKind.CHANGED


def test_on_the_web_the_message_itself_changes(world: World) -> None:
    """No second message that corrects the first: the page shows it anew."""
    ticket, officer, number = answered(world, "web")
    deliver(world, "web")

    became = do(world, change_answer, ticket, officer.id, number, "baru")

    assert became is Became.SHOWN
    with world.database.read() as session:
        texts = [
            m.text
            for m in messages_after(session, world.conversation(channel="web"), 0, at(world))
        ]
    assert texts == ["datang", "baru"]


def test_what_is_taken_back_on_the_web_leaves_no_word_to_read(world: World) -> None:
    """A page that is opened later must not show what was withdrawn."""
    ticket, officer, number = answered(world, "web")
    deliver(world, "web")

    became = do(world, withdraw_answer, ticket, officer.id, number)

    with world.database.read() as session:
        read = messages_after(session, world.conversation(channel="web"), 0, at(world))
    assert became is Became.SHOWN
    assert [(m.text, m.is_withdrawn) for m in read] == [("datang", False), ("", True)]
    assert former(world, number) == [("withdraw", "lama", "Sari")]


def test_what_was_taken_back_before_it_was_read_is_never_shown(world: World) -> None:
    """Nobody needs to know that something was almost said."""
    ticket, officer, number = answered(world, "web")

    became = do(world, withdraw_answer, ticket, officer.id, number)

    with world.database.write() as session:
        read = messages_after(session, world.conversation(channel="web"), 0, at(world))
    assert became is Became.AT_ONCE
    assert [m.text for m in read] == ["datang"]


def test_after_two_days_telegram_deletes_nothing(world: World) -> None:
    """Said before it is tried; the words can still be changed."""
    ticket, officer, number = answered(world)
    deliver(world)
    at(world, hours=48, seconds=1)

    assert do(world, withdraw_answer, ticket, officer.id, number) is Became.TOO_LATE
    assert EventKind.WITHDREW not in kinds(world, ticket)
    assert do(world, change_answer, ticket, officer.id, number, "baru") is Became.QUEUED


def test_within_two_days_it_is_deleted(world: World) -> None:
    """Up to the last minute."""
    ticket, officer, number = answered(world)
    deliver(world)
    at(world, hours=47, minutes=59)

    assert do(world, withdraw_answer, ticket, officer.id, number) is Became.QUEUED
    change = due(world)
    assert change is not None
    assert change.kind == "withdraw"


def test_what_was_taken_back_is_not_changed_any_more(world: World) -> None:
    """The edit would bring it back, or be made after the deletion."""
    ticket, officer, number = answered(world)
    deliver(world)
    do(world, withdraw_answer, ticket, officer.id, number)

    assert do(world, change_answer, ticket, officer.id, number, "baru") is Became.GONE
    assert do(world, withdraw_answer, ticket, officer.id, number) is Became.GONE
    assert kinds(world, ticket).count(EventKind.WITHDREW) == 1


def test_a_change_outlives_its_maker(world: World) -> None:
    """A gateway that is killed between asking Telegram and noting it leaves the change due."""
    ticket, officer, number = answered(world)
    deliver(world)
    do(world, change_answer, ticket, officer.id, number, "baru")
    assert due(world) is not None  # taken, and its maker dies
    assert due(world) is None

    at(world, seconds=10)
    again = due(world)
    assert again is not None
    with world.database.write() as session:
        finish_change(session, again, is_made=True)
    at(world, hours=1)
    assert due(world) is None


def refused(outcome: Any) -> str:
    """Return why something was refused."""
    assert isinstance(outcome, ClaimRefused)
    return outcome.why


@pytest.mark.parametrize("act", ["colleague", "released", "citizens", "other_ticket"])
def test_only_ones_own_answer_in_ones_own_ticket_is_changed(world: World, act: str) -> None:
    """A number in a form must not reach anything else of the outbox."""
    ticket, officer, number = answered(world)
    deliver(world)
    who = officer
    match act:
        case "colleague":
            who = person(world, "budi")
        case "released":
            do(world, release_escalation, ticket, officer.id)
        case "citizens":
            number -= 1  # what the system said
        case "other_ticket":
            other = world.escalate(world.conversation("2")).ticket
            number = answer(world, other, officer, "lain")
    before = text_of(world, number)

    assert refused(do(world, change_answer, ticket, who.id, number, "baru")) == Why.NOT_OWN
    assert refused(do(world, withdraw_answer, ticket, who.id, number)) == Why.NOT_OWN
    assert refused(do(world, read_answer, ticket, who.id, number)) == Why.NOT_OWN
    assert refused(do(world, change_answer, ticket, who.id, 99_999, "baru")) == Why.NOT_OWN
    assert text_of(world, number) == before


def test_a_closed_tickets_answer_is_mended_by_who_closed_it(world: World) -> None:
    """A wrong address stays wrong when the case is closed."""
    ticket, officer, number = answered(world)
    deliver(world)
    write(world, world.conversation())
    close(world, ticket, officer)

    assert do(world, change_answer, ticket, officer.id, number, "baru") is Became.QUEUED


def test_words_under_a_file_have_less_place(world: World) -> None:
    """Telegram would refuse it later, when its writer looks elsewhere."""
    ticket, officer, number = answered(world)
    deliver(world)
    with world.database.write() as session:
        session.get_one(OutboxMessage, number).copied = {
            "chat": "1",
            "number": "2",
            "kind": "photo",
        }

    assert do(world, change_answer, ticket, officer.id, number, "x" * 1025) is Became.TOO_LONG
    assert text_of(world, number) == "lama"


def test_a_withdrawal_that_waits_shows_until_it_is_made(world: World) -> None:
    """The outbox tells the officer what the citizen still reads."""
    ticket, officer, number = answered(world)
    deliver(world)
    do(world, withdraw_answer, ticket, officer.id, number)
    shown = do(world, read_answer, ticket, officer.id, number)
    change = due(world)
    assert change is not None
    with world.database.write() as session:
        finish_change(session, change, is_made=True)

    with world.database.read() as session:
        assert session.get_one(OutboxMessage, number).state == Delivery.WITHDRAWN
    assert shown.is_withdrawn


def end_change(world: World, *, is_made: bool) -> None:
    """Let Telegram make or refuse what is due."""
    at(world, minutes=1)
    change = due(world)
    assert change is not None
    with world.database.write() as session:
        finish_change(session, change, is_made=is_made)
    at(world, minutes=1)


def standing(world: World, number: int) -> Standing | None:
    with world.database.read() as session:
        return changes_of(session, [number]).get(number)


def test_what_telegram_refuses_leaves_the_words_that_the_citizen_reads(world: World) -> None:
    """Else all who open the ticket read something that was never said; what was tried is kept."""
    ticket, officer, number = answered(world)
    deliver(world)
    for text, is_made in (("satu", True), ("dua", False), ("tiga", False)):
        do(world, change_answer, ticket, officer.id, number, text)
        end_change(world, is_made=is_made)

    assert text_of(world, number) == "satu"
    assert former(world, number) == [("edit", "lama", "Sari")]
    assert standing(world, number) == Standing("edit", "refused", "tiga")


def test_what_telegram_never_takes_is_refused_in_the_end(world: World) -> None:
    """Of edits that replaced each other none was made."""
    ticket, officer, number = answered(world)
    deliver(world)
    do(world, change_answer, ticket, officer.id, number, "satu")
    at(world, seconds=1)
    do(world, change_answer, ticket, officer.id, number, "dua")
    for _ in range(MOST_TRIES + 1):
        at(world, minutes=5)
        due(world)

    assert (text_of(world, number), former(world, number)) == ("lama", [])
    assert standing(world, number) == Standing("edit", "refused", "dua")
    with world.database.write() as session:
        told = untold_changes(session, world.clock())
    assert told == [(number, "edit", False)]


def test_a_refused_withdrawal_is_no_withdrawal(world: World) -> None:
    """The history must not say that it was taken back, and its words can still be changed."""
    ticket, officer, number = answered(world)
    deliver(world)
    do(world, withdraw_answer, ticket, officer.id, number)
    end_change(world, is_made=False)

    shown = do(world, read_answer, ticket, officer.id, number)

    assert (shown.text, shown.is_withdrawn, shown.revisions) == ("lama", False, ())
    assert standing(world, number) == Standing("withdraw", "refused")


def test_a_refusal_is_over_once_a_newer_change_is_made(world: World) -> None:
    """The officer would go on believing that the citizen reads what was wrong."""
    ticket, officer, number = answered(world)
    deliver(world)
    do(world, change_answer, ticket, officer.id, number, "satu")
    end_change(world, is_made=False)
    do(world, change_answer, ticket, officer.id, number, "dua")
    end_change(world, is_made=True)

    assert standing(world, number) is None
    assert text_of(world, number) == "dua"
    assert former(world, number) == [("edit", "lama", "Sari")]
