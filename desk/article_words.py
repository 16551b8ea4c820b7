"""What the reader of articles says is wrong, as a key of ``article_words.html``."""

import re
from dataclasses import dataclass

from service.editing.checking import Wrong

# In the reader's order of words; what none of them fits is shown as "other", in its own words.
_KINDS: tuple[tuple[str, str], ...] = (
    ("length", r"\d+ characters.*at most (?P<value>\d+)"),
    ("title_length", r"title is over (?P<value>\d+)"),
    ("expired", r"expired on (?P<value>\S+): "),
    ("day", r"(?:checked|expires) (?:must be a date|cannot be read)"),
    ("no_text", r"the article has no text"),
    ("no_article", r"followups names an article that is not there: '(?P<value>[^']*)'"),
    ("id", r"id (?:must be|is not|is missing)"),
    ("sources_missing", r"sources is missing"),
    ("no_source", r"sources\.yml has no source '(?P<value>[^']*)'"),
    ("no_source", r"\[\^(?P<value>[^\]]*)\] is no source"),
    ("source_twice", r"source '(?P<value>[^']*)' is named twice"),
    ("unmarked", r"'(?P<value>[^']*)' is of grade D: put"),
    ("rest_before", r"'(?P<value>[^']*)' is for 'selengkapnya', but"),
    ("strange_mark", r"\[\^(?P<value>[^\]]*)\] marks a source that"),
    ("certain", r"rests on .* and must say that it is unconfirmed: '(?P<value>.*)'"),
    ("not_verified", r"status cannot be 'verified': "),
    ("rests_on_nothing", r"say what it rests on"),
    ("no_contact", r"contacts\.yml has no contact '(?P<value>[^']*)'"),
    ("typed_out", r"'(?P<value>[^']*)' is typed out"),
    ("leads_nowhere", r"next leads nowhere"),
    ("also_missing", r"also is missing"),
    ("also_long", r"(?P<value>.*) is neither a few words"),
    ("choose", r"unknown \w+ '|\w+ '[^']*' must be one of|status must be one of"),
    ("audience", r"audience is missing"),
    ("missing", r"\w+ is missing"),
)
_FIELD = re.compile(r"^(?:syarat|waktu|biaya|saluran|hasil|next): ")
_PATTERNS = tuple((key, re.compile(pattern, re.DOTALL)) for key, pattern in _KINDS)
KEYS = frozenset(key for key, _ in _KINDS) | {"other"}


@dataclass(frozen=True)
class Told:
    """One thing that is wrong: a key of the words, and what of the text it names."""

    key: str
    value: str = ""


def told(wrong: Wrong) -> Told:
    """Return the words' key for what the reader says."""
    what = _FIELD.sub("", wrong.what)
    for key, pattern in _PATTERNS:
        if found := pattern.match(what):
            return Told(key, found.groupdict().get("value") or "")
    return Told("other", wrong.what)


def beside_parts(wrong: tuple[Wrong, ...]) -> dict[str, list[Told]]:
    """Return what is wrong by the part that it stands beside."""
    by_part: dict[str, list[Told]] = {}
    for one in wrong:
        by_part.setdefault(one.part, []).append(told(one))
    return by_part
