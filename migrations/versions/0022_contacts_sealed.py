"""A citizen's contact is sealed, and comes with a message; nothing kept one before."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("updates", sa.Column("sealed", sa.LargeBinary()))
    op.drop_table("escalation_contacts")  # empty: no released version wrote it
    op.create_table(
        "escalation_contacts",
        sa.Column(
            "escalation_id", sa.Integer(), sa.ForeignKey("escalations.id"), primary_key=True
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("hint", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
