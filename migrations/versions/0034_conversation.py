"""Canned replies; and what answers said before they were changed or taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
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
    op.create_table(
        "outbox_revisions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False
        ),
        sa.Column("message_id", sa.Integer(), sa.ForeignKey("outbox.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("former", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_outbox_revisions_of", "outbox_revisions", ["conversation_id", "id"])
    op.create_index("ix_outbox_revisions_message_id", "outbox_revisions", ["message_id"])
