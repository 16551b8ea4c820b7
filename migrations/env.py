"""Alembic's environment: runs on the connection that ``Database.migrate`` passes in."""

from alembic import context

from service import models, models_files  # noqa: F401 - they register their tables
from service.models_base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
