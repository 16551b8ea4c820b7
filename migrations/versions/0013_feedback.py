"""A turn keeps what the citizen thought of its answer: helpful or not."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("turns", sa.Column("feedback", sa.String(16), nullable=True))
