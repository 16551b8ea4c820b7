"""Which words offer a contact, and what is taken out of them."""

import pytest

from service.door.own_contacts import contact_in

OFFERED = [
    "hubungi saya di 0812-3456-7890",
    "Tolong hubungi saya lewat WA 081234567890 ya",
    "bisa hubungi saya di 0812 3456 7890?",
    "nomor saya 081234567890",
    "no wa saya 081234567890 kak",
    "No HP: 081234567890",
    "kontak saya budi@contoh.id",
    "email saya budi@contoh.id",
    "saya bisa dihubungi di +62 812-3456-7890",
    "wa aku aja di 081234567890",
    "kabari saya ke budi@contoh.id atau 081234567890",
    "WA 081234567890",
    "mohon telepon kami di 0274 4461234 pak",
]
NOT_OFFERED = [
    "kenapa 081234567890 menelepon saya",
    "nomor penipu 081234567890",
    "jangan hubungi saya di 081234567890",
    "itu bukan nomor saya 081234567890",
    "saya ditelepon 081234567890 mengaku auditor",
    "nomor teman saya 081234567890",
    "atasan saya budi@contoh.id menolak",
    "081234567890",
]


@pytest.mark.parametrize("text", OFFERED)
def test_an_offer_is_known(text: str) -> None:
    """Who says how they can be reached is to be reached."""
    found = contact_in(text)

    assert found is not None
    assert found.is_offered


@pytest.mark.parametrize("text", NOT_OFFERED)
def test_somebody_elses_number_is_no_offer(text: str) -> None:
    """It would be kept without its owner's wish."""
    found = contact_in(text)

    assert found is not None
    assert not found.is_offered


@pytest.mark.parametrize(
    "text",
    ["jam buka kantor", "NIK saya 3404121203850001", "telepon BPKP 021 85910031", "Rp 12.000.000"],
)
def test_a_message_without_a_contact_has_none(text: str) -> None:
    """A NIK is no way to reach anybody, and must not be kept as one."""
    assert contact_in(text) is None


def test_only_the_contact_is_taken_and_a_hint_of_it() -> None:
    """The words around it may be a story; the hint stands where officers read."""
    found = contact_in("saya Budi, hubungi saya di 0812-3456-7890 atau budi.s@contoh.id soal X")

    assert found is not None
    assert found.text == "0812-3456-7890, budi.s@contoh.id"
    assert found.hint == "tel890+emailb"
