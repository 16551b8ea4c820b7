"""Tells particulars of a wrong from what is said in between, while somebody tells of one.

Then a bare name, a role, a place, a sum or a date is a particular, though it accuses nobody by
itself. What is asked in between, thanks and another matter are to be answered. Called by
``service.door.talks``, which knows whether somebody tells.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from service.door.accusation_reading import (
    DATE,
    INTERROGATIVES,
    LEFT_OPEN,
    NAME,
    PLATE,
    QUESTION,
    STOP,
    SUM,
    WHY,
    Reading,
    read,
)
from service.door.safety import asks_safety
from service.door.word_scores import Columns, Read, learn
from service.text import normalise, words

SHORT = 3  # words
PENALTY = 0.6
HELD_FROM = 0.0  # score of the classifier
PLAIN_FROM = -0.8  # the same where a name, a sum or a number plate stands in it, and none asks
ANSWERED_BELOW = -0.5  # the same for what is no particular whatever was said before
ASKED_FROM = 0.0  # the same for a question that names somebody
UNASKED_FROM = 0.9  # the same for what comes before anybody began to tell
HINTED_FROM = 0.3  # the same where the message may also tell a deed
UNKNOWN = "UNKNOWN"  # the code of a word that nobody uses who asks us something
LONG = 15  # words; an opening is shorter
_PLAIN = frozenset({NAME, SUM, PLATE, DATE})
_ASKED = INTERROGATIVES | WHY
_LEFT_OPEN = LEFT_OPEN | frozenset("dong donk yuk plis pls please".split())  # also asked for
_AFRAID = re.compile(
    r"\b(?:takut\w{0,3}|takuik\w{0,3}|sieun\w{0,3}|wedi|ajrih|jerih|khawatir|kuatir|cemas|trauma|afraid|"
    r"scared|gemetar|deg degan|deg2an)\b"
)
_NODS = frozenset(  # of these alone thanks, greetings and assent are made
    "ok oke okey okay okeh oki sip siap noted baik baiklah iya iye ya yo yoi yup yes betul benar "
    "inggih nggih enggih njih enjih sampun mangga muhun sae pas mantap mantul makasih makasi "
    "maksi mksih mksi maksih terima tarima trima trimo terimo kasih kasi kasie trims thx thanks "
    "thank you tq suwun nuwun matur hatur nuhun tengkyu banyak byk bgt sekali pisan sanget dulu "
    "kaka kak kakak min mimin admin pak bapak bu ibu mas mbak bang bro sis gan teh uda uni om "
    "halo hai hi pagi siang sore malam salam sehat sukses selalu infonya info atas bantuannya "
    "jawabannya sudah udah sdh lah deh dong ditunggu tunggu sebentar bentar wait".split()
)
_SAYS_WHO = frozenset({NAME, SUM, PLATE, "ROLE"})
_OWN_OR_POLITE = re.compile(
    r"^(?:\w+ ){0,2}(?:terima ?kasih|makasih|trims|thanks?|suwun|nuwun|nuhun)\b"
    r"|^(?:kami |saya |aku )(?:dari|tinggal|warga)\b|\b(?:hubung|sambung)\w* (?:ke|dengan|sama)\b"
)
_OPENS = re.compile(
    r"\b(?:cerita|crita|curhat|lapor|melapor|laporan|melaporkan|laporkan|laporin|"
    r"ngelaporin|ngelapor|"
    r"nglapor\w*|ngadu|mengadu|mengadukan|adukan|ngaduin|aduan|pengaduan|mengungkap\w*|bongkar|"
    r"membongkar|kasih info|keluhan|menyampaikan sesuatu|ngomong soal|bicara tentang|matur|report|"
    r"complain|pelaporan|kesel|kesal|muak|geram|jengkel|dongkol|gregetan|unek\w*|uneg\w*|"
    r"(?:kecewa|sakit hati) (?:sama|dengan|dgn|sm|ama)|(?:tidak|tdk|gak|ga|nggak) terima|"
    r"ada (?:kejadian|kasus|peristiwa|yang (?:aneh|janggal|curang)|yg (?:aneh|janggal|curang))|"
    r"(?:saya|aku|sy|kami) (?:saksi|menyaksikan|melihat sendiri|lihat sendiri|liat sendiri)|"
    r"ngaku|mengaku|ngakunya|mengatasnamakan)\b"
)
_EXCUSES = re.compile(  # "maaf ya curhat" ends what was told, and begins nothing
    r"^(?:\w+ )?(?:maaf|maap|sori|sorry)(?!.*\b(?:mau|ingin|pengen|boleh|izin|numpang|soal)\b)"
    r"(?: \w+){0,4} (?:curhat|cerita|crita|ngeluh)\w*(?: \w+){0,2}$"
)
_GOES_TO = re.compile(
    r"\b(?:ke|kepada|sama|dengan|dgn|untuk|nama saya|saya) (?:pak|bapak|bu|ibu)\b"
)
_OTHER_MATTER = re.compile(
    r"\b(?:siskeudes|aplikasi|error|login|akun|sandi|simda|fmis|sipd|lhkpn|spt|pajak|skripsi|"
    r"pengalaman|hilang|kehilangan|magang|laporan (?:keuangan|tahunan|hasil|realisasi)|lha|lhp|"
    r"tindak lanjut|wartawan|berita)\b"
)


_STUDIES = re.compile(
    r"\b(?:skripsi\w*|tesis\w*|thesis|disertasi\w*|makalah\w*|penelitian\w*|riset\w*|pkl|magang|"
    r"tugas (?:kuliah|sekolah|akhir)|kunjungan|study tour|seminar|bimtek|diklat)\b"
)


class LearntTelling:
    """A linear classifier: particulars of a wrong, or something to be answered."""

    def __init__(
        self,
        told: Sequence[str],
        between: Sequence[str],
        harmless: Sequence[str],
        slang: Mapping[str, str],
    ) -> None:
        """Learn from messages as written.

        Args:
            told: Particulars, and messages that accuse.
            between: What is said in between: questions, thanks, other matters.
            harmless: Other messages to be answered.
            slang: As ``service.text.normalise`` needs it.
        """
        self._slang = slang
        answered = (*between, *harmless)
        self._between = _words_of(between, slang)
        self._known = _words_of(answered, slang)
        texts = (*told, *answered)
        reads = [self._features(text, read(text)) for text in texts]
        is_told = [at < len(told) for at in range(len(texts))]
        self._judge = dict(learn(Columns(reads), reads, is_told, PENALTY))[True]

    def is_strange(self, text: str, reading: Reading) -> bool:
        """Tell whether a few words are none that anybody uses in between: a name, a place."""
        said = normalise(text, self._slang).split()
        is_capital = len(said) < SHORT and text[:1].isupper()
        is_new = is_capital or any(word not in self._known for word in said)
        return is_new and len(said) <= SHORT and self._between.isdisjoint(said)

    def score(self, text: str, reading: Reading) -> float:
        """Return how much a message is a particular; 0 is undecided."""
        return self._judge.score(self._features(text, reading))

    def _features(self, text: str, reading: Reading) -> Read:
        said = normalise(text, self._slang).split()
        codes = [code for code in reading.codes if code != STOP]
        unknown = [UNKNOWN for word in said if word not in self._known and not word.isdigit()]
        size = "SHORT" if len(said) <= SHORT else "LONG"
        return Read(said, [*codes, *unknown, size])


class Telling:
    """Reads what is said while somebody tells of a wrong."""

    def __init__(
        self,
        learnt: LearntTelling | None = None,
        says_where: Callable[[str], bool] = lambda _text: False,
    ) -> None:
        self._learnt = learnt
        self._says_where = says_where

    def is_particular(self, text: str) -> bool:
        """Tell whether a message belongs to what is told.

        Args:
            text: Masked.
        """
        reading = read(text)
        if not any(len(word) > 1 and not word.isdigit() for word in reading.words):
            return SUM in reading.codes
        if _OWN_OR_POLITE.search(reading.said) and _PLAIN.isdisjoint(reading.codes):
            return False
        if _is_afraid(reading) or _NODS.issuperset(words(normalise(reading.said, {}))):
            return False
        if not _asks(reading) and self._says_where(text):
            return "ASK" not in reading.codes
        has_plain = not _PLAIN.isdisjoint(reading.codes)
        if self._learnt is None:
            return has_plain and not _asks(reading)
        has_plain = has_plain or self._learnt.is_strange(text, reading)
        if _asks(reading) and NAME not in reading.codes:
            return False
        least = ASKED_FROM if _asks(reading) else PLAIN_FROM if has_plain else HELD_FROM
        return self._learnt.score(text, reading) >= least

    def tells_plainly(self, text: str) -> bool:
        """Tell whether a message is a particular, though nobody said that they want to tell."""
        if self._learnt is None or not self.is_particular(text):
            return False
        return self._learnt.score(text, read(text)) >= UNASKED_FROM

    def tells_by_hint(self, text: str) -> bool:
        """Tell whether a message that may tell a deed is told, and not asked."""
        reading = read(text)
        if self._learnt is None or _asks(reading) or "ASK" in reading.codes:
            return False
        return self._learnt.score(text, reading) > HINTED_FROM

    def is_answered(self, text: str) -> bool:
        """Tell whether a message is surely a question, thanks or another matter."""
        reading = read(text)
        if self._learnt is None or _asks(reading) or _is_afraid(reading):
            return True
        return self._learnt.score(text, reading) < ANSWERED_BELOW


def names_somebody(text: str) -> bool:
    """Tell whether a person is named, and nobody asked: "mau lapor bu Indah"."""
    reading = read(text)
    return NAME in reading.codes and not _asks(reading) and not _GOES_TO.search(reading.said)


def is_about_studies(text: str) -> bool:
    """Tell whether a message is about studies or a visit: names and places then belong to them."""
    return _STUDIES.search(read(text).said) is not None


def opens_telling(text: str) -> bool:
    """Tell whether somebody says that they want to tell: "mau cerita", "ngadu dong"."""
    reading = read(text)
    said = reading.said
    if len(reading.words) > LONG or _OTHER_MATTER.search(said) or _EXCUSES.search(said):
        return False
    return _OPENS.search(reading.said) is not None


def _is_afraid(reading: Reading) -> bool:
    """Tell whether somebody says that they are afraid, and not of whom: not to be left alone."""
    return _AFRAID.search(reading.said) is not None and _SAYS_WHO.isdisjoint(reading.codes)


def _asks(reading: Reading) -> bool:
    """Tell whether a message asks, with a mark or without one: "nama sy bakal ketauan gk"."""
    if asks_safety(reading.said):
        return True
    if QUESTION in reading.codes or not _ASKED.isdisjoint(words(reading.said)):
        return True
    return bool(reading.words) and len(reading.words) > 1 and reading.words[-1] in _LEFT_OPEN


def _words_of(texts: Sequence[str], slang: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in normalise(text, slang).split())
