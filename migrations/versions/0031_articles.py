"""Articles keep what they said before, and what officers propose to change in them."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    for name, kind in (("written", sa.Text()), ("loaded", sa.String(64))):
        op.add_column("articles", sa.Column(name, kind, nullable=False, server_default=""))
    op.add_column("content_loads", sa.Column("article_id", sa.String(64)))
    op.create_table(
        "article_versions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), sa.ForeignKey("officers.id")),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id")),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.UniqueConstraint("article_id", "number"),
    )
    op.create_table(
        "article_proposals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), sa.ForeignKey("officers.id")),
        sa.Column("decided_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_article_proposals_article_id", "article_proposals", ["article_id"])
    op.create_index("ix_article_proposals_state", "article_proposals", ["state"])
