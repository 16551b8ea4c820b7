"""Deadlines that were counted before events told of them."""

from datetime import UTC, datetime

from sqlalchemy import text

from service.escalations.deadlines import due_of
from service.escalations.events import read_events, standing_of
from service.escalations.standing import replay
from service.escalations.views import row_of
from service.storage.database import Database

COUNTED = (
    "UPDATE escalations SET request_kind = 'question', zone = 'WIT', due_from = opened_at,"
    " due_counted_at = opened_at, deadline_at = '2026-11-30 05:00:00+00:00' WHERE id = 1"
)
MOVED = "UPDATE escalations SET request_kind = 'question' WHERE id = 2"  # to be counted anew


def test_old_deadlines_can_be_rebuilt(first: Database) -> None:
    """Who was promised a day before the upgrade must find it in the history as well."""
    first.migrate(to="0022")
    with first.write() as session:
        session.execute(text(COUNTED))
        session.execute(text(MOVED))
        tickets = session.scalars(text("SELECT ticket FROM escalations ORDER BY id")).all()

    first.migrate()

    with first.read() as session:
        rows = [row_of(session, ticket) for ticket in tickets]
        assert all(replay(read_events(session, row.id)) == standing_of(row) for row in rows)
        due = due_of(session, tickets[0])
    assert due is not None
    assert due.deadline_at == datetime(2026, 11, 30, 5, tzinfo=UTC)
