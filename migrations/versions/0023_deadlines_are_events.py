"""Deadlines that stand only in their rows are told as events, which rebuild the rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TIMES = ("deadline_at", "promised_at", "due_from", "due_counted_at")
NAMES = ("request_kind", *TIMES, "zone")
MANY = 1000  # in one look

ROWS = sa.table(
    "escalations",
    *map(sa.column, ("id", "request_kind", "zone")),
    *(sa.column(name, TIME) for name in ("opened_at", *TIMES)),
)
EVENTS = sa.table(
    "escalation_events",
    *map(sa.column, ("escalation_id", "kind", "actor")),
    sa.column("at", TIME),
    sa.column("data", sa.JSON()),
)


def upgrade() -> None:
    """Apply this change."""
    for values in _events():
        op.get_bind().execute(EVENTS.insert(), values)


def _events() -> Iterator[list[dict[str, Any]]]:
    """Yield the events to be written, some at a time, by their escalations."""
    is_counted = sa.or_(*(ROWS.c[name].is_not(None) for name in NAMES))
    last = 0
    while True:
        some = sa.select(ROWS).where(is_counted, ROWS.c.id > last).order_by(ROWS.c.id).limit(MANY)
        found = op.get_bind().execute(some).mappings().all()
        if not found:
            return
        last = found[-1]["id"]
        yield [
            {
                "escalation_id": row["id"],
                "kind": "due",
                "actor": "system",
                "at": row["due_counted_at"] or row["opened_at"],
                "data": {name: _plain(row[name]) for name in NAMES if row[name] is not None},
            }
            for row in found
        ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC).isoformat()
    return value
