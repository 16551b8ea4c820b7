"""Releases at the desk: figures that can be read, and a second person's word."""

from typing import Any

import pytest

from desk.context import make_templates
from service.outcomes import Role
from service.paths import ROOT
from service.releases.bundle import FILES, SETS, Bundle
from service.releases.gate import ReasonKind
from service.releases.judging import REGRESSION, Judged, Question, Result, make_report
from service.releases.register import note_failure
from service.releases.views import Kind, Made, State
from tests.desk.desk_harness import Browser, DeskHarness
from tests.service.audit.records import deeds
from tests.service.releases.candidates import MODEL, candidate, judged

BUNDLE = Bundle({"model": "m" * 64, "articles/spip": "a" * 64}, "c" * 40)
SCRIPT = "<script>alert(1)</script>"


def told() -> dict[str, Any]:
    """A report in which everything happened."""
    questions = [Question(f"{SCRIPT} apa itu spip {n}", "spip") for n in range(12)]
    right = Result(is_right=True, topic="spip", confidence=0.95)
    wrong = Result(is_right=False, is_wrong=True, topic="magang", confidence=0.7)
    harmful = Result(is_right=False, is_wrong=True, topic="wbs-waktu", is_harmful=True)
    sets = [
        Judged("development", questions, [wrong] * 6 + [right] * 6, [right] * 12),
        Judged("never_confuse", questions, [harmful] + [right] * 11, [right] * 12),
        Judged("regression", [Question("case-7", "spip")], [wrong], [right]),
    ]
    share = {"right": 90, "share": 0.9, "low": 0.826, "high": 0.945}
    topics = [{"topic": "spip", "n": 10, "right": 4, "got": "magang"}]
    folds = {"n": 100, **share, "folds": 5, "topics": topics}
    moment = {"seconds": 41.0, "judged_at": "2026-11-24T08:30:00+00:00"}
    return {**make_report(sets), "folds": folds, **moment}


@pytest.fixture
async def maintainer(desk: DeskHarness) -> Browser:
    """A second person."""
    browser = await desk.officer("tono")
    desk.role("tono", Role.MAINTAINER)
    return browser


async def test_a_report_is_read_at_the_desk(desk: DeskHarness, maintainer: Browser) -> None:
    """With what speaks against it first, and every figure explained."""
    release = judged(desk.database, BUNDLE, desk.clock(), told())

    listed = await maintainer.text("/releases")
    page = await maintainer.text(f"/releases/{release.id}")

    assert f'href="/releases/{release.id}"' in listed
    assert "Ada pertanyaan yang dijawab dengan jawaban yang merugikan warga." in page
    assert "Ada yang memburuk melebihi kebetulan." in page
    assert "Pertanyaan pengembangan" in page
    assert "Model" in page
    assert "missing" not in page
    assert "case-7" in page
    assert "11 (91,7 %)" in page
    assert "24 Nov 2026 15.30 WIB</time> Dinilai dalam 41 detik" in page
    assert 'class="confusion"' in page
    assert page.count("peluang selisih sebesar itu") == 1
    assert "<strong>90</strong> dari 100 contoh benar: 90,0 % (82,6 %–94,5 %)" in page
    assert f'href="/releases/{release.id}/replay"' in page


async def test_questions_of_strangers_stay_words(desk: DeskHarness, maintainer: Browser) -> None:
    """A report shows what was asked, and runs none of it."""
    release = judged(desk.database, BUNDLE, desk.clock(), told())

    assert "<script>alert" not in (await maintainer.get(f"/releases/{release.id}")).text


async def test_a_second_person_approves(desk: DeskHarness, maintainer: Browser) -> None:
    """By a form that asks whether the report was read."""
    release = judged(desk.database, BUNDLE, desk.clock())
    path = f"/releases/{release.id}"

    asked = await maintainer.text(path)
    unsure = await maintainer.post(f"{path}/approve", path)
    done = await maintainer.post(f"{path}/approve", path, sure="1")
    page = await maintainer.text(f"{path}?info=approved")

    assert "bukan saya yang melatihnya (akun <bdi>budi</bdi> di server)" in asked
    assert (unsure.status_code, done.headers["location"]) == (422, f"{path}?info=approved")
    assert "Disetujui oleh <bdi>Tono</bdi>" in page
    assert deeds(desk.database)[-1] == "release.approved"


async def test_whoever_trained_is_not_offered_to_approve(
    desk: DeskHarness, maintainer: Browser
) -> None:
    """And is refused when the form is sent all the same."""
    made = candidate(desk.database, BUNDLE, desk.clock(), by="tono")
    judged(desk.database, BUNDLE, desk.clock())
    path = f"/releases/{made.id}"

    page = await maintainer.text(path)
    forced = await maintainer.post(f"{path}/approve", "/account", sure="1")

    assert f'action="{path}/approve"' not in page
    assert forced.status_code == 409
    assert "Anda yang melatihnya" in forced.text


async def test_an_administrator_overrides_with_a_reason(desk: DeskHarness) -> None:
    """A maintainer cannot, and without a reason nobody can."""
    release = judged(desk.database, BUNDLE, desk.clock(), told())
    path = f"/releases/{release.id}"
    admin = await desk.officer("made")
    desk.role("made", Role.ADMIN)

    short = await admin.post(f"{path}/override", path, sure="1", text="perlu")
    done = await admin.post(f"{path}/override", path, sure="1", text="Tautan resmi harus benar")
    page = await admin.text(path)

    assert (short.status_code, done.status_code) == (422, 303)
    assert "Tulis alasannya" in short.text
    assert "Tautan resmi harus benar" in page
    assert "release.overridden" in deeds(desk.database)


async def test_a_maintainer_does_not_override(desk: DeskHarness, maintainer: Browser) -> None:
    """Who keeps the texts must not be the one who lifts the gate."""
    release = judged(desk.database, BUNDLE, desk.clock(), told())
    path = f"/releases/{release.id}"

    assert "override" not in await maintainer.text(path)
    answer = await maintainer.post(f"{path}/override", path, sure="1", text="karena saya mau saja")
    assert answer.status_code == 403


async def test_a_failed_training_says_why(desk: DeskHarness, maintainer: Browser) -> None:
    """Whoever waited for it looks here."""
    with desk.database.write() as session:
        made = Made("budi", MODEL, 3.0)
        release = note_failure(session, BUNDLE, made, "the disk is full", desk.clock())

    page = await maintainer.text(f"/releases/{release.id}")

    assert "the disk is full" in page
    assert "Pelatihan gagal" in page
    assert "/approve" not in page


async def test_a_release_that_is_none_is_not_found(desk: DeskHarness, maintainer: Browser) -> None:
    """Neither to look at nor to approve."""
    assert (await maintainer.get("/releases/99")).status_code == 404


@pytest.mark.parametrize(
    ("table", "values"), [("state", State), ("kind", Kind), ("reason", ReasonKind)]
)
def test_every_value_has_words(table: str, values: Any) -> None:
    """A maintainer reads Indonesian."""
    module = make_templates().env.get_template("release_words.html").module
    worded: dict[str, str] = getattr(module, table)

    assert set(worded) == {value.value for value in values}


def test_every_set_has_words() -> None:
    """A set that is added to the bundle is shown by a name."""
    module = make_templates().env.get_template("release_words.html").module
    worded: dict[str, str] = module.set  # type: ignore[attr-defined]
    files = {path.stem for pattern in FILES[SETS] for path in ROOT.glob(pattern)}

    assert set(worded) == files | {REGRESSION}
