"""Tickets as citizens talk about them: with a reason, while they wait, closed, and not there."""

import time

import pytest

from doubles.citizens import DeskOfficer, ticket_in
from doubles.service import OFFICER, PASSWORD, Service
from tests.e2e.talks import CHATS, OUTSIDE, Turn, play, press, read_from, tell
from tests.e2e.test_conversations import wait_for

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

RELAYED = 0.6  # seconds in which a notice would have come
REQUIREMENTS: Turn = ("apa syarat minta informasi publik", ["identitas anda"], [OUTSIDE])


def test_a_reason_leads_to_the_unit_that_knows_it(service: Service) -> None:
    """Who is sent to the wrong unit waits twice."""
    text = "saya ingin ngobrol dengan pegawainya langsung, permintaan informasi saya tidak dibalas"

    play(service, [(text, ["informasi dan dokumentasi (ppid)"], [OUTSIDE, "1. "])])


@pytest.mark.parametrize("text", ["oke hubungkan saja", "boleh, hubungi petugas"])
def test_words_press_the_button_under_an_answer(service: Service, text: str) -> None:
    """It is the same wish as the button's, and goes to the same unit."""
    play(service, [REQUIREMENTS, (text, ["informasi dan dokumentasi (ppid)"], [OUTSIDE])])


def test_a_matter_of_long_ago_chooses_no_unit(service: Service) -> None:
    """Thanks end a matter: what comes next is not about it."""
    turns: list[Turn] = [
        ("cara melapor pegawai bpkp yang nakal", ["wbs"], []),
        ("makasih ya", ["sama-sama"], []),
        ("saya mau bicara sama manusia", ["humas", "tentang apa"], ["inspektorat"]),
    ]

    play(service, turns)


def test_the_bot_helps_while_a_ticket_waits_and_acknowledges_once(service: Service) -> None:
    """A night is long; and sixty notices drown what matters."""
    chat_id = play(service, [("/petugas", ["nomor tiket"], [])])

    helped = tell(service, chat_id, "alamat kantor bpkp di semarang")
    before = len(service.telegram.sent(chat_id))
    for text in ("ini soal surat saya kemarin", "kopnya dinas pendidikan", "lampirannya menyusul"):
        service.telegram.say(chat_id, text)
        time.sleep(RELAYED)
    told = [str(sent["text"]) for sent in service.telegram.sent(chat_id)[before:]]
    notices = [text for text in told if "sementara itu" not in text]
    status = tell(service, chat_id, "gimana status tiket saya")

    assert "petugas belum membaca; sementara itu:" in helped
    assert "jawa tengah" in helped
    assert len(notices) <= 1
    assert "menunggu petugas" in status
    relayed = "SELECT count(*) FROM turns t JOIN conversations c ON c.id = t.conversation_id"
    assert service.rows(f"{relayed} WHERE c.address = '{chat_id}'") == [(6,)]


def test_an_officers_answer_that_is_quoted_leads_to_its_ticket(service: Service) -> None:
    """Who quotes an answer and does not understand it must not be thanked."""
    chat_id, officer = next(CHATS), DeskOfficer(service.desk_url, OFFICER[0], PASSWORD)
    ticket = ticket_in(tell(service, chat_id, "/petugas").upper())
    officer.act(ticket, "reply", text="Mohon bawa surat tugas yang asli.")
    wait_for(service, chat_id, "surat tugas yang asli")
    officer.act(ticket, "close")
    wait_for(service, chat_id, "menutup tiket")
    sent = service.telegram.sent(chat_id)
    quoted = next(m for m in sent if "surat tugas yang asli" in str(m["text"]))
    reference = {**service.telegram.chats.message(chat_id, from_bot=True), "text": quoted["text"]}
    reference["message_id"] = quoted["message_id"]

    told = tell(
        service,
        chat_id,
        {"text": "yang ini maksudnya bagaimana", "reply_to_message": reference},
    )

    assert ticket.lower() in told
    assert "sama-sama" not in told
    assert "buka" in told


def test_what_is_not_there_cannot_be_taken_back(service: Service) -> None:
    """A slip must not be met with a quiz."""
    play(service, [("eh batal aja deh", ["baik", "belum memiliki tiket"], [OUTSIDE, "1. "])])


def test_a_cancellation_is_asked_for_once_more(service: Service) -> None:
    """The button stands where the thumb is."""
    chat_id = play(service, [("/petugas", ["nomor tiket"], [])])

    asked = press(service, chat_id, "Batalkan tiket")
    kept = tell(service, chat_id, "tidak, jangan")
    status = tell(service, chat_id, "/status")

    assert "ya, batalkan" in asked
    assert "sudah dibatalkan" not in kept
    assert "menunggu petugas" in status


def test_a_doubled_tap_is_one_ticket(service: Service) -> None:
    """Phones are slow, and thumbs are not."""
    chat_id = play(service, [REQUIREMENTS])
    before = len(service.telegram.sent(chat_id))
    for _ in range(2):
        service.telegram.press_label(chat_id, "Hubungi petugas")

    told = read_from(service, chat_id, before)

    assert told.count("nomor tiket anda") == 1
