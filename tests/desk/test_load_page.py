"""The load of one's units, and the duty of their officers, on the desk."""

from datetime import UTC, datetime, timedelta

import pytest

from service.escalations.claims import claim_escalation
from service.officers.duty import OfficerView, find_officer
from service.outcomes import EscalationState, Role
from tests.desk.desk_harness import Browser, DeskHarness


@pytest.fixture
async def rina(desk: DeskHarness) -> Browser:
    """The supervisor of the communication bureau, logged in."""
    browser = await desk.officer("rina", "Rina Penyelia")
    desk.role("rina", Role.SUPERVISOR)
    await desk.officer("budi", "Budi Santoso")
    await desk.officer("sari", "Sari Dewi")
    await desk.officer("ani", "Ani Lain", "ppid")
    return browser


def held(desk: DeskHarness, by: str, address: str = "1", unit: str = "humas") -> str:
    """Open a ticket in somebody's hands."""
    ticket = desk.escalation(unit, address)
    with desk.database.write() as session:
        claim_escalation(session, ticket, desk.number(by), "datang", desk.clock())
    return ticket


def officer(desk: DeskHarness, username: str) -> OfficerView:
    """Return an officer as they are now."""
    with desk.database.read() as session:
        return find_officer(session, desk.number(username))


async def hand_on(browser: Browser, to: str, *tickets: str) -> tuple[int, str]:
    """Tick tickets on the page of the load, and hand them on."""
    boxes = {f"ticket-{ticket}": "yes" for ticket in tickets}
    answer = await browser.post("/load/hand-on", "/load", to=to, **boxes)
    onward = answer.headers.get("location")
    return answer.status_code, await browser.text(onward) if onward else answer.text


async def test_the_page_lists_the_own_units_and_no_other(desk: DeskHarness, rina: Browser) -> None:
    """A supervisor of one unit has no business in another's."""
    mine, other = held(desk, "budi"), held(desk, "ani", "2", "ppid")

    page = await rina.text("/load")

    assert mine in page
    assert "Budi Santoso" in page
    assert other not in page
    assert "Ani Lain" not in page


async def test_one_ticket_or_several_are_handed_on(desk: DeskHarness, rina: Browser) -> None:
    """Who fell ill at nine must hold nothing at ten."""
    tickets = [held(desk, "budi", address) for address in "12"]

    status, page = await hand_on(rina, str(desk.number("sari")), *tickets)

    assert (status, "2 tiket dialihkan" in page) == (303, True)
    assert [desk.read(ticket).held_by for ticket in tickets] == ["Sari Dewi"] * 2


async def test_the_queue_is_a_recipient_too(desk: DeskHarness, rina: Browser) -> None:
    """Not everybody's work has somebody to go to."""
    ticket = held(desk, "budi")

    await hand_on(rina, "queue", ticket)

    assert desk.read(ticket).state is EscalationState.WAITING


async def test_loading_the_page_again_takes_nothing_again(
    desk: DeskHarness, rina: Browser
) -> None:
    """By then somebody else has it; the filter stays as well."""
    ticket = held(desk, "budi")
    fields = {f"ticket-{ticket}": "yes", "to": "queue", "unit": "humas"}

    answer = await rina.post("/load/hand-on", "/load", **fields)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/load?unit=humas&done=1"


async def test_what_cannot_be_handed_on_is_told_and_the_rest_goes(
    desk: DeskHarness, rina: Browser
) -> None:
    """Half a success that reads as a whole one would leave a citizen behind."""
    mine, other = held(desk, "budi"), held(desk, "ani", "2", "ppid")

    status, page = await hand_on(rina, str(desk.number("sari")), mine, other)

    assert status == 409
    assert "1 tiket dialihkan" in page
    assert f"{other}</span>: Percakapan ini milik unit lain" in page
    assert desk.read(other).held_by == "Ani Lain"


@pytest.mark.parametrize("to", ["", "x", "99999999999"])
async def test_nothing_is_done_without_a_recipient(
    desk: DeskHarness, rina: Browser, to: str
) -> None:
    """A form that was bent must move nothing."""
    ticket = held(desk, "budi")

    status, page = await hand_on(rina, to, ticket)

    assert (status, "Belum ada yang dialihkan" in page) == (422, True)
    assert desk.read(ticket).held_by == "Budi Santoso"


async def test_an_officer_has_no_page_of_load(desk: DeskHarness, rina: Browser) -> None:
    """Colleagues do not keep count of each other."""
    budi = desk.browser()
    await budi.log_in("budi")

    assert [(await budi.get(path)).status_code for path in ("/load", "/duty")] == [403, 403]
    assert (await rina.get("/load")).status_code == 200


async def test_a_supervisor_notes_a_leave_with_a_stand_in(
    desk: DeskHarness, rina: Browser
) -> None:
    """Who calls in ill cannot do it themselves."""
    page, sari = f"/duty/{desk.number('budi')}", str(desk.number("sari"))
    fields = {"from": "2026-11-25", "to": "2026-11-27", "stand_in": sari}

    answer = await rina.post(f"{page}/away", page, **fields)

    noted = officer(desk, "budi")
    assert answer.headers["location"] == f"{page}?info=away"
    assert noted.away_from == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert noted.away_until == datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert noted.stand_in == desk.number("sari")
    assert "Digantikan" in await rina.text("/duty")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"from": ""}, "Isi tanggalnya"),
        ({"from": "2026-02-30"}, "Isi tanggalnya"),
        ({"from": "2026-11-27", "to": "2026-11-25"}, "lebih awal"),
        ({"from": "2026-01-01", "to": "2026-01-02"}, "sudah lewat"),
        ({"from": "2026-11-27", "stand_in": "4711"}, "tidak dapat menggantikan"),
        ({"from": "0001-01-01"}, "Isi tanggalnya"),
        ({"from": "2026-11-27", "to": "9999-12-31"}, "Isi tanggalnya"),
    ],
)
async def test_a_leave_that_cannot_be_is_told_and_nothing_typed_is_lost(
    desk: DeskHarness, rina: Browser, fields: dict[str, str], told: str
) -> None:
    """A wrong date must not cost the right ones."""
    page = f"/duty/{desk.number('budi')}"

    answer = await rina.post(f"{page}/away", page, **fields)

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{fields["from"]}"' in answer.text or not fields["from"]
    assert officer(desk, "budi").away_from is None


async def test_nobody_of_another_unit_is_sent_on_leave(desk: DeskHarness, rina: Browser) -> None:
    """Forced addresses: the page is not there, and nothing changed."""
    page = f"/duty/{desk.number('ani')}"

    looked = await rina.get(page)
    tried = await rina.post(f"{page}/away", "/duty", **{"from": "2026-11-25"})

    assert (looked.status_code, tried.status_code) == (404, 404)
    assert officer(desk, "ani").away_from is None


async def test_an_officer_notes_their_own_leave_and_comes_back(desk: DeskHarness) -> None:
    """A day off is one's own to note."""
    budi = await desk.officer("budi", "Budi Santoso")

    await budi.post("/account/duty/away", "/account/duty", **{"from": "2026-11-24"})
    away = officer(desk, "budi")
    told = await budi.text("/account")
    await budi.post("/account/duty/back", "/account/duty")

    assert away.is_away_at(desk.clock())
    assert "Cuti tercatat mulai 24 Nov 2026" in told
    assert officer(desk, "budi").away_from is None


async def test_duty_ends_at_a_time_of_the_units_zone(desk: DeskHarness) -> None:
    """Four o'clock is four o'clock where the officer sits."""
    budi = await desk.officer("budi", "Budi Santoso")

    await budi.post("/account/duty/until", "/account/duty", until="2026-11-24T16:00")

    assert officer(desk, "budi").on_duty_until == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize("until", ["0001-01-01T00:00", "9999-12-31T23:59", "besok"])
async def test_a_moment_that_cannot_be_is_told(desk: DeskHarness, until: str) -> None:
    """A year of four nines is how people write "for ever"; it is no reason to fail."""
    budi = await desk.officer("budi", "Budi Santoso")

    answer = await budi.post("/account/duty/until", "/account/duty", until=until)

    assert answer.status_code == 422
    assert "Isi tanggalnya" in answer.text
    assert officer(desk, "budi").on_duty_until is None


async def test_what_the_absent_one_holds_is_said_and_handed_on(
    desk: DeskHarness, rina: Browser
) -> None:
    """What nobody waits for stays with who is away, until somebody looks."""
    ticket, page = held(desk, "budi"), f"/duty/{desk.number('budi')}"
    shown = await rina.text(page)
    box = {f"ticket-{ticket}": "yes"}

    answer = await rina.post(f"{page}/hand-on", page, to=str(desk.number("sari")), **box)

    assert ticket in shown
    assert answer.headers["location"] == f"{page}?info=handed_on"
    assert desk.read(ticket).held_by == "Sari Dewi"


async def test_an_officer_hands_on_their_own(desk: DeskHarness, rina: Browser) -> None:
    """Before a leave one empties one's own desk."""
    ticket, budi = held(desk, "budi"), desk.browser()
    await budi.log_in("budi")
    box = {f"ticket-{ticket}": "yes"}

    await budi.post("/account/duty/hand-on", "/account/duty", to="queue", **box)

    assert desk.read(ticket).state is EscalationState.WAITING


async def test_an_overdue_ticket_is_said_at_the_top(desk: DeskHarness, rina: Browser) -> None:
    """Red in the last column of a table is seen by nobody on a phone."""
    ticket = desk.escalation()
    await rina.post(f"/escalations/{ticket}/kind", f"/escalations/{ticket}", kind="question")
    desk.now += timedelta(days=3)
    again = desk.browser()
    await again.log_in("rina")

    page = await again.text("/load")

    assert "1 tiket lewat tenggat" in page
    assert "lewat tenggat" in await again.text("/load?overdue=yes")


async def test_the_form_begins_with_the_leave_that_is_noted(
    desk: DeskHarness, rina: Browser
) -> None:
    """Whoever makes it a day longer must not turn a blank into a leave without an end."""
    page = f"/duty/{desk.number('budi')}"
    await rina.post(f"{page}/away", page, **{"from": "2026-11-25", "to": "2026-11-27"})

    shown = await rina.text(page)

    assert 'type="date" value="2026-11-25"' in shown
    assert 'type="date" value="2026-11-27"' in shown
