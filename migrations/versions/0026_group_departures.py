"""Who left a group of officers acts no more in that one; elsewhere the link of theirs stays."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "group_departures",
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("forum_groups.id"), primary_key=True),
        sa.Column("account", sa.String(32), primary_key=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
    )
