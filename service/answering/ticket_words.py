"""What a message says of a ticket in so many words: its state, and that it is not done. Pure.

Read by the gateway without Rasa, so that it works while a person has the conversation as well.
"""

import re

from service.text import words

SHORT = 8  # words; a longer message tells an officer more than that
_TICKET = r"(?:tiket(?:ku|mu|nya|ny|q)?|ticket)"
_ASKED = (
    r"(?:nomor\w*|nomer\w*|number|no|berapa|brp|status\w*|mana|gimana|gmn|bagaimana|sampai|sampe|"
    r"sudah|udah|udh|sdh|belum|blm|kabar\w*|proses\w*|kapan|lihat|liat|cek|dicek|ngecek|posisi\w*|nasib)"
)
_NUMBERED = re.compile(r"\btb [0-9a-z]{4} [0-9a-z]{4}\b|\btb[0-9a-z]{8}\b")
_STATE = re.compile(
    rf"\b{_ASKED}\b(?: \w+){{0,4}} {_TICKET}\b|\b{_TICKET}\b(?: \w+){{0,4}} {_ASKED}\b"
)
_ALONE = re.compile(
    rf"^(?:cek |lihat )?(?:status(?:nya|ku)?|{_TICKET})"
    r"(?: saya| aku| dong| kak| ya| min| pak| bu| sekarang| skrg| terakhir| gimana| gmn| apa| brp|"
    r" bagaimana| sih| tadi| td| itu)*$"
    r"|^(?:\w+ ){0,2}(?:perkembangan|progres|progress|kabar|kelanjutan)(?:nya)?(?: \w+){0,3}$"
    r"|^(?:\w+ ){0,2}(?:minta|mnt|catat|sebutkan|kasih) (?:tau |tahu )?(?:nomor|nomer|no)(?:nya)?"
    r"(?: \w+){0,3}$"
)
_NUMBER = re.compile(
    r"\b(?:nomor|nomer|no|kode)(?:nya)? (?:tiket|rujukan|referensi|registrasi|pengaduan|aduan|"
    r"laporan|antrian|antrean|permintaan|pelaporan|keluhan|booking|urut)\w*\b"
    r"(?: (?:saya|sy|aku|ku|kami|itu|tadi|td|ini|berapa|brp|apa|dong|ya|kak|pak|bu|min|mana))*$"
)  # of the open ticket, by other names for it
_BARE_NUMBER = re.compile(
    r"^(?:(?:oh|ya|eh|min|kak|pak|bu|iya|oke) )*(?:nomor|nomer|no)(?:nya|ny)?"
    r"(?: (?:berapa|brp|apa|dong|ya))+$"
)
_READ = r"(?:di)?(?:baca|balas|bales|jawab|proses|tanggapi|respon|buka|lihat|liat)\w*"
_READ_YET = re.compile(
    rf"\b{_READ}\b(?: \w+){{0,2}} (?:belum|blm|blom)\b"
    rf"|\b(?:sudah|udah|udh|sdh|dah|belum|blm) {_READ}\b"
)
_LOST = r"(?:lupa|kelupaan|hilang|ilang|kehapus|terhapus)"
_ITS_NUMBER = r"(?:nomor|nomer|no|kode)(?:nya|ny)"
_NUMBER_LOST = re.compile(
    rf"^(?:\w+ ){{0,2}}{_LOST} {_ITS_NUMBER}(?: \w+)?$"
    rf"|^(?:\w+ ){{0,2}}{_ITS_NUMBER} {_LOST}(?: \w+)?$"
)
_WHO_READS = re.compile(r"\bsiapa\b")  # asks after one's data, not after the ticket
OTHER_TICKETS = re.compile(r"\b(?:kereta|pesawat|konser|hotel|bus|kapal|beli|harga)\b")
_PEOPLE = r"(?:petugas|admin|orang|org|operator|staf|manusia)\w*(?: ?nya)?"
_IMPATIENT = re.compile(
    rf"\b(?:kapan|kpn|kapankah)\b(?: \w+){{0,3}} {_READ}\b"
    rf"|\b{_READ}\b(?: \w+){{0,2}} (?:kapan|kpn)\b"
    rf"|\b(?:kirim|terus|sambung|hubung|panggil)\w*\b(?: \w+){{0,2}} {_PEOPLE}\b"
    rf"|\bada {_PEOPLE}\b(?! (?:yang|bpkp|minta|ngaku|dinas|dalam|lain))"
    rf"|\b(?:mana|kemana)\b(?: \w+){{0,1}} {_PEOPLE}\b|\b{_PEOPLE} (?:mana|kemana)\b"
    r"|\b(?:kok|knp|kenapa|napa)\b(?: \w+){0,2} (?:lama|belum|blm|diam)\b"
    r"|\b(?:lama|lm) (?:banget|bgt|amat|sekali|ya|nih|lagi|ga|gak|nggak|ngga|kah|tidak)\b"
    r"|\b(?:masih|berapa|brp) lama\b|\bnunggu\w* (?:\w+ )?(?:lama|terus|sampai|sampe)\b"
    r"|\bberapa (?:jam|menit|hari) lagi\b|\b(?:cepat|cepet|cepetan|buruan)\w*\b"
)
_MATTER = re.compile(
    r"\b(?:kalau|kalo|klo|kl|untuk|utk|buat|soal|ttg|tentang|jika|di)\b "
    r"(?!(?:saya|sy|aku|ku|kami|sini|situ|begini|gini|begitu|gitu|lama|belum|blm|tiket|bisa|boleh|"
    r"ga|gak|nggak|tidak|tdk|di|ini|itu|petugas|admin|orang|baca|balas|jawab|dibaca|dibalas|"
    r"dijawab|menunggu|nunggu)\b)\w+"
    r"|\b(?:jam (?:buka|kerja|layanan)|kantor\w*|alamat\w*|syarat\w*|biaya\w*|"
    r"wbs|ppid|audit|siskeudes|cpns|magang|diklat|permohonan|keberatan|sengketa)(?:nya)?\b"
)
_NOT = r"(?:belum|blm|blom|blum|durung|acan|tidak|tdk|ga|gak|nggak|ngga|kurang)"
_UNFINISHED = re.compile(
    rf"\b{_NOT} (?:\w+ )?(?:beres|selesai|kelar|tuntas|rampung|rebes)\b"
    r"|\b(?:kok|knp|kenapa|napa|lho|loh)\b(?: \w+){0,3} (?:di)?tutup\w*\b"
    r"|\b(?:buka|bukain|bukakan|dibuka) (?:lagi|kembali)\b|\bjangan ditutup\b"
)
_UNCLEAR = re.compile(
    rf"\b{_NOT} (?:\w+ )?(?:terjawab|dijawab|puas|jelas|ngerti|paham|mengerti)\b"
    r"|\bmasih (?:ada yang|mau|ingin|pengen|bingung|belum)\b"
)


def asks_ticket_state(text: str) -> bool:
    """Tell whether a short message asks for the number of one's ticket, or how far it is."""
    said = words(text)
    if not said or len(said) > SHORT:
        return False
    written = _NUMBERED.sub("tiket", " ".join(said))
    if OTHER_TICKETS.search(written) or _WHO_READS.search(written):
        return False
    asked = (_STATE, _ALONE, _READ_YET, _NUMBER, _NUMBER_LOST)
    return any(pattern.search(written) for pattern in asked)


def asks_number(text: str) -> bool:
    """Tell whether a message asks for a number and names none: that of the ticket that waits."""
    return bool(_BARE_NUMBER.search(" ".join(words(text))))


def names_ticket(text: str) -> bool:
    """Tell whether a message speaks of a ticket by that word."""
    return bool(re.search(rf"\b{_TICKET}\b", " ".join(words(text))))


def lost_its_number(text: str) -> bool:
    """Tell whether somebody says no more than that the number is forgotten or gone."""
    return bool(_NUMBER_LOST.search(" ".join(words(text))))


def is_impatient(text: str) -> bool:
    """Tell whether a short message urges or asks for the person who is waited for.

    "Berapa lama dijawab kalau di wbs" names something else, and is no urging.
    """
    said = words(text)
    found = _IMPATIENT.search(" ".join(said))
    return found is not None and len(said) <= SHORT and not _MATTER.search(" ".join(said))


def says_unfinished(text: str, is_fresh: bool) -> bool:
    """Tell whether a short message says that a matter is not done: "loh belum beres".

    Args:
        is_fresh: Whether it comes right after the closing: then "belum jelas" is about it as
            well; later that may be about anything.
    """
    said = words(text)
    written = " ".join(said)
    found = _UNFINISHED.search(written) or (is_fresh and _UNCLEAR.search(written))
    return len(said) <= SHORT and bool(found)
