"""A ticket taken back in words, and the yes or no after the question."""

import pytest

from service.answering.cancelling import agrees, asks_to_cancel, supposes_end

NAMED = (
    "batalkan tiket saya",
    "tiketnya dibatalin aja kak",
    "tolong tiket TB-7KQ2-9XMD dibatalkan",
    "cancel tiket dong",
    "mau membatalkan tiketku",
    "tiket yang tadi ditutup aja",
    "kalau gitu batalkan tiketnya",
)
ALONE = (
    "nggak jadi deh",
    "ga jadi",
    "eh gajadi kak",
    "batal aja",
    "tidak usah, sudah ketemu",
    "ga perlu petugas lagi",
)
OTHER = (
    "cara batalkan tiket kereta",
    "berapa hari lagi ya pak",
    "kapan dibalas?",
    "apakah pendaftaran bisa dibatalkan oleh panitia kalau berkasnya belum lengkap semua",
    "tiket saya sudah dibaca belum",
    "tiket yang sudah ditutup bisa dibuka lagi ga",
    "ga perlu bawa ktp?",
    "kalau data saya dihapus tiket masih ada?",
    "setelah percakapan dihapus, tiketnya ikut hilang?",
    "saya batal puasa hari ini karena sakit terus minum obat",
)


@pytest.mark.parametrize("said", NAMED)
@pytest.mark.parametrize("is_waiting", [True, False])
def test_a_named_ticket_can_always_be_taken_back(said: str, is_waiting: bool) -> None:
    """Without a ticket the citizen learns that there is none, and how to get one."""
    assert asks_to_cancel(said, is_waiting)


@pytest.mark.parametrize("said", ["cara batalin tiket gimana", "bisa ga tiket dibatalkan sendiri"])
def test_how_it_is_done_is_a_question_where_nothing_waits(said: str) -> None:
    """Who only wants to know reads how; who waits is asked whether to cancel."""
    assert not asks_to_cancel(said, is_waiting=False)
    assert asks_to_cancel(said, is_waiting=True)


@pytest.mark.parametrize("said", ALONE)
def test_a_change_of_mind_alone_is_about_the_ticket_that_waits(said: str) -> None:
    """Who waits says no more than that; who does not may mean anything."""
    assert asks_to_cancel(said, is_waiting=True)
    assert not asks_to_cancel(said, is_waiting=False)


@pytest.mark.parametrize("said", OTHER)
def test_what_is_about_something_else_cancels_nothing(said: str) -> None:
    """A question that must be read by an officer would be answered with another question."""
    assert not asks_to_cancel(said, is_waiting=True)


@pytest.mark.parametrize(
    "said", ["ya", "iya dong", "Ya, batalkan", "oke batalin aja", "yakin kak", "betul"]
)
def test_yes(said: str) -> None:
    """People answer as they would answer a person."""
    assert agrees(said) is True


@pytest.mark.parametrize(
    "said", ["tidak", "jangan dulu", "eh jangan", "ga jadi", "tetap tunggu aja", "ya jangan lah"]
)
def test_no(said: str) -> None:
    """A ticket must not be lost by a no."""
    assert agrees(said) is False


@pytest.mark.parametrize(
    "said",
    [
        "berapa lama?",
        "ya?",
        "alamat kantor bpkp di mana",
        "",
        "saya mau tanya soal diklat dulu ya pak",
    ],
)
def test_anything_else_is_no_answer(said: str) -> None:
    """A new question stays a question."""
    assert agrees(said) is None


def test_what_deleting_does_to_a_ticket_is_asked_not_wished() -> None:
    """Who asks must not lose the ticket, and a closed vacancy is no ticket."""
    assert supposes_end("kalau obrolan ini dihapus, nomor tiketnya hangus?")
    assert not supposes_end("kalau pendaftaran ditutup, bisa susulan?")
