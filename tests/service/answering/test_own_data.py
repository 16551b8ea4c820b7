"""One's own data in any words, and where such words are about a report instead."""

import pytest

from service.answering.answers import Answers
from service.answering.own_data import reply_about_own_data, without_own_data
from tests.service.answering.asked import FOREIGN, question, ranked


@pytest.mark.parametrize(
    "text",
    [
        "apa nama sama nomor hpku kesimpen di sini",
        "nomor saya kelihatan ga sama bot ini",
        "anda tau nama saya?",
        "obrolan kita direkam ya",
        "aman ga kalau saya kasih nik di sini",
        "lho kok saya malah ngasih nik, itu kesimpen ga",
        "yang barusan saya tulis disimpan nggak",
        "chat ini siapa aja yang baca",
        "saya mau semua chat ini dilenyapkan",
        "delete my data",
        "is my chat stored?",
    ],
)
def test_whoever_asks_what_is_kept_is_told(answers: Answers, text: str) -> None:
    """Only a true answer makes somebody trust what they write to."""
    reply = reply_about_own_data(answers, question(text, FOREIGN))

    assert reply is not None
    assert reply.topic == "data-saya"


@pytest.mark.parametrize(
    "text",
    [
        "nama saya disimpan rapat kalau lapor ke wbs?",
        "cara minta data anggaran",
        "nomor telepon kantor pusat",
        "identitas pelapor dirahasiakan?",
        "laporan keuangan disimpan berapa tahun",
        "di mana saya bisa lihat pengumuman cpns",
    ],
)
def test_other_data_are_another_question(answers: Answers, text: str) -> None:
    """What becomes of a report is not what becomes of a chat."""
    assert reply_about_own_data(answers, question(text, FOREIGN)) is None


def test_a_question_about_a_report_is_not_about_this_service(answers: Answers) -> None:
    """The words are alike; a choice between both would be a quiz."""
    asked = question(
        "kalau lapor wbs nama saya disimpan?", ranked(data_saya=0.4, wbs_kerahasiaan=0.4)
    )

    [only] = without_own_data(answers.knowledge, asked).ranking

    assert (only.name, round(only.confidence, 2)) == ("wbs-kerahasiaan", 0.8)


@pytest.mark.parametrize(
    "text",
    [
        "kamu tau apa aja ttg aku",
        "apa yang kalian ketahui soal saya",
        "kamu punya data apa tentang saya",
    ],
)
def test_what_is_known_of_oneself_is_asked_in_any_words(answers: Answers, text: str) -> None:
    """The bot introduced itself instead of telling what it keeps."""
    reply = reply_about_own_data(answers, question(text))

    assert reply is not None
    assert reply.topic == "data-saya"
