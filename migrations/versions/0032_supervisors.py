"""Supervisors: who stands in, hours decided at the desk, how groups stand, which model answers."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    op.add_column("officers", sa.Column("stand_in_id", sa.Integer()))
    op.create_table(
        "hours_changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id")),
        sa.Column("section", sa.String(16), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("entry", sa.JSON()),
    )
    op.create_index("ix_hours_changes_of", "hours_changes", ["section", "key", "id"])
    for name in ("inspected_at", "alarmed_at"):
        op.add_column("forum_groups", sa.Column(name, MOMENT))
    for name in ("has_topics", "may_topics", "may_delete"):
        op.add_column("forum_groups", sa.Column(name, sa.Boolean()))
    op.add_column("forum_groups", sa.Column("trouble", sa.String(64)))
    op.create_table(
        "serving_models",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
