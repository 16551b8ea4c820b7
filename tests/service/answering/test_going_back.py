"""What was spoken of or offered before explains a message."""

import pytest

from service.answering.answers import Answers
from service.answering.going_back import (
    office_chosen,
    reply_to_choice,
    reply_to_known_office,
    reply_to_matter,
    reply_to_reference,
)
from service.answering.memory import OFFICE, Asked, Memory
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question, ranked

SPOKEN_OF = Memory(topics=("magang", "spip", "kepala-bpkp"))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("balik lagi ke yang pertama, uang sakunya ada?", "magang"),
        ("kembali ke yang tadi dong", "spip"),
        ("yang kedua tadi maksudnya gimana", "spip"),
        ("balik ke soal magang", "magang"),
    ],
)
def test_a_reference_leads_back(answers: Answers, text: str, topic: str) -> None:
    """People return to what they asked before, and name it by its place or a word."""
    asked = question(text, FOREIGN, topic="kepala-bpkp", memory=SPOKEN_OF)

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == topic


def test_an_office_is_gone_back_to(answers: Answers) -> None:
    """Who compares two towns asks for the first one's telephone at the end."""
    (padang,), (bengkulu,) = map(answers.knowledge.find_offices, ("Padang", "Bengkulu"))
    memory = Memory(offices=(padang.code, bengkulu.code))
    asked = question(
        "situsnya kantor yang pertama tadi apa", FOREIGN, topic="alamat-perwakilan", memory=memory
    )

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert "Sumatera Barat" in reply.text
    assert "Bengkulu" not in reply.text


@pytest.mark.parametrize(
    "text", ["pertama kali daftar gimana", "yang pertama", "balik nama motor", "tadi hujan"]
)
def test_a_word_alone_is_no_reference(answers: Answers, text: str) -> None:
    """A new question must not become an old article."""
    asked = question(text, FOREIGN, topic="kepala-bpkp", memory=SPOKEN_OF)

    assert reply_to_reference(answers, asked) is None


def test_the_words_of_a_label_choose(answers: Answers) -> None:
    """A choice is also answered one message later, and by voice."""
    offices = answers.knowledge.where("sumatera").choice
    memory = Memory(offered=tuple(OFFICE + office.code for office in offices))

    reply = reply_to_choice(answers, question("yang selatan uda", FOREIGN, memory=memory))

    assert reply is None or "Sumatera Selatan" in reply.text
    reply = reply_to_choice(answers, question("yang selatan aja", FOREIGN, memory=memory))
    assert reply is not None
    assert "Sumatera Selatan" in reply.text


@pytest.mark.parametrize(
    "text", ["siapa yang menang", "yang mana saja boleh", "biaya hidup di Bali"]
)
def test_words_of_no_label_choose_nothing(answers: Answers, text: str) -> None:
    """A new question stays a question."""
    memory = Memory(offered=("ppid-biaya", "siskeudes-biaya"))

    assert reply_to_choice(answers, question(text, FOREIGN, memory=memory)) is None


def test_a_matter_named_afterwards_is_asked_about_as_before(answers: Answers) -> None:
    """ "Ongkosnya berapa?" — "yang minta informasi itu" is one question in two messages."""
    memory = Memory(offered=("ppid-biaya", "siskeudes-biaya", "diklat"), aspect="biaya")
    asked = question("itu yang buat minta informasi", ranked(ppid_permohonan=0.9), memory=memory)

    reply = reply_to_matter(answers, asked)

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, "ppid-biaya")
    assert reply_to_matter(answers, question("siapa kepala bpkp", ranked(kepala_bpkp=0.9))) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("untuk nomor 2, siapa yang menandatangani?", "ppid-biaya"),
        ("kalau poin pertama, dihitung dari kapan harinya?", "ppid-waktu"),
    ],
)
def test_one_of_two_answers_is_asked_about_by_its_number(
    answers: Answers, text: str, topic: str
) -> None:
    """Who numbered their questions goes on by those numbers."""
    memory = Memory(topics=("ppid-waktu", "ppid-biaya"), offered=("ppid-waktu", "ppid-biaya"))
    asked = question(text, FOREIGN, topic="ppid-biaya", memory=memory)

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == topic


@pytest.mark.parametrize("text", ["magang tadi dibayar tidak", "magangnya itu bisa daring?"])
def test_a_noun_points_back_to_what_it_names(answers: Answers, text: str) -> None:
    """ "… tadi" means something spoken of, whatever was said in between."""
    asked = question(text, FOREIGN, topic="kepala-bpkp", memory=SPOKEN_OF)

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == "magang"


def test_a_noun_of_the_topic_in_talk_points_nowhere_else(answers: Answers) -> None:
    """The topic in talk has the first right to its own words."""
    memory = Memory(topics=("ppid-syarat", "ppid-permohonan"))
    asked = question("permohonan tadi bayar?", FOREIGN, topic="ppid-permohonan", memory=memory)

    assert reply_to_reference(answers, asked) is None


@pytest.mark.parametrize(
    "text", ["yang kedua tadi?", "yg kedua belum dijawab", "yang kedua kok ga dijawab"]
)
def test_the_second_of_two_questions_is_gone_back_to(answers: Answers, text: str) -> None:
    """Who asked two things and read one asks for the other by its place."""
    memory = Memory(topics=("siskeudes-biaya",), offered=("siskeudes-biaya", "siskeudes-unduh"))
    asked = question(text, FOREIGN, topic="siskeudes-biaya", memory=memory)

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == "siskeudes-unduh"


@pytest.mark.parametrize("text", ["yg satunya lg", "terus yang lain gimana", "yang satu lagi"])
def test_the_other_of_two_questions_is_gone_back_to(answers: Answers, text: str) -> None:
    """Who asked two things and read about one need not count which it was."""
    memory = Memory(topics=("siskeudes-biaya",), offered=("siskeudes-unduh", "siskeudes-biaya"))
    asked = question(text, FOREIGN, topic="siskeudes-biaya", memory=memory)

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == "siskeudes-unduh"
    assert reply_to_reference(answers, question(text, FOREIGN, topic="siskeudes-biaya")) is None


def test_what_is_to_be_said_again_is_named_by_a_word(answers: Answers) -> None:
    """ "Yg beda itu tolong jelasin lagi" is the difference just spoken of, not another one."""
    memory = Memory(topics=("wbs-kerahasiaan", "wbs-vs-lapor"))
    asked = question(
        "yg beda itu tolong jelasin lagi",
        ranked(beda_lembaga=0.95),
        topic="wbs-vs-lapor",
        memory=memory,
    )

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == "wbs-vs-lapor"


def test_right_after_the_offices_of_an_island_a_bare_word_chooses(answers: Answers) -> None:
    """ "Timur" was answered by the same five offices again."""
    offices = tuple(OFFICE + o.code for o in answers.knowledge.where("kalimantan").choice)
    memory = Memory(offered=offices, asked=Asked.CHOICE)

    code = office_chosen(answers, question("timur", memory=memory))

    assert [office.province for office in answers.knowledge.offices_of(code)] == [
        "Kalimantan Timur"
    ]


@pytest.mark.parametrize("text", ["padang tadi jalan apa? lupa", "telepon yang sumatra itu tadi?"])
def test_an_office_spoken_of_is_meant_across_another_matter(answers: Answers, text: str) -> None:
    """A place names nothing by itself: after another matter it was taken for that one's."""
    (padang,) = answers.knowledge.find_offices("Padang")
    memory = Memory(topics=("alamat-perwakilan", "ppid-syarat"), offices=(padang.code,))

    reply = reply_to_known_office(
        answers, question(text, FOREIGN, topic="ppid-syarat", memory=memory)
    )

    assert reply is not None
    assert (reply.topic, padang.province in reply.text) == ("alamat-perwakilan", True)


def test_a_place_beside_a_clear_topic_is_no_office(answers: Answers) -> None:
    """ "Magang di Padang di mana daftarnya" asks for the internship."""
    (padang,) = answers.knowledge.find_offices("Padang")
    memory = Memory(topics=("alamat-perwakilan",), offices=(padang.code,))
    asked = question(
        "magang di padang daftarnya di mana", ranked(magang=0.95), topic="spip", memory=memory
    )

    assert reply_to_known_office(answers, asked) is None


def test_the_second_thing_asked_is_found_after_an_office(answers: Answers) -> None:
    """Of two things asked, an office was shown last: "yang kedua" was looked for among offices."""
    (padang,) = answers.knowledge.find_offices("Padang")
    asked = question(
        "yang kedua tadi gimana",
        FOREIGN,
        topic="alamat-perwakilan",
        memory=Memory(
            topics=("siskeudes-biaya", "alamat-perwakilan"),
            offices=(padang.code,),
            offered=("alamat-perwakilan", "siskeudes-biaya"),
        ),
    )

    reply = reply_to_reference(answers, asked)

    assert reply is not None
    assert reply.topic == "siskeudes-biaya"


def test_the_first_matter_is_found_after_one_office(answers: Answers) -> None:
    """One office has no first of several: what was asked before it is meant."""
    (padang,) = answers.knowledge.find_offices("Padang")
    memory = Memory(topics=("fraud-control-plan", "alamat-perwakilan"), offices=(padang.code,))
    text = "soal yang pertama tadi, atributnya ada berapa"

    reply = reply_to_reference(
        answers, question(text, FOREIGN, topic="alamat-perwakilan", memory=memory)
    )

    assert reply is not None
    assert reply.topic == "fraud-control-plan"
