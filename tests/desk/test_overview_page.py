"""How the service stands, for maintainers and administrators."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.content.model import Content
from service.content.store import store_content
from service.operations.serving import note_model
from service.operations.switches import turn_off
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness

SECRET = "nomor laporan saya 8812"


async def keeper(desk: DeskHarness, role: Role = Role.MAINTAINER) -> Browser:
    """Return the browser of somebody with a role."""
    browser = await desk.officer("mira", "Mira")
    desk.role("mira", role)
    return browser


@pytest.mark.parametrize("role", [Role.MAINTAINER, Role.ADMIN])
async def test_the_page_is_theirs(desk: DeskHarness, role: Role) -> None:
    """Both have their place in the navigation."""
    browser = await keeper(desk, role)

    assert 'href="/overview"' in await browser.text("/account")
    assert (await browser.get("/overview")).status_code == 200


async def test_a_maintainer_begins_there(desk: DeskHarness) -> None:
    """Who has no queue is led to what they keep."""
    browser = await keeper(desk)

    assert (await browser.get("/")).headers["location"] == "/overview"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.LEAD, Role.AUDITOR])
async def test_others_have_no_business_there(desk: DeskHarness, role: Role) -> None:
    """Least rights."""
    assert (await (await keeper(desk, role)).get("/overview")).status_code == 403


async def test_what_answers_is_said(desk: DeskHarness, content: Content) -> None:
    """The model, the content, and what is off."""
    with desk.database.write() as session:
        store_content(session, content, desk.clock())
        note_model(session, "tanya-abc.tar.gz", desk.clock())
        turn_off(session, "escalation", "Mohon tunggu.", "mira", "uji", desk.clock())
    browser = await keeper(desk)

    page = await browser.text("/overview")

    assert "tanya-abc.tar.gz, sejak 24 Nov 2026 14.05 WIB" in page.replace("</bdi>", "")
    assert f"{len(content.articles)} artikel" in page
    assert "escalation</bdi> sejak" in page


async def test_a_model_that_was_not_seen_lately_is_marked(desk: DeskHarness) -> None:
    """An old name in green would say that all is well."""
    with desk.database.write() as session:
        note_model(session, "tanya-abc.tar.gz", desk.clock())
    desk.now += timedelta(hours=1)
    browser = await keeper(desk)

    assert "Terakhir terlihat" in await browser.text("/overview")


async def test_articles_that_expire_soon_are_listed(desk: DeskHarness, content: Content) -> None:
    """The day after it expires the bot says that it does not know."""
    today = desk.now.date()
    first, second, *_ = content.articles
    due = [
        replace(first, expires=today + timedelta(days=30), title="Segera habis"),
        replace(second, expires=today + timedelta(days=31), title="Masih lama"),
    ]
    with desk.database.write() as session:
        store_content(session, replace(content, articles=tuple(due)), desk.clock())
    browser = await keeper(desk)

    page = await browser.text("/overview")

    assert "Segera habis" in page
    assert "Masih lama" not in page


async def test_no_word_of_a_citizen_is_on_it(desk: DeskHarness) -> None:
    """Whoever keeps the content opens no ticket."""
    desk.citizen_writes(SECRET)
    desk.escalation()
    browser = await keeper(desk)

    page = await browser.text("/overview")

    assert SECRET not in page
    assert "Tiket tanpa petugas</dt><dd>1" in page
