"""Several tickets at once: what came of each is told, and taken back where that is possible."""

from service.outcomes import Role
from tests.desk.desk_harness import DeskHarness


async def test_what_can_be_given_is_given_and_the_rest_is_told(desk: DeskHarness) -> None:
    """Half of a list that silently stays behind is found when a citizen complains."""
    sari = await desk.officer("sari")
    await desk.officer("budi")
    mine, free = desk.escalation(address="1"), desk.escalation(address="2")
    await sari.post(f"/escalations/{mine}/claim")
    chosen = {f"ticket-{one}": "yes" for one in (mine, free, "TB-0000-0000")}
    budi = desk.number("budi")

    done = await sari.post("/selection/assign", "/selection", officer=str(budi), **chosen)

    assert desk.read(mine).officer_id == budi
    assert desk.read(free).officer_id is None
    assert "1 tiket diserahkan" in done.text
    assert "1 tiket tidak berubah" in done.text
    assert "/selection/undo" not in done.text  # it is not theirs any more


async def test_a_supervisor_takes_back_what_was_given(desk: DeskHarness) -> None:
    """The wrong name in a list is chosen in a second."""
    sari, boss = await desk.officer("sari"), await desk.officer("boss")
    await desk.officer("budi")
    desk.role("boss", Role.SUPERVISOR)
    held, free = desk.escalation(address="1"), desk.escalation(address="2")
    await sari.post(f"/escalations/{held}/claim")
    chosen = {f"ticket-{one}": "yes" for one in (held, free)}
    budi, owner = desk.number("budi"), desk.number("sari")

    await boss.post("/selection/assign", "/selection", officer=str(budi), **chosen)
    given = [desk.read(one).officer_id for one in (held, free)]
    former = {f"former-{held}": str(owner), f"former-{free}": "0"}
    done = await boss.post("/selection/undo", "/selection", **former)

    assert given == [budi, budi]
    assert [desk.read(one).officer_id for one in (held, free)] == [owner, None]
    assert "2 tiket dikembalikan" in done.text


async def test_nothing_chosen_changes_nothing(desk: DeskHarness) -> None:
    """A button that is pressed too early says so."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")

    for path, fields in (
        ("/selection/assign", {"officer": "1"}),
        ("/selection/assign", {"officer": "x", f"ticket-{ticket}": "yes"}),
        ("/selection/snooze", {"hours": "2"}),
        ("/selection/snooze", {"hours": "99999", f"ticket-{ticket}": "yes"}),
    ):
        answer = await sari.post(path, "/selection", **fields)
        assert (answer.status_code, "Belum ada yang berubah" in answer.text) == (422, True)


async def test_undoing_what_was_never_done_is_refused_for_each(desk: DeskHarness) -> None:
    """A form can be put together by hand."""
    await desk.officer("budi")
    sari = await desk.officer("sari")
    ticket = desk.escalation()

    done = await sari.post("/selection/undo", "/selection", **{f"former-{ticket}": "0"})

    assert "1 tiket tidak berubah" in done.text
    assert desk.read(ticket).officer_id is None
