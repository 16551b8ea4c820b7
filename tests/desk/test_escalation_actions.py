"""Claiming, answering and closing, and what happens to who comes second."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from service.conversations.ownership import ConversationState, state_of
from service.outcomes import Delivery, EscalationState, Owner
from tests.desk.desk_harness import DeskHarness


def state_seen_too_early(session: Session, conversation_id: str) -> ConversationState:
    """Return a conversation as it was before somebody changed its owner."""
    seen = state_of(session, conversation_id)
    return replace(seen, version=seen.version - 1)


async def test_claim_tells_the_citizen_and_takes_the_conversation(desk: DeskHarness) -> None:
    """From here on the bot is silent; the citizen must know why."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    answer = await officer.post(f"/escalations/{ticket}/claim")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/escalations/{ticket}?info=claimed"
    assert desk.read(ticket).held_by == "Sari"
    assert desk.owner(ticket) is Owner.OFFICER
    [notice] = desk.replies(ticket)
    assert notice.who == "system"
    assert notice.text.startswith(f"Percakapan Anda (tiket {ticket}) kini ditangani petugas Biro")


async def test_second_officer_is_told_who_has_the_conversation(desk: DeskHarness) -> None:
    """Two officers who claim at once must not both write to the citizen."""
    budi, sari = await desk.officer("budi", "Budi Santoso"), await desk.officer("sari")
    ticket = desk.escalation()
    await budi.post(f"/escalations/{ticket}/claim")

    answer = await sari.post(f"/escalations/{ticket}/claim")

    assert answer.status_code == 409
    assert "tidak dapat Anda ambil" in answer.text
    assert "Budi Santoso" in answer.text
    assert desk.read(ticket).held_by == "Budi Santoso"
    assert len(desk.replies(ticket)) == 1


async def test_first_reply_claims_and_reaches_the_outbox(desk: DeskHarness) -> None:
    """An officer who simply answers has taken the conversation; the answer is on disk."""
    officer = await desk.officer("sari", "Sari Dewi")
    ticket = desk.escalation()

    await officer.post(f"/escalations/{ticket}/reply", text="  Baris satu\r\n\r\nBaris dua  ")

    notice, reply = desk.replies(ticket)
    assert notice.who == "system"
    assert (reply.who, reply.name, reply.text, reply.delivery) == (
        "officer",
        "Sari Dewi",
        "Baris satu\n\nBaris dua",
        Delivery.QUEUED,
    )
    assert desk.read(ticket).state is EscalationState.HELD


async def test_second_reply_does_not_announce_the_officer_again(desk: DeskHarness) -> None:
    """The citizen is told once that a person took over."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    await officer.post(f"/escalations/{ticket}/reply", text="Satu")
    await officer.post(f"/escalations/{ticket}/reply", text="Dua")

    assert [line.who for line in desk.replies(ticket)] == ["system", "officer", "officer"]


async def test_reply_to_somebody_elses_conversation_is_kept_and_not_sent(
    desk: DeskHarness,
) -> None:
    """Nothing goes out behind a colleague's back, and nothing typed is lost."""
    budi, sari = await desk.officer("budi", "Budi Santoso"), await desk.officer("sari")
    ticket = desk.escalation()
    await budi.post(f"/escalations/{ticket}/claim")

    answer = await sari.post(f"/escalations/{ticket}/reply", text="Jawaban <saya>")

    assert answer.status_code == 409
    assert "Budi Santoso" in answer.text
    assert "Jawaban &lt;saya&gt;</textarea>" in answer.text
    assert [line.who for line in desk.replies(ticket)] == ["system"]


async def test_losing_the_race_at_the_last_moment_keeps_the_text(
    desk: DeskHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loser may learn it only while writing: half a reply must not be stored."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    monkeypatch.setattr("service.escalations.owning.state_of", state_seen_too_early)

    answer = await officer.post(f"/escalations/{ticket}/reply", text="Jawaban saya")

    assert answer.status_code == 409
    assert "Jawaban saya</textarea>" in answer.text
    assert desk.replies(ticket) == []
    assert desk.read(ticket).state is EscalationState.WAITING


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "masih kosong"), (" \r\n ", "masih kosong"), ("a" * 4001, "terlalu panjang")],
)
async def test_reply_that_cannot_be_sent_stays_on_the_page(
    desk: DeskHarness, text: str, words: str
) -> None:
    """A refusal says why and gives the text back."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    answer = await officer.post(f"/escalations/{ticket}/reply", text=text)

    assert answer.status_code == 422
    assert words in answer.text
    assert f"\n{text.replace(chr(13), '')}</textarea>" in answer.text.replace("\r", "")
    assert desk.replies(ticket) == []


async def test_close_thanks_the_citizen_and_gives_the_conversation_back(desk: DeskHarness) -> None:
    """A citizen left with nobody would write into the void."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")

    answer = await officer.post(f"/escalations/{ticket}/close")

    assert answer.headers["location"] == f"/escalations/{ticket}?info=closed"
    assert desk.read(ticket).state is EscalationState.CLOSED
    assert desk.owner(ticket) is Owner.BOT
    assert desk.replies(ticket)[-1].text.startswith(f"Petugas menutup tiket {ticket}.")


async def test_only_the_holder_can_close(desk: DeskHarness) -> None:
    """A colleague must not end a conversation that is being answered."""
    budi, sari = await desk.officer("budi", "Budi Santoso"), await desk.officer("sari")
    ticket = desk.escalation()
    unclaimed = await sari.post(f"/escalations/{ticket}/close")
    await budi.post(f"/escalations/{ticket}/claim")

    held = await sari.post(f"/escalations/{ticket}/close")

    assert (unclaimed.status_code, held.status_code) == (409, 409)
    assert "Belum ada petugas" in unclaimed.text
    assert "Budi Santoso" in held.text
    assert desk.read(ticket).state is EscalationState.HELD


async def test_reply_to_a_closed_conversation_is_given_back(desk: DeskHarness) -> None:
    """The bot answers again; the officer's late words stay with the officer."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")
    await officer.post(f"/escalations/{ticket}/close")
    sent = len(desk.replies(ticket))

    answer = await officer.post(f"/escalations/{ticket}/reply", text="Terlambat")

    assert answer.status_code == 409
    assert "sudah ditutup" in answer.text
    assert "Terlambat</textarea>" in answer.text
    assert len(desk.replies(ticket)) == sent


async def test_action_on_an_unknown_ticket_is_not_found(desk: DeskHarness) -> None:
    """A wrong address must not look like a success."""
    officer = await desk.officer("sari")

    answer = await officer.post("/escalations/TB-0000-0000/reply", text="Halo")

    assert answer.status_code == 404
    assert "Halo</textarea>" in answer.text
