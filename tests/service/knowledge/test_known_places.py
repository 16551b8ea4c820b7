"""Every place of the tables, and what people call places, with the real content."""

from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT, NoEncoder
from service.content.entries import Problems
from service.content.gazetteer import Gazetteer, read_gazetteer
from service.content.model import Content
from service.content.named_topics import OFFICES
from service.content.store import store_content
from service.knowledge.knowledge import Knowledge
from service.paths import ROOT
from service.storage.database import Database

CALLED = ROOT / "tests/questions/places.tsv"
# By the first two digits of the ministry's codes of regencies: written by hand, not from a table.
CODES = dict(
    pair.split(":")
    for pair in (
        "11:PW01 12:PW02 13:PW03 14:PW04 15:PW05 16:PW07 17:PW06 18:PW08 19:PW29 21:PW28 31:PW09 "
        "32:PW10 33:PW11 34:PW12 35:PW13 36:PW30 51:PW22 52:PW23 53:PW24 61:PW14 62:PW15 63:PW16 "
        "64:PW17 65:PW34 71:PW18 72:PW19 73:PW21 74:PW20 75:PW31 76:PW32 81:PW25 82:PW33 91:PW26 "
        "92:PW27 93:none 94:PW36 95:none 96:PW35"
    ).split()
)


def cases() -> list[tuple[str, str]]:
    """Return the messages of ``places.tsv``, each with the codes it must lead to."""
    lines = CALLED.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, codes) for text, codes in pairs]


def rows(name: str) -> list[list[str]]:
    """Return the lines of a table without its headings."""
    text = Path(CONTENT / "gazetteer" / f"{name}.csv").read_text(encoding="utf-8")
    return [line.split(",") for line in text.splitlines()[1:]]


def read(knowledge: Knowledge, text: str) -> str:
    """Return the codes of what a message is read as, as ``places.tsv`` writes them."""
    where = knowledge.where(text)
    if where.is_abroad:
        return "abroad"
    codes = (o.code if o.is_office else "none" for o in where.offices or where.choice)
    return ",".join(sorted(codes)) or "-"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The real names of places."""
    return read_gazetteer(CONTENT, Problems())


@pytest.fixture(scope="module")
def knowledge(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The real content, loaded once: it is only read."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('places')}/test.db")
    database.migrate()
    with database.write() as session:
        store_content(session, content, FrozenClock()())
    return Knowledge(database, NoEncoder(), CONTENT)


@pytest.mark.parametrize(("text", "codes"), cases())
def test_a_place_leads_to_its_office_whatever_it_is_called(
    knowledge: Knowledge, text: str, codes: str
) -> None:
    """Nobody calls their town what a table calls it."""
    assert read(knowledge, text) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("klo sy warga pare ngadep ke kantor mana", "PW13"),
        ("aya kantor bpkp di serang teu", "PW30"),
        ("trus kalo cepu ikut kantor mana", "PW11"),
        ("kantor bpkp upg", "PW21"),
        ("wong gombong menyang kantor ngendi", "PW11"),
        ("kantor baru bpkp di mana", None),
        ("kalau sore buka?", None),
        ("di kantor mana saya bisa tanya", None),
        ("kalau yang lain", None),
    ],
)
def test_who_asks_for_an_office_may_name_a_town_by_a_word(
    knowledge: Knowledge, text: str, code: str | None
) -> None:
    """Pare is a vegetable, and a town of many thousands."""
    found = knowledge.where_asked(text).offices

    assert [office.code for office in found] == ([code] if code else [])


def test_all_regencies_lead_to_the_office_of_their_province(knowledge: Knowledge) -> None:
    """514 regencies and cities of 38 provinces: one that leads astray costs a journey."""
    table = rows("regencies")
    wrong = [
        (name, read(knowledge, f"kantor bpkp di {name}"))
        for code, _, name, _ in table
        if read(knowledge, f"kantor bpkp di {name}") != CODES[code[:2]]
    ]

    assert wrong == []
    assert len(table) == 514
    assert len({code[:2] for code, *_ in table}) == 38


def test_all_airports_lead_to_the_office_of_their_province(
    knowledge: Knowledge, gazetteer: Gazetteer
) -> None:
    """Travellers know the three letters on their ticket; TIM is Timika and no team."""
    names = [name for name in gazetteer.names if name.kind == "code"]
    offices = {row[1]: CODES[row[0][:2]] for row in rows("regencies")}
    wrong = [
        (name.name, name.province)
        for name in names
        if read(knowledge, f"kantor bpkp dekat bandara {name.name.upper()}")
        != offices[name.province]
    ]

    assert wrong == []
    assert len(names) == 240


def test_every_district_leads_to_its_province_or_is_asked_back(knowledge: Knowledge) -> None:
    """7,290 names: each leads to its own office, or to a choice that has it."""
    wrong = []
    for code, name, _ in rows("districts"):
        found = read(knowledge, f"kantor bpkp di kecamatan {name}")
        if CODES[code[:2]] not in found.split(","):
            wrong.append((name, code, found))

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("kantor bpkp kecamatan tanjung", "PW11,PW16,PW23"),
        ("kantor bpkp kecamatan tanjung kabupaten brebes", "PW11"),
        ("kantor bpkp kecamatan tanjung di ntb", "PW23"),
        ("kantor bpkp tebet atau cileungsi", "PW09,PW10"),
        ("kantor bpkp kecamatan medan petisah", "PW02"),
        ("kantor bpkp bandara BKS", "PW06"),
    ],
)
def test_a_name_of_several_districts_is_asked_back_unless_more_is_said(
    knowledge: Knowledge, text: str, codes: str
) -> None:
    """Tanjung is in three provinces; guessing sends two out of three away."""
    assert read(knowledge, text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "kantor baru itu",
        "alamat tanjung",
        "kantor bandar",
        "selat",
        "kantor kota tengah",
        "tim audit datang ke kantor",
        "TOLONG ALAMAT KANTOR TIM AUDIT",
        "kantor desa sukamaju di jalan melati",
        "kantor bpkp di pulau mana",
        "kantor yang mengurus kerja sama dengan malaysia",
        "bpkp plg dekat mana",
        "sepanjang tahunan bendungan arahan",
    ],
)
def test_an_ordinary_word_names_no_office(knowledge: Knowledge, text: str) -> None:
    """Thousands of districts bear names that are words."""
    assert read(knowledge, text) == "-"


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("saya di taiwan", True),
        ("kalimantan", True),
        ("bpkp perwakilan papua", True),
        ("kota kembang", True),
        ("di CGK", True),
        ("tebet", False),
        ("sure", False),
        ("mks", False),
        ("gaji di malaysia berapa", False),
        ("sertifikat tanah di BPN", False),
        ("", False),
    ],
)
def test_a_place_alone_asks_for_its_office(
    knowledge: Knowledge, text: str, is_alone: bool
) -> None:
    """Who writes a place and nothing else is answered; "mks" is thanks."""
    assert knowledge.is_place_alone(text) == is_alone


def test_after_the_offices_a_district_is_enough(knowledge: Knowledge) -> None:
    """Once offices are the matter "kalau tebet?" means the one there; else it means nothing."""
    lead = knowledge.follow_up("kalau tebet?", OFFICES)

    assert lead is not None
    assert lead.topic == OFFICES
    assert knowledge.follow_up("kalau tebet?", "ppid-biaya") is None
