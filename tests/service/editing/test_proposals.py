"""Proposals: who may, that a second person is needed, and that one of two at once wins."""

import json

import pytest
from sqlalchemy import select, update

from service.audit.tables import AuditRow
from service.content.store import find_article, load_number
from service.content.versions import Origin, Version, versions_of
from service.editing.proposals import (
    Declined,
    Proposal,
    State,
    open_proposals,
    read_proposal,
    refuse,
    withdraw,
)
from service.officers.duty import be_active, give_role
from service.outcomes import Role
from service.storage.content_tables import VectorRow
from service.storage.tables import Officer
from tests.service.editing.newsroom import ID, Newsroom
from tests.service.test_concurrency import all_at_once

NEW = "Jawaban tertulis diberikan paling lambat 10 hari kerja."


def deeds(room: Newsroom) -> list[tuple[str, int | None]]:
    """Return what the record tells of articles, and whose deed each was."""
    with room.database.read() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id))
        return [(row.deed, row.officer_id) for row in rows if row.deed.startswith("article.")]


def test_a_second_person_lets_it_serve_at_once(room: Newsroom) -> None:
    """What was approved is what the bot says, with its vectors, and nobody loads or trains."""
    with room.database.read() as session:
        before = load_number(session)
    proposal = room.propose(text=NEW, questions="Berapa lama lagi jawabannya?")

    made = room.approve(proposal)

    assert isinstance(made, Version)
    assert (made.number, made.origin, made.proposed_by) == (2, Origin.APPROVED, room.ids["sari"])
    assert room.served().text == NEW
    with room.database.read() as session:
        assert load_number(session) == before + 1
        assert session.scalar(select(VectorRow.text_hash)) is not None
        assert read_proposal(session, proposal.id).state is State.APPROVED
    acts = [("article.proposed", room.ids["sari"]), ("article.published", room.ids["mira"])]
    assert deeds(room) == acts


@pytest.mark.parametrize("who", ["sari", "hasan", "lead", "adi"])
def test_only_maintainers_decide(room: Newsroom, who: str) -> None:
    """The guard of a page is not enough: another page might forget it."""
    proposal = room.propose(text=NEW)

    assert room.approve(proposal, who) is Declined.NOT_ALLOWED
    with room.database.write() as session:
        refused = refuse(session, proposal.id, room.ids[who], "Tidak.", room.clock())
    assert refused is Declined.NOT_ALLOWED
    assert room.version().number == 1


def test_nobody_decides_their_own(room: Newsroom) -> None:
    """Two pairs of eyes, also where the first pair may approve others' proposals."""
    proposal = room.propose("mira", text=NEW)

    assert room.approve(proposal, "mira") is Declined.OWN
    with room.database.write() as session:
        own = refuse(session, proposal.id, room.ids["mira"], "Tidak.", room.clock())
    assert own is Declined.OWN
    assert isinstance(room.approve(proposal, "tono"), Version)


def test_who_was_shut_out_decides_nothing(room: Newsroom) -> None:
    """A page that was open before must not outlive the account, or the role."""
    proposal = room.propose(text=NEW)
    with room.database.write() as session:
        be_active(session, "mira", is_active=False)
        give_role(session, "tono", Role.OFFICER)

    assert room.approve(proposal, "mira") is Declined.NOT_ALLOWED
    assert room.approve(proposal, "tono") is Declined.NOT_ALLOWED


def test_officers_propose_for_their_own_units(room: Newsroom) -> None:
    """Least rights: what another unit answers is that unit's."""
    changed = room.text(text=NEW)
    moved = room.text(text=NEW, unit="humas")

    assert room.try_to_propose(changed, "hasan") is Declined.NOT_ALLOWED
    assert room.try_to_propose(moved, "hasan") is Declined.NOT_ALLOWED  # nor by taking it over
    assert room.try_to_propose(moved, "sari") is Declined.NOT_ALLOWED
    assert room.try_to_propose(changed, "adi") is Declined.NOT_ALLOWED
    assert isinstance(room.try_to_propose(changed, "lead"), Proposal)


def test_two_approvals_at_once_give_one(room: Newsroom) -> None:
    """Two maintainers press at the same moment: one version, one row, and one is told."""
    proposal = room.propose(text=NEW)

    made = all_at_once(lambda n: room.approve(proposal, "mira" if n % 2 else "tono", seen=1))

    assert len([one for one in made if isinstance(one, Version)]) == 1
    assert {one for one in made if not isinstance(one, Version)} <= {
        Declined.DECIDED,
        Declined.STALE,
    }
    with room.database.read() as session:
        assert [v.number for v in versions_of(session, ID)] == [2, 1]
    assert [deed for deed, _ in deeds(room)].count("article.published") == 1


def test_two_proposals_of_one_article_at_once_give_one(room: Newsroom) -> None:
    """The second would silently undo the first: whoever pressed has not seen it."""
    both = [room.propose(text=f"{NEW} Versi {n}.") for n in range(4)]

    made = all_at_once(lambda n: room.approve(both[n], seen=1))

    assert len([one for one in made if isinstance(one, Version)]) == 1
    assert [one for one in made if not isinstance(one, Version)] == [Declined.STALE] * 3
    with room.database.read() as session:
        assert len(open_proposals(session, ID)) == 3


def test_approving_and_refusing_at_once_give_one(room: Newsroom) -> None:
    """A proposal has one end."""
    proposal = room.propose(text=NEW)

    def act(number: int) -> object:
        if number % 2:
            return room.approve(proposal, "mira", seen=1)
        with room.database.write() as session:
            return refuse(session, proposal.id, room.ids["tono"], "Belum.", room.clock())

    made = all_at_once(act)

    done = [one for one in made if not isinstance(one, Declined)]
    assert len(done) == 1
    ended = {State.APPROVED: 2, State.REFUSED: 1}
    with room.database.read() as session:
        assert ended[read_proposal(session, proposal.id).state] == room.version().number


def test_what_changed_meanwhile_must_have_been_seen(room: Newsroom) -> None:
    """An approval that was looked at beside version 1 does not replace version 2."""
    older = room.propose(text=NEW)
    room.approve(room.propose(biaya="Tidak dipungut biaya.[^bppk-ppid]"))

    assert room.approve(older, seen=1) is Declined.STALE
    assert isinstance(room.approve(older, seen=2), Version)
    assert room.version().number == 3


def test_a_proposal_is_withdrawn_by_its_maker_once(room: Newsroom) -> None:
    """What nobody wants any more must not wait for somebody to approve it."""
    proposal = room.propose(text=NEW)
    with room.database.write() as session:
        other = withdraw(session, proposal.id, room.ids["mira"], room.clock())
        own = withdraw(session, proposal.id, room.ids["sari"], room.clock())
        again = withdraw(session, proposal.id, room.ids["sari"], room.clock())

    assert other is Declined.NOT_ALLOWED
    assert isinstance(own, Proposal)
    assert again is Declined.DECIDED
    assert room.approve(proposal) is Declined.DECIDED


def test_a_refusal_is_said_with_words(room: Newsroom) -> None:
    """Whoever proposed it wants to know what to do better."""
    proposal = room.propose(text=NEW)
    with room.database.write() as session:
        mute = refuse(session, proposal.id, room.ids["mira"], " ", room.clock())
        told = refuse(session, proposal.id, room.ids["mira"], "Sumbernya lama.", room.clock())

    assert mute is Declined.NO_REASON
    assert isinstance(told, Proposal)
    assert (told.state, told.words) == (State.REFUSED, "Sumbernya lama.")


def test_a_new_article_serves_until_the_next_training_by_search(room: Newsroom) -> None:
    """A topic of tomorrow need not wait for the files."""
    written = room.version().written.replace("id: ppid-waktu", "id: topik-baru")
    made = room.editorial.propose(
        "topik-baru", written, 0, "Sering ditanya.", room.ids["sari"], room.clock()
    )
    assert isinstance(made, Proposal)

    approved = room.editorial.approve(made.id, 0, "", room.ids["mira"], room.clock())

    assert isinstance(approved, Version)
    with room.database.read() as session:
        assert find_article(session, "topik-baru") is not None
    taken = room.editorial.propose("spip", written.replace("topik-baru", "spip"), 0, "x",
                                   room.ids["lead"], room.clock())  # fmt: skip
    assert taken is Declined.STALE  # the id is somebody's already


def test_the_record_keeps_no_sentence(room: Newsroom) -> None:
    """The record has numbers and ids; what was written stands in the history."""
    room.approve(room.propose(text=NEW))

    with room.database.read() as session:
        kept = [json.loads(row.data) for row in session.scalars(select(AuditRow))]

    assert not any("Jawaban" in str(one) for one in kept)
    assert any(one.get("article") == ID for one in kept)


def test_the_unit_is_the_officers_of_now(room: Newsroom) -> None:
    """Somebody who moved to another unit proposes for that one."""
    with room.database.write() as session:
        session.execute(update(Officer).where(Officer.username == "sari").values(unit="humas"))

    assert room.try_to_propose(room.text(text=NEW)) is Declined.NOT_ALLOWED


def test_no_reason_keeps_a_citizens_data(room: Newsroom) -> None:
    """The history of an article outlives every conversation, and all officers read it."""
    told = "Warga di 0812-3456-7890 salah paham."
    changed = room.text(text=NEW)
    proposal = room.try_to_propose(changed, reason=told)
    assert isinstance(proposal, Proposal)
    with room.database.write() as session:
        refused = refuse(session, proposal.id, room.ids["mira"], told, room.clock())
    assert isinstance(refused, Proposal)

    room.approve(room.propose(text=NEW))
    room.editorial.take_back(ID, 1, 2, told, room.ids["mira"], room.clock())

    with room.database.read() as session:
        reasons = [version.reason for version in versions_of(session, ID)]
    assert not any("7890" in words for words in (refused.reason, refused.words, *reasons))
    assert "salah paham" in refused.reason
    assert "salah paham" in refused.words
