"""A desk with the real articles, who writes them and who decides."""

import re
from html import unescape

import httpx
import pytest

from doubles.knowledge import CONTENT
from service.content.model import Content
from service.content.store import find_article, store_content
from service.editing.parts import read_parts
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness

ID = "ppid-waktu"
PAGE = f"/articles/{ID}"
FORM = f"{PAGE}/propose"
NEW = "Jawaban tertulis diberikan paling lambat 12 hari kerja."


class Writers:
    """A desk with content, an officer of the unit, and two maintainers."""

    def __init__(self, desk: DeskHarness, sari: Browser, mira: Browser, tono: Browser) -> None:
        self.desk, self.sari, self.mira, self.tono = desk, sari, mira, tono

    def text(self, article_id: str = ID) -> str:
        with self.desk.database.read() as session:
            found = find_article(session, article_id)
        assert found is not None
        return found.text

    async def propose(
        self, who: Browser | None = None, /, reason: str = "Aturan baru.", **parts: str
    ) -> httpx.Response:
        """Fill the form as it is shown, but for some parts, and send it."""
        browser = who or self.sari
        page = (await browser.get(FORM)).text
        return await browser.post(FORM, FORM, **filled(page), **(parts | {"reason": reason}))


def filled(page: str) -> dict[str, str]:
    """Return what stands in the form but for what a test gives itself."""
    with_text = (CONTENT / "articles" / f"{ID}.md").read_text("utf-8")
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert unescape(page).count(read_parts(with_text)["syarat"]) > 0
    return {"seen": seen[1]}


@pytest.fixture
async def writers(desk: DeskHarness, content: Content) -> Writers:
    """Everybody logged in, and the real articles."""
    with desk.database.write() as session:
        store_content(session, content, desk.clock())
    sari = await desk.officer("sari", unit="ppid")
    mira, tono = await desk.officer("mira"), await desk.officer("tono")
    for name in ("mira", "tono"):
        desk.role(name, Role.MAINTAINER)
    return Writers(desk, sari, mira, tono)
