"""A citizen's file at the desk: shown under its message, handed out as a download only."""

import pytest
from sqlalchemy import select

from service.outcomes import FileTrouble
from service.storage.file_tables import Attachment
from service.updates.attachments import IncomingFile, fail_attachment, keep_attachment
from tests.desk.desk_harness import DeskHarness


def send_file(desk: DeskHarness, media_type: str | None, address: str = "1") -> int:
    """Let a citizen send a file; return the attachment's number."""
    file = IncomingFile("f", media_type, 5)
    desk.citizen_writes("", address, kind="document", file=file)
    with desk.database.read() as session:
        newest = select(Attachment.id).order_by(Attachment.id.desc()).limit(1)
        return session.scalars(newest).one()


def keep(desk: DeskHarness, number: int, content: bytes) -> None:
    """Store a file's bytes as the gateway does."""
    with desk.database.write() as session:
        keep_attachment(session, number, content)


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
    keep(desk, number, b"<script>")

    answer = await officer.get(f"/escalations/{ticket}/attachments/{number}")

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
    first, second, third = (send_file(desk, "application/pdf") for _ in range(3))
    keep(desk, first, b"12345")
    with desk.database.write() as session:
        fail_attachment(session, second, FileTrouble.TOO_LARGE, "terlalu besar", desk.clock())

    page = await officer.text(f"/escalations/{ticket}")

    assert f'<a href="/escalations/{ticket}/attachments/{first}" download>unduh</a>' in page
    assert f"attachments/{second}" not in page
    assert "tidak dapat diambil karena terlalu besar" in page
    assert f"attachments/{third}" not in page
    assert "sedang diambil…" in page
    assert "Belum diperiksa dari virus." in page


async def test_a_file_is_only_for_who_is_logged_in(desk: DeskHarness) -> None:
    """A link that leaked must open nothing."""
    await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, None)
    keep(desk, number, b"rahasia")

    answer = await desk.browser().get(f"/escalations/{ticket}/attachments/{number}")

    assert answer.status_code == 303
    assert b"rahasia" not in answer.content


@pytest.mark.parametrize("which", ["not fetched", "another conversation's", "none"])
async def test_there_is_no_file_but_the_tickets_own(desk: DeskHarness, which: str) -> None:
    """Numbers are easy to guess; a ticket opens its own conversation only."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    number = send_file(desk, None, address="2" if which.startswith("another") else "1")
    if which.startswith("another"):
        keep(desk, number, b"rahasia")

    wanted = 999 if which == "none" else number
    answer = await officer.get(f"/escalations/{ticket}/attachments/{wanted}")

    assert answer.status_code == 404
