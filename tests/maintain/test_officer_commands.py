"""``tanya officers``: who may log in at the desk."""

from pathlib import Path

import pyotp
import pytest
from typer.testing import CliRunner, Result

from maintain.officer_commands import app
from service.clock import utc_now
from service.errors import NotFound, OfficerExists, WeakPassword
from service.officers.accounts import log_in
from service.officers.identities import Identity, bind_identity
from service.officers.roles import COMMANDS
from service.officers.sessions import Login
from service.officers.totp import begin_app, confirm_app
from service.storage.database import Database
from service.updates.sealing import Seal

PASSWORD = "kata-sandi-panjang"
RINI = ("add", "Rini", "Rini Petugas", "humas")


class Command:
    """The command on a database of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __call__(self, *words: str, password: str | None = PASSWORD, typed: str = "") -> Result:
        """Run ``tanya officers`` with these words."""
        environment = {"DATABASE_URL": self.url, "TANYA_OFFICER_PASSWORD": password}
        return CliRunner().invoke(app, words, env=environment, input=typed)

    def may_log_in(self, username: str, password: str = PASSWORD) -> bool:
        """Tell whether the desk lets this officer in."""
        database = Database(self.url)
        database.migrate()
        login = log_in(database, username, password, utc_now())
        database.close()
        return isinstance(login, Login)


@pytest.fixture
def officers(tmp_path: Path) -> Command:
    """The command before anybody was registered; the database does not exist yet."""
    return Command(f"sqlite:///{tmp_path}/new/desk.db")


def test_an_officer_who_was_added_can_log_in(officers: Command) -> None:
    """The first officer of a fresh installation."""
    result = officers(*RINI)

    assert result.exit_code == 0
    assert "Rini Petugas can log in as 'rini'." in result.output
    assert officers.may_log_in("rini")


def test_the_password_is_asked_for_twice_and_not_shown(officers: Command) -> None:
    """It must not stay in the shell's history nor on the screen."""
    result = officers(*RINI, password=None, typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert officers.may_log_in("rini")


def test_two_different_passwords_are_refused(officers: Command) -> None:
    """A slip of the finger would lock the officer out."""
    result = officers(*RINI, password=None, typed=f"{PASSWORD}\nlain-sama-sekali\n")

    assert result.exit_code != 0
    assert not officers.may_log_in("rini")


@pytest.mark.parametrize(
    ("words", "password", "error"),
    [
        (("add", "rini", "Rini", "no-such-unit"), PASSWORD, NotFound),
        (("add", "rini", "Rini", "humas"), "pendek", WeakPassword),
        (("password", "nobody"), PASSWORD, NotFound),
    ],
)
def test_what_cannot_be_is_refused(
    officers: Command, words: tuple[str, ...], password: str, error: type[Exception]
) -> None:
    """``tanya`` prints these errors as one line."""
    result = officers(*words, password=password)

    assert isinstance(result.exception, error)
    assert not officers.may_log_in("rini", password)


def test_an_unknown_unit_is_answered_with_those_there_are(officers: Command) -> None:
    """Nobody knows the units' ids by heart."""
    result = officers("add", "rini", "Rini", "no-such-unit")

    assert "humas" in str(result.exception)
    assert "pusbin-jfa" in str(result.exception)


def test_an_invited_officer_gets_a_link_and_no_password(officers: Command) -> None:
    """A password that is sent is read by whoever reads the message later."""
    result = officers("invite", "rini", "Rini Petugas", "humas")
    again = officers("invite", "rini")

    assert (result.exit_code, again.exit_code) == (0, 0)
    assert "/invitation/" in result.output
    assert not officers.may_log_in("rini")


def test_log_ins_are_listed_and_ended(officers: Command) -> None:
    """A stolen laptop is shut out from the server, whatever its browser still holds."""
    officers(*RINI)
    officers.may_log_in("rini")

    listed, ended = officers("sessions", "rini"), officers("sessions", "rini", "--end")

    assert "WIB" in listed.output
    assert "1 log-ins of 'rini' were ended." in ended.output
    assert isinstance(officers("sessions", "siti").exception, NotFound)


def test_lost_second_factors_are_taken_away(officers: Command) -> None:
    """The last administrator's telephone is lost too, and nobody else can help in the browser."""
    officers(*RINI)
    database, now = Database(officers.url), utc_now()
    seal = Seal(lambda: "a secret of tests, which opens nothing else")
    new = begin_app(database, 1, "rini", seal, now)
    assert confirm_app(database, 1, pyotp.TOTP(new.secret).at(now), seal, now)
    database.close()
    shut = officers.may_log_in("rini")

    listed, taken = officers("factors", "rini"), officers("factors", "rini", "--take-away")

    assert not shut
    assert "app" in listed.output
    assert "1 second factors of 'rini' were taken away." in taken.output
    assert officers.may_log_in("rini")


def test_a_binding_to_the_provider_is_ended(officers: Command) -> None:
    """It leads to whoever has it, so the server can end it too."""
    officers(*RINI)
    database, identity = Database(officers.url), Identity("https://sso.example", "subject")
    with database.write() as session:
        bind_identity(session, 1, identity, utc_now())
    database.close()

    first, second = officers("unbind", "rini"), officers("unbind", "rini")

    assert "is not bound to the provider any more" in first.output
    assert "was not bound to the provider" in second.output


def test_every_command_stands_in_the_table_of_roles() -> None:
    """A command that the table forgets would be an act that nobody decided who may."""
    names = {one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands}

    assert names == set(COMMANDS)


def test_a_user_name_is_taken_once(officers: Command) -> None:
    """Whoever answered must be told apart; big letters make no difference."""
    officers(*RINI)
    result = officers("add", "RINI", "Rini Lain", "ppid")

    assert isinstance(result.exception, OfficerExists)


def test_a_new_password_replaces_the_old_one(officers: Command) -> None:
    """Also when the old one was seen by somebody."""
    officers(*RINI)
    result = officers("password", "rini", password="kata-sandi-yang-baru")

    assert result.exit_code == 0
    assert officers.may_log_in("rini", "kata-sandi-yang-baru")
    assert not officers.may_log_in("rini")


def test_officers_are_listed_with_their_units(officers: Command) -> None:
    """Who left must be found before they log in again."""
    officers(*RINI)
    result = officers("list")

    assert result.exit_code == 0
    assert all(word in result.output for word in ("rini", "Rini Petugas", "humas"))
    assert "argon2" not in result.output
