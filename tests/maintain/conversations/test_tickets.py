"""Ticket numbers as people repeat them."""

import pytest

from maintain.conversations.tickets import ticket_in, with_ticket


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{ticket}", "TB-70Q2-9XM0"),
        ("{ticket:lower}", "tb-70q2-9xm0"),
        ("{ticket:spaced}", "TB 70Q2 9XM0"),
        ("{ticket:o0}", "TB-7OQ2-9XMO"),
        ("{ticket:drop1}", "TB-70Q2-9XM"),
    ],
)
def test_a_ticket_is_repeated_in_each_form(form: str, said: str) -> None:
    """People copy numbers by hand, and the bot must find them all the same."""
    assert with_ticket(f"cek {form} dong", "TB-70Q2-9XM0") == f"cek {said} dong"


def test_the_ticket_shown_last_is_the_one() -> None:
    """A citizen with two tickets means the newer one."""
    assert (
        ticket_in("Tiket TB-1111-1112: selesai.\nTiket TB-7KQ2-9XMD: menunggu") == "TB-7KQ2-9XMD"
    )
    assert ticket_in("Anda belum mempunyai tiket.") is None
