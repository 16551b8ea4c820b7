"""What officers type in the group: nothing goes to a citizen that was not meant for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.forum.orders import (
    Answered,
    Order,
    Ordered,
    Saying,
    UnknownOrder,
    is_marked,
    read_order,
    unmarked,
    what_is_said,
)


@pytest.mark.parametrize("order", list(Order))
def test_each_order_is_read_by_its_word(order: Order) -> None:
    """The guide names these words, and officers type them as they like."""
    assert read_order(f"  /{order.value.upper()}@Tanya_BPKP_bot  isi saja ", "tanya_bpkp_bot") == (
        Ordered(order, "isi saja")
    )
    assert read_order(f"/{order.value}") == Ordered(order)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("/amil", UnknownOrder("amil")),
        ("/start", UnknownOrder("start")),
        ("/ambil@other_bot", None),
        ("ambil", None),
        ("http://a/ambil", None),
        ("/", None),
        ("/ambil-nomor 3", None),
        ("", None),
    ],
)
def test_what_is_no_order_is_not_carried_out(text: str, read: object) -> None:
    """A slip is answered with what there is; words are words."""
    assert read_order(text, "tanya_bpkp_bot") == read


def test_an_answer_keeps_its_lines() -> None:
    """A citizen reads paragraphs as the officer wrote them."""
    assert read_order("/balas Selamat pagi.\n\nSilakan datang.") == Ordered(
        Order.REPLY, "Selamat pagi.\n\nSilakan datang."
    )


@pytest.mark.parametrize(
    "text",
    [
        "// cek dulu",
        "#catatan cek dulu",
        "Catatan: cek dulu",
        "/catat cek dulu",
        " /CATAT cek dulu",
    ],
)
def test_a_marked_text_is_a_note_whatever_it_answers(text: str) -> None:
    """A note in answer to the citizen's message is the commonest slip of all."""
    assert is_marked(text)
    assert unmarked(text) == "cek dulu"
    assert {what_is_said(text, answered) for answered in Answered} == {Saying.NOTE}


@given(st.text(max_size=60))
def test_only_a_reply_to_the_citizen_goes_out(text: str) -> None:
    """Talk among officers never reaches a citizen, whatever it says."""
    others = [a for a in Answered if a is not Answered.CITIZEN]

    assert all(what_is_said(text, a) is not Saying.ANSWER for a in others)
    is_answer = what_is_said(text, Answered.CITIZEN) is Saying.ANSWER
    assert is_answer is not is_marked(text)
