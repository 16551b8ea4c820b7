"""``tanya officers``: who may log in at the desk."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from maintain.patience import change
from service.clock import utc_now
from service.content.static import read_static
from service.errors import NotFound
from service.officers.accounts import add_officer, list_officers, set_password
from service.settings import load_settings

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


@app.command("list")
def list_all() -> None:
    """List the officers."""
    table = Table("user name", "name", "unit")
    for officer in change(load_settings(), list_officers):
        table.add_row(officer.username, officer.name, officer.unit)
    console.print(table)
