"""Ticket numbers in a conversation: the one shown last, and the ways in which people repeat it."""

import re
from collections.abc import Callable, Iterable

from service.escalations.tickets import find_ticket

_PLACE = re.compile(r"\{ticket[^{}]*\}")
FORMS: dict[str, Callable[[str], str]] = {
    "{ticket}": lambda ticket: ticket,
    "{ticket:lower}": str.lower,
    "{ticket:spaced}": lambda ticket: re.sub(r"[^\w]+", " ", ticket),
    "{ticket:o0}": lambda ticket: ticket.replace("0", "O"),
    "{ticket:drop1}": lambda ticket: ticket[:-1],
}


def ticket_in(text: str) -> str | None:
    """Return the ticket that a text shows last; None when it shows none."""
    found = [ticket for ticket in map(find_ticket, text.split()) if ticket]
    return found[-1] if found else None


def names_ticket(text: str) -> bool:
    """Tell whether a text of a script has a place for a ticket."""
    return _PLACE.search(text) is not None


def with_ticket(text: str, ticket: str | None) -> str:
    """Return a text with the ticket in its places; nothing stands there when none was shown."""
    return _PLACE.sub(lambda place: FORMS[place.group()](ticket or ""), text)


def unknown_forms(text: str) -> Iterable[str]:
    """Return the places for a ticket whose form is not known."""
    return [place for place in _PLACE.findall(text) if place not in FORMS]
