"""What happened while an officer was away, in numbers."""

from service.escalations.claims import assign_escalation, release_escalation
from service.escalations.closing import close_escalation
from service.escalations.digest import Digest, digest_of
from service.officers.alerts import USUALLY_OFF, Alert, alerts_of, choose_alerts
from service.officers.duty import give_role
from service.officers.visits import PAUSE, away_since, forget_pause, is_visit, note_visit
from service.outcomes import Role
from tests.service.escalations.desk import do
from tests.service.escalations.test_transcripts import say
from tests.service.harness import World


def visit(world: World, officer_id: int) -> None:
    """Let an officer open the queue."""
    with world.database.write() as session:
        if is_visit(session, officer_id, world.clock()):
            note_visit(session, officer_id, world.clock())


def test_each_thing_that_happened_is_counted_once(world: World) -> None:
    """A flood of notices tells nobody what to do first."""
    officer, boss = world.officer(), world.officer("boss", "Boss")
    world.officer("rini", "Rini", "ppid")
    with world.database.write() as session:
        give_role(session, "boss", Role.SUPERVISOR)
    held = world.hold(say(world, "satu", "1"), officer)
    lost = world.hold(say(world, "dua", "2"), officer)
    done = world.hold(say(world, "tiga", "3"), officer)
    since = world.clock()
    world.clock.advance(hours=5)
    say(world, "halo", "1")
    say(world, "halo lagi", "1")
    do(world, release_escalation, lost, boss.id)
    do(world, close_escalation, done, boss.id, "selesai")
    given = world.hold(say(world, "empat", "4"), boss)
    do(world, assign_escalation, given, boss.id, officer.id, "a")
    world.escalate(say(world, "lima", "5"))
    world.escalate(say(world, "enam", "6"), "ppid")

    with world.database.read() as session:
        found = digest_of(session, officer.id, since, world.clock())

    expected = Digest(since, opened=1, written=1, given=1, taken=1, closed=1, reopened=0)
    assert (held != lost, found) == (True, expected)


def test_a_shift_begins_after_a_pause_and_is_told_until_it_is_read(world: World) -> None:
    """Who closes the tab in between must still find it."""
    officer = world.officer()
    visit(world, officer.id)
    first = world.clock()
    world.clock.advance(minutes=30)
    visit(world, officer.id)
    last = world.clock()
    world.clock.advance(seconds=PAUSE.total_seconds())
    visit(world, officer.id)
    world.clock.advance(seconds=PAUSE.total_seconds())
    visit(world, officer.id)
    with world.database.write() as session:
        told = away_since(session, officer.id)
        forget_pause(session, officer.id)

    with world.database.read() as session:
        assert (first < last, told, away_since(session, officer.id)) == (True, last, None)


def test_alerts_are_as_usual_until_they_are_chosen(world: World) -> None:
    """A sound that nobody asked for is a nuisance to a whole room."""
    sari, budi = world.officer("sari", "Sari"), world.officer("budi", "Budi")
    with world.database.write() as session:
        choose_alerts(session, sari.id, ["sound", "nonsense"], world.clock())

    with world.database.read() as session:
        assert alerts_of(session, sari.id) == {Alert.SOUND}
        assert alerts_of(session, budi.id) == {*Alert} - USUALLY_OFF
