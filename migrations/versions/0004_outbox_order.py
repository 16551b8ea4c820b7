"""Outbox: what goes first, found without a look at what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column(
        "outbox", sa.Column("priority", sa.Integer(), nullable=False, server_default="0")
    )
    op.drop_index("ix_outbox_open", "outbox")
    op.create_index("ix_outbox_next", "outbox", ["channel", "state", "priority", "id"])
    op.create_index("ix_outbox_order", "outbox", ["conversation_id", "state", "id"])
