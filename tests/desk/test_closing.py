"""What an officer who closes at the desk is asked, and what the citizen is told."""

from service.outcomes import CloseReason, EscalationState
from tests.desk.desk_harness import DeskHarness


async def test_what_was_spam_is_not_offered_to_be_opened_again(desk: DeskHarness) -> None:
    """A button that is refused is worse than none."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")

    await sari.post(f"/escalations/{ticket}/close", reason="spam")

    told = desk.replies(ticket)[-1].text
    assert "tidak dapat dibuka lagi" in told
    assert "belum selesai" not in told


async def test_the_closing_names_the_ticket_that_has_its_turn(desk: DeskHarness) -> None:
    """Nobody is told that the bot answers while an officer of another unit will."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")
    await sari.post(f"/escalations/{ticket}/split", unit="ppid", text="soal lain")
    made = desk.behind(ticket)

    await sari.post(f"/escalations/{ticket}/close", reason="referred")

    told = desk.replies(ticket)[-1].text
    assert made in told
    assert "Tekan tombol" not in told


async def test_several_tickets_are_closed_at_once(desk: DeskHarness) -> None:
    """A flood of the same is one act, and each citizen is told."""
    sari = await desk.officer("sari")
    mine = [desk.escalation(address=str(number)) for number in (1, 2)]
    free = desk.escalation(address="3")
    for ticket in mine:
        await sari.post(f"/escalations/{ticket}/claim")
    chosen = {f"ticket-{ticket}": "yes" for ticket in (*mine, free)}

    page = await sari.text("/selection")
    nothing = await sari.post("/selection/close", "/selection", reason="duplicate")
    done = await sari.post("/selection/close", "/selection", reason="duplicate", **chosen)

    assert (mine[0] in page, free in page) == (True, False)
    assert nothing.status_code == 422
    assert "1 tiket tidak berubah" in done.text
    assert f'href="/escalations/{free}"' in done.text
    assert "2 tiket ditutup" in done.text
    assert [desk.read(t).close_reason for t in mine] == [CloseReason.DUPLICATE] * 2
    assert desk.read(free).state is EscalationState.WAITING


async def test_the_closing_asks_for_a_rating_where_somebody_answered(desk: DeskHarness) -> None:
    """And never where nobody did."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/reply", text="Silakan datang")

    await officer.post(f"/escalations/{ticket}/close", reason="answered")

    sent = []
    for _ in range(3):
        message = desk.send_next()
        desk.delivered(message.id)
        sent.append([button.label for button in message.buttons])
    assert sent[-1] == [
        "Belum selesai, buka lagi",
        "Petugas membantu",
        "Petugas kurang membantu",
    ]
