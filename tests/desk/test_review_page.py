"""The page of what was probably answered wrongly: for maintainers, masked, and recorded."""

import pytest
from sqlalchemy import select

from service.conversations.turns import TurnRecord, store_turn
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Outcome, Role
from service.storage.tables import Turn
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update, next_update
from tests.desk.desk_harness import Browser, DeskHarness
from tests.service.audit.records import deeds

SCRIPT = "<script>alert(1)</script> magang"


def missed(desk: DeskHarness, text: str, address: str = "9") -> int:
    """Let the bot understand nothing of a message; return the turn's id."""
    desk.updates += 1
    number = str(desk.updates)
    with desk.database.write() as session:
        incoming = Incoming("telegram", "bot", number, address, "text", text)
        conversation = store_update(session, incoming, desk.clock())
        assert conversation is not None
        update = next_update(session, conversation, desk.clock())
        assert update is not None
        record = TurnRecord(
            update_id=update.id,
            conversation_id=conversation,
            kind="text",
            text=text,
            outcome=Outcome.NOT_UNDERSTOOD,
            answered_by=AnsweredBy.RASA,
            understood={"model": "tanya-7.tar.gz", "ranking": [["magang", 0.31], ["spip", 0.2]]},
        )
        turn = store_turn(session, record, desk.clock())
        finish_update(session, update.id, Outcome.NOT_UNDERSTOOD, desk.clock())
    return turn


@pytest.fixture
async def maintainer(desk: DeskHarness) -> Browser:
    """Somebody who keeps the bot's texts."""
    browser = await desk.officer("tono")
    desk.role("tono", Role.MAINTAINER)
    return browser


async def test_yesterdays_mistakes_are_seen(desk: DeskHarness, maintainer: Browser) -> None:
    """With how they were understood, and by which model."""
    turn = missed(desk, "magang bisa tiga bulan lebih ga")

    page = await maintainer.text("/review")
    one = await maintainer.text(f"/review/{turn}")

    assert "magang bisa tiga bulan lebih ga" in page
    assert "Tidak dipahami" in page
    assert "tanya-7.tar.gz" in one
    assert "31.0 %" in one
    assert deeds(desk.database)[-2:] == ["review.listed", "review.read"]


async def test_what_citizens_wrote_to_officers_is_not_shown(
    desk: DeskHarness, maintainer: Browser
) -> None:
    """Whoever keeps the texts has no business in a ticket."""
    turn = missed(desk, "halo min")
    desk.citizen_writes("ini rahasia saya", "9")
    with desk.database.read() as session:
        secret = session.scalars(select(Turn.id).where(Turn.text == "ini rahasia saya")).one()

    pages = [await maintainer.text(path) for path in ("/review", f"/review/{turn}")]

    assert all("rahasia" not in page for page in pages)
    assert (await maintainer.get(f"/review/{secret}")).status_code == 404


async def test_an_answer_is_shown_as_its_citizen_read_it(
    desk: DeskHarness, maintainer: Browser
) -> None:
    """Whoever judges it reads its title and its source, and no marks."""
    turn = missed(desk, "magang bisa ga")
    conversation = desk.citizen_writes("halo", "9")
    with desk.database.write() as session:
        said = "# Magang\n\nDengan surat kampus.\n\n> Sumber: [Edaran](https://bpkp.go.id/e), 2025"
        draft = Draft(conversation, Author.BOT, said, turn_id=turn)
        put_message(session, draft, desk.clock())

    page = await maintainer.text(f"/review/{turn}")

    assert "<strong>Magang</strong>" in page
    assert '<p class="words">Dengan surat kampus.</p>' in page
    assert '<a href="https://bpkp.go.id/e" rel="noreferrer">Edaran</a>' in page
    assert "# Magang" not in page


async def test_words_of_strangers_stay_words(desk: DeskHarness, maintainer: Browser) -> None:
    """A page of what strangers wrote runs none of it."""
    turn = missed(desk, SCRIPT)

    for path in ("/review", f"/review/{turn}"):
        assert "<script>alert" not in (await maintainer.get(path)).text


async def test_an_officer_does_not_read_everybodys_questions(desk: DeskHarness) -> None:
    """Their work is tickets of their unit."""
    sari = await desk.officer("sari")

    assert (await sari.get("/review")).status_code == 403


async def test_days_that_cannot_be_are_said(desk: DeskHarness, maintainer: Browser) -> None:
    """And the last week is shown instead."""
    missed(desk, "magang bisa tiga bulan lebih ga")

    answer = await maintainer.get("/review?dari=2026-12-01&sampai=2026-11-01&tanda=bohong")

    assert answer.status_code == 422
    assert "Tanggal awal harus sebelum" in answer.text
    assert "magang bisa" in answer.text
