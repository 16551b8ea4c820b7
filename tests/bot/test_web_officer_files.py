"""Officers' files in the web chat, through real HTTP: a link, a download, and gone at closing."""

from typing import Any

import pytest

from service.escalations.claims import answer_escalation
from service.outbox.files import OfficerFile, keep_file
from service.outbox.placing import Placing, stored_file
from service.updates.sealing import Seal
from tests.bot.harness import ESCALATION, Office
from tests.bot.web_harness import Site, Visitor

PDF = b"%PDF-1.7 surat balasan"
SEAL = Seal(lambda: "a secret of tests")


async def answered(office: Office, site: Site, text: str = "") -> tuple[Visitor, str]:
    """Return a visitor whom an officer sent a file, and their ticket."""
    office.assistant.replies = (ESCALATION,)
    visitor = await site.visitor()
    await visitor.send(text="petugas")
    await visitor.read(1)
    (address,) = office.rows("SELECT address FROM conversations ORDER BY last_at DESC")[0]
    ticket = office.claim(address, "web")
    view = office.ticket(address, "web")
    assert view is not None
    assert view.officer_id is not None
    with office.database.write() as session:
        file = OfficerFile("document", "application/pdf", len(PDF), SEAL.close(PDF))
        number = keep_file(session, view.conversation_id, file, office.clock())
        placing = Placing(stored_file(number, file.kind))
        answer_escalation(session, ticket, view.officer_id, text, office.clock(), placing=placing)
    return visitor, ticket


async def last_line(visitor: Visitor) -> dict[str, Any]:
    """Return what the page shows last."""
    line: dict[str, Any] = (await visitor.history())["lines"][-1]
    return line


async def test_a_citizen_downloads_what_an_officer_sent(any_office: Office) -> None:
    """It is a file from a stranger's computer: never shown in the page, never guessed at."""
    site = Site(any_office, seal=SEAL)
    async with site.serving():
        visitor, _ = await answered(any_office, site)
        line = await last_line(visitor)
        got = await visitor.client.get(line["file"]["url"])

    assert line["text"] == any_office.say("web_officer_sent_file")
    assert line["file"]["told"] == "Berkas dari petugas (PDF, 1 KB)"
    assert got.content == PDF
    assert got.headers["content-disposition"] == 'attachment; filename="berkas-petugas.pdf"'
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"


async def test_nobody_else_opens_it(office: Office) -> None:
    """Numbers can be counted up; a cookie cannot."""
    site = Site(office, seal=SEAL)
    async with site.serving():
        visitor, _ = await answered(office, site)
        url = (await last_line(visitor))["file"]["url"]
        other = await site.visitor()
        await other.send(text="halo")
        stranger = site.stranger()
        statuses = [(await one.client.get(url)).status_code for one in (other, stranger)]

    assert statuses == [404, 404]


@pytest.mark.parametrize("text", ["", "Ini suratnya"])
async def test_after_the_closing_the_link_says_so(office: Office, text: str) -> None:
    """Who comes back to it a week later must learn what to do."""
    site = Site(office, seal=SEAL)
    async with site.serving():
        visitor, ticket = await answered(office, site, text)
        url = (await last_line(visitor))["file"]["url"]
        office.close(ticket)
        got = await visitor.client.get(url, headers={"accept": "text/html"})

    assert got.status_code == 410
    assert "sudah dihapus" in got.text
    assert "<h1>" in got.text
