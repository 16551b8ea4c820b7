"""Offices by the places that a message names."""

import pytest

from doubles.knowledge import CONTENT
from service.content.entries import Problems
from service.content.gazetteer import Gazetteer, read_gazetteer
from service.content.model import Content
from service.knowledge.places import Places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The real names of places."""
    return read_gazetteer(CONTENT, Problems())


@pytest.fixture(scope="module")
def places(content: Content, gazetteer: Gazetteer) -> Places:
    """The real offices."""
    return Places(content.offices, gazetteer, {"tahun", "bulan", "sumber"})


def provinces(places: Places, text: str) -> list[str]:
    """Return the provinces of the offices found."""
    return [office.province for office in places.find(text)]


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("kantor bpkp di jogja", "DI Yogyakarta"),
        ("Perwakilan D.I. Yogyakarta?", "DI Yogyakarta"),
        ("sleman", "DI Yogyakarta"),
        ("MAKASSAR", "Sulawesi Selatan"),
        ("sulsel", "Sulawesi Selatan"),
        ("kantor sulawesi selatan di mana", "Sulawesi Selatan"),
        ("babel", "Kepulauan Bangka Belitung"),
        ("dki", "DKI Jakarta"),
        ("sumut", "Sumatera Utara"),
        ("deli serdang", "Sumatera Utara"),
        ("papua", "Papua"),
        ("papua barat", "Papua Barat"),
        ("kantor papua barat daya dong", "Papua Barat Daya"),
        ("papua tengah", "Papua Tengah"),
        ("papua selatan", "Papua Selatan"),
        ("kepri", "Kepulauan Riau"),
        ("riau", "Riau"),
    ],
)
def test_a_place_is_found_by_name_nickname_and_town(
    places: Places, text: str, province: str
) -> None:
    """People name their town or what they call it, not the office; "Papua" is six provinces."""
    assert provinces(places, text) == [province]


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("bpkp semarng", "Jawa Tengah"),
        ("kantor bandng", "Jawa Barat"),
        ("surabya", "Jawa Timur"),
        ("palembnag", "Sumatera Selatan"),
        ("bnjarbaru", "Kalimantan Selatan"),
    ],
)
def test_a_misspelt_place_is_found(places: Places, text: str, province: str) -> None:
    """A missing letter must not send anybody to the head office."""
    assert provinces(places, text) == [province]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kantor bpkp di mana ya",
        "alamat kantor perwakilan di daerah saya",
        "buka tahun baru",
        "pindah bulan depan, sumber dari mana",
        "pati2",
    ],
)
def test_a_message_without_a_place_finds_none(places: Places, text: str) -> None:
    """The word "tahun" is not Tahuna: a wrong address is worse than a question back."""
    assert provinces(places, text) == []


def test_several_places_come_in_the_order_named_each_once(places: Places) -> None:
    """Who asks for three offices gets three, not the first one thrice."""
    found = provinces(places, "jogja, semarang sama sleman terus kota medan")

    assert found == ["DI Yogyakarta", "Jawa Tengah", "Sumatera Utara"]


def test_a_rightly_spelt_place_silences_guesses(places: Places) -> None:
    """Guessing at other words would add an office nobody asked for."""
    assert provinces(places, "bnjarbaru atau jogja") == ["DI Yogyakarta"]


def test_every_name_leads_to_its_own_office(content: Content, places: Places) -> None:
    """A nickname listed under two provinces would send half the people to the wrong one."""
    wrong = [
        (name, office.province)
        for office in content.offices
        for name in office.names
        if provinces(places, name) != [office.province]
    ]

    assert wrong == []


def test_no_town_is_listed_under_two_provinces(content: Content) -> None:
    """The last one listed would win silently."""
    owners: dict[str, set[str]] = {}
    for office in content.offices:
        for name in office.places:
            owners.setdefault(name, set()).add(office.province)

    assert {name: found for name, found in owners.items() if len(found) > 1} == {}
