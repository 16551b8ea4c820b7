"""What was asked and what came of it, on a page and as CSV, without anybody's words."""

from desk.context import make_templates
from desk.learning_page import CAME
from service.outcomes import Role
from tests.desk.desk_harness import DeskHarness
from tests.desk.test_review_page import missed

TABLES = ("steps", "rising", "topics", "units", "channels", "gaps", "referred", "held")


async def test_figures_are_shown_without_words(desk: DeskHarness) -> None:
    """A supervisor sees how many, and nobody's question."""
    missed(desk, "magang bisa tiga bulan lebih ga")
    boss = await desk.officer("tono")
    desk.role("tono", Role.SUPERVISOR)

    page = await boss.text("/learning")

    assert "<dd>1</dd>" in page
    assert "tiga bulan" not in page
    assert 'class="chart"' in page
    for name in TABLES:
        answer = await boss.get(f"/learning/{name}.csv")
        assert answer.status_code == 200, name
        assert "tiga bulan" not in answer.text
    assert "2026-11-24,1,0,0,1,0,0,0,0" in await boss.text("/learning/steps.csv")
    assert (await boss.get("/learning/bohong.csv")).status_code == 404


async def test_days_that_cannot_be_are_told(desk: DeskHarness) -> None:
    """And an empty month is no error."""
    boss = await desk.officer("tono")
    desk.role("tono", Role.SUPERVISOR)

    answer = await boss.get("/learning?dari=2026-12-01&sampai=2026-11-01")

    assert answer.status_code == 422
    assert "Tanggal akhir lebih awal" in answer.text
    assert (await boss.get("/learning/steps.csv?dari=x")).status_code == 404


async def test_an_officer_sees_tickets_and_no_figures(desk: DeskHarness) -> None:
    """Their work is tickets of their unit."""
    sari = await desk.officer("sari")

    assert (await sari.get("/learning")).status_code == 403


def test_every_table_and_column_has_words() -> None:
    """In Indonesian."""
    module = make_templates().env.get_template("learning_words.html").module

    assert tuple(module.sheet) == TABLES  # type: ignore[attr-defined]
    assert set(CAME) <= set(module.column)  # type: ignore[attr-defined]
