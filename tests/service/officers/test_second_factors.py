"""Second factors: apps, and the step of a log-in that asks for one."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from service.audit.tables import AuditRow
from service.errors import NotFound
from service.officers.accounts import disable_account, log_in, set_password
from service.officers.entering import STEP_TIME, HalfLogin, find_step, finish_step
from service.officers.factors import factors_of, has_factor
from service.officers.passkeys import (
    remove_passkey,
)
from service.officers.proving import EVERYWHERE, Shown
from service.officers.recovery import make_codes
from service.officers.refusals import FREE, Refused, Source
from service.officers.sessions import Login, active_session, renew
from service.officers.totp import begin_app, confirm_app, remove_app, unconfirmed_app
from service.storage.officer_tables import LoginRefusal, TotpSecret
from tests.service.harness import World
from tests.service.officers.second_factors import (
    SEAL,
    THERE,
    deeds,
    enter,
    half,
    show,
    with_app,
    with_passkey,
)


def test_a_password_alone_opens_nothing_once_there_is_a_factor(world: World) -> None:
    """A password that somebody read over a shoulder must not be enough."""
    officer = world.officer()
    with_app(world, officer)

    entered = half(world)

    with world.database.read() as session:
        assert active_session(session, entered.token, world.clock()) is None
        assert find_step(session, entered.token, world.clock()) is not None


def test_a_code_of_the_app_finishes_the_log_in_under_a_new_cookie(world: World) -> None:
    """Who planted the first cookie must not hold the second."""
    officer = world.officer()
    app = with_app(world, officer)
    entered = half(world)

    shown = show(world, officer, app.at(world.clock()))
    with world.database.write() as session:
        login = finish_step(session, entered.token, shown.value, THERE, world.clock())
        again = finish_step(session, entered.token, shown.value, THERE, world.clock())

    assert (shown, again) == (Shown.TOTP, None)
    assert login is not None
    assert login.token != entered.token
    with world.database.read() as session:
        assert active_session(session, login.token, world.clock()) is not None
        data = session.scalar(select(AuditRow.data).where(AuditRow.deed == "login.opened"))
    assert data == '{"how":"password+totp"}'


def test_a_code_works_once_and_near_its_time_only(world: World) -> None:
    """Who saw a code on a telephone must be too late with it."""
    officer = world.officer()
    app, now = with_app(world, officer), world.clock()

    shown = [show(world, officer, app.at(now)), show(world, officer, app.at(now))]
    earlier = show(world, officer, app.at(now - timedelta(seconds=30)))
    world.clock.advance(seconds=120)
    late = show(world, officer, app.at(now + timedelta(seconds=30)))

    assert shown == [Shown.TOTP, Refused.CODE]
    assert (earlier, late) == (Refused.CODE, Refused.CODE)


def test_the_code_that_confirmed_the_app_is_used_up(world: World) -> None:
    """The first code was on two screens."""
    officer, now = world.officer(), world.clock()
    new = begin_app(world.database, officer.id, officer.username, SEAL, now)
    code = pyotp.TOTP(new.secret).at(now)
    confirm_app(world.database, officer.id, code, SEAL, now)

    assert show(world, officer, code) is Refused.CODE


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "12 34 5x", "\x00" * 6, "é"])
def test_what_is_no_code_is_refused(world: World, code: str) -> None:
    """Fields can be filled with anything."""
    officer = world.officer()
    with_app(world, officer)

    assert show(world, officer, code) is Refused.CODE


def test_an_app_that_was_never_confirmed_opens_and_asks_nothing(world: World) -> None:
    """Who closed the page before scanning must not be locked out."""
    officer, now = world.officer(), world.clock()
    new = begin_app(world.database, officer.id, officer.username, SEAL, now)

    assert isinstance(enter(world), Login)
    assert not confirm_app(world.database, officer.id, "000000x", SEAL, now)
    shown = unconfirmed_app(world.database, officer.id, officer.username, SEAL)
    assert shown == new


def test_a_new_app_takes_the_place_of_the_old_one(world: World) -> None:
    """The old telephone was sold."""
    officer = world.officer()
    old, new = with_app(world, officer), with_app(world, officer)

    assert show(world, officer, old.at(world.clock())) is Refused.CODE
    assert show(world, officer, new.at(world.clock())) is Shown.TOTP


def test_secrets_are_sealed_and_belong_to_their_officer(world: World) -> None:
    """A stolen backup must not be a list of second factors; a moved row opens nothing."""
    officer, other = world.officer(), world.officer("siti", "Siti")
    app = with_app(world, officer)
    with world.database.write() as session:
        row = session.scalars(select(TotpSecret)).one()
        assert app.secret.encode() not in row.sealed
        row.officer_id = other.id

    with pytest.raises(NotFound, match="another officer"):
        show(world, other, app.at(world.clock()))


def test_wrong_codes_are_slowed_wherever_they_come_from(world: World) -> None:
    """A botnet that knows the password must not guess six digits in a day."""
    officer = world.officer()
    app = with_app(world, officer)
    for number in range(FREE):
        wrong = Source(f"203.0.113.{number}")
        assert show(world, officer, "000000", at=wrong) is Refused.CODE
        assert isinstance(enter(world), HalfLogin)  # the right password sets nothing back

    slowed = show(world, officer, app.at(world.clock()), at=Source("192.0.2.1"))
    world.clock.advance(seconds=30)

    assert slowed is Refused.DELAYED
    assert show(world, officer, app.at(world.clock())) is Shown.TOTP
    with world.database.read() as session:
        rows = session.scalars(select(LoginRefusal)).all()
    assert {(row.officer_id, row.source) for row in rows} == {(officer.id, EVERYWHERE)}
    assert deeds(world).count("login.refused") == FREE + 1


def test_who_removes_the_last_factor_is_asked_no_more(world: World) -> None:
    """Codes that stand in for nothing must not stay a way in."""
    officer = world.officer()
    with_app(world, officer)
    with_passkey(world, officer)
    with world.database.write() as session:
        make_codes(session, officer.id, world.clock())
        remove_app(session, officer.id, world.clock())
        between = factors_of(session, officer.id)
        remove_passkey(session, officer.id, between.passkeys[0].number, world.clock())
        after = factors_of(session, officer.id)

        assert (between.count, between.codes, after.count, after.codes) == (1, 10, 0, 0)
        assert not has_factor(session, officer.id)


def test_a_step_ends_with_time_a_new_password_and_a_disabled_account(world: World) -> None:
    """A half-open door must not stay one."""
    officer = world.officer()
    with_app(world, officer)
    tokens = [half(world).token for _ in range(2)]

    def is_open(token: str) -> bool:
        with world.database.read() as session:
            return find_step(session, token, world.clock()) is not None

    before = [is_open(token) for token in tokens]
    with world.database.write() as session:
        set_password(session, "budi", "kuda-payung-senin-lilin")
    after_password = [is_open(token) for token in tokens]
    entered = log_in(world.database, "budi", "kuda-payung-senin-lilin", world.clock(), THERE)
    assert isinstance(entered, HalfLogin)
    world.clock.advance(seconds=STEP_TIME.total_seconds())
    after_time = is_open(entered.token)
    with world.database.write() as session:
        disable_account(session, "budi")

    assert (before, after_password, after_time) == ([True, True], [False, False], False)


def test_a_renewed_log_in_has_another_cookie(world: World) -> None:
    """After a step up, whoever planted the cookie of before has nothing."""
    world.officer()
    entered = enter(world)
    assert isinstance(entered, Login)

    with world.database.write() as session:
        fresh = renew(session, entered.token)

    with world.database.read() as session:
        assert active_session(session, entered.token, world.clock()) is None
        assert active_session(session, fresh, world.clock()) is not None
