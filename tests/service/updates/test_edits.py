"""Edits: the newest words are kept, and every update still ends in one outcome."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.content.sentences import Sentences
from service.door.door import Door
from service.escalations.transcripts import read_transcript
from service.operations.promises import broken_promises
from service.outcomes import Outcome, UpdateState
from service.payloads import Payload
from service.storage.tables import Turn, Update
from service.updates.attachments import IncomingFile, attachments_of
from service.updates.leftovers import retry_update
from service.updates.store import Incoming, store_update
from service.updates.work import bury_update
from tests.service.harness import World
from tests.service.updates.answering import answer

SAID = Incoming("telegram", "bot", "1", "1", "text", "nama saya Kancilputih", message_id="9")
EDIT = replace(SAID, update_id="2", kind="edited", text="mau tanya magang", is_edit=True)
ACCUSING = "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta"


def store(world: World, *incoming: Incoming) -> str | None:
    """Store updates; return what the last one led to."""
    door = Door()
    with world.database.write() as session:
        return [store_update(session, one, world.clock(), door) for one in incoming][-1]


def kept(world: World) -> list[str]:
    """Return every word that is stored of what the citizen wrote."""
    with world.database.read() as session:
        found = [*session.scalars(select(Update.text)), *session.scalars(select(Turn.text))]
    return [text for text in found if text]


def test_a_message_that_waits_is_answered_once_by_its_new_words(world: World) -> None:
    """Who corrects a slip at once wants one answer, and the slip forgotten."""
    store(world, SAID)

    led_to = store(world, EDIT)

    waiting = world.next_update(world.conversation())
    assert led_to == world.conversation()
    assert waiting is not None
    assert (waiting.id, waiting.kind, waiting.text) == (1, "edited", "mau tanya magang")
    assert answer(world)
    assert world.waiting() == []
    assert kept(world) == ["mau tanya magang"]
    assert world.update_row(2).outcome == Outcome.JOINED


def test_words_that_are_changed_while_they_are_answered_are_not_stored(world: World) -> None:
    """The former words are in a gateway's memory; its answer is about what is taken back."""
    store(world, SAID)
    being_answered = world.next_update(world.conversation())

    store(world, EDIT)

    assert answer(world, being_answered) is False
    assert answer(world)
    assert kept(world) == ["mau tanya magang"]


def test_a_message_that_was_answered_loses_its_words(world: World) -> None:
    """Personal data that was sent by mistake goes with the edit; that there was one stays."""
    store(world, SAID)
    answer(world)

    store(world, EDIT)

    with world.database.read() as session:
        lines = read_transcript(session, world.conversation())
    assert [(line.text, line.is_edited) for line in lines] == [("", True)]
    assert kept(world) == ["mau tanya magang"]
    assert answer(world)
    assert kept(world) == ["mau tanya magang"]


def test_of_many_versions_only_the_newest_is_kept(world: World) -> None:
    """An edit may be edited, answered or not."""
    store(world, SAID)
    answer(world)
    for number, is_answered in enumerate((False, True, False, False), start=2):
        store(world, replace(EDIT, update_id=str(number), text=f"versi {number}"))
        if is_answered:
            answer(world)
    answer(world)

    assert kept(world) == ["versi 5"]
    assert world.waiting() == []


@pytest.mark.parametrize("is_answered", [True, False])
@pytest.mark.parametrize("words", [ACCUSING, "saya mau bunuh diri malam ini"])
def test_an_edit_of_which_nothing_may_be_kept_takes_the_former_words_as_well(
    world: World, is_answered: bool, words: str
) -> None:
    """The door holds the new words; the old ones may tell half of it."""
    store(world, replace(SAID, text="mau cerita soal Kancilputih"))
    if is_answered:
        answer(world)

    store(world, replace(EDIT, text=words))

    assert kept(world) == []
    waiting = world.next_update(world.conversation())
    assert waiting is not None
    assert waiting.kind in ("accusation", "distress")
    assert waiting.payload is not None


def test_an_accusation_that_is_taken_back_is_answered_as_what_it_has_become(world: World) -> None:
    """Nothing of it was kept, and nobody is led to a channel they do not want any more."""
    store(world, replace(SAID, text=ACCUSING), EDIT)

    waiting = world.next_update(world.conversation())

    assert waiting is not None
    assert (waiting.kind, waiting.text, waiting.payload) == ("edited", "mau tanya magang", None)


def test_a_command_can_be_an_edit(world: World) -> None:
    """It does what it says; what it replaced is gone."""
    store(world, SAID)
    answer(world)

    status = replace(EDIT, kind="command", text="", payload=Payload.decode("status"))
    store(world, status)

    waiting = world.next_update(world.conversation())
    assert waiting is not None
    assert (waiting.kind, waiting.payload) == ("command", Payload.decode("status"))
    assert kept(world) == []


@pytest.mark.parametrize("is_answered", [True, False])
def test_an_edit_that_changes_no_word_is_quiet(world: World, is_answered: bool) -> None:
    """Telegram also reports what only it can see, such as a link's preview."""
    store(world, SAID)
    if is_answered:
        answer(world)

    led_to = store(world, replace(EDIT, text=SAID.text))

    assert led_to is None
    assert world.update_row(2).outcome == Outcome.IGNORED
    assert kept(world) == [SAID.text]


def test_an_unchanged_edit_after_a_changed_one_is_quiet(world: World) -> None:
    """What is compared is the newest version, also while that waits."""
    store(world, SAID, EDIT)

    led_to = store(world, replace(EDIT, update_id="3"))

    assert led_to is None
    assert kept(world) == ["mau tanya magang"]


def test_an_albums_pictures_stay_with_its_new_words(world: World) -> None:
    """Who corrects a caption has not taken back the pictures."""
    part = replace(SAID, kind="photo", album_id="77", file=IncomingFile("f1"))
    store(
        world,
        part,
        replace(part, update_id="2", message_id="10", text="", file=IncomingFile("f2")),
        replace(EDIT, update_id="3"),
    )
    world.clock.advance(seconds=2)

    assert answer(world)
    with world.database.read() as session:
        assert len(attachments_of(session, world.conversation())[1]) == 2
    assert kept(world) == ["mau tanya magang"]


def test_a_dead_message_is_not_tried_again_with_words_that_were_taken_back(world: World) -> None:
    """Its text stayed for a retry by hand; the edit is answered instead."""
    store(world, SAID)
    with world.database.write() as session:
        bury_update(session, 1, world.clock())

    store(world, EDIT)

    assert kept(world) == ["mau tanya magang"]
    assert world.update_row(1).state == UpdateState.DONE
    assert world.next_update(world.conversation()) is not None


def test_a_retry_by_hand_can_be_edited(world: World, sentences: Sentences) -> None:
    """It is a copy with the same number at Telegram."""
    store(world, SAID)
    with world.database.write() as session:
        bury_update(session, 1, world.clock())
        retry_update(session, 1, sentences, world.clock())

    store(world, EDIT)

    assert kept(world) == ["mau tanya magang"]


def test_a_message_that_failed_is_tried_at_once_with_its_new_words(world: World) -> None:
    """The former words may be what it failed on."""
    store(world, SAID)
    world.postpone(1)
    assert world.waiting() == []

    store(world, EDIT)

    assert world.waiting() == [world.conversation()]


def test_a_message_that_comes_after_its_own_edit_is_not_kept(world: World) -> None:
    """With a webhook two gateways may take them in the other order."""
    store(world, EDIT)

    led_to = store(world, SAID)

    assert led_to is None
    assert kept(world) == ["mau tanya magang"]


def test_another_chats_message_of_the_same_number_stays(world: World) -> None:
    """Telegram counts messages for each chat."""
    store(world, SAID, replace(EDIT, address="2"))

    assert sorted(kept(world)) == ["mau tanya magang", SAID.text]


def test_every_update_of_an_edited_message_has_its_outcome(world: World) -> None:
    """An edit that joined what it changed is not lost."""
    store(world, SAID, EDIT)
    answer(world)
    world.clock.advance(hours=1)

    with world.database.read() as session:
        found = broken_promises(session, world.clock(), timedelta(days=1), timedelta(minutes=15))
    assert [f.rule for f in found if f.table == "updates"] == []
