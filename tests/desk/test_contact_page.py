"""A citizen's contact at the desk: one press for the holder, nothing for anybody else."""

from sqlalchemy import select

from service.escalations.contacts import keep_contact
from service.storage.escalation_tables import EscalationEvent
from service.updates.sealing import make_seal
from tests.desk.desk_harness import DeskHarness

NUMBER = "0812-3456-7890"


def leave_contact(desk: DeskHarness, ticket: str) -> None:
    """Keep a citizen's contact, as the gateway seals it."""
    sealed = make_seal(None, desk.database, desk.clock).close(NUMBER.encode())
    conversation_id = desk.read(ticket).conversation_id
    with desk.database.write() as session:
        assert keep_contact(session, conversation_id, sealed, "tel890", desk.clock())


async def test_the_holder_sees_it_when_asked_for_and_that_is_recorded(desk: DeskHarness) -> None:
    """Who read a citizen's number must be answerable; a page left open must not show it."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    page = f"/escalations/{ticket}"
    await officer.post(f"{page}/claim", page)
    leave_contact(desk, ticket)

    before = await officer.text(page)
    shown = await officer.post(f"{page}/contact", page)
    after = await officer.text(page)

    assert "Lihat kontak" in before
    assert NUMBER not in before + after
    assert (shown.status_code, NUMBER in shown.text) == (200, True)
    assert shown.headers["cache-control"] == "no-store"
    with desk.database.read() as session:
        viewed = select(EscalationEvent.data).where(EscalationEvent.kind == "viewed")
        assert {"contact": 1} in session.scalars(viewed).all()


async def test_nobody_else_sees_it(desk: DeskHarness) -> None:
    """The citizen gave it to who answers."""
    holder, colleague = await desk.officer("sari"), await desk.officer("budi")
    ticket = desk.escalation()
    page = f"/escalations/{ticket}"
    await holder.post(f"{page}/claim", page)
    leave_contact(desk, ticket)

    seen = await colleague.text(page)
    refused = await colleague.post(f"{page}/contact", page)

    assert "hanya terlihat oleh petugas yang menangani tiket ini" in seen
    assert "Lihat kontak" not in seen
    assert refused.status_code == 409
    assert NUMBER not in refused.text


async def test_a_contact_that_was_taken_back_is_said_to_be_gone(desk: DeskHarness) -> None:
    """The page may be older than the wish."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    page = f"/escalations/{ticket}"
    await officer.post(f"{page}/claim", page)

    gone = await officer.post(f"{page}/contact", page)

    assert gone.status_code == 404
    assert "Kontak warga sudah tidak ada" in gone.text
