"""An edit takes the former words back: of what was edited so far only the newest text stays."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("updates", sa.Column("edits", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "turns", sa.Column("is_edited", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    names = ("id", "edit_of", "text", "is_edited")
    turns = sa.table("turns", *map(sa.column, names))
    newer = turns.alias()
    former = sa.select(newer.c.edit_of).where(newer.c.edit_of.is_not(None))
    op.execute(turns.update().where(turns.c.id.in_(former)).values(text="", is_edited=sa.true()))
