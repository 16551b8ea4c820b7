"""What citizens read about the regional offices."""

from pathlib import Path

import pytest

from doubles.clock import TODAY
from doubles.knowledge import CONTENT, NoEncoder
from service.answering.answers import Answers
from service.content.sentences import Sentences
from service.knowledge.knowledge import Knowledge
from service.markup import read_markup
from service.outcomes import Outcome
from service.storage.database import Database


def test_an_office_is_shown_with_its_address_and_the_caveat(
    answers: Answers, sentences: Sentences
) -> None:
    """The address is not confirmed by BPKP; who travels there must know."""
    reply = answers.offices.reply("kantor bpkp di jogja")

    assert "Perwakilan BPKP DI Yogyakarta\nAlamat: Jl. Parangtritis" in reply.text
    assert read_markup(reply.text).body.startswith(sentences("office_caveat"))
    assert read_markup(reply.text).cautions == (sentences("office_unconfirmed"),)
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, "alamat-perwakilan")


def test_an_office_is_shown_with_its_source_and_date(answers: Answers) -> None:
    """An address that may be eight years old must show its age, like every other answer."""
    marked = read_markup(answers.offices.reply("kantor bpkp di jogja").text)

    assert [line.dated for line in marked.sources] == ["2017 sampai 2026"]
    assert marked.checked == "27 November 2026"


def test_an_unknown_address_is_said_to_be_unknown(answers: Answers, sentences: Sentences) -> None:
    """Nothing is invented: no address is better than a wrong one."""
    reply = answers.offices.reply("kantor makassar")

    assert sentences("office_no_address") in reply.text
    assert "Alamat: " not in reply.text


def test_a_province_without_an_office_is_said_to_have_none(answers: Answers) -> None:
    """A neighbour's office would be a guess."""
    reply = answers.offices.reply("papua selatan")

    assert "Kantor BPKP yang melayani Papua Selatan belum kami ketahui." in reply.text


def test_several_offices_are_shown_in_the_order_asked(answers: Answers) -> None:
    """One question, one answer."""
    text = answers.offices.reply("medan dan jogja").text

    assert text.index("Sumatera Utara") < text.index("DI Yogyakarta")


def test_more_than_three_offices_are_cut_and_that_is_said(
    answers: Answers, sentences: Sentences
) -> None:
    """A wall of addresses is read by nobody, a silent cut misleads."""
    text = answers.offices.reply("jogja semarang bandung medan").text

    assert text.startswith(sentences("office_too_many"))
    assert ("Jawa Barat" in text, "Sumatera Utara" in text) == (True, False)


@pytest.mark.parametrize("text", ["kantor bpkp terdekat", "", "kantor tahun ini"])
def test_without_a_place_the_place_is_asked_for(
    answers: Answers, sentences: Sentences, text: str
) -> None:
    """Thirty-six offices are no answer."""
    assert answers.offices.reply(text).text == sentences("office_which")


def test_the_nearest_office_is_shown_with_its_distance(
    answers: Answers, sentences: Sentences
) -> None:
    """A shared location is answered with how far it is."""
    reply = answers.offices.nearest(-7.80, 110.36)

    assert reply.text.startswith(sentences("office_nearest", distance=6))
    assert "Perwakilan BPKP DI Yogyakarta" in reply.text


def test_without_any_office_a_location_is_answered_with_a_question(
    sqlite: Database, sentences: Sentences
) -> None:
    """Content that is not loaded yet must not lead to silence."""
    empty = Answers(Knowledge(sqlite, NoEncoder(), Path(CONTENT)), sentences, lambda: TODAY)

    assert empty.offices.nearest(-7.8, 110.4).text == sentences("office_which")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(-5.0, 110.5), (3.14, 101.69), (1.29, 103.85), (25.03, 121.56)]
)
def test_at_sea_and_abroad_the_head_office_is_named_without_a_distance(
    answers: Answers, sentences: Sentences, latitude: float, longitude: float
) -> None:
    """A flight to "the nearest office" is nobody's errand."""
    reply = answers.offices.nearest(latitude, longitude)

    assert reply.text == sentences("office_far")
    assert "(021) 85910031" in reply.text
    assert " km" not in reply.text
    assert answers.offices.code_at(f"{latitude},{longitude}") is None


def test_an_office_in_an_unknown_town_is_named_without_a_distance(
    answers: Answers, sentences: Sentences
) -> None:
    """ "5 km" to an office whose town nobody told us is an invention."""
    reply = answers.offices.nearest(-5.14, 119.41)

    assert reply.text.startswith(sentences("office_nearest_unmeasured"))
    assert "Perwakilan BPKP Sulawesi Selatan" in reply.text
    assert " km" not in reply.text


@pytest.mark.parametrize(
    "text", ["saya di taiwan, kantor terdekat mana", "kantor bpkp di kuala lumpur", "di jeddah"]
)
def test_abroad_the_head_office_is_named(
    answers: Answers, sentences: Sentences, text: str
) -> None:
    """ "Which regency?" is no answer in Taiwan, nor is the office talked of before."""
    reply = answers.offices.reply(text, known="PW12")

    assert reply.text == sentences("office_abroad")


def test_a_name_of_several_provinces_is_asked_back(answers: Answers) -> None:
    """Each button leads to its office, also where we know none."""
    reply = answers.offices.reply("kantor di papua")

    labels = [button.label for button in reply.buttons]
    office = next(b for b in reply.buttons if b.label == "Papua Selatan")

    assert reply.outcome is Outcome.CLARIFIED
    assert labels[:2] == ["Papua", "Papua Barat"]
    assert "belum kami ketahui" in answers.offices.reply("", known=office.payload.argument).text
