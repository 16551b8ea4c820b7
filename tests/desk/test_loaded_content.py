"""Units and hours that are loaded while the desk runs are in its next page."""

import itertools
import shutil
from pathlib import Path

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.content.following import REFRESH, Following
from service.content.model import Content
from service.content.store import store_content
from service.storage.database import Database
from tests.desk.desk_harness import make_desk


async def test_a_unit_and_a_deadline_that_were_loaded_are_in_the_next_page(
    sqlite: Database, content: Content, tmp_path: Path
) -> None:
    """Officers must not move tickets by yesterday's list, nor count by yesterday's decree."""
    for name in ("units", "hours", "deadlines", "sources", "contacts", "offices"):
        shutil.copy(CONTENT / f"{name}.yml", tmp_path)
    ticks = itertools.count(0.0, REFRESH)  # each page is late enough to look again
    following = Following(sqlite, tmp_path, FrozenClock(), lambda: next(ticks))
    desk = make_desk(sqlite, following=following)
    ticket, budi = desk.escalation(), await desk.officer("budi")
    page = f"/escalations/{ticket}"
    await budi.post(f"{page}/claim", page)
    before = await budi.text(page)
    units, deadlines = tmp_path / "units.yml", tmp_path / "deadlines.yml"
    unit = "units:\n  - id: baru\n    name: Unit Baru\n    answers: Menjawab.\n"
    units.write_text(units.read_text("utf-8").replace("units:\n", unit), "utf-8")
    kind = (
        "  - kind: appeal\n    name: permintaan baru\n    working_hours: 4\n    remind_hours: 1\n"
    )
    deadlines.write_text(deadlines.read_text("utf-8") + kind, "utf-8")
    with sqlite.write() as session:
        store_content(session, content, desk.clock())

    after = await budi.text(page)
    moved = await budi.post(f"{page}/transfer", page, unit="baru", text="urusan mereka")

    assert "Unit Baru" not in before
    assert "Unit Baru" in after
    assert "permintaan baru" in after
    assert moved.status_code == 303
    assert desk.read(ticket).unit == "baru"
    await desk.close()
