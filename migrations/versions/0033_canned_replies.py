"""Canned replies of units and officers."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("unit", sa.String(32)),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id")),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("unit", "key"),
        sa.UniqueConstraint("officer_id", "key"),
        sa.CheckConstraint("(unit IS NULL) != (officer_id IS NULL)", "ck_canned_replies_owner"),
    )
