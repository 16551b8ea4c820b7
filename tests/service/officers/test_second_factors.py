"""Second factors: apps, passkeys, recovery codes, and the step of a log-in that asks for them."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from doubles.authenticator import Authenticator
from service.audit.tables import AuditRow
from service.errors import NotFound
from service.officers.accounts import LoginRefused, disable_account, log_in, set_password
from service.officers.duty import OfficerView
from service.officers.entering import STEP_TIME, HalfLogin, find_step, finish_step
from service.officers.factors import Factors, factors_of, has_factor
from service.officers.passkeys import (
    CHALLENGE_TIME,
    Site,
    add_passkey,
    adding_options,
    proving_options,
    remove_passkey,
)
from service.officers.proving import EVERYWHERE, Proof, Shown, prove
from service.officers.recovery import make_codes, take_factors
from service.officers.refusals import FREE, Refused, Source
from service.officers.sessions import Login, active_session, renew
from service.officers.totp import begin_app, confirm_app, remove_app, unconfirmed_app
from service.storage.officer_tables import LoginRefusal, RecoveryCode, TotpSecret
from service.updates.sealing import Seal
from tests.service.harness import PASSWORD, World

SEAL = Seal(lambda: "a secret of tests, which opens nothing else", b"second factors of tests")
SITE = Site("meja.example.go.id", "https://meja.example.go.id")
HOLDER = "cookie"
THERE = Source("198.51.100.7", "Firefox")


def with_app(world: World, officer: OfficerView) -> pyotp.TOTP:
    """Give an officer an authenticator app; its first code is used up."""
    now = world.clock()
    new = begin_app(world.database, officer.id, officer.username, SEAL, now)
    app = pyotp.TOTP(new.secret)
    assert confirm_app(world.database, officer.id, app.at(now), SEAL, now)
    world.clock.advance(seconds=30)
    return app


def with_passkey(
    world: World, officer: OfficerView, site: Site = SITE, name: str = "Laptop"
) -> Authenticator:
    """Give an officer a passkey."""
    device = Authenticator(site.origin, site.host)
    with world.database.write() as session:
        options = adding_options(session, officer, site, HOLDER, world.clock())
    with world.database.write() as session:
        answer = device.make(options)
        assert add_passkey(session, officer.id, answer, name, site, HOLDER, world.clock())
    return device


def challenge(world: World, officer: OfficerView, holder: str = HOLDER) -> str:
    """Return what a passkey is to sign."""
    with world.database.write() as session:
        options = proving_options(session, officer.id, SITE, holder, world.clock())
    assert options is not None
    return options


def show(
    world: World, officer: OfficerView, code: str = "", passkey: str = "", at: Source = THERE
) -> Shown | Refused:
    """Show a second factor; return what it was, or why it was refused."""
    proof = Proof(code, passkey, HOLDER)
    shown = prove(world.database, officer, proof, SEAL, SITE, at, world.clock())
    return shown.why if isinstance(shown, LoginRefused) else shown


def enter(world: World, password: str = PASSWORD) -> Login | HalfLogin | LoginRefused:
    """Type a password."""
    return log_in(world.database, "budi", password, world.clock(), THERE)


def half(world: World) -> HalfLogin:
    """Type the right password of who has a second factor."""
    entered = enter(world)
    assert isinstance(entered, HalfLogin)
    return entered


def factors(world: World, officer: OfficerView) -> Factors:
    """Return what an officer has."""
    with world.database.read() as session:
        return factors_of(session, officer.id)


def deeds(world: World) -> list[str]:
    """Return what is in the record of second factors and log-ins."""
    with world.database.read() as session:
        rows = session.scalars(select(AuditRow.deed).order_by(AuditRow.id)).all()
    return [deed for deed in rows if deed.startswith(("factor.", "login."))]


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


def test_nobody_removes_anothers_passkey(world: World) -> None:
    """Numbers can be guessed."""
    officer, other = world.officer(), world.officer("siti", "Siti")
    with_passkey(world, officer)
    number = factors(world, officer).passkeys[0].number

    with world.database.write() as session:
        assert not remove_passkey(session, other.id, number, world.clock())


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
