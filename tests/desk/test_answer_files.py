"""An officer's file from the answer form, as a browser without a script posts it."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from service.file_types import LARGEST
from service.outcomes import Delivery
from service.storage.file_tables import OutboxFile
from service.updates.sealing import make_seal
from tests.desk.desk_harness import Browser, DeskHarness

PDF = b"%PDF-1.7 surat balasan"
PHOTO = b"\xff\xd8\xff\xe0 foto surat"
NAME = "Surat Budi Santoso.pdf"


async def post(officer: Browser, ticket: str, content: bytes, **fields: str) -> httpx.Response:
    """Send the answer form with a file."""
    page = f"/escalations/{ticket}"
    fields = {"csrf": await officer.token(page), "text": "Ini suratnya", **fields}
    files = {"file": (NAME, content, "text/html")}
    return await officer.client.post(f"{page}/reply", data=fields, files=files)


def kept(desk: DeskHarness) -> list[tuple[Any, ...]]:
    """Return kind, type, size and bytes of what is kept, unsealed."""
    seal = make_seal(None, desk.database, desk.clock)
    with desk.database.read() as session:
        rows = session.scalars(select(OutboxFile)).all()
        return [
            (row.kind, row.media_type, row.size, row.content and seal.open(row.content))
            for row in rows
        ]


@pytest.mark.parametrize("channel", ["web", "telegram"])
@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [(PDF, "document", "application/pdf"), (PHOTO, "photo", "image/jpeg")],
)
async def test_a_file_goes_with_the_answer(
    desk: DeskHarness, channel: str, content: bytes, kind: str, media_type: str
) -> None:
    """What it is tell its bytes; its name, which may be a person's, is nowhere."""
    officer, ticket = await desk.officer("sari"), desk.escalation(channel=channel)

    answer = await post(officer, ticket, content)

    assert answer.status_code == 303
    *_, reply = desk.replies(ticket)
    assert (reply.text, reply.kind, reply.delivery) == ("Ini suratnya", kind, Delivery.QUEUED)
    assert kept(desk) == [(kind, media_type, len(content), content)]
    page = (await officer.client.get(f"/escalations/{ticket}")).text
    assert "Budi Santoso" not in page
    assert "berkasnya tidak disimpan" not in page


async def test_a_file_needs_no_words(desk: DeskHarness) -> None:
    """A form that is asked for says enough."""
    officer, ticket = await desk.officer("sari"), desk.escalation(channel="web")

    answer = await post(officer, ticket, PDF, text="")

    assert answer.status_code == 303
    assert desk.replies(ticket)[-1].kind == "document"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"MZ\x90 a program", "bukan foto (JPEG, PNG, WEBP, HEIC) atau PDF"),
        (PDF + bytes(LARGEST), "lebih besar dari 10 MB"),
    ],
)
async def test_what_cannot_go_is_refused_and_the_words_are_kept(
    desk: DeskHarness, content: bytes, told: str
) -> None:
    """Ten minutes of writing must not be lost to a file of the wrong kind."""
    officer, ticket = await desk.officer("sari"), desk.escalation()

    answer = await post(officer, ticket, content, text="Jawaban yang panjang")

    assert answer.status_code == 422
    assert told in answer.text
    assert "Jawaban yang panjang</textarea>" in answer.text
    assert desk.replies(ticket) == []
    assert kept(desk) == []


async def test_who_is_asked_about_the_words_is_told_to_choose_again(desk: DeskHarness) -> None:
    """Browsers forget files: an answer without its letter would go out unnoticed."""
    officer, ticket = await desk.officer("sari"), desk.escalation()

    answer = await post(officer, ticket, PDF, text="NIK 3174012345678901")

    assert answer.status_code == 422
    assert "Berkasnya belum ikut" in answer.text
    assert kept(desk) == []


async def test_who_comes_second_leaves_no_file(desk: DeskHarness) -> None:
    """What is not sent is not kept."""
    budi, sari = await desk.officer("budi"), await desk.officer("sari")
    ticket = desk.escalation()
    await budi.post(f"/escalations/{ticket}/claim")
    token = await sari.token("/")

    answer = await post(sari, ticket, PDF, csrf=token)

    assert answer.status_code == 409
    assert "Berkasnya belum ikut" not in answer.text  # there is no form to choose it in
    assert [content for *_, content in kept(desk)] == [None]


async def test_nobody_from_outside_sends_a_file(desk: DeskHarness) -> None:
    """Who is not logged in gets nothing kept, and a forged form nothing sent."""
    ticket, officer = desk.escalation(), await desk.officer("sari")

    stranger = await post(desk.browser(), ticket, PDF)
    forged = await post(officer, ticket, PDF, csrf="forged")

    assert (stranger.status_code, forged.status_code) == (401, 403)
    assert kept(desk) == []


async def test_an_empty_choice_is_no_file(desk: DeskHarness) -> None:
    """Browsers post the field also where nothing was chosen."""
    officer, ticket = await desk.officer("sari"), desk.escalation()

    answer = await post(officer, ticket, b"")

    assert answer.status_code == 303
    assert desk.replies(ticket)[-1].kind == "text"
