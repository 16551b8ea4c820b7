"""The character that checks a ticket, and tickets read back from what people make of them."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sqlalchemy import update

from service.errors import NotFound
from service.escalations.opening import find_escalation
from service.escalations.tickets import ALPHABET, as_ticket, find_ticket, is_mistyped, new_ticket
from service.storage.tables import Escalation
from tests.service.harness import World

RANDOM = "TB-7KQ2-9XMD"  # its last letter does not check

new_tickets = st.text(ALPHABET, min_size=7, max_size=7).map(as_ticket)
places = st.sampled_from([3, 4, 5, 6, 8, 9, 10, 11])  # of the letters in TB-7KQ2-9XMD
neighbours = st.sampled_from([(3, 4), (4, 5), (5, 6), (6, 8), (8, 9), (9, 10), (10, 11)])
around = st.text(max_size=60)


@st.composite
def handwritten(draw: st.DrawFn) -> tuple[str, str]:
    """A ticket, and what a citizen may make of it: other case, other gaps, misread letters."""
    ticket = draw(new_tickets)
    letters = [
        draw(st.sampled_from({"0": "0Oo", "1": "1IiLl"}.get(c, c + c.lower()))) for c in ticket[3:]
    ]
    gaps = st.sampled_from([" ", "-", ""])
    text = draw(st.sampled_from(["TB", "tb", "Tb"])) + draw(gaps) + "".join(letters)
    return ticket, text.replace("-", draw(gaps)) if draw(st.booleans()) else text


def test_a_new_ticket_checks() -> None:
    """A ticket of ours must never be called mistyped."""
    assert not any(is_mistyped(new_ticket()) for _ in range(500))


@given(new_tickets)
def test_whatever_it_begins_with_a_ticket_checks(ticket: str) -> None:
    """No seven letters may be without one that checks them."""
    assert not is_mistyped(ticket)


@given(new_tickets, places, st.sampled_from(ALPHABET))
def test_each_wrong_letter_is_noticed(ticket: str, place: int, letter: str) -> None:
    """One letter that was misheard on the telephone must not look like another's ticket."""
    assume(ticket[place] != letter)

    assert is_mistyped(ticket[:place] + letter + ticket[place + 1 :])


@given(new_tickets, neighbours)
def test_each_swap_of_neighbours_is_noticed(ticket: str, places: tuple[int, int]) -> None:
    """Swapping two letters is what fingers do most."""
    first, second = places
    letters = list(ticket)
    letters[first], letters[second] = letters[second], letters[first]
    assume(letters[first] != letters[second])

    assert is_mistyped("".join(letters))


@given(handwritten(), around, around)
def test_a_ticket_is_read_back_from_any_text_around_it(
    written: tuple[str, str], before: str, after: str
) -> None:
    """Citizens write a ticket in the middle of a sentence, their own way."""
    ticket, text = written
    before, after = f"{before} ", f" {after}"
    assume(find_ticket(before) is None)

    assert find_ticket(before + text + after) == ticket


@given(around)
@example("TB-UUUU-UUUU")
@example("TB-OILO-1234")
def test_what_is_found_is_written_as_we_write_it(text: str) -> None:
    """The same ticket is found again in what was found, and can be judged."""
    found = find_ticket(f"TB{text}") or "TB-0000-0000"

    assert find_ticket(found) == found
    assert isinstance(is_mistyped(found), bool)


def test_a_letter_that_we_never_use_is_noticed() -> None:
    """A U is misread from a V."""
    assert is_mistyped("TB-UUUU-UUUU")


@pytest.mark.parametrize(
    ("ticket", "is_said"), [("TB-0000-0001", True), (as_ticket("7KQ29XM"), False)]
)
def test_an_operator_reads_that_a_ticket_looks_mistyped(
    world: World, ticket: str, is_said: bool
) -> None:
    """Somebody who looks for a ticket in the log need not search for what never was."""
    with world.database.read() as session, pytest.raises(NotFound) as raised:
        find_escalation(session, ticket)

    assert ("mistyped" in str(raised.value)) == is_said


def test_a_ticket_whose_last_letter_checks_nothing_is_found(world: World) -> None:
    """Eight random letters were handed out as well, and citizens still ask about them."""
    ticket = world.escalate(world.conversation()).ticket
    with world.database.write() as session:
        session.execute(
            update(Escalation).where(Escalation.ticket == ticket).values(ticket=RANDOM)
        )

    assert is_mistyped(RANDOM)
    with world.database.read() as session:
        assert find_escalation(session, RANDOM).ticket == RANDOM
