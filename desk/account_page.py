"""An officer's own account: who they are here, and what their role allows."""

from starlette.responses import Response

from desk.auth import Visit


async def show_account(visit: Visit) -> Response:
    """Show the officer their own account; the front page of whoever has no tickets."""
    return visit.render("account.html", {"units": units_of(visit)})


def units_of(visit: Visit) -> list[str]:
    """Return the names of the units that the officer answers for, their own first."""
    officer = visit.login.officer
    further = sorted(officer.units - {officer.unit})
    return [visit.desk.unit_name(unit) for unit in (officer.unit, *further)]
