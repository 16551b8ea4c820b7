"""An escalation keeps until when it is to be answered, and when officers were said to be back."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OPEN = sa.text("state != 'closed'")


def upgrade() -> None:
    """Apply this change."""
    op.add_column("escalations", sa.Column("request_kind", sa.String(32)))
    op.add_column("escalations", sa.Column("deadline_at", sa.DateTime(timezone=True)))
    op.add_column("escalations", sa.Column("promised_at", sa.DateTime(timezone=True)))
    op.add_column("escalations", sa.Column("zone", sa.String(4)))
    op.create_index(
        "ix_escalations_deadline",
        "escalations",
        ["deadline_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
