"""Pictures sent together are one message."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from service.conversations.turns import TurnRecord, store_turn
from service.door.door import Door
from service.operations.promises import broken_promises
from service.outcomes import AnsweredBy, Outcome
from service.storage.tables import Turn, Update
from service.updates.albums import ALBUM_WAIT
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update
from tests.service.harness import World

PART = Incoming("telegram", "bot", "1", "1", "photo", album_id="77")


def send(world: World, number: int, text: str = "", kind: str = "photo") -> str | None:
    """Store one part."""
    part = replace(PART, update_id=str(number), text=text, kind=kind)
    with world.database.write() as session:
        return store_update(session, part, world.clock())


def outcomes(world: World) -> list[str | None]:
    """Return the outcome of each part, in the order they came."""
    with world.database.read() as session:
        return list(session.scalars(select(Update.outcome).order_by(Update.id)))


def answer_first(world: World) -> None:
    """Store the turn of the update that is due."""
    conversation_id = world.conversation()
    update = world.next_update(conversation_id)
    assert update is not None
    turn = TurnRecord(
        update.id, conversation_id, "photo", update.text, Outcome.REFUSED, AnsweredBy.GATEWAY
    )
    with world.database.write() as session:
        store_turn(session, turn, world.clock())
        finish_update(session, update.id, Outcome.REFUSED, world.clock())


def test_ten_pictures_are_answered_once_and_after_the_last(world: World) -> None:
    """Ten times "I cannot read this" is how a bot is thrown out."""
    for number in range(10):
        send(world, number)
        world.clock.advance(seconds=0.2)
    early = world.waiting()
    world.clock.advance(seconds=ALBUM_WAIT.total_seconds())

    assert early == []
    assert world.waiting() == [world.conversation()]
    assert outcomes(world) == [None] + ["joined"] * 9


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_words_under_any_picture_are_the_albums(world: World, place: int) -> None:
    """A phone puts the caption under the first; other programs under another."""
    for number in range(3):
        send(world, number, "nik 3374012505900001, surat ini asli?" if number == place else "")
    world.clock.advance(seconds=ALBUM_WAIT.total_seconds())

    update = world.next_update(world.conversation())

    assert update is not None
    assert update.text.endswith("surat ini asli?")
    assert update.masked_kinds == ("NIK",)


def test_a_part_that_comes_late_is_not_answered_again(world: World) -> None:
    """A slow upload must not bring a second answer."""
    send(world, 1)
    world.clock.advance(seconds=2)
    answer_first(world)
    late = send(world, 2)

    world.clock.advance(seconds=2)
    assert late is None
    assert world.waiting() == []
    assert outcomes(world) == ["refused", "joined"]


def test_words_that_come_late_are_answered(world: World) -> None:
    """Nobody's words may be lost for being slow."""
    send(world, 1)
    world.clock.advance(seconds=2)
    answer_first(world)
    send(world, 2, "surat ini asli?")

    world.clock.advance(seconds=2)
    assert world.waiting() == [world.conversation()]


def test_what_is_written_behind_an_album_waits_for_it(world: World) -> None:
    """The answers come in the order of the questions."""
    send(world, 1)
    world.receive("halo", "2")

    assert world.waiting() == []
    world.clock.advance(seconds=ALBUM_WAIT.total_seconds())
    update = world.next_update(world.conversation())
    assert update is not None
    assert update.kind == "photo"


def test_an_album_passes_the_nightly_audit(world: World) -> None:
    """A part has its outcome through the first one's turn."""
    send(world, 1)
    send(world, 2)
    world.clock.advance(seconds=2)
    answer_first(world)

    later: datetime = world.clock() + timedelta(hours=1)
    with world.database.read() as session:
        rules = [
            f.rule
            for f in broken_promises(session, later, timedelta(days=1), timedelta(minutes=9))
        ]

    assert rules == ["a turn has no reply in the outbox"]  # the bot's part, not played here


def edit(world: World, number: int, message_id: str, text: str) -> str | None:
    """Let the citizen change the caption of one picture."""
    changed = replace(PART, update_id=str(number), message_id=message_id, text=text)
    with world.database.write() as session:
        return store_update(
            session, replace(changed, kind="edited", is_edit=True), world.clock(), Door()
        )


def two_captions(world: World, *, is_answered: bool) -> None:
    """Let a citizen send three pictures, words under two of them."""
    for number, text in enumerate(("surat satu", "", "surat dua\ndari desa"), start=1):
        part = replace(PART, update_id=str(number), message_id=str(number), text=text)
        with world.database.write() as session:
            store_update(session, part, world.clock())
    world.clock.advance(seconds=ALBUM_WAIT.total_seconds())
    if is_answered:
        answer_first(world)


def kept(world: World) -> list[str]:
    """Return all words that are stored."""
    with world.database.read() as session:
        found = [*session.scalars(select(Update.text)), *session.scalars(select(Turn.text))]
    return [text for text in found if text]


@pytest.mark.parametrize("is_answered", [True, False])
@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ([("1", "surat ketiga")], "surat ketiga\nsurat dua\ndari desa"),
        ([("3", "surat kedua")], "surat satu\nsurat kedua"),
        ([("3", "surat kedua"), ("1", "satu\nlagi")], "satu\nlagi\nsurat kedua"),
        ([("2", "tengah")], "surat satu\ntengah\nsurat dua\ndari desa"),
        ([("1", "")], "surat dua\ndari desa"),
    ],
)
def test_who_corrects_one_caption_takes_back_no_other(
    world: World, is_answered: bool, changes: list[tuple[str, str]], left: str
) -> None:
    """The words under the other picture are still part of what was asked."""
    two_captions(world, is_answered=is_answered)
    for number, (message_id, text) in enumerate(changes, start=9):
        assert edit(world, number, message_id, text) is not None
        world.clock.advance(seconds=ALBUM_WAIT.total_seconds())
        if is_answered:
            answer_first(world)

    assert kept(world) == [left]


@pytest.mark.parametrize("is_answered", [True, False])
def test_an_edit_of_a_caption_that_changed_no_word_is_quiet(
    world: World, is_answered: bool
) -> None:
    """Telegram also reports what only it can see."""
    two_captions(world, is_answered=is_answered)

    assert edit(world, 9, "3", "surat dua\ndari desa") is None
    assert kept(world) == ["surat satu\nsurat dua\ndari desa"]


def test_a_caption_of_which_nothing_may_be_kept_takes_the_whole_album(world: World) -> None:
    """The other captions may tell half of it, also once they stand with an earlier edit."""
    two_captions(world, is_answered=True)
    edit(world, 9, "3", "surat kedua")
    answer_first(world)

    edit(world, 10, "1", "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta")

    assert kept(world) == []
