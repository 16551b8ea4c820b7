"""The record: who did and saw what, chained row by row, and only ever added to."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_audit_log_ticket": ["ticket", "id"],
    "ix_audit_log_officer": ["officer_id", "id"],
    "ix_audit_log_deed": ["deed", "id"],
}


def upgrade() -> None:
    """Apply this change: the chain begins with the first deed after it."""
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deed", sa.String(48), nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("officer_id", sa.Integer()),
        sa.Column("operator", sa.String(64)),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("address", sa.String(64)),
        sa.Column("ticket", sa.String(16)),
        sa.Column("citizen", sa.String(32)),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "audit_log", columns)
    _keep_unchanged()


def _refuse_replacing() -> None:
    """Refuse SQLite's ``INSERT OR REPLACE``, which deletes a row without asking its triggers."""
    for table in ("audit_log", "escalation_events"):
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - our names
        op.execute(
            f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} FOR EACH ROW WHEN {is_there} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        )


def _keep_unchanged() -> None:
    """Let the database refuse what nobody may do; this table has no other door."""
    if op.get_bind().dialect.name == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'audit_log is only added to'); END"
        for name, what in (("kept", "UPDATE"), ("stay", "DELETE")):
            of = f"BEFORE {what} ON audit_log FOR EACH ROW"
            op.execute(f"CREATE TRIGGER audit_log_{name} {of} {refuse}")
        _refuse_replacing()
        return
    op.execute(
        "CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'audit_log is only added to'; END $$"
    )
    for name, what, each in (
        ("kept", "UPDATE OR DELETE", "ROW"),
        ("stay", "TRUNCATE", "STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER audit_log_{name} BEFORE {what} ON audit_log "
            f"FOR EACH {each} EXECUTE FUNCTION audit_log_refuse()"
        )
