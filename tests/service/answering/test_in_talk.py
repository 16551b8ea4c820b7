"""A short question is about what is in talk: a person, a matter behind an office, an office."""

import pytest

from service.answering.answers import Answers
from service.answering.context import parts_in_context, reply_in_context
from service.answering.conversation import Tickets, replies_in_conversation
from service.answering.in_talk import behind_office, behind_other_answer, reply_about_head
from service.answering.memory import Memory
from service.answering.question import Question
from service.outcomes import Outcome
from service.replies import Reply
from tests.service.answering.asked import FOREIGN, part, question, ranked

OFFICES = "alamat-perwakilan"
NOTHING = Tickets(lambda: False, lambda: Reply("", Outcome.ANSWERED))


def said(answers: Answers, asked: Question) -> Reply:
    """Return the reply in context, which there must be."""
    reply = reply_in_context(answers, asked)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    "text", ["beliau menjabat sejak tahun berapa", "wakil beliau siapa namanya"]
)
def test_a_person_in_talk_stays_the_one(answers: Answers, text: str) -> None:
    """Who asks after "beliau" means the head just named, not the history of BPKP."""
    asked = question(text, ranked(sejarah_bpkp=0.9), topic="kepala-bpkp")

    assert said(answers, asked).topic == "kepala-bpkp"


def test_the_fortune_of_a_person_in_talk_has_its_own_article(answers: Answers) -> None:
    """The family in talk answers what its other article covers."""
    asked = question("lhkpn beliau di mana", ranked(sejarah_bpkp=0.6), topic="kepala-bpkp")

    assert said(answers, asked).topic == "harta-pejabat"


@pytest.mark.parametrize(
    ("text", "topic"),
    [("kepala perwakilan di sana siapa ya", OFFICES), ("nama pimpinannya siapa", OFFICES)],
)
def test_the_head_of_an_office_is_not_the_head_of_bpkp(
    answers: Answers, text: str, topic: str
) -> None:
    """A wrong name would be written on a letter."""
    reply = reply_about_head(answers, question(text, ranked(kepala_bpkp=0.9), topic=topic))

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.REPEATED, OFFICES)


@pytest.mark.parametrize("text", ["kepala bpkp sekarang siapa", "kepala kantor buka jam berapa"])
def test_the_head_of_bpkp_is_asked_after_an_office_too(answers: Answers, text: str) -> None:
    """A new question stays a new question."""
    asked = question(text, ranked(kepala_bpkp=0.9), topic=OFFICES)

    reply = reply_about_head(answers, asked)

    assert reply is None or reply.topic == "kepala-bpkp"


@pytest.mark.parametrize("text", ["siapa kepala kantor pusatnya", "ketua bpkp pusat siapa"])
def test_who_heads_the_head_office_is_no_question_of_its_address(
    answers: Answers, text: str
) -> None:
    """The word "kantor" makes the classifier hear where it stands."""
    reply = reply_about_head(answers, question(text, ranked(alamat_pusat=0.9)))

    assert reply is not None
    assert reply.topic == "kepala-bpkp"


@pytest.mark.parametrize("text", ["ongkosnya berapa", "syaratnya apa saja"])
def test_what_no_office_has_is_asked_of_the_matter_before(answers: Answers, text: str) -> None:
    """People ask for an address in between and go on with their matter."""
    memory = Memory(topics=("ppid-permohonan", OFFICES))
    asked = question(text, FOREIGN, topic=OFFICES, memory=memory)

    assert behind_office(answers.knowledge, asked).topic == "ppid-permohonan"


@pytest.mark.parametrize(
    "text", ["teleponnya berapa", "kantornya buka jam berapa", "kalau Medan?"]
)
def test_what_an_office_has_is_asked_of_the_office(answers: Answers, text: str) -> None:
    """An office named once is the office until another is."""
    memory = Memory(topics=("ppid-permohonan", OFFICES))
    asked = question(text, FOREIGN, topic=OFFICES, memory=memory)

    assert behind_office(answers.knowledge, asked).topic == OFFICES


def test_small_words_do_not_lead_to_another_matter(answers: Answers) -> None:
    """ "Mintanya lewat siapa" sounds like a request for information to the classifier only."""
    asked = question(
        "mintanya harus kepada siapa", ranked(ppid_permohonan=0.9), topic="probity-audit"
    )

    assert said(answers, asked).topic in ("probity-audit", "minta-pendampingan")


def test_a_town_after_the_head_office_asks_for_its_office(answers: Answers) -> None:
    """Who reads Jakarta's address and names their own town wants theirs."""
    asked = question("cimahi masuk yang mana", FOREIGN, topic="alamat-pusat")

    assert "Jawa Barat" in said(answers, asked).text


def test_an_aspect_of_the_family_in_talk_is_answered_amid_other_words(answers: Answers) -> None:
    """ "Belum ada dalam keterangan kami" is wrong where another article of the family has it."""
    asked = question("kapan ya itu surat tanggapannya turun", FOREIGN, topic="wbs-data-laporan")

    assert said(answers, asked).topic == "wbs-waktu"


def test_two_short_questions_are_both_answered(answers: Answers) -> None:
    """Neither is passed over because the other one is there."""
    asked = question(
        "pimpinannya siapa, kantornya di mana",
        FOREIGN,
        topic="kedudukan-bpkp",
        parts=(part("pimpinannya siapa"), part("kantornya di mana")),
    )

    replies = parts_in_context(answers, asked)

    assert [reply.topic for reply in replies] == ["kepala-bpkp", "alamat-pusat"]
    assert [reply.topic for reply in replies_in_conversation(answers, asked, NOTHING)] == [
        "kepala-bpkp",
        "alamat-pusat",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "berkasnya udah saya kirim",
        "saya sudah bawa semua dokumen",
        "syaratnya telah kami penuhi",
    ],
)
def test_who_tells_what_they_did_asks_nothing(answers: Answers, text: str) -> None:
    """An article in reply to news reads as if nobody had listened."""
    asked = question(text, FOREIGN, topic="spip")

    assert reply_in_context(answers, asked) is None


def test_a_sentence_about_something_else_does_not_answer_for_requirements(
    answers: Answers,
) -> None:
    """What an assessment contains is no requirement: that it is not known must be said."""
    asked = question("syaratnya apa saja", FOREIGN, topic="spip")

    assert said(answers, asked).outcome is Outcome.REPEATED


def test_a_correction_that_names_a_place_is_no_mere_no(answers: Answers) -> None:
    """ "Eh salah, maksud saya Medan" says what is meant instead."""
    asked = question("maksud saya medan", ranked(deny=0.6), topic="alamat-perwakilan")

    assert "Sumatera Utara" in said(answers, asked).text


def test_a_deadline_in_other_words_is_that_of_the_topic_in_talk(answers: Answers) -> None:
    """ "Ada batas harinya?" was told that it is not known, where the field says 30 days."""
    asked = question("ada batas harinya?", ranked(ppid_waktu=0.83), topic="lapor-gratifikasi")

    assert "30 hari kerja" in said(answers, asked).text


def test_a_certain_topic_beside_the_one_in_talk_is_answered(answers: Answers) -> None:
    """ "Ujiannya bawa apa" after PPPK names two things that only the day of the test has."""
    asked = question("ujiannya bawa apa", ranked(hari_tes_cpns=0.97), topic="pppk")

    assert reply_in_context(answers, asked) is None


def test_after_two_answers_a_question_goes_to_the_one_whose_words_it_has(answers: Answers) -> None:
    """Only the newest was in talk, though the first one was the matter."""
    told = ("audit-klaim-eskalasi", "swasta")
    asked = question(
        "mengikat pemilik proyek?",
        topic="swasta",
        memory=Memory(topics=told, offered=told),
    )

    assert behind_other_answer(answers.knowledge, asked).topic == "audit-klaim-eskalasi"


def test_a_topic_with_a_number_of_its_own_is_asked_for_that(answers: Answers) -> None:
    """Journalists were sent from their office to the switchboard's article."""
    asked = question("hubungi siapa", ranked(kontak_pusat=0.4), topic="media-massa")

    assert said(answers, asked).topic == "media-massa"
