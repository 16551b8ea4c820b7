"""A wish for a person."""

from dataclasses import replace

import pytest

from service.answering.answers import Answers
from service.answering.decision import RankedIntent
from service.answering.question import Question
from service.answering.wishes import (
    asks_for_ticket,
    asks_how_tickets_go,
    declines_person,
    names_person,
    reply_to_wish,
    tells_of_others,
)
from tests.service.answering.asked import part


def asked(text: str, topic: str | None = None, **chances: float) -> Question:
    """Return a message as Rasa understood it."""
    ranking = [RankedIntent(n.replace("_", "-"), chance) for n, chance in chances.items()]
    return Question("c", text, ranking, topic=topic)


@pytest.mark.parametrize(
    "text",
    [
        "sambungkan petugas dong",
        "saya mau petugas bpkp hubungi saya soal audit itu",
        "mohon dihubungkan dengan humas",
        "saya minta disambungkan ke pusbin jfa soal angka kredit",
        "mau ke petugas: soal magang",
        "kalau begitu buatkan tiket saja",
        "mau ngomong sama orangnya langsung",
        "bisa dihubungkan ke admin?",
        "saya butuh bantuan petugas, aplikasi kami terkunci",
        "iya, sambungkan",
        "petugas",
        "boleh disambung ke bagian diklat pak?",
        "tolong oper ke yang urus sertifikat",
        "permisi ada manusia di situ?",
        "ada orang nggak sih",
        "admin manusia dong, mau tanya fmis kami",
        "sy mau tanya petugas, sertifikat jfa hilang",
        "boleh konsultasi langsung dengan petugasnya?",
        "saya ingin bicara dengan pegawai tentang pendampingan",
        "ya bikinin tiket, berapa nomornya",
        "Baik, tolong buatkan tiket. Nomornya berapa?",
        "iya buatin tiketnya ya",
        "petugas dong, saya mau tanya berkas",
        "saya lebih suka dijawab manusia",
        "terima kasih infonya, saya lanjut sama petugasnya saja ya",
        "woy manusianya mana",
        "udah nyerah, petugas aja",
        "is there a real person here",
        "thanks, but can I talk to someone please",
        "ambo nio mangecek jo urang kantua",
    ],
)
def test_a_wish_for_a_person_opens_a_ticket(answers: Answers, text: str) -> None:
    """Whoever asks for a person must not be given an article."""
    reply = reply_to_wish(answers, asked(text, out_of_scope=0.9))

    assert reply is not None
    assert reply.escalate is not None


def test_a_sentence_that_wishes_for_a_person_is_enough(answers: Answers) -> None:
    """Beside its reason the wish is still one, in whatever words the classifier knows it."""
    parts = (part("mana nih manusianya", human=0.97), part("fmis kami macet", fmis_simda=0.9))
    wish = replace(
        asked("mana nih manusianya, fmis kami macet", fmis_simda=0.5, human=0.4), parts=parts
    )

    reply = reply_to_wish(answers, wish)

    assert reply is not None
    assert reply.escalate is not None
    assert reply.escalate.unit == answers.unit_of("fmis-simda")


def test_the_unit_of_the_reason_is_asked(answers: Answers) -> None:
    """The officer who can answer is the one to be asked, not the one of the topic before."""
    wish = asked("sambungkan petugas, mau tanya uji kompetensi", "ppid-biaya", uji_kompetensi=0.6)

    reply = reply_to_wish(answers, wish)

    assert reply is not None
    assert reply.escalate is not None
    assert (
        reply.escalate.unit == answers.unit_of("uji-kompetensi") != answers.unit_of("ppid-biaya")
    )


@pytest.mark.parametrize(
    "text",
    [
        "petugas bpkp boleh terima uang dari desa?",
        "surat tugas petugas yang datang ke kantor asli tidak?",
        "operator siskeudes tugasnya apa",
        "minta data untuk skripsi",
        "saya lagi chat sama mesin atau manusia nih",
        "ada orang ngaku dari bpkp",
        "ada petugas yang datang ke desa",
        "manusia memang tempatnya lupa",
        "/human",
        "gimana cara buat tiket di sini",
        "apa saya harus buat tiket dulu?",
        "saya sudah buat tiket kemarin",
        "tidak usah buatkan tiket",
        "min mau tanya syarat magang",
        "admin, saya mau tanya syarat magang",
        "mau tanya operator siskeudes itu apa",
        "manusia apa saja yang diperiksa",
        "minta nomor tiket",
        "ga usah disambungin ke petugas, cukup",
        "sudah tidak butuh bantuan petugas",
        "apakah saya sedang berbicara dengan petugas atau sistem",
        "curhat ya min, saya operator tiga desa",
        "chat kita dilihat admin ga",
        "pimpinan minta staf segera ikut pelatihan",
    ],
)
def test_the_word_alone_is_no_wish(answers: Answers, text: str) -> None:
    """A ticket that nobody asked for takes an officer's time from somebody who did."""
    assert reply_to_wish(answers, asked(text)) is None


def test_a_forgotten_number_is_the_tickets(answers: Answers) -> None:
    """Whoever asked after their ticket and forgot its number does not want a telephone number."""
    assert asks_for_ticket(answers, asked("lupa nomornya", kontak_pusat=0.95))


@pytest.mark.parametrize(
    "text",
    [
        "kalo saya bikin tiket disini, nanti liatnya gimana?",
        "misal bikin tiket, dijawabnya kapan",
        "klo minta petugas nanti dibalas lewat mana?",
    ],
)
def test_what_comes_after_a_ticket_is_a_question(answers: Answers, text: str) -> None:
    """Who asks how it would go must not find that it went."""
    assert asks_how_tickets_go(answers, asked(text))


def test_a_ticket_that_is_asked_for_is_no_question(answers: Answers) -> None:
    """ "Kalau bisa" is polite, and waits for nothing."""
    assert not asks_how_tickets_go(answers, asked("kalau bisa tolong buatkan tiket ya"))


@pytest.mark.parametrize(
    "text",
    [
        "kemarin katanya diteruskan ke petugas, nambah keterangannya gimana",
        "tadi sudah disambungkan ke admin, tiketnya dibaca di mana",
    ],
)
def test_a_wish_that_was_granted_before_is_none(answers: Answers, text: str) -> None:
    """Whoever tells of it asks something else, and needs no second ticket."""
    assert reply_to_wish(answers, asked(text, tiket=0.4)) is None


@pytest.mark.parametrize(
    "text",
    [
        "kalau gak bisa jawab, minta petugas bisa?",
        "kalau ga paham saya minta petugas, apa bisa?",
        "sudah tidak usah, hubungkan saya ke petugas",
        "kemarin saya sudah lapor, disambungkan ke petugas dong",
        "bukan itu, mau bicara dengan orang",
    ],
)
def test_what_is_said_in_another_clause_takes_no_wish_away(answers: Answers, text: str) -> None:
    """Whoever asks for a person after a "no" or a "yesterday" asks for one all the same."""
    assert not asks_how_tickets_go(answers, asked(text))
    assert reply_to_wish(answers, asked(text)) is not None


@pytest.mark.parametrize("text", ["orangnya minta uang transport", "iya kak nanti aku hubungi"])
def test_what_others_do_or_will_be_done_elsewhere_wishes_for_nobody(
    answers: Answers, text: str
) -> None:
    """A ticket was opened for who told of a demand, and for who thanked for a number."""
    wished = Question("c", text, (RankedIntent("human", 0.5),), parts=(part(text, human=0.95),))

    assert tells_of_others(text)
    assert reply_to_wish(answers, wished) is None


def test_a_question_that_names_nobody_is_told_from_a_wish(answers: Answers) -> None:
    """ "Minta data langsung ke situ bisa?" asks for data, whatever the classifier heard."""
    assert not names_person(answers, "bisa minta data langsung kesitu?")
    assert names_person(answers, "minta orangnya langsung dong")


@pytest.mark.parametrize(
    "text",
    ["gausah ke petugas dulu", "tidak perlu petugas kok", "jangan disambungkan ke petugas ya"],
)
def test_who_wants_no_person_is_heard(answers: Answers, text: str) -> None:
    """A ticket for somebody who said no takes an officer's time, and their trust."""
    assert declines_person(answers, asked(text))


@pytest.mark.parametrize(
    "text",
    [
        "petugas dong",
        "tidak jadi tanya itu, hubungkan saya ke petugas",
        "saya belum dapat jawaban dari petugas",
        "kalau tidak bisa jawab, minta petugas",
    ],
)
def test_who_wants_a_person_declines_none(answers: Answers, text: str) -> None:
    """A wish behind a no is a wish."""
    assert not declines_person(answers, asked(text))


@pytest.mark.parametrize("text", ["are you a real person", "is this a real person?"])
def test_who_asks_whether_a_person_writes_wishes_for_none(answers: Answers, text: str) -> None:
    """A ticket was opened for a stranger's first question."""
    assert reply_to_wish(answers, asked(text, bot_challenge=0.9)) is None
