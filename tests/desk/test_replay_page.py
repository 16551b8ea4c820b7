"""The page of changed answers: the worst first, each accepted by who may, and recorded."""

import pytest

from service.outcomes import Role
from service.releases.replay import ChangedAnswer, Compared, changes_of
from tests.desk.desk_harness import Browser, DeskHarness
from tests.service.audit.records import deeds
from tests.service.releases.asking import (
    NOT_UNDERSTOOD,
    Street,
    add_release,
    answered,
    keep,
    question,
)

SCRIPT = "<script>alert(1)</script> spip"
GIFT = Compared(question("batas hadiah"), answered("batas-hadiah"), answered("wbs-pantau"))
LOST = Compared(question("syaratnya", "magang", 3), answered("magang"), NOT_UNDERSTOOD)
SPIP = Compared(question(SCRIPT), answered("spip"), answered("apip"))


@pytest.fixture
def release(desk: DeskHarness) -> int:
    """A candidate that was replayed."""
    number = add_release(desk.database, "tanya-2.tar.gz")
    keep(desk.database, number, GIFT, LOST, SPIP)
    return number


@pytest.fixture
async def maintainer(desk: DeskHarness) -> Browser:
    """Somebody who keeps the bot's texts."""
    return await of_role(desk, "tono", Role.MAINTAINER)


async def of_role(desk: DeskHarness, name: str, role: Role) -> Browser:
    browser = await desk.officer(name)
    desk.role(name, role)
    return browser


def changes(desk: DeskHarness, release: int) -> list[ChangedAnswer]:
    """Return the release's changes, the worst first."""
    with desk.database.read() as session:
        return list(changes_of(session, release).found)


async def test_the_worst_is_read_first(
    desk: DeskHarness, maintainer: Browser, release: int
) -> None:
    """Before beside after, with how many asked, and that it was read is recorded."""
    page = await maintainer.text(f"/releases/{release}/replay")

    assert page.index("batas hadiah") < page.index("syaratnya") < page.index(" spip")
    assert "Tentang batas-hadiah." in page
    assert "Tentang wbs-pantau." in page
    assert "3 pesan dari 3 warga · sesudah" in page
    assert "0</strong> dari <strong>3</strong> dibaca" in page
    assert "<script>alert" not in (await maintainer.get(f"/releases/{release}/replay")).text
    assert "replay.listed" in deeds(desk.database)


async def test_one_is_accepted_and_the_next_is_before_the_reader(
    desk: DeskHarness, maintainer: Browser, release: int
) -> None:
    """The list keeps how it was narrowed."""
    home, (first, second, _) = f"/releases/{release}/replay", changes(desk, release)

    answer = await maintainer.post(
        f"{home}/accept", home, rows=str(first.id), next=str(second.id), jenis="sensitive"
    )
    page = await maintainer.text(home)

    assert answer.headers["location"] == f"{home}?jenis=sensitive&info=accepted#r{second.id}"
    assert "1</strong> dari <strong>3</strong> dibaca" in page
    assert "batas hadiah" not in page
    assert "Diterima oleh Tono" in (await maintainer.text(f"{home}?baca=semua")).replace(
        "<bdi>", ""
    )


async def test_an_acceptance_can_be_taken_back(
    desk: DeskHarness, maintainer: Browser, release: int
) -> None:
    """A key was pressed by mistake."""
    home, (first, *_) = f"/releases/{release}/replay", changes(desk, release)
    await maintainer.post(f"{home}/accept", home, rows=str(first.id))

    back = await maintainer.post(f"{home}/reopen", home, rows=str(first.id))
    again = await maintainer.post(f"{home}/reopen", home, rows=str(first.id))

    assert "info=reopened" in back.headers["location"]
    assert "info=already" in again.headers["location"]
    assert changes(desk, release)[0].verdict == ""


async def test_a_worse_answer_becomes_an_example(
    desk: DeskHarness, maintainer: Browser, release: int
) -> None:
    """A part of the intent's name is enough; what cannot be is told beside what was typed."""
    home = f"/releases/{release}/replay"
    street = Street(desk.database)
    turn = street.ask(
        "terima kasih banyak sudah membantu soal kucing saya", "magang", citizen="77"
    )
    asked = question("terima kasih banyak sudah membantu soal kucing saya", turns=(turn,))
    keep(desk.database, release, Compared(asked, answered("magang"), NOT_UNDERSTOOD))
    (row,) = changes(desk, release)
    fields = {"rows": str(row.id), "text": row.text}

    wrong = await maintainer.post(f"{home}/example", home, intent="entah", **fields)
    right = await maintainer.post(f"{home}/example", home, intent="thank", **fields)

    assert wrong.status_code == 422
    assert "Maksud itu tidak dikenal" in wrong.text
    assert 'value="entah"' in wrong.text
    assert "info=example" in right.headers["location"]
    (done,) = changes(desk, release)
    assert (done.verdict, done.decided_name) == ("example", "Tono")
    assert "usulan contoh nomor" in await maintainer.text(f"{home}?baca=semua")


async def test_all_that_is_shown_is_accepted_at_once(
    desk: DeskHarness, maintainer: Browser, release: int
) -> None:
    """And nothing that the reader had not before them."""
    home = f"/releases/{release}/replay"
    page = await maintainer.text(home)
    one, two, _ = (str(row.id) for row in changes(desk, release))

    await maintainer.post(f"{home}/accept", home, rows=f"{one},{two}")

    assert "Ya, terima 3 jawaban" in page
    assert [row.verdict for row in changes(desk, release)] == ["accepted", "accepted", ""]


@pytest.mark.parametrize("rows", ["", "x", "1,,2", "-1", ",".join(["1"] * 51)])
async def test_what_names_no_change_is_refused(
    maintainer: Browser, release: int, rows: str
) -> None:
    """A form of ours never says that."""
    home = f"/releases/{release}/replay"

    assert (await maintainer.post(f"{home}/accept", home, rows=rows)).status_code == 400
    assert (await maintainer.post(f"{home}/accept", home, rows="9999")).status_code == 404
    assert (await maintainer.get("/releases/99/replay")).status_code == 404


async def test_a_list_is_narrowed(maintainer: Browser, release: int) -> None:
    """By kind and topic; what cannot be is the whole list."""
    home = f"/releases/{release}/replay"

    assert "batas hadiah" not in await maintainer.text(f"{home}?jenis=lost")
    assert "syaratnya" not in await maintainer.text(f"{home}?topik=apip")
    assert "batas hadiah" in await maintainer.text(f"{home}?jenis=bohong&baca=bohong")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
async def test_who_only_sees_releases_reads_no_citizens_words(
    desk: DeskHarness, release: int, role: Role
) -> None:
    """An auditor reads nothing that citizens wrote; topics and counts tell enough."""
    browser, home = await of_role(desk, "rita", role), f"/releases/{release}/replay"
    (first, *_) = changes(desk, release)

    page = await browser.text(home)
    refused = await browser.post(f"{home}/accept", "/account", rows=str(first.id))

    assert "batas hadiah" not in page
    assert "syaratnya" not in page
    assert "3 pesan dari 3 warga" in page
    assert "Terima" not in page
    assert refused.status_code == 403
    assert "replay.listed" not in deeds(desk.database)


async def test_never_replayed_is_said(desk: DeskHarness, maintainer: Browser) -> None:
    """With the command that does it."""
    number = add_release(desk.database, "tanya-3.tar.gz")
    before = await maintainer.text(f"/releases/{number}/replay")
    keep(desk.database, number)

    assert f"tanya replay {number}" in before
    assert "Tidak ada jawaban yang berubah" in await maintainer.text(f"/releases/{number}/replay")
