"""An album's words know which picture they stand under, so that one caption can be corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    captions = sa.Column("captions", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("updates", captions)
