"""The weekly sample in the browser: drawn, judged by two who see nothing early, and told."""

from datetime import timedelta

import pytest

from desk.context import make_templates
from service.learning.verdicts import Verdict
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, Role
from service.storage.tables import Turn
from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.test_review_page import missed
from tests.service.audit.records import deeds


@pytest.fixture
async def judges(desk: DeskHarness) -> tuple[Browser, Browser]:
    """Two maintainers, a week after two messages."""
    for number, text in enumerate(("magang bisa tiga bulan ga", "kantor aceh dimana")):
        missed(desk, text, str(number))
    desk.now += timedelta(days=7)
    browsers = (await desk.officer("ani"), await desk.officer("budi"))
    for name in ("ani", "budi"):
        desk.role(name, Role.MAINTAINER)
    return browsers


async def draw(browser: Browser) -> str:
    """Draw last week's sample; return where it is judged."""
    return (await browser.post("/sample/draw", "/sample")).headers["location"]


async def say(browser: Browser, place: str, verdict: str, **fields: str) -> int:
    """Judge the message that is shown; return the answer's status."""
    page = (await browser.get(place)).text
    message = page.split('name="message" value="')[1].split('"')[0]
    fields = {"message": message, "verdict": verdict, **fields}
    return (await browser.post(f"{place}/judge", place, **fields)).status_code


async def test_nobody_sees_the_others_word_early(
    desk: DeskHarness, judges: tuple[Browser, Browser]
) -> None:
    """Each page that the second judge can open is the same as before the first had judged."""
    ani, budi = judges
    place = await draw(ani)
    paths = (place, "/sample", "/sample.csv")
    before = [_without_token(await budi.text(path)) for path in paths]
    assert [await say(ani, place, "wrong", intent="outside") for _ in range(2)] == [303, 303]

    assert [_without_token(await budi.text(path)) for path in paths] == before
    assert "Tidak ada lagi pesan" in await ani.text(place)
    assert "keliru" not in (await ani.text("/sample")).lower()


async def test_a_judge_reads_the_answer_without_marks(
    desk: DeskHarness, judges: tuple[Browser, Browser]
) -> None:
    """As its citizen did: the same words are judged that were read."""
    for turn in (1, 2):
        with desk.database.write() as session:
            conversation = session.get_one(Turn, turn).conversation_id
            draft = Draft(conversation, Author.BOT, "# Magang\n\nBisa.", turn_id=turn)
            put_message(session, draft, desk.clock())

    page = await judges[0].text(await draw(judges[0]))

    assert "<strong>Magang</strong>" in page
    assert '<p class="words">Bisa.</p>' in page


async def test_two_words_make_a_figure(desk: DeskHarness, judges: tuple[Browser, Browser]) -> None:
    """And where they differ, both are told at last."""
    ani, budi = judges
    place = await draw(ani)
    await say(ani, place, "right")
    await say(budi, place, "wrong", intent="outside")

    page = await ani.text("/sample")
    assert "50,0 %" in page
    assert "1 dari 2" in page
    assert "benar / keliru (bukan untuk BPKP)" in page
    assert {"sample.drawn", "sample.read", "sample.judged"} <= set(deeds(desk.database))


async def test_a_third_judge_is_refused(
    desk: DeskHarness, judges: tuple[Browser, Browser]
) -> None:
    """Also one whose page was opened before the second word came."""
    ani, budi = judges
    cici = await desk.officer("cici")
    desk.role("cici", Role.MAINTAINER)
    place = await draw(ani)
    page = (await cici.get(place)).text
    message = page.split('name="message" value="')[1].split('"')[0]
    await say(ani, place, "right")
    await say(budi, place, "right")

    answer = await cici.post(f"{place}/judge", place, message=message, verdict="wrong")

    assert answer.status_code == 409
    assert "sudah dinilai dua orang" in answer.text
    assert f'value="{message}"' not in answer.text


async def test_drawing_again_opens_the_same(judges: tuple[Browser, Browser]) -> None:
    """Two people press the button."""
    assert await draw(judges[0]) == await draw(judges[1])


async def test_a_form_without_a_word_is_told(judges: tuple[Browser, Browser]) -> None:
    """And the message stays."""
    place = await draw(judges[0])

    assert await say(judges[0], place, "bohong") == 422


async def test_who_sees_figures_sees_no_words(
    desk: DeskHarness, judges: tuple[Browser, Browser]
) -> None:
    """A supervisor learns how good the bot is, and reads nobody's question."""
    await draw(judges[0])
    boss = await desk.officer("tono")
    desk.role("tono", Role.SUPERVISOR)

    page = await boss.text("/sample")
    assert "Ketepatan jawaban per minggu" in page
    assert "/sample/1" not in page
    assert (await boss.get("/sample/1")).status_code == 403
    assert (await boss.text("/sample.csv")).splitlines()[1].startswith("2026-11-23,2,2,0,2,0")


async def test_a_week_without_messages_is_told(desk: DeskHarness) -> None:
    """Instead of an empty sample."""
    ani = await desk.officer("ani")
    desk.role("ani", Role.MAINTAINER)

    answer = await ani.post("/sample/draw", "/sample")

    assert answer.status_code == 409
    assert "tidak ada pesan yang dijawab" in answer.text
    assert (await ani.get("/sample/9")).status_code == 404


def test_every_verdict_has_words() -> None:
    """A judge reads Indonesian."""
    module = make_templates().env.get_template("sample_words.html").module

    assert set(module.verdict) == set(Verdict)  # type: ignore[attr-defined]


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "data-cursor" not in line)
