"""A PostgreSQL database that tests share, emptied for each of them."""

from service.storage.database import Database


def emptied(url: str) -> Database:
    """Return a PostgreSQL database with nothing in it, not even tables."""
    made = Database(url)
    with made.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    return made
