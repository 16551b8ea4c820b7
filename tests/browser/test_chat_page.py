"""The citizens' web chat, as a citizen and their browser see it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_harness import MARKUP, ChatServer
from tests.browser.chat_steps import QUESTION, ask, questions, replies, state

pytestmark = pytest.mark.browser


def test_first_visit_says_that_a_machine_answers_and_how_data_is_handled(page: Page) -> None:
    """Nobody should learn too late that no person reads along, or what becomes of the data."""
    welcome = page.get_by_role("region", name="Selamat datang")

    expect(welcome).to_contain_text("mesin, bukan petugas")
    expect(welcome).to_contain_text("disembunyikan sebelum disimpan")
    expect(welcome).to_contain_text("jangan menulis nama orang atau rincian dugaan pelanggaran")
    expect(page.get_by_text("Bukan pengganti surat resmi.")).to_be_visible()
    expect(welcome.get_by_role("link", name="Selengkapnya tentang privasi")).to_be_hidden()
    welcome.get_by_text("Data Anda").click()
    expect(welcome.get_by_role("link", name="Selengkapnya tentang privasi")).to_be_visible()


def test_question_is_answered_with_a_bold_title_and_a_link(page: Page) -> None:
    """The source behind an answer must be one press away."""
    ask(page)

    reply = replies(page)
    title = reply.get_by_text("Cara minta data ke BPKP", exact=True)
    expect(title).to_have_css("font-weight", "700")
    link = reply.get_by_role("link", name="https://ppid.bpkp.go.id/permohonan", exact=True)
    expect(link).to_have_attribute("href", "https://ppid.bpkp.go.id/permohonan")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    bare = reply.get_by_role("link", name="www.bpkp.go.id", exact=True)
    expect(bare).to_have_attribute("href", "https://www.bpkp.go.id")
    expect(state(page)).to_have_text("terkirim")


def test_markup_in_a_message_is_shown_and_not_run(page: Page) -> None:
    """What an officer pastes or an attacker writes must not run in a citizen's browser."""
    ask(page, f"apa ini {MARKUP}")

    expect(replies(page).locator(".text")).to_contain_text(f"Baris terakhir {MARKUP}")
    expect(questions(page)).to_have_text(f"apa ini {MARKUP}")
    expect(page.locator("#messages img")).to_have_count(0)


def test_pressed_button_is_sent_and_shown_as_the_citizens_message(
    page: Page, chat: ChatServer
) -> None:
    """Pressing is quicker than typing on a phone; old choices must not be pressed by mistake."""
    ask(page)
    page.get_by_role("button", name="Biaya permohonan").click()

    expect(questions(page)).to_have_text([QUESTION, "Biaya permohonan"])
    expect(replies(page)).to_have_count(2)
    expect(replies(page).nth(0).locator(".choices")).to_have_count(0)
    expect(replies(page).nth(1).locator(".choices button")).to_have_count(2)
    assert chat.assistant.asked == [QUESTION, "/ppid-biaya"]


def test_suggestion_is_sent_as_text_and_the_suggestions_go_away(
    page: Page, chat: ChatServer
) -> None:
    """A visitor who does not know what to ask starts with one press."""
    page.get_by_role("button", name="Siskeudes bermasalah").click()

    expect(replies(page)).to_have_count(1)
    expect(page.get_by_role("group", name="Contoh pertanyaan")).to_be_hidden()
    assert chat.assistant.asked == ["Siskeudes bermasalah"]


def test_reload_keeps_the_conversation_and_the_newest_buttons(page: Page) -> None:
    """Who comes back from another page must not have to ask again."""
    ask(page)
    expect(replies(page)).to_have_count(1)

    page.reload()

    expect(questions(page)).to_have_text(QUESTION)
    expect(replies(page)).to_have_count(1)
    page.get_by_role("button", name="Biaya permohonan").click()
    expect(replies(page)).to_have_count(2)


def test_everything_works_from_the_keyboard(page: Page, chat: ChatServer) -> None:
    """Some citizens cannot use a mouse or a touch screen."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Pertanyaan Anda")).to_be_focused()
    page.keyboard.type("baris satu")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("baris dua")
    page.keyboard.press("Enter")
    expect(replies(page)).to_have_count(1)

    button = page.get_by_role("button", name="Hubungi petugas")
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.locator("article.system")).to_contain_text("Nomor tiket Anda: TB-")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Batalkan tiket")).to_be_focused()
    assert chat.assistant.asked == ["baris satu\nbaris dua", "/human"]


def test_empty_message_is_not_sent_and_the_citizen_is_told(page: Page, chat: ChatServer) -> None:
    """Pressing Enter by mistake should neither cost a turn nor look broken."""
    ask(page, "  \n ")

    expect(page.get_by_text("Pertanyaan Anda masih kosong.")).to_be_visible()
    expect(page.locator("article")).to_have_count(0)
    assert chat.assistant.asked == []


def test_length_is_counted_near_the_limit(page: Page) -> None:
    """Who writes a long complaint should see the end coming instead of losing a sentence."""
    field = page.get_by_label("Pertanyaan Anda")

    field.fill("a" * 4000)

    expect(page.get_by_text("tersisa 96 karakter")).to_be_visible()
    field.fill("pendek")
    expect(page.get_by_text("tersisa")).to_have_count(0)


def test_typing_is_shown_until_the_reply_arrives(page: Page, chat: ChatServer) -> None:
    """Silence makes people send everything twice."""
    chat.assistant.pause = 1.0
    ask(page)
    typing = page.get_by_text("sedang mengetik")
    expect(typing).to_be_visible()

    expect(replies(page)).to_have_count(1)

    expect(typing).to_have_count(0)


def test_officers_message_is_marked_and_arrives_by_itself(page: Page, chat: ChatServer) -> None:
    """A citizen must know whether a person or the machine is speaking."""
    ask(page)
    page.get_by_role("button", name="Hubungi petugas").click()
    expect(page.locator("article.system")).to_have_count(1)

    chat.officer_answers("Selamat siang, lihat https://www.bpkp.go.id/kontak")

    officer = page.locator("article.officer")
    expect(officer).to_contain_text("Petugas BPKP")
    expect(officer.get_by_role("link")).to_have_attribute("href", "https://www.bpkp.go.id/kontak")
    page.reload()
    expect(page.locator("article").last).to_contain_text("Selamat siang")


@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_is_cut_off_sideways(page: Page, width: int) -> None:
    """On a small phone nobody should have to scroll sideways to read an answer."""
    page.set_viewport_size({"width": width, "height": 640})
    ask(page)
    expect(replies(page)).to_have_count(1)

    overflow = page.evaluate(
        "Math.max(...[document.documentElement, document.getElementById('conversation')]"
        ".map(element => element.scrollWidth - element.clientWidth))"
    )

    assert overflow == 0
