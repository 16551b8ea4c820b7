"""What must hold of all escalations after any step of any story, looked at from outside."""

from collections.abc import Sequence

from sqlalchemy import select

from service.escalations.events import read_events, standing_of
from service.escalations.standing import Event, replay
from service.outcomes import Owner
from service.storage.database import Session
from service.storage.tables import Conversation, Escalation


def rows_are_their_events(
    session: Session, rows: Sequence[Escalation], known: dict[int, list[Event]]
) -> None:
    """Each row is what happened to it, and what happened is never changed; ``known`` grows."""
    for row in rows:
        events = read_events(session, row.id)
        before = known.get(row.id, [])
        assert events[: len(before)] == before, "an event changed or went"
        known[row.id] = events
        assert replay(events) == standing_of(row), row.ticket


def each_conversation_has_one_owner(session: Session, rows: Sequence[Escalation]) -> None:
    """One ticket is current, others wait behind it, and the conversation says whose it is."""
    for talk in session.scalars(select(Conversation)):
        mine = [row for row in rows if row.conversation_id == talk.id]
        current = [r for r in mine if r.state != "closed" and r.behind_id is None]
        behind = [r for r in mine if r.behind_id is not None]
        assert len(current) <= 1
        assert current or not behind, "a ticket waits behind nothing"
        assert all(r.behind_id in [c.id for c in current] for r in behind)
        assert all((r.state, r.officer_id) == ("waiting", None) for r in behind)
        assert _owner(current) == (talk.owner, talk.officer_id)


def _owner(current: Sequence[Escalation]) -> tuple[str, int | None]:
    if not current:
        return Owner.BOT, None
    row = current[0]
    if row.state == "waiting":
        assert row.officer_id is None
        return Owner.QUEUE, None
    assert row.officer_id is not None
    return Owner.OFFICER, row.officer_id
