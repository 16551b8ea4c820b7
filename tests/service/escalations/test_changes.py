"""What a look at all that can change a page tells, compared with the look before."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import event

from service.escalations.changes import Change, Look, Place, between, look
from service.escalations.claims import answer_escalation, assign_escalation, claim_escalation
from service.escalations.moving import transfer_escalation
from service.escalations.sights import HERE, be_gone, be_here
from service.officers.accounts import log_in
from service.officers.duty import be_active, be_away, give_units
from service.officers.sessions import IDLE, Login, digest, log_out
from service.outbox.deliveries import claim_messages, mark_sent
from tests.service.escalations.desk import do
from tests.service.escalations.test_transcripts import say
from tests.service.harness import PASSWORD, World

SPAN = timedelta(seconds=1)


def see(world: World, *log_ins: str) -> Look:
    """Look now."""
    with world.database.read() as session:
        return look(session, log_ins, world.clock())


def changed(world: World, act: Callable[[], object]) -> list[Change]:
    """Return what an act changes."""
    before = see(world)
    act()
    return between(before, see(world))


def logged_in(world: World, username: str) -> str:
    """Log an officer in; return the log-in's hash."""
    opened = log_in(world.database, username, PASSWORD, world.clock())
    assert isinstance(opened, Login)
    return digest(opened.token)


def test_a_new_ticket_is_told_with_its_unit(world: World) -> None:
    """Only who may read it is to be told, so whose it is goes along."""
    found = changed(world, lambda: world.escalate(world.conversation()))

    assert [(one.place, one.is_listed, one.is_opened) for one in found] == [
        (Place("humas", None), True, True)
    ]


def test_what_citizens_write_is_told_only_of_open_tickets(world: World) -> None:
    """What the bot answers is nobody's business at the desk."""
    officer = world.officer()
    ticket = world.hold(world.conversation("1"), officer)
    world.clock.advance(seconds=1)

    def write() -> None:
        say(world, "halo", "1")
        say(world, "hai", "2")

    found = changed(world, write)

    assert [(one.ticket, one.place, one.has_words) for one in found] == [
        (ticket, Place("humas", officer.id), True)
    ]


def test_words_that_led_to_a_ticket_are_no_new_words_in_it(world: World) -> None:
    """A ticket that opens would else be told twice."""
    conversation = say(world, "tanya")
    world.clock.advance(seconds=1)

    found = changed(world, lambda: world.escalate(conversation))

    assert [(one.is_opened, one.has_words) for one in found] == [(True, False)]


def test_a_ticket_that_moved_is_everybodys_news_and_new_to_its_unit(world: World) -> None:
    """The unit that lost it must see that, and the one that got it must be called."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)

    found = changed(
        world, lambda: do(world, transfer_escalation, ticket, officer.id, "ppid", "a", "b")
    )

    assert [(one.ticket, one.place, one.has_moved, one.is_opened) for one in found] == [
        (ticket, Place("ppid", None), True, True)
    ]


def test_who_is_given_a_ticket_is_told(world: World) -> None:
    """Nobody looks at the queue all day for what a colleague may hand them."""
    sari, budi = world.officer("sari", "Sari"), world.officer()
    ticket = world.hold(world.conversation(), sari)

    found = changed(
        world, lambda: do(world, assign_escalation, ticket, sari.id, budi.id, "datang")
    )

    assert [(one.ticket, one.told) for one in found] == [(ticket, frozenset({budi.id}))]


def test_an_answer_that_went_out_is_told_and_is_nothing_for_the_queue(world: World) -> None:
    """Its delivery stands on the conversation's page, and nowhere else."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)
    do(world, answer_escalation, ticket, officer.id, "jawaban")

    def send() -> None:
        with world.database.write() as session:
            for one in claim_messages(session, "telegram", world.clock(), 5):
                mark_sent(session, one.id, str(one.id), world.clock())

    joined, answered = changed(world, send), changed(world, send)

    assert [(one.ticket, one.is_listed) for one in joined] == [(ticket, False)]
    assert [(one.ticket, one.is_listed) for one in answered] == [(ticket, False)]


def test_looking_at_a_ticket_changes_nothing(world: World) -> None:
    """Else each look would make all others look again."""
    officer = world.officer()
    world.hold(world.conversation(), officer)

    assert changed(world, lambda: None) == []


def test_a_colleague_is_told_when_they_come_write_go_and_fall_silent(world: World) -> None:
    """A browser that fell over says no farewell."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)

    def be(**more: bool) -> Callable[[], object]:
        return lambda: do(world, be_here, ticket, officer.id, **more)

    def leave() -> None:
        with world.database.write() as session:
            be_gone(session, ticket, officer.id)

    came, wrote = changed(world, be(is_writing=False)), changed(world, be(is_writing=True))
    stayed = changed(world, be(is_writing=True))
    left = changed(world, leave)
    be(is_writing=False)()
    silent = changed(world, lambda: world.clock.advance(seconds=HERE.total_seconds()))

    tickets = [[one.ticket for one in told] for told in (came, wrote, stayed, left, silent)]
    assert tickets == [[ticket], [ticket], [], [ticket], [ticket]]


def test_log_ins_that_ended_are_missed(world: World) -> None:
    """Whoever logged out, was shut out or left must not go on hearing of tickets."""
    world.officer("a", "A")
    world.officer("b", "B")
    world.officer("c", "C")
    mine = {name: logged_in(world, name) for name in "abc"}
    out = log_in(world.database, "a", PASSWORD, world.clock())
    assert isinstance(out, Login)
    before = see(world, *mine.values(), digest(out.token)).logged_in
    with world.database.write() as session:
        log_out(session, out.token)
        be_active(session, "b", is_active=False)
    after = see(world, *mine.values(), digest(out.token)).logged_in
    world.clock.advance(seconds=IDLE.total_seconds())

    assert before == {*mine.values(), digest(out.token)}
    assert after == {mine["a"], mine["c"]}
    assert see(world, *mine.values()).logged_in == set()


def test_another_units_and_leave_are_seen(world: World) -> None:
    """What an officer may read follows at once, without another log-in."""
    officer = world.officer()
    looks = [see(world).officers]
    with world.database.write() as session:
        give_units(session, officer.username, ["ppid"])
    looks.append(see(world).officers)
    with world.database.write() as session:
        be_away(session, officer.username, world.clock() - SPAN, None)
    looks.append(see(world).officers)

    assert len(set(looks)) == 3


def test_a_look_is_one_statement(world: World) -> None:
    """Fifty pages that are open must cost what one costs."""
    officer = world.officer()
    ticket = world.escalate(world.conversation()).ticket
    do(world, claim_escalation, ticket, officer.id, "a")
    asked: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", count)
    see(world, "a", "b")
    event.remove(world.database.engine, "before_cursor_execute", count)

    assert len([one for one in asked if "SELECT" in one]) == 1
