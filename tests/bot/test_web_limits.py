"""What a stranger may send, through real HTTP."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.requests import Request

from bot.web.app import WebSettings
from bot.web.limits import Buckets, Limits, Rates, Tickets, client_of
from tests.bot.harness import ESCALATION, Office
from tests.bot.web_harness import Site, Visitor


async def statuses(visitor: Visitor, count: int) -> list[int]:
    """Let a visitor write so many messages at once; return what was answered."""
    sent = [visitor.send(text="minta data") for _ in range(count)]
    return [response.status_code for response in await asyncio.gather(*sent)]


async def test_a_flood_of_one_visitor_is_refused_with_a_sentence(site: Site) -> None:
    """Others must not wait for it, and who only tapped too often must learn what to do."""
    visitor = await site.visitor()
    flood = await statuses(visitor, 20)

    refused = await visitor.send(text="minta data")

    assert 8 <= flood.count(202) <= 10
    assert refused.status_code == 429
    wait = int(refused.headers["retry-after"])
    assert 1 <= wait <= 2
    assert refused.json() == {"error": site.office.say("web_too_much", seconds=wait)}


async def test_after_the_wait_the_message_is_taken(site: Site) -> None:
    """The page sends again by itself after the time it was told."""
    visitor = await site.visitor()
    await statuses(visitor, 12)
    wait = int((await visitor.send(text="minta data")).headers["retry-after"])

    await asyncio.sleep(wait)

    assert (await visitor.send(text="minta data")).status_code == 202


async def test_one_visitors_flood_is_nobody_elses(site: Site) -> None:
    """An office shares one network address."""
    flooder, other = await site.visitor(), await site.visitor()
    await statuses(flooder, 12)

    assert (await other.send(text="minta data")).status_code == 202


@pytest.mark.parametrize(("is_busy", "least", "most"), [(True, 20, 60), (False, 300, 300)])
def test_many_cookies_of_one_address_are_limited_together(
    is_busy: bool, least: int, most: int
) -> None:
    """Whoever collects cookies gets what is left, and an office may use what nobody else needs."""
    limits = Limits(Rates())

    taken = [limits.message("flooder", str(number), is_busy) for number in range(300)]

    assert least <= taken.count(0) <= most


def test_who_is_calm_is_taken_beside_a_flood_of_the_same_address() -> None:
    """On a mobile network thousands of citizens share an address with whoever floods."""
    limits = Limits(Rates())
    for _ in range(40):  # from the second message on nobody of them is calm
        limits.message("network", "flooder", is_busy=True)

    assert limits.message("network", "flooder", is_busy=True) > 0
    assert limits.message("network", "citizen", is_busy=True) == 0


async def test_an_address_gets_so_many_cookies_a_minute(office: Office) -> None:
    """Cookies are free to ask for; without an end they would evade the other limits."""
    site = Site(office, settings=WebSettings(rates=Rates(new_visitors=3)))
    async with site.serving():
        known = await site.visitor()
        answers = [await site.stranger().open() for _ in range(3)]
        page = await site.stranger().client.get("/", headers={"accept": "text/html"})

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert int(page.headers["retry-after"]) > 0
        assert "(021) 85910031" in page.text
        assert (await known.open()).status_code == 200


async def test_a_proxy_that_is_not_trusted_names_nobody(office: Office) -> None:
    """Else anybody would take another address with each request."""
    site = Site(office, settings=WebSettings(rates=Rates(new_visitors=1)))
    async with site.serving():
        answers = [
            await site.stranger().client.get("/", headers={"x-forwarded-for": f"203.0.113.{n}"})
            for n in range(2)
        ]

        assert [answer.status_code for answer in answers] == [200, 429]


async def test_the_operator_is_told_once_of_a_proxy_that_is_not_trusted(
    chat: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """All citizens would share the limits of one stranger, and nobody would know why."""
    for _ in range(3):
        await chat.stranger().client.get("/", headers={"x-forwarded-for": "203.0.113.1"})

    assert capsys.readouterr().out.count("event='proxy_not_trusted'") == 1


async def test_a_trusted_proxy_names_the_client(office: Office) -> None:
    """Behind a proxy all citizens would share one bucket; what they add in front is not read."""
    site = Site(office, settings=WebSettings(rates=Rates(new_visitors=1)))
    async with site.serving(trusted_proxies=["127.0.0.0/8"]):
        named = ["203.0.113.1", "203.0.113.2", "198.51.100.9, 203.0.113.2"]
        answers = [
            await site.stranger().client.get("/", headers={"x-forwarded-for": name})
            for name in named
        ]

        assert [answer.status_code for answer in answers] == [200, 200, 429]


async def test_without_limits_everything_is_taken(office: Office) -> None:
    """The benchmark measures what the limits are good for."""
    site = Site(office, settings=WebSettings(rates=Rates(is_on=False)))
    async with site.serving():
        assert await statuses(await site.visitor(), 20) == [202] * 20


async def test_a_stranger_without_a_cookie_is_limited_by_address(site: Site) -> None:
    """Requests that are refused anyway cost something, too."""
    assert set(await statuses(site.stranger(), 60)) == {401, 429}


async def leave(*streams: "asyncio.Task[str]") -> None:
    """Close pages."""
    for stream in streams:
        stream.cancel()
    await asyncio.gather(*streams, return_exceptions=True)


async def test_a_fifth_stream_ends_the_oldest(site: Site) -> None:
    """A phone that loses its network leaves streams behind that nobody reads."""
    visitor = await site.visitor()
    oldest, *others = [await visitor.open_stream() for _ in range(5)]

    said = await asyncio.wait_for(oldest, 3)

    assert "event: crowded" in said
    assert "retry: 60000" in said
    assert not any(stream.done() for stream in others)
    await leave(*others)


async def test_an_address_has_an_end_of_streams(office: Office) -> None:
    """Each open stream costs memory and a connection; the page polls instead."""
    site = Site(office, settings=WebSettings(rates=Rates(streams=(4, 2))))
    async with site.serving():
        first, second, third = [await site.visitor() for _ in range(3)]
        streams = [await visitor.open_stream() for visitor in (first, second)]
        refused = await third.client.get("/chat/stream")

        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        await leave(*streams)
        await asyncio.sleep(0.3)
        again = await third.open_stream()
        assert not again.done()
        await leave(again)


async def test_over_the_limit_no_ticket_is_opened_and_the_citizen_is_told(
    office: Office,
) -> None:
    """A thousand tickets of one stranger would bury those of all others; nothing is lost."""
    tickets = Tickets(Rates(tickets=1))
    office.services = replace(office.services, may_open_ticket=tickets.may_open)
    office.assistant.replies = (ESCALATION,)
    site = Site(office, tickets=tickets)
    async with site.serving():
        for _ in range(2):
            visitor = await site.visitor()
            await visitor.send(text="petugas")
            ((_, reply),) = await visitor.read(1)

        assert reply["text"] == office.say("tickets_full").strip()
        assert office.rows("SELECT count(*) FROM escalations") == [(1,)]
        assert office.turns("outcome") == [("escalated",), ("refused",)]


async def test_telegrams_tickets_count_for_no_address(office: Office) -> None:
    """Telegram says of nobody where they write from; a chat has one open ticket."""
    tickets = Tickets(Rates(tickets=1))

    assert [tickets.may_open("7") for _ in range(3)] == [True] * 3


def test_while_we_are_busy_who_sent_much_waits_and_others_do_not() -> None:
    """A flood may have what is left, and not the turn of a citizen elsewhere."""
    limits = Limits(Rates())
    for number in range(60):
        limits.message("flooder", f"{number % 20}")

    assert limits.message("flooder", "0", is_busy=True) > 0
    assert limits.message("elsewhere", "citizen", is_busy=True) == 0


def test_a_bucket_fills_again_with_time() -> None:
    """A limit that never ends would be a ban."""
    bucket = Buckets(timedelta(seconds=1), 1000, 2)

    assert [bucket.take("a"), bucket.take("a")] == [0, 0]
    assert bucket.take("b") == 0


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_one_customers_addresses_are_one_client(host: str, client: str) -> None:
    """With IPv6 each customer has more addresses than there are buckets."""
    assert client_of(Request({"type": "http", "client": (host, 1)})) == client
