"""Refused log-ins: recorded, and slowed without a stranger being able to lock an officer out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.officers.accounts import LoginRefused, log_in
from service.officers.entering import HalfLogin
from service.officers.refusals import (
    FREE,
    LONGEST,
    MANY,
    Refused,
    Source,
    delay_after,
    network_of,
    refusals_of,
)
from service.officers.sessions import Login
from service.storage.officer_tables import LoginRefusal
from tests.service.harness import PASSWORD, World

WRONG = "salah-salah-salah"
THERE = "198.51.100.7"


def enter(
    world: World, password: str = PASSWORD, username: str = "budi", browser: str = "", at: str = ""
) -> Login | HalfLogin | LoginRefused:
    """Try to log in from somewhere."""
    source = Source(at or THERE, "Firefox", browser)
    return log_in(world.database, username, password, world.clock(), source)


def fail(world: World, times: int, username: str = "budi") -> None:
    """Type a wrong password, each time after having waited for as long as asked."""
    for _ in range(times):
        refused = enter(world, WRONG, username)
        assert isinstance(refused, LoginRefused)
        while refused.why is Refused.DELAYED:
            world.clock.advance(seconds=refused.wait.total_seconds())
            again = enter(world, WRONG, username)
            assert isinstance(again, LoginRefused)
            refused = again


def rows(world: World) -> list[LoginRefusal]:
    """Return what is recorded."""
    with world.database.read() as session:
        return list(session.scalars(select(LoginRefusal).order_by(LoginRefusal.id)))


def test_delays_grow_and_end_at_a_quarter_of_an_hour() -> None:
    """A slip costs nothing, a mistake seconds, a guessing program days."""
    delays = [delay_after(wrong).total_seconds() for wrong in range(FREE + 4)]

    assert delays == [0, 0, 0, 2, 4, 8, 16]
    assert delay_after(50) == LONGEST


@pytest.mark.parametrize("username", ["budi", "nobody"])
def test_the_right_password_waits_like_the_wrong_ones(world: World, username: str) -> None:
    """Otherwise a guesser would learn from the delay what is right, and which names exist."""
    world.officer()
    fail(world, FREE, username)

    refused = enter(world, PASSWORD, username)

    assert refused == LoginRefused(Refused.DELAYED, timedelta(seconds=2))


def test_an_officer_elsewhere_does_not_wait(world: World) -> None:
    """A stranger who could lock an officer out would do so before doing something worse."""
    world.officer()
    fail(world, FREE + 5)

    assert isinstance(enter(world, at="203.0.113.9"), Login)


def test_a_known_browser_does_not_wait_for_a_stranger_at_the_same_address(world: World) -> None:
    """A whole office has one address on the internet."""
    world.officer()
    first = enter(world)
    assert isinstance(first, Login)
    fail(world, MANY)

    assert isinstance(enter(world, browser=first.browser), Login)
    assert isinstance(enter(world), LoginRefused)


def test_a_stolen_browser_is_slowed_like_a_stranger(world: World) -> None:
    """Whoever has the laptop has not the password."""
    world.officer()
    first = enter(world)
    assert isinstance(first, Login)
    for _ in range(FREE):
        enter(world, WRONG, browser=first.browser)

    refused = enter(world, browser=first.browser)

    assert isinstance(refused, LoginRefused)
    assert refused.why is Refused.DELAYED


def test_another_officers_browser_is_none_of_theirs(world: World) -> None:
    """A colleague must not guess faster than a stranger."""
    world.officer()
    world.officer("siti", "Siti")
    own = enter(world, username="siti")
    assert isinstance(own, Login)
    fail(world, FREE)

    refused = enter(world, browser=own.browser)

    assert isinstance(refused, LoginRefused)


def test_an_address_that_tries_many_names_is_not_looked_at(world: World) -> None:
    """One password tried at every account is a guess as well."""
    for number in range(MANY):
        enter(world, WRONG, f"nama{number}")

    refused = enter(world, WRONG, "siapa")

    assert isinstance(refused, LoginRefused)
    assert refused.why is Refused.ADDRESS
    assert not isinstance(enter(world, WRONG, "siapa", at="203.0.113.9"), Login)


def test_getting_in_ends_the_delay(world: World) -> None:
    """Who mistyped in the morning must not wait at noon."""
    world.officer()
    fail(world, FREE - 1)
    enter(world)
    fail(world, FREE - 1)

    assert isinstance(enter(world), Login)


def test_each_refusal_is_kept_with_account_and_source(world: World) -> None:
    """Whoever looks after a theft must find where the guesses came from."""
    officer = world.officer()
    enter(world, WRONG)
    enter(world, WRONG, "kata-sandi-saya-di-kolom-yang-salah")

    known, unknown = rows(world)

    assert (known.officer_id, known.address, known.why) == (officer.id, THERE, "password")
    assert unknown.officer_id is None
    assert "kata-sandi" not in unknown.account


def test_asking_very_fast_fills_no_table(world: World) -> None:
    """A program that asks a thousand times a second must not fill the disk."""
    officer = world.officer()
    fail(world, FREE)
    since = world.clock() - timedelta(hours=1)
    for _ in range(20):
        enter(world)

    assert len(rows(world)) == FREE + 1
    with world.database.read() as session:
        assert refusals_of(session, officer.id, since) == FREE + 20


def test_a_network_of_the_new_internet_counts_as_one() -> None:
    """Whoever rents one machine there has more addresses than there are officers."""
    assert network_of("2001:db8:1:2:3::9") == network_of("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert network_of("192.0.2.4") == "192.0.2.4"
