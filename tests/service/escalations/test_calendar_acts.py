"""The calendar as it is decided at the desk: what it moves, who may, and what cannot be."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from doubles.knowledge import CONTENT
from service.answering.due_words import moved_in_words
from service.audit.tables import AuditRow
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.content.hours_changes import decided, history
from service.content.hours_text import Decided, key_of
from service.content.model import Unit
from service.content.sentences import load_sentences
from service.content.static import read_static
from service.errors import ContentInvalid, HoursRefused
from service.escalations.calendar_acts import (
    Calendar,
    decide_hours,
    look_ahead,
    may_decide,
    unit_of,
)
from service.escalations.deadlines import Moved, due_of, set_due
from service.hours.desk_hours import DeskHours
from service.officers.duty import OfficerView
from service.outcomes import Role
from tests.service.escalations.desk import person, told
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
UNITS: dict[str, Unit] = dict(read_static(CONTENT).units)
CALENDAR = Calendar(CONTENT, UNITS)
SAY = load_sentences(CONTENT)
MONDAY = datetime(2026, 12, 7, 1, tzinfo=UTC)
PPID = "ppid-cara"  # a topic whose kind has ten working days by law


def entry(section: str, **values: object) -> Decided:
    """Decide an entry."""
    return Decided(section, key_of(section, values), values)


def closed(day: str, unit: str | None = None, hours: str = "tutup") -> Decided:
    """Close a day."""
    more = {"unit": unit} if unit else {}
    return entry("days", date=day, hours=hours, reason="banjir", source="nota", **more)


def request(world: World, address: str = "1", unit: str = "humas") -> str:
    """Open a request that the law has answered within working days."""
    world.clock.now = MONDAY
    ticket = world.escalate(world.conversation(address), unit).ticket
    kind = next(rule for rule in DESK.rules if rule.is_right)
    with world.database.write() as session:
        set_due(session, ticket, DESK, kind.topics[0], Zone.WIB, world.clock())
    return ticket


def say(desk: DeskHours) -> Callable[[Moved], str]:
    """Word what moved, as the desk does."""
    return lambda moved: moved_in_words(SAY, desk, moved, MONDAY)


def decide(world: World, officer: OfficerView, *changes: Decided) -> int:
    """Decide as an officer."""
    with world.database.write() as session:
        return decide_hours(session, CALENDAR, changes, officer, say, world.clock())


def deadline(world: World, ticket: str) -> datetime | None:
    """Return a ticket's deadline as it is stored."""
    with world.database.read() as session:
        due = due_of(session, ticket)
    return due.deadline_at if due else None


def test_what_would_move_is_known_before_and_nothing_is_changed(world: World) -> None:
    """Whoever closes a day reads first whom it costs one."""
    ticket = request(world)
    before = deadline(world, ticket)

    with world.database.read() as session:
        ahead = look_ahead(session, CALENDAR, [closed("2026-12-10")], world.clock())

    assert [(one.ticket, one.before) for one in ahead.moving] == [(ticket, before)]
    after = ahead.moving[0].after
    assert after is not None
    assert before is not None
    assert after > before
    assert deadline(world, ticket) == before


def test_a_decision_moves_deadlines_and_tells_the_citizen_once(world: World) -> None:
    """The page that showed it, and what is done, are the same count."""
    lena = person(world, "lena", role=Role.LEAD)
    ticket = request(world)
    with world.database.read() as session:
        ahead = look_ahead(session, CALENDAR, [closed("2026-12-10")], world.clock())

    moved = decide(world, lena, closed("2026-12-10"))

    assert moved == len(ahead.moving) == 1
    assert deadline(world, ticket) == ahead.moving[0].after
    conversation = world.queue()[0].conversation_id
    assert [ticket in text for text in told(world, conversation)] == [True]


def test_who_waits_for_officers_to_be_back_is_counted_before_as_well(world: World) -> None:
    """They are written to, so a page that said "nothing changes" would be false."""
    lena = person(world, "lena", role=Role.LEAD)
    world.clock.now = datetime(2026, 12, 5, 3, tzinfo=UTC)  # a Saturday
    conversation = world.conversation()
    ticket = world.escalate(conversation, "humas").ticket
    with world.database.write() as session:
        set_due(session, ticket, DESK, None, Zone.WIB, world.clock())
    with world.database.read() as session:
        ahead = look_ahead(session, CALENDAR, [closed("2026-12-07")], world.clock())

    moved = decide(world, lena, closed("2026-12-07"))

    assert [(one.ticket, one.has_other_promise) for one in ahead.moving] == [(ticket, True)]
    assert moved == 1
    assert len(told(world, conversation)) == 1


def test_it_is_recorded_with_who_did_it_and_without_words(world: World) -> None:
    """A deadline that moved is asked for months later."""
    lena = person(world, "lena", role=Role.LEAD)

    decide(world, lena, closed("2026-12-10", "humas"))

    with world.database.read() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.deed == "hours.decided")).one()
        past = history(session)
    assert row.officer_id == lena.id
    assert "banjir" not in str(row.data)
    assert [(one.officer_id, one.what.entry is not None) for one in past] == [(lena.id, True)]


def test_taking_it_back_moves_them_back(world: World) -> None:
    """A flood that did not come."""
    lena, ticket = person(world, "lena", role=Role.LEAD), request(world)
    before, day = deadline(world, ticket), closed("2026-12-10")
    decide(world, lena, day)

    decide(world, lena, Decided(day.section, day.key, None))

    assert deadline(world, ticket) == before


def test_another_units_deadlines_stay(world: World) -> None:
    """One office under water does not close the others."""
    lena = person(world, "lena", role=Role.LEAD)
    mine, other = request(world), request(world, "2", "ppid")
    before = deadline(world, other)

    moved = decide(world, lena, closed("2026-12-10", "humas"))

    assert moved == 1
    assert deadline(world, other) == before
    assert deadline(world, mine) != before


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        (Role.OFFICER, "humas", False),
        (Role.SUPERVISOR, "humas", True),
        (Role.SUPERVISOR, "ppid", False),
        (Role.SUPERVISOR, None, False),
        (Role.LEAD, None, True),
        (Role.ADMIN, "ppid", True),
        (Role.MAINTAINER, None, False),
        (Role.AUDITOR, "humas", False),
    ],
)
def test_who_may_decide(world: World, role: Role, unit: str | None, expected: bool) -> None:
    """A supervisor decides for their own units; for all of them only who supervises all."""
    officer = person(world, "rina", role=role)

    assert may_decide(officer, unit) is expected
    if not expected:
        with pytest.raises(HoursRefused):
            decide(world, officer, closed("2026-12-10", unit))


@pytest.mark.parametrize(
    "forged",
    [
        Decided("days", "humas:2026-12-10", {"date": "2026-12-10", "hours": "tutup"}),
        Decided("seasons", "humas:x", {"name": "x", "week": "ramadan"}),
        Decided("units", "humas", {"id": "ppid", "zone": "WIT"}),
        Decided("weeks", "khusus-humas", {"id": "biasa", "senin": "07.30-08.00"}),
        Decided("weeks", "biasa", {"id": "biasa", "senin": "07.30-08.00"}),
    ],
)
def test_a_unit_in_the_name_alone_opens_no_other(world: World, forged: Decided) -> None:
    """What is decided is what is written, not what it is called."""
    rina = person(world, "rina", role=Role.SUPERVISOR)

    with pytest.raises(HoursRefused):
        decide(world, rina, forged)


def test_what_makes_no_calendar_is_refused_with_nothing_stored(world: World) -> None:
    """The reader of every process would refuse it later, in silence."""
    lena = person(world, "lena", role=Role.LEAD)
    overlapping = entry(
        "seasons",
        name="Lain",
        week="ramadan",
        **{"from": "2027-02-10", "to": "2027-02-12"},
        source="x",
    )

    with pytest.raises(ContentInvalid):
        decide(world, lena, overlapping)
    with pytest.raises(ContentInvalid):
        decide(world, lena, closed("2026-12-10", hours="16.00-08.00"))
    with world.database.read() as session:
        assert decided(session) == ()


def test_a_unit_that_never_opens_is_refused(world: World) -> None:
    """Its deadlines would have no end."""
    lena = person(world, "lena", role=Role.LEAD)
    request(world)
    never = entry(
        "seasons", name="Tutup", week="kosong", **{"from": "2026-12-01", "to": "2029-01-01"},
        source="x",
    )  # fmt: skip
    changes = [entry("weeks", id="kosong"), never]

    with pytest.raises((HoursRefused, ContentInvalid)):
        decide(world, lena, *changes)


def test_two_who_decide_at_once_are_checked_together(world: World) -> None:
    """Two seasons that overlap must not both slip in."""
    lena = person(world, "lena", role=Role.LEAD)
    came: list[str] = []

    def season(name: str) -> None:
        dates = {"from": "2027-06-01", "to": "2027-06-10"}
        try:
            decide(world, lena, entry("seasons", name=name, week="ramadan", **dates, source="x"))
            came.append("stored")
        except ContentInvalid:
            came.append("refused")

    threads = [threading.Thread(target=season, args=(name,)) for name in ("Satu", "Dua")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == ["refused", "stored"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (closed("2026-12-10"), None),
        (closed("2026-12-10", "ppid"), "ppid"),
        (Decided("units", "ppid", None), "ppid"),
        (Decided("weeks", "khusus-ppid", None), "ppid"),
        (Decided("weeks", "biasa", None), None),
    ],
)
def test_whose_hours_a_decision_is_about(change: Decided, expected: str | None) -> None:
    """By this it is allowed or refused, also where an entry is taken back."""
    assert unit_of(change) == expected
