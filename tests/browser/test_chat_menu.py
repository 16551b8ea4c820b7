"""What the menu offers, and what tells that an officer answered."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import ask, line, replies, show

pytestmark = pytest.mark.browser

HIDE = (
    "Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
    "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });"
    "document.dispatchEvent(new Event('visibilitychange'))"
)
SHOW = (
    "delete document.hidden; delete document.visibilityState;"
    "document.dispatchEvent(new Event('visibilitychange'))"
)
LISTEN = (
    "window.tones = []; const tone = AudioContext.prototype.createOscillator;"
    "AudioContext.prototype.createOscillator = function () { window.tones.push(1);"
    " return tone.call(this); };"
)


def choose(page: Page, label: str) -> None:
    """Open the menu and press one of its buttons."""
    page.locator("#menu summary").click()
    page.get_by_role("button", name=label).click()


def open_ticket(page: Page) -> None:
    """Ask for an officer."""
    ask(page)
    page.get_by_role("button", name="Hubungi petugas").click()
    expect(page.locator("article.system")).to_have_count(1)


def test_topics_and_privacy_are_one_press_away_without_a_script(
    chromium: Browser, chat: ChatServer
) -> None:
    """Topics are pages of their own: they serve also those whom the chat does not."""
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(chat.address)

        expect(page.get_by_role("link", name="Topik", exact=True)).to_be_visible()
        page.locator("#menu summary").click()
        expect(page.get_by_role("link", name="Daftar topik")).to_have_attribute("href", "/topik")
        expect(page.get_by_role("link", name="Privasi", exact=True)).to_be_visible()


def test_conversation_is_saved_whole(page: Page, tmp_path: Path) -> None:
    """A citizen may want to show what they were told, with when and by whom."""
    show(
        page,
        line("t1", "citizen", "alamat?"),
        line("m1", "bot", "Jl. Pramuka", title="Alamat", checked="24 November 2026"),
    )
    expect(page.locator("article")).to_have_count(2)

    with page.expect_download() as downloading:
        choose(page, "Simpan percakapan")

    saved = tmp_path / "saved.txt"
    downloading.value.save_as(saved)
    assert re.fullmatch(r"tanya-bpkp-\d{4}-\d\d-\d\d\.txt", downloading.value.suggested_filename)
    assert saved.read_text(encoding="utf-8").split("\n\n")[1:] == [
        "Anda, 27 November 2026 pukul 12.44 WIB\nalamat?",
        "Tanya BPKP, mesin, 27 November 2026 pukul 12.44 WIB\n"
        "Alamat\nJl. Pramuka\ndicocokkan 24 November 2026\n",
    ]


def test_whole_conversation_is_printed(page: Page) -> None:
    """Four screens of conversation are four pages, not one."""
    lines = [line(f"m{n}", "bot", "kata " * 150, checked="24 November 2026") for n in range(1, 31)]
    show(page, *lines)
    expect(page.locator("article")).to_have_count(30)

    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))

    assert pages > 4
    assert page.evaluate("document.querySelectorAll('article details:not([open])').length") == 0
    page.emulate_media(media="print")
    expect(page.locator("#composer")).to_be_hidden()
    expect(page.locator("#menu")).to_be_hidden()


def test_conversation_is_opened_on_another_device(page: Page) -> None:
    """Begun on a phone, read on at a desk."""
    answer = {
        "url": "https://tanya.example/lanjut#rahasia",
        "qr": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9'/></svg>",
        "until": "2026-11-28T05:00:00+00:00",
    }
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.route("**/chat/link", lambda route: route.fulfill(json=answer))

    choose(page, "Buka di perangkat lain")

    dialog = page.get_by_role("dialog", name="Buka di perangkat lain")
    expect(dialog).to_contain_text("Berlaku sampai 28 November 2026 pukul 12.00 WIB")
    code = dialog.get_by_role("img", name="Kode QR")
    assert code.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    dialog.get_by_role("button", name="Salin").click()
    expect(dialog.get_by_role("button", name="Tersalin")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == answer["url"]
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#menu summary")).to_be_focused()


def test_failure_of_the_menu_is_told(page: Page) -> None:
    """A press that does nothing is pressed again and again."""
    page.route("**/chat/link", lambda route: route.abort())

    choose(page, "Buka di perangkat lain")

    expect(page.get_by_role("dialog")).to_contain_text("Belum berhasil.")


def test_conversation_is_forgotten_after_one_question(page: Page, chat: ChatServer) -> None:
    """On a shared computer the next person must not read it, in no tab."""

    def forget(route: Route) -> None:
        page.context.clear_cookies()
        route.fulfill(status=204)

    page.route("**/chat/forget", forget)
    ask(page)
    expect(replies(page)).to_have_count(1)
    other = page.context.new_page()
    other.goto(chat.address)
    expect(replies(other)).to_have_count(1)
    page.get_by_label("Pertanyaan Anda").fill("belum dikirim")
    choose(page, "Hapus percakapan ini")
    dialog = page.get_by_role("dialog", name="Hapus percakapan ini?")
    dialog.get_by_role("button", name="Tutup").click()
    expect(replies(page)).to_have_count(1)

    choose(page, "Hapus percakapan ini")
    dialog.get_by_role("button", name="Ya, hapus").click()

    for tab in (page, other):
        expect(tab.get_by_role("group", name="Contoh pertanyaan")).to_be_visible()
        expect(tab.locator("article")).to_have_count(0)
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("")


def test_hidden_tab_says_in_its_title_that_an_officer_answered(
    page: Page, chat: ChatServer
) -> None:
    """Who waits does something else meanwhile."""
    open_ticket(page)
    page.evaluate(HIDE)

    icon = page.locator("link[rel=icon]")
    own = str(icon.get_attribute("href"))
    chat.officer_answers("Selamat siang.")

    expect(page).to_have_title("(1) Petugas menjawab")
    expect(icon).not_to_have_attribute("href", own)
    page.evaluate(SHOW)
    expect(page).to_have_title("Tanya BPKP")
    expect(icon).to_have_attribute("href", own)


def test_notification_comes_to_who_asked_for_it(page: Page, chat: ChatServer) -> None:
    """A hidden tab is not looked at; and a screen may be seen by others."""
    page.context.grant_permissions(["notifications"])
    open_ticket(page)
    choose(page, "Beri tahu saya di peramban ini")
    asked = page.get_by_role("button", name="Beri tahu saya di peramban ini")
    expect(asked).to_have_attribute("aria-pressed", "true")
    page.evaluate("navigator.serviceWorker.ready.catch(() => 0) && 0")
    page.evaluate(HIDE)

    chat.officer_answers("Rahasia Anda.")

    expect(page).to_have_title("(1) Petugas menjawab")
    shown = page.wait_for_function(
        "async () => { const all = await navigator.serviceWorker.getRegistrations();"
        " const lists = await Promise.all(all.map((one) => one.getNotifications()));"
        " const [first] = lists.flat(); return first && [first.title, first.body]; }"
    ).json_value()
    assert shown == ["Petugas menjawab", "Buka Tanya BPKP untuk membacanya."]


def test_refused_notification_is_explained(page: Page) -> None:
    """Who refused once in the browser is never asked again, and wonders."""
    choose(page, "Beri tahu saya di peramban ini")

    expect(page.get_by_role("dialog")).to_contain_text("tidak mengizinkan pemberitahuan")


@pytest.mark.parametrize("wanted", [True, False])
def test_sound_is_heard_only_where_it_was_asked_for(
    page: Page, chat: ChatServer, wanted: bool
) -> None:
    """A machine that makes noise unasked is switched off."""
    page.add_init_script(LISTEN)
    page.reload()
    if wanted:
        choose(page, "Suara saat petugas menjawab")
        assert page.evaluate("window.tones.length") == 2  # so that one knows what to listen for
    open_ticket(page)

    chat.officer_answers("Selamat siang.")

    expect(page.locator("article.officer")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.tones.length") == (4 if wanted else 0)
