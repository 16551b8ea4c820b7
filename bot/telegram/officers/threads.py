"""Transactions in threads: the loop goes on while the database works."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from service.storage.database import Database, Session

T = TypeVar("T")
P = ParamSpec("P")


class Threads:
    """Runs what reads or writes, each in a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **values: P.kwargs
    ) -> T:
        """Run something that writes."""

        def in_one_transaction() -> T:
            with self._database.write() as session:
                return work(session, *args, **values)

        return await asyncio.to_thread(in_one_transaction)

    async def read(
        self, look: Callable[Concatenate[Session, P], T], *args: P.args, **values: P.kwargs
    ) -> T:
        """Run something that only reads: nobody else has to wait for it."""

        def in_one_transaction() -> T:
            with self._database.read() as session:
                return look(session, *args, **values)

        return await asyncio.to_thread(in_one_transaction)
