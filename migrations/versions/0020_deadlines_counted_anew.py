"""An escalation keeps from when its deadline is counted, so that a move counts it anew."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

OPEN = sa.text("state != 'closed'")


def upgrade() -> None:
    """Apply this change."""
    op.add_column("escalations", sa.Column("due_from", sa.DateTime(timezone=True)))
    op.add_column("escalations", sa.Column("due_counted_at", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE escalations SET due_from = opened_at, due_counted_at = opened_at"
        " WHERE request_kind IS NOT NULL AND reopened_at IS NULL"
    )
    op.create_index(
        "ix_escalations_uncounted",
        "escalations",
        ["due_counted_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
