"""Ticket numbers as people tell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.escalations.tickets import ALPHABET, as_ticket
from service.escalations.told_tickets import (
    heard_ticket,
    is_ticket_alone,
    tells_ticket,
    ticket_meant,
    ticket_named,
)

TICKET = as_ticket("7KQ29XM")
OWN = (TICKET, as_ticket("4HN8C0D"))
NAMES = dict(
    zip(
        ALPHABET,
        "nol satu dua tiga empat lima enam tujuh delapan sembilan a be ce de e ef ge ha je ka em"
        " en pe kyu er es te ve we eks ye zet".split(),
        strict=True,
    )
)


def dictated(ticket: str) -> str:
    """Return a ticket as it is read out to a telephone that writes."""
    return " ".join(NAMES.get(letter, "strip") for letter in ticket)


@given(st.text(ALPHABET, min_size=7, max_size=7))
def test_every_ticket_is_understood_when_it_is_dictated(letters: str) -> None:
    """Who cannot type has the number read out, or reads it out to a telephone."""
    ticket = as_ticket(letters)

    assert heard_ticket(f"tolong cek tiket {dictated(ticket)} pak") == ticket
    assert tells_ticket(dictated(ticket))


@pytest.mark.parametrize(
    "spelt",
    ["t b 7 k q 2 9 x m {last}", "tb 7k q2 9x m {last}", "te be 7 ka kyu dua 9 ix em {last}"],
)
def test_spelt_in_pieces_it_is_the_same(spelt: str) -> None:
    """A telephone writes what it hears now in letters and now in words."""
    assert ticket_named(spelt.format(last=TICKET[-1])) == TICKET


@pytest.mark.parametrize(
    "text",
    [
        "TB-7KQ2-9XN" + TICKET[-1],  # one letter wrong
        "TB-7QK2-9XM" + TICKET[-1],  # two exchanged
        "TB-7KQ2-9X" + TICKET[-1],  # one left out
        "TB-7KQ22-9XM" + TICKET[-1],  # one twice
        "tb7kq29xn" + TICKET[-1],
    ],
)
def test_a_slip_still_finds_the_citizens_own(text: str) -> None:
    """Numbers are copied from a note."""
    assert ticket_meant(f"tiket {text} gimana", OWN) == TICKET


@pytest.mark.parametrize(
    "text", ["TB-7KQ3-9XN0", "TB-0000-0000", "TB dan paru-paru", "tiket saya"]
)
def test_what_is_like_none_of_them_is_none_of_them(text: str) -> None:
    """Telling the state of another ticket than was asked after misleads."""
    assert ticket_meant(text, OWN) is None


@pytest.mark.parametrize(
    "text",
    [
        "te be ce itu apa",
        "saya sakit TB sejak 2019",
        f"{TICKET} saya mau tambah keterangan",
        "nomor saya 081234567890",
        "satu dua tiga empat lima enam tujuh delapan",
        "",
    ],
)
def test_a_message_about_something_else_is_no_number(text: str) -> None:
    """It goes to who understands it, or to the officer."""
    assert not tells_ticket(text)


def test_a_number_alone_is_one() -> None:
    """It asks for the state, also when nothing that understands is there."""
    assert tells_ticket(f" {TICKET.lower()} ?")


@pytest.mark.parametrize(
    "text",
    [
        f"{dictated(TICKET)} saya diperkosa",
        f"{TICKET} saya mau bunuh diri",
        f"status tiket {TICKET} tolong saya dipukuli",
        "saya mau bunuh diri",
    ],
)
def test_a_number_hides_no_danger(text: str) -> None:
    """Whoever tells of more than a ticket must be heard by what looks for danger."""
    assert not is_ticket_alone(text)


@given(st.text(ALPHABET, min_size=7, max_size=7))
def test_a_number_alone_is_one_however_it_is_told(letters: str) -> None:
    """Letters read out can sound like anything, and are a ticket first."""
    ticket = as_ticket(letters)

    assert all(is_ticket_alone(f"nomor tiket {told}") for told in (ticket, dictated(ticket)))
