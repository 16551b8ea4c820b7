"""The articles as pages, over HTTP."""

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import date
from html import unescape
from xml.etree import ElementTree

import httpx
import pytest
from starlette.applications import Starlette

from bot.web.topic_pages import TopicPages
from doubles.clock import TODAY
from service.answering.provenance import named_sources
from service.content.model import Content
from service.content.sentences import Sentences
from service.storage.tables import SwitchRow
from tests.bot.harness import Office

PUBLIC = "https://tanya.example.go.id"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
Opened = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def open_pages(office: Office) -> AsyncIterator[Opened]:
    """Opens the pages, by default with a public address."""
    clients: list[httpx.AsyncClient] = []

    def opened(public: str | None = PUBLIC, today: date = TODAY) -> httpx.AsyncClient:
        pages = TopicPages(office.answers, office.services.switches, lambda: today, public)
        transport = httpx.ASGITransport(Starlette(routes=pages.routes()))
        clients.append(httpx.AsyncClient(transport=transport, base_url="http://chat.test"))
        return clients[-1]

    yield opened
    for client in clients:
        await client.aclose()


@pytest.fixture
def pages(open_pages: Opened) -> httpx.AsyncClient:
    """The pages of a service that knows its address."""
    return open_pages()


def turn(office: Office, name: str, text: str = "Sedang diperiksa.") -> None:
    """Switch something off."""
    with office.database.write() as session:
        session.add(SwitchRow(name=name, text=text, by="sari", reason="uji", since=office.clock()))


async def test_a_page_shows_what_is_asked_most(pages: httpx.AsyncClient) -> None:
    """Cost and time stand in one place; what is not known is said, what does not apply is not."""
    page = (await pages.get("/topik/siskeudes-biaya")).text

    told = dict(re.findall(r"<dt>(\w+)</dt>\s*<dd>(.*?)</dd>", page))
    assert list(told) == ["Waktu", "Biaya", "Saluran"]
    assert told["Biaya"].startswith("Gratis bagi desa")
    assert told["Waktu"] == "Belum kami ketahui."


async def test_a_page_says_who_checked_it_and_what_changed(pages: httpx.AsyncClient) -> None:
    """Whoever relies on an answer may know that BPKP has not read it yet."""
    page = (await pages.get("/topik/siskeudes-biaya")).text

    assert "Yang mencocokkan: penulis naskah; belum dibaca BPKP." in page
    assert re.search(r"Terakhir diubah \d+ November 2026: \w+", page)


async def test_a_page_says_that_some_of_it_is_unconfirmed(pages: httpx.AsyncClient) -> None:
    """Hearsay under the name of another source would be believed."""
    doubtful, sound = await pages.get("/topik/laporan-desa"), await pages.get("/topik/wbs-pantau")

    assert "Data publik yang belum dipastikan oleh BPKP" in doubtful.text
    assert "Data publik yang belum dipastikan" not in sound.text


async def test_every_article_is_a_page(pages: httpx.AsyncClient, content: Content) -> None:
    """Somebody without scripts, or a search engine, reads what the bot would say, all of it."""
    for article in content.articles:
        answer = await pages.get(f"/topik/{article.id}")
        page, shown = unescape(answer.text), named_sources(article.sources)

        assert answer.status_code == 200, article.id
        assert f"<h1>{article.title}</h1>" in page
        assert [s.title for s in shown if s.title not in page] == []
        assert [s.url for s in shown if s.url and f'"{s.url}"' not in page] == []
        assert f'datetime="{article.checked.isoformat()}"' in page
        assert f'<link rel="canonical" href="{PUBLIC}/topik/{article.id}">' in page
        (question,) = json.loads(DATA.findall(answer.text)[0])["mainEntity"]
        assert question["name"] == article.questions[0]
        assert question["acceptedAnswer"]["text"].startswith(article.text)


async def test_lists_are_lists_and_numbers_can_be_called(pages: httpx.AsyncClient) -> None:
    """A screen reader tells how many steps there are; a phone dials at a tap."""
    steps = (await pages.get("/topik/wbs-cara-lapor")).text
    contact = (await pages.get("/topik/kontak-pusat")).text

    assert "<ol>" in steps
    assert "<h2>Selengkapnya</h2>" in steps
    assert 'href="/?tanya=Bagaimana%20melaporkan%20pelanggaran' in steps
    assert 'href="/topik/wbs-data-laporan"' in steps
    assert 'href="tel:+622185910031"' in contact


async def test_a_doubt_is_told_on_the_page_too(
    open_pages: Opened, sentences: Sentences, content: Content
) -> None:
    """An old page found by a search engine must say that it is old."""
    article = content.articles[0]
    answer = await open_pages(today=date(2099, 1, 1)).get(f"/topik/{article.id}")

    assert sentences("expired") in answer.text


async def test_all_topics_are_listed(pages: httpx.AsyncClient, content: Content) -> None:
    """The list is the only way for who does not know what to ask."""
    page = (await pages.get("/topik")).text

    assert [a.id for a in content.articles if f'href="/topik/{a.id}"' not in page] == []


@pytest.mark.parametrize("topic", ["tidak-ada", "<b>", "%2e%2e", "ppid-waktu%00"])
async def test_an_unknown_topic_leads_to_the_list(pages: httpx.AsyncClient, topic: str) -> None:
    """A link of last year must not end in English, or in somebody's markup."""
    answer = await pages.get(f"/topik/{topic}")

    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text
    assert 'href="/topik"' in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("switch", ["article:ppid-waktu", "intent:ppid-waktu", "bot"])
async def test_what_is_off_is_nowhere(
    office: Office, pages: httpx.AsyncClient, switch: str
) -> None:
    """An operator who takes an answer back takes it from everywhere."""
    turn(office, switch, "Sedang kami <periksa>.")
    answer = await pages.get("/topik/ppid-waktu")
    others = [(await pages.get(path)).text for path in ("/topik", "/sitemap.xml")]
    others.append((await pages.get("/topik/ppid-keberatan")).text)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3600")
    assert "Sedang kami &lt;periksa&gt;." in answer.text
    assert "hari kerja" not in answer.text
    assert [page for page in others if "topik/ppid-waktu" in page] == []


async def test_an_unchanged_page_costs_its_headers(
    office: Office, pages: httpx.AsyncClient
) -> None:
    """On a slow line the second visit is at once; what is switched off meanwhile is not kept."""
    first = await pages.get("/topik/ppid-waktu")
    known = {"If-None-Match": first.headers["ETag"]}
    again = await pages.get("/topik/ppid-waktu", headers=known)
    turn(office, "article:ppid-waktu")

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"
    assert (await pages.get("/topik/ppid-waktu", headers=known)).status_code == 503


async def test_search_engines_find_the_pages_and_no_conversation(
    pages: httpx.AsyncClient, content: Content
) -> None:
    """Who asks a search engine finds the answer; nobody's words are there to be found."""
    robots = (await pages.get("/robots.txt")).text
    sitemap = ElementTree.fromstring((await pages.get("/sitemap.xml")).text)  # noqa: S314 - ours
    found = [element.text for element in sitemap.iter() if element.tag.endswith("loc")]

    assert "Disallow: /chat/" in robots
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in robots
    assert len(found) == len(content.articles) + 3
    assert all(address and address.startswith(PUBLIC) for address in found)


async def test_without_a_public_address_none_is_claimed(open_pages: Opened) -> None:
    """A wrong address would be indexed in place of the right one."""
    pages = open_pages(public=None)
    page = (await pages.get("/topik/ppid-waktu")).text

    assert (await pages.get("/sitemap.xml")).status_code == 404
    assert "Sitemap" not in (await pages.get("/robots.txt")).text
    assert "canonical" not in page
    assert "og:url" not in page
    assert '<meta property="og:title"' in page


async def test_the_privacy_page_says_what_is_kept(pages: httpx.AsyncClient) -> None:
    """Whoever writes to the state may know first what becomes of it."""
    page = (await pages.get("/privasi")).text

    told = ["NIK, NIP, NPWP", "Telegram", "Undang-Undang Nomor 27 Tahun 2022", "petugas"]
    assert [words for words in told if words not in page] == []
    assert "belum ada penghapusan otomatis" in page


async def test_nothing_of_an_article_ends_its_data(office: Office) -> None:
    """A text with a closing tag must not run, nor break the page."""
    article = office.answers.knowledge.article("ppid-waktu")
    assert article is not None
    pages = TopicPages(office.answers, office.services.switches, lambda: TODAY)
    transport = httpx.ASGITransport(Starlette(routes=pages.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        page = (await client.get("/topik/ppid-waktu")).text

    (data,) = DATA.findall(page)
    assert not set("<>&") & set(data)
