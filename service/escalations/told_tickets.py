"""Ticket numbers as people tell them: dictated, with a slip, or with a letter too many. Pure.

A number that is not there is looked for among the citizen's own tickets alone: nobody reaches
another's by guessing.
"""

import re
from collections.abc import Iterator, Sequence

from service.escalations.tickets import find_ticket, is_mistyped, without_ticket

_DIGITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_NAMES = (
    "a:A be:B bi:B ce:C de:D e:E ef:F ge:G ha:H je:J ka:K el:1 i:1 em:M en:N o:0 pe:P ki:Q kiu:Q "
    "kyu:Q qiu:Q er:R es:S te:T ti:T fe:V ve:V we:W ex:X eks:X ix:X iks:X ye:Y zet:Z set:Z "
    "tb:TB tebe:TB kosong:0"
)
_SPELT = dict(name.split(":") for name in _NAMES.split())
_SPELT |= {word: str(number) for number, word in enumerate(_DIGITS)}
_BETWEEN = frozenset(
    "strip setrip garis datar min minus dash tanda hubung spasi titik huruf angka besar kecil "
    "kapital lalu terus".split()
)
_LETTERS, _FIRST, _LENGTH = "[0-9A-Z]", "TB", 8
_LOOSE = re.compile(rf"\bTB[ .:-]*({_LETTERS}{{2,5}}(?:[ .-]*{_LETTERS}{{2,5}}){{1,2}})\b", re.I)
_MISREAD = str.maketrans("OIL", "011")
_AROUND = frozenset("tiket nomor nomer no status cek mohon tolong pak bu".split())
FEW = 6  # words beside a number: who says more means more


def heard_ticket(text: str) -> str | None:
    """Return the ticket that a text spells: "te be tujuh ka kyu dua strip sembilan ix em de"."""
    for run in _runs(text):
        found = re.search(rf"{_FIRST}({_LETTERS}{{{_LENGTH}}})", run)
        if found is None:
            continue
        letters = found[1].translate(_MISREAD)
        ticket = f"{_FIRST}-{letters[:4]}-{letters[4:]}"
        if len(run) == len(found[0]) or not is_mistyped(ticket):
            return ticket
    return None


def ticket_named(text: str) -> str | None:
    """Return the ticket that a text names, written or spelt."""
    return find_ticket(text) or heard_ticket(text)


def ticket_meant(text: str, own: Sequence[str]) -> str | None:
    """Return which of a citizen's own tickets a text means, with one slip at most."""
    named = ticket_named(text)
    if named in own:
        return named
    loose = _LOOSE.search(text)
    told = {_bare(named)} if named else {_bare(f"{_FIRST}-{loose[1]}")} if loose else set()
    near = [ticket for ticket in own if any(_is_near(one, _bare(ticket)) for one in told)]
    return near[0] if len(near) == 1 else None


def tells_ticket(text: str) -> bool:
    """Tell whether a message is a ticket's number, and little else."""
    if find_ticket(text) is not None:
        return not re.findall(r"\w+", without_ticket(text))
    if heard_ticket(text) is None:
        return False
    return sum(_is_plain(word) for word in _words(text)) <= FEW


def is_ticket_alone(text: str) -> bool:
    """Tell whether a message, but for words around a number, is a ticket's and nothing more.

    Stricter than ``tells_ticket``: with it nothing else can be told, so nothing can be missed.
    """
    if ticket_named(text) is None:
        return False
    return all(word in _AROUND for word in _words(without_ticket(text)) if _is_plain(word))


def _runs(text: str) -> Iterator[str]:
    """Yield the letters and digits that words spell in a row."""
    run = ""
    for word in _words(text):
        if word in _BETWEEN:
            continue
        if _is_plain(word):
            yield run
            run = ""
        else:
            run += _SPELT.get(word, word.upper())
    yield run


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _is_plain(word: str) -> bool:
    """Tell whether a word spells nothing: neither a letter's name, nor a piece of a number."""
    is_piece = len(word) == 1 or (len(word) <= _LENGTH and any(c.isdigit() for c in word))
    return word not in _SPELT and word not in _BETWEEN and not is_piece


def _bare(ticket: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", ticket.upper())[len(_FIRST) :].translate(_MISREAD)


def _is_near(told: str, known: str) -> bool:
    """Tell whether two differ by one letter, one too many or too few, or two exchanged."""
    if len(told) == len(known):
        differing = [
            at for at, (one, other) in enumerate(zip(told, known, strict=True)) if one != other
        ]
        first, last = (differing[0], differing[-1]) if differing else (0, 0)
        is_swapped = last == first + 1 and told[first] + told[last] == known[last] + known[first]
        return len(differing) <= 1 or (len(differing) == 2 and is_swapped)
    short, long = sorted((told, known), key=len)
    is_one_off = len(long) == len(short) + 1
    return is_one_off and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
