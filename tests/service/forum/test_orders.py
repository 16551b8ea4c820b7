"""What officers type in the group: nothing goes to a citizen that was not meant for them."""

from datetime import UTC, datetime

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
    read_until,
    unmarked,
    what_is_said,
)

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, 10.00 in Jakarta


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


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2 jam", "2026-11-24 05:00"),
        ("30 menit", "2026-11-24 03:30"),
        ("3 hari", "2026-11-27 03:00"),
        ("besok", "2026-11-25 01:00"),
        ("besok pukul 14.30", "2026-11-25 07:30"),
        ("14:30", "2026-11-24 07:30"),
        ("09.00", "2026-11-25 02:00"),
        ("senin", "2026-11-30 01:00"),
        ("selasa 09.00", "2026-12-01 02:00"),
        ("2026-12-01", "2026-12-01 01:00"),
        ("1/12/2026 13.00", "2026-12-01 06:00"),
        ("jumat", "2026-11-27 01:00"),
        ("pukul 10.30 hari senin", "2026-11-30 03:30"),
        ("senin pukul 10", "2026-11-30 03:00"),
        ("jam 10 hari jumat", "2026-11-27 03:00"),
        ("besok jam 9", "2026-11-25 02:00"),
        ("1 jam 30 menit", "2026-11-24 04:30"),
        ("2026-12-01 hari selasa", "2026-12-01 01:00"),
        ("1 minggu", "2026-12-01 03:00"),
    ],
)
def test_a_time_is_read_as_people_say_it(text: str, until: str) -> None:
    """An hour without a day is the next one; a day without an hour is its morning, all in WIB."""
    found = read_until(text, NOW)

    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == until


@pytest.mark.parametrize(
    "text", ["", "nanti", "31/2/2027", "25.00", "2026-11-01", "900 hari", "0 jam", "pukul 25"]
)
def test_a_time_that_cannot_be_told_is_asked_for(text: str) -> None:
    """A case that is put off until an unmeant day is forgotten."""
    assert read_until(text, NOW) is None
