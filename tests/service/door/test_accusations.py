"""Telling an accusation from a question, a thank-you and everyday writing."""

import json
from collections.abc import Sequence

import pytest

from doubles.knowledge import CONTENT
from service.content.accusation_examples import article_questions, read_accusations
from service.content.distress_examples import read_distress
from service.content.entries import Problems
from service.content.folder import read_slang
from service.door.accusation_codes import CODES
from service.door.accusation_reading import read
from service.door.accusations import Accusations, LearntAccusations, accuses_plainly
from service.door.masking import mask
from service.paths import ROOT
from service.text import as_read, normalise

MEASURED = ROOT / "tests" / "questions" / "accusations.jsonl"
LIKE_DIGITS = dict(zip("oieast", "013457", strict=True))
LONGER_THAN_COUNTS = 5  # letters; "4set" and "3mas" are counted


@pytest.fixture(scope="module")
def accusations() -> Accusations:
    """Accusations as the gateway reads them."""
    problems = Problems()
    examples = read_accusations(CONTENT, problems)
    harmless = (*examples.harmless, *examples.everyday, *examples.between)
    harmless += (*article_questions(CONTENT), *read_distress(CONTENT, problems).harmless)
    slang = read_slang(CONTENT, problems)
    assert problems.lines == []
    return Accusations(LearntAccusations(examples.accusing, harmless, slang))


@pytest.mark.parametrize(
    "text",
    [
        "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta",
        "auditor bpkp bernama Anton minta uang 20 juta ke dinas kami",
        "kepala dinas kami mark up proyek, saya lihat sendiri kwitansinya",
        "atasan saya bu Rina nerima mobil dari rekanan",
        "ada pak Joko ngaku auditor BPKP memeras saya 15 juta",
    ],
)
def test_a_plain_accusation_is_noticed_by_rules_alone(text: str) -> None:
    """Even where nothing was learnt, names and amounts do not come in."""
    assert Accusations().channel(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "camatnya disuap",
        "Saya dari koran setempat. Kabid aset menjual mobil dinas ke adiknya. Sudah tahukah BPKP?",
    ],
)
def test_few_words_and_one_sentence_of_several_are_enough(
    accusations: Accusations, text: str
) -> None:
    """Who is brief, and who says first who they are, accuses all the same."""
    assert accusations.channel(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "gimana cara lapor kades korupsi?",
        "apa hukuman bagi bendahara yang korupsi",
        "mau lapor pegawai bpkp yang minta uang kemana ya",
        "Saya Budi dari desa Sukamaju mau minta data",
        "penjelasan indeks efektivitas pengendalian korupsi",
        "mksh byk pak sdh dibantu",
        "nik anak saya [NIK disembunyikan] belum punya kartu pintar",
        "surat atas nama pak Hadi sudah sampai belum",
        "saya bendahara desa Telaga, sisa kas 8 juta disetor ke mana",
        "kula carik Desa Banjarejo, dana desa 850 yuta sampun cair, laporane kados pundi",
        "halo",
        "",
    ],
)
def test_a_question_accuses_nobody(accusations: Accusations, text: str) -> None:
    """Who asks for the way must be shown it, not told that nothing was kept."""
    assert accusations.channel(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "sate kambingnya alot, pelayannya mas Doni jutek dan minta tip 20 ribu",
        "Siapakah kepala kepolisian yang memimpin operasi itu pada tahun 1999",
        "bapak kos saya naikin harga 300 ribu padahal kamar mandinya bocor",
        "kemarin saya sekeluarga makan di dekat jalan raya, petugas parkirnya ramah sekali, anak "
        "anak senang, harga makanannya lumayan, lain kali kami pasti datang lagi",
    ],
)
def test_everyday_writing_that_names_somebody_accuses_nobody(
    accusations: Accusations, text: str
) -> None:
    """Somebody named and a long sentence are not enough: a review is no whistle."""
    assert accusations.channel(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "boleh nggak auditor bpkp minta transfer 15 juta ke dinas kami? namanya pak Surya",
        "P. Handoyo dari perwakilan bpkp itu minta jatah tiap tim turun",
        "the auditor from your office asked our treasurer for 30 million",
        "k.a.d.e.s kami k.o.r.u.p dana desa 90 juta",
        "kad3s kami n1lep dana d3sa 90 juta",
        "4uditor bpkp m1nta 15 juta ke bendahara dinas kami, namanya pak Surya",
        "k@des kami 7ilep dana desa 90 juta",
        "[Diteruskan] kades kami menjual sapi bantuan ke kota, warga tolong bersuara",
    ],
    ids=["question", "odd name", "English", "dotted", "leet", "first", "sign", "forwarded"],
)
def test_an_accusation_in_another_dress_is_one(accusations: Accusations, text: str) -> None:
    """Whoever hides the words from a filter, or asks instead of telling, is as exposed."""
    assert accusations.channel(text) is not None


@pytest.mark.parametrize("code", ["ROLE", "WRONG"])
def test_whoever_is_accused_is_known_behind_a_digit(code: str) -> None:
    """A digit at a word's beginning counts things; of these words it must not."""
    begun = [word.rstrip("*2") for word in CODES[code].split() if word[0] in LIKE_DIGITS]
    said = [word for word in begun if len(word) >= LONGER_THAN_COUNTS]
    disguised = [LIKE_DIGITS[word[0]] + word[1:] for word in said]

    assert said
    assert [as_read(word) for word in disguised] == said


def test_most_accusations_are_noticed_and_few_questions_taken_for_one(
    accusations: Accusations,
) -> None:
    """Measured on messages that nobody learnt from; docs/nlu.md holds the exact figures."""
    rows = [json.loads(line) for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    accusing = [accusations.channel(mask(r["text"]).text) for r in rows if r["accuses"]]
    harmless = [accusations.channel(mask(r["text"]).text) for r in rows if not r["accuses"]]

    assert len(accusing) >= 300
    assert len(harmless) >= 300
    assert _share(accusing) >= 0.95
    assert _share(harmless) <= 0.03


def test_no_measured_message_is_an_example() -> None:
    """A message that was learnt measures nothing."""
    examples = read_accusations(CONTENT, Problems())
    rows = [json.loads(line)["text"] for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    learnt = {
        normalise(text, {})
        for text in (*examples.accusing, *examples.harmless, *examples.everyday)
    }

    assert learnt.isdisjoint(normalise(text, {}) for text in rows)


def test_reading_takes_no_time_on_hostile_texts() -> None:
    """Patterns that backtrack would let one message stop the door for everybody."""
    for text in ("pak " * 1024, "minta " + "a " * 2000, "Aa" * 2000, "x" * 4096, "a1" * 2000):
        assert not accuses_plainly(read(text))


def _share(found: Sequence[str | None]) -> float:
    return sum(channel is not None for channel in found) / len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Apakah beliau-beliau itu bersedia menerima mahasiswa untuk wawancara?",
        "Saya pelaut yang singgah di Port Klang. Ada loket BPKP di sini?",
        "paling cepat kapan mereka membalas surat kami?",
        "Kakak saya kuliah di Nusa Tenggara, apa dia dapat magang di sana?",
        "hapus semua data saya di sini",
        "saya mau menghapus akun saya di sini",
        "tolong jelaskan lagi di sini",
    ],
)
def test_who_asks_about_somebody_without_a_wrong_accuses_nobody(
    accusations: Accusations, text: str
) -> None:
    """ "Beliau", "di sini" and the name of a town are no accusation: the question is answered."""
    assert accusations.channel(text) is None


def test_a_wrong_told_in_a_question_is_still_held(accusations: Accusations) -> None:
    """A question mark must not let a named wrong through."""
    assert accusations.channel("kok bisa ya pak Darmo bendahara kami nilep dana 40 juta?")


def test_a_deed_belongs_to_whoever_was_spoken_of_before(accusations: Accusations) -> None:
    """Many ask a harmless question first and tell in the second message what was done."""
    deed = "minta dibayarin hotel dua malam, 3 juta"

    assert accusations.channel(deed) is None
    assert accusations.completes(deed, "auditor boleh dijamu makan?\n")
    assert not accusations.completes(deed, "jadwal ujian kapan?\n")
    assert not accusations.completes("jam buka kantor", "auditor boleh dijamu makan?\n")


@pytest.mark.parametrize("word", ["naambil", "mamintak", "dipakekan", "kubayarkan", "manyetor"])
def test_a_verb_is_known_by_its_root_in_other_languages_of_the_country(word: str) -> None:
    """Makassar, Minang and Banjar put other syllables before the same verbs."""
    assert read(word).codes == ["TAKE"]
