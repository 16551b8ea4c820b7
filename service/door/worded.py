"""What only its word tells: dates of birth, passports, plates, home addresses, PINs and passwords.

Each rule begins at its word ("lahir", "nopol", "otp") and hides what follows, within a few words.
"""

import re

from service.door.patterns import text_before
from service.door.spans import Decision, Rule, name_as

# Dates of birth.
_MONTH = r"(?:jan|feb|mar|apr|mei|may|jun|jul|agu|ag[st]|agst|aug|sep|okt|oct|nov|des|dec)"
_MONTH += r"[a-z]{0,6}\.?"
_NUMBER_WORD = (
    r"(?:satu|dua|tiga|empat|lima|enam|tujuh|lapan|delapan|sembilan|sepuluh|sebelas|belas|puluh"
    r"|ribu|seribu|ratus|seratus|nol)"
)
_WORDS = rf"{_NUMBER_WORD}(?: ?{_NUMBER_WORD}){{0,7}}"
_DASH = r" ?[\-/.,| ] ?"
DATE = (
    rf"(?:\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}(?:19|20)?\d\d"
    rf"|(?:19|20)\d\d{_DASH}\d{{1,2}}{_DASH}\d{{1,2}}"
    rf"|(?:\d{{1,2}}|{_WORDS}) ?-?{_MONTH}(?: ?-?,? ?(?:\d{{4}}|'?\d\d|{_WORDS}))?"
    rf"|\d{{1,2}},? ?(?:bln|bulan|month)\.? (?:\d{{1,2}}|{_MONTH}),? (?:thn|tahun|th|year)\.?"
    rf" (?:\d{{2,4}}|{_WORDS})"
    rf"|\d{{1,2}}(?:st|nd|rd|th) (?:of )?{_MONTH},? (?:19|20)\d\d"
    rf"|{_MONTH} (?:tanggal|tgl)\.? \d{{1,2}},? (?:thn|tahun|th)\.? \d{{2,4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{8}}|\d{{6}})(?!\d)"
)
BIRTH = re.compile(
    rf"(?:kelahiran|lahir|ttl|lhr|dob|birth|born|ultah"
    rf"|ulang tahun)\w{{0,3}}\b"
    r"(?:[^\d\x00\n]{0,12}\d{4}\W{1,3}(?:tepatnya|persisnya|yaitu|tanggal|tgl))?"
    rf"[^\d\x00\n]{{0,40}}?\b(?P<value>{DATE})"
)
_OF_MANY = re.compile(
    r"pancasila|bpkp?\b|spip|apip|kpk|program|sistem"
    r"|\buu\b|undang|peraturan|lembaga|kebijakan|republik|\bhut\b|kembali"
)
OF_ONE = re.compile(r"\b(?:saya|sy|aku|nama|anak|istri|suami|ibu|bapak|adik|kakak|dia|warga)\b")
_MANY_BEFORE = re.compile(
    r"(?:\bhari|bpkp?|\buu|undang|peraturan|perpres|\bpp|spip|apip|kpk|program|desa"
    r"|lembaga|instansi|kabupaten|kota|provinsi|organisasi"
    r"|(?<!negara )indonesia|republik)"
    r"(?: \w+)?\W{1,3}$"
)

# Passports and plates.
PASSPORT = re.compile(
    r"pas[sp]{0,2}ort?\w{0,3}\b[^\d\x00\n]{0,30}?(?<![a-z])"
    r"(?P<value>(?!rp|no|ke)[a-z]{1,2}(?:[\s.\-]{0,2}|[ ,]{1,2}(?:angka|nomor|no) )"
    r"\d(?:[\s.\-]?[\dol]){5,6})(?![\d.])"
)
_REGION = (
    r"(?:[abdefghklmnprstwz]|a[abdeg]|b[abdeghklmnp]|c[cd]|d[abcdeghklmnprstw]|e[abd]"
    r"|k[bhtu]|p[abgst]|ri)"
)
_SHORT_WORDS = (
    r"(?:dan|di|ke|apa|itu|ini|ya|yg|jt|rb|rp|km|cm|kg|cc|ha|kk|pw|rt|rw|wib|wit|org|thn|bln"
    r"|per|pcs|set|dus|ton|hal|utk|dgn"
    r"|ppk|opd|kpa|lt|no|m|g|l|k)"
)
_NO_LETTERS = r"(?:mm|cm|kg|km|jt|rb|rp|cc|dan|di|ke|yg|org|itu|ini|ya|unit|per|m|l)\b"
_PLATE_DIGITS = rf"(?:\d(?: ?\d){{0,3}}|{_NUMBER_WORD}(?: {_NUMBER_WORD}){{1,3}})"
_TOLD_PLATE = (  # behind its own word, where "B 20 CC" is no motor's size
    rf"{_REGION}[ .\-_/]{{0,3}}{_PLATE_DIGITS}[ .\-_/]{{0,3}}"
    r"(?!(?:jt|rb|rp|dan|di|ke|yg|org|itu|ini|ya|unit|per)\b)[a-z]{1,3}(?![a-z\d])"
)
_PLATE = rf"{_REGION}[ .\-]?\d{{1,4}}[ .\-]?(?!{_NO_LETTERS})[a-z]{{1,3}}(?![a-z\d])"
PLATE = re.compile(
    r"(?:p[el]lat|plat|plate|pelat|nopol|no\.? ?pol|polisi|(?:no\.?|nomor|nomer) kendaraan)"
    r"\w{0,3}\b"
    rf"[^\d\x00\n]{{0,25}}?(?<![a-z])(?P<value>{_TOLD_PLATE})"
)
VEHICLE = re.compile(
    rf"(?:mobil|motor|kendaraan|truk|truck|bus|angkot"
    rf"|sepeda motor)\w{{0,3}}\b[^\d\x00\n]{{0,25}}?(?<![a-z])(?P<value>{_PLATE})"
)
BARE_PLATE = re.compile(
    rf"(?<![\w.\-/]){_REGION}[ ._\-]?(?!(?:19"
    rf"|20)\d\d(?!\d))\d{{3,4}}[ ._\-]?(?!{_SHORT_WORDS}\b)[a-z]{{2,3}}(?![\w\-/])"
)

# Numbers grouped in a way of their own, behind the word that says whose they are.
OWN_NUMBER = re.compile(
    r"(?P<word>npwp|kpj|bpjs|account number)\w{0,3}\b[^\d\x00\n]{0,25}?"
    r"(?<![a-z\d])(?P<value>\d(?:[ .\-/~_]{0,3}[\dol]){8,18})(?![\d])"
)
_SUM = re.compile(r"\d{1,3}(?:\.\d{3})+")
_KIND_OF = {"npwp": "NPWP", "account number": "rekening"}
_MONEY = re.compile(r"\brp\b|\brp\d")
_GOES_ON = re.compile(r"\W{1,3}(?:akhir|belakang|terus|lanjut|sambung|sisa|dan)|[ .\-]*\n\W*\d")

# Home addresses.
_STREET = (
    r"(?:jln|jl|jalan|gg|gang|perumahan|perum|komplek|kompleks|dusun|dsn|dukuh|perumnas|cluster|kp|kampung"
    r"|lingkungan|blok|griya)"
)
_HOW_MANY = rf"(?:\d{{1,3}}|{_NUMBER_WORD}(?: {_NUMBER_WORD})?)"
_RT = rf"(?<![a-z])rt[ .:\-_]{{0,3}}{_HOW_MANY}"
_RW = rf"[ ,./\-_]{{1,3}}(?:rw)?[ .:\-_]{{0,3}}{_HOW_MANY}"
STREET = re.compile(rf"{_STREET}(?![a-z])\.?(?P<body>[^\x00\n]{{0,70}}?){_RT}(?P<rw>{_RW})?(?!\d)")
_NO_STREET = re.compile(
    r"\b(?:di|yang|yg|rusak|belum|sudah|tidak|ga|gak|nggak|sampai|menuju|dari|proyek|diaspal"
    r"|berlubang|kami|mangkrak|sepanjang)\b"
)
_ROAD = re.compile(r"\b(?:desa|poros|utama|setapak|lingkungan|warga|tani|umum|dan)\b|^ ?$")
_WHOSE = (
    r"(?:rumah|ktp|lengkap|bapak|ibu|orang itu|orang tua|istri|suami|anak|saya|sy|ku"
    r"|kami|aku|dia|beliau|asli)"
)
_AT_HOME = r"(?:perum|perumahan|perumnas|komplek|kompleks|cluster|griya|blok|gg|gang)"
HOME = re.compile(
    rf"(?:alamat(?:ku|nya)|(?:alamat|rumah)(?: {_WHOSE}){{1,4}}|(?:my|home) address|tinggal"
    rf"|domisili|kos|kost|kontrakan|alamat(?=\W{{1,3}}{_AT_HOME}\b))(?:nya|ku)?"
    rf"(?: (?:saya|sy|di|ada|sekarang|adalah|is|at)){{0,4}}[ :,]{{1,3}}"
    rf"(?P<value>{_STREET}\b[^\x00\n,]{{1,50}}?\d{{1,4}}[a-z]?\b(?:[ /]{{1,3}}(?:(?:no|nomor)\.?"
    rf" ?)?\d{{1,3}}[a-z]?\b)?(?:[ ,.]{{1,3}}{_RT}(?:{_RW})?)?)"
)
BARE_RT = re.compile(  # both, each with its number
    rf"rt[ .:\-_]{{0,3}}{_HOW_MANY}[ ,./\-_]{{1,3}}rw[ .:\-_]{{0,3}}{_HOW_MANY}(?!\d)"
)
_BESIDE_HIDDEN = re.compile(r"\x00[ ,./\-]{0,3}\Z")
_STREET_BEHIND = re.compile(rf"[ ,./\-]{{1,3}}(?:{_STREET}(?![a-z])|kel\.|kelurahan)")

# PINs, one-time codes and passwords.
_FILL = (
    r"(?:[ :=,\-]{0,3}\b(?:nya|saya|sy|ku|aku|itu|ini|adalah|yaitu|is|my|atm|bank|dari|bca|bri"
    r"|bni|bsi|mandiri|wa|kode"
    r"|akun|simda|siskeudes|wbs|wifi|email|baru|lama|masuk|yang|yg|kartu|hp|login|user"
    r"|code|kodenya|app)\b){0,5}"
)
_JOIN = r"(?:[ ]{0,2}[:=]|[ ])[ \"']{0,2}"
PIN = re.compile(
    rf"(?!pin (?:19|20)\d\d(?!\d))(?:m-?pin|pin|otp|cvv|cvc|verifikasi|verification"
    rf"|keamanan|security|passcode)\w{{0,3}}\b{_FILL}{_JOIN}"
    rf"(?P<value>\d(?:[ \-]?\d){{2,7}}|{_NUMBER_WORD}(?: {_NUMBER_WORD}){{3,7}})(?![\d.])"
    r"(?! ?(?:ribu|rb|juta|jt|digit|angka|karakter|menit|orang|gram|buah|lembar|rupiah))"
)
ACCESS = re.compile(rf"akses{_FILL}{_JOIN}(?P<value>(?=[a-z]{{0,11}}\d)[a-z\d]{{4,12}})(?!\w)")
PASSWORD = re.compile(
    rf"(?:pass?word|pasw+ord|passwd|pass|pwd|pw|katasandi|sandi)(?:nya"
    rf"|ku)?\b(?P<fill>{_FILL}){_JOIN}(?P<value>[^\s\x00]{{4,64}})"
)
SAID_PASSWORD = re.compile(  # behind a colon, with a digit or a sign in it
    r"(?:pass?word|pasw+ord|passwd|pass|pwd|pw|katasandi|sandi)(?:nya|ku)?\b(?: [a-z]{1,15}){0,5}"
    r" ?[:=][ \"']{0,2}(?P<value>(?=[^\s\x00]{0,40}[\d#@!$%&*_+])[^\s\x00]{4,64})"
)
LIKE_PASSWORD = re.compile(  # letters and digits in one word, a few words behind
    r"(?:pass?word|pasw+ord|passwd|pass|pwd|pw|katasandi|sandi)(?:nya|ku)?\b(?: [a-z]{1,12}){0,5}"
    r" [\"']?(?P<value>[a-z]{3,20}[^a-z0-9\s\x00/]?\d{2,8}[^\s\x00\w]{0,2})(?![\w/])"
)
_SAYS = re.compile(r"\b(?:adalah|yaitu|is)$")
_NO_PASSWORD = frozenset(
    "lupa salah apa tidak gagal hilang terkunci error kosong bagaimana gimana kenapa harus"
    " minimal ditolak"
    " berapa dimana mana siapa belum sudah saya anda reset ganti wajib terus negara".split()
)
NUMBER = re.compile(r"\d")


def judge_birth(found: re.Match[str]) -> Decision:
    """Hide a person's date of birth; an agency's and a holiday's are public."""
    gap, before = found.string[found.start() : found.start("value")], text_before(found)
    is_of_many = _OF_MANY.search(gap) or _MANY_BEFORE.search(before)
    if is_of_many and not OF_ONE.search(before + gap):
        return None
    return found.start("value"), found.end("value"), "tanggal lahir"


def judge_own_number(found: re.Match[str]) -> Decision:
    """Hide what stands behind the word for it, but no sum in thousands."""
    start, end = found.span("value")
    is_sum = _SUM.fullmatch(found.group("value")) or _MONEY.search(found.group())
    goes_on = _GOES_ON.match(found.string, end)  # in a second piece, which other rules join
    kind = _KIND_OF.get(found.group("word"), "nomor")
    return None if is_sum or goes_on else (start, end, kind)


def judge_street(found: re.Match[str]) -> Decision:
    """Hide a street with RT and RW, or with a house's number and RT."""
    body = found.group("body")
    has_number = NUMBER.search(body) is not None
    is_road = _NO_STREET.search(body) or (not has_number and _ROAD.search(body))
    if is_road or not (has_number or found.group("rw")):
        return None
    return found.start(), found.end(), "alamat"


def judge_rt(found: re.Match[str]) -> Decision:
    """Hide RT and RW beside a home's street; alone they may say where a project is."""
    text = found.string
    if _BESIDE_HIDDEN.search(text, 0, found.start()) or _STREET_BEHIND.match(text, found.end()):
        return found.start(), found.end(), "alamat"
    return None


def judge_password(found: re.Match[str]) -> Decision:
    """Hide what is said to be the password, or looks like one: it has a digit."""
    value = found.group("value").rstrip(".,;)?\"'")
    before = found.string[found.start("fill") : found.start("value")].rstrip(" \"'")
    is_said = before.endswith((":", "=")) or bool(_SAYS.search(before))
    if len(value) < 4 or value in _NO_PASSWORD or not (is_said or NUMBER.search(value)):
        return None
    start = found.start("value")
    return start, start + len(value), "sandi"


_CODEWORDS = "password pasword paswword passwd pass pwd pw sandi katasandi"
WORD_RULES: tuple[tuple[str, Rule], ...] = (
    (
        "lahir kelahiran ttl lhr dob birth birthday birthdate born ultah ulang",
        (BIRTH, judge_birth),
    ),
    ("paspor passport pasport paspport passpor paspot pasprt", (PASSPORT, name_as("paspor"))),
    ("plat plate pelat nopol no nomor nomer pol polisi", (PLATE, name_as("plat nomor"))),
    ("mobil motor kendaraan truk truck bus angkot", (VEHICLE, name_as("plat nomor"))),
    (
        "alamat alamatku rumah tinggal domisili my home kos kost kontrakan",
        (HOME, name_as("alamat")),
    ),
    ("rt", (BARE_RT, judge_rt)),
    (
        "jln jl jalan gg gang perumahan"
        " perum komplek kompleks dusun dsn dukuh perumnas cluster kp kampung lingkungan"
        " blok griya",
        (STREET, judge_street),
    ),
    (
        "pin mpin m otp cvv cvc verifikasi verification keamanan security passcode",
        (PIN, name_as("sandi")),
    ),
    ("npwp kpj bpjs account", (OWN_NUMBER, judge_own_number)),
    ("akses", (ACCESS, name_as("sandi"))),
    ("password pasword paswword passwd pass pwd pw sandi katasandi", (PASSWORD, judge_password)),
    (
        "password pasword paswword passwd pass pwd pw sandi katasandi",
        (SAID_PASSWORD, name_as("sandi")),
    ),
    (
        _CODEWORDS,
        (LIKE_PASSWORD, name_as("sandi")),
    ),
)
