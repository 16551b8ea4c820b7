"""Particulars of a wrong, and what is said in between."""

import pytest

from doubles.knowledge import CONTENT
from service.content.accusation_examples import article_questions, read_accusations
from service.content.entries import Problems
from service.content.folder import read_slang
from service.door.telling import LearntTelling, Telling, names_somebody, opens_telling


@pytest.fixture(scope="module")
def telling() -> Telling:
    """It as the gateway reads."""
    problems = Problems()
    examples = read_accusations(CONTENT, problems)
    told = (*examples.particulars, *examples.accusing)
    harmless = (*article_questions(CONTENT), *examples.harmless)
    slang = read_slang(CONTENT, problems)
    return Telling(LearntTelling(told, examples.between, harmless, slang), "Sampit".__eq__)


@pytest.mark.parametrize(
    "text",
    [
        "Darsono",
        "orangnya pak Surya",
        "bu Ratna",
        "kepala gudang",
        "Sampit",
        "80 juta",
        "KT 1820 AB",
        "tanggal 9 mei",
        "dan istrinya juga terlibat",
        "dana desanya dipakai beli mobil",
    ],
)
def test_one_word_is_enough(telling: Telling, text: str) -> None:
    """A bare name means nothing alone; after "mau lapor kades" it is the accused."""
    assert telling.is_particular(text)


@pytest.mark.parametrize(
    "text",
    [
        "aman nggak kalau saya lapor?",
        "bakal kebongkar ga identitasku",
        "namaku kebuka gak nanti",
        "resep rendang dong",
        "takut saya",
        "harga emas naik lagi",
        "nonton bola dulu",
        "bandung dingin ya",
        "lewat mana",
        "berapa lama dijawab",
        "makasih ya",
        "inggih tarima kasih",
        "oke noted min",
        "niki rahasia mboten",
        "minta petugas",
        "nama saya Andi, dari dinas kesehatan",
        "syarat magang apa",
        "alamat kantor Sampit di mana",
        "1",
    ],
)
def test_what_is_asked_in_between_is_answered(telling: Telling, text: str) -> None:
    """Whoever is afraid to report asks first, and must not be silenced."""
    assert not telling.is_particular(text)


def test_who_says_so_begins_to_tell() -> None:
    """The name comes in the next message."""
    assert opens_telling("mau cerita soal kepala desa saya")
    assert opens_telling("ngadu dong")
    assert opens_telling("maaf min mau curhat soal kades")
    assert not opens_telling("maaf ya curhat")
    assert not opens_telling("mau lapor siskeudes error")
    assert not opens_telling("jam buka kantor")


def test_a_name_in_the_first_message_is_seen() -> None:
    """ "Mau lapor bu Indah" names the accused; "mau lapor ke pak Budi" names who is asked."""
    assert names_somebody("mau lapor bu Indah")
    assert not names_somebody("mau lapor ke pak Budi")


def test_a_particular_before_anybody_began_to_tell_must_be_plain(telling: Telling) -> None:
    """What nobody announced is held only where it reads like nothing else."""
    assert telling.tells_plainly("minta jatah 40 juta tiap bulan, orangnya pak Seno")
    assert not telling.tells_plainly("modal 50 juta")
    assert not telling.tells_plainly("pak Seno minta berapa?")
