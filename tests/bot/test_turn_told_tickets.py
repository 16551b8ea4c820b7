"""Turns in which a citizen tells a ticket's number: dictated, mistyped, or somebody else's."""

import pytest
from sqlalchemy import select

from service.outcomes import Owner
from service.storage.tables import Escalation
from tests.bot.harness import ESCALATION, Office
from tests.service.escalations.test_told_tickets import OWN, dictated


async def ticket_of(office: Office, address: str = "1") -> str:
    """Let a citizen get a ticket of theirs, always the same."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas", address=address)
    found, ticket = office.ticket(address), OWN[int(address) - 1]
    assert found is not None
    with office.database.write() as session:
        known = select(Escalation).where(Escalation.ticket == found.ticket)
        session.scalars(known).one().ticket = ticket
    return ticket


async def test_a_dictated_number_is_answered_without_rasa(any_office: Office) -> None:
    """It is no question that anything has learnt to understand."""
    ticket = await ticket_of(any_office)
    any_office.claim()
    any_office.close(ticket)
    any_office.assistant.goes_down()

    told = await any_office.write(dictated(ticket))

    assert f"Tiket {ticket}: selesai" in told.text


async def test_a_dictated_number_is_answered_while_it_waits(office: Office) -> None:
    """Who waits reads how far it is, and no receipt for a message that nobody needs."""
    ticket = await ticket_of(office)

    told = await office.write(f"tiket {dictated(ticket)}")

    assert f"Tiket {ticket}: menunggu petugas" in told.text


async def test_a_number_told_to_an_officer_is_the_officers(office: Office) -> None:
    """They may have asked for it; a machine that answers in between speaks over them."""
    ticket = await ticket_of(office)
    office.claim()
    before = len(office.told())

    await office.write(dictated(ticket))

    assert office.owner() is Owner.OFFICER
    assert len(office.told()) == before or "Tiket" not in office.told()[-1].text


@pytest.mark.parametrize("slip", [lambda t: t[:-2] + "0" + t[-1], lambda t: t[:-1]])
async def test_a_slip_is_named_with_the_number_that_is_meant(office: Office, slip: object) -> None:
    """ "Not found" sends somebody who has a ticket away."""
    ticket = await ticket_of(office)

    told = await office.write(f"tiket {slip(ticket)} gimana")  # type: ignore[operator]

    assert f"Tiket {ticket}: menunggu petugas" in told.text


async def test_another_citizens_number_stays_unknown(office: Office) -> None:
    """Numbers are read out in waiting rooms."""
    ticket = await ticket_of(office)
    await ticket_of(office, address="2")

    told = await office.write(f"tiket {ticket} gimana", address="2")

    assert ticket in told.text
    assert "tidak ditemukan" in told.text
