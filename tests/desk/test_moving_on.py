"""What an officer does at the desk besides answering: release, move, put aside, split, block."""

import pytest

from service.escalations.opening import open_escalation_of
from service.outcomes import CloseReason, EscalationState, Owner, Role, Stage
from tests.desk.desk_harness import DeskHarness


async def test_a_released_conversation_waits_again(desk: DeskHarness) -> None:
    """Whoever is called away leaves the citizen to a colleague."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")

    answer = await officer.post(f"/escalations/{ticket}/release")

    assert answer.headers["location"] == f"/escalations/{ticket}?info=released"
    assert desk.read(ticket).state is EscalationState.WAITING
    assert desk.owner(ticket) is Owner.QUEUE


async def test_a_transfer_goes_to_the_other_unit_with_its_note(desk: DeskHarness) -> None:
    """The other unit reads why; the citizen reads only which unit it is."""
    sari, wati = await desk.officer("sari"), await desk.officer("wati", unit="ppid")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")

    await sari.post(f"/escalations/{ticket}/transfer", unit="ppid", text="soal data publik")

    page = await wati.text(f"/escalations/{ticket}")
    refused = await sari.get(f"/escalations/{ticket}")
    assert "soal data publik" in page
    assert "soal data publik" not in " ".join(line.text for line in desk.replies(ticket))
    assert "Pejabat Pengelola Informasi" in desk.replies(ticket)[-1].text
    assert refused.status_code == 403
    assert "milik unit lain" in refused.text


@pytest.mark.parametrize("act", ["reply", "note"])
async def test_words_for_a_ticket_that_is_another_units_now_are_not_lost(
    desk: DeskHarness, act: str
) -> None:
    """A colleague moved it while they were written; of the ticket no more is shown."""
    sari, supervisor = await desk.officer("sari"), await desk.officer("budi")
    desk.role("budi", Role.SUPERVISOR)
    await desk.officer("wati", unit="ppid")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")
    token = await sari.token(f"/escalations/{ticket}")
    moved = await supervisor.post(f"/escalations/{ticket}/transfer", unit="ppid", text="data")

    answer = await sari.post(f"/escalations/{ticket}/{act}", csrf=token, text="Kata-kata Sari")

    assert moved.status_code == 303
    assert answer.status_code == 403
    assert "Kata-kata Sari" in answer.text


async def test_a_transfer_without_a_note_moves_nothing(desk: DeskHarness) -> None:
    """Whoever gets it would ask the citizen all over again."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")

    answer = await sari.post(f"/escalations/{ticket}/transfer", unit="ppid", text="  ")

    assert answer.status_code == 422
    assert "Tulis catatan untuk unit itu" in answer.text
    assert "Anda tidak perlu menulis ulang" not in desk.replies(ticket)[-1].text


async def test_another_units_ticket_shows_unit_state_and_wait(desk: DeskHarness) -> None:
    """Not a word of the citizen, not who holds it, and no form."""
    await desk.officer("wati", "Wati Rahayu", unit="ppid")
    sari = await desk.officer("sari", unit="investigasi")
    desk.citizen_writes("nomor laporan saya 8812")
    ticket = desk.escalation("ppid")

    answer = await sari.get(f"/escalations/{ticket}")

    assert answer.status_code == 403
    assert "Pejabat Pengelola Informasi" in answer.text
    assert "Menunggu" in answer.text
    assert "8812" not in answer.text
    assert f"/escalations/{ticket}/" not in answer.text


async def test_another_unit_cannot_act_by_the_address(desk: DeskHarness) -> None:
    """Whoever types the address of a form gets no further than by a link."""
    await desk.officer("wati", unit="ppid")
    sari = await desk.officer("sari", unit="investigasi")
    ticket = desk.escalation("ppid")

    for act in ("claim", "close", "release"):
        answer = await sari.post(f"/escalations/{ticket}/{act}")
        assert answer.status_code == 403
    reply = await sari.post(f"/escalations/{ticket}/reply", text="Halo")

    assert reply.status_code == 403
    assert desk.read(ticket).state is EscalationState.WAITING
    assert desk.replies(ticket) == []


async def test_what_is_put_aside_is_shown_as_such(desk: DeskHarness) -> None:
    """It leaves the top of the page and comes back by itself."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")

    await officer.post(f"/escalations/{ticket}/snooze", hours="24")

    assert desk.read(ticket).stage is Stage.SNOOZED
    assert "Ditunda" in await officer.text("/")


@pytest.mark.parametrize("hours", ["", "0", "-1", "99999", "dua"])
async def test_an_impossible_time_is_refused(desk: DeskHarness, hours: str) -> None:
    """A form that was tampered with hides no citizen."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")

    answer = await officer.post(f"/escalations/{ticket}/snooze", hours=hours)

    assert answer.status_code == 422
    assert desk.read(ticket).stage is Stage.HELD


async def test_a_split_tells_the_citizen_the_new_number(desk: DeskHarness) -> None:
    """They will ask after it."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")

    await officer.post(f"/escalations/{ticket}/split", unit="ppid", text="soal kedua")
    await officer.post(f"/escalations/{ticket}/close")

    with desk.database.read() as session:
        second = open_escalation_of(session, desk.read(ticket).conversation_id)
    assert second is not None
    assert second.unit == "ppid"
    assert any(second.ticket in line.text for line in desk.replies(ticket))


async def test_a_block_closes_and_tells_until_when(desk: DeskHarness) -> None:
    """Whoever is kept out is told for how long, and by whom they are still answered."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")

    wrong = await officer.post(f"/escalations/{ticket}/block", days="7", reason="bosan")
    await officer.post(f"/escalations/{ticket}/block", days="7", reason="spam")

    assert wrong.status_code == 422
    assert desk.read(ticket).close_reason is CloseReason.SPAM
    assert "1 Desember 2026" in desk.replies(ticket)[-1].text


async def test_a_supervisor_lifts_a_block(desk: DeskHarness) -> None:
    """A block in anger must not stand for a month."""
    sari, rina = await desk.officer("sari"), await desk.officer("rina")
    desk.role("rina", Role.SUPERVISOR)
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")
    await sari.post(f"/escalations/{ticket}/block", days="30", reason="abuse")

    refused = await sari.post(f"/escalations/{ticket}/unblock")
    assert "Buka blokir" not in await sari.text(f"/escalations/{ticket}")
    assert "Buka blokir" in await rina.text(f"/escalations/{ticket}")
    await rina.post(f"/escalations/{ticket}/unblock")

    assert refused.status_code == 409
    assert "tidak dapat meminta petugas sampai" not in await sari.text(f"/escalations/{ticket}")


async def test_a_ticket_is_given_to_a_colleague_who_is_there(desk: DeskHarness) -> None:
    """Whoever knows the matter gets it, without somebody else taking it from the queue."""
    sari, budi = await desk.officer("sari"), await desk.officer("budi", "Budi")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")
    page = await sari.text(f"/escalations/{ticket}")
    number = desk.number("budi")

    await sari.post(f"/escalations/{ticket}/assign", officer=str(number))
    nobody = await sari.post(f"/escalations/{ticket}/assign", officer="999")

    assert f'<option value="{number}">Budi</option>' in page
    assert desk.read(ticket).held_by == "Budi"
    assert "Diserahkan kepada Anda." in await budi.text("/")
    assert nobody.status_code == 409


async def test_a_split_ticket_is_merged_back_and_taken_out_again(desk: DeskHarness) -> None:
    """A slip of the hand is undone within ten minutes."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")
    await sari.post(f"/escalations/{ticket}/split", unit="ppid", text="soal lain")
    made = desk.behind(ticket)

    await sari.post(f"/escalations/{made}/merge", into=ticket)
    merged = desk.read(made)
    wati = await desk.officer("wati", unit="ppid")
    page = await wati.text(f"/escalations/{made}")
    await wati.post(f"/escalations/{made}/unmerge")

    assert merged.close_reason is CloseReason.MERGED
    assert "Batalkan penggabungan" in page
    assert desk.read(made).stage is Stage.BEHIND


async def test_an_answer_that_asks_waits_for_the_citizen_until_it_is_taken_up(
    desk: DeskHarness,
) -> None:
    """Only what is marked so is reminded of, and closed when nobody answers."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()

    await sari.post(f"/escalations/{ticket}/reply", text="Tahun berapa?", asks="yes")
    asked = desk.read(ticket).stage
    await sari.post(f"/escalations/{ticket}/wake")
    taken_up = desk.read(ticket).stage
    await sari.post(f"/escalations/{ticket}/wait")

    assert (asked, taken_up) == (Stage.FOR_CITIZEN, Stage.HELD)
    assert desk.read(ticket).stage is Stage.FOR_CITIZEN


async def test_a_supervisor_closes_and_moves_what_others_hold(desk: DeskHarness) -> None:
    """Somebody must be able to act when the holder cannot."""
    sari, rina = await desk.officer("sari"), await desk.officer("rina")
    desk.role("rina", Role.SUPERVISOR)
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")

    page = await rina.text(f"/escalations/{ticket}")
    await rina.post(f"/escalations/{ticket}/close", reason="referred")

    assert all(f"/escalations/{ticket}/{act}" in page for act in ("close", "assign", "transfer"))
    assert desk.read(ticket).close_reason is CloseReason.REFERRED


async def test_an_admin_moves_a_ticket_that_they_may_not_read(desk: DeskHarness) -> None:
    """A unit without officers must not keep a citizen waiting for ever."""
    adi = await desk.officer("adi", unit="investigasi")
    await desk.officer("wati", "Wati", unit="ppid")
    desk.role("adi", Role.ADMIN)
    desk.citizen_writes("nomor laporan saya 8812")
    ticket = desk.escalation("ppid")

    page = (await adi.get(f"/escalations/{ticket}")).text
    await adi.post(f"/escalations/{ticket}/assign", officer=str(desk.number("wati")))

    assert "8812" not in page
    assert all(f"/escalations/{ticket}/{act}" in page for act in ("close", "assign", "transfer"))
    assert desk.read(ticket).held_by == "Wati"


async def test_a_note_is_for_colleagues(desk: DeskHarness) -> None:
    """It stands apart from what was sent."""
    sari, budi = await desk.officer("sari"), await desk.officer("budi")
    ticket = desk.escalation()

    await sari.post(f"/escalations/{ticket}/note", text="sudah telepon")

    assert "sudah telepon" in await budi.text(f"/escalations/{ticket}")
    assert desk.replies(ticket) == []
