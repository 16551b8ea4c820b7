"""Find the messages of one night and the replies of a turn without reading all of them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_index("ix_updates_received_at", "updates", ["received_at"])
    op.create_index("ix_outbox_turn_id", "outbox", ["turn_id"])
