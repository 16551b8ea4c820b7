"""An officer's message that did not arrive, or nobody knows: sent again when a person says so."""

import pytest

from service.outbox.deliveries import mark_failed, mark_sent
from service.outcomes import Delivery, DeliveryTrouble
from tests.desk.desk_harness import Browser, DeskHarness

FORM = "Kirim lagi"


async def answered(desk: DeskHarness, officer: Browser, state: Delivery) -> tuple[str, int]:
    """Let an officer answer, and the delivery end so; return the ticket and the message."""
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/reply", text="Kami bantu.")
    with desk.database.write() as session:
        mark_sent(session, desk.send_next().id, "1", desk.now)  # that a person reads on
    message = desk.send_next().id
    with desk.database.write() as session:
        if state is Delivery.SENT:
            mark_sent(session, message, "2", desk.now)
        else:
            mark_failed(session, message, state, DeliveryTrouble.SENDER_STOPPED)
    return ticket, message


@pytest.mark.parametrize("state", [Delivery.UNCERTAIN, Delivery.FAILED])
async def test_an_officer_sends_again_what_may_be_lost(desk: DeskHarness, state: Delivery) -> None:
    """Only a person can weigh a message read twice against one never read."""
    officer = await desk.officer("sari")
    ticket, message = await answered(desk, officer, state)
    offered = await officer.text(f"/escalations/{ticket}")

    answer = await officer.post(f"/escalations/{ticket}/again", message=str(message))

    assert FORM in offered
    assert ("Warga mungkin sudah menerimanya" in offered) is (state is Delivery.UNCERTAIN)
    assert answer.headers["location"] == f"/escalations/{ticket}?info=sent_again"
    again = desk.send_next()
    assert (again.id, again.text, again.attempts) == (message, "Kami bantu.", 0)


async def test_a_second_press_sends_nothing_more(desk: DeskHarness) -> None:
    """An impatient officer must not double what is queued."""
    officer = await desk.officer("sari")
    ticket, message = await answered(desk, officer, Delivery.UNCERTAIN)
    await officer.post(f"/escalations/{ticket}/again", message=str(message))

    answer = await officer.post(f"/escalations/{ticket}/again", message=str(message))

    assert answer.status_code == 409
    assert "tidak dikirim lagi" in answer.text
    assert len(desk.replies(ticket)) == 2


async def test_what_arrived_is_not_offered_again(desk: DeskHarness) -> None:
    """A button that must not be pressed should not be there."""
    officer = await desk.officer("sari")
    ticket, message = await answered(desk, officer, Delivery.SENT)

    page = await officer.text(f"/escalations/{ticket}")
    answer = await officer.post(f"/escalations/{ticket}/again", message=str(message))

    assert FORM not in page
    assert answer.status_code == 409


async def test_nobody_sends_again_for_another_officer(desk: DeskHarness) -> None:
    """One owner, also for a repetition."""
    sari, budi = await desk.officer("sari"), await desk.officer("budi")
    ticket, message = await answered(desk, sari, Delivery.UNCERTAIN)

    page = await budi.text(f"/escalations/{ticket}")
    answer = await budi.post(f"/escalations/{ticket}/again", message=str(message))

    assert FORM not in page
    assert answer.status_code == 409
    assert desk.replies(ticket)[-1].delivery is Delivery.UNCERTAIN


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "999999"])
async def test_a_message_that_is_not_there_is_refused(desk: DeskHarness, number: str) -> None:
    """A forged form must end on a readable page."""
    officer = await desk.officer("sari")
    ticket, _ = await answered(desk, officer, Delivery.UNCERTAIN)

    answer = await officer.post(f"/escalations/{ticket}/again", message=number)

    assert answer.status_code == 409


async def test_a_message_of_another_ticket_is_refused(desk: DeskHarness) -> None:
    """Who holds one conversation must not write into another."""
    officer = await desk.officer("sari")
    _, message = await answered(desk, officer, Delivery.UNCERTAIN)
    other = desk.escalation(address="2")
    await officer.post(f"/escalations/{other}/claim")

    answer = await officer.post(f"/escalations/{other}/again", message=str(message))

    assert answer.status_code == 409
