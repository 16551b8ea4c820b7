"""What the content folder holds, as frozen values: articles, sources, contacts, offices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How far an article's facts are confirmed."""

    VERIFIED = "verified"
    TO_CONFIRM = "to_confirm"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """What a source is, in the words of those who write ``content/sources.yml``."""

    REGULATION = "peraturan"
    OFFICIAL_SITE = "situs"
    PRESS = "berita"
    COPY = "salinan"
    WRITING = "tulisan"
    PUBLIC_FILE = "berkas"
    SERVICE = "layanan"


@dataclass(frozen=True)
class Source:
    """Where a fact comes from; ``grade`` A to D as in the fact base, D is never shown.

    S is what the service knows of itself, and has no address.

    Attributes:
        rest: Whether, of the article that cites it, it carries only what "Selengkapnya" shows.
    """

    title: str
    url: str
    dated: str
    grade: str
    key: str = ""
    kind: str = ""
    rest: bool = False

    @property
    def is_hearsay(self) -> bool:
        """Whether it may be used only for what is said to be unconfirmed, and never be named."""
        return self.grade == "D"


class ContactKind(StrEnum):
    """What a contact is, in the words of those who write ``content/contacts.yml``."""

    PHONE = "telepon"
    WHATSAPP = "WhatsApp"
    SMS = "SMS"
    EMAIL = "email"
    SITE = "situs"
    ADDRESS = "alamat"
    ACCOUNT = "akun"


@dataclass(frozen=True)
class Contact:
    """A number, an address or a site that texts name by its key.

    Attributes:
        owner: Whose it is, such as "KPK".
        checked: When it was last compared with its source.
        is_doubtful: Whether a text that names it must say that it is unconfirmed.
    """

    key: str
    owner: str
    kind: ContactKind
    value: str
    source: Source
    checked: date
    is_doubtful: bool = False


class FieldName(StrEnum):
    """What citizens ask of nearly any topic, in the words of those who write articles."""

    REQUIREMENTS = "syarat"
    TIME = "waktu"
    COST = "biaya"
    CHANNEL = "saluran"
    RESULT = "hasil"


@dataclass(frozen=True)
class ArticleField:
    """What an article says of one such thing; without a text it is not known.

    Attributes:
        sources: What the text rests on, those of its contacts among them.
    """

    text: str = ""
    sources: tuple[Source, ...] = ()


class Kind(StrEnum):
    """What sort of answer an article gives."""

    STEPS = "langkah"
    FACT = "fakta"
    EXPLANATION = "penjelasan"
    REFERRAL = "rujukan"


class Audience(StrEnum):
    """Who asks."""

    CITIZEN = "warga"
    REPORTER_OF_WRONG = "pelapor"
    VILLAGE = "desa"
    REGION = "pemda"
    AGENCY = "instansi"
    AUDITOR = "auditor"
    APPLICANT = "pelamar"
    STUDENT = "mahasiswa"
    PRESS = "wartawan"
    INVESTIGATOR = "penyidik"
    CONTRACTOR = "rekanan"


@dataclass(frozen=True)
class Change:
    """What changed in an article, and when."""

    day: date
    what: str


@dataclass(frozen=True)
class Record:
    """What the writers keep of an article: whom it serves, who checked it, what changed.

    Attributes:
        need: Who needs it, and why.
        checked_by: Who matched the text with its sources.
        changes: The newest first.
    """

    kind: Kind = Kind.FACT
    need: str = ""
    audience: tuple[Audience, ...] = ()
    checked_by: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Article:
    """One answer of the knowledge base.

    Attributes:
        sources: In the author's order: those of the main answer, and those of the rest.
        text: What is shown first, plain text.
        more: What "Selengkapnya" shows; empty when there is nothing more.
        checked: When the text was last compared with its sources.
        fields: What it says of what citizens ask; one that is missing does not apply.
        also: Lay words and synonyms, by which search finds it.
        taught: Those of them that the classifier learns as well.
        way_on: A sentence: whom to ask what the article does not say.
        written: The whole file, byte for byte; empty where it was stored before migration 0031.
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
    fields: Mapping[FieldName, ArticleField] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    way_on: str = ""
    record: Record = Record()
    written: str = ""


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
    """A unit of BPKP whose officers answer escalations.

    Attributes:
        group: ``penuh`` when citizens' words may stand in its Telegram group, else ``kartu``.
    """

    id: str
    name: str
    answers: str
    group: str = "kartu"


@dataclass(frozen=True)
class Referral:
    """Somebody else's remit: who can help, and the words that point there."""

    id: str
    title: str
    words: tuple[str, ...]
    text: str
    contacts: tuple[Contact, ...] = ()


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
    sources: tuple[Source, ...] = ()
    contacts: tuple[Contact, ...] = ()
