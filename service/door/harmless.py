"""Numbers that are nobody's: codes behind their word, sums, counts, coordinates, others' tickets.

A strong word ("ISBN", "DIPA") keeps what has the shape of its number; behind a weak one ("tiket",
"barang") nothing is kept that is somebody's by its digits.
"""

import re

from service.door.patterns import (
    DIGITS,
    Context,
    is_plausible_nik,
    is_plausible_nip,
    text_before,
)
from service.door.spans import Decision, Rule, keep

_FILL = (
    r"(?:[ :=.,(\-#/\"']{0,3}\b(?:nya|saya|sy|ku|aku|kami|kita|itu|ini|adalah|yaitu|yakni|no"
    r"|nomor|nomer|nmr|nomornya"
    r"|kode|id|petikan|induk|satker|dipa|sp|revisi|bpkp|modul|buku|lama|baru|tidak|valid|atas"
    r"|tgr|simponi|pajak|pnbp"
    r"|djp|desa|code|aktif|dari|kppn|penyedia|lpse|gagal|cepat|perusahaan|cv|pt|umkm|bumdes"
    r"|koperasi|rekanan|yayasan"
    r"|oss|rba|barang|bmn|bmd|aset|tetap|sub|kelompok|simak|persediaan|register|lokasi"
    r"|belanja|modal|akun|rekening"
    r"|rek|mata|anggaran|kegiatan|neraca|apbdes|pendapatan|kas|kemendagri|administrasi|dagri"
    r"|bps|pum|wilayah"
    r"|jne|jnt|j&t|sicepat|anteraja|pos|tiki|ninja|spx|lion|siskeudes|kecamatan|kabupaten|kelurahan|helpdesk|ombudsman|lapor|laporan|kpk|resi"
    r"|pengaduan|aduan|milik|tahun"
    r"|pembayaran|setor|transaksi|paket|tender|lelang|rup|pengadaan|usaha|negara|daerah"
    r"|ditemukan|tanggal)\b){0,5}[ :=.()\-#/\"'\n]{0,4}"
)  # fmt: skip
_END = r"(?!\w)"
_PERSONAL = (
    r"(?:nik|ktp|nip|npwp|hp|wa|telp|telepon|tlp|rek|rekening|norek|kontak|hubungi|kk|bpjs|sim)"
)


def _behind(words: str, value: str) -> re.Pattern[str]:
    """Return a value behind its words, with a few others between."""
    return re.compile(rf"(?:{words})(?:nya|ku|kami)?(?![^\W\d_]){_FILL}(?P<value>{value}){_END}")


def _behind_any(words: str, value: str) -> re.Pattern[str]:
    """Return a value behind its words and up to three that speak of nobody's number."""
    between = rf"(?:[ :,]{{1,2}}(?!{_PERSONAL}\b)[a-z\-]{{2,15}}\b){{0,3}}"
    return re.compile(
        rf"(?:{words})(?:nya|ku|kami)?(?![^\W\d_]){between}{_FILL}(?P<value>{value}){_END}"
    )


_CODE = r"(?:[a-z]{1,8}[\-/ .]?)?#?\d(?:[a-z0-9]|[\-/.](?=\w)){1,34}"
_DIPA = r"\d{3}[.\- ]\d\d[.\- ]\d{1,2}[.\- ](?:\d{6}|-)?(?:[/\- ]\d{4})?|\d{6}"
_BILLING = r"\d(?:[ \-\n]?\d){14}|\d{6}-\d{3}"
_ACCOUNT = r"\d[\da-z]{0,5}(?:\.[\da-z]{1,6}){2,12}|\d{6,12}"
_NTPN = r"[0-9a-z]{16}|[0-9a-z]{4}(?:[ \-][0-9a-z]{4}){3}|\d{12}"
_BOOK = r"[\dx](?:[ .\-]?[\dx]){6,12}"
_WHOSE_CODE = (
    r"(?:kode|id|kodefikasi) (?:barang|bmn|bmd|aset|sub|register|kib|akun|rekening|rek|mata"
    r"|belanja|kegiatan|program"
    r"|mak|wilayah|wil|desa|kelurahan|kecamatan|kabupaten|kab|kota|provinsi|prov|kemendagri"
    r"|dagri|bps|daerah|pum"
    r"|tender|paket|lelang|rup|pengadaan|laporan|satker|booking|tiket)"
)
_STRONG = (  # the words that may begin, all of what stands before the value, the value
    ("dipa", r"dipa(?:[ \-]{1,3}(?:ta|tahun(?: anggaran)?)\W{1,2}\d{4})?", _DIPA),
    ("digital ds dipa", r"digital stamp|ds(?=:)", r"\d{4}(?:[ \-]?\d{4}){3}"),
    ("isbn eisbn issn eissn", r"e?isbn(?:[ \-]?1[03])?|e?issn", _BOOK),
    ("ntpn ntb penerimaan", "ntpn|ntb/ntp|penerimaan negara", _NTPN),
    ("ntb", "ntb", r"0000\d{8}"),
    ("billing biling kode", "bill?ing|kode bayar", _BILLING),
    ("nib induk", "nib|induk berusaha", r"\d{13}|\d{4}[ \-.]?\d{4}[ \-.]?\d{5}"),
    ("kode", "kode lokasi", r"\d{10,20}[a-z]{0,2}|\d[\d.]{5,30}"),
    ("faktur nsfp", "faktur|nsfp", r"\d{3}\.\d{3}-\d\d\.\d{8}|\d{16}"),
    ("kode", "kode (?:rekening|rek|akun)", r"\d(?: \d{1,4}){3,8}"),
    ("utm", "utm", r"\d\d[a-z] \d{6} \d{7}"),
)
_WEAK = (
    ("kode id kodefikasi", _WHOSE_CODE, _CODE),
    ("bmn bmd nup kib inventaris barang aset simak", r"\w+", _CODE),
    ("akun mak belanja kegiatan kro", r"\w+", _ACCOUNT),
    ("rekening mata", "rekening belanja|mata anggaran", _ACCOUNT),
    (
        "tender lelang rup paket sirup spse lpse pengadaan pencatatan katalog",
        r"\w+",
        r"(?:[a-z]{3}-[a-z])?\d[\d\-]{5,12}|[a-z]{2}-[\da-z]{8,16}",
    ),
    ("ntb", "ntb", r"\d{12}"),
    ("desa", "desa(?: kami)?(?: kode)?", r"(?!0|628|8)\d{10}"),
    (
        "tiket ticket laporan pengaduan aduan registrasi register resi order seri invoice"
        " kuitansi kwitansi"
        " agenda permohonan booking pesanan tracking inv lapor",
        r"\w+",
        _CODE,
    ),
)


def judge_weak(found: re.Match[str]) -> Decision:
    """Keep what follows a weak word, unless its digits are somebody's."""
    value = found.group("value")
    digits = "".join(DIGITS.findall(value))
    is_number = not any(char.isalpha() for char in value)
    goes_on = _GOES_ON.match(found.string, found.end())  # half a number: "lapor 0812 3456 7890"
    if is_number and (goes_on or _MOBILE.fullmatch(digits) or _is_identity(digits)):
        return None
    return keep(found)


_GOES_ON = re.compile(r"[^\w\x00]{1,3}\d{3}")
_MOBILE = re.compile(r"(?:0|62|0062)8[1-9]\d{6,10}")


def _is_identity(digits: str) -> bool:
    if len(digits) == 16:
        return is_plausible_nik(digits)
    return len(digits) == 18 and is_plausible_nip(digits)


CODE_RULES: tuple[tuple[str, Rule], ...] = (
    *((heads, (_behind(words, value), keep)) for heads, words, value in _STRONG),
    *((heads, (_behind_any(words, value), judge_weak)) for heads, words, value in _STRONG),
    *((heads, (_behind(words, value), judge_weak)) for heads, words, value in _WEAK),
)
OTHERS_TICKET = re.compile(
    r"(?<![\w\-])[a-z]{2,8}-(?:[a-z0-9]{1,6}-)?(?:19|20)\d{2,6}-\d{3,8}(?![\w\-])"
)
DIPA = re.compile(r"(?<![\d.])\d{3}\.\d\d\.\d\.\d{6}(?:/\d{4})?(?![.\d])")
_HOUR = r"(?:[01]\d|2[0-4])[.:][0-5]\d"
HOURS = re.compile(rf"(?<!\d){_HOUR}(?:[ /,;\-]{{1,3}}{_HOUR}){{1,12}}(?![ .\-/]?\d)")
TAX_LETTER = re.compile(r"(?<!\d)\d{5}/\d{3}/\d\d/\d{3}/\d\d(?!\d)")
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
BOOK = re.compile(r"(?<!\d)97[89](?:-\d{1,7}){3}-\d(?![\d\-])")
SERVER = re.compile(rf"(?<![\d.]){_BYTE}(?:\.{_BYTE}){{3}}(?![.\-]?\d)")
COORDINATES = re.compile(
    r"(?<![\d.])\d{1,2}\.\d{3,8}[ ,;]{1,3}-?(?:9[4-9]|1[0-4]\d)\.\d{3,8}(?![.\d])"
)

# Sums and counts.
AMOUNT_BEFORE = re.compile(
    r"(?:sebesar|senilai|sejumlah|sebanyak|total|jumlah|nominal|anggaran|pagu|nilai|harga"
    r"|biaya|uang"
    r"|kerugian|saldo|hps|tagihan|denda|gaji)(?:nya)?"
    r"(?: (?:sekitar|kurang lebih|negara|desa|kontrak|dana))?\W{0,3}$"
)
SUMS_NEAR = re.compile(
    r"\b(?:realisasi|serapan|terserap|anggaran|apb[dn]|apbdes|dana|belanja|pagu|silpa|hibah"
    r"|h?utang|pinjaman"
    r"|pendapatan|penerimaan|pad|dau|dak|dbh|bansos|bos|selisih|nilai|proyek"
    r"|(?:ke)?rugi(?:an)?|temuan|sisa|cair"
    r"|dicairkan|potongan|modal|aset|defisit|surplus|denda|disetor|tagihan|gaji|honor"
    r"|insentif|biaya|harga"
    r"|kontrak|hps|total|jumlah|laba|omzet|omset|pnbp|kas|setoran|populasi|penduduk|pemilih"
    r"|suara|penerima|luas|volume|produksi|target|capaian)"
    r"(?:nya)?\b[^\d\x00]{0,25}(?:[\d.]{4,20}[^\d\x00]{1,15})?$"
)
_ADDRESSED = re.compile(r"\b(?:ke|no|nomor|nomer|kode|id|wa|hp|tujuan|pelanggan|peserta)\W{0,3}$")
_COUNTED = re.compile(
    r" ?(?:itu |ini )?(?:jiwa|orang|penduduk|peserta|pemilih|rupiah|warga|kk\b|unit|ekor|ton"
    r"|ha\b|hektar"
    r"|suara|meter|km|siswa"
    r"|rumah tangga|keluarga|lembar|buah|dollar|dolar|dari pagu|untuk|realisasi|anggaran|pagu)"
)
ZERO_SUM = re.compile(r"0\d\d(?:\.\d{3}){2,3}(?![\d.])")  # of a table in thousands
LONGEST_SUM = 14  # digits of a sum that only the talk is about


def judge_zero_sum(found: re.Match[str]) -> Decision:
    """Keep what is filled up with a zero where a sum is spoken of."""
    return keep(found) if SUMS_NEAR.search(text_before(found)) else None


def is_bare_amount(digits: str, before: str, context: Context, after: str = "") -> bool:
    """Say whether digits without separators are a sum: a word says so, or their zeros do."""
    if digits[0] == "0" or digits.startswith("628") or len(digits) > 16:
        return False
    if digits.endswith("000000") and not context.kinds:
        return True
    if AMOUNT_BEFORE.search(before):
        return len(digits) < 15 or digits.endswith("000")
    if len(digits) > LONGEST_SUM or context.kinds:
        return False
    if digits.endswith("0000"):
        return True
    is_told = bool(SUMS_NEAR.search(before)) and not _ADDRESSED.search(before)
    return is_told or bool(_COUNTED.match(after))
