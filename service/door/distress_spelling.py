"""Reads a message as codes of what its words mean, however they are spelt: ``I WANT DIE``.

Called by ``service.door.distress``. A word of ``service.door.distress_words`` becomes its code,
also without its vowels ("bnh"), with digits for letters ("d1ri"), in spaced letters ("b u n u h"),
apart from its prefix ("di bunuh") or one slip of the finger away ("dipulul"); other words stay as
they are, and ``|`` stands where a sentence ends,
and commas stay.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from service.door.distress_verbs import BARE, DEEDS, FORMS, KEYS, NO_TYPOS, ROOTS
from service.door.distress_words import WORDS

STOP = "|"
PAUSE = ","
LONG = 6  # letters of a word in which a slip of the finger is looked for
SHORT, FEWEST_TORN = 3, 4  # letters a word at most on the average, and words, of a torn message
_MOST_TORN = 120  # letters in which torn words are looked for
_LONGEST = 14  # letters of a word of ours
_UNKNOWN = 3  # what a letter of no word costs; a word costs 2
_PLAIN_WORDS = frozenset(
    "yang dan di ke dari ini itu buat sama oleh untuk tiap hari ya pak".split()
)
REMEMBERED = 20_000  # words whose code is kept at hand
_TOKEN = re.compile(r"[^\W_]+(?:['*@$!.][^\W_]+)*\*?'?|[.!?\n;,]")
_PLACES = ("serang",)  # "di Serang" is a town, "diserang" is an attack
_ENDS = ".!?\n;"
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][ .\-]){3,}[^\W_](?![^\W_])")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"(.)\1")
_LETTER_AND_SIGN = re.compile(r"(?=.*[^\W\d_])(?=.*[\d@$!])")
_COUNTED = re.compile(r"\d+[a-z]")  # "3x" is no "ex"
_LEET = str.maketrans("013457@$!", "oieastasi")
_VOWELS = re.compile(r"(?<=.)[aiueo]")
_ENDINGS = ("nya", "ku", "mu", "lah", "ka", "ki", "ma", "mi", "nyo", "na", "ne", "q", "2")
_MELTING = {"p": "m", "t": "n", "k": "ng", "s": "ny"}  # the first letter melts into these
_NASAL = {"m": "bfv", "n": "cdjz", "ng": "aiueogh"}  # these go before such a letter
_FAR_PASSIVES = (
    "e",
    "ji",
    "geu",
    "jipeu",
    "te",
    "ni",
    "in",
)  # Madura, Aceh, Lombok, Makassar, Dayak
_NO_BARE = ("te", "ni", "in", "ku", "tak")  # begin ordinary words
_SUFFIXES = ("", "i", "in", "kan", "keun", "an", "e", "nya")


def _active(root: str) -> Iterator[str]:
    """Make "memukul", "mukul", "ngegebuk" of a root."""
    if root[0] in _MELTING:
        stem = _MELTING[root[0]] + root[1:]
    else:
        stem = next((nasal for nasal, first in _NASAL.items() if root[0] in first), "") + root
    stems = [stem, f"nge{root}", f"nga{root}"]
    if root[0] == "c":
        stems.append(f"ny{root[1:]}")
    for stem in (*stems, *(before + stem for before in ("me", "ma") for stem in stems)):
        yield from (stem + suffix for suffix in _SUFFIXES)
    yield from (
        before + root + suffix for before in ("", "ku", "tak") for suffix in ("", "i", "in")
    )


def _passive(root: str) -> Iterator[str]:
    """Make "dipukul", "dpukuli", "digebukin" of a root."""
    for prefix in ("di", "d", "dih" if root[0] == "a" else "dipun", *_FAR_PASSIVES):
        yield from (prefix + root + suffix for suffix in _SUFFIXES)


def _done_to_me(root: str) -> Iterator[str]:
    """Make "napukulka" of a root, as in Makassar: he hits me."""
    yield from (f"na{root}{suffix}" for suffix in ("", "i", "ka", "ika"))


def _noun(root: str) -> Iterator[str]:
    """Make "pemukulan", "penyekapan" of a root."""
    stems = {stem for stem in _active(root) if stem.startswith("me")}
    yield from (f"p{stem[1:]}an" for stem in stems if not stem.endswith(("an", "kan")))


def _forms() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, roots in ROOTS.items():
        for root in roots.split():
            if code in DEEDS:
                codes.update((form, "DEED") for form in _noun(root))
            codes.update((form, f"{code}_P") for form in _passive(root))
            codes.update((form, f"{code}_A I") for form in _done_to_me(root))
            codes.update((form, f"{code}_A") for form in _active(root))
    for code, forms in FORMS.items():
        codes.update((form.replace("_", " "), code) for form in forms.split())
    for code, forms in WORDS.items():
        codes.update((form, code) for form in forms.split())
    return codes


def _without_one(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def _skeleton(word: str) -> str:
    return _VOWELS.sub("", word)


class _Speller:
    """Finds the code of a word; of a word that is none of ours, None."""

    def __init__(self) -> None:
        self.codes = _forms()
        bare = [form for form, code in self.codes.items() if code[-2:] in ("_P", "_A")]
        bare = [form for form in bare if not form.startswith(_NO_BARE)]
        bare += [form for code in BARE for form in WORDS[code].split()]
        self._bare = {_skeleton(form): form for form in bare if len(_skeleton(form)) >= 4}
        self._near = {near: form for form in KEYS.split() for near in (form, *_without_one(form))}

    def code(self, word: str) -> str | None:
        found = self.codes.get(word)
        if found or word in NO_TYPOS:
            return found
        found = self._with_ending(word)
        if found:
            return found
        single = _DOUBLED.sub(r"\1", word)
        if single in self.codes and (len(single) > 3 or self.codes[single] == "I"):
            return self.codes[single]
        if word not in self._bare and len(word) >= 4 and _skeleton(word) in self._bare:
            form = self._bare[_skeleton(word)]
            if len(word) < len(form) and _is_drawn_from(word, form):
                return self.codes[form]
        return self._with_slip(word)

    def _with_ending(self, word: str) -> str | None:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                found = self.codes.get(word[: -len(ending)])
                if found:
                    return f"{found} I" if ending == "ku" and found.endswith("_A") else found
        return None

    def _with_slip(self, word: str) -> str | None:
        if len(word) < LONG:
            return None
        for near in (word, *_without_one(word)):
            form = self._near.get(near)
            if form and abs(len(form) - len(word)) <= 1:
                return self.codes[form]
        return None


def _is_drawn_from(word: str, form: str) -> bool:
    """Tell whether a word's letters stand in a form in the same order."""
    letters = iter(form)
    return all(letter in letters for letter in word)


_SPELLER = _Speller()


def _letters(word: str) -> str:
    """Put letters for the digits and signs of a word that has both."""
    return word.translate(_LEET) if _LETTER_AND_SIGN.match(word) else word


@lru_cache(maxsize=REMEMBERED)
def code_of(word: str) -> str:
    """Return the code of a word as written, or the word itself in plain letters."""
    if len(word) > 1 and _LETTER_AND_SIGN.match(word) and not _COUNTED.fullmatch(word):
        found = _SPELLER.codes.get(word)
        if found:
            return found
        word = _letters(word)
    word = word.replace("*", "").replace(".", "").rstrip("'")
    return _SPELLER.code(word) or word


def _split(letters: str) -> list[str]:
    """Find the words of ours in letters without spaces, the fewest that cover the most."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(letters) + 1):
        cost, words = best[end - 1]
        ways = [(cost + _UNKNOWN, [*words, letters[end - 1]])]
        for start in range(max(0, end - _LONGEST), end - 1):
            word = letters[start:end]
            if word in _SPELLER.codes or word in _PLAIN_WORDS:
                ways.append((best[start][0] + 2, [*best[start][1], word]))
        best.append(min(ways))
    return best[-1][1]


def _unspaced(found: re.Match[str]) -> str:
    """Join spaced letters: one word, or the words of ours that are in them."""
    joined = re.sub(r"[ .\-]", "", found.group()).translate(_LEET)
    if joined in _SPELLER.codes or len(joined) > _MOST_TORN:
        return joined
    words = _split(joined)
    return " ".join(words) if all(len(word) > 1 for word in words) else joined


def torn_codes(text: str) -> list[str]:
    """Read a message whose words are torn ("di puk ul su ami"); nothing where they are whole."""
    read = [token for token in tokens(text) if token not in _ENDS and token != PAUSE]
    letters = "".join(read)
    if len(read) < FEWEST_TORN or len(letters) > min(_MOST_TORN, SHORT * len(read)):
        return []
    return codes(" ".join(_split(letters.translate(_LEET))))


def tokens(text: str) -> list[str]:
    """Split into words in lower case and ends of sentences, spaced letters joined."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    folded = _SPACED.sub(_unspaced, folded)
    return [_STRETCHED.sub(r"\1", token) for token in _TOKEN.findall(folded)]


def _is_one_word(token: str, following: str) -> bool:
    """Tell whether a space tore a word of ours: "di bunuh", "bunuh diri", "bun uh"."""
    code = _SPELLER.codes.get(_letters(token + following))
    if code is None or following in _PLACES:
        return False
    is_begun = code[-2:] in ("_P", "_A") and len(token) > 2 and token not in _SPELLER.codes
    return token in ("d", "di", "na", "e") or len(token + following) > LONG or is_begun


def codes(text: str) -> list[str]:
    """Return the code or word for each word of a message, ``|`` where a sentence ends."""
    return list(_join(tokens(text)))


def _join(read: list[str]) -> Iterable[str]:
    """Give codes one by one; two tokens that are one word together ("di bunuh") give one."""
    at = 0
    while at < len(read):
        token, following = read[at], read[at + 1] if at + 1 < len(read) else ""
        if following and _is_one_word(token, following):
            yield _SPELLER.codes[_letters(token + following)]
            at += 2
            continue
        yield STOP if token in _ENDS else token if token == PAUSE else code_of(token)
        at += 1
