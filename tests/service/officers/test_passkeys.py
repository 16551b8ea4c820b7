"""Passkeys: each answer counts once, for one challenge, from one host and one officer."""

from dataclasses import replace

import pytest

from service.officers.passkeys import (
    CHALLENGE_TIME,
    Site,
    add_passkey,
    adding_options,
    proving_options,
    remove_passkey,
)
from service.officers.proving import Shown
from service.officers.refusals import FREE, Refused
from tests.service.harness import World
from tests.service.officers.second_factors import (
    HOLDER,
    SITE,
    challenge,
    factors,
    show,
    with_passkey,
)


def test_a_passkey_never_waits_for_wrong_codes(world: World) -> None:
    """Somebody who knows the password must not be able to keep its officer out."""
    officer = world.officer()
    device = with_passkey(world, officer)
    for _ in range(FREE + 2):
        show(world, officer, "000000")

    assert show(world, officer, passkey=device.sign(challenge(world, officer))) is Shown.PASSKEY


def test_a_passkeys_answer_works_once(world: World) -> None:
    """What was recorded on the way must be worth nothing."""
    officer = world.officer()
    device = with_passkey(world, officer)
    answer = device.sign(challenge(world, officer))

    shown = [show(world, officer, passkey=answer) for _ in range(2)]

    assert shown == [Shown.PASSKEY, Refused.PASSKEY]


def test_a_wrong_answer_uses_the_challenge_up(world: World) -> None:
    """A challenge is for one try."""
    officer = world.officer()
    device = with_passkey(world, officer)
    options = challenge(world, officer)

    shown = [show(world, officer, passkey=one) for one in ("{}", device.sign(options))]

    assert shown == [Refused.PASSKEY, Refused.PASSKEY]


def test_an_answer_to_another_pages_challenge_is_refused(world: World) -> None:
    """A copied page can ask for a signature, but not in our name, nor for another log-in."""
    officer = world.officer()
    device = with_passkey(world, officer)
    for wrong in (
        replace(device, origin="https://meja.example.go.id.evil.test"),
        replace(device, host="evil.test"),
        replace(device, origin="http://meja.example.go.id"),
    ):
        answer = wrong.sign(challenge(world, officer))
        assert show(world, officer, passkey=answer) is Refused.PASSKEY

    others = device.sign(challenge(world, officer, "another cookie"))
    assert show(world, officer, passkey=others) is Refused.PASSKEY


def test_a_challenge_ends_after_five_minutes(world: World) -> None:
    """A page that was left open must be loaded anew."""
    officer = world.officer()
    device = with_passkey(world, officer)
    options = challenge(world, officer)
    world.clock.advance(seconds=CHALLENGE_TIME.total_seconds())

    assert show(world, officer, passkey=device.sign(options)) is Refused.PASSKEY


def test_a_copied_passkey_is_noticed_by_its_count(world: World) -> None:
    """Of two devices with one key, the one that lags behind is refused."""
    officer = world.officer()
    device = with_passkey(world, officer)
    show(world, officer, passkey=device.sign(challenge(world, officer)))
    device.count -= 1

    assert show(world, officer, passkey=device.sign(challenge(world, officer))) is Refused.PASSKEY


def test_another_officers_passkey_opens_nothing(world: World) -> None:
    """A colleague has a passkey too."""
    officer, other = world.officer(), world.officer("siti", "Siti")
    with_passkey(world, officer)
    theirs = with_passkey(world, other)

    answer = theirs.sign(challenge(world, officer))

    assert show(world, officer, passkey=answer) is Refused.PASSKEY


def test_a_passkey_of_another_host_is_not_offered(world: World) -> None:
    """A browser would not find it there, and would only confuse."""
    officer = world.officer()
    with_passkey(world, officer, Site("lama.example.go.id", "https://lama.example.go.id"))

    with world.database.write() as session:
        assert proving_options(session, officer.id, SITE, HOLDER, world.clock()) is None


def test_a_passkey_is_added_once(world: World) -> None:
    """The same device twice is one way in, and nobody adds another's."""
    officer, other = world.officer(), world.officer("siti", "Siti")
    device = with_passkey(world, officer)
    with world.database.write() as session:
        options = adding_options(session, other, SITE, HOLDER, world.clock())
    with world.database.write() as session:
        answer = device.make(options)
        added = add_passkey(session, other.id, answer, "Curian", SITE, HOLDER, world.clock())

    assert added is False


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "{}", '{"id": 1}', "null", "{" * 9000, '{"id":"é","rawId":"é"}']
)
def test_a_malformed_answer_is_refused_and_breaks_nothing(world: World, answer: str) -> None:
    """Whoever has the password can post anything."""
    officer = world.officer()
    with_passkey(world, officer)
    challenge(world, officer)

    assert show(world, officer, passkey=answer or "x") is Refused.PASSKEY
    with world.database.write() as session:
        adding_options(session, officer, SITE, HOLDER, world.clock())
        assert not add_passkey(session, officer.id, answer, "x", SITE, HOLDER, world.clock())


def test_nobody_removes_anothers_passkey(world: World) -> None:
    """Numbers can be guessed."""
    officer, other = world.officer(), world.officer("siti", "Siti")
    with_passkey(world, officer)
    number = factors(world, officer).passkeys[0].number

    with world.database.write() as session:
        assert not remove_passkey(session, other.id, number, world.clock())
