"""What a message refers to: an earlier version of itself, a reply, an album, another chat."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    for name in ("message_id", "reply_to", "album_id"):
        op.add_column("updates", sa.Column(name, sa.String(length=64)))
    _add_key("updates", "joined_to")
    _add_key("turns", "edit_of")
    op.add_column("turns", sa.Column("reply_to", sa.Integer()))
    for table in ("updates", "turns"):
        op.add_column(
            table,
            sa.Column("is_forwarded", sa.Boolean(), nullable=False, server_default=sa.false()),
        )


def _add_key(table: str, name: str) -> None:
    """Let a row point to another of its table."""
    key = sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"))
    op.add_column(table, key, inline_references=True)  # SQLite adds no constraint afterwards
