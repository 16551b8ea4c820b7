"""The pages name BPKP's number as the content has it."""

from pathlib import Path

from starlette.templating import Jinja2Templates

from bot.web.page_contacts import give_contacts
from service.content.model import Content
from service.content.sentences import Sentences
from service.paths import ROOT


def test_pages_get_the_number_and_how_it_is_dialled(tmp_path: Path, sentences: Sentences) -> None:
    """Who reads the page on a phone presses the number."""
    templates = Jinja2Templates(tmp_path)

    give_contacts(templates, sentences)

    given = templates.env.globals
    assert (given["center_phone"], given["center_dialled"], given["official_site"]) == (
        "(021) 85910031", "+622185910031", "www.bpkp.go.id"
    )  # fmt: skip


def test_no_page_has_a_number_of_its_own(content: Content) -> None:
    """A number changed once is changed everywhere."""
    pages = (ROOT / "bot" / "web" / "templates").glob("*.html")
    text = "".join(page.read_text(encoding="utf-8") for page in pages)

    assert [c.value for c in content.contacts if len(c.value) > 4 and c.value in text] == []
