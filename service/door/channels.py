"""Which channel an accusation belongs to, told from its words at the door.

A channel is an article, behind it what else must be said: ``wbs-cara-lapor+sapa`` is the article
about whistleblowing with the contact for victims of violence. Rasa is not asked: this must hold
while it is down, and whom somebody accuses is plain in the words or not there at all.
"""

import re

from service.door.accusation_reading import read
from service.door.impostors import says_to_be

STAFF, VILLAGE, OTHERS = "wbs-cara-lapor", "lapor-dana-desa", "lapor-korupsi"
IMPOSTOR, PAID, PROTECTION = "pemerasan-atas-nama", "telanjur-transfer", "perlindungan-pelapor"
SERVICE = "wbs-vs-lapor"
STAFF_SECRECY = "wbs-kerahasiaan"  # of reports about BPKP's own people alone
DEFAULT_CHANNEL = OTHERS
UNSURE = "lapor-lewat-bot"  # names them all; where nobody said yet whom it is about
WITH = "+"  # between an article and what else must be said
SAPA = "sapa"
_AT_WORK = frozenset({"ROLE", "PERSON", "OFFICE", "BPKP"})
_KNOWN = frozenset({"ROLE", "PERSON", "OFFICE", "PUBLIC"})
CHANNELS = {  # the article shown, and what else is near
    STAFF: (STAFF, "wbs-kerahasiaan", "wbs-data-laporan"),
    VILLAGE: (VILLAGE, OTHERS, SERVICE),
    OTHERS: (OTHERS, SERVICE, PROTECTION),
    SERVICE: (SERVICE, OTHERS, "lapor-lewat-bot"),
    IMPOSTOR: (IMPOSTOR, "cek-surat-tugas", PAID),
    PAID: (PAID, IMPOSTOR, "cek-surat-tugas"),
    PROTECTION: (PROTECTION, OTHERS, "wbs-kerahasiaan"),
    UNSURE: (UNSURE, STAFF, OTHERS),
}
# What may stand in for a channel, where the whole message was understood as it.
STANDS_IN = {
    STAFF: frozenset({STAFF, "wbs-kerahasiaan", "wbs-data-laporan", PROTECTION}),
    VILLAGE: frozenset({VILLAGE, PROTECTION}),
    OTHERS: frozenset({OTHERS, PROTECTION}),
    SERVICE: frozenset({SERVICE, PROTECTION}),
    IMPOSTOR: frozenset({IMPOSTOR, PAID}),
    PAID: frozenset({PAID}),
    PROTECTION: frozenset({PROTECTION}),
    UNSURE: frozenset({UNSURE, STAFF, VILLAGE, OTHERS, IMPOSTOR, PAID, PROTECTION}),
}
# Articles after which somebody may begin to tell, and the channel that they then know.
REPORTING: dict[str, str | None] = {
    **{channel: channel for channel in CHANNELS if channel not in (UNSURE, SERVICE)},
    **dict.fromkeys(("wbs-kerahasiaan", "wbs-data-laporan", "wbs-waktu", "wbs-pantau"), STAFF),
    "cek-surat-tugas": IMPOSTOR,
    **dict.fromkeys((UNSURE, SERVICE, "lapor-gratifikasi", "warga-minta-audit")),
}


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


_BPKP = r"(?:bpkp|badan pengawasan keuangan dan pembangunan)"
_PEOPLE = (
    r"(?:auditor\w*|pegawai\w*|oknum\w*|tim\w*|pemeriksa\w*|pejabat\w*|orang\w*|korwas|dalnis|"
    r"panitia\w*|pengendali|staf\w*|ketua\w*|kepala\w*|petugas\w*|anggota\w*|kabag\w*|kasub\w+|"
    r"atasan\w*|bos\w*|rekan\w*|teman\w*|temen\w*|senior\w*|sopir|supir|satpam|bendahara\w*|"
    r"supervisor\w*|mentor\w*|boss|trainer\w*|pembimbing\w*|pengajar\w*|instruktur\w*|pelatih\w*|"
    r"widyaiswara|bagian\w*|kepegawaian|inspektur\w*|deputi\w*|direktur\w*|koordinator\w*|pimpinan\w*|urang|wong|"
    r"auditors?|staff|employees?|officers?|people|guys?|team|honorer\w*|ppnpn|kabid\w*|bidang|yang|yg|"
    r"sing|nan)"
)
_OF_BPKP = re.compile(
    rf"\b{_PEOPLE}(?: \w+){{0,3}}? (?:(?:dari|di|dr|d|of|from|at|ti|na) )?(?:the )?"
    rf"(?:{_BPKP}|perwakilan)\b|\b{_BPKP}(?: \w+){{0,3}}? (?:auditor|pegawai|oknum|tim|orang|staf|"
    rf"ketua|bidang|pusat|employee|officer|official|guys?\b|team)\w*|"
    rf"\b(?:di|dari|dr) (?:kantor )?(?:perwakilan )?{_BPKP}|kantor pusat (?:bpkp|pramuka)|"
    rf"(?:yang|yg) (?:dari|dr|di) {_BPKP}|\bperwakilan\b|\bi work (?:at|for) {_BPKP}"
)
_ADDRESSED = re.compile(
    rf"\bdi(?:periksa|priksa|parios|audit|awasi|reviu|dampingi|bina)\w*(?: \w+){{0,2}} {_BPKP}|"
    r"\b(?:sampai\w*|disampai\w*|terus\w*|diterus\w*|lapor\w*|melapor\w*|adu\w*|ngadu\w*|kirim\w*|"
    rf"cerita\w*|kasih tahu|beri tahu|tanya\w*) (?:ke|kepada|sama|pada) (?:\w+ ){{0,2}}?{_BPKP}|"
    r"\byth\.?\W+(?:bapak |ibu |pak |bu )?inspektur\b(?=\W*[,.\n])|"
    rf"(?:yth\.?|yang terhormat|kepada)\W+(?:\w+\W+){{0,2}}?{_BPKP}\W*|(?:tolong|mohon|"
    rf"lapor|halo|hai|hello|dear|minta|ke|bantu|"
    rf"laporkan ke|ngadu ke)\W+(?:(?!{_PEOPLE})\w+\W+){{0,2}}?{_BPKP}\W*|"
    rf"^\W*{_BPKP}\W+(?:tolong|mohon|bantu|"
    rf"harus|kapan|kok|bisa|please)\w*|"
    r"\b(?:pak|bu|bapak|ibu|kak|mas|mbak) auditor\b(?=\W*$|[,.!?])|"
    rf"{_BPKP} (?:tolong|bantu|periksa|turun|diam|diem|audit(?!or))\w*"
)
_SPELT = re.compile(r"\bb[ei]h? ?p[ei]h? ?kah? ?p[ei]h?\b")  # as it is heard: "be pe ka pe"
_OUR_TITLES = _any(
    r"(?:panitia|penguji|instruktur|pengajar) (?:diklat|ujian sertifikasi)|diklat (?:di )?ciawi|"
    r"dalnis\w*|pengendali (?:teknis|mutu)|korwas\w*|widyaiswara|kepala perwakilan|pusdiklatwas|"
    r"pusdiklat|pusbin\w*|auditor\w*|audit team|ketua tim (?:audit|pemeriksa|reviu)\w*|"
    r"tim (?:audit|reviu|pemeriksa)\w*|yang (?:memeriksa|mereviu|mengaudit|meriksa)|"
    r"(?:yang|yg) (?:meriksa|ngaudit|mriksa)|(?:your|kalian|anda)(?:'s)? (?:\w+ )?"
    r"(?:staff|auditors?|employees?|officers?)|(?:pegawai|auditor|staf|petugas|orang) "
    r"(?:kalian|anda|bapak)|your agency|ketua tim\w*"
)
_OTHER_AUDITORS = _any(
    r"inspektorat\w*|inspektur\w*|inspectorate|irban\w*|akuntan publik|kap|bpk|spi|internal|itjen"
)
_OUR_INSPECTORATE = re.compile(rf"\binspektur\w* (?:\w+ )?(?:di )?{_BPKP}|inspektorat {_BPKP}")
_HAS_PAID = _any(
    r"(?:sudah|udah|sdh|udh|ter?lanjur|telanjur|kadung|keburu|already|wis|baru|barusan|"
    r"habis)(?: \w+){0,2}?"
    r" (?:transfer\w*|tf|kirim\w*|kekirim|ketransfer|kebayar|terkirim|tertransfer|terbayar|"
    r"bayar\w*|setor\w*|kasih|ngirim|masuk|sent|paid|dikirim|"
    r"ditransfer|"
    r"nyetor|mengirim|menyerahkan|serahkan|ambil|mentransfer|membayar)|ketipu|tertipu|kena tipu|"
    r"(?:i )?(?:already )?(?:sent|paid)|uang\w*(?: \w+){0,3} (?:masuk|dikirim|diambil|raib|"
    r"hilang|ilang|ludes|amblas|lenyap|hangus)|"
    r"(?:saya|aku|ibu|adik|kakak|bapak) korban"
)
_ASKS_PROTECTION = _any(
    r"(?:minta|mohon|butuh|perlu|mau|ingin|bisa|siapa|tolong|need|want)(?: \w+){0,4}? "
    r"(?:per|di|me|yang me)?lindung\w*|lpsk|(?:tolong|mohon) (?:di)?lindungi|protect\w*|"
    r"(?:yang|yg|siapa) (?:me|nge)?lindung\w+"
)
_HARM = _any(
    r"mesum|cabul\w*|(?:me|di|pe)l[ea]ce?h\w+|nglecehin|ngelecehin|(?:di|men)?colek\w*|"
    r"mencolek\w*|"
    r"(?:me|di)?raba|diraba|pegang[- ]?pegang|pegang2|megang2|me?megang (?:tangan|paha)|"
    r"merangkul\w*|"
    r"memeluk|elus\w*|mengelus|ngelus|video porno|harass\w*|touch\w*|grop\w*|ajak tidur|mengajak "
    r"(?:saya )?(?:tidur|ke hotel|ke apartemen)|ngajak ke hotel|ajak ke hotel|ke apartemen|"
    r"(?:me|di)?mukul\w*|dipukul\w*|menampar|nampar|ditampar|tampar|bully\w*|dibully"
)
_VILLAGE_ROLE = _any(
    r"kades\w*|(?:kepala|kpl|kep|kapala) (?:desa\w*|ds)|kepdes|pj kades|kuwu|ke?uchik|wali nagari|"
    r"wali jorong|jorong|lurah(?:e|ku|na| (?:abdi|kuring|kula|urang))|"
    r"(?:bendahara|bndhara|bendhara|sekretaris|perangkat|aparat|staf) ds|sekdes\w*|kaur\w*|"
    r"perbekel|bekel|pekon|peratin|penghulu(?! kua)|pambakal|hukum tua|"
    r"kepala kampung|kampung pu|carik|pak desa|bpd|bamuskam|bumdes\w*|"
    r"perangkat desa|aparat desa|bendahara desa|kadus\w*|kepala dusun|dukuh|"
    r"village (?:head|chief)|pamsimas|lurah desa|kepala ohoi|raja kampung|"
    r"datuak penghulu|tpk|modin|bayan|jagabaya|"
    r"kamituwo|kapala desa|kapalo nagari|pak rt|pak rw|ketua r[tw]|linmas"
)
_GIVES = re.compile(  # who only gives, or is asked, is not accused
    rf"\b(?:dari|ke|kepada|honor|gaji|insentif|upah|siltap|tiap|setiap|para|seluruh|semua|per|"
    rf"sama|from)(?: \w+)? "
    rf"{_VILLAGE_ROLE.pattern}(?: {_VILLAGE_ROLE.pattern})?"
)
_VILLAGE_MONEY = _any(
    r"dana desa|uang desa|dd|add|blt\w*|apbdes|siskeudes|desa\w*|posyandu|kampung|gampong|nagari|"
    r"dusun|pkk|ptsl|tanah kas|village|musdes|karang taruna"
)
_OTHER_OFFICES = _any(
    r"konsultan\w*|pemborong\w*|bos proyek|"
    r"camat\w*|kecamatan|bupati|bup|walikota|wali kota|gubernur|dinas|kadis\w*|kadin\w*|kepsek\w*|"
    r"kepala sekolah|kapala sakola|sakola|"
    r"sekolah|sd|smp|sma|polis\w+|polsek|polres|kapol\w+|jaksa\w*|kejari|hakim\w*|"
    r"inspektorat|inspektur\w*|bpk|bpn|dprd|dewan|rsud|rumah sakit|puskesmas|kapus|kua|kampus|"
    r"dosen|rektor|pdam|bank|kelurahan|kota|bidan|dokter|guru|sekda|setda|bulog|pln|kpu|bawaslu|"
    r"auditor|kantor pos|dapur|mbg|upt|komite|koperasi|regent|mayor|ppk|kontraktor|rekanan"
)


_BPKP_ITSELF = re.compile(r"\b(?:bpkp|wbs|auditor|badan pengawasan|kalian|sini)\b")


def channel_of(said: str) -> str:
    """Return the channel for an accusation, as a reader reads it, in lower case."""
    said = _SPELT.sub("bpkp", said)
    if says_to_be(_ADDRESSED.sub(" ", said)):
        return PAID if _HAS_PAID.search(said) else IMPOSTOR
    if _ASKS_PROTECTION.search(said):
        return PROTECTION
    is_harm = _HARM.search(said) is not None
    if _is_of_bpkp(said):
        return STAFF + WITH + SAPA if is_harm else STAFF
    if is_harm:
        return SERVICE + WITH + SAPA
    taking = _GIVES.sub(" ", said)
    is_village = _VILLAGE_ROLE.search(taking) or (
        _VILLAGE_MONEY.search(taking) and not _OTHER_OFFICES.search(taking)
    )
    return VILLAGE if is_village else DEFAULT_CHANNEL


def channel_in(text: str) -> str | None:
    """Return the channel that some messages together tell; None where they name no office."""
    reading = read(text)
    channel = channel_of(reading.said)
    if channel == DEFAULT_CHANNEL and _KNOWN.isdisjoint(reading.codes):
        return None
    return channel


def names_others(text: str) -> bool:
    """Tell whether a question about reporting names a village or another office, and not BPKP."""
    said = read(text).said
    if _BPKP_ITSELF.search(said):
        return False
    return bool(_VILLAGE_ROLE.search(said) or _OTHER_OFFICES.search(said))


def has_paid(text: str) -> bool:
    """Tell whether somebody has already paid."""
    return _HAS_PAID.search(read(text).said) is not None


def channel_at_work(text: str) -> str | None:
    """Return where violence by somebody with an office is reported; None where none is named."""
    reading = read(text)
    return None if _AT_WORK.isdisjoint(reading.codes) else channel_of(reading.said)


def article_of(channel: str) -> str:
    """Return the article of a channel."""
    return channel.partition(WITH)[0]


def _is_of_bpkp(said: str) -> bool:
    """Tell whether one of BPKP's people is accused, and not only BPKP addressed."""
    if _OUR_INSPECTORATE.search(said):
        return True
    without = _ADDRESSED.sub(" ", said)
    if _OF_BPKP.search(without):
        return not (_OTHER_AUDITORS.search(without) and "bpkp" not in without)
    return bool(_OUR_TITLES.search(without)) and not _OTHER_AUDITORS.search(without)
