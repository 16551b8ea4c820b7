"""An escalation keeps when it was opened again: from then on somebody waits anew."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("escalations", sa.Column("reopened_at", sa.DateTime(timezone=True)))
