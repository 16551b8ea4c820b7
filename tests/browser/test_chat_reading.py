"""Replies as they are read: links, lists, folded sources, times, feedback."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import MESSAGES, ask, line, questions, replies, show

pytestmark = pytest.mark.browser

SOURCES = [
    {"title": "Standar layanan informasi", "url": "https://ppid.bpkp.go.id/a", "dated": "2023"},
    {"title": "UU 14/2008", "url": "https://peraturan.go.id/b", "dated": "2008"},
]
RATED = [
    {"label": "Membantu", "token": "token-a", "kind": "helpful"},
    {"label": "Tidak", "token": "token-b", "kind": "unhelpful"},
    {"label": "Biaya", "token": "token-c", "kind": "topic"},
]
ANSWER: dict[str, Any] = {
    "title": "Alamat PPID",
    "cautions": ["Belum dipastikan: mohon telepon dahulu."],
    "sources": SOURCES,
    "checked": "24 November 2026",
    "unit": "PPID",
    "topic": "ppid-alamat",
    "buttons": RATED,
}


def links(page: Page) -> dict[str, str]:
    """Return the links of the conversation: what they say and where they lead."""
    found: dict[str, str] = page.locator("#messages a").evaluate_all(
        "links => Object.fromEntries(links.map(a => [a.textContent, a.getAttribute('href')]))"
    )
    return found


@pytest.mark.parametrize(
    ("text", "shown", "leads_to"),
    [
        ("Telepon (021) 85910031 pada jam kerja", "(021) 85910031", "tel:+622185910031"),
        ("Faks (0274) 385-323.", "(0274) 385-323", "tel:+62274385323"),
        ("WA 0812-3456-7890 ya", "0812-3456-7890", "tel:+6281234567890"),
        ("hubungi +62 21 8591 0031", "+62 21 8591 0031", "tel:+622185910031"),
        ("pusat bantuan 1500 789", "1500 789", "tel:1500789"),
        ("Telepon 119 ext 8 bila darurat", "119 ext 8", "tel:119,8"),
        ("hubungi 110 segera", "110", "tel:110"),
        ("SAPA 129 menerima laporan", "129", "tel:129"),
        ("kirim ke ppid@bpkp.go.id.", "ppid@bpkp.go.id", "mailto:ppid@bpkp.go.id"),
    ],
)
def test_what_can_be_called_or_written_to_is_a_link(
    page: Page, text: str, shown: str, leads_to: str
) -> None:
    """For most answers the number is the answer, and a phone is in the citizen's hand."""
    show(page, line("m1", "bot", text))

    expect(page.locator("#messages a")).to_have_count(1)
    assert links(page) == {shown: leads_to}
    expect(replies(page).locator(".text")).to_have_text(text)
    box = page.locator("#messages a").bounding_box()
    assert box is not None
    assert round(box["height"]) >= 44


@pytest.mark.parametrize(
    "text",
    [
        "PP 60 Tahun 2008 pasal 119 ayat 2",
        "anggaran Rp 1.500.000.000 tahun 2024-2025",
        "ada 110 laporan dan 129 jawaban",
        "nomor 005 2020",
        "pukul 08.00 sampai 16.00",
        "tiket TB-7KQ2-9XMD",
        "jalan terus saja",
        "15007891",
    ],
)
def test_figures_that_are_no_telephone_stay_figures(page: Page, text: str) -> None:
    """A link that calls a stranger is worse than none."""
    show(page, line("m1", "bot", text))

    expect(replies(page).locator(".text")).to_have_text(text)
    assert links(page) == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Alamat: Jl. Pramuka No. 33, Jakarta Timur 13120. Telepon dahulu.",
            "Jl. Pramuka No. 33, Jakarta Timur 13120",
        ),
        ("Jl. Raya Cibeureum No. 50, Bandung", "Jl. Raya Cibeureum No. 50, Bandung"),
        ("di Jalan Jenderal H. Amir Machmud. Buka pagi", "Jalan Jenderal H. Amir Machmud"),
    ],
)
def test_address_has_a_link_to_a_map(page: Page, text: str, place: str) -> None:
    """Who has to go there should not have to copy the street."""
    contacted: list[str] = []
    page.on("request", lambda request: contacted.append(request.url))
    show(page, line("m1", "bot", text))

    link = page.get_by_role("link", name="Buka peta")
    expect(replies(page).locator(".text")).to_have_text(text.replace(place, f"{place} Buka peta"))
    found = page.evaluate(
        "href => new URL(href).searchParams.get('query')", links(page)["Buka peta"]
    )
    assert found == place
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert all("127.0.0.1" in url for url in contacted)


def test_map_link_of_an_android_phone_opens_its_own_maps(
    chromium: Browser, chat: ChatServer
) -> None:
    """The phone's map knows the way, and asks nobody before the tap."""
    with chromium.new_context(user_agent="Mozilla/5.0 (Linux; Android 9) Chrome/80") as context:
        page = context.new_page()
        page.goto(chat.address)
        show(page, line("m1", "bot", "Jl. Pramuka No. 33, Jakarta Timur 13120"))
        expect(page.get_by_role("link", name="Buka peta")).to_be_visible()

        assert links(page)["Buka peta"].startswith("geo:0,0?q=Jl.%20Pramuka%20No.%2033")


def test_lists_are_lists(page: Page) -> None:
    """A screen reader then says how many steps there are, and which one is read."""
    steps = "Langkahnya:\n1. Isi formulir\n\n2. Kirim\ndengan KTP\n\n"
    text = f"{steps}Syarat:\n- KTP\n- Surat\n\n7. Tujuh"
    show(page, line("m1", "officer", text))
    expect(page.locator("#messages ul")).to_be_visible()

    items = page.locator("#messages .text > *").evaluate_all(
        "all => all.map(e => [e.tagName, e.start || 0,"
        " ...Array.from(e.children, child => child.textContent)])"
    )
    assert items == [
        ["P", 0],
        ["OL", 1, "Isi formulir", "Kirim\ndengan KTP"],
        ["P", 0],
        ["UL", 0, "KTP", "Surat"],
        ["OL", 7, "Tujuh"],
    ]


def test_sources_are_one_line_that_opens(page: Page) -> None:
    """Sources must be there, and must not push the answer off the screen."""
    show(page, line("m1", "bot", "Jl. Pramuka", **ANSWER))
    reply = page.get_by_role("article", name="Alamat PPID")
    source = reply.get_by_role("link", name="Standar layanan informasi")
    expect(source).to_be_hidden()

    reply.get_by_text("2 sumber · dicocokkan 24 Nov 2026").click()

    expect(source).to_have_attribute("href", "https://ppid.bpkp.go.id/a")
    expect(reply.get_by_text("Unit: PPID")).to_be_visible()
    topic = reply.get_by_role("link", name="Halaman topik ini")
    expect(topic).to_have_attribute("href", "/topik/ppid-alamat")


def test_caution_is_a_chip_that_opens(page: Page) -> None:
    """That something is not certain must be seen at once; why, when it is asked."""
    show(page, line("m1", "bot", "Jl. Pramuka", **ANSWER))
    why = page.get_by_text("mohon telepon dahulu")
    expect(why).to_be_hidden()

    page.get_by_text("Belum dipastikan", exact=True).click()

    expect(why).to_be_visible()


def test_feedback_is_quiet_and_leaves_the_choices(page: Page) -> None:
    """Saying whether an answer helped must not change the conversation."""
    sent: list[Any] = []

    def receive(route: Route) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(status=202)

    page.route(MESSAGES, receive)
    show(page, line("m1", "bot", "Jl. Pramuka", **ANSWER))

    page.get_by_role("button", name="Tidak").click()

    expect(page.get_by_text("Terima kasih.")).to_be_visible()
    expect(page.get_by_role("button", name="Membantu")).to_have_count(0)
    expect(page.get_by_role("button", name="Biaya")).to_be_visible()
    expect(page.locator("article.citizen")).to_have_count(0)
    assert [message["button"] for message in sent] == ["token-b"]


def test_answer_is_copied_with_its_sources_and_date(page: Page) -> None:
    """What is passed on in a chat group should say where it comes from."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(page, line("m1", "bot", "Jl. Pramuka", **ANSWER))

    page.get_by_role("button", name="Salin").click()

    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Tanya BPKP, mesin, 27 November 2026 pukul 12.44 WIB\n"
        "Alamat PPID\nJl. Pramuka\nBelum dipastikan: mohon telepon dahulu.\n"
        "- Standar layanan informasi, 2023, https://ppid.bpkp.go.id/a\n"
        "- UU 14/2008, 2008, https://peraturan.go.id/b\n"
        "Unit: PPID\ndicocokkan 24 November 2026"
    )


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Asia/Jakarta", "27 Nov, 12.44"), ("Asia/Makassar", "27 Nov, 12.44 WIB")],
)
def test_times_carry_their_zone_where_it_is_not_the_readers(
    chromium: Browser, chat: ChatServer, zone: str, shown: str
) -> None:
    """A notice says "12.44 WIB": the clock beside it must not say 13.44."""
    with chromium.new_context(timezone_id=zone, locale="id-ID") as context:
        page = context.new_page()
        page.goto(chat.address)
        show(page, line("m1", "bot", "Halo."))

        expect(page.locator("#messages time")).to_have_text(shown)


def test_message_that_was_not_kept_says_so(page: Page) -> None:
    """After a reload an empty bubble would look like a fault."""
    show(page, line("t1", "citizen", ""))

    expect(page.locator("article.citizen .text")).to_have_text("(isi pesan ini tidak disimpan)")


def test_screen_reader_is_told_the_title_and_the_beginning(page: Page) -> None:
    """A whole article read aloud cannot be stopped; its beginning says whether to read it."""
    ask(page)

    said = page.locator("#said")
    expect(said).to_contain_text("Cara minta data ke BPKP. Ajukan permohonan informasi")
    expect(said).not_to_contain_text("Baris terakhir")


def test_what_is_written_early_stands_below_the_history(page: Page) -> None:
    """On a slow line somebody writes before the page knows what was said yesterday."""
    ask(page, "kemarin")
    expect(replies(page)).to_have_count(1)
    page.add_init_script(
        "const now = window.fetch; window.fetch = (url, ...more) => new Promise((resolve) => {"
        " setTimeout(resolve, url.startsWith('/chat/history') ? 1000 : 0); }"
        ").then(() => now(url, ...more));"
    )
    page.reload()

    ask(page, "hari ini")

    expect(page.locator("article")).to_have_count(4)
    assert [text.split()[-2:] for text in questions(page).all_text_contents()] == [
        ["kemarin"],
        ["hari", "ini"],
    ]
    expect(page.locator("article").nth(2)).to_contain_text("hari ini")
