"""``tanya officers``: who may log in at the desk.

Knows no roles: whoever runs it has the server and the database's key. That no role reaches it from
a browser or from Telegram is the point; ``COMMANDS`` of ``service/officers/roles.py`` lists it.
"""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from maintain.patience import change
from service.calendar import WIB, time_in_words
from service.clock import utc_now
from service.content.static import read_static
from service.errors import NotFound
from service.forum.inspection import unlink_group
from service.forum.links import make_group_code, make_officer_code, unlink_officer
from service.officers.accounts import (
    add_account,
    add_officer,
    disable_account,
    find_account,
    list_accounts,
    set_password,
)
from service.officers.duty import (
    be_active,
    be_away,
    be_on_duty,
    give_role,
    give_units,
)
from service.officers.factors import factors_of
from service.officers.identities import unbind_identity
from service.officers.invitations import invite as new_link
from service.officers.recovery import take_factors
from service.officers.sessions import end_others_sessions, sessions_of
from service.outcomes import Role
from service.settings import load_settings
from service.storage.database import Session

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False)

Password = Annotated[
    str,
    typer.Option(
        prompt=True,
        confirmation_prompt=True,
        hide_input=True,
        envvar="TANYA_OFFICER_PASSWORD",
        help="At least 12 characters; asked for when not given.",
    ),
]


@app.command()
def add(username: str, name: str, unit: str, password: Password) -> None:
    """Register an officer of a unit (see content/units.yml)."""
    settings = load_settings()
    units = read_static(settings.content_dir).units
    if unit not in units:
        raise NotFound(f"no unit {unit!r}; there are: {', '.join(units)}")
    officer = change(
        settings, lambda session: add_officer(session, username, name, unit, password, utc_now())
    )
    console.print(f"{officer.name} can log in as {officer.username!r}.")


@app.command()
def password(username: str, password: Password) -> None:
    """Give an officer a new password; ends their log-ins."""
    change(load_settings(), lambda session: set_password(session, username, password))
    console.print(f"{username!r} has a new password.")


@app.command()
def invite(
    username: str,
    name: Annotated[str, typer.Argument(help="Of a new account; none: it has one.")] = "",
    unit: Annotated[str, typer.Argument(help="See content/units.yml.")] = "",
) -> None:
    """Print a link by which an officer chooses a password, once, within 72 hours."""
    settings, now = load_settings(), utc_now()
    units = read_static(settings.content_dir).units
    if name and unit not in units:
        raise NotFound(f"no unit {unit!r}; there are: {', '.join(units)}")

    def make(session: Session) -> str:
        if name:
            add_account(session, username, name, unit, now)
        return new_link(session, username, now)

    code = change(settings, make)
    desk = (settings.desk_url or "").rstrip("/") or "<address of the desk>"
    console.print(f"{username} opens this: {desk}/invitation/{code}", soft_wrap=True)


@app.command()
def sessions(username: str, end: bool = False) -> None:
    """List where an officer is logged in; with --end, end all of it."""
    settings, now = load_settings(), utc_now()
    if end:
        count = change(
            settings, lambda session: end_others_sessions(session, _id(session, username))
        )
        console.print(f"{count} log-ins of {username!r} were ended.")
        return
    table = Table("since", "last used", "address", "device")
    for one in change(settings, lambda s: sessions_of(s, _id(s, username), now)):
        since, seen = time_in_words(one.since), time_in_words(one.seen_at)
        table.add_row(since, seen, one.address, one.agent)
    console.print(table)


def _id(session: Session, username: str) -> int:
    row = find_account(session, username)
    if row is None:
        raise NotFound(f"no officer {username!r}")
    return row.id


@app.command()
def factors(username: str, take_away: bool = False) -> None:
    """List an officer's second factors; with --take-away, remove them: the telephone is lost."""
    settings, now = load_settings(), utc_now()
    if take_away:
        count = change(settings, lambda s: take_factors(s, _id(s, username), now))
        console.print(f"{count} second factors of {username!r} were taken away.")
        return
    table = Table("factor", "since", "last used")
    found = change(settings, lambda session: factors_of(session, _id(session, username)))
    for kind, one in [("app", found.app), *(("passkey", key) for key in found.passkeys)]:
        if one is not None:
            used = time_in_words(one.used_at) if one.used_at else "never"
            table.add_row(f"{kind} {one.name}".strip(), time_in_words(one.made_at), used)
    console.print(table)
    console.print(f"{found.codes} recovery codes are left.")


@app.command()
def unbind(username: str) -> None:
    """Let the agency's provider lead to an officer's account no more."""
    now = utc_now()
    was = change(load_settings(), lambda s: unbind_identity(s, _id(s, username), now))
    told = "is not bound to the provider any more" if was else "was not bound to the provider"
    console.print(f"{username!r} {told}.")


@app.command()
def role(username: str, role: Role) -> None:
    """Give an officer a role: officer, supervisor, lead, admin, maintainer, auditor."""
    officer = change(load_settings(), lambda session: give_role(session, username, role))
    console.print(f"{officer.name} is {officer.role.value} now.")


@app.command()
def units(username: str, further: Annotated[list[str], typer.Argument()]) -> None:
    """Let an officer answer for these units beside their own; "none" for no other."""
    settings = load_settings()
    wanted = [unit for unit in further if unit != "none"]
    known = read_static(settings.content_dir).units
    unknown = sorted({*wanted} - {*known})
    if unknown:
        raise NotFound(f"no unit {unknown[0]!r}; there are: {', '.join(known)}")
    officer = change(settings, lambda session: give_units(session, username, wanted))
    console.print(f"{officer.name} answers for: {', '.join(sorted(officer.units))}.")


@app.command()
def duty(username: str, until: Annotated[datetime | None, typer.Argument()] = None) -> None:
    """Say until when an officer can be given work (time of Jakarta); none: without an end."""
    at = _in_jakarta(until)
    officer = change(load_settings(), lambda session: be_on_duty(session, username, at))
    end = time_in_words(at) if at else "without an end"
    console.print(f"{officer.name} is on duty: {end}.")


@app.command()
def away(
    username: str,
    since: Annotated[datetime | None, typer.Argument()] = None,
    until: Annotated[datetime | None, typer.Argument()] = None,
    stand_in: Annotated[
        str | None, typer.Option(help="User name of who gets meanwhile what citizens wait for.")
    ] = None,
) -> None:
    """Note an officer's leave, from and until (time of Jakarta); without times they are back."""
    start, end = _in_jakarta(since), _in_jakarta(until)
    officer = change(
        load_settings(), lambda session: be_away(session, username, start, end, stand_in)
    )
    told = f"away from {time_in_words(start)}" if start else "back"
    console.print(f"{officer.name} is {told}.")


@app.command()
def disable(username: str) -> None:
    """Shut an officer out at once; what they wrote stays under their name."""
    officer = change(load_settings(), lambda session: disable_account(session, username))
    console.print(f"{officer.name} can log in and act no more.")


@app.command()
def enable(username: str) -> None:
    """Let an officer in again."""
    officer = change(load_settings(), lambda session: be_active(session, username, True))
    console.print(f"{officer.name} can log in again.")


@app.command()
def link(username: str) -> None:
    """Print a code by which an officer links their Telegram account; it works once, for a day."""
    code = change(load_settings(), lambda session: make_officer_code(session, username, utc_now()))
    console.print(f"{username} sends this to the bot, in a private chat: /hubungkan {code}")


@app.command()
def unlink(username: str) -> None:
    """Let an officer's Telegram account act no more."""
    is_done = change(
        load_settings(), lambda session: unlink_officer(session, _id(session, username))
    )
    told = "acts in Telegram no more" if is_done else "had no Telegram account linked"
    console.print(f"{username!r} {told}.")


@app.command()
def ungroup(unit: str) -> None:
    """Let a unit have no Telegram group; what stands in the group is deleted in Telegram."""
    change(load_settings(), lambda session: unlink_group(session, unit, utc_now()))
    console.print(f"{unit} has no group now; its officers work at the web desk.")


@app.command()
def group(unit: str) -> None:
    """Print a code by which an officer makes a Telegram group the desk of a unit."""
    settings = load_settings()
    units = read_static(settings.content_dir).units
    if unit not in units:
        raise NotFound(f"no unit {unit!r}; there are: {', '.join(units)}")
    code = change(settings, lambda session: make_group_code(session, unit, utc_now()))
    console.print(f"A linked officer writes this in the group: /hubungkan {code}")


def _in_jakarta(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=WIB) if moment else None


@app.command("list")
def list_all() -> None:
    """List the accounts, those that are disabled last."""
    table = Table("user name", "name", "units", "role", "last log-in")
    now = utc_now()
    for account in change(load_settings(), lambda session: list_accounts(session, now)):
        officer, last = account.officer, account.last_login_at
        units_of = ", ".join([officer.unit, *sorted(officer.units - {officer.unit})])
        seen = time_in_words(last) if last else ("never" if account.has_way_in else "invited")
        state = seen if officer.is_active else "disabled"
        table.add_row(officer.username, officer.name, units_of, officer.role.value, state)
    console.print(table)
