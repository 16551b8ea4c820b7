"""Too little said to answer."""

import pytest

from service.answering.answers import Answers
from service.answering.bare import reply_to_bare, reply_to_open_matter
from service.answering.decision import RankedIntent
from service.answering.question import Question
from service.outcomes import Outcome


def asked(text: str, topic: str | None = None, **chances: float) -> Question:
    """Return a message as Rasa understood it."""
    ranking = [RankedIntent(n.replace("_", "-"), chance) for n, chance in chances.items()]
    return Question("c", text, ranking, topic=topic)


@pytest.mark.parametrize("text", ["apa aja syaratnya", "berapa lama ya?", "gimana caranya kak"])
def test_an_aspect_of_nothing_is_asked_back(answers: Answers, text: str) -> None:
    """Any article would be a guess, and a deadline of another matter does harm."""
    reply = reply_to_bare(answers, asked(text, out_of_scope=0.9))

    assert reply is not None
    assert reply.outcome is Outcome.CLARIFIED
    assert 2 <= len(reply.topics) <= 4


@pytest.mark.parametrize(
    "text", ["siskeudes pak", "info ttg siskeudes", "mau tanya soal siskeudes"]
)
def test_a_matter_named_alone_offers_its_articles(answers: Answers, text: str) -> None:
    """Three articles are about it: which one is for the citizen to say."""
    reply = reply_to_bare(answers, asked(text, siskeudes_biaya=0.9, siskeudes_unduh=0.05))

    assert reply is not None
    assert reply.topics[:2] == ("siskeudes-biaya", "siskeudes-unduh")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("siskeudes bayar ga?", None),
        ("apa itu spip", None),
        ("berapa lama ya?", "ppid-permohonan"),
        ("halo", None),
        ("asdf", None),
        ("/spip", None),
        ("operator siskeudes desa kami lupa kata sandi dan besok harus lapor", None),
    ],
)
def test_what_says_enough_is_not_asked_back(
    answers: Answers, text: str, topic: str | None
) -> None:
    """A choice where an answer was possible costs the citizen a message."""
    assert reply_to_bare(answers, asked(text, topic)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("saya di tebet", "DKI Jakarta"),
        ("Sumenep", "Jawa Timur"),
        ("bandara CGK", "Banten"),
        ("saya di malaysia", "+62 21 85910031"),
    ],
)
def test_a_place_alone_is_answered_with_its_office(answers: Answers, text: str, told: str) -> None:
    """Who writes where they are and nothing else is not outside the remit."""
    reply = reply_to_bare(answers, Question("c", text, [RankedIntent("out_of_scope", 0.9)]))

    assert reply is not None
    assert told in reply.text


def test_a_town_that_may_belong_to_another_question_is_left_to_the_classifier(
    answers: Answers,
) -> None:
    """ "Jogja" alone may be about anything that is there."""
    asks = asked("jogja", alamat_perwakilan=0.4, jam_layanan=0.38)

    assert reply_to_bare(answers, asks) is None


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("bpkp wamena", "Papua Pegunungan"),
        ("kantor bpkp UPG", "Sulawesi Selatan"),
        ("bpkp deket bandara SUB", "Jawa Timur"),
        ("bpkp di batu malang", "Jawa Timur"),
        ("pulau buru ikut mana", "Maluku"),
        ("kantua bpkp di bukittinggi di ma", "Sumatera Barat"),
    ],
)
@pytest.mark.parametrize("topic", [None, "lapor-gratifikasi"])
def test_a_place_beside_bpkp_asks_for_its_office(
    answers: Answers, text: str, office: str, topic: str | None
) -> None:
    """The classifier hears a topic in the letters of a town that it never read."""
    reply = reply_to_bare(answers, asked(text, topic, visi_misi=0.9))

    assert reply is not None
    assert office in reply.text


@pytest.mark.parametrize(
    ("island", "province"),
    [("kalimantan", "Kalimantan Utara"), ("papua", "Papua Tengah"), ("sumatra", "Sumatera Barat")],
)
def test_an_island_with_several_offices_is_asked_back(
    answers: Answers, island: str, province: str
) -> None:
    """The office of a neighbour province is two flights away."""
    reply = reply_to_bare(answers, asked(island))

    assert reply is not None
    assert reply.outcome is Outcome.CLARIFIED
    assert province in [button.label for button in reply.buttons]


@pytest.mark.parametrize(
    "text", ["mau tanya siskeudes tapi bingung yang mana", "soal wbs lagi, belum tahu pilih apa"]
)
def test_who_is_undecided_gets_a_choice_after_any_talk(answers: Answers, text: str) -> None:
    """They say themselves that an answer would be a guess."""
    reply = reply_to_open_matter(answers, asked(text, "magang"))

    assert reply is not None
    assert reply.outcome is Outcome.CLARIFIED


def test_a_question_with_a_doubt_in_it_is_a_question(answers: Answers) -> None:
    """ "Belum tahu" stands in many questions that are clear."""
    message = asked("saya belum tahu syarat permohonan informasi itu apa saja")

    assert reply_to_open_matter(answers, message) is None
