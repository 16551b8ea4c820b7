"""Photos and PDF in the web chat, through real HTTP: who may send, what is taken, when it goes."""

import pytest

from service.escalations.claims import release_escalation
from service.escalations.closing import cancel_escalation, close_escalation
from service.outcomes import FileTrouble
from service.updates.attachments import StoredFile
from tests.bot.harness import ESCALATION
from tests.bot.web_files_harness import PDF, PHOTO, SEAL, Desk, send


async def test_a_photo_reaches_the_officer_as_it_was_and_lies_sealed(web_desk: Desk) -> None:
    """Whoever gets the database or a backup must not see a citizen's letter."""
    visitor = await web_desk.visitor()
    answer = await send(visitor, PHOTO)
    await web_desk.settle()
    ticket = web_desk.office.claim(web_desk.address(), "web")

    opened = web_desk.open(ticket)

    assert (answer.status_code, answer.json()) == (202, {"stored": True})
    assert web_desk.stored() == [("stored", "image/jpeg", len(PHOTO))]
    assert all(PHOTO not in kept for kept in web_desk.bytes_kept())
    assert isinstance(opened, StoredFile)
    assert (SEAL.open(opened.content), opened.extension) == (PHOTO, ".jpg")
    looked = "SELECT data FROM escalation_events WHERE kind = 'viewed'"
    assert any("file" in str(data) for (data,) in web_desk.office.rows(looked))


async def test_only_the_holder_opens_it(web_desk: Desk) -> None:
    """The citizen was told that nobody else reads it."""
    visitor = await web_desk.visitor()
    await send(visitor, PDF)
    await web_desk.settle()
    ticket = web_desk.office.ticket(web_desk.address(), "web")
    assert ticket is not None
    web_desk.office.claim(web_desk.address(), "web")
    with web_desk.office.database.write() as session:
        release_escalation(session, ticket.ticket, 1, web_desk.office.clock())

    assert web_desk.open(ticket.ticket) is FileTrouble.NOT_HOLDER


@pytest.mark.parametrize("how", ["officer", "citizen", "forgotten"])
async def test_the_bytes_go_when_the_ticket_is_over(web_desk: Desk, how: str) -> None:
    """They are held until closing and no longer."""
    visitor = await web_desk.visitor()
    await send(visitor, PDF)
    await web_desk.settle()
    assert len(web_desk.bytes_kept()) == 1

    if how == "officer":
        ticket = web_desk.office.claim(web_desk.address(), "web")
        web_desk.office.close(ticket)
    elif how == "citizen":
        conversation_id = web_desk.office.conversation(web_desk.address(), "web")
        with web_desk.office.database.write() as session:
            cancel_escalation(session, conversation_id, web_desk.office.clock())
    else:
        await visitor.client.post("/chat/forget", json={})

    assert web_desk.bytes_kept() == []
    assert [state for state, _, _ in web_desk.stored()] == ["gone"]


async def test_a_file_on_its_way_when_the_ticket_closes_is_not_kept(web_desk: Desk) -> None:
    """A closing at the same moment must leave nothing behind."""
    visitor = await web_desk.visitor()
    ticket = web_desk.office.claim(web_desk.address(), "web")
    await send(visitor, PDF)
    with web_desk.office.database.write() as session:
        close_escalation(session, ticket, 1, "ditutup", web_desk.office.clock())

    await web_desk.settle()
    web_desk.keeping.sweep()

    assert web_desk.bytes_kept() == []


@pytest.mark.parametrize(
    ("sent", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "application/pdf"),
    ],
    ids=["png", "webp", "heic", "pdf"],
)
async def test_photos_of_any_phone_are_taken(
    light_desk: Desk, sent: bytes, media_type: str
) -> None:
    """What a phone makes by itself, its owner cannot change."""
    visitor = await light_desk.visitor()

    answer = await send(visitor, sent)

    assert answer.status_code == 202
    assert light_desk.stored()[0][1] == media_type


@pytest.mark.parametrize(
    "sent",
    [b"", b"<html><script>", b"MZ\x90\0", b"PK\x03\x04", b"GIF89a", b"<svg/>", b"x%PDF-1.7"],
    ids=["nothing", "page", "program", "archive", "gif", "drawing", "nearly a pdf"],
)
async def test_what_it_is_tells_its_content(light_desk: Desk, sent: bytes) -> None:
    """A program called surat.pdf must not lie at the desk."""
    visitor = await light_desk.visitor()

    answer = await send(visitor, sent)

    told = {"error": light_desk.office.say("web_file_kind").strip()}
    assert (answer.status_code, answer.json()) == (415, told)
    assert light_desk.stored() == []


async def test_the_page_learns_when_files_can_be_sent(light_desk: Desk) -> None:
    """What sends them is fetched only then: a first visit must stay light_desk."""
    visitor = await light_desk.site.visitor()
    await visitor.send(text="minta data")
    ((_, before),) = await visitor.read(1)
    light_desk.office.assistant.replies = (ESCALATION,)
    await visitor.send(text="petugas")
    *_, (_, during) = await visitor.read(2)
    light_desk.office.close(light_desk.office.claim(light_desk.address(), "web"))

    after = (await visitor.history())["lines"][-1]

    assert "has_ticket" not in before
    assert during["has_ticket"] is True
    assert "has_ticket" not in after


async def test_who_sent_one_reads_how_it_is_kept(light_desk: Desk) -> None:
    """That nobody hid anything in it must be said where it is sent."""
    visitor = await light_desk.visitor()
    await send(visitor, PDF)
    await light_desk.settle()

    lines = (await visitor.history())["lines"]

    assert [line["text"] for line in lines[-2:]] == [
        light_desk.office.say("web_sent_document").strip(),
        light_desk.office.say("web_file_relayed", kind="berkas").strip(),
    ]
    assert lines[-2]["relayed"] is True
