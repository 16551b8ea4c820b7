"""What maintainers see in the pictures: mistakes, a sample, and releases with their reports.

Invented citizens, put into a desk by ``tests.desk.pictures``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from random import Random

from doubles.clock import TODAY
from doubles.knowledge import CONTENT, NoEncoder
from service.answering.answers import Answers
from service.conversations.turns import TurnRecord, store_turn
from service.examples.importing import import_files
from service.knowledge.knowledge import Knowledge
from service.learning.label_kinds import Kind, Person, Wanted
from service.learning.sampling import WEEK, draw_sample, week_before
from service.learning.teaching import Teaching
from service.learning.verdicts import Verdict, give_verdict, next_to_judge
from service.outcomes import AnsweredBy, Outcome
from service.paths import ROOT
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update, next_update
from tests.desk.desk_harness import DeskHarness, read_sentences

MODEL = "tanya-1.tar.gz"
MISSED = (
    "magangnya bisa sambil kuliah ga",
    "magang sambil kuliah bisa ga sih",
    "itu lho yang kemarin",
    "minta data bpkp buat skripsi ke mana ya",
    "buat skripsi minta data bpkp ke mana",
    "data bpkp buat skripsi minta ke mana kak",
)
MEANT = (  # what is said of the first two, and by which sentences it is to be known
    "magang",
    ("apakah magangnya bisa sambil kuliah", "magang sambil kuliah apakah bisa"),
)
CONFUSED = (  # answered with the wrong article, and turned down
    "parsel dari rekanan kantor boleh diterima ga",
    "dapat parsel dari rekanan boleh diterima ga ya",
)
ASKED = (  # what citizens ask week after week, and the article it is answered from
    ("cara magang di bpkp gimana kak", "magang"),
    ("kantor bpkp buka jam berapa", "jam-layanan"),
    ("alamat bpkp pusat di mana ya", "alamat-pusat"),
    ("apa itu spip", "spip"),
    ("siskeudes tidak bisa dibuka, terkunci", "siskeudes-terkunci"),
    ("permohonan informasi berapa lama dijawab", "ppid-waktu"),
    ("cara lapor dugaan korupsi dana desa", "lapor-dana-desa"),
    ("beda bpk sama bpkp apa", "beda-lembaga"),
    ("mau cek surat tugas auditor asli atau bukan", "cek-surat-tugas"),
    ("lowongan cpns bpkp tahun ini ada ga", "cpns"),
    ("identitas pelapor dirahasiakan ga", "wbs-kerahasiaan"),
    ("sertifikat diklat saya hilang", "sertifikat-hilang"),
)
WEEKLY = 36  # messages
WEEKS = 3
WRONG_IN_TEN = 1
ELSEWHERE = 0.15  # of the messages, as many again are for another agency


@dataclass
class Mistakes:
    """The turns that went wrong.

    Attributes:
        missed: Not understood.
        confused: Answered with another article.
    """

    missed: list[int] = field(default_factory=list)
    confused: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What the bot made of a message."""

    outcome: Outcome
    ranking: Sequence[tuple[str, float]] = ()
    topic: str | None = None
    intent: str | None = None
    reply: str = ""


def make_mistakes(desk: DeskHarness) -> Mistakes:
    """Let the bot go wrong, and a maintainer say what two of the messages mean."""
    found = Mistakes()
    for number, words in enumerate(MISSED):
        said = Said(Outcome.NOT_UNDERSTOOD, taken_for(words))
        found.missed.append(ask(desk, words, f"71{number}", said))
    turned_down = Said(Outcome.SMALL_TALK, (("deny", 0.97),), intent="deny")
    for number, words in enumerate(CONFUSED):
        ranking = (("lapor-gratifikasi", 0.82), ("batas-hadiah", 0.11))
        found.confused.append(answer(desk, words, f"72{number}", ranking))
        ask(desk, "bukan itu maksud saya", f"72{number}", turned_down)
    with desk.database.write() as session:
        import_files(session, ROOT, "pengelola", desk.clock())
    intent, texts = MEANT
    who = Person("Tono Prasetyo", desk.number("tono"))
    wanted = Wanted(Kind.INTENT, tuple(found.missed[:2]), texts, intent)
    Teaching(desk.database).propose(who, wanted, desk.clock())
    return found


def taken_for(words: str) -> list[tuple[str, float]]:
    """Return what the model nearly took a message for."""
    if "skripsi" in words:
        return [("data-skripsi", 0.34), ("perpustakaan", 0.21)]
    return [("magang", 0.3), ("spip", 0.2)] if "magang" in words else [("jam-layanan", 0.11)]


def answer(
    desk: DeskHarness, words: str, address: str, ranking: Sequence[tuple[str, float]]
) -> int:
    """Let the bot answer a message from the likeliest article; return the turn."""
    topic = ranking[0][0]
    said = Said(Outcome.ANSWERED, ranking, topic, topic, reply_of(desk, topic))
    return ask(desk, words, address, said)


@cache
def answers_of(database: Database) -> Answers:
    """Return what builds replies from the real articles."""
    return Answers(Knowledge(database, NoEncoder(), CONTENT), read_sentences(), lambda: TODAY)


def reply_of(desk: DeskHarness, topic: str) -> str:
    """Return what a citizen reads about a topic."""
    reply = answers_of(desk.database).article(topic)
    assert reply is not None
    return reply.text


def ask(desk: DeskHarness, words: str, address: str, said: Said) -> int:
    """Let a citizen write, and the bot make this of it; return the turn."""
    desk.updates += 1
    desk.now += timedelta(seconds=20)
    incoming = Incoming("web", "web", str(desk.updates), address, "text", words)
    with desk.database.write() as session:
        conversation = store_update(session, incoming, desk.clock())
        update = next_update(session, conversation or "", desk.clock())
        assert update is not None
        turn = TurnRecord(
            update_id=update.id,
            conversation_id=update.conversation_id,
            kind="text",
            text=words,
            outcome=said.outcome,
            answered_by=AnsweredBy.RASA,
            topic=said.topic,
            intent=said.intent,
            confidence=said.ranking[0][1] if said.ranking else 0.0,
            understood={"model": MODEL, "ranking": list(said.ranking)},
        )
        number = store_turn(session, turn, desk.clock())
        finish_update(session, update.id, said.outcome, desk.clock())
    if said.reply:
        desk.bot_answers(update.conversation_id, said.reply)
    return number


def make_samples(desk: DeskHarness) -> None:
    """Let citizens write for some weeks, and two maintainers judge what was drawn of each."""
    today, random = desk.now, Random(16)  # noqa: S311 - the same pictures each time
    last = week_before(today)
    for number in reversed(range(WEEKS)):
        desk.now = last - number * WEEK + timedelta(days=1)
        for citizen in range(WEEKLY):
            words, topic = ASKED[citizen % len(ASKED)]
            ranking = ((topic, round(random.uniform(0.55, 0.99), 2)), ("spip", 0.02))
            answer(desk, words, f"8{number}{citizen}", ranking)
            if random.random() < ELSEWHERE:
                ask(desk, "cara bayar pajak motor", f"9{number}{citizen}", Said(Outcome.REFERRED))
            desk.now += timedelta(hours=random.choice((1, 2, 3, 6)))
    desk.now = today
    for number in reversed(range(WEEKS)):
        with desk.database.write() as session:
            sample = draw_sample(session, last - number * WEEK, desk.clock(), seed=number)
        left = WEEKLY // 2 if number == 0 else 0
        judge_all(desk, sample, random, left)


def judge_all(desk: DeskHarness, sample: int, random: Random, left: int) -> None:
    """Let both maintainers judge a sample; ``left`` messages of it wait for the first of them."""
    for username in ("dewi", "tono"):
        officer = desk.number(username)
        stay = left if username == "tono" else 0
        with desk.database.write() as session:
            while (found := next_to_judge(session, sample, officer)) and found.left > stay:
                word, intent = verdict_on(found.turn_id, random)
                now = desk.clock()
                give_verdict(session, found.sampled_id, officer, word, intent, now)


def verdict_on(turn: int, random: Random) -> tuple[Verdict, str | None]:
    """Return what somebody says of a message: mostly the same as the other."""
    if random.random() < 0.05:
        return Verdict.PARTLY, None
    if turn % 10 < WRONG_IN_TEN:
        return Verdict.WRONG, "kontak-pusat"
    return Verdict.RIGHT, None
