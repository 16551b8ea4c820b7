"""The root of the tables, and what their columns hold."""

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import JSON, DateTime, Index, Table, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time, also on SQLite, which forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; store UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored; use service.clock")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def table_of(model: "type[Base]") -> Table:
    """Return a model's table: for statements that every message runs, the ORM doubles the cost."""
    return cast("Table", model.__table__)


def index_of_open(name: str, *columns: str) -> Index:
    """Return an index of what is not closed: it stays small, however old the service is."""
    return index_where(name, *columns, where="state != 'closed'")


def index_of_some(name: str, column: str) -> Index:
    """Return an index of the rows that have a value in a column."""
    return index_where(name, column, where=f"{column} IS NOT NULL")


def index_where(name: str, *columns: str, where: str) -> Index:
    """Return an index of the few rows that are asked for; queries say ``where`` in its words."""
    clause = text(where)
    return Index(name, *columns, sqlite_where=clause, postgresql_where=clause)


class Base(DeclarativeBase):
    """Root of the tables."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declarative attribute
        datetime: UtcDateTime(),
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
        list[list[dict[str, Any]]]: JSON,
    }
