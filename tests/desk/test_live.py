"""What the stream tells whom, without a browser."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from sqlalchemy import event
from sse_starlette import ServerSentEvent

from desk.live import EVERYTHING, QUEUE, Listener, Live
from service.escalations.changes import Change, Place
from service.escalations.reach import Reach
from service.officers.duty import OfficerView
from service.officers.sessions import digest
from tests.desk.desk_harness import Browser, DeskHarness

TICKET = "TB-7KQ2-9XMD"
OFFICER = OfficerView(1, "sari", "Sari", "humas", units=frozenset({"humas"}))


def listener() -> Listener:
    """Return a page of an officer of the communication bureau, where ``ppid`` has its own."""
    return Listener("x", 1, Reach(OFFICER, frozenset({"ppid", "humas"})))


def test_another_units_tickets_are_not_named() -> None:
    """That a ticket exists is its unit's business."""
    page = listener()
    page.hear([Change(TICKET, Place("ppid", None), is_listed=True, is_opened=True)])

    assert page.take(0.0).topics == set()


def test_a_ticket_that_moved_is_named_to_its_new_unit_alone() -> None:
    """Whoever showed it must look and learns no number; whoever got it is called."""
    page = listener()
    page.hear([Change(TICKET, Place("ppid", None), True, is_listed=True, is_opened=True)])
    lost = page.take(0.0)
    page.hear([Change(TICKET, Place("humas", None), True, is_listed=True, is_opened=True)])
    got = page.take(9.0)

    assert (lost.topics, lost.opened) == ({EVERYTHING}, set())
    assert (got.topics, got.opened) == ({EVERYTHING, TICKET, QUEUE}, {TICKET})


def test_a_notice_calls_whom_it_is_for() -> None:
    """What a colleague was given is no reason to leave one's work."""
    page = listener()
    page.hear(
        [
            Change("TB-A", Place("humas", 1), is_listed=True, told=frozenset({1})),
            Change("TB-B", Place("humas", 2), is_listed=True, told=frozenset({2})),
        ]
    )

    assert page.take(0.0).noticed == {"TB-A"}


def test_only_new_tickets_and_words_of_ones_own_call_for_attention() -> None:
    """A colleague's citizen who writes is no reason to leave one's work."""
    page = listener()
    page.hear(
        [
            Change("TB-A", Place("humas", None), is_listed=True, is_opened=True),
            Change("TB-B", Place("humas", 1), is_listed=True, has_words=True),
            Change("TB-C", Place("humas", 2), is_listed=True, has_words=True),
        ]
    )
    told = page.take(0.0)

    assert (told.opened, told.written) == ({"TB-A"}, {"TB-B"})
    assert told.topics == {"TB-A", "TB-B", "TB-C", QUEUE}


def test_the_queue_is_told_now_and_then_and_a_ticket_at_once() -> None:
    """Thirty messages a second must not make each page ask thirty times."""
    page = listener()
    change = Change(TICKET, Place("humas", None), is_listed=True)
    told = []
    for at in (0.0, 1.0, 2.0, 3.0):
        page.hear([change])
        told.append(page.take(at).topics)

    assert told == [{TICKET, QUEUE}, {TICKET}, {TICKET}, {TICKET, QUEUE}]


async def next_news(events: AsyncIterator[ServerSentEvent]) -> tuple[str, dict[str, Any], str]:
    """Return the next event, what it holds, and its cursor."""
    async with asyncio.timeout(5):
        event = await anext(events)
    return event.event or "", json.loads(event.data) if event.data else {}, str(event.id)


def log_in_of(browser: Browser) -> str:
    """Return the hash of a browser's log-in."""
    return digest(browser.client.cookies["tanya_desk"])


async def test_a_stream_catches_up_where_another_one_stopped(desk: DeskHarness) -> None:
    """Between two pages a ticket must not fall through."""
    browser = await desk.officer("sari")
    live = Live(desk.database, desk.clock)
    async with aclosing(live.listen(log_in_of(browser), 1, "")) as events:
        assert (await next_news(events))[1]["topics"] == [EVERYTHING]  # nothing is known yet
        _, _, cursor = await next_news(events)
        ticket = desk.escalation()
        _, heard, newer = await next_news(events)
    async with aclosing(live.listen(log_in_of(browser), 1, cursor)) as events:
        _, again, _ = await next_news(events)
    async with aclosing(live.listen(log_in_of(browser), 1, newer)) as events:
        _, nothing, _ = await next_news(events)
    async with aclosing(live.listen(log_in_of(browser), 1, "other-7")) as events:
        _, everything, _ = await next_news(events)

    assert heard["topics"] == [ticket, QUEUE]
    assert heard["opened"] == [ticket]
    assert again == heard
    assert (nothing["topics"], everything["topics"]) == ([], [EVERYTHING])


async def test_a_stream_says_no_word_of_a_citizen_and_ends_with_its_log_in(
    desk: DeskHarness,
) -> None:
    """What is in the stream is outside of the page's checks."""
    browser = await desk.officer("sari")
    live = Live(desk.database, desk.clock)
    heard = []
    async with aclosing(live.listen(log_in_of(browser), 1, "")) as events:
        await next_news(events)
        await next_news(events)
        desk.citizen_writes("Rahasia saya")
        desk.escalation()
        heard.append(await next_news(events))
        await browser.post("/logout")
        heard.append(await next_news(events))

    assert "Rahasia" not in repr(heard)
    assert heard[-1][0] == "ended"


async def test_fifty_pages_cost_one_look(desk: DeskHarness) -> None:
    """The database must not feel how many officers are at work."""
    browser = await desk.officer("sari")
    live = Live(desk.database, desk.clock)
    looks = 0

    def count(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal looks
        looks += "ticket_sights" in statement

    streams = [live.listen(log_in_of(browser), 1, "") for _ in range(50)]
    for stream in streams:
        await next_news(stream)
    event.listen(desk.database.engine, "before_cursor_execute", count)
    await asyncio.sleep(3.2)
    event.remove(desk.database.engine, "before_cursor_execute", count)
    for stream in streams:
        await stream.aclose()

    assert 2 <= looks <= 4


async def test_a_page_that_asks_by_itself_does_not_keep_its_log_in_alive(
    desk: DeskHarness,
) -> None:
    """A conversation left open over lunch must not be open for whoever comes by."""
    browser = await desk.officer("sari")
    ticket = desk.escalation()
    token = await browser.token("/account")
    looks = {"sec-fetch-mode": "cors", "hx-request": "true"}
    answers = []
    for _ in range(4):
        for path in ("/", "/live/counts"):
            await browser.client.get(path, headers=looks)
        here = await browser.client.post(f"/escalations/{ticket}/here", data={"csrf": token})
        answers.append(here.status_code)
        desk.now += desk.now.resolution * 600_000_000  # ten minutes

    last = await browser.client.get("/", headers=looks)
    assert answers == [204, 204, 204, 401]
    assert last.status_code == 401
