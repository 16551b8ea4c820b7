"""Plain text in, plain words out: what search and the classifier see of a citizen's message.

Pure, standard library only and valid on Python 3.10, because Rasa's components use it as well:
both sides of the bot must read "gmn cr mnta dta" alike (docs/adr/0003).
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

MAX_CHARACTERS = 4096  # Telegram's own limit for one message

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
# Latin letters that other signs stand for, beside those whose compatibility form says so: small
# capitals, letters in filled circles and squares. Look-alikes of other scripts count only inside a
# word that is otherwise Latin. Chosen from confusables.txt (Unicode UTS #39, licence Unicode-3.0).
_SMALL_CAPITALS = ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_LOOK_ALIKES = (
    "авгԁеһіјкӏмнопрԛѕтсухѵԝьАВСԌЕНІЈКМОРԚЅТУХҮԜЬ"  # Cyrillic
    "αγεηικνορστυχϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ"  # Greek
    "աօոսհզցյᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎽᏃ"  # Armenian, Cherokee
    "ıɑɡɩʋ",  # Latin of other uses
    "abrdehijklmhonpqstcyxvwbABCGEHIJKMOPQSTYXYWb"
    "ayenikvopotuxcjABEZHIKMNOPTYXC"
    "wonuhqgjABCDEGHJKLMPRSTVWYZ"
    "iagiv",
)
_STYLED_RANGES = (
    (0x1D400, 0x1D800),  # mathematical letters and digits: bold, script, double-struck, ...
    (0xFF01, 0xFF5F),  # full width
    (0x249C, 0x24EA),  # in parentheses, in circles
    (0x1F110, 0x1F14A),  # in parentheses, in squares
    (0x2102, 0x2139),  # the letters that the mathematical alphabets leave out
    (0x2C7C, 0x2C7D),
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_APART = re.compile(r"(?<![^\W_])[^\W\d_]([.\-*_/ ])(?:[^\W\d_]\1){2,}[^\W\d_](?![^\W_])")
# A digit that stands for a letter stands between two, and in a word of some length.
_DIGITS_INSIDE = re.compile(
    r"(?<![^\W_])(?=[013457]*[^\W\d_]+[013457]+[^\W\d_])(?=[^\W_]{4})[^\W\d_013457]*"
    r"(?:[013457]{1,2}[^\W\d_]+)+[013457]{0,2}(?![^\W_])"
)
# At a word's beginning it counts ("4orang", "4kali"), and a sign names somebody ("@budi"): there
# it is a letter only of a word that people may want to disguise.
_SIGN_FIRST = re.compile(r"(?<![\w.@$+-])[013457@$][^\W\d_]{3}[^\W_]*(?![\w@$]|\.\w)")
_DISGUISED = tuple(
    "abal2 absen adik aduan adukan aipda ajudan akal2 akalin alamat ambil amplop anak ancam "
    "anggar anggot angkat aniaya antar aparat apbd apip aplikasi arsip asusila atasan atur audit "
    "embat embezzle eselon extort ijazah ilegal illegal imbalan informasi inisial inspe instansi "
    "intimidasi irban istri iuran izin oknum ongkos operator oplos orang ormas sabu saksi "
    "salahguna sanksi satpam satpol sekcam sekda sekdes sekretaris sekwan seleweng selingkuh "
    "selundup senior setor sewa siksa siskeudes sogok sopir staf steal stole suami suap sumbang "
    "sunat supervisor supir surat suruh syarat tabung tagih takmir tampar tarik telantar temuan "
    "tender terima terindikasi tersangka tilap tilep timnya timses tipu titip transfer treasurer "
    "trima tukin tunjang".split()
)
_SIGN_INSIDE = re.compile(
    r"(?<![\w.@$+-])[^\W\d_][^\W_]{0,14}"
    r"(?:[@$](?!(?:gmail|yahoo|ymail|hotmail|outlook|icloud|bpkp|kpk)\b)[^\W\d_][^\W_]*)+"
    r"(?![\w@$-]|\.\w)"
)
_SHORT_SIDE = 3  # letters before or behind the sign; with more on both sides it is an address
_LEET = str.maketrans("013457@$", "oieastas")
_DOUBLED = re.compile(r"^([^\W\d_]{2,})2(?=$|[^\W\d_])")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_CALLED = "be ce de ef eff ge ha je ka el em en pe ki er es te fe ve we eks ye zet tiga".split()
_NAMED_LETTERS = dict(
    zip([*_ALPHABET, *_CALLED], _ALPHABET + "bcdffghjklmnpqrstvvwxyz3", strict=True)
)
_SPELT = frozenset(
    "bpk bpkp kpk ppid spip mri iepk wbs apip fcp jfa fmis simda sipd cpns pppk p3k lha pkkn pkl "
    "lpsk lhkpn upg pdam blud hkp bos star".split()
)
_SPELT_LENGTHS = range(5, 2, -1)  # letters, the longest first: "be pe ka pe" is not "bpk"
MISSPELT_FROM = 6  # letters; a shorter word has neighbours that are words as well


def _styled_letters() -> dict[int, str]:
    """Return the plain letter of each styled one, by its code."""
    plain: dict[int, str] = {}
    for start, end in _STYLED_RANGES:
        for code in range(start, end):
            folded = unicodedata.normalize("NFKC", chr(code)).strip("()") or chr(code)
            if len(folded) == 1 and folded.isascii():
                plain[code] = folded
    plain.update((0x1F150 + index, chr(65 + index)) for index in range(26))  # filled circles
    return plain | dict(zip(map(ord, _SMALL_CAPITALS[0]), _SMALL_CAPITALS[1], strict=True))


_STYLED = _styled_letters()
_LOOKS_LIKE = str.maketrans(*_LOOK_ALIKES)
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]")  # their scripts
_LOOK_ALIKE = re.compile(f"[{_LOOK_ALIKES[0]}]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Raised letters are also formulas, filled squares and flag letters also pictures: a row of the
# first two is a word, and of the last those that are no pair.
_RAISED = re.compile(
    "[\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u1d9b-\u1dbf\u2071\u207f\u2090-\u209c]{2,}"
)
_SQUARES = re.compile("[\U0001f170-\U0001f189]{2,}")
_FLAG_LETTER = re.compile(
    "(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff](?![\U0001f1e6-\U0001f1ff])"
)
_STRUCK = re.compile("[\u0305\u0332-\u0338\u20d0-\u20df]|[\u0300-\u036f]{2,}")  # through, around


def plain_letters(text: str) -> str:
    """Write styled letters, and look-alikes in a Latin word, as the letters that a reader sees.

    "𝓪𝓵𝓪𝓶𝓪𝓽", "ａｌａｍａｔ", "ⓐⓛⓐⓜⓐⓣ", "ᴀʟᴀᴍᴀᴛ" and "аlаmаt" with Cyrillic letters are all
    "alamat". Texts in other scripts, emoji, flags and single signs such as "α" stay as they are.
    """
    if text.isascii():
        return text
    text = _STRUCK.sub("", text.translate(_STYLED))
    text = _RAISED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _SQUARES.sub(lambda found: _from(0x1F170, found.group()), text)
    text = _FLAG_LETTER.sub(lambda found: _from(0x1F1E6, found.group()), text)
    if not _LOOK_ALIKE.search(text):
        return text
    has_latin = any(char.isascii() and char.isalpha() for char in text)
    is_foreign = not has_latin or _FOREIGN.search(text.translate(_LOOKS_LIKE)) is not None
    return _LETTERS.sub(lambda found: _latin(found.group(), is_foreign), text)


def _from(first: int, row: str) -> str:
    return "".join(chr(ord(char) - first + ord("A")) for char in row)


def _latin(word: str, is_foreign: bool) -> str:
    """Return a word in Latin letters if that is what it was meant to look like."""
    if word.isascii():
        return word
    plain = word.translate(_LOOKS_LIKE)
    if _FOREIGN.search(plain):
        return word
    is_mixed = not is_foreign or any(char.isascii() for char in word)
    return plain if is_mixed else word


def as_read(text: str) -> str:
    """Write what is disguised letter by letter as the word that a reader reads.

    "k.o.r.u.p.s.i" and "k o r u p s i" lose what stands between their letters, "k0rups1", "k@des"
    and "4uditor" get letters for their digits and signs; "20jt", "4orang", "p3k", "covid19",
    "a.n.", "@budi" and addresses stay. Called before words are looked at, by the door and by the
    classifier alike; what is stored stays as it was written.
    """
    text = _APART.sub(_together, text)
    if "@" in text or "$" in text:
        text = _SIGN_INSIDE.sub(_lettered, text)
    text = _DIGITS_INSIDE.sub(lambda found: found.group().translate(_LEET), text)
    return _SIGN_FIRST.sub(_begun, text)


def _lettered(found: re.Match[str]) -> str:
    """Return "k@des" in letters; what may be somebody's address stays."""
    before, _, behind = found.group().partition("@")
    is_address = min(len(before), len(behind)) > _SHORT_SIDE
    return found.group() if is_address else found.group().translate(_LEET)


def _begun(found: re.Match[str]) -> str:
    word = found.group().translate(_LEET)
    return word if word.lower().startswith(_DISGUISED) else found.group()


def _together(found: re.Match[str]) -> str:
    return "".join(char for char in found.group() if char.isalnum())


def clean(text: str) -> str:
    """Remove what a reader cannot see, and write letters as a reader reads them.

    Control, zero-width and direction characters go, styled letters become plain ones. Keeps line
    breaks; at most ``MAX_CHARACTERS`` characters are kept.
    """
    text = unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 4])
    text = plain_letters(_INVISIBLE.sub("", text.replace("\r\n", "\n")))
    kept = (c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    text = _SPACES.sub(" ", "".join(kept))
    return _BLANK_LINES.sub("\n\n", text).strip()[:MAX_CHARACTERS]


def is_too_long(text: str) -> bool:
    """Tell whether ``clean`` drops the end of a text."""
    return len(text.strip()) > MAX_CHARACTERS


def words(text: str) -> list[str]:
    """Split into lower-case words, letters stretched for emphasis shortened ("bangeeet")."""
    folded = as_read(unicodedata.normalize("NFKC", plain_letters(text)))
    folded = folded.lower().replace("\u2019", "'")
    return _WORD.findall(_STRETCHED.sub(r"\1", folded))


def normalise(text: str, slang: Mapping[str, str]) -> str:
    """Write a message in standard words, separated by single spaces.

    Args:
        text: As the citizen wrote it (masked).
        slang: Word to replacement of none or several words; see ``content/slang.yml``.
    """
    replaced = (_replace(word, slang) for word in join_spelt(words(text)))
    return " ".join(word for word in replaced if word)


def join_spelt(said: Sequence[str]) -> list[str]:
    """Write what was spelt letter by letter as one word: "em er i" is "mri"."""
    joined, at = [], 0
    while at < len(said):
        length = spelt_at(said, at)
        joined.append(
            "".join(_NAMED_LETTERS[w] for w in said[at : at + length]) if length else said[at]
        )
        at += length or 1
    return joined


def spelt_at(said: Sequence[str], at: int) -> int:
    """Return how many words from a place on spell a name that we know; 0 for none."""
    if said[at] not in _NAMED_LETTERS:
        return 0
    for length in _SPELT_LENGTHS:
        letters = [_NAMED_LETTERS.get(word, "") for word in said[at : at + length]]
        if len(letters) == length and all(letters) and "".join(letters) in _SPELT:
            return length
    return 0


def misspellings(often: Iterable[str], known: Container[str]) -> dict[str, str]:
    """Return each word with two letters exchanged, one left out or doubled, and what is meant.

    Args:
        often: Words that tell a topic; short ones are passed over.
        known: What is a word by itself, and therefore no misspelling.
    """
    found: dict[str, str] = {}
    for word in often:
        for wrong in _one_off(word) if len(word) >= MISSPELT_FROM else ():
            if wrong not in known and wrong != word:
                found.setdefault(wrong, word)
    return found


def _one_off(word: str) -> Iterator[str]:
    for at in range(1, len(word)):  # whoever writes gets the first letter right
        yield word[:at] + word[at + 1 :]
        yield word[: at + 1] + word[at:]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


_SUFFIXED = 6  # letters of a word that ends in a shortened "nya"
_ENGLISH_NY = frozenset(
    "company germany destiny harmony ceremony accompany testimony colony".split()
)


def _replace(word: str, slang: Mapping[str, str]) -> str:
    if word in slang:
        return slang[word]
    if word.endswith("ny") and len(word) >= _SUFFIXED and word not in _ENGLISH_NY:
        return slang.get(f"{word}a", f"{word}a")  # "biayany"
    doubled = _DOUBLED.sub(r"\1 \1 ", word) if "2" in word else word  # "masing2": twice
    if doubled != word:
        return " ".join(slang.get(part, part) for part in doubled.split())
    return word
