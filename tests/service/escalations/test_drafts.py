"""Drafts of answers: an officer's own, and nobody else's."""

from service.escalations.access import Access, Need, access_escalation
from service.escalations.claims import answer_escalation
from service.escalations.closing import close_escalation
from service.escalations.drafts import draft_of, save_draft
from service.escalations.views import ClaimRefused
from service.officers.duty import OfficerView
from tests.service.harness import World


def save(world: World, ticket: str, officer: OfficerView, text: str) -> object:
    """Keep a draft."""
    with world.database.write() as session:
        return save_draft(session, ticket, officer.id, text, world.clock())


def kept(world: World, ticket: str, officer: OfficerView) -> str:
    """Return what an officer finds when they open the ticket."""
    with world.database.write() as session:
        access = access_escalation(session, ticket, officer.id, Need.VIEW, world.clock())
        assert isinstance(access, Access)
        return draft_of(session, access)


def test_each_officer_has_a_draft_of_their_own(world: World) -> None:
    """What is half written is not yet meant for anybody, not even for a colleague."""
    sari, budi = world.officer("sari", "Sari"), world.officer("budi", "Budi")
    ticket = world.hold(world.conversation(), sari)
    save(world, ticket, sari, "setengah")
    save(world, ticket, sari, "setengah jadi")

    assert (kept(world, ticket, sari), kept(world, ticket, budi)) == ("setengah jadi", "")
    save(world, ticket, sari, " ")
    assert kept(world, ticket, sari) == ""


def test_personal_data_in_a_draft_is_not_stored(world: World) -> None:
    """What may not be sent may not be kept either."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)
    save(world, ticket, officer, "NIK Anda 3171234567890123 ya")

    assert "3171234567890123" not in kept(world, ticket, officer)


def test_a_draft_that_comes_after_its_answer_is_not_kept(world: World) -> None:
    """The page saves while it sends; words that are sent must not stand there to be sent again."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)
    with world.database.write() as session:
        answer_escalation(session, ticket, officer.id, "Sudah dikirim", world.clock())
    save(world, ticket, officer, "Sudah dikirim")

    assert kept(world, ticket, officer) == ""


def test_a_closed_ticket_has_no_drafts(world: World) -> None:
    """Nobody can send them any more."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)
    save(world, ticket, officer, "setengah")
    with world.database.write() as session:
        close_escalation(session, ticket, officer.id, "selesai", world.clock())

    assert kept(world, ticket, officer) == ""
    assert isinstance(save(world, ticket, officer, "lagi"), ClaimRefused)
