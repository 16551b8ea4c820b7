"""Readiness, on both kinds of database."""

import pytest
from sqlalchemy import text

from doubles.clock import FrozenClock
from service.content.model import Content
from service.content.store import store_content
from service.operations.health import Readiness
from service.storage.database import Database


@pytest.fixture
def stocked(database: Database, content: Content, clock: FrozenClock) -> Database:
    """A database with the content."""
    with database.write() as session:
        store_content(session, content, clock())
    return database


def test_who_can_write_and_has_content_is_ready(stocked: Database, clock: FrozenClock) -> None:
    """The proof is a write that is seen afterwards."""
    readiness = Readiness(stocked, "gateway", clock, writes=True, answers=True)

    assert readiness.problems() == ()
    with stocked.read() as session:
        assert session.execute(text("SELECT process FROM heartbeats")).all() == [("gateway",)]


def test_who_only_reads_writes_nothing(stocked: Database, clock: FrozenClock) -> None:
    """The action server reads and never writes."""
    Readiness(stocked, "actions", clock, writes=False, answers=True).problems()

    with stocked.read() as session:
        assert session.execute(text("SELECT process FROM heartbeats")).all() == []


def test_a_database_that_takes_no_writes_is_a_problem(
    stocked: Database, clock: FrozenClock
) -> None:
    """A full disk or a read-only copy still reads well, and loses messages."""
    with stocked.write() as session:
        session.execute(text("DROP TABLE heartbeats"))

    assert Readiness(stocked, "gateway", clock, writes=True, answers=True).problems() == (
        "database",
    )
    assert Readiness(stocked, "actions", clock, writes=False, answers=True).problems() == ()


def test_no_content_is_a_problem_of_who_answers(database: Database, clock: FrozenClock) -> None:
    """The desk works without articles."""
    answering = Readiness(database, "actions", clock, writes=False, answers=True)
    desk = Readiness(database, "desk", clock, writes=True, answers=False)

    assert (answering.problems(), desk.problems()) == (("content",), ())


def test_asking_often_costs_one_look(stocked: Database, clock: FrozenClock) -> None:
    """The address is public: a flood of questions must not become a flood of writes."""
    readiness = Readiness(stocked, "gateway", clock, writes=True, answers=True)
    readiness.problems()
    with stocked.write() as session:
        session.execute(text("DELETE FROM heartbeats"))
    readiness.problems()

    with stocked.read() as session:
        assert session.execute(text("SELECT process FROM heartbeats")).all() == []
