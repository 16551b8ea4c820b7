"""Telling an accusation from a question, and where it belongs."""

import json
from collections.abc import Sequence

import pytest

from doubles.knowledge import CONTENT
from service.content.accusation_examples import read_accusations
from service.content.entries import Problems
from service.content.model import Content
from service.door.accusations import (
    CHANNELS,
    DEFAULT_CHANNEL,
    Accusations,
    LearntAccusations,
    accuses_plainly,
    channel_of,
    is_name_given,
)
from service.door.masking import mask
from service.paths import ROOT
from service.text import normalise

MEASURED = ROOT / "tests" / "questions" / "accusations.jsonl"


@pytest.fixture(scope="module")
def accusations() -> Accusations:
    """Accusations as the gateway reads them."""
    problems = Problems()
    examples = read_accusations(CONTENT, problems)
    assert problems.lines == []
    return Accusations(LearntAccusations(examples.accusing, examples.harmless, {}))


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta", "lapor-dana-desa"),
        ("auditor bpkp bernama Anton minta uang 20 juta ke dinas kami", "wbs-cara-lapor"),
        ("kepala dinas kami mark up proyek, saya lihat sendiri kwitansinya", DEFAULT_CHANNEL),
        ("atasan saya bu Rina nerima mobil dari rekanan", "lapor-gratifikasi"),
        ("kades kami nilep BLT, saya ceritakan di sini ya", "lapor-lewat-bot"),
        ("ada pak Joko ngaku auditor BPKP memeras saya 15 juta", "pemerasan-atas-nama"),
    ],
)
def test_a_plain_accusation_is_led_to_its_channel(text: str, channel: str) -> None:
    """Even where nothing was learnt, names and amounts do not come in."""
    assert Accusations().channel(text) == channel


@pytest.mark.parametrize(
    "text",
    [
        "gimana cara lapor kades korupsi?",
        "apa hukuman bagi bendahara yang korupsi",
        "mau lapor pegawai bpkp yang minta uang kemana ya",
        "Saya Budi dari desa Sukamaju mau minta data",
        "penjelasan indeks efektivitas pengendalian korupsi",
        "mksh byk pak sdh dibantu",
        "halo",
        "",
    ],
)
def test_a_question_accuses_nobody(accusations: Accusations, text: str) -> None:
    """Who asks for the way must be shown it, not told that nothing was kept."""
    assert accusations.channel(text) is None


def test_particulars_after_an_accusation_belong_to_it(accusations: Accusations) -> None:
    """ "Namanya pak Darmo" alone accuses nobody; a moment later it does."""
    more = "namanya pak Darmo, uangnya masuk rekening istrinya bulan maret"
    assert accusations.continues(more)
    assert accusations.continues("dia juga punya tiga rumah dari hasil itu")
    assert not accusations.continues("terima kasih")
    assert not accusations.continues("berapa lama laporan wbs dijawab?")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("pak darmo", True),
        ("inisial SM", True),
        ("oknum bernama yuli", True),
        ("NIP [NIP disembunyikan]", True),
        ("kemarin Hamdan Suryokusumo datang", True),
        ("pak kades", False),
        ("maaf pak sy mau tanya", False),
        ("Saya dari Dinas Pendidikan Kabupaten Bandung", False),
    ],
)
def test_names_are_told_from_roles_and_places(text: str, *, given: bool) -> None:
    """A role may be meant in general; a name never is."""
    assert is_name_given(text) is given


def test_every_channel_is_an_article(content: Content) -> None:
    """A channel without an article would be silence."""
    known = {article.id for article in content.articles}

    assert {topic for topics in CHANNELS.values() for topic in topics} <= known
    assert channel_of("apa saja") == DEFAULT_CHANNEL


def test_most_accusations_are_noticed_and_few_questions_taken_for_one(
    accusations: Accusations,
) -> None:
    """Measured on messages that nobody learnt from; docs/nlu.md holds the exact figures."""
    rows = [json.loads(line) for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    accusing = [accusations.channel(mask(r["text"]).text) for r in rows if r["accuses"]]
    harmless = [accusations.channel(mask(r["text"]).text) for r in rows if not r["accuses"]]

    assert _share(accusing) >= 0.9
    assert _share(harmless) <= 0.1


def test_no_measured_message_is_an_example() -> None:
    """A message that was learnt measures nothing."""
    examples = read_accusations(CONTENT, Problems())
    rows = [json.loads(line)["text"] for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    learnt = {normalise(text, {}) for text in (*examples.accusing, *examples.harmless)}

    assert learnt.isdisjoint(normalise(text, {}) for text in rows)


def test_rules_take_no_time_on_hostile_texts() -> None:
    """Patterns that backtrack would let one message stop the door for everybody."""
    for text in ("pak " * 1024, "minta " + "a " * 2000, "Aa" * 2000, "x" * 4096):
        assert not accuses_plainly(text)


def _share(found: Sequence[str | None]) -> float:
    return sum(channel is not None for channel in found) / len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Apakah beliau-beliau itu bersedia menerima mahasiswa untuk wawancara?",
        "Saya pelaut yang singgah di Port Klang. Ada loket BPKP di sini?",
        "paling cepat kapan mereka membalas surat kami?",
        "Kakak saya kuliah di Nusa Tenggara, apa dia dapat magang di sana?",
    ],
)
def test_who_asks_about_somebody_without_a_wrong_accuses_nobody(
    accusations: Accusations, text: str
) -> None:
    """ "Beliau" and the name of a town are no accusation: the question is to be answered."""
    assert accusations.channel(text) is None


def test_a_wrong_told_in_a_question_is_still_held(accusations: Accusations) -> None:
    """A question mark must not let a named wrong through."""
    assert accusations.channel("kok bisa ya pak Darmo bendahara kami nilep dana 40 juta?")


@pytest.mark.parametrize(
    "said",
    [
        "hapus semua data saya di sini",
        "saya mau menghapus akun saya di sini",
        "tolong jelaskan lagi di sini",
    ],
)
def test_here_is_nobody(accusations: Accusations, said: str) -> None:
    """Who wants their own data deleted accuses nobody, and must not read about whistleblowing."""
    assert accusations.channel(said) is None
