"""What holds when several gateways and officers act at the same moment, on real connections."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier
from typing import TypeVar

from sqlalchemy import func, select

from service.conversations.lanes import take_lane
from service.errors import OwnershipLost
from service.escalations.claims import claim_and_answer, claim_escalation
from service.escalations.views import ClaimRefused, EscalationView
from service.outbox.queue import Draft, put_message
from service.outcomes import Author
from service.storage.tables import Escalation, OutboxMessage, Update
from tests.service.harness import World

AT_ONCE = 4
T = TypeVar("T")


def all_at_once(act: Callable[[int], T]) -> list[T]:
    """Let several threads act together; return what each got."""
    barrier = Barrier(AT_ONCE)

    def start(number: int) -> T:
        barrier.wait(timeout=10)
        return act(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(start, range(AT_ONCE)))


def test_one_update_through_several_gateways_is_stored_once(world: World) -> None:
    """After a restart Telegram delivers to whoever asks; the citizen asked once."""
    stored = all_at_once(lambda _: world.receive("halo", "1", "77"))

    with world.database.read() as session:
        assert session.scalar(select(func.count(Update.id))) == 1
    assert len([conversation for conversation in stored if conversation]) == 1


def test_first_messages_at_once_make_one_conversation(world: World) -> None:
    """Two quick messages of a new citizen belong to one person."""
    ids = all_at_once(lambda number: world.receive("halo", str(number), "77"))

    assert len(set(ids)) == 1
    assert None not in ids


def test_a_lane_goes_to_one_gateway(world: World) -> None:
    """One message of a citizen gets one answer."""
    conversation_id = world.conversation()

    def take(number: int) -> bool:
        with world.database.write() as session:
            return take_lane(session, conversation_id, f"gateway-{number}", world.clock())

    assert Counter(all_at_once(take)) == {True: 1, False: AT_ONCE - 1}


def test_each_message_goes_to_one_sender(world: World) -> None:
    """No citizen reads the same answer twice."""
    expected = {world.put(world.conversation(str(address))) for address in range(6)}

    claimed = [message.id for batch in all_at_once(lambda _: world.claim()) for message in batch]
    rest = [message.id for message in world.claim()]

    assert sorted(claimed + rest) == sorted(expected)


def test_messages_of_a_conversation_are_committed_in_the_order_of_their_ids(world: World) -> None:
    """A web page reads on from the newest id it has: what is committed later would be lost."""
    conversation_id = world.conversation()
    draft = Draft(conversation_id, Author.BOT, "jawaban")
    with ThreadPoolExecutor(1) as pool:
        with world.database.write() as session:
            first = put_message(session, draft, world.clock())
            second = pool.submit(world.put, conversation_id)
            is_seen_early = wait([second], timeout=0.3).done

        assert not is_seen_early
        assert second.result(timeout=10) > first


def test_wishes_at_once_open_one_escalation(world: World) -> None:
    """One conversation stands in the queue once, whoever puts it there."""
    conversation_id = world.conversation()

    def wish(_: int) -> str | None:
        try:
            return world.escalate(conversation_id).ticket
        except OwnershipLost:
            return None

    tickets = {ticket for ticket in all_at_once(wish) if ticket}

    with world.database.read() as session:
        assert session.scalar(select(func.count(Escalation.id))) == 1
    assert {view.ticket for view in world.queue()} == tickets


def test_of_officers_who_claim_at_once_one_has_it(world: World) -> None:
    """The citizen must not be answered by two people."""
    officers = [world.officer(f"p{n}", f"P{n}") for n in range(AT_ONCE)]
    ticket = world.escalate(world.conversation()).ticket

    def claim(number: int) -> bool:
        with world.database.write() as session:
            got = claim_escalation(session, ticket, officers[number].id, "ya", world.clock())
        return isinstance(got, EscalationView)

    assert Counter(all_at_once(claim)) == {True: 1, False: AT_ONCE - 1}
    assert len(world.claim()) == 1
    assert world.claim() == []


def test_of_officers_who_answer_at_once_one_is_heard_and_the_others_learn_who(
    world: World,
) -> None:
    """The citizen reads one answer, and whoever was slower reads whose it is."""
    officers = [world.officer(f"p{n}", f"P{n}") for n in range(AT_ONCE)]
    ticket = world.escalate(world.conversation()).ticket

    def answer(number: int) -> int | ClaimRefused:
        with world.database.write() as session:
            return claim_and_answer(
                session, ticket, officers[number].id, f"P{number}", "ya", world.clock()
            )

    outcomes = all_at_once(answer)

    [winner] = [f"P{n}" for n, outcome in enumerate(outcomes) if isinstance(outcome, int)]
    assert outcomes.count(ClaimRefused(winner)) == AT_ONCE - 1
    with world.database.read() as session:
        texts = session.scalars(select(OutboxMessage.text).order_by(OutboxMessage.id)).all()
    assert texts == ["ya", winner]
