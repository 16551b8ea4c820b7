"""An officer's answer is kept by two presses, and what many citizens were told is shown."""

import re

import pytest

from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness
from tests.service.audit.records import deeds

QUESTION = "Parkir tamunya di mana ya? NIK saya 3273012501900001"
ANSWER = "Parkir tamu ada di basement 2, masuk dari gerbang selatan. Salam, Sari Dewi"


async def reply_to(desk: DeskHarness, officer: Browser, address: str, text: str = ANSWER) -> str:
    """Let an officer answer a citizen; return the ticket's page."""
    ticket = desk.escalation(address=address)
    desk.citizen_writes(QUESTION, address)
    page = f"/escalations/{ticket}"
    await officer.post(f"{page}/reply", page, text=text)
    for _ in range(2):
        desk.delivered(desk.send_next().id)
    return page


@pytest.fixture
async def sari(desk: DeskHarness) -> Browser:
    """An officer."""
    return await desk.officer("sari", "Sari Dewi")


async def reuse_of(officer: Browser, page: str) -> str:
    """Return where an answer of a ticket is kept."""
    found = re.search(r'href="(/escalations/[^"]+/reuse)"', await officer.text(page))
    assert found
    return found[1]


async def test_an_answer_becomes_a_canned_reply_by_two_presses(
    desk: DeskHarness, sari: Browser
) -> None:
    """With a name, with places, and with a word about its numbers."""
    page = await reply_to(desk, sari, "1")
    where = await reuse_of(sari, page)
    form = await sari.text(where)
    text = "Parkir tamu ada di basement 2, masuk dari gerbang selatan. Salam, {petugas}"

    kept = await sari.post("/canned-replies/keep", where, list="own", key="parkir", text=text)

    assert 'value="parkir-tamu-ada"' in form
    assert text in form
    assert "mungkin hanya untuk tiket ini: <strong>2</strong>" in form
    assert kept.headers["location"] == "/canned-replies?list=own&info=kept"


async def test_an_answer_becomes_a_draft_of_an_article(desk: DeskHarness, sari: Browser) -> None:
    """The citizen's question is masked, and nothing is kept before the officer sends the form."""
    page = await reply_to(desk, sari, "1")
    where = await reuse_of(sari, page)
    form = await sari.text(where)
    before = deeds(desk.database)

    begun = await sari.post(
        "/proposals/new", where, do="begin", questions="Parkir di mana?", text=ANSWER, unit="humas"
    )

    assert "Parkir tamunya di mana ya? NIK saya [NIK disembunyikan]" in form
    assert begun.status_code == 200
    assert "Parkir di mana?" in begun.text
    assert "gerbang selatan" in begun.text
    assert deeds(desk.database) == before


async def test_another_units_answer_is_not_kept(desk: DeskHarness, sari: Browser) -> None:
    """Who may not read the ticket may not read its answer either."""
    where = await reuse_of(sari, await reply_to(desk, sari, "1"))
    await desk.officer("pia", "Pia", unit="ppid")
    other = desk.browser()
    await other.log_in("pia")

    refused = await other.get(where)
    missing = await sari.get(re.sub(r"messages/\d+", "messages/99999", where))

    assert "gerbang selatan" not in refused.text
    assert refused.status_code in (403, 404, 409)
    assert missing.status_code == 404


async def test_what_many_citizens_were_told_is_shown_to_maintainers(
    desk: DeskHarness, sari: Browser
) -> None:
    """Of citizens' words nothing, and that it was looked at is recorded."""
    for number in range(3):
        await reply_to(desk, sari, str(number), f"{ANSWER} untuk berkas {number}{number}7")
    tono = await desk.officer("tono")
    desk.role("tono", Role.MAINTAINER)

    page = await tono.text("/review/answers")
    own = await sari.text("/canned-replies/suggestions")

    assert "3 jawaban kepada 3 warga oleh 1 petugas" in page
    assert "gerbang selatan" in page
    assert "Parkir tamunya" not in page
    assert "007" not in page
    assert "Jadikan balasan tetap" not in page
    assert "Usulkan sebagai artikel" in page
    assert "Jadikan balasan tetap" in own
    assert deeds(desk.database).count("answers.listed") == 2
    assert (await tono.get("/canned-replies/suggestions")).status_code == 403
    assert (await sari.get("/review/answers")).status_code == 403
