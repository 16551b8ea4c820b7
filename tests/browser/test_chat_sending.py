"""A citizen's message on its way: through dead spots, reloads, limits and proxies."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import MESSAGES, QUESTION, ask, questions, replies, state

pytestmark = pytest.mark.browser


def test_message_in_a_dead_spot_is_sent_again_by_itself(page: Page, chat: ChatServer) -> None:
    """A dead spot in the network must not cost the citizen what they wrote, nor a tap."""
    page.route(MESSAGES, lambda route: route.abort(), times=1)
    ask(page)
    expect(state(page)).to_have_text("menunggu sambungan…")

    expect(replies(page)).to_have_count(1)

    expect(state(page)).to_have_text("terkirim")
    expect(questions(page)).to_have_count(1)
    assert chat.assistant.asked == [QUESTION]


def test_message_is_given_up_after_three_more_tries_and_sent_on_demand(
    page: Page, chat: ChatServer
) -> None:
    """Who waits in vain must be told, and may decide."""
    page.clock.install()
    page.reload()
    page.route(MESSAGES, lambda route: route.abort(), times=4)
    ask(page)
    for seconds in (2, 5, 10):
        expect(state(page)).to_have_text("menunggu sambungan…")
        with page.expect_request(MESSAGES):
            page.clock.run_for(seconds * 1000 + 50)
    expect(state(page)).to_have_text("Gagal terkirim.")

    page.get_by_role("button", name="Kirim lagi").click()

    expect(replies(page)).to_have_count(1)
    expect(questions(page)).to_have_count(1)
    assert chat.assistant.asked == [QUESTION]


def test_messages_written_without_a_network_go_out_when_it_is_back(
    page: Page, chat: ChatServer
) -> None:
    """On a train somebody writes on, and does not watch the screen."""
    ask(page, "sebelum terowongan")
    expect(replies(page)).to_have_count(1)
    page.context.set_offline(True)
    for text in ("biayanya", "syaratnya"):
        ask(page, text)
    expect(page.locator(".state.waiting")).to_have_count(2)

    page.context.set_offline(False)

    expect(replies(page)).to_have_count(3)
    expect(page.locator(".state.sent")).to_have_count(3)
    assert chat.assistant.asked == ["sebelum terowongan", "biayanya", "syaratnya"]


def test_message_whose_receipt_was_lost_is_sent_and_not_doubled(
    page: Page, chat: ChatServer
) -> None:
    """The server may have it although the browser could not know: the reply says so."""

    def lose_receipt(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(MESSAGES, lose_receipt)
    ask(page)
    expect(replies(page)).to_have_count(1)

    expect(state(page)).to_have_text("terkirim")
    expect(page.get_by_role("button", name="Kirim lagi")).to_be_hidden()
    page.unroute(MESSAGES)
    ask(page, "yang lain")
    expect(replies(page)).to_have_count(2)
    assert chat.assistant.asked == [QUESTION, "yang lain"]


def test_message_that_a_reload_interrupts_is_sent_after_it(page: Page, chat: ChatServer) -> None:
    """People reload when nothing happens; what they wrote must not be gone."""
    page.route(MESSAGES, lambda route: route.abort())
    ask(page)
    expect(state(page)).to_have_text("menunggu sambungan…")
    page.unroute(MESSAGES)

    page.reload()

    expect(replies(page)).to_have_count(1)
    expect(questions(page)).to_have_text(QUESTION)
    expect(state(page)).to_have_text("terkirim")
    assert chat.assistant.asked == [QUESTION]


def test_message_that_arrived_before_a_reload_is_not_shown_twice(
    page: Page, chat: ChatServer
) -> None:
    """The history knows the message by the number that the page gave it."""

    def lose_receipt(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(MESSAGES, lose_receipt)
    page.route("**/chat/stream*", lambda route: route.abort())
    ask(page)
    expect(state(page)).to_have_text("menunggu sambungan…")
    page.unroute_all()

    page.reload()

    expect(replies(page)).to_have_count(1)
    expect(questions(page)).to_have_text(QUESTION)
    assert chat.assistant.asked == [QUESTION]


def test_too_many_messages_wait_as_long_as_the_server_asks(page: Page, chat: ChatServer) -> None:
    """A limit is a wait, not a loss: nobody has to guess when to press again."""
    refusal = {"error": "Terlalu banyak pesan."}
    page.route(
        MESSAGES,
        lambda route: route.fulfill(status=429, json=refusal, headers={"Retry-After": "1"}),
        times=2,
    )
    ask(page)
    expect(state(page)).to_have_text("Terlalu banyak pesan. Dikirim lagi sendiri.")

    expect(replies(page)).to_have_count(1)

    expect(state(page)).to_have_text("terkirim")
    assert chat.assistant.asked == [QUESTION]


def test_what_is_typed_survives_a_reload(page: Page) -> None:
    """A long question must not be lost to a slip of the thumb."""
    field = page.get_by_label("Pertanyaan Anda")
    field.fill("surat saya belum dijawab sejak")

    page.reload()

    expect(field).to_have_value("surat saya belum dijawab sejak")
    field.press("Enter")
    expect(replies(page)).to_have_count(1)
    page.reload()
    expect(field).to_have_value("")


def test_address_fills_the_box_and_sends_nothing(page: Page, chat: ChatServer) -> None:
    """A shared link may suggest a question; only the citizen asks it."""
    page.goto(f"{chat.address}?tanya=biaya%20permohonan%0A%3Cb%3E{'x' * 900}")

    field = page.get_by_label("Pertanyaan Anda")
    expect(field).to_be_focused()
    assert field.input_value() == "biaya permohonan <b>" + "x" * 480
    assert page.url == chat.address
    assert chat.assistant.asked == []


def test_replies_come_also_where_no_stream_comes_through(page: Page, chat: ChatServer) -> None:
    """Some proxies and data savers let no stream of events through."""
    page.route("**/chat/stream*", lambda route: route.abort())
    page.reload()

    ask(page)

    expect(replies(page)).to_have_count(1, timeout=9_000)
    expect(page.get_by_text("Sambungan terputus.")).to_have_count(0)
    ask(page, "yang lain")
    expect(replies(page)).to_have_count(2, timeout=9_000)


@pytest.mark.parametrize("body", ["retry: 99999\n\n", "event: crowded\ndata: \n\n"])
def test_replies_come_also_where_a_stream_is_held_back(page: Page, body: str) -> None:
    """A proxy may open it and pass nothing on, and a browser may have too many: the page asks."""
    page.route(
        "**/chat/stream*",
        lambda route: route.fulfill(content_type="text/event-stream", body=body),
    )
    page.reload()

    ask(page)

    expect(replies(page)).to_have_count(1, timeout=12_000)


def test_parts_that_did_not_come_are_fetched_again(page: Page, chat: ChatServer) -> None:
    """The page arrived and the network broke: the question must be answered all the same."""
    page.route("**/later/start.js", lambda route: route.abort(), times=1)
    ask(page)

    expect(replies(page)).to_have_count(1, timeout=12_000)

    expect(questions(page)).to_have_text(QUESTION)
    assert chat.assistant.asked == [QUESTION]


def test_refusal_of_the_server_is_told_in_its_words(page: Page) -> None:
    """A browser without cookies cannot chat; its owner must learn what to change."""
    page.context.clear_cookies()

    ask(page)

    expect(state(page)).to_contain_text("peramban Anda harus menerima kuki")


def test_lost_connection_is_told_until_it_is_back(page: Page) -> None:
    """Who waits for a reply must know when none can arrive."""
    ask(page)
    expect(replies(page)).to_have_count(1)
    banner = page.get_by_text("Sambungan terputus.")
    expect(banner).to_have_count(0)

    page.context.set_offline(True)
    expect(banner).to_be_visible()
    page.context.set_offline(False)

    expect(banner).to_have_count(0)
    ask(page, "masih di sana?")
    expect(replies(page)).to_have_count(2)


def test_id_is_random_also_where_random_uuid_is_missing(page: Page, chat: ChatServer) -> None:
    """An office may serve the page without HTTPS, where browsers withhold randomUUID."""
    page.add_init_script("crypto.randomUUID = undefined")
    page.reload()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))

    ask(page)

    expect(replies(page)).to_have_count(1)
    assert re.search(r'"id":"[0-9a-f]{32}"', "".join(sent))


def test_message_for_an_officer_says_so_and_nobody_seems_to_type(
    page: Page, chat: ChatServer
) -> None:
    """A receipt comes once in a while; who sees "sedang mengetik" waits for what never comes."""
    ask(page)
    page.get_by_role("button", name="Hubungi petugas").click()
    expect(page.locator("article.system")).to_have_count(1)
    chat.officer_answers("Selamat siang")
    ask(page, "ini soal surat kemarin")
    receipt = page.locator("article.system", has_text="sudah diteruskan kepada petugas")
    expect(receipt).to_have_count(1)

    ask(page, "nomornya seratus dua")

    words = page.locator("article.citizen .state .word").last
    expect(words).to_have_text("terkirim ke petugas")
    expect(page.locator("#typing")).to_have_text("")
    expect(receipt).to_have_count(1)
