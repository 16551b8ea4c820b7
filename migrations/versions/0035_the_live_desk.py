"""The live desk: what officers saw and who looks, saved filters, alerts, and visits."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "ticket_sights",
        sa.Column(
            "escalation_id", sa.Integer(), sa.ForeignKey("escalations.id"), primary_key=True
        ),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), primary_key=True),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("here_at", MOMENT),
        sa.Column("writing_at", MOMENT),
    )
    is_here = sa.text("here_at IS NOT NULL")
    op.create_index(
        "ix_ticket_sights_here",
        "ticket_sights",
        ["here_at"],
        sqlite_where=is_here,
        postgresql_where=is_here,
    )
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("query", sa.String(200), nullable=False),
        sa.UniqueConstraint("officer_id", "name"),
    )
    op.create_table(
        "alert_choices",
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "desk_visits",
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), primary_key=True),
        sa.Column("here_at", MOMENT, nullable=False),
        sa.Column("away_since", MOMENT),
    )
