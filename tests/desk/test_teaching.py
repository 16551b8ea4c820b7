"""Mistakes decided at the desk: read, said by one person, and approved by another."""

import asyncio
import json
import re
from html import unescape

import httpx
import pytest

from service.audit.tables import AuditRow
from service.content.model import Content
from service.content.store import store_content
from service.examples.register import active, add
from service.learning.label_views import recent_labels, waiting_labels
from service.learning.regression import cases
from service.operations.switches import switched_off
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.test_review_page import missed
from tests.service.audit.records import deeds

SAID = ("kuliah sambil magangnya gimana dong", "kuliah sambil magang gimana ya")
WAITING = "/review/decisions"


class Room:
    """Two maintainers at a desk with content."""

    def __init__(self, desk: DeskHarness, tono: Browser, mira: Browser) -> None:
        self.desk, self.tono, self.mira = desk, tono, mira

    def miss(self, *texts: str) -> int:
        """Let citizens ask what nobody understands; return the first message."""
        start = self.desk.updates
        turns = [missed(self.desk, text, f"a{start}-{n}") for n, text in enumerate(texts)]
        return turns[0]

    async def decide(self, who: Browser, path: str, **fields: str) -> httpx.Response:
        """Fill the form as it is shown, but for some fields, and send it."""
        page = (await who.get(path)).text
        return await who.post(path, path, **(filled(page) | fields))

    def waiting(self) -> list[int]:
        with self.desk.database.read() as session:
            return [one.id for one in waiting_labels(session)]

    def states(self) -> list[str]:
        with self.desk.database.read() as session:
            return [one.state.value for one in recent_labels(session)]

    def learnt(self, intent: str = "magang") -> list[str]:
        with self.desk.database.read() as session:
            return [one.text for one in active(session) if one.intent == intent]

    def learn(self, text: str, intent: str) -> None:
        with self.desk.database.write() as session:
            add(session, [text], intent, by="x", now=self.desk.clock())

    async def act(self, who: Browser, label: int, act: str, **fields: str) -> httpx.Response:
        return await who.post(f"{WAITING}/{label}/{act}", "/review", **fields)


def filled(page: str) -> dict[str, str]:
    """Return what a browser would send of the form if nobody touched it."""
    fields = dict(re.findall(r'name="(text-\d+)"[^>]*>\n([^<]*)</textarea>', page))
    fields |= dict(re.findall(r'name="(keep-\d+)" id="[^"]+" value="(yes)" checked', page))
    fields |= dict(re.findall(r'name="(next)" value="(\d+)"', page))
    fields |= dict(re.findall(r'name="(turns)" value="([^"]*)"', page))
    return {name: unescape(value) for name, value in fields.items()}


@pytest.fixture
async def room(desk: DeskHarness, content: Content) -> Room:
    """Everybody logged in, and the real articles."""
    with desk.database.write() as session:
        store_content(session, content, desk.clock())
    tono, mira = await desk.officer("tono"), await desk.officer("mira")
    for name in ("tono", "mira"):
        desk.role(name, Role.MAINTAINER)
    return Room(desk, tono, mira)


async def test_a_group_is_one_decision_of_two_people(room: Room) -> None:
    """From the list to what is learnt, as they walk it; the number that waits is on every page."""
    first = room.miss(*SAID)
    path = f"/review/groups/{first}"
    assert path in await room.tono.text("/review")

    made = await room.decide(room.tono, path, kind="intent", intent="magang")
    told = await room.tono.text(made.headers["location"])
    seen = await room.mira.text(WAITING)
    own = await room.act(room.tono, room.waiting()[0], "approve")
    approved = await room.act(room.mira, room.waiting()[0], "approve")

    assert made.headers["location"] == "/review?info=intent"
    assert "menunggu persetujuan orang kedua" in told
    assert path not in told
    assert all(text in seen for text in SAID)
    assert 'class="count">1<' in seen
    assert (own.status_code, "diputuskan orang lain" in own.text) == (409, True)
    assert approved.headers["location"] == f"{WAITING}?info=approved"
    assert sorted(room.learnt()) == sorted(SAID)
    assert deeds(room.desk.database).count("label.approved") == 1


async def test_a_part_of_a_name_is_enough_where_it_is_clear(room: Room) -> None:
    """Three letters, and no mouse; unclear ones are asked about, and nothing typed is lost."""
    first = room.miss("hari tesnya kapan dong kak")
    path = f"/review/groups/{first}"

    unclear = await room.decide(room.tono, path, kind="intent", intent="ppid", reason="lihat ini")
    clear = await room.decide(room.tono, path, kind="intent", intent="hari-t")

    page = unescape(unclear.text)
    assert unclear.status_code == 422
    assert "Lebih dari satu maksud cocok" in page
    assert 'value="intent:ppid-biaya"' in page
    assert 'value="lihat ini"' in page
    assert clear.status_code == 303
    with room.desk.database.read() as session:
        assert [one.intent for one in waiting_labels(session)] == ["hari-tes-cpns"]


async def test_only_what_was_read_and_left_ticked_is_learnt(room: Room) -> None:
    """A sentence is changed or left out before anything learns it."""
    first = room.miss(*SAID)
    path = f"/review/groups/{first}"
    fields = filled((await room.tono.get(path)).text)
    dropped = next(n for n in range(2) if fields[f"text-{n}"] == SAID[1])
    fields[f"text-{1 - dropped}"] = "magang sambil kuliah, bolehkah?"
    del fields[f"keep-{dropped}"]

    await room.tono.post(path, path, kind="intent", intent="magang", **fields)
    await room.act(room.mira, room.waiting()[0], "approve")

    assert room.learnt() == ["magang sambil kuliah, bolehkah?"]


async def test_personal_data_is_refused_beside_its_sentence(room: Room) -> None:
    """Neither what was hidden, which begins without its tick, nor what somebody types."""
    first = room.miss("nik saya [NIK disembunyikan] kok salah ya")
    path = f"/review/groups/{first}"
    assert "keep-0" not in filled((await room.tono.get(path)).text)
    typed = {"keep-0": "yes", "text-0": "nomor 081234567890 punya siapa"}

    answer = await room.decide(room.tono, path, kind="outside", **typed)

    assert answer.status_code == 409
    assert "masih memuat data pribadi" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert room.waiting() == []


async def test_what_contradicts_is_shown_with_both_sides(room: Room) -> None:
    """Accepted in silence it would teach the model two things at once."""
    first = room.miss(SAID[0])
    room.learn(SAID[0], "data-skripsi")

    answer = await room.decide(
        room.tono, f"/review/groups/{first}", kind="intent", intent="magang"
    )

    assert answer.status_code == 409
    assert "Kalimat yang sama sudah menjadi contoh maksud lain" in answer.text
    assert "/review/examples?maksud=data-skripsi" in answer.text
    assert room.waiting() == []


async def test_a_contradiction_that_came_later_is_shown_to_the_second(room: Room) -> None:
    """Between the two something else may have been learnt."""
    first = room.miss(SAID[0])
    await room.decide(room.tono, f"/review/groups/{first}", kind="intent", intent="magang")
    room.learn(SAID[0], "data-skripsi")

    answer = await room.act(room.mira, room.waiting()[0], "approve")

    assert answer.status_code == 409
    assert "ada yang bertentangan" in answer.text
    assert len(room.waiting()) == 1


async def test_two_maintainers_at_once(room: Room) -> None:
    """The later one reads who was faster; nothing is decided twice."""
    first = room.miss(*SAID)
    path = f"/review/groups/{first}"
    fields = filled((await room.tono.get(path)).text)

    answers = await asyncio.gather(
        room.tono.post(path, "/review", kind="intent", intent="magang", **fields),
        room.mira.post(path, "/review", kind="discard", **fields),
    )
    late = await room.mira.post(path, "/review", kind="discard", **fields)

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert late.status_code == 409
    assert "sudah diputuskan" in late.text
    assert "Yang Anda isikan tidak disimpan" in late.text
    assert len(room.waiting()) + len(room.states()) == 1


async def test_two_who_approve_at_once(room: Room) -> None:
    """One of them learns that the other was faster."""
    ani = await room.desk.officer("ani")
    room.desk.role("ani", Role.MAINTAINER)
    first = room.miss(SAID[0])
    await room.decide(room.tono, f"/review/groups/{first}", kind="intent", intent="magang")
    label = room.waiting()[0]

    answers = await asyncio.gather(
        room.act(room.mira, label, "approve"), room.act(ani, label, "refuse", text="bukan")
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    slower = next(answer for answer in answers if answer.status_code == 409)
    assert "Orang lain sudah memutuskannya" in slower.text
    assert len(room.states()) == 1


async def test_who_lost_the_role_decides_nothing(room: Room) -> None:
    """Also with a page that is still open."""
    first = room.miss(SAID[0])
    await room.decide(room.tono, f"/review/groups/{first}", kind="intent", intent="magang")
    token = await room.mira.token("/account")
    room.desk.role("mira", Role.OFFICER)

    answer = await room.mira.post(f"{WAITING}/{room.waiting()[0]}/approve", csrf=token)

    assert answer.status_code == 403
    assert room.learnt() == []


async def test_refused_with_a_reason_and_withdrawn_come_back(room: Room) -> None:
    """The messages are to be decided again, and the reason is read by whoever proposed."""
    first = room.miss(SAID[0])
    path = f"/review/groups/{first}"
    await room.decide(room.tono, path, kind="intent", intent="magang")
    silent = await room.act(room.mira, room.waiting()[0], "refuse", text=" ")
    await room.act(room.mira, room.waiting()[0], "refuse", text="Ini tentang KKN.")
    refused = await room.tono.text(WAITING)
    await room.decide(room.tono, path, kind="outside")
    await room.act(room.tono, room.waiting()[0], "withdraw")

    assert silent.status_code == 409
    assert "Ini tentang KKN." in refused
    assert room.states() == ["withdrawn", "refused"]
    assert path in await room.tono.text("/review")


async def test_what_one_person_says_is_done(room: Room) -> None:
    """And a missing article is begun with the questions that were asked."""
    first = room.miss("jadwal pasar malam di kantor kapan")
    made = await room.decide(room.tono, f"/review/groups/{first}", kind="missing")
    draft = await room.tono.text(made.headers["location"])
    decided = await room.tono.text("/review?status=decided")

    assert made.headers["location"].startswith("/proposals/new?label=")
    assert "jadwal pasar malam di kantor kapan</textarea>" in draft
    assert f"/review/groups/{first}" in decided
    assert room.states() == ["done"]


async def test_a_conversation_becomes_a_test(room: Room) -> None:
    """With what each message is to be understood as, where somebody says so."""
    before = missed(room.desk, "magang bisa tiga bulan ga", "77")
    asked = missed(room.desk, "biayanya berapa itu", "77")
    path = f"/review/{asked}"

    expected = {f"expect-{before}": "magang", "kind": "test", "scope": "talk"}
    unclear = await room.decide(room.tono, path, intent="", **expected)
    await room.decide(room.tono, path, intent="biaya-jasa", **expected)
    await room.act(room.mira, room.waiting()[0], "approve")

    assert unclear.status_code == 409
    with room.desk.database.read() as session:
        (case,) = cases(session)
    assert json.loads(json.dumps(case.as_line()))["turns"] == [
        {"say": "magang bisa tiga bulan ga", "expect": {"topic": "magang"}},
        {"say": "biayanya berapa itu", "expect": {"topic": "biaya-jasa"}},
    ]


async def test_a_test_that_was_wrong_ends_by_two_people(room: Room) -> None:
    """It would hold up every release."""
    first = room.miss("magang bisa tiga bulan ga")
    path = f"/review/groups/{first}"
    await room.decide(room.tono, path, kind="test", intent="magang")
    label = room.waiting()[0]
    early = await room.act(room.tono, label, "untest", text="salah")
    await room.act(room.mira, label, "approve")
    silent = await room.act(room.mira, label, "untest", text=" ")
    await room.act(room.mira, label, "untest", text="Topiknya dihapus.")
    waits = await room.tono.text(WAITING)
    await room.act(room.tono, room.waiting()[0], "approve")

    assert (early.status_code, silent.status_code) == (409, 409)
    assert "Topiknya dihapus." in waits
    with room.desk.database.read() as session:
        assert cases(session) == []


async def test_a_wrong_answer_is_switched_off_first(room: Room) -> None:
    """Repair takes until lunch; the wrong answer does not go on until then."""
    turn = room.miss("xyz")
    with room.desk.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE turns SET topic = 'magang'")
    fields = {"article": "magang", "back": f"/review/{turn}"}

    silent = await room.tono.post("/review/answer-off", "/review", reason=" ", **fields)
    off = await room.tono.post("/review/answer-off", "/review", reason="angka lama", **fields)
    page = await room.tono.text(off.headers["location"])
    with room.desk.database.read() as session:
        (now_off,) = switched_off(session)
    on = await room.tono.post("/review/answer-on", "/review", reason="sudah benar", **fields)

    assert "no_reason" in silent.headers["location"]
    assert off.headers["location"] == f"/review/{turn}?answer=off#answer"
    assert "Sedang dimatikan" in page
    assert (now_off.name, now_off.by, now_off.reason) == ("article:magang", "Tono", "angka lama")
    assert "menyala lagi" in await room.tono.text(on.headers["location"])
    assert deeds(room.desk.database).count("switch.off") == 1
    away = await room.tono.post(
        "/review/answer-off", "/review", article="magang", back="//evil.test", reason="x"
    )
    assert away.headers["location"].startswith("/review?")


async def test_bad_examples_go_where_two_people_want(room: Room) -> None:
    """Ticked in the list of an intent's examples."""
    room.learn("kapan kuliah kerja nyata", "magang")
    room.learn("apa kabar kantor", "magang")
    path = "/review/examples?maksud=magang"
    page = await room.tono.text(path)
    nothing = await room.tono.post(
        "/review/examples", path, maksud="magang", kind="retire", reason="keliru"
    )
    made = await room.tono.post(
        "/review/examples",
        path,
        maksud="magang",
        kind="retire",
        reason="keliru",
        **{"example-1": "apa kabar kantor"},
    )
    moved = await room.tono.post(
        "/review/examples",
        path,
        maksud="magang",
        kind="move",
        to="data-skripsi",
        reason="KKN",
        **{"example-0": "kapan kuliah kerja nyata"},
    )
    for label in room.waiting():
        await room.act(room.mira, label, "approve")

    assert "apa kabar kantor" in page
    assert nothing.status_code == 409
    assert made.headers["location"] == moved.headers["location"] == f"{WAITING}?info=proposed"
    assert room.learnt() == []
    assert room.learnt("data-skripsi") == ["kapan kuliah kerja nyata"]


async def test_filters_are_kept_under_names(room: Room) -> None:
    """What is looked at every morning is one press; days are not kept, they pass."""
    query = {"tanda": "not_understood", "kanal": "telegram", "dari": "2026-11-01"}
    kept = await room.tono.post("/review/filters", "/review", name="Pagi hari", **query)
    page = await room.tono.text("/review")
    nameless = await room.tono.post("/review/filters", "/review", name=" ", **query)
    number = re.search(r'name="filter" value="(\d+)"', page)
    assert number is not None
    await room.mira.post("/review/filters/remove", "/review", filter=number[1])
    still = await room.tono.text("/review")
    await room.tono.post("/review/filters/remove", "/review", filter=number[1])

    assert kept.headers["location"] == "/review?tanda=not_understood&kanal=telegram"
    assert ">Pagi hari<" in page
    assert "problem=filter" in nameless.headers["location"]
    assert ">Pagi hari<" in still
    assert ">Pagi hari<" not in await room.tono.text("/review")


async def test_words_of_strangers_stay_words_on_every_page(room: Room) -> None:
    """Citizens and colleagues alike."""
    script = "<script>alert(1)</script> magangku"
    first = room.miss(script)
    path = f"/review/groups/{first}"
    pages = [await room.tono.get(path)]
    await room.decide(room.tono, path, kind="intent", intent="magang", reason=script)
    pages += [await room.mira.get(one) for one in (WAITING, path, f"/review/{first}")]
    await room.act(room.mira, room.waiting()[0], "approve")
    pages += [await room.mira.get(one) for one in (WAITING, "/review/examples?maksud=magang")]

    for page in pages:
        assert page.status_code == 200, page.url
        assert "<script>alert" not in page.text, page.url


async def test_no_word_of_a_citizen_is_in_the_record(room: Room) -> None:
    """Who said what a message means is kept for years; the message is not."""
    first = room.miss(SAID[0])
    await room.decide(
        room.tono, f"/review/groups/{first}", kind="intent", intent="magang", reason="rahasianya"
    )
    await room.act(room.mira, room.waiting()[0], "approve")

    with room.desk.database.read() as session:
        kept = " ".join(row.data for row in session.query(AuditRow))
    assert "magang" in kept
    assert "rahasianya" not in kept
    assert "kuliah" not in kept
