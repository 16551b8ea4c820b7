"""What a release was replayed with; without it, nothing changed and never asked look alike."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("releases", sa.Column("replay", sa.JSON()))
