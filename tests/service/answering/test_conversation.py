"""What is looked for before an action's own reply, and in which order."""

from dataclasses import replace

import pytest

from doubles.knowledge import CONTENT
from service.answering.answers import Answers
from service.answering.conversation import Tickets, reply_in_conversation
from service.answering.decision import RankedIntent
from service.answering.memory import Memory
from service.answering.moves import moves_of
from service.answering.question import Question
from service.outcomes import Outcome
from service.replies import Reply
from tests.service.answering.asked import FOREIGN, question, ranked

STATUS = Reply("Tiket TB-7KQ2-9XMD: menunggu.", Outcome.ANSWERED, intent="ticket_status")


def said(answers: Answers, asked: Question, *, has_ticket: bool = False) -> Reply | None:
    """Return the reply, if the conversation gives one."""
    return reply_in_conversation(answers, asked, Tickets(lambda: has_ticket, lambda: STATUS))


@pytest.mark.parametrize(
    "text",
    ["terus yang bawa mobil dinas itu sepupunya", "begini ceritanya pak", "fotonya ada lima"],
)
def test_particulars_after_an_accusation_lead_to_the_channel_again(
    answers: Answers, text: str
) -> None:
    """ "Di luar layanan" is no answer to somebody who reports a wrong."""
    asked = question(text, ranked(human=0.5), topic="lapor-dana-desa", memory=Memory(is_held=True))

    reply = said(answers, asked)

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.REFUSED, None)
    assert reply.text == answers.say("particulars")


def test_a_question_after_an_accusation_is_a_question(answers: Answers) -> None:
    """Who asks how safe a report is gets an answer."""
    asked = question(
        "identitas saya aman?", ranked(wbs_kerahasiaan=0.9), memory=Memory(is_held=True)
    )

    assert said(answers, asked) is None or said(answers, asked).outcome is not Outcome.REFUSED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["sudah diteruskan belum itu", "kapan dibacanya ya", "dibacanya kapan"]
)
def test_whether_somebody_read_it_is_told_where_a_ticket_is_open(
    answers: Answers, text: str
) -> None:
    """Without a ticket the words are about something else."""
    asked = question(text, FOREIGN)

    assert said(answers, asked, has_ticket=True) == STATUS
    assert said(answers, asked) != STATUS


def test_a_ticket_is_cancelled_in_words_also_where_there_is_none(answers: Answers) -> None:
    """Who has none is told so, and how to get one."""
    assert said(answers, question("ya sudah batalin aja", ranked(deny=0.9))) == STATUS


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("wakilnya siapa?", "kepala-bpkp"),
        ("sejak kapan beliau menjabat", "kepala-bpkp"),
        ("kantornya beliau di mana", "alamat-pusat"),
        ("hartanya berapa", "harta-pejabat"),
    ],
)
def test_a_person_in_talk_is_asked_about(answers: Answers, text: str, topic: str) -> None:
    """ "Beliau" is whoever was named a moment ago."""
    unclear = (RankedIntent("out_of_scope", 0.4),)
    reply = said(answers, question(text, unclear, topic="kepala-bpkp"))

    assert reply is not None
    assert reply.topic == topic


@pytest.mark.parametrize(
    ("text", "taken_for", "topic", "answer"),
    [
        ("nunggunya berapa lama sih", {"wbs_waktu": 0.9}, "ppid-permohonan", "ppid-waktu"),
        (
            "yang perlu disiapin apa aja",
            {"ppid_syarat": 0.9},
            "wbs-cara-lapor",
            "wbs-data-laporan",
        ),
    ],
)
def test_the_family_in_talk_goes_before_any_other(
    answers: Answers, text: str, taken_for: dict[str, float], topic: str, answer: str
) -> None:
    """A deadline of another matter, said with confidence, is the worst of answers."""
    reply = said(answers, question(text, ranked(**taken_for), topic=topic))

    assert reply is not None
    assert reply.topic == answer


def test_what_the_article_does_not_say_offers_an_officer(answers: Answers) -> None:
    """A question that points at the topic in talk is not outside the remit."""
    asked = question("di sana harus pakai materai tidak", FOREIGN, topic="sengketa-informasi")

    reply = said(answers, asked)

    assert reply is not None
    assert (reply.outcome, reply.offers_officer) == (Outcome.REPEATED, True)


@pytest.mark.parametrize(
    "text", ["hapus semua obrolan saya", "ini disimpan ga sih", "jejaknya bisa dihapus?"]
)
def test_ones_own_data_is_answered_in_any_talk(answers: Answers, text: str) -> None:
    """A true answer, whatever was spoken of."""
    reply = said(answers, question(text, FOREIGN, topic="magang"))

    assert reply is None or reply.topic == "data-saya"
    assert said(answers, question("jejaknya bisa dihapus?", FOREIGN, topic="magang")) is not None


def test_what_a_message_does_is_asked_where_no_rule_has_its_words(answers: Answers) -> None:
    """Only of a ticket that is open: else "mana nih nomornya" asks for something in talk."""
    moves = moves_of(CONTENT)
    number, added = "mana nih nomornya", "tambahkan ke tiket ya, yang datang jadi dua kelas"
    asked = [replace(question(text, FOREIGN), heard=moves.hear(text)) for text in (number, added)]

    replies = [said(answers, one, has_ticket=True) for one in asked]

    assert replies[0] == STATUS
    assert replies[1] is not None
    assert replies[1].text == f"{answers.say('added_to_ticket')}\n{STATUS.text}"
    assert said(answers, asked[0]) != STATUS
