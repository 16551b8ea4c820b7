"""A citizen's file at the desk: shown under its message, handed out as a download only."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.outcomes import AttachmentState, FileTrouble
from service.storage.escalation_tables import EscalationEvent
from service.storage.file_tables import Attachment, AttachmentFile, FileRequest
from service.updates.attachments import IncomingFile, fail_attachment, settle_files
from service.updates.file_requests import bring_file, claim_requests, refuse_file
from service.updates.sealing import Seal, make_seal
from tests.desk.desk_harness import DeskHarness


def send_file(desk: DeskHarness, media_type: str | None, address: str = "1") -> int:
    """Let a citizen send a file; return the attachment's number."""
    file = IncomingFile("f", media_type, 5)
    desk.citizen_writes("", address, kind="document", file=file)
    with desk.database.read() as session:
        newest = select(Attachment.id).order_by(Attachment.id.desc()).limit(1)
        return session.scalars(newest).one()


def settle(desk: DeskHarness) -> None:
    """Settle what is kept, as the gateway does once the turn is stored."""
    with desk.database.write() as session:
        settle_files(session, desk.clock(), 20)


def as_the_gateway(desk: DeskHarness) -> Seal:
    """Return what seals in another process, by the key that an installation makes itself."""
    return make_seal(None, desk.database, desk.clock)


def keep(desk: DeskHarness, number: int, content: bytes) -> None:
    """Store a file's bytes sealed, as of a channel that keeps none."""
    sealed = as_the_gateway(desk).close(content)
    with desk.database.write() as session:
        session.get_one(Attachment, number).state = AttachmentState.STORED
        session.add(AttachmentFile(attachment_id=number, content=sealed, is_sealed=True))


async def bring(desk: DeskHarness, content: bytes | FileTrouble) -> None:
    """Be the gateway: wait until an officer asks, and answer."""
    sealed = content if isinstance(content, FileTrouble) else as_the_gateway(desk).close(content)
    while True:
        with desk.database.write() as session:
            for wanted in claim_requests(session, desk.clock(), 1):
                if isinstance(sealed, FileTrouble):
                    return refuse_file(session, wanted.request, sealed)
                return bring_file(session, wanted.request, sealed)
        await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("media_type", "extension"),
    [
        ("application/pdf", ".pdf"),
        ("image/jpeg", ".jpg"),
        ("text/html", ".bin"),
        ("image/svg+xml", ".bin"),
        ("application/x-msdownload", ".bin"),
        (None, ".bin"),
    ],
)
async def test_a_file_is_a_download_under_a_name_of_ours(
    desk: DeskHarness, media_type: str | None, extension: str
) -> None:
    """A page or a program from a citizen must not run in an officer's browser."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, media_type)
    settle(desk)

    page = officer.get(f"/escalations/{ticket}/attachments/{number}")
    answer, _ = await asyncio.gather(page, bring(desk, b"<script>"))

    name = f'attachment; filename="{ticket}-{number}{extension}"'
    assert (answer.status_code, answer.content) == (200, b"<script>")
    assert answer.headers["content-disposition"] == name
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


async def test_the_page_shows_what_became_of_each_file(desk: DeskHarness) -> None:
    """An officer must not wait for a file that will not come."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    first, second = (send_file(desk, "application/pdf") for _ in range(2))
    settle(desk)
    third = send_file(desk, "application/pdf")
    with desk.database.write() as session:
        fail_attachment(session, second, FileTrouble.TOO_LARGE, "terlalu besar", desk.clock())

    page = await officer.text(f"/escalations/{ticket}")

    assert f'<a href="/escalations/{ticket}/attachments/{first}">unduh</a>' in page
    assert f"attachments/{second}" not in page
    assert "tidak dapat diambil karena terlalu besar" in page
    assert f"attachments/{third}" not in page
    assert "sedang diterima…" in page
    assert "Setiap unduhan dicatat. Belum diperiksa dari virus" in page


async def test_a_file_is_only_for_who_is_logged_in(desk: DeskHarness) -> None:
    """A link that leaked must open nothing."""
    await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, None)
    settle(desk)

    answer = await desk.browser().get(f"/escalations/{ticket}/attachments/{number}")

    assert answer.status_code == 303
    assert b"rahasia" not in answer.content


@pytest.mark.parametrize("which", ["not settled", "another conversation's", "none"])
async def test_there_is_no_file_but_the_tickets_own(desk: DeskHarness, which: str) -> None:
    """Numbers are easy to guess; a ticket opens its own conversation only."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, None, address="2" if which.startswith("another") else "1")
    if not which.startswith("not"):
        settle(desk)

    wanted = 999 if which == "none" else number
    answer = await officer.get(f"/escalations/{ticket}/attachments/{wanted}")

    assert answer.status_code == 404


async def test_each_download_is_recorded(desk: DeskHarness) -> None:
    """Who looked at a citizen's letter must be answerable."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, "application/pdf")
    settle(desk)
    page = officer.get(f"/escalations/{ticket}/attachments/{number}")
    await asyncio.gather(page, bring(desk, b"%PDF"))

    with desk.database.read() as session:
        viewed = select(EscalationEvent).where(EscalationEvent.kind == "viewed")
        kept = [(event.officer_id, event.data) for event in session.scalars(viewed)]
    assert (1, {"file": number}) in kept


async def test_an_officer_reads_why_a_file_does_not_come(desk: DeskHarness) -> None:
    """A bare error would leave them, and the citizen, waiting."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, "application/pdf")
    settle(desk)
    page = officer.get(f"/escalations/{ticket}/attachments/{number}")
    answer, _ = await asyncio.gather(page, bring(desk, FileTrouble.UNREACHABLE))

    assert answer.status_code == 502
    assert "mintalah warga mengirimnya lagi" in answer.text


async def test_a_file_of_the_web_chat_is_its_holders_alone(desk: DeskHarness) -> None:
    """The citizen was told so before sending; a colleague takes the ticket first."""
    holder, colleague = await desk.officer("sari"), await desk.officer("budi")
    ticket = desk.escalation(channel="web")
    page = f"/escalations/{ticket}"
    desk.citizen_writes("", channel="web", kind="document", file=as_sent(desk, b"%PDF a letter"))
    settle(desk)
    before = await holder.text(page)
    await holder.post(f"{page}/claim", page)

    refused = await colleague.get(f"{page}/attachments/1")
    opened = await holder.get(f"{page}/attachments/1")

    assert "hanya dibuka oleh petugas yang menangani tiket ini" in before
    assert f"{page}/attachments/1" not in before
    assert f"{page}/attachments/1" in await holder.text(page)
    assert refused.status_code == 403
    assert "Ambil percakapan ini lebih dahulu" in refused.text
    assert (opened.status_code, opened.content) == (200, b"%PDF a letter")
    assert opened.headers["content-disposition"] == f'attachment; filename="{ticket}-1.pdf"'
    assert opened.headers["x-content-type-options"] == "nosniff"


def as_sent(desk: DeskHarness, content: bytes) -> IncomingFile:
    """Return a file as the web chat hands it over."""
    made = as_the_gateway(desk).close(content)
    return IncomingFile("", "application/pdf", len(content), made)


def waiting_at(page: str) -> str:
    """Return the address that a waiting page asks by itself."""
    (found,) = re.findall(r'<meta http-equiv="refresh" content="2;url=([^"]+)">', page)
    return str(found)


async def test_an_officer_sees_that_a_file_is_on_its_way_and_gets_it(desk: DeskHarness) -> None:
    """A page that does nothing for a minute is pressed again, or given up."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, "application/pdf")
    settle(desk)

    first = await officer.get(f"/escalations/{ticket}/attachments/{number}")
    again = waiting_at(first.text)
    still = await officer.get(again)
    await bring(desk, b"%PDF a letter")
    brought = await officer.get(again)
    once_more = await officer.get(again)

    assert (first.status_code, "Berkas sedang diambil" in first.text) == (202, True)
    assert (still.status_code, waiting_at(still.text)) == (202, again)
    assert (brought.status_code, brought.content) == (200, b"%PDF a letter")
    assert brought.headers["content-disposition"].endswith(f'{ticket}-{number}.pdf"')
    assert once_more.status_code == 404
    with desk.database.read() as session:
        assert session.scalars(select(FileRequest)).all() == []


async def test_a_file_that_no_gateway_brings_is_told_after_a_minute(desk: DeskHarness) -> None:
    """Waiting must end."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, "application/pdf")
    settle(desk)
    first = await officer.get(f"/escalations/{ticket}/attachments/{number}")
    desk.now += timedelta(seconds=61)

    late = await officer.get(waiting_at(first.text))

    assert late.status_code == 502
    assert "Berkas tidak datang pada waktunya" in late.text


async def test_what_one_officer_asked_for_no_other_gets(desk: DeskHarness) -> None:
    """Each look at a citizen's letter is recorded with who looked."""
    officer, colleague = await desk.officer("sari"), await desk.officer("budi")
    ticket = desk.escalation()
    number = send_file(desk, "application/pdf")
    settle(desk)
    first = await officer.get(f"/escalations/{ticket}/attachments/{number}")
    await bring(desk, b"%PDF a letter")

    refused = await colleague.get(waiting_at(first.text))

    assert refused.status_code == 404
