"""The stream of replies to the web chat."""

import asyncio

import pytest

from service.escalations.claims import answer_escalation
from service.outbox.queue import Draft, put_message
from service.outcomes import Author
from tests.bot.harness import ANSWER, ESCALATION
from tests.bot.web_harness import Site, Visitor


async def write_thrice(site: Site) -> tuple[Visitor, list[str]]:
    """Let a visitor ask three questions; return them and the numbers of the replies."""
    visitor = await site.visitor()
    for text in ("minta data", "alamat", "jam buka"):
        await visitor.send(text=text)
    return visitor, [number for number, _ in await visitor.read(3)]


async def test_a_reply_comes_by_itself(site: Site) -> None:
    """The citizen waits at the page and presses nothing."""
    visitor = await site.visitor()
    reading = asyncio.create_task(visitor.read(1))
    await asyncio.sleep(0.1)  # the stream is open before anything was written
    await visitor.send(text="minta data")

    ((_, reply),) = await reading
    assert (reply["who"], reply["title"]) == ("bot", "Cara minta data")
    assert [button["label"] for button in reply["buttons"]] == [
        "Selengkapnya",
        "Biaya",
        "Membantu",
        "Tidak",
    ]


async def test_replies_come_in_order_and_once(site: Site) -> None:
    """A conversation read in another order is another conversation."""
    _, numbers = await write_thrice(site)

    assert numbers == ["1-1", "2-2", "3-3"]
    assert site.office.rows("SELECT DISTINCT state FROM outbox") == [("sent",)]


async def test_a_broken_stream_goes_on_where_it_ended(site: Site) -> None:
    """A phone that lost the network gets what it missed, and nothing twice."""
    visitor, numbers = await write_thrice(site)

    missed = await visitor.read(2, last_id=numbers[0])

    assert [number for number, _ in missed] == numbers[1:]


async def test_the_browsers_own_number_counts_more_than_the_addresss(site: Site) -> None:
    """A browser reconnects to the same address with a newer number in the header."""
    visitor, numbers = await write_thrice(site)

    missed = await visitor.read(1, after="0", last_id=numbers[1])

    assert [number for number, _ in missed] == numbers[2:]


@pytest.mark.parametrize("after", ["abc", "-1", "9" * 400, "1e3", "", "٣"])
async def test_a_number_that_is_none_begins_at_the_beginning(site: Site, after: str) -> None:
    """Whoever plays with the address gets their own conversation and no error."""
    visitor = await site.visitor()
    await visitor.send(text="minta data")
    async with visitor.client.stream("GET", "/chat/stream", params={"after": after}) as response:
        async with asyncio.timeout(10):
            async for line in response.aiter_lines():
                if line.startswith("data"):
                    break

    assert response.status_code == 200
    assert "minta data" in line


async def test_an_officers_answer_comes_over_the_stream(site: Site) -> None:
    """The desk is another process: nobody wakes this one."""
    site.office.assistant.replies = (ESCALATION,)
    visitor = await site.visitor()
    await visitor.send(text="petugas")
    ((number, _),) = await visitor.read(1)
    reading = asyncio.create_task(visitor.read(2, after=number))
    ((address,),) = site.office.rows("SELECT address FROM conversations")
    ticket = site.office.claim(address, channel="web")
    with site.office.database.write() as session:
        answer_escalation(session, ticket, 1, "Selamat siang.", site.office.clock())

    assert [(read["who"], read["text"]) for _, read in await reading] == [
        ("system", "ditangani"),
        ("officer", "Selamat siang."),
    ]


async def test_two_pages_of_one_visitor_show_the_same(site: Site) -> None:
    """Two tabs must not share the replies out between them."""
    visitor = await site.visitor()
    both = [asyncio.create_task(visitor.read(1)) for _ in range(2)]
    await visitor.send(text="minta data")

    first, second = await asyncio.gather(*both)
    assert first == second


async def test_a_silent_visitors_stream_costs_no_conversation(site: Site) -> None:
    """Who only looks at the page leaves no row."""
    visitor = await site.visitor()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await visitor.read(1)

    assert site.office.rows("SELECT count(*) FROM conversations") == [(0,)]


async def test_a_bots_answer_that_came_too_late_is_not_shown(site: Site) -> None:
    """An officer holds the conversation: the bot does not talk over them here either."""
    site.office.assistant.replies = (ESCALATION,)
    visitor = await site.visitor()
    await visitor.send(text="petugas")
    ((number, _),) = await visitor.read(1)
    ((address, conversation_id),) = site.office.rows("SELECT address, id FROM conversations")
    site.office.claim(address, channel="web")
    with site.office.database.write() as session:
        put_message(session, Draft(conversation_id, Author.BOT, "terlambat"), site.office.clock())
        put_message(session, Draft(conversation_id, Author.SYSTEM, "akhir"), site.office.clock())

    read = await visitor.read(2, after=number)

    assert [message["text"] for _, message in read] == ["ditangani", "akhir"]


async def test_a_second_page_is_told_what_was_asked_on_the_first(site: Site) -> None:
    """Answers without their questions are a conversation that nobody can follow."""
    visitor = await site.visitor()
    await visitor.send(id="nomor-satu", text="minta data, NIK 3273012501900001")

    (first, question), (second, answer) = await visitor.read(2, own=True)

    assert (question["who"], question["client_id"]) == ("citizen", "nomor-satu")
    assert question["text"] == "minta data, NIK [NIK disembunyikan]"
    assert (answer["who"], answer["client_id"]) == ("bot", None)
    assert (first, second) == ("0-1", "1-1")


async def test_a_page_without_a_stream_asks_for_what_is_newer(site: Site) -> None:
    """Some proxies let no stream through: their citizens read replies all the same."""
    visitor, numbers = await write_thrice(site)

    newer = await visitor.history(after=numbers[1])
    nothing = await visitor.history(after=newer["after"])

    assert [(line["who"], line["id"]) for line in newer["lines"]] == [
        ("citizen", "t3"),
        ("bot", "m3"),
    ]
    assert (newer["after"], nothing) == ("3-3", {"lines": [], "after": "3-3"})


async def test_a_page_of_the_version_before_gets_nothing_twice(site: Site) -> None:
    """An open page reconnects after an upgrade, and knows only numbers of replies."""
    visitor, _ = await write_thrice(site)

    missed = await visitor.read(2, after="2", own=True)

    assert [message["id"] for _, message in missed] == ["t3", "m3"]


async def test_a_line_says_what_it_is_about_and_what_its_buttons_are(site: Site) -> None:
    """The page links an answer to its topic's page, and shows feedback in another way."""
    visitor = await site.visitor()
    await visitor.send(text="minta data")

    ((_, answer),) = await visitor.read(1)

    assert answer["topic"] == ANSWER.topic
    kinds = [button["kind"] for button in answer["buttons"]]
    assert kinds == ["more", "topic", "helpful", "unhelpful"]
