"""Officers' answers changed or withdrawn, as pages of the web chat learn of it, through HTTP."""

import asyncio
from typing import Any

from service.escalations.changing import change_answer, withdraw_answer
from service.escalations.claims import answer_escalation
from tests.bot.harness import ESCALATION, Office
from tests.bot.web_harness import Site, Visitor

Where = tuple[str, int, int]  # ticket, officer, and the number of the answer
FORMER = "Kantor kami di lantai tujuh."


async def answered(site: Site) -> tuple[Visitor, Where]:
    """Let a visitor read an officer's answer; return them, ticket, officer, answer's number."""
    office = site.office
    office.assistant.replies = (ESCALATION,)
    visitor = await site.visitor()
    await visitor.send(text="petugas")
    await visitor.read(1)
    (address,) = office.rows("SELECT address FROM conversations ORDER BY last_at DESC")[0]
    ticket = office.claim(address, "web")
    view = office.ticket(address, "web")
    assert view is not None
    officer = view.officer_id or 0
    with office.database.write() as session:
        number = answer_escalation(session, ticket, officer, FORMER, office.clock())
    assert isinstance(number, int)
    assert (await visitor.history())["lines"][-1]["text"] == FORMER
    return visitor, (ticket, officer, number)


def change(office: Office, ticket: str, officer: int, number: int, text: str) -> None:
    """Give the answer other words, as another process does."""
    with office.database.write() as session:
        change_answer(session, ticket, officer, number, text, office.clock())


def withdraw(office: Office, ticket: str, officer: int, number: int) -> None:
    """Take the answer back, as another process does."""
    with office.database.write() as session:
        withdraw_answer(session, ticket, officer, number, office.clock())


def without_time(line: dict[str, Any]) -> tuple[str, str, bool, bool]:
    return line["id"], line["text"], "revision" in line, "is_withdrawn" in line


async def test_an_open_page_is_told_of_a_change(any_office: Office) -> None:
    """The desk is another process: within a second or two the citizen reads what is right."""
    site = Site(any_office)
    async with site.serving():
        visitor, where = await answered(site)
        known = (await visitor.history())["after"]
        reading = asyncio.create_task(visitor.read(1, after=known))
        await asyncio.sleep(1.5)  # the page waits, and the watch has looked at least once
        change(any_office, *where, "Kantor kami di lantai delapan.")
        ((cursor, line),) = await reading
        again = await visitor.history(cursor)

    name = f"m{where[2]}"
    assert without_time(line) == (name, "Kantor kami di lantai delapan.", True, False)
    assert again["lines"] == []


async def test_a_page_that_is_opened_later_shows_the_newest_words_once(
    any_office: Office,
) -> None:
    """And that they were changed."""
    site = Site(any_office)
    async with site.serving():
        visitor, where = await answered(site)
        change(any_office, *where, "dua")
        change(any_office, *where, "tiga")

        page = await visitor.history()
        told = [without_time(line) for line in page["lines"] if line["who"] == "officer"]
        assert told == [(f"m{where[2]}", "tiga", True, False)]
        assert FORMER not in str(page)


async def test_what_was_withdrawn_is_said_and_nowhere_to_be_read(any_office: Office) -> None:
    """In the history, for an old page and for a new one; not a word of it is left."""
    site = Site(any_office)
    async with site.serving():
        visitor, where = await answered(site)
        known = (await visitor.history())["after"]
        withdraw(any_office, *where)

        told = any_office.say("web_officer_withdrew")
        for after in (None, known, "0", "0-0", "1", f"{where[2]}-1"):
            page = await visitor.history(after)
            officers = [without_time(one) for one in page["lines"] if one["who"] == "officer"]
            assert officers == [(f"m{where[2]}", told, True, True)], after
            assert FORMER not in str(page)


async def test_a_page_cut_off_between_two_changes_gets_the_other(any_office: Office) -> None:
    """A phone that lost the network must not keep what was withdrawn."""
    site = Site(any_office)
    async with site.serving():
        visitor, (ticket, officer, number) = await answered(site)
        with any_office.database.write() as session:
            other = answer_escalation(session, ticket, officer, "kedua", any_office.clock())
        assert isinstance(other, int)
        known = (await visitor.history())["after"]
        change(any_office, ticket, officer, other, "kedua, diubah")
        withdraw(any_office, ticket, officer, number)
        with any_office.database.write() as session:
            answer_escalation(session, ticket, officer, "ketiga", any_office.clock())
        events = await visitor.read(3, after=known)
        rest = await visitor.read(2, after=events[0][0])

        withdrawn = any_office.say("web_officer_withdrew")
        assert [e["text"] for _, e in events] == ["kedua, diubah", withdrawn, "ketiga"]
        assert [e["text"] for _, e in rest] == [withdrawn, "ketiga"]


async def test_another_visitor_is_told_nothing(any_office: Office) -> None:
    """Changes are numbered for all; each page reads its own conversation's."""
    site = Site(any_office)
    async with site.serving():
        _, where = await answered(site)
        stranger = await site.visitor()
        await stranger.send(text="halo")
        change(any_office, *where, "dua")

        page = await stranger.history("0-0")
        assert "dua" not in str(page)
        assert FORMER not in str(page)
