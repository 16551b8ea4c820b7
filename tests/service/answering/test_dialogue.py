"""What is replied to a message in its conversation."""

import pytest

from service.answering.answers import Answers
from service.answering.context import reply_in_context
from service.answering.decision import RankedIntent
from service.answering.dialogue import (
    may_be_no_greeting,
    office_of_place,
    others_after,
    question_in,
    reply_to_question,
)
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind
from tests.service.answering.asked import FOREIGN, part, question, ranked


def test_a_question_of_small_words_is_about_the_topic_before(answers: Answers) -> None:
    """By itself "berapa lama?" would be another remit's."""
    reply = reply_in_context(answers, question("berapa lama?", FOREIGN, topic="ppid-permohonan"))

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, "ppid-waktu")


def test_without_a_topic_before_nothing_is_assumed(answers: Answers) -> None:
    """The first message of a conversation follows nothing."""
    assert reply_in_context(answers, question("berapa lama?", FOREIGN)) is None


def test_what_no_table_leads_on_is_read_behind_the_title(answers: Answers) -> None:
    """ "Dibayar ga?" after the article on internships is about internships."""
    asked = question("uang sakunya ada?", FOREIGN, topic="magang", in_context=ranked(magang=0.95))
    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, "magang")
    assert reply.text.startswith("# Magang atau PKL di BPKP")
    assert "uang saku" in reply.text
    assert "Politeknik" not in reply.text


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("apa itu spip", ranked(spip=0.97)),
        ("terima kasih", ranked(thanks=0.95)),
        ("minta petugas", ranked(human=0.9)),
        ("perpanjang sim berapa lama", FOREIGN),
    ],
)
def test_what_is_clear_by_itself_is_not_bent(
    answers: Answers, text: str, ranking: tuple[RankedIntent, ...]
) -> None:
    """A new question must not be answered from the old article."""
    asked = question(text, ranking, topic="magang", in_context=ranked(magang=0.9))

    assert reply_in_context(answers, asked) is None


def test_a_place_after_anything_asks_for_its_office(answers: Answers) -> None:
    """ "Kalau di Bandung?" is how people ask on."""
    asked = question("kalau di Bandung?", FOREIGN, topic="alamat-perwakilan")
    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert "Jawa Barat" in reply.text


def test_a_rejected_answer_offers_what_else_was_near(answers: Answers) -> None:
    """ "Bukan itu" must not be answered with the same again."""
    asked = question(
        "bukan itu maksud saya", ranked(deny=0.9), topic="magang", others=("cpns", "diklat")
    )
    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert (reply.outcome, reply.intent) == (Outcome.CLARIFIED, "deny")
    assert [b.payload.encode() for b in reply.buttons] == ["topic:cpns", "topic:diklat", "deny"]


def test_a_rejection_with_nothing_else_near_asks_back_then_offers_an_officer(
    answers: Answers,
) -> None:
    """After the second failure a person is offered first."""
    asked = question("ga nyambung", ranked(deny=0.6), topic="magang", misses=1)
    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert reply.outcome is Outcome.NOT_UNDERSTOOD
    assert reply.buttons[0].payload == Payload(PayloadKind.HUMAN)


def test_two_questions_get_two_answers(answers: Answers) -> None:
    """Half an answer sends people away with half of what they came for."""
    asked = question(
        "syarat minta data apa? siskeudes bayar ga?",
        ranked(ppid_syarat=0.6, siskeudes_biaya=0.3),
        parts=(
            part("syarat minta data apa?", ppid_syarat=0.9),
            part("siskeudes bayar ga?", siskeudes_biaya=0.95),
        ),
    )

    assert [r.topic for r in reply_to_question(answers, asked)] == [
        "ppid-syarat",
        "siskeudes-biaya",
    ]


def test_the_second_question_may_need_the_first(answers: Answers) -> None:
    """ "Terus berapa lama?" is about what was asked a sentence before."""
    asked = question(
        "cara minta data gimana? terus berapa lama?",
        ranked(ppid_permohonan=0.7, ppid_waktu=0.2),
        parts=(
            part("cara minta data gimana?", ppid_permohonan=0.9),
            part("terus berapa lama?", lama_audit=0.9),
        ),
    )

    topics = [reply.topic for reply in reply_to_question(answers, asked)]
    assert topics == ["ppid-permohonan", "ppid-waktu"]


def test_a_story_before_the_question_is_no_second_question(answers: Answers) -> None:
    """An answer nobody asked for buries the one that was."""
    asked = question(
        "saya mahasiswa magang. cara minta data gimana?",
        ranked(ppid_permohonan=0.8, magang=0.1),
        parts=(
            part("saya mahasiswa magang", magang=0.95),
            part("cara minta data gimana?", ppid_permohonan=0.9),
        ),
    )

    assert [r.topic for r in reply_to_question(answers, asked)] == ["ppid-permohonan"]


def test_the_only_question_of_a_long_message_is_answered(answers: Answers) -> None:
    """What is told before it makes the whole unclear, and asks nothing."""
    unclear = ranked(magang=0.35, spip=0.3)
    parts = (
        part("kami mengurus banyak hal", cpns=0.3),
        part("apakah magang dibayar?", magang=0.9),
    )
    replies = reply_to_question(answers, question("kami … dibayar?", unclear, parts=parts))

    assert [(reply.outcome, reply.topic) for reply in replies] == [(Outcome.ANSWERED, "magang")]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("aman nggak kalau saya lapor kades?", "perlindungan-pelapor"),
        ("nama saya ketahuan ga kalo ngelaporin kepala sekolah", "perlindungan-pelapor"),
        ("identitas saya aman kalau lapor auditor bpkp?", "wbs-kerahasiaan"),
        ("rahasia ga lapor lewat wbs soal dinas", "wbs-kerahasiaan"),
        ("nama pelapor dirahasiakan?", "wbs-kerahasiaan"),
    ],
)
def test_safety_is_promised_by_who_can(answers: Answers, text: str, topic: str) -> None:
    """BPKP keeps its own system's reporters secret, and nobody else's."""
    (reply,) = reply_to_question(answers, question(text, ranked(wbs_kerahasiaan=0.95)))

    assert reply.topic == topic


def test_a_part_that_the_whole_is_not_about_is_not_believed(answers: Answers) -> None:
    """Cut too often, "beda bpk sama bpkp" has a half about something else."""
    asked = question(
        "beda bpk sama bpkp apa",
        ranked(beda_lembaga=0.9, diperiksa_bpk_bpkp=0.05, profil_bpkp=0.01),
        parts=(part("beda bpk", beda_lembaga=0.9), part("bpkp apa", profil_bpkp=0.9)),
    )

    assert [r.topic for r in reply_to_question(answers, asked)] == ["beda-lembaga"]


def test_a_question_behind_a_greeting_is_answered(answers: Answers) -> None:
    """ "Halo" alone would be a reply to half of the message."""
    asked = question(
        "halo min, jam buka brp",
        ranked(greet=0.8),
        parts=(part("halo min", greet=0.99), part("jam buka brp", jam_layanan=0.9)),
    )

    assert [reply.topic for reply in question_in(answers, asked)] == ["jam-layanan"]


def test_only_what_was_near_to_an_answer_is_remembered(answers: Answers) -> None:
    """A rejected choice has been seen; offering it again would be deaf."""
    answered = answers.article("magang", ("magang", "cpns"))
    offered = answers.clarify(("magang", "cpns"), 0.4)
    assert answered is not None
    assert offered is not None

    assert others_after(answered) == ["cpns"]
    assert others_after(offered) == []


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("turun di Palu, ke BPKP naik ojek, alamatnya mana?", ranked(alamat_pusat=0.6)),
        ("kendari ada bpkp nggak", ranked(alamat_perwakilan=0.45)),
        ("kab bombana, perwakilannya di kota mana", FOREIGN),
    ],
)
def test_a_place_that_is_asked_for_leads_to_its_office(
    answers: Answers, text: str, ranking: tuple[RankedIntent, ...]
) -> None:
    """Somebody on the way must not be sent to the head office a thousand miles off."""
    reply = office_of_place(answers, question(text, ranking))

    assert reply is not None
    assert reply.topic == "alamat-perwakilan"


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("alamat bpkp jakarta di mana", ranked(alamat_pusat=0.9)),
        ("kantor pusatnya di mana, saya dari Palu", ranked(alamat_pusat=0.9)),
        ("perwakilan rakyat kota palu di mana kantornya", FOREIGN),
        ("samsat palu di mana", FOREIGN),
    ],
)
def test_a_place_beside_something_else_leads_to_no_office(
    answers: Answers, text: str, ranking: tuple[RankedIntent, ...]
) -> None:
    """The head office stays the head office, and other agencies have offices too."""
    assert office_of_place(answers, question(text, ranking)) is None


def test_a_clear_part_of_what_is_another_remits_is_not_answered(answers: Answers) -> None:
    """ "Jasanya siapa" behind something foreign asks for somebody else's service."""
    whole = (RankedIntent("out_of_scope", 0.75), RankedIntent("biaya-jasa", 0.01))
    asked = question(
        "cuci karpet hotel wajib nggak? jasanya siapa",
        whole,
        parts=(part("cuci karpet hotel wajib nggak?"), part("jasanya siapa", biaya_jasa=0.95)),
    )

    assert question_in(answers, asked) == ()


@pytest.mark.parametrize(
    ("text", "chance", "expected"),
    [
        ("pupuknya disiram pagi atau malam ya bu", 0.8, True),
        ("selamat pagi bapak ibu semua yang di sana", 0.99, False),
        ("pagi min", 0.6, False),
    ],
)
def test_a_greeting_by_a_word_alone_may_be_none(text: str, chance: float, expected: bool) -> None:
    """ "Good evening to you too" is no answer to a question about plants."""
    assert may_be_no_greeting(question(text, ranked(greet=chance))) is expected
