"""Who left one group of officers acts on in others; what is due in a group is found by an index.

Gateways ask for it twice a second, beside years of what was shown.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "group_departures",
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("forum_groups.id"), primary_key=True),
        sa.Column("account", sa.String(32), primary_key=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
    )
    for name, table, column, where in (
        ("ix_forum_messages_there", "forum_messages", "due_at", "state = 'there'"),
        ("ix_forum_topics_to_make", "forum_topics", "group_id", "thread IS NULL"),
        ("ix_conversations_forgotten", "conversations", "id", "address LIKE 'forgotten-%'"),
    ):
        clause = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=clause, postgresql_where=clause)
