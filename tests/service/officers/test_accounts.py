"""Officers: their passwords and their log-ins at the desk."""

from datetime import timedelta

import pytest

from doubles.passwords import CHEAP
from service.errors import NotFound, OfficerExists, WeakPassword
from service.officers.accounts import add_officer, list_officers, log_in, set_password
from service.officers.passwords import PASSWORD_LENGTH
from service.officers.sessions import (
    IDLE,
    SESSION_TIME,
    ActiveSession,
    Login,
    active_session,
    log_out,
    touch,
)
from service.storage.officer_tables import DeskSession
from service.storage.tables import Officer
from tests.service.harness import PASSWORD, World


def enter(world: World, password: str = PASSWORD, username: str = "budi") -> Login | None:
    """Try to log in."""
    login = log_in(world.database, username, password, world.clock())
    return login if isinstance(login, Login) else None


def token(world: World) -> str:
    """Log in; return the cookie's value."""
    login = enter(world)
    assert login is not None
    return login.token


def active(world: World, value: str) -> ActiveSession | None:
    """Return who a cookie belongs to."""
    with world.database.read() as session:
        return active_session(session, value, world.clock())


def change(world: World, password: str, username: str = "budi") -> None:
    """Give a new password."""
    with world.database.write() as session:
        set_password(session, username, password, CHEAP)


def test_passwords_are_stored_as_argon2id_with_real_work(
    world: World,
) -> None:
    """A stolen database must not be a stolen desk."""
    with world.database.write() as session:
        officer = add_officer(session, "budi", "Budi", "humas", PASSWORD, world.clock())

    with world.database.read() as session:
        stored = session.get_one(Officer, officer.id).password_hash
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in stored
    assert enter(world) is not None


def test_the_right_password_opens_a_session(world: World) -> None:
    """The officer gets to work, under their own name."""
    officer = world.officer()

    session = active(world, token(world))

    assert session is not None
    assert session.officer == officer
    assert len(session.csrf_token) >= 32


def test_the_user_name_may_be_written_in_any_case(world: World) -> None:
    """Telephones capitalise the first letter."""
    world.officer("budi")

    assert enter(world, username="Budi") is not None


@pytest.mark.parametrize(
    ("username", "password"),
    [("budi", "salah-salah-salah"), ("budi", ""), ("siapa", PASSWORD), ("", ""),
     ("budi' --", PASSWORD), ("budi\x00", PASSWORD)],
)  # fmt: skip
def test_anything_else_opens_nothing(world: World, username: str, password: str) -> None:
    """The desk holds citizens' conversations."""
    world.officer()

    assert enter(world, password, username) is None


def test_the_cookies_value_is_not_in_the_database(world: World) -> None:
    """Who reads a backup must not be able to act as an officer."""
    world.officer()
    value = token(world)

    with world.database.read() as session:
        row = session.query(DeskSession).one()
    assert value not in (row.token_hash, row.csrf_token)
    assert active(world, row.token_hash) is None


def test_a_session_ends_after_a_working_day(world: World) -> None:
    """A browser that was left open must not stay an open door."""
    world.officer()
    value = token(world)
    world.clock.advance(seconds=(SESSION_TIME - timedelta(seconds=1)).total_seconds())
    with world.database.write() as session:
        touch(session, value, world.clock())
    before = active(world, value)
    world.clock.advance(seconds=1)

    assert before is not None
    assert active(world, value) is None


def test_a_session_that_nobody_uses_ends(world: World) -> None:
    """Whoever goes to lunch leaves the desk to whoever passes by."""
    world.officer()
    value = token(world)
    world.clock.advance(seconds=(IDLE - timedelta(seconds=1)).total_seconds())
    before = active(world, value)
    world.clock.advance(seconds=1)

    assert before is not None
    assert active(world, value) is None


def test_sessions_that_ended_are_cleared_away(world: World) -> None:
    """The table must not grow with every working day."""
    world.officer()
    token(world)
    world.clock.advance(seconds=SESSION_TIME.total_seconds())

    token(world)

    with world.database.read() as session:
        assert session.query(DeskSession).count() == 1


def test_logging_out_ends_this_session_only(world: World) -> None:
    """The officer's other device stays at work."""
    world.officer()
    here, there = token(world), token(world)

    with world.database.write() as session:
        log_out(session, here)

    assert active(world, here) is None
    assert active(world, there) is not None


@pytest.mark.parametrize("value", ["", "x", "a" * 64, "\x00"])
def test_an_unknown_cookie_belongs_to_nobody(world: World, value: str) -> None:
    """Cookies can be written by anybody."""
    world.officer()
    token(world)

    assert active(world, value) is None


def test_a_new_password_ends_sessions(world: World) -> None:
    """After a theft the thief is out and the officer is in."""
    world.officer()
    value = token(world)

    change(world, "kata-sandi-yang-baru")

    assert active(world, value) is None
    assert enter(world) is None
    assert enter(world, "kata-sandi-yang-baru") is not None


def test_a_new_password_leaves_others_logged_in(world: World) -> None:
    """One officer's change is no reason to interrupt the whole team."""
    world.officer("siti", "Siti")
    world.officer()
    value = token(world)

    change(world, "kata-sandi-yang-baru", "siti")

    assert active(world, value) is not None


def test_a_short_password_is_refused(world: World) -> None:
    """Twelve characters are the least that is worth hashing."""
    world.officer()
    short = "x" * (PASSWORD_LENGTH - 1)

    with pytest.raises(WeakPassword):
        change(world, short)
    with pytest.raises(WeakPassword), world.database.write() as session:
        add_officer(session, "siti", "Siti", "humas", short, world.clock())

    assert enter(world) is not None


def test_a_user_name_is_given_once(world: World) -> None:
    """Two people under one name could not be told apart in a conversation."""
    world.officer("budi", "Budi")

    with pytest.raises(OfficerExists, match="BUDI"):
        world.officer("BUDI", "Budi Lain")


def test_the_password_of_nobody_cannot_be_set(world: World) -> None:
    """A typing error of the operator is said, not swallowed."""
    with pytest.raises(NotFound, match="siapa"):
        change(world, "kata-sandi-yang-baru", "siapa")


def test_an_officer_who_left_is_out_at_once(world: World) -> None:
    """Whoever no longer works here must not read on."""
    officer = world.officer()
    value = token(world)
    with world.database.write() as session:
        session.get_one(Officer, officer.id).active = False

    with world.database.read() as session:
        assert list_officers(session) == []
    assert active(world, value) is None
    assert enter(world) is None


def test_officers_are_listed_by_user_name(world: World) -> None:
    """An operator finds a name in a sorted list."""
    siti, budi = world.officer("siti", "Siti"), world.officer()

    with world.database.read() as session:
        assert list_officers(session) == [budi, siti]
