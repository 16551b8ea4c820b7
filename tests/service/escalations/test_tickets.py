"""Ticket numbers."""

import pytest

from service.escalations.tickets import ALPHABET, find_ticket, new_ticket


def test_a_new_ticket_is_found_in_a_sentence() -> None:
    """What we hand out must be what we recognise."""
    ticket = new_ticket()

    assert find_ticket(f"gimana kabar tiket {ticket.lower()} saya?") == ticket


def test_tickets_use_no_letter_that_is_misread() -> None:
    """Tickets are read out on the telephone."""
    letters = {letter for _ in range(200) for letter in new_ticket()[3:].replace("-", "")}

    assert letters <= set(ALPHABET)
    assert not letters & set("OILU")


def test_tickets_do_not_repeat() -> None:
    """Nobody may meet another citizen's ticket by chance."""
    assert len({new_ticket() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "text", ["TB-7KQ2-9XMD", "tb 7kq2 9xmd", "TB7KQ29XMD", "status:tb-7kq2-9xmd?"]
)
def test_a_ticket_is_recognised_in_every_spelling(text: str) -> None:
    """Citizens copy tickets by hand, from a screen or a note."""
    assert find_ticket(text) == "TB-7KQ2-9XMD"


def test_misread_letters_are_put_right() -> None:
    """An O that was written for a zero must not hide the ticket."""
    assert find_ticket("TB-OILO-1234") == "TB-0110-1234"


@pytest.mark.parametrize("text", ["", "status tiket saya", "TB-123", "XTB-7KQ2-9XMD", "tbc 12"])
def test_other_texts_hold_no_ticket(text: str) -> None:
    """A wrong ticket would make the bot speak of something nobody asked for."""
    assert find_ticket(text) is None
