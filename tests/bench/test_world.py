"""The statements that make a database old follow the tables."""

from bench.world import grow_old
from service.storage.database import Database


def test_a_database_grows_old_on_both_kinds(database: Database) -> None:
    """A new column would break the benchmark on the day it is needed."""
    grow_old(database, 100)

    with database.read() as session:
        tables = ("updates", "turns", "outbox")
        rows = [
            session.connection().exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
            for name in tables
        ]
    assert rows == [100, 100, 100]
