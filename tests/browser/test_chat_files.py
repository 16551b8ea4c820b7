"""Photos and PDF on the page: offered while a ticket is open, on their way, refused, arrived."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from service.clock import utc_now
from service.escalations.closing import close_escalation
from service.escalations.desk_queue import read_desk_queue
from service.file_types import LARGEST
from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import MESSAGES, ask, questions

pytestmark = pytest.mark.browser

FILES = "**/chat/files*"
PHOTO: FilePayload = {
    "name": "surat.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff\xe0" + bytes(300_000),
}
PROGRAM: FilePayload = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90"}


def get_ticket(page: Page) -> Locator:
    """Ask for a person; return what offers to send files."""
    ask(page, "/petugas")
    offer = page.get_by_text("Kirim foto atau PDF")
    expect(offer).to_be_visible(timeout=20_000)  # a machine may be busy
    return offer


def choose(page: Page, *files: FilePayload) -> None:
    """Open what offers to send files, and choose some."""
    page.get_by_text("Kirim foto atau PDF").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Pilih berkas").click()
    chooser.value.set_files(list(files))


def last_state(page: Page) -> Locator:
    return page.locator("article.citizen .state .word").last


def test_files_are_offered_only_while_a_ticket_is_open(page: Page, chat: ChatServer) -> None:
    """Nobody must choose a photo to hear that the bot reads none, or fetch what sends it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page)
    expect(page.locator("article.bot")).to_have_count(1)
    expect(page.get_by_text("Kirim foto atau PDF")).to_have_count(0)
    assert not [address for address in asked if "files" in address]

    offer = get_ticket(page)
    chat.officer_answers("Mohon kirim suratnya.")
    expect(page.locator("article.officer")).to_have_count(1)
    close_ticket(chat)

    expect(offer).to_be_hidden()


def close_ticket(chat: ChatServer) -> None:
    """Let the officer close the only ticket."""
    with chat.database.write() as session:
        officer, now = 1, utc_now()
        ticket = read_desk_queue(session, officer, now).entries[0].escalation.ticket
        close_escalation(session, ticket, officer, "Percakapan ditutup.", now)


def test_a_photo_goes_to_the_officer_and_is_told_how_it_is_kept(page: Page) -> None:
    """Its sender must know before sending that nobody hides anything in it."""
    get_ticket(page)
    page.get_by_text("Kirim foto atau PDF").click()
    note = page.locator(".files p")
    expect(note).to_contain_text("hanya dibuka oleh petugas yang menangani tiket Anda")
    expect(note).to_contain_text("dihapus saat tiket ditutup")
    page.get_by_text("Kirim foto atau PDF").click()

    choose(page, PHOTO)

    expect(questions(page).last).to_have_text("(foto)")
    expect(last_state(page)).to_have_text("terkirim ke petugas")
    expect(page.locator("#said")).to_contain_text("petugas")
    expect(page.locator("article.system").last).to_contain_text("tidak kami samarkan")
    page.reload()
    expect(questions(page).last).to_have_text("(foto)")
    expect(page.get_by_text("Kirim foto atau PDF")).to_be_visible()


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (PROGRAM, "Jenis berkas ini tidak dapat kami terima"),
        ({**PHOTO, "buffer": bytes(LARGEST + 1)}, "Berkas ini terlalu besar, jadi tidak dikirim"),
        ({**PHOTO, "buffer": b""}, "Berkas ini kosong"),
    ],
    ids=["program", "large", "empty"],
)
def test_a_refusal_is_said_in_words(page: Page, file: Any, told: str) -> None:
    """Who is refused must know what to do instead."""
    get_ticket(page)

    choose(page, file)

    expect(page.get_by_text(told)).to_be_visible()


def test_a_ticket_that_closed_meanwhile_is_said(page: Page, chat: ChatServer) -> None:
    """The page may be asleep when a ticket is closed."""
    get_ticket(page)
    told = {"error": "Foto dan PDF hanya dapat dikirim selama tiket Anda terbuka."}
    page.route(FILES, lambda route: route.fulfill(json=told, status=409))

    choose(page, PHOTO)

    expect(last_state(page)).to_contain_text(told["error"])
    expect(page.get_by_role("button", name="Kirim lagi")).to_be_visible()


def test_how_far_a_file_is_can_be_seen_and_words_go_on_meanwhile(page: Page) -> None:
    """On a slow line ten megabytes take minutes."""
    get_ticket(page)
    held: list[Route] = []
    page.route(
        FILES,
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    choose(page, PHOTO)
    bar = page.get_by_role("progressbar", name="Kirim foto atau PDF")
    expect(bar).to_be_visible()

    ask(page, "suratnya saya kirim")

    expect(questions(page).last).to_have_text("suratnya saya kirim")
    expect(last_state(page)).to_have_text("terkirim ke petugas")
    held[0].continue_()
    expect(bar).to_be_hidden()


def test_what_the_network_breaks_is_sent_again(page: Page) -> None:
    """A phone loses its network within each longer upload."""
    get_ticket(page)
    tries: list[str] = []

    def first_fails(route: Route) -> None:
        tries.append(route.request.method)
        if tries.count("POST") == 1 and route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route(FILES, first_fails)
    choose(page, PHOTO)

    expect(last_state(page)).to_have_text("terkirim ke petugas", timeout=15_000)
    assert tries.count("POST") == 2


def test_a_file_is_sent_by_the_keyboard_alone(page: Page) -> None:
    """Who cannot use a mouse sends letters as well."""
    page.on("filechooser", lambda _: None)  # asked for early: a key is faster than the asking
    get_ticket(page)
    page.get_by_text("Kirim foto atau PDF").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Pilih berkas")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([PHOTO])

    expect(last_state(page)).to_have_text("terkirim ke petugas")
    assert page.evaluate("document.activeElement.textContent") == "Kirim foto atau PDF"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_offer_has_no_barrier(page: Page, scheme: Any) -> None:
    """Contrast and names, as axe sees them."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    get_ticket(page)
    page.get_by_text("Kirim foto atau PDF").click()

    found = Axe().run(page).response["violations"]

    assert found == []


def test_words_that_wait_survive_a_reload_beside_a_file(page: Page) -> None:
    """A file cannot be remembered; what was typed beside it must be."""
    get_ticket(page)
    page.route(FILES, lambda route: None)
    page.route(MESSAGES, lambda route: route.abort())
    choose(page, PHOTO)
    ask(page, "ini suratnya")
    expect(questions(page).last).to_have_text("ini suratnya")

    page.unroute_all(behavior="ignoreErrors")
    page.reload()

    expect(questions(page).last).to_have_text("ini suratnya")
    expect(last_state(page)).to_have_text("terkirim ke petugas")


def test_a_citizen_opens_what_an_officer_sent(page: Page, chat: ChatServer) -> None:
    """A letter that is promised and cannot be opened brings everybody back to the telephone."""
    pdf = b"%PDF-1.7 " + bytes(2_000_000)
    get_ticket(page)
    chat.officer_answers("Ini suratnya.", pdf)
    link = page.locator("article.officer").get_by_role("link", name="Berkas dari petugas")
    expect(link).to_have_text("Berkas dari petugas (PDF, 1,9 MB)", timeout=20_000)
    assert not Axe().run(page).response["violations"]

    with page.expect_download() as got:
        link.click()

    assert got.value.suggested_filename == "berkas-petugas.pdf"
    assert got.value.path().read_bytes() == pdf
    close_ticket(chat)
    link.click()
    expect(page.get_by_text("Berkas dari petugas ini sudah dihapus")).to_be_visible()
