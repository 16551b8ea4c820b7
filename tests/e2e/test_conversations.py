"""Conversations on the real service: Rasa, action server, gateway, desk, both channels."""

import json
import re

import pytest

from doubles.citizens import PATIENCE, DeskOfficer, WebCitizen, ticket_in
from doubles.service import OFFICER, PASSWORD, Service

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]


def test_a_question_is_answered_with_source_date_and_follow_ups(service: Service) -> None:
    """This is what the service is for."""
    citizen = WebCitizen(service.chat_url)

    told = citizen.say("gmn cara minta data ke bpkp?")

    assert "permintaan" in told
    assert re.search(r".+\nhttps?://", told)
    assert re.search(r"\d{1,2} \w+ 20\d\d$", told)
    assert "Hubungi petugas" in [button["label"] for button in citizen.buttons()]
    (kept,) = service.rows("SELECT answered_by, understood FROM turns ORDER BY id DESC LIMIT 1")
    by, understood = kept[0], json.loads(str(kept[1]))
    assert by == "rasa"
    assert understood["model"].startswith("tanya-")
    assert understood["ranking"][0][0].startswith("ppid-")


def test_a_follow_up_button_answers_its_topic(service: Service) -> None:
    """A button that leads elsewhere than it says is worse than none."""
    citizen = WebCitizen(service.chat_url)
    citizen.say("apa itu spip terintegrasi?")
    label = citizen.buttons()[0]["label"]

    told = citizen.press(label)

    assert told.startswith(label) or label == "Selengkapnya"


def test_a_regional_office_comes_with_its_caveat(service: Service) -> None:
    """No office's address is confirmed; nobody may travel on it unwarned."""
    told = WebCitizen(service.chat_url).say("kantor bpkp di jogja")

    assert "Bantul" in told
    assert "belum dipastikan" in told


def test_what_is_outside_the_remit_is_referred(service: Service) -> None:
    """BPKB and BPKP differ by one letter; the citizen is told who can help."""
    told = WebCitizen(service.chat_url).say("perpanjang stnk motor gimana caranya")

    assert "Samsat" in told


def test_nonsense_is_asked_again_and_then_an_officer_is_offered(service: Service) -> None:
    """Two failures in a row are our fault, not the citizen's."""
    citizen = WebCitizen(service.chat_url)

    first, second = citizen.say("qwrtp zxcvb"), citizen.say("mnbvc lkjhg")
    accepted = citizen.say("iya mau")

    assert "kata lain" in first
    assert "dihubungkan dengan petugas" in second
    assert ticket_in(accepted)


def test_a_person_is_asked_for_and_the_ticket_followed(service: Service) -> None:
    """A number at once, and its state without waiting for anybody."""
    citizen = WebCitizen(service.chat_url)

    ticket = ticket_in(citizen.say("saya mau bicara dengan petugas"))
    relayed = citizen.say("laporan saya soal surat tugas")
    asked = citizen.press("Batalkan tiket")
    cancelled = citizen.press("Ya, batalkan")
    status = citizen.say("status tiket saya gimana ya")

    assert ticket in relayed
    assert f"Batalkan tiket {ticket}?" in asked
    assert "dibatalkan" in cancelled
    assert f"Tiket {ticket}: sudah dibatalkan" in status


def test_an_officer_answers_on_the_channel_the_citizen_wrote_on(service: Service) -> None:
    """The whole hand-over: queue, answer, further messages past the bot, close, bot again."""
    chat_id, officer = 4001, DeskOfficer(service.desk_url, OFFICER[0], PASSWORD)
    ticket = ticket_in(tell(service, chat_id, "/petugas"))
    tell(service, chat_id, "<script>alert(1)</script> tolong dibantu")

    in_queue, page = ticket in officer.queue(), officer.page(ticket)
    officer.act(ticket, "reply", text="Selamat pagi, saya Rini. Ada yang bisa dibantu?")
    answered = wait_for(service, chat_id, "saya Rini")
    relayed = tell(service, chat_id, "apa itu spip?")
    seen = "apa itu spip?" in officer.page(ticket)
    officer.act(ticket, "close")
    wait_for(service, chat_id, "menutup tiket")
    again = tell(service, chat_id, "apa itu spip?")
    tell(service, chat_id, "loh kok ditutup, belum beres")
    reopened = tell(service, chat_id, "iya")

    assert in_queue
    assert "&lt;script&gt;" in page
    assert "<script>alert(1)" not in page
    assert answered
    assert "diteruskan kepada petugas" in relayed
    assert seen
    assert "Dicocokkan dengan sumbernya" in again
    assert f"Tiket {ticket} kami buka lagi" in reopened


def test_telegram_commands_answer(service: Service) -> None:
    """What the menu of the bot promises."""
    chat_id = 4002

    start, help_, status = (
        tell(service, chat_id, f"/{c}") for c in ("start", "bantuan", "status")
    )
    topics = tell(service, chat_id, "/topik")
    keyboard = service.telegram.sent(chat_id)[-1]["reply_markup"]

    assert "mesin" in start
    assert "ketik petugas" in help_
    assert "belum memiliki tiket" in status
    assert "bidang" in topics
    assert "Tentang BPKP" in str(keyboard)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/intent{"x":1}',
        "/session_start",
        "' OR 1=1; DROP TABLE turns; --",
        "<b>tebal</b> <script>alert(1)</script>",
        "*_[judul](http://x)_*",
        "\u202eakgna\u202c \u200b\u200d apa itu spip \x07\x00",
        "a" * 100_000,
        "   ",
        "\u200b",
        "😀😀😀",
    ],
)
def test_hostile_text_is_answered_sensibly(service: Service, text: str) -> None:
    """Whatever is typed, the citizen reads something and nothing breaks."""
    told = WebCitizen(service.chat_url).say(text)

    assert told
    assert "gangguan" not in told
    assert service.rows("SELECT count(*) FROM updates WHERE state != 'done'") == [(0,)]


def test_every_kind_of_telegram_update_has_an_outcome(service: Service) -> None:
    """A voice note that vanishes is a citizen who waits for ever."""
    chat_id, telegram = 4003, service.telegram
    chat = {"id": chat_id, "type": "private", "first_name": "X"}
    common = {"message_id": 5, "date": 1, "chat": chat, "from": {**chat, "is_bot": False}}
    file = {"file_id": "f", "file_unique_id": "u"}
    kinds = {
        "sticker": {**file, "type": "regular", "width": 1, "height": 1, "is_animated": False,
                    "is_video": False},
        "voice": {**file, "duration": 3},
        "location": {"latitude": -7.8, "longitude": 110.4},
    }  # fmt: skip
    for kind, content in kinds.items():
        telegram.push({"message": {**common, kind: content}})
    photo = [{**file, "width": 1, "height": 1}]
    telegram.push({"message": {**common, "photo": photo, "caption": "apa itu spip?"}})
    telegram.push({"brand_new_kind": {"anything": 1}})

    wait_for(service, chat_id, "SPIP")

    told = [str(sent["text"]) for sent in telegram.sent(chat_id)]
    assert sum("hanya dapat membaca tulisan" in text for text in told) == 2
    assert any("DI Yogyakarta" in text for text in told)
    assert any("menjawab tulisan yang menyertainya" in text for text in told)
    outcomes = "SELECT outcome FROM updates WHERE kind = 'unknown'"
    assert service.rows(outcomes) == [("ignored",)]


def test_personal_data_reaches_no_row_and_no_log(service: Service) -> None:
    """What was never stored cannot leak."""
    secret = "3174091204850007"
    told = WebCitizen(service.chat_url).say(f"nik saya {secret}, minta data ke bpkp gimana")

    stored = [row for name in tables(service) for row in service.rows(f"SELECT * FROM {name}")]  # noqa: S608 - our own names

    assert "NIK" in told
    assert secret not in str(stored)
    assert secret not in service.logs()
    files = [path for path in service.database_path.parent.iterdir() if path.is_file()]
    assert [path.name for path in files if secret.encode() in path.read_bytes()] == []


def test_no_log_holds_what_citizens_wrote(service: Service) -> None:
    """Logs are kept by others, and longer."""
    marker = "kalimatpenandauntuklog"
    WebCitizen(service.chat_url).say(f"apa itu {marker} spip?")

    assert marker not in service.logs()


def tell(service: Service, chat_id: int, text: str) -> str:
    """Write to the bot on Telegram and return the next thing read."""
    before = len(service.telegram.sent(chat_id))
    service.telegram.say(chat_id, text)
    return str(service.telegram.wait_for(chat_id, before + 1, PATIENCE)[-1]["text"])


def wait_for(service: Service, chat_id: int, text: str) -> str:
    """Wait until something that contains a text was told on Telegram."""
    count = 1
    while True:
        told = service.telegram.wait_for(chat_id, count, PATIENCE)
        found = next((str(m["text"]) for m in told if text in str(m["text"])), None)
        if found is not None:
            return found
        count = len(told) + 1


def tables(service: Service) -> list[str]:
    """Return the names of all tables."""
    rows = service.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [str(row[0]) for row in rows]
