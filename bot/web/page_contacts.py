"""How BPKP is reached, for the pages that name it: from the content, like every other contact."""

from collections.abc import Callable

from starlette.templating import Jinja2Templates


def give_contacts(templates: Jinja2Templates, say: Callable[..., str]) -> None:
    """Let templates name the switchboard, the address that dials it, and the official site."""
    templates.env.globals["center_phone"] = say("center_phone")
    templates.env.globals["center_dialled"] = say("center_phone_abroad").replace(" ", "")
    templates.env.globals["official_site"] = say("official_site")
