"""What the content folder holds, as frozen values: articles, offices, units and referrals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How far an article's facts are confirmed."""

    VERIFIED = "verified"
    TO_CONFIRM = "to_confirm"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Source:
    """Where a fact comes from; ``grade`` A to D as in the fact base, D is never shown.

    S is what the service knows of itself, and has no address.
    """

    title: str
    url: str
    dated: str
    grade: str


@dataclass(frozen=True)
class Article:
    """One answer of the knowledge base.

    Attributes:
        text: What is shown first, plain text.
        more: What "Selengkapnya" shows; empty when there is nothing more.
        checked: When the text was last compared with its sources.
    """

    id: str
    title: str
    category: str
    unit: str
    status: Status
    checked: date
    expires: date
    sources: tuple[Source, ...]
    questions: tuple[str, ...]
    followups: tuple[str, ...]
    text: str
    more: str


@dataclass(frozen=True)
class Office:
    """A regional office, or a province without one (``is_office`` false).

    Attributes:
        address: None when no address is known.
        latitude: Of the office's town, degrees; None for a province without an office.
        names: Lower-case names and nicknames of the province.
        places: Lower-case names of its regencies and cities.
    """

    code: str
    name: str
    province: str
    is_office: bool
    city: str | None
    address: str | None
    phone: str | None
    fax: str | None
    email: str | None
    web: str | None
    note: str | None
    latitude: float | None
    longitude: float | None
    names: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """A unit of BPKP whose officers answer escalations."""

    id: str
    name: str
    answers: str


@dataclass(frozen=True)
class Referral:
    """Somebody else's remit: who can help, and the words that point there."""

    id: str
    title: str
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Category:
    """A group of articles in the menu."""

    id: str
    title: str


@dataclass(frozen=True)
class Content:
    """The whole content folder, validated."""

    articles: tuple[Article, ...]
    offices: tuple[Office, ...]
    units: tuple[Unit, ...]
    referrals: tuple[Referral, ...]
    categories: tuple[Category, ...]
    slang: dict[str, str]
    fingerprint: str
