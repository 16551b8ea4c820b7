"""A number in two messages: neither half stays, whatever happened to the first meanwhile."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.storage.tables import Turn, Update
from tests.service.harness import World
from tests.service.updates.answering import answer

HIDDEN = "[nomor disembunyikan]"


def turn_text(world: World, turn_id: int) -> str:
    """Return the words of a turn."""
    with world.database.read() as session:
        return session.get_one(Turn, turn_id).text


def test_a_first_half_that_waits_is_hidden_with_the_second(world: World) -> None:
    """Both messages come within a second, before anybody answers."""
    world.receive("nik saya 3273", "1")

    world.receive("0145 0791", "2")

    assert world.update_row(1).text == f"nik saya {HIDDEN}"
    assert world.update_row(2).text == HIDDEN
    assert world.update_row(2).masked_kinds == ["nomor"]


def test_a_first_half_that_was_answered_is_hidden_in_its_turn(world: World) -> None:
    """The desk shows turns, and the second half may come minutes later."""
    world.receive("hp saya 0812", "1")
    answer(world, world.next_update(world.conversation()))

    world.receive("34567", "2")

    assert turn_text(world, 1) == f"hp saya {HIDDEN}"
    assert world.update_row(2).text == HIDDEN


@pytest.mark.parametrize("words", ["", "nik saya ", "rek bca "])
def test_wherever_a_number_is_cut_no_three_digits_of_it_stay(world: World, words: str) -> None:
    """People cut as they like, and half of the cuts leave a year at an end."""
    for cut in range(3, 14):
        world.receive(f"{words}3273193519442024"[: len(words) + cut], f"{cut}a", str(cut))
        world.receive(f"lanjutannya {'3273193519442024'[cut:]}", f"{cut}b", str(cut))

    with world.database.read() as session:
        kept = session.scalars(select(Update.text)).all()
    assert [text for text in kept if re.search(r"\d{3}", text)] == []


def test_who_answers_the_first_half_at_this_moment_begins_anew(world: World) -> None:
    """Another gateway holds the former words in memory, and must not store them."""
    world.receive("hp saya 0812", "1")
    being_answered = world.next_update(world.conversation())

    world.receive("34567", "2")

    assert not answer(world, being_answered)
    assert answer(world, world.next_update(world.conversation()))
    assert turn_text(world, 1) == f"hp saya {HIDDEN}"


def test_an_old_message_begins_nothing(world: World) -> None:
    """What was said an hour ago is another matter."""
    world.receive("hp saya 0812", "1")
    world.clock.now += timedelta(hours=1)

    world.receive("34567", "2")

    assert world.update_row(1).text == "hp saya 0812"


def test_a_choice_after_a_year_stays(world: World) -> None:
    """Both are read: "2" chooses the second topic."""
    world.receive("laporan tahun 2024", "1")

    world.receive("2", "2")

    assert world.update_row(1).text == "laporan tahun 2024"
    assert world.update_row(2).text == "2"


def test_four_short_pieces_leave_none(world: World) -> None:
    """A NIK in four messages: the first pair hides itself, and each later one goes with it."""
    for number, piece in enumerate(("3273", "0145", "0791", "0002"), 1):
        world.receive(piece, str(number))

    assert [world.update_row(number).text for number in range(1, 5)] == [HIDDEN] * 4
