"""What a dialogue is about, kept by the gateway instead of by Rasa."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    with op.batch_alter_table("conversations") as batch_op:
        batch_op.add_column(sa.Column("slots", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("slots_at", sa.DateTime(timezone=True), nullable=True))
