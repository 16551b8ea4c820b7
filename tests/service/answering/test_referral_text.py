"""How somebody else is reached."""

from dataclasses import replace
from datetime import date

from service.answering.referral_text import with_contacts
from service.content.model import Contact, ContactKind, Content, Referral, Source
from service.content.sentences import Sentences
from service.markup import read_markup

SITE = Source("Situs KPK", "https://kpk.example", "2023", "A", "kpk")
CALL = Contact("kpk", "KPK", ContactKind.PHONE, "198", SITE, date(2026, 11, 27))
MAIL = replace(CALL, key="surel", kind=ContactKind.EMAIL, value="a@kpk.example")
KPK = Referral("kpk", "KPK", ("kpk",), "Hubungi KPK.", (CALL, MAIL))


def test_a_referral_says_how_and_according_to_whom(sentences: Sentences) -> None:
    """\"Ask them\" without a number is a dead end; a number without a source, an invention."""
    marked = read_markup(with_contacts(KPK, sentences))

    assert marked.body == "Hubungi KPK.\n\n- KPK: telepon 198, a@kpk.example"
    assert [(s.value, s.url, s.dated) for s in marked.sources] == [
        ("Situs KPK", "https://kpk.example", "2023")
    ]


def test_what_the_text_says_is_not_said_again(sentences: Sentences) -> None:
    """Twice the same number makes one look for the difference."""
    told = replace(KPK, text="Hubungi KPK, telepon 198.", contacts=(CALL,))

    assert read_markup(with_contacts(told, sentences)).body == "Hubungi KPK, telepon 198."


def test_an_old_number_says_so(sentences: Sentences) -> None:
    """Who calls in need must know that it may have changed."""
    old = replace(KPK, contacts=(replace(CALL, is_doubtful=True),))

    assert "198, keterangan tahun 2023; mohon pastikan" in with_contacts(old, sentences)


def test_every_referral_has_an_address(content: Content) -> None:
    """Where the other's is not known, it is said how to ask BPKP whether the matter is its own."""
    bare = [referral.id for referral in content.referrals if not referral.contacts]

    assert bare == []
