"""Alembic's environment: runs on the connection that ``Database.migrate`` passes in."""

from alembic import context

from service.storage import file_tables, tables  # noqa: F401 - they register their tables
from service.storage.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
