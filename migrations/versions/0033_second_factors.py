"""Second factors at log-in, and the agency's own provider: what each officer has of them."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NEW_TABLES = {
    "login_steps": (
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("csrf_token", sa.String(64), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    ),
    "totp_secrets": (
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("used_at", MOMENT),
        sa.Column("last_step", sa.Integer(), nullable=False),
    ),
    "passkeys": (
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("credential_id", sa.String(1400), nullable=False, unique=True),
        sa.Column("rp_id", sa.String(255), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    ),
    "recovery_codes": (
        sa.Column("code_hash", sa.String(64), primary_key=True),
        sa.Column("made_at", MOMENT, nullable=False),
    ),
}


def upgrade() -> None:
    """Apply this change."""
    op.add_column("officers", sa.Column("factors_taken_at", MOMENT))
    for name, columns in NEW_TABLES.items():
        op.create_table(name, *columns, _officer())
        op.create_index(f"ix_{name}_officer_id", name, ["officer_id"])
    op.create_table(
        "passkey_challenges",
        sa.Column("holder", sa.String(64), primary_key=True),
        sa.Column("purpose", sa.String(16), primary_key=True),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_passkey_challenges_expires_at", "passkey_challenges", ["expires_at"])
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(255), primary_key=True),
        sa.Column("subject", sa.String(255), primary_key=True),
        sa.Column("bound_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        _officer(unique=True),
    )


def _officer(unique: bool = False) -> "sa.Column[int]":
    officers = sa.ForeignKey("officers.id")
    return sa.Column("officer_id", sa.Integer(), officers, nullable=False, unique=unique)
