"""The ways back for who lost a second factor: recovery codes, and an administrator."""

from sqlalchemy import select

from service.officers.entering import find_step
from service.officers.proving import Shown
from service.officers.recovery import make_codes, take_factors
from service.officers.refusals import Refused
from service.officers.sessions import Login
from service.storage.officer_tables import RecoveryCode
from tests.service.harness import World
from tests.service.officers.second_factors import (
    deeds,
    enter,
    factors,
    half,
    show,
    with_app,
    with_passkey,
)


def test_a_recovery_code_works_once_however_it_is_typed(world: World) -> None:
    """It was copied from paper, by hand, in a hurry."""
    officer = world.officer()
    with_app(world, officer)
    with world.database.write() as session:
        codes = make_codes(session, officer.id, world.clock())
    typed = codes[0].lower().replace("-", " ")

    shown = [show(world, officer, typed), show(world, officer, codes[0])]

    assert shown == [Shown.RECOVERY, Refused.CODE]
    assert factors(world, officer).codes == len(codes) - 1
    assert "factor.code_used" in deeds(world)


def test_recovery_codes_are_kept_as_hashes_and_belong_to_one(world: World) -> None:
    """A stolen table must not be a way in, nor a code of one officer another's."""
    officer, other = world.officer(), world.officer("siti", "Siti")
    with world.database.write() as session:
        codes = make_codes(session, officer.id, world.clock())
        kept = "".join(session.scalars(select(RecoveryCode.code_hash)))

    assert not any(code.replace("-", "") in kept.upper() for code in codes)
    assert show(world, other, codes[0]) is Refused.CODE


def test_new_codes_take_the_old_ones_back(world: World) -> None:
    """The sheet of paper was lost."""
    officer = world.officer()
    with world.database.write() as session:
        old = make_codes(session, officer.id, world.clock())
        make_codes(session, officer.id, world.clock())

    assert show(world, officer, old[0]) is Refused.CODE


def test_an_administrator_takes_all_factors_away(world: World) -> None:
    """The telephone lies in the sea; the officer has to work."""
    officer = world.officer()
    app = with_app(world, officer)
    with_passkey(world, officer)
    entered = half(world)
    with world.database.write() as session:
        make_codes(session, officer.id, world.clock())
        taken = take_factors(session, officer.id, world.clock())

    left = factors(world, officer)
    assert (taken, left.count, left.codes) == (2, 0, 0)
    assert left.taken_at == world.clock()
    with world.database.read() as session:
        assert find_step(session, entered.token, world.clock()) is None
    assert show(world, officer, app.at(world.clock())) is Refused.CODE
    assert isinstance(enter(world), Login)
    assert "factor.taken" in deeds(world)
    with_passkey(world, officer)
    assert factors(world, officer).taken_at is None
