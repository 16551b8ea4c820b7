"""How each turn was understood: by which model, and its likeliest intents."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change; turns of before have none."""
    op.add_column("turns", sa.Column("understood", sa.JSON()))
