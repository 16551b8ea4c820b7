"""An officer with second factors, and what tests show of them at the log-in."""

import pyotp
from sqlalchemy import select

from doubles.authenticator import Authenticator
from service.audit.tables import AuditRow
from service.officers.accounts import LoginRefused, log_in
from service.officers.duty import OfficerView
from service.officers.entering import HalfLogin
from service.officers.factors import Factors, factors_of
from service.officers.passkeys import (
    Site,
    add_passkey,
    adding_options,
    proving_options,
)
from service.officers.proving import Proof, Shown, prove
from service.officers.refusals import Refused, Source
from service.officers.sessions import Login
from service.officers.totp import begin_app, confirm_app
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
