"""Which channel an accusation belongs to."""

import pytest

from service.content.model import Content
from service.door.channels import (
    CHANNELS,
    IMPOSTOR,
    OTHERS,
    PAID,
    PROTECTION,
    REPORTING,
    SERVICE,
    STAFF,
    STANDS_IN,
    UNSURE,
    VILLAGE,
    article_of,
    channel_in,
    channel_of,
)


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("auditor bpkp bernama anton minta uang ke dinas kami", STAFF),
        ("dalnis kami mengganti angka kerugian", STAFF),
        ("auditor bpkp melakukan penipuan ke kantor kami", STAFF),
        ("oknum pegawai bpkp itu penipu", STAFF),
        ("your auditor asked our mayor for money", STAFF),
        ("auditor bpkp minta durian ke kades kami", STAFF),
        ("yth. inspektur bpkp, direktur saya memotong honor", STAFF),
        ("yang terhormat pimpinan bpkp, kepala desa kami menjual tanah kas desa", VILLAGE),
        ("bpkp tolong, kades kami maling", VILLAGE),
        ("bendahara dinas kami memalsu tanda tangan, sampaikan ke pimpinan bpkp ya", OTHERS),
        ("kadis kami fiktif perjalanannya, tolong diteruskan ke tim auditor bpkp", OTHERS),
        ("mau lapor ke orang bpkp, kades kami jual aset", VILLAGE),
        ("perangkat desa memotong blt", VILLAGE),
        ("pak carik njaluk dhuwit saben omah", VILLAGE),
        ("yth. bpkp, kades kami korupsi, tukangnya mengaku tidak dibayar", VILLAGE),
        ("konsultan dan pemborong jembatan desa membawa kabur uang muka", OTHERS),
        ("auditor bpkp mengaku menerima hadiah", STAFF),
        ("camat minta setoran dari kades", OTHERS),
        ("auditor inspektorat minta 3 juta tiap desa", OTHERS),
        ("kepala dinas kami mark up proyek", OTHERS),
        ("auditor bpk minta thr", OTHERS),
        ("pak joko ngaku auditor bpkp memeras saya", IMPOSTOR),
        ("a man claims to be a bpkp auditor and demands 15 million", IMPOSTOR),
        ("i already sent 5 million to a man who said he is bpkp staff", PAID),
        ("sudah transfer 8 juta ke orang yang ngaku auditor bpkp", PAID),
        ("auditor bpkp gadungan minta uang, udah kekirim 5 juta", PAID),
        ("kadis kami korupsi, saya minta perlindungan", PROTECTION),
    ],
)
def test_a_channel_is_told_from_the_words(said: str, channel: str) -> None:
    """A whistleblower who is sent to the wrong place does not write twice."""
    assert channel_of(said) == channel


@pytest.mark.parametrize(
    ("said", "article"),
    [
        ("kepala bidang saya mencolek staf perempuan", SERVICE),
        ("auditor bpkp memeluk saya", STAFF),
    ],
)
def test_violence_at_work_leads_to_help_as_well(said: str, article: str) -> None:
    """Where to complain is one thing, who stands by the victim another."""
    assert channel_of(said) == f"{article}+sapa"
    assert article_of(channel_of(said)) == article


def test_messages_that_name_no_office_tell_no_channel() -> None:
    """A bare name says nothing about where to report; guessing would send people astray."""
    assert channel_in("namanya Slamet") is None
    assert channel_in("mau lapor.\nnamanya Slamet.\ndia auditor bpkp") == STAFF


def test_every_channel_is_an_article(content: Content) -> None:
    """A channel without an article would be silence."""
    known = {article.id for article in content.articles}

    assert {topic for topics in CHANNELS.values() for topic in topics} <= known
    assert {topic for topics in STANDS_IN.values() for topic in topics} <= known
    assert set(REPORTING) | {UNSURE} <= known


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("a bpkp guy took our projector home in may", STAFF),
        ("yth. inspektur, auditor muda sdr. wisnu menghapus temuan kami", STAFF),
        ("panitia diklat minta 2 juta supaya lulus", STAFF),
        ("ana wong tilpun jare saka bpkp, njaluk transfer lima juta", IMPOSTOR),
    ],
)
def test_who_is_meant_is_told_in_english_javanese_and_letters(said: str, channel: str) -> None:
    """A colleague's report about BPKP's own people must not reach anybody else."""
    assert channel_of(said) == channel
