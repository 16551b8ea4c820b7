"""What the figures count, on both kinds of database."""

from datetime import date, timedelta

import pytest

from service.conversations.turns import TurnRecord, rate_turn, store_turn
from service.escalations.claims import claim_and_answer
from service.escalations.closing import close_escalation
from service.figures.messages import Messages
from service.figures.periods import read_period
from service.figures.reading import Figures, read_figures
from service.figures.tickets import quantile
from service.officers.duty import give_role
from service.outcomes import AnsweredBy, Outcome, Role
from tests.service.harness import World


def write(world: World, outcome: Outcome, address: str = "1", topic: str | None = None) -> int:
    """Let a citizen write, with what came of it; return the turn's id."""
    number = f"{world.clock.now:%d%H%M}{address}{outcome}"
    conversation = world.receive("halo", number, address)
    assert conversation is not None
    update = world.next_update(conversation)
    assert update is not None
    record = TurnRecord(update.id, conversation, "text", "halo", outcome, AnsweredBy.RASA, topic)
    with world.database.write() as session:
        turn = store_turn(session, record, world.clock())
    world.finish(update.id)
    return turn


def figures(world: World, username: str = "lia", first: str = "", last: str = "") -> Figures:
    """Read the figures as somebody sees them; who is not there yet supervises humas."""
    officer = world.officer(username, username.title())
    with world.database.write() as session:
        give_role(session, username, Role.SUPERVISOR)
    with world.database.read() as session:
        period = read_period(first, last, world.clock())
        return read_figures(session, officer.id, period, world.clock())


def answered(world: World, address: str, unit: str, minutes: int, *, officer: int) -> str:
    """Open a ticket and answer it so many minutes later; return its ticket."""
    ticket = world.escalate(world.conversation(address), unit).ticket
    world.clock.advance(minutes=minutes)
    with world.database.write() as session:
        claim_and_answer(session, ticket, officer, "Baik.", "petugas datang", world.clock())
    return ticket


def test_messages_are_counted_by_what_came_of_them(world: World) -> None:
    """A part of an album or a press is no message: it would make the bot look better or worse."""
    for outcome in Outcome:
        write(world, outcome)
    write(world, Outcome.ANSWERED, "2")

    assert figures(world).messages.whole == Messages(
        all=13, conversations=2, answered=3, offered=1, missed=2, elsewhere=1, to_people=2
    )
    assert (
        figures(world, "mia").messages.whole.others == 4
    )  # small talk, refused, failed, switched off


def test_days_are_jakartas_and_empty_ones_are_shown(world: World) -> None:
    """03.00 UTC is ten in the morning; 18.00 UTC is already the next day."""
    write(world, Outcome.ANSWERED)
    world.clock.advance(hours=15)
    write(world, Outcome.ANSWERED)
    world.clock.advance(days=1)

    by_day = figures(world, first="2026-11-23", last="2026-11-26").messages.by_day

    assert {day: of.all for day, of in by_day.items()} == {
        date(2026, 11, 23): 0,
        date(2026, 11, 24): 1,
        date(2026, 11, 25): 1,
        date(2026, 11, 26): 0,
    }


def test_topics_tell_how_often_they_answered_and_what_citizens_thought(world: World) -> None:
    """An article that nobody finds helpful is one to rewrite."""
    conversation = world.conversation()
    for feedback in ("helpful", "unhelpful", "unhelpful", None):
        turn = write(world, Outcome.ANSWERED, topic="ppid-waktu")
        world.clock.advance(minutes=1)
        if feedback:
            with world.database.write() as session:
                rate_turn(session, conversation, turn, feedback)
    write(world, Outcome.ANSWERED, topic="siskeudes")
    write(world, Outcome.CLARIFIED, topic="magang")

    assert [
        (one.topic, one.answered, one.helpful, one.unhelpful) for one in figures(world).topics
    ] == [("ppid-waktu", 4, 1, 2), ("siskeudes", 1, 0, 0)]


def test_channels_are_counted_apart(world: World) -> None:
    """Who decides on a channel wants to know who comes by it."""
    write(world, Outcome.ANSWERED)

    assert {key: of.all for key, of in figures(world).messages.by_channel.items()} == {
        "telegram": 1
    }


def test_a_units_tickets_are_counted_with_their_waits(world: World) -> None:
    """Half were answered within the median; who was never answered counts as opened only."""
    budi = world.officer().id
    tickets = [
        answered(world, str(n), "humas", minutes, officer=budi)
        for n, minutes in enumerate((10, 20, 90))
    ]
    world.escalate(world.conversation("9"), "humas")
    with world.database.write() as session:
        close_escalation(session, tickets[0], budi, "selesai", world.clock())

    unit = next(one for one in figures(world).units if one.unit == "humas")

    assert (unit.opened, unit.closed, unit.open_now) == (4, 1, 3)
    assert unit.median_wait == timedelta(minutes=20)
    assert unit.long_wait == timedelta(minutes=90)


def test_a_supervisor_sees_the_tickets_and_people_of_their_units_only(world: World) -> None:
    """How quick the people of another unit are is not theirs to know."""
    mira = world.officer("mira", "Mira", "ppid")
    budi = world.officer()
    answered(world, "1", "ppid", 5, officer=mira.id)
    answered(world, "2", "humas", 5, officer=budi.id)

    seen = figures(world)

    assert [one.unit for one in seen.units] == ["humas"]
    assert [one.officer.name for one in seen.officers] == ["Budi", "Lia"]


def test_an_officers_hands_are_counted(world: World) -> None:
    """Who has too much, and who could take more, shall be seen at a glance."""
    budi = world.officer()
    answered(world, "1", "humas", 5, officer=budi.id)
    world.hold(world.conversation("2"), budi)

    found = next(one for one in figures(world).officers if one.officer.id == budi.id)

    assert (found.held_now, found.answers, found.closed) == (2, 1, 0)


@pytest.mark.parametrize(
    ("minutes", "share", "expected"),
    [
        ([], 0.5, None),
        ([7], 0.9, 7),
        ([1, 2], 0.5, 1),
        ([1, 2, 3], 0.5, 2),
        (range(1, 11), 0.9, 9),
    ],
)
def test_a_quantile_is_a_wait_that_somebody_had(
    minutes: list[int], share: float, expected: int | None
) -> None:
    """Means hide the one who waited a week, and invented waits cannot be looked up."""
    waits = [timedelta(minutes=one) for one in minutes]

    assert quantile(waits, share) == (None if expected is None else timedelta(minutes=expected))
