"""When a citizen was last told that a message, or a file, joined their ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("escalations", sa.Column("receipt_at", sa.DateTime(timezone=True)))
    op.add_column("escalations", sa.Column("file_receipt_at", sa.DateTime(timezone=True)))
