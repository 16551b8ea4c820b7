"""Releases in the pictures: one that serves, one that the gate refuses, and one to be approved.

The figures are invented. The bundles are real, so that the real gate is seen; a model is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

from doubles.knowledge import CONTENT
from service.paths import MODELS, ROOT
from service.releases.answered import Answered
from service.releases.asked_lately import Asked
from service.releases.bundle import Bundle, collect
from service.releases.judging import Judged, Question, Result, make_report
from service.releases.register import approve, new_candidate, note_failure, note_judgement
from service.releases.replay import Compared, Replayed, changes_of, keep_replay
from service.releases.serving import note_serving, open_order, order
from service.releases.verdicts import accept as accept_changes
from service.releases.views import Made, Person
from tests.desk.desk_harness import DeskHarness

URL = "http://127.0.0.1:5006"
FULL = "No space left on device: models/tanya-7853628418fc.tar.gz"
SERVES, REFUSED, GOOD = 2, 4, 5  # numbers of the releases
TOPICS = sorted(path.stem for path in (CONTENT / "articles").glob("*.md"))

Changed = tuple[str, str, str]  # a question, what is expected, and what came instead


@dataclass(frozen=True)
class Figures:
    """How a set came out.

    Attributes:
        wrong: How many more both models have wrong; ``unknown`` is answered by neither.
    """

    name: str
    n: int
    better: Sequence[Changed] = ()
    worse: Sequence[Changed] = ()
    wrong: int = 0
    unknown: int = 0


BETTER = (
    ("magang sambil kuliah apakah bisa", "magang", "diklat"),
    ("boleh magang sambil tetap kuliah", "magang", ""),
    ("minta data bpkp untuk skripsi ke mana", "data-skripsi", "ppid-syarat"),
    ("data untuk skripsi diminta ke siapa", "data-skripsi", "perpustakaan"),
    ("parsel dari rekanan boleh diterima", "batas-hadiah", "lapor-gratifikasi"),
    ("bingkisan dari vendor bolehkah", "batas-hadiah", ""),
    ("aturan menerima bingkisan rekanan", "batas-hadiah", "lapor-gratifikasi"),
)
WORSE = (
    ("perpustakaan bpkp bisa untuk skripsi", "perpustakaan", "data-skripsi"),
    ("praktik kerja siswa smk", "magang", ""),
)
LOST = (
    ("kantor buka sampai pukul berapa", "jam-layanan", "kontak-pusat"),
    ("hari sabtu buka tidak", "jam-layanan", ""),
    ("jam istirahat layanan", "jam-layanan", "diklat"),
    ("nomor telepon pusat", "kontak-pusat", "media-sosial"),
    ("alamat kantor di jakarta", "alamat-pusat", "alamat-perwakilan"),
    ("lokasi kantor pusat", "alamat-pusat", "alamat-perwakilan"),
)
HARMFUL = (("laporan saya sudah sampai mana", "wbs-pantau", "lapor-korupsi"),)
USUAL = (
    Figures("questions_3", 192, wrong=6, unknown=9),
    Figures("questions_4", 214, wrong=8, unknown=12),
    Figures("questions_5", 135, wrong=7, unknown=10),
    Figures("questions_6", 150, wrong=6, unknown=11),
    Figures("follow_ups", 150, wrong=5, unknown=4),
)
RIGHT = (
    Figures("regression", 24),
    Figures("never_confuse", 300),
    Figures("accusations", 604, wrong=0, unknown=13),
    Figures("development", 474, BETTER, WORSE, wrong=14, unknown=12),
    *USUAL,
)
WRONG = (
    Figures("regression", 24),
    Figures("never_confuse", 300, worse=HARMFUL),
    Figures("accusations", 604, wrong=0, unknown=13),
    Figures("development", 474, worse=LOST, wrong=14, unknown=12),
    *USUAL,
)
CONFUSIONS = (  # what is wrong with both models
    ("ppid-waktu", "ppid-syarat"),
    ("alamat-pusat", "alamat-perwakilan"),
    ("siskeudes-terkunci", "siskeudes-bantuan"),
    ("cpns", "cpns-lalu"),
    ("alamat-pusat", "alamat-perwakilan"),
    ("spip", "penilaian-spip"),
    ("ppid-waktu", "ppid-permohonan"),
)
REPLAYED = (
    Compared(
        Asked("parsel dari rekanan kantor boleh diterima ga", None, "web", 9, 8),
        Answered(
            "answered",
            ("lapor-gratifikasi",),
            ("lapor-gratifikasi",),
            "lapor-gratifikasi",
            0.82,
            "Laporkan gratifikasi kepada KPK atau Unit Pengendalian Gratifikasi.",
        ),
        Answered(
            "answered",
            ("batas-hadiah",),
            ("batas-hadiah",),
            "batas-hadiah",
            0.93,
            "Hadiah dari rekanan kerja ditolak atau dilaporkan, berapa pun nilainya.",
        ),
    ),
    Compared(
        Asked("praktik kerja siswa smk gimana caranya", None, "telegram", 4, 4),
        Answered(
            "answered",
            ("magang",),
            ("magang",),
            "magang",
            0.71,
            "Magang diajukan dengan surat dari sekolah atau kampus.",
        ),
        Answered("not_understood", (), ("magang",), None, 0.28, "Maaf, saya belum paham."),
    ),
    Compared(
        Asked("minta data bpkp buat skripsi ke mana ya", None, "web", 6, 5),
        Answered("not_understood", (), ("data-skripsi",), None, 0.34, "Maaf, saya belum paham."),
        Answered(
            "answered",
            ("data-skripsi",),
            ("data-skripsi",),
            "data-skripsi",
            0.91,
            "Data untuk skripsi diminta lewat PPID BPKP.",
        ),
    ),
    Compared(
        Asked("syaratnya apa aja", "magang", "telegram", 5, 5),
        Answered("clarified", (), ("magang", "ppid-syarat"), None, 0.46, "Maksud Anda yang mana?"),
        Answered(
            "answered",
            ("magang",),
            ("magang",),
            "magang",
            0.84,
            "Syarat magang: surat pengantar dan proposal.",
        ),
    ),
)


def judged_set(told: Figures, random: Random) -> Judged:
    """Return a set that came out as told."""
    questions, after, before = [], [], []
    alike = told.n - len(told.better) - len(told.worse) - told.wrong - told.unknown
    for topic in islice(cycle(TOPICS), alike):
        questions.append(Question("", topic))
        after.append(right(topic, random))
        before.append(right(topic, random))
    for topic, got in islice(cycle(CONFUSIONS), told.wrong):
        questions.append(Question("", topic))
        after.append(wrong(got, random))
        before.append(wrong(got, random))
    for topic in islice(cycle(TOPICS), told.unknown):
        questions.append(Question("", topic))
        after.append(Result(is_right=False))
        before.append(Result(is_right=False))
    for text, topic, got in (*told.better, *told.worse):
        is_better = (text, topic, got) in told.better
        sides = [right(topic, random), wrong(got, random, told.name == "never_confuse")]
        questions.append(Question(text, topic))
        after.append(sides[not is_better])
        before.append(sides[is_better])
    return Judged(told.name, questions, after, before)


def right(topic: str, random: Random) -> Result:
    """Return a right answer, mostly a sure one."""
    return Result(is_right=True, topic=topic, confidence=random.betavariate(9, 1.2))


def wrong(topic: str, random: Random, is_harmful: bool = False) -> Result:
    """Return a wrong answer, or none, mostly not a sure one."""
    if not topic:
        return Result(is_right=False, confidence=0.3)
    confidence = random.betavariate(5, 3)
    return Result(False, True, topic, confidence, is_harmful)


def report_of(figures: Sequence[Figures], at: str) -> dict[str, Any]:
    """Return the report of a judgement that came out as told."""
    random = Random(16)  # noqa: S311 - the same pictures each time
    sets = [judged_set(one, random) for one in figures]
    return {**make_report(sets), "seconds": 64.0, "judged_at": at}


def make_releases(desk: DeskHarness) -> None:
    """Make a history of releases: two that served, one that failed, and two candidates."""
    models = sorted(MODELS.glob("tanya-*.tar.gz"))[:2]
    today = desk.now
    for number, days in enumerate((21, 12), 1):
        desk.now = today - timedelta(days=days)
        bundle = Bundle({"model": str(number) * 64}, str(number) * 40)
        enter(desk, bundle, f"tanya-{number}.tar.gz", RIGHT, number - 1 or None)
        accept(desk, number)
        serve(desk, number, "Contoh baru dari pertanyaan warga.")
    desk.now = today - timedelta(days=2)
    with desk.database.write() as session:
        made, bundle = Made("Tono Prasetyo", "", 71.0), Bundle({"model": "3" * 64}, "3" * 40)
        note_failure(session, bundle, made, FULL, desk.clock())
    for model, figures, hours in zip(models, (WRONG, RIGHT), (26, 2), strict=True):
        desk.now = today - timedelta(hours=hours)
        with desk.database.read() as session:
            bundle = collect(session, ROOT, model)
        enter(desk, bundle, model.name, figures, SERVES)
        play_again(desk, GOOD if figures is RIGHT else REFUSED)
    desk.now = today


def enter(
    desk: DeskHarness, bundle: Bundle, model: str, figures: Sequence[Figures], beside: int | None
) -> None:
    """Enter a release that was trained and judged."""
    with desk.database.write() as session:
        made = Made("Tono Prasetyo", model, 93.0)
        release = new_candidate(session, bundle, made, desk.clock())
        at = (desk.now + timedelta(minutes=3)).isoformat()
        report = report_of(figures, at)
        note_judgement(session, release.id, bundle, report, beside, desk.clock())


def play_again(desk: DeskHarness, release: int) -> None:
    """Let a release be asked what citizens asked."""
    begin, now = desk.now - timedelta(days=30), desk.now
    told = Replayed("tanya-2.tar.gz", begin, now, 676, 919, 0, 0, len(REPLAYED), 61.0, now)
    with desk.database.write() as session:
        keep_replay(session, release, told, REPLAYED)


def accept(desk: DeskHarness, release: int) -> None:
    """Let the second maintainer approve a release."""
    who = Person("Dewi Anggraini", desk.number("dewi"))
    with desk.database.write() as session:
        approve(session, release, who, desk.clock())


def read_replay(desk: DeskHarness, release: int) -> None:
    """Let the second maintainer read all that changed."""
    with desk.database.write() as session:
        rows = [one.id for one in changes_of(session, release).found]
        accept_changes(session, release, rows, "Dewi Anggraini", desk.clock())


def serve(desk: DeskHarness, release: int, reason: str) -> None:
    """Let a release serve, as the gateway does."""
    with desk.database.write() as session:
        order(session, release, "Dewi Anggraini", reason, desk.clock())
        placed = open_order(session)
        assert placed is not None
        note_serving(session, placed.id, URL, desk.clock())
