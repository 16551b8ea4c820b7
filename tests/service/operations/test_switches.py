"""Switches as rows: what is off, who did it, and what a process knows of it."""

import pytest
import yaml
from sqlalchemy.exc import OperationalError

from doubles.clock import FrozenClock
from service.answering.decision import is_topic
from service.content.model import Content
from service.content.store import store_content
from service.errors import UnknownSwitch, UnusableText
from service.operations.switches import (
    TEXT_LIMIT,
    Switches,
    known_switches,
    switch_history,
    switched_off,
    turn_off,
    turn_on,
)
from service.paths import ROOT
from service.storage.database import Database, Session


@pytest.fixture
def stocked(database: Database, content: Content, clock: FrozenClock) -> Database:
    """A database with the real content, of each kind."""
    with database.write() as session:
        store_content(session, content, clock())
    return database


def off(database: Database, name: str, clock: FrozenClock, text: str = "Mohon maaf.") -> None:
    """Turn something off."""
    with database.write() as session:
        turn_off(session, name, text, "ani", "salah", clock())


def test_what_is_off_names_its_text_and_who_decided(stocked: Database, clock: FrozenClock) -> None:
    """A colleague at night must see who switched what off, and why."""
    off(stocked, "article:spip", clock)

    with stocked.read() as session:
        (only,) = switched_off(session)
    assert (only.name, only.text, only.by, only.reason, only.since) == (
        "article:spip", "Mohon maaf.", "ani", "salah", clock(),
    )  # fmt: skip


def test_every_change_stays_in_the_history(stocked: Database, clock: FrozenClock) -> None:
    """An auditor asks afterwards what citizens were told, and when."""
    off(stocked, "bot", clock, "Sebentar.")
    off(stocked, "bot", clock, "Sampai besok.")
    clock.advance(minutes=5)
    with stocked.write() as session:
        assert turn_on(session, "bot", "budi", "selesai", clock())

    with stocked.read() as session:
        told = [(c.is_off, c.text, c.by) for c in switch_history(session, 10)]
        assert switched_off(session) == []
    assert told == [
        (False, "", "budi"),
        (True, "Sampai besok.", "ani"),
        (True, "Sebentar.", "ani"),
    ]


def test_turning_on_what_is_on_changes_nothing(stocked: Database, clock: FrozenClock) -> None:
    """The history holds changes, not attempts."""
    with stocked.write() as session:
        changed = turn_on(session, "escalation", "ani", "", clock())

    with stocked.read() as session:
        assert switch_history(session, 10) == []
    assert not changed


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("spip", "intent:spip, article:spip"),
        ("article:ppid-biya", "article:ppid-biaya"),
        ("ppid-biya", "ppid-biaya"),
        ("Bot", "bot"),
        ("intent:humn", "intent:human"),
        ("qqqqqqqq", "bot, escalation"),
    ],
)
def test_an_unknown_name_is_refused_and_near_ones_listed(
    stocked: Database, clock: FrozenClock, name: str, near: str
) -> None:
    """A typing error in a hurry must not look like success."""
    with pytest.raises(UnknownSwitch, match=near):
        off(stocked, name, clock)


def test_what_is_off_can_be_turned_on_after_its_article_has_gone(
    stocked: Database, clock: FrozenClock
) -> None:
    """Content changes under a switch; it must not stay for ever."""
    off(stocked, "article:spip", clock)
    with stocked.write() as session:
        session.connection().exec_driver_sql("DELETE FROM articles")

    with stocked.write() as session:
        assert turn_on(session, "article:spip", "ani", "", clock())


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (TEXT_LIMIT + 1)])
def test_citizens_always_read_something(stocked: Database, clock: FrozenClock, text: str) -> None:
    """Nothing is silent, not even what is off."""
    with pytest.raises(UnusableText):
        off(stocked, "bot", clock, text)


def test_every_intent_of_the_domain_has_a_switch(stocked: Database) -> None:
    """An intent that is confused with another one must be stoppable."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    with stocked.read() as session:
        known = set(known_switches(session))

    intents = {intent for intent in domain["intents"] if intent != "nlu_fallback"}
    assert {f"intent:{name}" for name in intents} <= known
    assert {f"article:{name}" for name in filter(is_topic, intents)} <= known


def test_a_process_follows_within_its_refresh(stocked: Database, clock: FrozenClock) -> None:
    """No restart: seconds count when an answer is wrong."""
    switches = Switches(stocked, refresh=0)
    before = dict(switches.off())
    off(stocked, "article:spip", clock)

    assert before == {}
    assert list(switches.off()) == ["article:spip"]


def test_between_two_looks_the_table_is_not_asked(stocked: Database, clock: FrozenClock) -> None:
    """Every message asks; the database must not notice."""
    switches = Switches(stocked, refresh=60)
    switches.off()
    off(stocked, "bot", clock)

    assert switches.off() == {}


def test_what_was_known_last_goes_on_when_the_table_cannot_be_read(
    stocked: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that hiccups must not put a wrong answer back on."""
    off(stocked, "article:spip", clock)
    switches = Switches(stocked, refresh=0)
    switches.off()
    monkeypatch.setattr("service.operations.switches.switched_off", _fail)

    assert list(switches.off()) == ["article:spip"]


def _fail(_session: Session) -> None:
    raise OperationalError("SELECT", {}, Exception("database is locked"))
