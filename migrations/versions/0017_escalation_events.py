"""What happens to an escalation is kept as events; officers get roles, units and duty."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TIMES = ("waits_since", "unanswered_since", "silent_since", "snoozed_until", "citizen_asked_at",
         "reminded_at", "contested_at")  # fmt: skip
SOME = {
    "ix_escalations_silent": "silent_since",
    "ix_escalations_snoozed": "snoozed_until",
    "ix_escalations_asked": "citizen_asked_at",
    "ix_escalations_contested": "contested_at",
    "ix_escalations_behind": "behind_id",
    "ix_escalations_merged": "merged_into_id",
}
KNOWN = ("unit", "state", "officer_id", "last_officer_id", "closed_by", "close_reason", "round")
KNOWN_TIMES = (
    "waits_since",
    "opened_at",
    "reopened_at",
    "claimed_at",
    "closed_at",
    "unanswered_since",
)
OPEN = "state != 'closed'"


def upgrade() -> None:
    """Apply this change."""
    _extend_officers()
    _extend_escalations()
    _make_events()
    _make_others()
    _keep_events_unchanged()
    _tell_what_was()


def _extend_officers() -> None:
    role = sa.Column("role", sa.String(16), nullable=False, server_default="officer")
    op.add_column("officers", role)
    for name in ("on_duty_until", "away_from", "away_until"):
        op.add_column("officers", sa.Column(name, TIME))
    op.create_table(
        "officer_units",
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("unit", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "unit"),
    )
    op.create_index("ix_officer_units_unit", "officer_units", ["unit"])


def _extend_escalations() -> None:
    for name in TIMES:
        op.add_column("escalations", sa.Column(name, TIME))
    op.add_column("escalations", sa.Column("close_reason", sa.String(16)))
    count = sa.Column("round", sa.Integer(), nullable=False, server_default="1")
    op.add_column("escalations", count)
    for name, table in (
        ("last_officer_id", "officers"),
        ("behind_id", "escalations"),
        ("merged_into_id", "escalations"),
    ):  # as text: Alembic adds no key to a table of SQLite
        op.execute(f"ALTER TABLE escalations ADD COLUMN {name} INTEGER REFERENCES {table} (id)")
    for name, column in SOME.items():
        _index_where(name, (column,), f"{column} IS NOT NULL")
    _index_where("ix_escalations_unit_open", ("unit", "waits_since"), OPEN)
    _index_where("ix_escalations_open", ("waits_since",), OPEN)
    _index_where("ix_escalations_holder", ("officer_id", "waits_since"), OPEN)
    op.drop_index("ux_escalations_open", "escalations")
    _index_where(
        "ux_escalations_open", ("conversation_id",), f"{OPEN} AND behind_id IS NULL", unique=True
    )


def _index_where(name: str, columns: tuple[str, ...], where: str, unique: bool = False) -> None:
    part = sa.text(where)
    op.create_index(
        name, "escalations", list(columns), unique=unique, sqlite_where=part, postgresql_where=part
    )


def _number(name: str, table: str = "", nullable: bool = False) -> sa.Column[int]:
    key = (sa.ForeignKey(f"{table}.id"),) if table else ()
    return sa.Column(name, sa.Integer(), *key, nullable=nullable)


def _make_events() -> None:
    op.create_table(
        "escalation_events",
        _number("id"),
        _number("escalation_id", "escalations"),
        sa.Column("at", TIME, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        _number("officer_id", "officers", nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_escalation_events_of", "escalation_events", ["escalation_id", "id"])
    op.create_table(
        "event_erasures",
        _number("escalation_id", "escalations"),
        sa.PrimaryKeyConstraint("escalation_id"),
    )


def _make_others() -> None:
    op.create_table(
        "escalation_notes",
        _number("id"),
        _number("escalation_id", "escalations"),
        _number("officer_id", "officers"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("edited_at", TIME),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_escalation_notes_escalation_id", "escalation_notes", ["escalation_id"])
    op.create_table(
        "officer_notices",
        _number("id"),
        _number("escalation_id", "escalations"),
        sa.Column("kind", sa.String(24), nullable=False),
        _number("officer_id", "officers", nullable=True),
        sa.Column("unit", sa.String(32)),
        sa.Column("at", TIME, nullable=False),
        sa.Column("seen_at", TIME),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_officer_notices_escalation_id", "officer_notices", ["escalation_id"])
    op.create_index("ix_officer_notices_to", "officer_notices", ["officer_id", "seen_at"])
    op.create_index("ix_officer_notices_unit", "officer_notices", ["unit", "seen_at"])
    op.create_table(
        "escalation_ratings",
        _number("id"),
        _number("escalation_id", "escalations"),
        _number("round"),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("escalation_id", "round"),
    )
    op.create_table(
        "escalation_contacts",
        _number("escalation_id", "escalations"),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("escalation_id"),
    )
    op.create_table(
        "citizen_blocks",
        _number("id"),
        sa.Column(
            "conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False
        ),
        _number("escalation_id", "escalations"),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("until", TIME, nullable=False),
        _number("officer_id", "officers"),
        sa.Column("lifted_at", TIME),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_citizen_blocks_of", "citizen_blocks", ["conversation_id", "until"])


def _keep_events_unchanged() -> None:
    """Let the database refuse what the code must never do; erasing a person has its own door."""
    is_shut = (
        "NOT EXISTS (SELECT 1 FROM event_erasures e WHERE e.escalation_id = OLD.escalation_id)"
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'escalation_events is only added to'); END"
        of = "ON escalation_events FOR EACH ROW"
        op.execute(f"CREATE TRIGGER escalation_events_kept BEFORE UPDATE {of} {refuse}")
        op.execute(
            f"CREATE TRIGGER escalation_events_stay BEFORE DELETE {of} WHEN {is_shut} {refuse}"
        )
        return
    op.execute(
        "CREATE FUNCTION escalation_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF TG_OP = 'DELETE' THEN IF NOT ({is_shut}) THEN RETURN OLD; END IF; END IF; "
        "RAISE EXCEPTION 'escalation_events is only added to'; END $$"
    )
    op.execute(
        "CREATE TRIGGER escalation_events_kept BEFORE UPDATE OR DELETE ON escalation_events "
        "FOR EACH ROW EXECUTE FUNCTION escalation_events_refuse()"
    )
    op.execute(
        "CREATE TRIGGER escalation_events_stay BEFORE TRUNCATE ON escalation_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION escalation_events_refuse()"
    )


def _tell_what_was() -> None:
    """Give each old escalation the one event that its row can be rebuilt from."""
    table = sa.table("escalations", *map(sa.column, ("state", "closed_by", "close_reason")))
    is_closed = table.c.state == "closed"
    by_citizen = sa.case((table.c.closed_by == "citizen", "withdrawn"), else_="other")
    op.execute(table.update().where(is_closed).values(close_reason=by_citizen))
    op.execute(
        "UPDATE escalations SET unanswered_since = COALESCE(reopened_at, opened_at) "
        "WHERE state = 'waiting'"
    )
    op.execute("UPDATE escalations SET waits_since = COALESCE(reopened_at, opened_at)")
    op.execute("UPDATE escalations SET last_officer_id = officer_id WHERE state = 'closed'")
    op.execute(
        "UPDATE escalations SET round = 2 WHERE reopened_at IS NOT NULL AND state != 'closed'"
    )
    while _add_events():
        pass


def _add_events() -> bool:
    """Add the event ``known`` to some escalations that have none; False when none was left."""
    moments = [sa.column(name, TIME) for name in KNOWN_TIMES]
    rows = sa.table("escalations", *map(sa.column, ("id", *KNOWN)), *moments)
    events = sa.table(
        "escalation_events",
        *map(sa.column, ("escalation_id", "kind", "actor")),
        sa.column("at", TIME),
        sa.column("data", sa.JSON()),
    )
    known = sa.exists().where(events.c.escalation_id == rows.c.id)
    found = op.get_bind().execute(sa.select(rows).where(~known).order_by(rows.c.id).limit(1000))
    values = [
        {
            "escalation_id": row.id,
            "kind": "known",
            "actor": "system",
            "at": row.opened_at,
            "data": _values(row._mapping),  # noqa: SLF001 - SQLAlchemy's name for it
        }
        for row in found
    ]
    if values:
        op.get_bind().execute(events.insert(), values)
    return bool(values)


def _values(row: Mapping[Any, Any]) -> dict[str, Any]:
    given = {name: row[name] for name in (*KNOWN, *KNOWN_TIMES) if row[name] is not None}
    return {
        name: value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC).isoformat()
        if isinstance(value, datetime)
        else value
        for name, value in given.items()
    }
