"""Tells whether a message accuses somebody of wrongdoing, and which channel it belongs to.

Called at the door, before anything is stored: of such a message only the channel is kept, so that
nobody's accusation, and nobody accused, stands in our tables. Neither may it reach Rasa. "Gimana
cara lapor kades?" accuses nobody and passes. Rules see what is plain, a small classifier learnt
from ``content/accusations.yml`` what is told in other words ("habis dana cair beli Pajero").
"""

import re
from collections.abc import Mapping, Sequence

from sklearn.svm import LinearSVC

from service.door import accusation_words as shape
from service.door.letter_groups import LetterGroups
from service.text import normalise, words

NAMED, TOLD = 2, 1  # what a name and what each other particular weighs
ASKED = 2  # what the form of a question weighs against particulars
SHORTEST = 4  # words; less is "oke" or "baik pak", no particulars
SHORTEST_LEARNT = 6  # words, where no rule but only the classifier says so
ACCUSES_FROM = 0.1  # score of the classifier; docs/nlu.md shows what others would give
CONTINUES_FROM = -0.2  # the same for a message right after an accusation
DEFAULT_CHANNEL = "wbs-vs-lapor"
CHANNELS = {  # the article shown, and what else is near
    "wbs-cara-lapor": ("wbs-cara-lapor", "wbs-kerahasiaan", "lapor-lewat-bot"),
    "lapor-gratifikasi": ("lapor-gratifikasi", "wbs-cara-lapor", "wbs-kerahasiaan"),
    "pemerasan-atas-nama": ("pemerasan-atas-nama", "cek-surat-tugas", "wbs-cara-lapor"),
    "lapor-dana-desa": ("lapor-dana-desa", "wbs-vs-lapor", "lapor-lewat-bot"),
    "lapor-lewat-bot": ("lapor-lewat-bot", "wbs-vs-lapor", "wbs-cara-lapor"),
    "wbs-vs-lapor": ("wbs-vs-lapor", "lapor-lewat-bot", "beda-lembaga"),
}
_NAME_BEHIND = re.compile(rf"\b{shape.HONORIFIC}\s+([^\W\d_]{{2,}})", re.IGNORECASE)
_CAPITALISED = re.compile(
    r"(?<![.!?\n] )(?<!^)(?<!\b[dD]i )(?<!\b[kK]e )\b[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b"
)
_HIDDEN = re.compile(r"\[(?:NIP|NIK) disembunyikan\]|\binisial\w* \w", re.IGNORECASE)


class LearntAccusations:
    """A linear classifier over letter groups and words; learns in a second, reads in 2 ms."""

    def __init__(
        self, accusing: Sequence[str], harmless: Sequence[str], slang: Mapping[str, str]
    ) -> None:
        """Learn from messages as written.

        Args:
            accusing: Messages that accuse somebody.
            harmless: Near misses and ordinary questions, at least as many.
            slang: As ``service.text.normalise`` needs it.
        """
        self._slang = slang
        self._judge = LinearSVC(C=0.5, class_weight="balanced", random_state=0)
        texts = [normalise(text, slang) for text in (*accusing, *harmless)]
        self._groups = LetterGroups(texts)
        self._judge.fit(self._groups.read(texts), [True] * len(accusing) + [False] * len(harmless))

    def score(self, text: str) -> float:
        """Return how much a message accuses; 0 is undecided, 1 is plain."""
        features = self._groups.read([normalise(text, self._slang)])
        return float(self._judge.decision_function(features)[0])


class Accusations:
    """Reads accusations; without examples by rules alone."""

    def __init__(self, learnt: LearntAccusations | None = None) -> None:
        self._learnt = learnt

    def channel(self, text: str) -> str | None:
        """Return the article that an accusation is led to; None for a message that accuses nobody.

        Args:
            text: Masked.
        """
        if len(words(text)) < SHORTEST or not is_somebody_named(text) or _names_nobody(text):
            return None
        if accuses_plainly(text) or self._reads_like_one(text):
            return channel_of(text.lower())
        return None

    def _reads_like_one(self, text: str) -> bool:
        is_long = len(words(text)) >= SHORTEST_LEARNT
        return is_long and self._learnt is not None and self._learnt.score(text) >= ACCUSES_FROM

    def continues(self, text: str) -> bool:
        """Tell whether a message right after an accusation gives further particulars of it."""
        if len(words(text)) < SHORTEST or "?" in text:
            return False
        if self._learnt and self._learnt.score(text) >= CONTINUES_FROM:
            return True
        said = text.lower()
        told = (shape.WITNESS, shape.OURS, shape.AMOUNT, shape.ROLES, shape.WRONGDOING)
        particular = is_name_given(text) or any(pattern.search(said) for pattern in told)
        return particular and not shape.ASKS_HOW.search(said)


def accuses_plainly(text: str) -> bool:
    """Tell whether a person or a role, a wrong and more particulars than questions are told."""
    said = text.lower()
    named = is_name_given(text)
    if not shape.WRONGDOING.search(said) or not (named or shape.ROLES.search(said)):
        return False
    told = (shape.WITNESS, shape.OURS, shape.REPORTING, shape.AMOUNT)
    weight = NAMED * named + TOLD * sum(bool(pattern.search(said)) for pattern in told)
    asked = ASKED * ("?" in text or bool(shape.ASKS_HOW.search(said)))
    return weight > asked


def tells_of_report(text: str) -> bool:
    """Tell whether a report, made or to be made, is spoken of."""
    return bool(shape.REPORTING.search(text.lower()))


def is_somebody_named(text: str) -> bool:
    """Tell whether a name, a role or "dia" stands in a message; without, nobody is accused."""
    said = text.lower()
    return bool(shape.ROLES.search(said) or shape.OURS.search(said)) or is_name_given(text)


def _names_nobody(text: str) -> bool:
    """Tell whether no wrong is told, and nobody named but "di sini", or "beliau" in a question."""
    said = text.lower()
    if shape.WRONGDOING.search(said) or shape.ROLES.search(said) or is_name_given(text):
        return False
    return "?" in text or not shape.OURS.search(said.replace(shape.HERE_IS_NOBODY, ""))


def channel_of(said: str) -> str:
    """Return the article about the channel for an accusation, in lower case."""
    is_ours = "bpkp" in said and bool(shape.STAFF.search(said))
    if shape.HERE.search(said):
        return "lapor-lewat-bot"
    if "bpkp" in said and shape.IMPOSTOR.search(said):
        return "pemerasan-atas-nama"
    if shape.GIFT.search(said):
        return "lapor-gratifikasi"
    is_by_title = shape.OURS_BY_TITLE.search(said) and not shape.OTHER_AUDITORS.search(said)
    if is_ours or is_by_title:
        return "wbs-cara-lapor"
    return "lapor-dana-desa" if shape.VILLAGE.search(said) else DEFAULT_CHANNEL


def is_name_given(text: str) -> bool:
    """Tell whether a person is named: "pak darmo", "inisial R", "Hamdan Suryokusumo"."""
    behind = (found.group(1).lower() for found in _NAME_BEHIND.finditer(text))
    if any(name not in shape.NO_NAMES and not shape.ROLES.fullmatch(name) for name in behind):
        return True
    return bool(_HIDDEN.search(text)) or _has_capitalised_name(text)


def _has_capitalised_name(text: str) -> bool:
    """Two capitalised words that are no institution's, and no place's ("di Kuala Lumpur")."""
    found = _CAPITALISED.findall(text)
    return any(not shape.INSTITUTIONS.intersection(words(pair)) for pair in found)
