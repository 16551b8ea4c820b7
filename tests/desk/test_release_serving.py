"""A release is let serve, and taken back, from the desk."""

import pytest

from service.outcomes import Role
from service.releases import letting
from service.releases.bundle import Bundle
from service.releases.register import approve
from service.releases.serving import note_failed, note_serving, open_order
from service.releases.views import Person
from service.storage.release_tables import ReleaseRow
from tests.desk.desk_harness import Browser, DeskHarness
from tests.service.audit.records import deeds
from tests.service.releases.candidates import judged

URL = "http://127.0.0.1:5006"


def approved(desk: DeskHarness, name: str) -> int:
    """Enter a release that a second person approved; return its number."""
    release = judged(desk.database, Bundle({"model": name * 64}, "c" * 40), desk.clock())
    with desk.database.write() as session:
        approve(session, release.id, Person("wati"), desk.clock())
    return release.id


def carried_out(desk: DeskHarness, trouble: str = "") -> None:
    """Do what a gateway does with the open order."""
    with desk.database.write() as session:
        placed = open_order(session)
        assert placed is not None
        if trouble:
            note_failed(session, placed.id, trouble, desk.clock())
        else:
            note_serving(session, placed.id, URL, desk.clock())


@pytest.fixture
async def maintainer(desk: DeskHarness, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A maintainer, where the gate has nothing against a release."""
    monkeypatch.setattr("desk.release_page.reasons_against", lambda *_: [])
    monkeypatch.setattr(letting, "reasons_against", lambda *_: [])
    browser = await desk.officer("tono")
    desk.role("tono", Role.MAINTAINER)
    return browser


async def test_a_release_is_ordered_and_the_page_says_how_far_it_is(
    desk: DeskHarness, maintainer: Browser
) -> None:
    """Whoever pressed sees it serve without a terminal."""
    number = approved(desk, "a")
    path = f"/releases/{number}"

    unsure = await maintainer.post(f"{path}/serve", path)
    done = await maintainer.post(f"{path}/serve", path, sure="1", text="lebih baik")
    waiting = await maintainer.text(path)
    carried_out(desk)
    serving = await maintainer.text(path)

    assert (unsure.status_code, done.headers["location"]) == (422, f"{path}?info=ordered")
    assert "menunggu giliran" in waiting
    assert "<bdi>lebih baik</bdi>" in waiting
    assert f'action="{path}/serve"' not in waiting
    assert "atas perintah <bdi>Tono</bdi>" in serving
    assert "Pernah melayani" not in serving
    assert deeds(desk.database)[-2:] == ["release.ordered", "release.serves"]


async def test_a_release_that_cannot_serve_says_why(
    desk: DeskHarness, maintainer: Browser
) -> None:
    """In the host's words, and that citizens are answered as before."""
    number = approved(desk, "a")
    path = f"/releases/{number}"
    await maintainer.post(f"{path}/serve", path, sure="1")
    carried_out(desk, "a.tar.gz is damaged")

    page = await maintainer.text(path)

    assert "rilis sebelumnya tetap melayani" in page
    assert "a.tar.gz is damaged" in page
    assert f'action="{path}/serve"' in page


async def test_the_way_back_is_one_press(desk: DeskHarness, maintainer: Browser) -> None:
    """And is offered only where it leads somewhere."""
    first, second = approved(desk, "a"), approved(desk, "b")
    for number in (first, second):
        path = f"/releases/{number}"
        await maintainer.post(f"{path}/serve", path, sure="1")
        carried_out(desk)

    offered = await maintainer.text("/releases")
    done = await maintainer.post("/releases/rollback", "/releases", text="salah jawab")
    carried_out(desk)
    after = await maintainer.text("/releases")
    again = await maintainer.post("/releases/rollback", "/account")

    assert f"Kembali ke rilis {first}" in offered
    assert done.headers["location"] == f"/releases/{first}?info=ordered"
    assert 'action="/releases/rollback"' not in after
    assert again.headers["location"] == "/releases"
    with desk.database.read() as session:
        assert session.get_one(ReleaseRow, first).state == "released"


async def test_the_gate_is_asked_again_when_it_is_pressed(desk: DeskHarness) -> None:
    """A page may be old, and a form may be sent by hand."""
    browser = await desk.officer("tono")
    desk.role("tono", Role.MAINTAINER)
    path = f"/releases/{approved(desk, 'a')}"

    page = await browser.text(path)
    forced = await browser.post(f"{path}/serve", "/account", sure="1")

    assert f'action="{path}/serve"' not in page
    assert forced.status_code == 409
    assert "Gerbang masih menolak" in forced.text
    with desk.database.read() as session:
        assert open_order(session) is None


async def test_what_is_not_there_cannot_serve(desk: DeskHarness, maintainer: Browser) -> None:
    """A number that was typed."""
    gone = await maintainer.post("/releases/99/serve", "/account", sure="1")

    assert gone.status_code == 404
