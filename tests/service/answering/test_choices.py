"""Choosing a button by writing."""

import pytest

from service.answering.choices import chosen
from service.payloads import Payload, PayloadKind
from service.replies import Button

BUTTONS = (
    Button("Syarat permohonan informasi", Payload.decode("topic:ppid-syarat")),
    Button("Biaya permohonan", Payload.decode("topic:ppid-biaya")),
    Button("Bukan ini", Payload.decode("deny")),
)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("2", "topic:ppid-biaya"),
        ("2.", "topic:ppid-biaya"),
        ("dua", "topic:ppid-biaya"),
        ("yang kedua", "topic:ppid-biaya"),
        ("yg no 2 aja ya pak", "topic:ppid-biaya"),
        ("Nomor satu", "topic:ppid-syarat"),
        ("pilih ketiga deh", "deny"),
        ("yang ke 2", "topic:ppid-biaya"),
        ("ke2 kak", "topic:ppid-biaya"),
        ("opsi dua", "topic:ppid-biaya"),
        ("2 aja kak", "topic:ppid-biaya"),
        ("no. 1 dong", "topic:ppid-syarat"),
        ("BIAYA permohonan?", "topic:ppid-biaya"),
        ("bukan ini", "deny"),
    ],
)
def test_a_number_or_the_label_chooses(text: str, payload: str) -> None:
    """People who cannot or will not press a button still get their answer."""
    (found,) = chosen(text, BUTTONS)

    assert found.payload.encode() == payload


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "4",
        "0",
        "22",
        "yang itu",
        "biaya",
        "syarat nomor 2",
        "saya punya 2 pertanyaan tentang biaya permohonan informasi di daerah",
        "yang yang yang yang yang yang yang yang 2",
    ],
)
def test_anything_else_is_a_message_of_its_own(text: str) -> None:
    """A question that happens to hold a number must be answered, not taken for a choice."""
    assert chosen(text, BUTTONS) == ()


@pytest.mark.parametrize("text", ["1 dan 2", "satu sama dua", "no 1 terus 2 kak", "1, 2"])
def test_two_numbers_choose_two(text: str) -> None:
    """Whoever wants both must not have to ask twice."""
    assert [b.payload.argument for b in chosen(text, BUTTONS)] == ["ppid-syarat", "ppid-biaya"]


def test_a_number_is_no_wish_for_a_person() -> None:
    """ "2" under an article opened tickets that nobody wanted."""
    buttons = (BUTTONS[0], Button("Hubungi petugas", Payload(PayloadKind.HUMAN)), BUTTONS[1])

    assert chosen("2", buttons) == (BUTTONS[1],)
    assert chosen("3", buttons) == ()
    assert chosen("hubungi petugas", buttons) == (buttons[1],)


def test_nothing_can_be_chosen_where_nothing_was_offered() -> None:
    """A bare "2" without buttons is a message, not a crash."""
    assert chosen("2", ()) == ()


def test_the_second_of_before_is_no_button_of_an_answer() -> None:
    """ "Yang kedua tadi" under an answer is the second thing that was asked."""
    under_an_answer = (BUTTONS[0], BUTTONS[1], Button("Petugas", Payload(PayloadKind.HUMAN)))

    assert chosen("yang kedua tadi?", under_an_answer) == ()
    assert chosen("yang kedua tadi?", BUTTONS) == (BUTTONS[1],)
