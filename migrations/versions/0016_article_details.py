"""An article keeps its fields (requirements, time, cost, channel, result), and its record."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("articles", sa.Column("details", sa.JSON(), nullable=True))
