"""What can be done by the keyboard, as a page; the script shows the same in a dialog."""

from starlette.responses import Response

from desk.auth import Visit


async def show_keys(visit: Visit) -> Response:
    """List the keys."""
    return visit.render("keys.html", {})
