"""The card of a ticket in the group: officers decide by it what to do next."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.content.sentences import OFFICERS, Sentences, load_sentences
from service.forum.cards import CardFacts, Mode, Press, Shown, button, card, read_press
from service.paths import ROOT

DATA_LIMIT = 64  # bytes, Telegram's
FACTS = CardFacts(
    ticket="TB-7KQ2-9XMD",
    stage="waiting",
    unit="PPID",
    mode=Mode.FULL,
    waits_since=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
    due_at=datetime(2026, 12, 8, 9, 0, tzinfo=UTC),
    question="Berapa lama permohonan informasi saya dijawab?",
    link="https://meja.example.go.id/escalations/TB-7KQ2-9XMD",
)


@pytest.fixture(scope="module")
def words() -> Sentences:
    """The sentences that officers read."""
    return load_sentences(ROOT / "content", OFFICERS)


def labels(shown: Shown) -> list[list[str]]:
    """Return the labels of the buttons, row by row."""
    return [[one.label for one in row] for row in shown.rows]


def test_a_waiting_ticket_is_told_whole(words: Sentences) -> None:
    """Who opens the group sees at once what waits, since when, and until when."""
    shown = card(FACTS, words)

    assert shown.text == (
        "🟡 TB-7KQ2-9XMD · Menunggu petugas\n"
        "Unit: PPID\n"
        "Warga menunggu sejak 24 Nov 2026 10.00 WIB\n"
        "Batas jawab: 8 Des 2026 16.00 WIB\n"
        "Pertanyaan: Berapa lama permohonan informasi saya dijawab?"
    )
    assert labels(shown) == [["Ambil", "Riwayat"], ["Buka di meja web"]]


def test_a_card_without_words_has_none(words: Sentences) -> None:
    """Every member of a group reads everything in it, for ever."""
    facts = replace(FACTS, mode=Mode.CARD, question="RAHASIA", titles=("RAHASIA",))
    facts = replace(facts, place="RAHASIA", is_english=True)

    assert "RAHASIA" not in card(facts, words).text
    assert "meja web" in card(facts, words).text
    assert "cari nomor" in card(replace(facts, link=""), words).text


@pytest.mark.parametrize(
    ("change", "head"),
    [
        ({"stage": "held", "held_by": "Rini"}, "🔵 TB-7KQ2-9XMD · Ditangani Rini"),
        (
            {"stage": "for_citizen", "held_by": "Rini"},
            "🟢 TB-7KQ2-9XMD · Menunggu jawaban warga, dipegang Rini",
        ),
        (
            {"stage": "snoozed", "snoozed_until": datetime(2026, 11, 25, 1, 0, tzinfo=UTC)},
            "⏸ TB-7KQ2-9XMD · Ditunda sampai 25 Nov 2026 08.00 WIB",
        ),
        ({"stage": "behind"}, "⚪ TB-7KQ2-9XMD · Menunggu tiket sebelumnya selesai"),
        ({"stage": "closed"}, "⚫ TB-7KQ2-9XMD · Selesai"),
        ({"stage": "closed", "held_by": "Rini"}, "⚫ TB-7KQ2-9XMD · Selesai, ditutup Rini"),
        ({"stage": "closed", "by_citizen": True}, "⚫ TB-7KQ2-9XMD · Selesai, dibatalkan warga"),
    ],
)
def test_each_state_is_told(words: Sentences, change: dict[str, object], head: str) -> None:
    """Nobody takes what is held, and nobody waits for what is over."""
    shown = card(replace(FACTS, **change), words)  # type: ignore[arg-type]

    assert shown.text.splitlines()[0] == head


def test_what_is_unusual_is_told(words: Sentences) -> None:
    """A ticket that came back, or whose words were held, is read with more care."""
    facts = replace(
        FACTS, times_opened=2, is_contested=True, is_held_back=True, is_english=True, place="Bali",
        titles=("Cara minta data",),
    )  # fmt: skip

    text = card(facts, words).text

    for told in (
        "Dibuka kembali, kali ke-2",
        "belum selesai",
        "tidak disimpan",
        "Inggris",
        "Bali",
    ):
        assert told in text
    assert "Cara minta data" in text


def test_a_long_question_is_cut_and_says_so(words: Sentences) -> None:
    """A card stays a card."""
    text = card(replace(FACTS, question="panjang sekali\n" * 60), words).text

    assert text.splitlines()[-1].endswith("…")
    assert len(text) < 600


def test_only_a_change_changes_the_fingerprint(words: Sentences) -> None:
    """An edit that changes nothing costs one of 20 a minute, and is refused."""
    same = card(replace(FACTS), words).fingerprint

    assert card(FACTS, words).fingerprint == same
    assert card(replace(FACTS, stage="held", held_by="Rini"), words).fingerprint != same


@pytest.mark.parametrize("press", list(Press))
def test_a_button_fits_and_is_read_back(words: Sentences, press: Press) -> None:
    """Telegram takes 64 bytes; what is longer makes the whole card fail."""
    data = button(press, "TB-7KQ2-9XMD", words).data

    assert len(data.encode()) <= DATA_LIMIT
    assert read_press(data) == (press, "TB-7KQ2-9XMD")


@pytest.mark.parametrize(
    "data", ["", "d:ambil", "d:ambil:", "x:ambil:TB", "d:hapus:TB", "aGVsbG8"]
)
def test_another_ones_data_is_no_press_of_ours(data: str) -> None:
    """An old bot's buttons, or a citizen's, do nothing here."""
    assert read_press(data) is None
