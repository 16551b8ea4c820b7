"""From what was understood to what the citizen reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from doubles.clock import TODAY, FrozenClock
from doubles.knowledge import CONTENT, NoEncoder
from service.answering.answers import DEFAULT_UNIT, Answers
from service.content.encoder import E5Encoder
from service.content.model import Article, Content, Source, Status
from service.content.sentences import Sentences
from service.content.store import encode_missing, store_content
from service.knowledge.knowledge import Knowledge
from service.knowledge.search import wordings
from service.markup import plain, read_markup
from service.outcomes import EscalationReason, Outcome
from service.payloads import Payload, PayloadKind
from service.replies import LABEL_LIMIT, Escalate, Reply
from service.storage.database import Database
from service.text import MAX_CHARACTERS

Edited = Callable[..., Answers]
HEARSAY = Source("Catatan pihak ketiga", "http://d.example", "2025", "D")
PAPER = Source("Peraturan BPKP", "https://a.example", "2024", "A")
NEWS = Source("Berita", "https://b.example", "tanpa tanggal", "B")


@pytest.fixture
def edited(sqlite: Database, content: Content, sentences: Sentences, clock: FrozenClock) -> Edited:
    """Makes answers in which the article "magang" was changed."""

    def make(**changes: object) -> Answers:
        articles = tuple(
            replace(a, **changes) if a.id == "magang" else a  # type: ignore[arg-type]
            for a in content.articles
        )
        with sqlite.write() as session:
            store_content(session, replace(content, articles=articles), clock())
        return Answers(Knowledge(sqlite, NoEncoder(), CONTENT), sentences, lambda: TODAY)

    return make


def shown(answers: Answers, article_id: str = "magang") -> Reply:
    """Return an article that must be there."""
    reply = answers.article(article_id)
    assert reply is not None
    return reply


def test_an_answer_names_its_source_unit_and_date(edited: Edited) -> None:
    """A citizen can check what a machine says, and see how old it is."""
    answers = edited(sources=(PAPER,), text="Isi.", checked=date(2026, 11, 24), unit="ppid")

    lines = plain(shown(answers).text).split("\n")

    assert lines[-4:] == [
        "Sumber: Peraturan BPKP, 2024",
        "https://a.example",
        "Bertanya lebih lanjut? Ketik petugas; pertanyaan Anda diteruskan ke "
        "Pejabat Pengelola Informasi dan Dokumentasi (PPID).",
        "Dicocokkan dengan sumbernya 24 November 2026; sumber terbaru tahun 2024.",
    ]
    marked = read_markup(shown(answers).text)
    assert [(s.value, s.url, s.dated) for s in marked.sources] == [
        ("Peraturan BPKP", "https://a.example", "2024")
    ]
    assert marked.checked == "24 November 2026"


def test_an_answer_is_recorded_with_its_topic(answers: Answers) -> None:
    """Figures and evaluation count topics, not texts."""
    reply = answers.article("magang", ("magang", "cpns"), 0.8)

    assert reply is not None
    assert (reply.outcome, reply.topic, reply.topics, reply.confidence) == (
        Outcome.ANSWERED, "magang", ("magang", "cpns"), 0.8
    )  # fmt: skip


def test_sources_stand_in_the_order_of_the_answer(edited: Edited) -> None:
    """What carries the first sentence is checked first, whatever another source is worth."""
    answers = edited(sources=(NEWS, replace(NEWS, grade="C", url="https://c.example"), PAPER))

    urls = [source.url for source in read_markup(shown(answers).text).sources]

    assert urls == ["https://b.example", "https://c.example", "https://a.example"]


def test_the_rest_names_the_sources_that_it_alone_rests_on(edited: Edited) -> None:
    """Under the main answer they would seem to prove what they do not say."""
    answers = edited(more="Keterangan lagi.", sources=(NEWS, replace(PAPER, rest=True)))

    first, rest = shown(answers).text, answers.more("magang").text

    assert [s.value for s in read_markup(first).sources] == ["Berita"]
    assert [s.value for s in read_markup(rest).sources] == ["Peraturan BPKP"]


def test_a_sentence_of_the_rest_is_proved_by_the_rest(edited: Edited) -> None:
    """A question about a detail gets that sentence, and must get what it rests on."""
    changed = edited(text="Isi.", more="Lagi.", sources=(NEWS, replace(PAPER, rest=True)))

    replies = [changed.detail("magang", [said]) for said in ("Isi.", "Lagi.")]

    assert [[s.value for s in read_markup(r.text).sources] for r in replies if r] == [
        ["Berita"], ["Peraturan BPKP"]
    ]  # fmt: skip


def test_hearsay_is_never_named_and_always_told(edited: Edited) -> None:
    """A grade D source proves nothing; naming another one alone would hide that."""
    mixed = shown(edited(sources=(HEARSAY, PAPER))).text
    alone = shown(edited(sources=(HEARSAY,))).text

    assert "d.example" not in mixed + alone
    assert "https://a.example" in mixed
    assert ["belum dipastikan oleh BPKP" in text for text in (mixed, alone)] == [True, True]


def test_no_article_of_the_content_shows_a_grade_d_source(
    answers: Answers, content: Content
) -> None:
    """The rule holds for what is really served, also under "Selengkapnya"."""
    shown_anyway = [
        (article.id, source.title)
        for article in content.articles
        for source in article.sources
        if source.grade == "D" and source.title not in _citable(article)
        for reply in (shown(answers, article.id), answers.more(article.id))
        if f"[{source.title}]" in reply.text or (source.url and source.url in reply.text)
    ]

    assert shown_anyway == []


def _citable(article: Article) -> set[str]:
    return {source.title for source in article.sources if source.grade != "D"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"expires": date(2026, 11, 23)}, "expired"),
        ({"status": Status.TO_CONFIRM}, "to_confirm"),
        ({"status": Status.UNKNOWN}, "unknown"),
    ],
)
def test_doubts_are_said_with_the_answer(
    edited: Edited, sentences: Sentences, changes: dict[str, object], key: str
) -> None:
    """An answer that may have changed since must not sound certain."""
    assert sentences(key) in shown(edited(**changes)).text


def test_a_sound_article_carries_no_warning(edited: Edited, sentences: Sentences) -> None:
    """Warnings on everything are read by nobody; the last day still counts."""
    text = shown(edited(expires=TODAY, status=Status.VERIFIED)).text

    assert [k for k in ("expired", "to_confirm", "unknown") if sentences(k) in text] == []


def test_the_rest_is_offered_only_where_there_is_one(edited: Edited) -> None:
    """A button that shows nothing looks broken."""
    long = [b.payload.encode() for b in shown(edited(more="Lagi.")).buttons]
    short = [b.payload.encode() for b in shown(edited(more="")).buttons]

    assert (long[0], long[-1]) == ("more:magang", "human")
    assert "more:magang" not in short


def test_the_rest_is_shown_without_the_same_sources_again(edited: Edited) -> None:
    """They stand one message above; twice they push the answer off a phone."""
    reply = edited(more="Keterangan lagi.", sources=(PAPER,)).more("magang")

    marked = read_markup(reply.text)
    assert (marked.title, marked.body) == ("Magang atau PKL di BPKP", "Keterangan lagi.")
    assert (marked.foot, reply.outcome) == ((), Outcome.ANSWERED)


@pytest.mark.parametrize("article_id", ["tidak-ada", ""])
def test_a_button_of_an_article_that_is_gone_says_so(answers: Answers, article_id: str) -> None:
    """Buttons stay in the chat when content changes."""
    reply = answers.more(article_id)

    assert answers.article(article_id) is None
    assert (reply.outcome, reply.topic) == (Outcome.CLARIFIED, None)
    assert [button.payload.encode() for button in reply.buttons] == ["menu"]


def test_every_article_fits_one_message_and_its_buttons_a_phone(
    answers: Answers, content: Content
) -> None:
    """An answer in two messages, or a label cut in the middle, is hard to read."""
    replies = [shown(answers, article.id) for article in content.articles]
    replies += [answers.more(article.id) for article in content.articles]
    buttons = [button for reply in replies for button in reply.buttons]

    assert [r.topic for r in replies if len(r.text) > MAX_CHARACTERS] == []
    assert [b.label for b in buttons if len(b.label) > LABEL_LIMIT] == []


def test_a_choice_is_numbered_and_can_be_refused(answers: Answers) -> None:
    """Who means none of them must be able to say so."""
    reply = answers.clarify(["magang", "tidak-ada", "cpns"], 0.4)

    assert reply is not None
    assert reply.outcome is Outcome.CLARIFIED
    assert [b.payload.encode() for b in reply.buttons] == ["topic:magang", "topic:cpns", "deny"]
    assert f"2. {shown(answers, 'cpns').text.split(chr(10))[0][2:]}" in reply.text


def test_a_choice_of_nothing_is_none(answers: Answers) -> None:
    """An empty list of choices would be a riddle."""
    assert answers.clarify(["tidak-ada"], 0.4) is None


def test_the_first_failure_asks_again_and_the_second_offers_a_person(answers: Answers) -> None:
    """Nobody should be asked to rephrase for ever."""
    first = answers.not_understood((), 0.1, failures=0)
    second = answers.not_understood((), 0.1, failures=1)

    assert [b.payload.encode() for b in first.buttons] == ["menu", "human"]
    assert [b.payload.encode() for b in second.buttons] == ["human", "menu"]
    assert "petugas" in second.text


@pytest.mark.parametrize("intent", ["greet", "thanks", "bye", "affirm", "deny", "bot_challenge"])
def test_small_talk_has_its_sentence(answers: Answers, intent: str) -> None:
    """Politeness is answered."""
    reply = answers.small_talk(intent, 0.9)

    assert (reply.outcome, reply.intent) == (Outcome.SMALL_TALK, intent)


def test_the_machine_says_that_it_is_one(answers: Answers) -> None:
    """Who asks honestly is told honestly."""
    assert answers.small_talk("bot_challenge", 1.0).text.startswith("Saya mesin")


@pytest.mark.parametrize(
    ("text", "words"), [("motor saya dicuri", "Kepolisian"), ("resep rendang", "di luar layanan")]
)
def test_what_is_not_ours_is_said_with_who_can_help(
    answers: Answers, text: str, words: str
) -> None:
    """A refusal without a next step is silence in other words."""
    reply = answers.referral(text, 0.9)

    assert words in reply.text
    assert (reply.outcome, len(reply.buttons)) == (Outcome.REFERRED, 2)


def test_an_escalation_names_the_unit_of_the_topic(answers: Answers) -> None:
    """The officer who can answer is the one to be asked."""
    reply = answers.escalate("ppid-syarat", EscalationReason.ASKED, 1.0)

    assert reply.escalate == Escalate("ppid", EscalationReason.ASKED, "ppid-syarat")
    assert reply.outcome is Outcome.ESCALATED
    assert answers.unit_of(None) == answers.unit_of("tidak-ada") == DEFAULT_UNIT
    assert answers.unit_name("unit-lama") == "unit-lama"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("gimana caranya magang di bpkp", "magang"),
        ("alamat kantor perwakilan bpkp di jogja", "alamat-perwakilan"),
        ("kantor bpkp semarang", "alamat-perwakilan"),
    ],
)
def test_search_alone_answers_when_rasa_is_down(
    sqlite: Database, content: Content, sentences: Sentences, clock: FrozenClock,
    text: str, topic: str,
) -> None:  # fmt: skip
    """A citizen is answered from the same articles while a part of ours is down."""
    answers = _with_meaning(sqlite, content, sentences, clock)

    reply = answers.by_search(text)

    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, topic)


def test_search_alone_offers_a_person_for_nonsense(
    sqlite: Database, content: Content, sentences: Sentences, clock: FrozenClock
) -> None:
    """A far-fetched article would be an invention, and "masih" too: nobody asked before."""
    reply = _with_meaning(sqlite, content, sentences, clock).by_search("zxqw vbnm")

    assert reply.outcome is Outcome.NOT_UNDERSTOOD
    assert "masih belum" not in reply.text
    assert reply.buttons[0].payload == Payload(PayloadKind.HUMAN)


def _with_meaning(
    database: Database, content: Content, sentences: Sentences, clock: FrozenClock
) -> Answers:
    few = [a for a in content.articles if a.id in ("magang", "alamat-perwakilan", "spip")]
    with database.write() as session:
        store_content(session, replace(content, articles=tuple(few)), clock())
        encode_missing(session, [text for a in few for text in wordings(a)], E5Encoder())
    return Answers(Knowledge(database, E5Encoder(), CONTENT), sentences, lambda: TODAY)
