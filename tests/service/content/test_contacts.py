"""Every number, address and site once, named by its key."""

from pathlib import Path

import pytest

from doubles.knowledge import CONTENT
from service.content.contacts import contact_problems, put_in, read_contacts, unused_contacts
from service.content.entries import Problems
from service.content.model import Contact, Content
from service.content.sources import read_sources
from service.door.masking import mask
from tests.service.content.spoilt import CONTACTS, complaints, write_folder


@pytest.fixture
def contacts(tmp_path: Path) -> dict[str, Contact]:
    """The contacts of the small folder."""
    folder = write_folder(tmp_path)
    return read_contacts(folder, read_sources(folder, Problems()), Problems())


def test_a_number_changed_once_is_changed_everywhere(tmp_path: Path) -> None:
    """Forty copies of a number are never all corrected."""
    folder = write_folder(tmp_path, contacts=CONTACTS.replace("85910031", "11111111"))
    known = read_contacts(folder, read_sources(folder, Problems()), Problems())

    said = put_in("Telepon {kontak:pusat} atau lihat {kontak:situs}.", known)

    assert said == "Telepon (021) 11111111 atau lihat www.bpkp.go.id."


def test_a_number_is_told_as_it_is_dialled_from_abroad(contacts: dict[str, Contact]) -> None:
    """A second entry for the same number would be forgotten when the first changes."""
    assert put_in("{kontak:pusat/luar-negeri}", contacts) == "+62 21 85910031"


def test_a_contact_that_nothing_names_is_told(tmp_path: Path, content: Content) -> None:
    """Kept up for nobody, it grows wrong unseen."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("{kontak:wbs}", encoding="utf-8")
    (tmp_path / "sentences.yml").write_text("a: '{kontak:iasc}'", encoding="utf-8")
    (tmp_path / "referrals.yml").write_text("referrals:\n- contacts: [jdih]\n", encoding="utf-8")
    four = [c for c in content.contacts if c.key in ("wbs", "iasc", "jdih", "humas-email")]

    assert unused_contacts(tmp_path, four) == ["humas-email"]
    assert unused_contacts(CONTENT, content.contacts) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Hubungi {kontak:pussat}.", "no contact 'pussat'"),
        ("Telepon (021) 85910031.", "'(021) 85910031' is typed out"),
        ("Telepon (0274) 385323.", "'(0274) 385323' is typed out"),
        ("WhatsApp 0811-959-575.", "'0811-959-575' is typed out"),
        ("Lihat https://wbs.bpkp.go.id, lalu masuk.", "'https://wbs.bpkp.go.id' is typed out"),
        ("Lihat www.bpkp.go.id.", "'www.bpkp.go.id' is typed out"),
        ("Kirim ke orang_dua@kpk.go.id.", "'orang_dua@kpk.go.id' is typed out"),
        ("Kirim SMS ke 1708.", "'1708' is typed out"),
    ],
)
def test_a_contact_that_is_unknown_or_typed_out_is_named(
    contacts: dict[str, Contact], text: str, complaint: str
) -> None:
    """What is typed out stays behind when the number changes."""
    assert any(complaint in line for line in contact_problems(text, contacts))


@pytest.mark.parametrize(
    "text",
    [
        "Telepon {kontak:pusat}, SMS ke {kontak:lapor}.",
        "HK.01.00/KEP-721/K.SU/04/2022, Rp1.500.000, versi 2.0.7.11, 1708 desa.",
        "Peraturan BPKP 5/2021, 18 Oktober sampai 12 November 2024, PER-1274/K/JF/2010.",
    ],
)
def test_other_numbers_are_no_contacts(contacts: dict[str, Contact], text: str) -> None:
    """A rule that stops regulations and amounts would be switched off."""
    assert contact_problems(text, contacts) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("key: situs,", "key: pusat,", "contacts.yml:3: key 'pusat' stands twice"),
        ("value: www.bpkp.go.id", "value: (021) 85910031", "contacts.yml:3: 'pusat' has the same"),
        ("kind: situs", "kind: laman", "contacts.yml:3: kind must be one of telepon, WhatsApp"),
        ("source: situs-kami", "source: siapa", "contacts.yml:3: sources.yml has no source"),
    ],
)
def test_a_mistake_in_the_list_is_named(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    """One wrong line stands in many answers."""
    folder = write_folder(tmp_path, contacts=CONTACTS.replace(old, new, 1))
    sources = read_sources(folder, Problems())

    _, wrong = complaints(lambda p: read_contacts(folder, sources, p))

    assert any(line.startswith(complaint) for line in wrong), wrong


def test_the_door_lets_bpkps_own_numbers_through(content: Content) -> None:
    """Who asks whether a number is BPKP's must be understood; the door has a list of its own."""
    own = [c for c in content.contacts if c.owner.startswith("BPKP") and c.kind == "telepon"]

    assert len(own) >= 2
    assert [c.value for c in own if c.value not in mask(f"apakah {c.value} benar").text] == []
