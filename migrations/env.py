"""Alembic's environment: runs on the connection that ``Database.migrate`` passes in.

Migrations go forward only: what one did wrong the next one mends. They have no ``downgrade``,
which would drop what people wrote since, and which nobody would have tried before the bad day.
"""

from importlib import import_module

from alembic import context

from service.paths import ROOT
from service.storage.base import Base

for file in sorted((ROOT / "service").rglob("*tables.py")):  # importing one registers its tables
    import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
