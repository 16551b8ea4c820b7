"""Articles are named by their titles where officers read what a ticket is about."""

from datetime import timedelta

from sqlalchemy import select

from service.content.model import Content
from service.content.store import store_content
from service.outcomes import Outcome
from service.storage.tables import Turn
from tests.desk.desk_harness import DeskHarness


def answered(desk: DeskHarness, text: str, topic: str) -> None:
    """Let the bot answer a message by an article."""
    desk.now += timedelta(minutes=1)
    desk.citizen_writes(text)
    with desk.database.write() as session:
        turn = session.scalars(select(Turn).where(Turn.text == text)).one()
        turn.outcome, turn.topic = Outcome.ANSWERED, topic


def led(desk: DeskHarness, topic: str) -> None:
    """Let the door hold something and lead to the channel of an article."""
    desk.citizen_writes("")
    with desk.database.write() as session:
        turn = session.scalars(select(Turn).where(Turn.text == "")).one()
        turn.kind, turn.outcome, turn.topic = "accusation", Outcome.REFERRED, topic


async def test_pages_name_articles_by_their_titles(desk: DeskHarness, content: Content) -> None:
    """An id such as "ppid-waktu" says little to whoever did not write the articles."""
    with desk.database.write() as session:
        store_content(session, content, desk.clock())
    titles = {article.id: article.title for article in content.articles}
    officer = await desk.officer("sari")
    answered(desk, "Berapa lama?", "ppid-waktu")
    led(desk, "wbs-cara-lapor")
    answered(desk, "Kalau ditolak?", "artikel-lama")
    former = desk.escalation()
    answered(desk, "Apa itu SPIP?", "spip")
    await officer.post(f"/escalations/{former}/claim")
    await officer.post(f"/escalations/{former}/close", reason="answered")
    newer = desk.escalation()

    queue, page = await officer.text("/"), await officer.text(f"/escalations/{newer}")

    assert f"Topik:</span> {titles['spip']}" in queue
    assert f"<dd>{titles['ppid-waktu']}; artikel-lama; {titles['spip']}</dd>" in page
    assert f"diarahkan ke {titles['wbs-cara-lapor']}" in page
    assert "· artikel-lama" in page
