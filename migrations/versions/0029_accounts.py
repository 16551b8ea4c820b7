"""Accounts: invitations, known browsers, refused log-ins; delays in place of locked accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    op.drop_column("officers", "failed_logins")
    op.drop_column("officers", "locked_until")
    op.add_column("officers", sa.Column("last_login_at", MOMENT))
    for name in ("seen_at", "confirmed_at", "login_before_at"):
        op.add_column("desk_sessions", sa.Column(name, MOMENT))
    for name, length in (("address", 64), ("agent", 200)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("desk_sessions", column)
    op.create_table(
        "invitations",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_invitations_officer_id", "invitations", ["officer_id"])
    op.create_table(
        "known_browsers",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_known_browsers_officer_id", "known_browsers", ["officer_id"])
    op.create_table(
        "login_refusals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id")),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("is_forgiven", sa.Boolean(), nullable=False),
    )
    for name in ("account", "address", "at"):
        op.create_index(f"ix_login_refusals_{name}", "login_refusals", [name])
