"""Who can help with what is not BPKP's."""

import pytest

from service.content.model import Content, Referral
from service.knowledge.referrals import Referrals


@pytest.fixture(scope="module")
def referrals(content: Content) -> Referrals:
    """The real ones."""
    return Referrals(content.referrals)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HP saya hilang dicuri, lapor ke mana?", "polri"),
        ("Mau daftar BPJS Kesehatan", "bpjs-kesehatan"),
        ("lapor lhkpn gimana", "kpk"),
        ("opini WTP itu dari siapa", "bpk"),
        ("besok hujan nggak, cuaca di sini gelap", "bmkg"),
    ],
)
def test_a_matter_of_others_is_sent_to_them(
    referrals: Referrals, text: str, expected: str
) -> None:
    """A bare "not ours" helps nobody."""
    found = referrals.find(text)

    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("text", ["", "resep rendang", "pak dpt info dr bpk", "bayarpajaknya"])
def test_what_nobody_is_known_for_finds_nobody(referrals: Referrals, text: str) -> None:
    """A guess would send citizens round in circles; "bpk" is mostly "bapak"."""
    assert referrals.find(text) is None


def test_the_longest_phrase_wins_wherever_it_stands() -> None:
    """The vehicle tax ("pajak kendaraan") is another office's than "pajak"."""
    short = Referral("pajak", "Pajak", ("pajak",), "DJP")
    long = Referral("samsat", "Samsat", ("pajak kendaraan",), "Samsat")

    found = Referrals([short, long]).find("pajak itu, maksud saya pajak kendaraan")

    assert found == long


def test_of_two_as_long_the_first_named_wins() -> None:
    """The first thing said is usually what is asked."""
    first, second = Referral("a", "A", ("satu",), "A"), Referral("b", "B", ("dua",), "B")

    assert Referrals([second, first]).find("satu lalu dua") == first


def test_without_referrals_nothing_is_found() -> None:
    """An empty file is no crash."""
    assert Referrals([]).find("polisi") is None


def test_every_phrase_of_the_content_leads_to_one_place(content: Content) -> None:
    """A phrase listed twice would follow the file's order, not a decision."""
    owners: dict[str, set[str]] = {}
    for referral in content.referrals:
        for phrase in referral.words:
            owners.setdefault(phrase, set()).add(referral.id)

    assert {phrase: found for phrase, found in owners.items() if len(found) > 1} == {}
