"""Changes of articles at the desk: proposed, and decided by a second person."""

import re
from html import unescape

from doubles.knowledge import CONTENT
from service.editing.parts import read_parts
from tests.desk.writers import FORM, ID, NEW, PAGE, Writers, writers

__all__ = ["writers"]


async def test_a_change_goes_from_the_form_to_what_is_answered(writers: Writers) -> None:
    """The whole way, as two people walk it."""
    made = await writers.propose(text=NEW)
    address = made.headers["location"].split("?")[0]
    page = await writers.mira.text(address)
    assert "<del>" in page
    assert NEW in re.sub(r"<[^>]+>", "", page)
    assert "Yang dijawab bot hari ini" in page

    done = await writers.mira.post(f"{address}/approve", address, seen="1")

    assert done.headers["location"] == f"{PAGE}?info=approved"
    assert writers.text() == NEW
    assert NEW in await writers.sari.text(PAGE)
    history = await writers.sari.text(f"{PAGE}/history?version=2")
    assert "Aturan baru." in history
    assert "Terbit sekarang" in history
    assert "Sari" in history
    assert "Mira" in history


async def test_a_mistake_stands_beside_its_field_and_nothing_is_lost(writers: Writers) -> None:
    """Half an hour of writing must survive a forgotten mark."""
    answer = await writers.propose(
        waktu="Tiga hari saja.", text=NEW, reason="Alasan saya & saya.", change="Catatan."
    )

    page = unescape(answer.text)
    assert answer.status_code == 422
    beside = re.search(
        r'id="waktu"[^>]*aria-invalid="true".*?id="waktu-wrong-1">([^<]+)', page, re.S
    )
    assert beside is not None
    assert beside[1].startswith("Sebut sumbernya")
    assert [t in page for t in ("Tiga hari saja.", NEW, "Alasan saya & saya.", "Catatan.")] == [
        True
    ] * 4


async def test_own_proposals_are_decided_by_somebody_else(writers: Writers) -> None:
    """The button is not there, and pressing it anyway does nothing."""
    made = await writers.propose(writers.mira, text=NEW)
    address = made.headers["location"].split("?")[0]

    page = await writers.mira.text(address)
    forced = await writers.mira.post(f"{address}/approve", address, seen="1")

    assert "Setujui dan terbitkan" not in page
    assert "Tarik usulan" in page
    assert forced.status_code == 409
    assert "diputuskan orang lain" in forced.text
    assert writers.text() != NEW
    assert "Setujui dan terbitkan" in await writers.tono.text(address)


async def test_three_sides_are_shown_when_another_change_came_first(writers: Writers) -> None:
    """Approving would undo the colleague's change; that must be seen and said."""
    first = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    second = (await writers.propose(biaya="belum diketahui")).headers["location"].split("?")[0]
    await writers.mira.post(f"{first}/approve", first, seen="1")

    page = await writers.tono.text(second)
    blind = await writers.tono.post(f"{second}/approve", second, seen="1")
    unticked = await writers.tono.post(f"{second}/approve", second, seen="2")

    assert "Yang terbit berubah sejak usulan ini ditulis" in page
    for side in ("Saat usulan ditulis", "Terbit sekarang", "Menurut usulan"):
        assert side in page
    assert (blind.status_code, unticked.status_code) == (409, 409)
    assert writers.text() == NEW
    upon = await writers.sari.text(f"{FORM}?from={second.rsplit('/', 1)[1]}")
    assert NEW in upon  # the form has what serves now
    assert re.search(r'name="biaya"[^>]*>\s*belum diketahui<', upon)  # and the older change
    done = await writers.tono.post(f"{second}/approve", second, seen="2", compared="yes")
    assert done.status_code == 303
    assert writers.text() != NEW


async def test_a_refusal_and_a_withdrawal_end_a_proposal(writers: Writers) -> None:
    """Whoever proposed it reads why."""
    refused = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    await writers.mira.post(f"{refused}/refuse", refused, text="Sumbernya lama.")
    withdrawn = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    await writers.sari.post(f"{withdrawn}/withdraw", withdrawn)

    assert "Sumbernya lama." in await writers.sari.text(refused)
    assert "Ditarik pengusul" in await writers.mira.text(withdrawn)
    late = await writers.tono.post(f"{refused}/approve", PAGE, seen="1")
    assert late.status_code == 409


async def test_officers_of_other_units_see_no_proposals_and_make_none(writers: Writers) -> None:
    """What the bot says is public; what is thought of saying is the unit's."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    hasan = await writers.desk.officer("hasan", unit="inspektorat")

    assert (await hasan.get(address)).status_code == 404
    assert address not in await hasan.text(PAGE)
    assert address not in await hasan.text(f"{PAGE}/history")
    other = await writers.propose(hasan, text=NEW)
    assert other.status_code == 403
    assert NEW in other.text  # and still nothing that was typed is lost
    number = address.rsplit("/", 1)[1]
    asked = await hasan.post(f"{PAGE}/ask", PAGE, question="x", proposal=number)
    assert asked.status_code == 404
    assert (await hasan.get(f"{FORM}?from={number}")).status_code == 404


async def test_a_new_topic_is_proposed_and_found(writers: Writers) -> None:
    """It serves by search; the page says what it does not do before the next training."""
    page = await writers.sari.text("/proposals/new")
    parts = read_parts((CONTENT / "articles" / f"{ID}.md").read_text("utf-8"))
    fields = {**parts, "title": "Jadwal pasar malam", "text": NEW, "reason": "Ditanya warga."}

    bad = await writers.sari.post(
        "/proposals/new", "/proposals/new", **{**fields, "article": "Tak Boleh"}
    )
    taken = await writers.sari.post(
        "/proposals/new", "/proposals/new", **{**fields, "article": ID}
    )
    made = await writers.sari.post(
        "/proposals/new", "/proposals/new", **{**fields, "article": "pasar-malam"}
    )

    assert "pelatihan berikutnya" in page
    assert (bad.status_code, taken.status_code) == (422, 422)
    assert "Jadwal pasar malam" in taken.text
    address = made.headers["location"].split("?")[0]
    assert "Topik ini baru" in await writers.mira.text(address)
    assert "pasar-malam" in await writers.mira.text("/articles")
    await writers.mira.post(f"{address}/approve", address, seen="0")
    asked = await writers.sari.post(
        "/articles/pasar-malam/ask", "/account", question="jadwal pasar malam"
    )
    assert "Topik: pasar-malam" in asked.text


async def test_strange_numbers_in_forms_break_nothing(writers: Writers) -> None:
    """A form that was made by hand."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]

    for seen in ("", "x", "-1", "99999999999999999999", "²"):
        answer = await writers.mira.post(f"{address}/approve", address, seen=seen, compared="yes")
        assert answer.status_code == 409
    for version in ("", "x", "99999999999", "7"):
        answer = await writers.mira.post(
            f"{PAGE}/take-back", PAGE, version=version, seen="1", text="x"
        )
        assert answer.status_code == 404
    assert (await writers.mira.get(f"{PAGE}/history?version=x")).status_code == 200
