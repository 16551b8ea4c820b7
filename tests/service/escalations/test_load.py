"""Who has how much to do, within the reach of whoever supervises."""

from datetime import UTC, datetime, timedelta

from doubles.knowledge import CONTENT
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.escalations.claims import wait_for_citizen
from service.escalations.deadlines import set_due
from service.escalations.handing_on import assign_many, release_many
from service.escalations.load import Asked, Load, Overdue, read_load, read_overdue
from service.escalations.notices import NoticeKind
from service.escalations.views import ClaimRefused
from service.officers.duty import OfficerView, be_away, be_on_duty
from service.outcomes import EscalationState, Role
from tests.service.escalations.desk import answer, do, look, notice_kinds, person, told, write
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
MONDAY = datetime(2026, 12, 7, 1, tzinfo=UTC)  # 08.00 WIB; four hours of work end at noon
AFTERNOON = datetime(2026, 12, 7, 7, tzinfo=UTC)
UNITS = ("humas", "ppid")


def load_of(world: World, officer: OfficerView, asked: Asked | None = None) -> Load:
    """Look at the load as an officer."""
    with world.database.read() as session:
        wanted = asked or Asked()
        return read_load(session, officer.id, UNITS, DESK, wanted, world.clock())


def open_one(world: World, address: str, unit: str = "humas") -> str:
    """Open a ticket with its deadline."""
    world.clock.now = MONDAY
    ticket = world.escalate(world.conversation(address), unit).ticket
    with world.database.write() as session:
        set_due(session, ticket, DESK, None, Zone.WIB, world.clock())
    return ticket


def test_a_supervisor_counts_what_their_unit_has_and_nobody_elses(world: World) -> None:
    """Who plans the day must see who drowns, and learn nothing of other units' work."""
    rina = person(world, "rina", role=Role.SUPERVISOR)
    budi = person(world, "budi")
    person(world, "ani", "ppid")
    held, waiting = open_one(world, "1"), open_one(world, "2")
    open_one(world, "3", "ppid")
    answer(world, held, budi)
    do(world, wait_for_citizen, held, budi.id)
    world.clock.now = AFTERNOON

    load = load_of(world, rina)

    assert [one.unit for one in load.units] == ["humas"]
    counts = load.units[0].counts
    assert (counts.open, counts.unclaimed, counts.owed, counts.for_citizen) == (2, 1, 0, 1)
    assert (counts.overdue, counts.oldest) == (1, MONDAY)
    assert {one.officer.name: one.counts.open for one in load.officers} == {"Budi": 1, "Rina": 0}
    assert [one.escalation.ticket for one in load.tickets] == [waiting, held]
    assert [one.is_overdue for one in load.tickets] == [True, False]


def test_a_lead_counts_every_unit(world: World) -> None:
    """Whoever answers for the whole service looks at one page, not at seven."""
    lena = person(world, "lena", role=Role.LEAD)
    open_one(world, "1")
    open_one(world, "2", "ppid")

    load = load_of(world, lena)

    assert [(one.unit, one.counts.open) for one in load.units] == [("humas", 1), ("ppid", 1)]


def test_who_is_away_or_off_duty_is_not_counted_as_there(world: World) -> None:
    """Three names in a table are no three people at work."""
    rina = person(world, "rina", role=Role.SUPERVISOR)
    for name in ("budi", "sari"):
        person(world, name)
    with world.database.write() as session:
        be_away(session, "budi", world.clock(), None)
        be_on_duty(session, "sari", world.clock() - timedelta(hours=1))

    unit = load_of(world, rina).units[0]

    assert (unit.there, unit.away) == (1, 2)


def test_what_is_asked_for_is_listed(world: World) -> None:
    """From a number in the table to its tickets is one step."""
    rina, budi = person(world, "rina", role=Role.SUPERVISOR), person(world, "budi")
    held, waiting = open_one(world, "1"), open_one(world, "2")
    answer(world, held, budi)
    world.clock.now = AFTERNOON

    def listed(asked: Asked) -> list[str]:
        return [one.escalation.ticket for one in load_of(world, rina, asked).tickets]

    assert listed(Asked(officer=budi.id)) == [held]
    assert listed(Asked(only_overdue=True)) == [waiting]
    assert listed(Asked(unit="ppid")) == []


def test_several_are_handed_on_and_each_refusal_is_told(world: World) -> None:
    """One ticket that is closed meanwhile must not keep nine others with who is ill."""
    rina, budi, sari = person(world, "rina", role=Role.SUPERVISOR), *_two(world)
    person(world, "ani", "ppid")
    first, second = open_one(world, "1"), open_one(world, "2")
    elsewhere = open_one(world, "3", "ppid")
    for ticket in (first, second):
        answer(world, ticket, budi)

    came = _hand_on(world, [first, second, elsewhere, "TB-0000-0000"], rina, sari)

    refused = {ticket for ticket, why in came.items() if isinstance(why, ClaimRefused)}
    assert refused == {elsewhere, "TB-0000-0000"}
    assert look(world, first).held_by == look(world, second).held_by == "Sari"
    assert notice_kinds(world, sari) == [NoticeKind.ASSIGNED] * 2
    assert notice_kinds(world, budi) == [NoticeKind.TAKEN] * 2


def test_several_go_back_to_the_queue(world: World) -> None:
    """Where nobody in particular can take them, anybody may."""
    rina, budi, _ = person(world, "rina", role=Role.SUPERVISOR), *_two(world)
    ticket = open_one(world, "1")
    answer(world, ticket, budi)

    with world.database.write() as session:
        release_many(session, [ticket], rina.id, world.clock())

    assert look(world, ticket).state is EscalationState.WAITING


def test_an_officer_hands_nobody_elses_tickets_on(world: World) -> None:
    """A colleague's work is the supervisor's to move."""
    budi, sari = _two(world)
    ticket = open_one(world, "1")
    answer(world, ticket, budi)

    came = _hand_on(world, [ticket], sari, sari)

    assert isinstance(came[ticket], ClaimRefused)
    assert look(world, ticket).held_by == "Budi"


def test_the_most_overdue_of_a_unit_is_known(world: World) -> None:
    """The line in the group names the one to begin with."""
    first = open_one(world, "1")
    open_one(world, "2")
    world.clock.now, noon = AFTERNOON, datetime(2026, 12, 7, 5, tzinfo=UTC)

    with world.database.read() as session:
        found = read_overdue(session, ["humas"], DESK, world.clock())

    assert found == Overdue(2, first, noon, noon)


def test_answered_questions_are_not_overdue(world: World) -> None:
    """The target is an answer; who gave it is not called late."""
    budi, _ = _two(world)
    ticket = open_one(world, "1")
    answer(world, ticket, budi)
    write(world, look(world, ticket).conversation_id)
    world.clock.now = AFTERNOON

    with world.database.read() as session:
        found = read_overdue(session, ["humas"], DESK, world.clock())

    assert found is None
    assert told(world, look(world, ticket).conversation_id)[0] == "datang"


def _two(world: World) -> tuple[OfficerView, OfficerView]:
    return person(world, "budi"), person(world, "sari")


def _hand_on(
    world: World, tickets: list[str], by: OfficerView, to: OfficerView
) -> dict[str, object]:
    with world.database.write() as session:
        came = assign_many(session, tickets, by.id, to.id, lambda _: "datang", world.clock())
    return dict(came)
