"""A conversation knows until when somebody tells of a wrong in it, and which channel they know."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("conversations", sa.Column("telling_until", sa.DateTime(timezone=True)))
    op.add_column("conversations", sa.Column("telling_channel", sa.String(64)))
