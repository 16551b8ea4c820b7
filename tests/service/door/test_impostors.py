"""Who is said to call themselves BPKP's, and who only admits something."""

import pytest

from service.door.impostors import says_to_be


@pytest.mark.parametrize(
    "said",
    [
        "pak joko ngaku auditor bpkp memeras saya",
        "ado urang mangaku dari bpkp ka kantua kami",
        "orang bpkp, ngakunya asisten kepala, minta pulsa",
        "ditelepon bapak-bapak, katanya dari tim khusus bpkp, minta kode otp",
        "bukan orang bpkp tapi pakai seragamnya",
        "dia menunjukkan kartu anggota bpkp",
        "a man who said he is with bpkp wants money",
        "bpkp jual buku ke desa 1,5 juta katanya wajib, bener?",
        "bpkp nagih iuran 500rb ke sekolah kami, beneran?",
        "katanya bpkp minta biaya audit 2 juta, emang iya?",
        "ada tagihan dari bpkp 750rb harus dibayar, resmi ga",
        "barusan transfer ke 'tim bpkp' yg wa pake foto logo",
        "nomor tak dikenal mengaku kepala perwakilan minta beli buku",
    ],
)
def test_who_claims_to_be_ours_is_an_impostor(said: str) -> None:
    """Whoever was called must learn that BPKP asks for no money, not how to report its staff."""
    assert says_to_be(said)


@pytest.mark.parametrize(
    "said",
    [
        "auditor bpkp itu mengaku menerima 5 juta dari dinas",
        "kades kami korupsi, tukangnya mengaku cuma dibayar separuh",
        "oknum auditor atas nama bu rina dari perwakilan minta hotel",
        "pegawai bpkp itu penipu",
        "auditor bpk, bukan bpkp ya, minta jatah",
        "auditor bpkp minta uang 20 juta ke dinas kami",
        "bpkp minta laporan keuangan desa, wajib dikirim?",
    ],
)
def test_who_admits_something_is_no_impostor(said: str) -> None:
    """The accused of a village or of BPKP itself must not be led to the page about swindlers."""
    assert not says_to_be(said)
