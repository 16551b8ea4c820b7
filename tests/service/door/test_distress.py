"""Telling a message in distress from one about rules, work, machines and games."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from doubles.knowledge import CONTENT
from service.assembly import make_door
from service.content.accusation_examples import read_accusations
from service.content.distress_examples import KINDS, read_distress
from service.content.entries import Problems
from service.door.distress import Distress, DistressKind, LearntDistress, plain_kind
from service.door.door import Door
from service.door.masking import mask
from service.paths import ROOT
from service.settings import Settings
from service.text import normalise

MEASURED = ROOT / "tests" / "questions" / "distress.jsonl"
LATER = ROOT / "tests" / "questions" / "distress_4.jsonl"
LEARNT = ROOT / "data" / "nlu.yml"
IN_DISTRESS = {  # of what the classifier in Rasa learnt; the door keeps such a message from it
    "anak saya dipukuli tetangga, lapor kemana",
    "mau laporin suami kdrt",
    "capek hidup",
    "keluarga saya diteror sejak saya bersaksi",
    "motor saya dirusak orang setelah saya melapor proyek",
}
QUESTIONS = ROOT / "tests" / "questions" / "development.jsonl"


@pytest.fixture(scope="module")
def door() -> Door:
    """The door as the gateway makes it."""
    return make_door(Settings(content_dir=CONTENT))


def rows(path: Path = MEASURED) -> list[dict[str, object]]:
    """Return the measured messages."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("saya mau bunuh diri", "suicide"),
        ("Sy pgn bnuh dri pak", "suicide"),
        ("pengen mati aja rasanya", "suicide"),
        ("teman kos saya bilang mau mengakhiri hidupnya", "suicide"),
        ("suami saya mengancam mau bunuh diri", "suicide"),
        ("aku ga sanggup hidup lagi", "suicide"),
        ("wis arep nglalu wae aku", "suicide"),
        ("saya diancam akan dibunuh karena melapor", "threat"),
        ("sy d ancam mw d bunuh tlg", "threat"),
        ("saya lagi dikeroyok orang di parkiran", "threat"),
        ("orang itu di depan rumah bawa parang", "threat"),
        ("nyawa keluarga saya terancam", "threat"),
        ("suami saya mukulin saya tiap malam", "violence_home"),
        ("bapak mau bunuh ibu, tolong", "violence_home"),
        ("kdrt bu tolong", "violence_home"),
        ("salaki abdi neunggeul abdi unggal peuting", "violence_home"),
        ("anak saya dicabuli tetangga", "sexual_violence"),
        ("aku diperkosa", "sexual_violence"),
        ("atasan meraba paha saya di mobil", "sexual_violence"),
        ("bos maksa saya tidur dengannya", "sexual_violence"),
        ("gntung diri aja gw", "suicide"),
        ("aku mau m a t i", "suicide"),
        ("min tanya tgr dong. rasanya saya ingin mati saja. bisa dicicil?", "suicide"),
        ("udah siapin tali", "suicide"),
        ("d1ancam mau dibac0k", "threat"),
        ("gob keuneuk poh lon", "threat"),
        ("napukulka suamiku", "violence_home"),
        ("semah kulo ngantemi kulo", "violence_home"),
        ("beta dapa perkosa", "sexual_violence"),
        ("kalau ibu baca pesan ini mungkin aku sudah tiada", "suicide"),
        ("pengen ngilang aja dari muka bumi", "suicide"),
        ("semua orang bakal lega kalau aku ga ada", "suicide"),
        ("arep kendat bengi iki", "suicide"),
        ("pahaku tak beset dewe", "suicide"),
        ("sepupu saya mengancam mau loncat dari atap", "suicide"),
        ("katanya lengan saya mau dipatahin", "threat"),
        ("ada mobil putih ngikutin saya terus sejak sidang", "threat"),
        ("bidan desa kami disekap massa", "threat"),
        ("they said they will kidnap my son", "threat"),
        ("papa suka main fisik ke mama", "violence_home"),
        ("kakakku memukulku lagi tadi", "violence_home"),
        ("kasir toko diperkosa bosnya, dia teman saya", "sexual_violence"),
    ],
)
def test_what_the_words_say_is_seen_without_examples(text: str, kind: str) -> None:
    """Whoever says it plainly must read who helps, whatever was learnt or not."""
    assert Distress().kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "cara bunuh proses java yang hang di server",
        "listrik mati, server siskeudes ikut mati",
        "mau mati lampu lagi katanya jam 3",
        "bagian ini saya masih bingung",
        "yang bagian lampiran saya belum paham",
        "mati-matian saya cari formulirnya",
        "kiper tim kami bikin gol bunuh diri",
        "saya nulis novel, tokohnya mau bunuh diri",
        "apa sanksi asn yang memukul istrinya",
        "anggaran rumah aman untuk korban kdrt dari mana",
        "pedoman pencegahan pelecehan seksual di kantor",
        "diancam pidana berapa tahun kalau memalsukan spj",
        "saya diancam dipecat kalau tidak tanda tangan",
        "program terancam batal karena anggaran dipotong",
        "akun saya ditendang keluar terus dari aplikasi",
        "pukul berapa kantornya tutup",
        "ayah saya pensiunan, meninggal bulan lalu, klaimnya bagaimana",
        "apakah pelapor wbs dilindungi",
        "saya pamit dulu ya min, makasih",
        "harga bunuh diri dari penyedia boleh digugurkan?",
        "kami dipukul rata potong 10 persen",
        "saya dihajar tugas dan disiksa revisi",
        "kekerasan dalam rumah tangga itu diatur uu mana",
        "bapak saya meninggal, saya mau mengurus akta kematian",
        "bpkp banten di serang alamatnya mana",
        "kami dikepung tagihan vendor",
        "adik saya diikat perjanjian dinas lima tahun",
        "sertifikat tanah kami disandera bank",
        "tutorial ini menyiksa saya, sudah 3x gagal",
        "ayah saya meninggal bunuh diri dua tahun lalu, pensiunnya ke siapa",
        "besok saya sudah tidak ada di kantor, titip ke siapa",
        "perut saya panas habis makan konsumsi rapat",
        "halo",
        "",
    ],
)
def test_the_same_words_about_something_else_pass(door: Door, text: str) -> None:
    """Who asks about a rule or a machine must be answered, not consoled."""
    assert door.hear(text).distress is None


@pytest.mark.parametrize(
    "text",
    [
        "saya di {}",
        "kalau saya di {}?",
        "aku lagi di {} nih",
        "saya tinggal di {}",
        "rumah saya di {}",
        "saya sekarang di {}",
        "saya orang {}",
    ],
)
def test_who_says_in_which_town_they_are_is_in_no_danger(door: Door, text: str) -> None:
    """ "Saya di Sampang" asks for an office; an emergency number frightens."""
    lines = (CONTENT / "gazetteer/regencies.csv").read_text(encoding="utf-8").splitlines()[1:]
    towns = [line.split(",")[2].partition(" ")[2] for line in lines]

    held = [town for town in towns if _is_held(door, text.format(town))]
    assert len(held) / len(towns) <= 0.01


@pytest.mark.parametrize(
    "text", ["saya lagi di atas jembatan sekarang", "aku lagi di atap gedung"]
)
def test_who_stands_where_it_is_dangerous_is_heard(door: Door, text: str) -> None:
    """These are built like "saya di Sampang" and mean something else."""
    assert door.hear(text).distress == DistressKind.SUICIDE


def test_what_is_told_in_other_words_is_seen(door: Door) -> None:
    """Most people in danger use none of the alarming words."""
    assert door.hear("anak istri saya lebih tenang kalau saya sudah tidak ada") is not None
    told = door.hear("semua barang sudah saya bagikan, setelah malam ini jangan cari saya lagi")
    assert told.distress == DistressKind.SUICIDE


def test_what_goes_on_after_it_is_seen_earlier() -> None:
    """A second message says less, since the first has said it."""
    learnt = LearntDistress(
        {kind: (f"{kind} gelap sekali malam ini",) for kind in KINDS}, ("jam buka kantor",), {}
    )
    distress = Distress(learnt)

    assert distress.continues("gelap sekali malam ini") is not None
    assert distress.continues("jam buka kantor") is None
    assert distress.continues("gelap sekali malam ini?") is None


def test_the_kinds_of_the_examples_are_those_of_the_door() -> None:
    """A kind that one of them lacks would be a sentence that is missing when it matters most."""
    assert set(KINDS) == set(DistressKind)


def test_the_plain_ones_are_noticed_and_look_alikes_pass(door: Door) -> None:
    """Measured on messages that nobody learnt from; docs/nlu.md holds the exact figures."""
    measured = [(row, door.hear(str(row["text"])).distress) for row in rows()]
    plain = [found for row, found in measured if row.get("plain")]
    others = [found for row, found in measured if row.get("plain") is False]
    alike = [found for row, found in measured if row["kind"] is None]

    assert _share(plain) >= 0.97
    assert _share(others) >= 0.4
    assert _share(alike) <= 0.02


def test_strangers_plain_words_are_noticed_and_their_look_alikes_pass(door: Door) -> None:
    """Another hand writes of other people in other tongues; none of them may be left alone."""
    measured = [(row, door.hear(str(row["text"])).distress) for row in rows(LATER)]
    plain = [found for row, found in measured if row.get("plain")]
    alike = [found for row, found in measured if row["kind"] is None]

    assert _share(plain) >= 0.97
    assert _share(alike) <= 0.02


def test_what_is_noticed_is_mostly_of_the_right_kind(door: Door) -> None:
    """The kind chooses the contacts."""
    measured = [(row["kind"], door.hear(str(row["text"])).distress) for row in rows()]
    found = [kind == told for kind, told in measured if kind and told]

    assert sum(found) / len(found) >= 0.95


def test_questions_to_us_pass(door: Door) -> None:
    """Of ordinary questions, none may be answered by an emergency number."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()

    held = [text for text in (json.loads(line)["text"] for line in lines) if _is_held(door, text)]
    assert held == []


def test_what_rasa_learnt_from_passes(door: Door) -> None:
    """Eleven thousand ordinary questions: hardly one may be answered by an emergency number."""
    text = LEARNT.read_text(encoding="utf-8")
    asked = set(re.findall(r"^    - (.+)$", text, re.MULTILINE)) - IN_DISTRESS

    assert [text for text in asked if plain_kind(text) is not None] == []
    assert [text for text in asked if _is_held(door, text)] == []


@pytest.mark.parametrize(
    "path", sorted(MEASURED.parent.glob("distress*.jsonl")), ids=lambda p: p.stem
)
def test_no_measured_message_is_an_example(path: Path) -> None:
    """A message that was learnt measures nothing."""
    examples = read_distress(CONTENT, Problems())
    texts = [text for told in examples.told.values() for text in told]
    learnt = {normalise(text, {}) for text in (*texts, *examples.harmless)}

    assert learnt.isdisjoint(normalise(str(row["text"]), {}) for row in rows(path))


def test_no_accusation_among_the_examples_is_lost_to_it() -> None:
    """Few who accuse are in danger; the rest must be led to their channel."""
    accusing = read_accusations(CONTENT, Problems()).accusing
    held = [text for text in accusing if plain_kind(mask(text).text) is not None]

    assert len(held) <= len(accusing) // 50


def test_rules_take_no_time_on_hostile_texts() -> None:
    """Patterns that backtrack would let one message stop the door for everybody."""
    for text in ("saya mau " * 450, "suami " * 680, "di " + "a " * 2000, "x" * 4096):
        assert plain_kind(text) is None


def _is_held(door: Door, text: str) -> bool:
    return door.hear(text).distress is not None


def _share(found: Sequence[object]) -> float:
    return sum(kind is not None for kind in found) / len(found)
