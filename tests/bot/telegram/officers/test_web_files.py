"""Files from a group to a citizen on the web: fetched from Telegram, sealed, or refused aloud."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.officer_files import OfficerFiles, OpenedFile
from tests.bot.harness import ESCALATION
from tests.bot.telegram.officers.harness import RINI, Stage

PDF = b"%PDF-1.7 surat balasan"
WEB = "w1"


async def web_ticket(stage: Stage) -> None:
    """Let a citizen on the web ask for a person."""
    stage.office.assistant.replies = (ESCALATION,)
    await stage.office.receive("mau bicara dengan petugas", WEB, channel="web", source="web")
    await stage.settle()
    stage.office.clock.advance(seconds=1)


async def send(
    stage: Stage, file: Mapping[str, Any], caption: str = "/balas Ini suratnya"
) -> None:
    """Let Rini send a document in the citizen's topic."""
    said = dict(file)
    stage.group.send(RINI, "document", stage.topic(), None, caption=caption, file=said)
    await stage.settle()
    await stage.later(seconds=2)


def messages(stage: Stage) -> list[tuple[int, str]]:
    """Return the officers' messages to the citizen: number and words."""
    rows = stage.rows("SELECT id, text FROM outbox WHERE author = 'officer' ORDER BY id")
    return [(number, text) for number, text in rows]


def opened(stage: Stage, message_id: int) -> OpenedFile | None:
    """Open the file of a message as its citizen does."""
    conversation_id = stage.office.conversation(WEB, "web")
    files = OfficerFiles(stage.office.database, stage.seal)
    return files.of_message(conversation_id, message_id)


async def test_a_file_reaches_a_citizen_on_the_web(any_stage: Stage) -> None:
    """The web has no Telegram that keeps it: we do, sealed, and only for them."""
    stage = any_stage
    await web_ticket(stage)
    await send(stage, stage.api.files.add(PDF))

    ((number, text),) = messages(stage)
    file = opened(stage, number)
    assert text == "Ini suratnya"
    assert file is not None
    assert (file.content, file.media_type) == (PDF, "application/pdf")
    kept = stage.rows("SELECT content FROM outbox_files")
    assert [PDF in bytes(content) for (content,) in kept] == [False]
    assert not any("id" in str(file) for (file,) in stage.rows("SELECT file FROM officer_updates"))


async def test_a_file_reaches_them_from_a_group_of_cards(card_stage: Stage) -> None:
    """Where only cards stand, /balas is the way; what it brings is the same."""
    await web_ticket(card_stage)
    await send(card_stage, card_stage.api.files.add(PDF))

    ((number, _),) = messages(card_stage)
    assert opened(card_stage, number) is not None


@pytest.mark.parametrize(
    ("unsent", "told"),
    [(b"MZ\x90 a program", "hanya menerima foto"), (None, "tidak dapat diambil dari Telegram")],
)
async def test_what_cannot_go_is_refused_aloud(
    stage: Stage, unsent: bytes | None, told: str
) -> None:
    """An officer must not believe that a letter arrived."""
    await web_ticket(stage)
    file = stage.api.files.add(unsent or PDF)
    if unsent is None:
        stage.api.files.take_down(file["file_id"])
    await send(stage, file)

    assert messages(stage) == []
    assert any(told in text for text in stage.texts())


async def test_a_file_over_the_limit_is_not_even_fetched(stage: Stage) -> None:
    """Ten megabytes is what a phone on the web opens."""
    await web_ticket(stage)
    file = stage.api.files.add(PDF)
    before = stage.api.files.given_out
    await send(stage, file | {"file_size": 11 * 1024 * 1024})

    assert messages(stage) == []
    assert any("paling besar 10 MB" in text for text in stage.texts())
    assert stage.api.files.given_out == before


async def test_a_file_waits_for_the_word_about_what_stands_under_it(stage: Stage) -> None:
    """Personal data under a letter is asked about as ever, and the letter goes with the answer."""
    await web_ticket(stage)
    await send(stage, stage.api.files.add(PDF), "/balas NIK Anda 3174012345678901 sudah benar")
    assert messages(stage) == []

    stage.group.press(RINI, "Kirim dengan disamarkan")
    await stage.settle()

    ((number, text),) = messages(stage)
    assert "3174012345678901" not in text
    assert opened(stage, number) is not None
