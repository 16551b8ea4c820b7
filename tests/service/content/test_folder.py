"""The content folder: complete as it stands, and every mistake named with file and line."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from doubles.clock import TODAY
from doubles.knowledge import CONTENT
from service.content.folder import fingerprint, read_content
from service.content.model import Content
from service.errors import ContentInvalid

ARTICLE = "articles/profil-bpkp.md"
Edit = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real content, to be spoilt."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Change the first place where a file says ``old``."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer says {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path, today: date = TODAY) -> list[str]:
    """Return what is wrong, with addresses inside the folder."""
    with pytest.raises(ContentInvalid) as caught:
        read_content(folder, today)
    return [line.removeprefix(f"{folder}/") for line in caught.value.problems]


def test_the_content_in_the_checkout_is_valid() -> None:
    """What is released must load."""
    content = read_content(CONTENT, TODAY)

    assert len(content.articles) >= 72


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("unit: humas", "unit: humus", 5, "unknown unit 'humus'"),
        ("category: profil", "category: profile", 4, "unknown category 'profile'"),
        ("sources:\n", "sumber:\n", 2, "sources is missing"),
        ("- perdep-2-2024", "- perdep-2-2042", 9, "no source 'perdep-2-2042'"),
        ("- medcom-2015", "- perdep-2-2024", 9, "'perdep-2-2024' is named twice"),
        ("for: selengkapnya", "for: lainnya", 9, "is neither a key"),
        ("nasional.\n", "nasional.[^wbs-bpkp]\n", 9, "[^wbs-bpkp] marks a source"),
        ("nasional.\n", "nasional, {kontak:pusat}.\n", 2, "no contact 'pusat'"),
        ("nasional.\n", "nasional (telepon (021) 1234567).\n", 2, "'(021) 1234567' is typed out"),
        ("nasional.\n", "nasional. Rinciannya belum kami temukan.\n", 6, "'belum kami temukan'"),
        ("title: Apa itu BPKP dan tugasnya", f"title: {'x' * 49}", 3, "title is over 48"),
        ("title: Apa itu BPKP dan tugasnya", "title:", 3, "title is missing"),
        ("[kedudukan-bpkp,", "[tidak-ada,", 21, "not there: 'tidak-ada'"),
        ("followups: [", "followups: x # [", 21, "followups must be a list"),
        ("status: verified", "status: benar", 6, "status must be one of"),
        ("checked: 2026-11-24", "checked: kemarin", 7, "checked must be a date"),
        ("checked: 2026-11-24", "checked: 2026-02-30", 7, "checked cannot be read"),
        ("expires: 2027-11-24", "expires: 2027-11-24 10:00:00", 8, "expires must be a date"),
        ("expires: 2027-11-24", "expires: 2026-11-23", 8, "expired on 2026-11-23"),
        ("expires: 2027-11-24", "expires:", 8, "expires must be a date"),
        ("id: profil-bpkp", "id: Profil BPKP", 2, "id must be"),
        ("id: profil-bpkp", f"id: {'x' * 65}", 2, "id must be"),
        ("id: profil-bpkp", "id: [profil-bpkp", 3, "broken YAML"),
        ("title: Apa", "title: \x01Apa", 3, "broken YAML"),
        ("---\nid:", "id:", 1, "front matter"),
        ("BPKP, Badan", f"{'x' * 1200} BPKP, Badan", 2, "at most 1200"),
    ],
)
def test_a_mistake_in_an_article_is_named_with_its_line(
    folder: Path, old: str, new: str, line: int, complaint: str
) -> None:
    """An editor who is no programmer must find the place at once."""
    replace(folder, ARTICLE, old, new)

    found = problems(folder)

    assert any(p.startswith(f"{ARTICLE}:{line}: ") and complaint in p for p in found), found


def duplicate(folder: Path) -> None:
    shutil.copy(folder / ARTICLE, folder / "articles/zz.md")


def latin(folder: Path) -> None:
    (folder / ARTICLE).write_bytes(b"---\nid: caf\xe9\n---\n")


def no_articles(folder: Path) -> None:
    shutil.rmtree(folder / "articles")


def empty_article(folder: Path) -> None:
    (folder / ARTICLE).write_text("")


@pytest.mark.parametrize(
    ("edit", "place", "complaint"),
    [
        (duplicate, "articles/zz.md:2: ", "is also"),
        (latin, f"{ARTICLE}:2: ", "not in UTF-8"),
        (empty_article, f"{ARTICLE}:1: ", "front matter"),
        (no_articles, "articles:1: ", "no article"),
        (lambda f: (f / "units.yml").unlink(), "units.yml:1: ", "expected a list"),
        (lambda f: replace(f, "units.yml", "name: Biro", "nama: Biro"), "units.yml:3: ", "name"),
        (lambda f: replace(f, "categories.yml", "title: Tentang", "t: T"), "categories.yml:3: ",
         "title"),
        (lambda f: replace(f, "slang.yml", "words:", "kata:"), "slang.yml:1: ", "cannot be read"),
        (lambda f: replace(f, "offices.yml", "code: PW02", "code: PW01"), "offices.yml:1: ",
         "listed 2 times"),
        (lambda f: replace(f, "offices.yml", "latitude: 3.6\n", "latitude: utara\n"),
         "offices.yml:", "latitude must be a number"),
        (lambda f: replace(f, "places.yml", "several:", "beberapa:"), "places.yml:1: ",
         "expected a list under 'several'"),
        (lambda f: replace(f, "places.yml", "provinces: [Banten", "provinces: [Bantan"),
         "places.yml:1: ", "offices.yml has no province 'Bantan'"),
        (lambda f: replace(f, "places.yml", "street: [", "jalan: ["), "places.yml:1: ",
         "words needs a list of 'street'"),
        (lambda f: (f / "gazetteer/districts.csv").unlink(), "gazetteer/districts.csv:1: ",
         "missing"),
        (lambda f: replace(f, "gazetteer/districts.csv", "\n11.01,", "\n00.01,"),
         "gazetteer/districts.csv:2: ", "no regency has the code '00.01'"),
        (lambda f: replace(f, "gazetteer/regencies.csv", "\n11.01,Aceh,", "\n11.01,Aceh"),
         "gazetteer/regencies.csv:2: ", "expected 'code,province,name,ordinary'"),
        (lambda f: replace(f, "gazetteer/regencies.csv", "code,", "kode,"),
         "gazetteer/regencies.csv:1: ", "expected the headings"),
        (lambda f: replace(f, "gazetteer/regencies.csv", "11.01,Aceh", "11.01,Atjeh"),
         "gazetteer:1: ", "no province 'Atjeh'"),
        (lambda f: replace(f, "gazetteer/airports.csv", "\nAAP,", "\nAAPX,"),
         "gazetteer/airports.csv:2: ", "three capital letters, not 'AAPX'"),
        (lambda f: replace(f, "gazetteer/land.txt", "# -11.5", "# selatan"),
         "gazetteer/land.txt:1: ", "SOUTH WEST STEP"),
        (lambda f: replace(f, "gazetteer/land.txt", "+", "-"), "gazetteer/land.txt:",
         "runs of squares"),
        (lambda f: replace(f, "referrals.yml", "words: [", "words: a # ["), "referrals.yml:",
         ""),
        (lambda f: replace(f, "referrals.yml", "contacts: [kpk-layanan", "contacts: [kpk-lama"),
         "referrals.yml:", "no contact 'kpk-lama'"),
        (lambda f: replace(f, "referrals.yml", "contacts: [kpk-layanan", "contacts: [humas-email"),
         "referrals.yml:", "better than D"),
        (lambda f: replace(f, "referrals.yml", "SMS {kontak:lapor-sms}", "SMS 1708"),
         "referrals.yml:", "'1708' is typed out"),
    ],
)  # fmt: skip
def test_a_mistake_in_another_file_is_named(
    folder: Path, edit: Edit, place: str, complaint: str
) -> None:
    """Every file of the folder is checked before anything of it serves."""
    edit(folder)

    found = problems(folder)

    assert any(p.startswith(place) and complaint in p for p in found), found


def test_all_mistakes_are_reported_at_once(folder: Path) -> None:
    """Nobody should correct one error only to be shown the next."""
    replace(folder, ARTICLE, "unit: humas", "unit: a")
    replace(folder, "articles/magang.md", "status: ", "status: x")

    found = "\n".join(problems(folder))

    assert f"{ARTICLE}:5" in found
    assert "articles/magang.md:6" in found


def test_an_expired_article_is_named_by_its_real_file(folder: Path) -> None:
    """A file that was renamed must still be found by its error."""
    replace(folder, ARTICLE, "expires: 2027-11-24", "expires: 2026-01-01")
    (folder / ARTICLE).rename(folder / "articles/lain.md")

    assert problems(folder)[0].startswith("articles/lain.md:8: expired on 2026-01-01")


def test_an_expired_article_still_serves_where_that_is_allowed(folder: Path) -> None:
    """A restart on the day after must not leave citizens without any answer."""
    replace(folder, ARTICLE, "expires: 2027-11-24", "expires: 2026-01-01")

    content = read_content(folder, TODAY, allow_expired=True)

    assert "profil-bpkp" in {article.id for article in content.articles}


def test_an_article_is_good_on_its_last_day(folder: Path) -> None:
    """The date means until, not before."""
    replace(folder, ARTICLE, "expires: 2027-11-24", "expires: 2026-11-24")

    content = read_content(folder, TODAY)

    assert content.articles


def test_the_fingerprint_changes_with_any_file(folder: Path) -> None:
    """Unchanged content is not loaded again; changed content always is."""
    before = fingerprint(folder)
    same = fingerprint(CONTENT)

    replace(folder, "slang.yml", "yg: yang", "yg: yang mana")

    assert before == same
    assert fingerprint(folder) != before


def test_every_link_unit_and_category_of_the_content_exists(content: Content) -> None:
    """A button that leads nowhere is worse than none."""
    ids = {article.id for article in content.articles}
    units = {unit.id for unit in content.units}
    categories = {category.id for category in content.categories}

    assert {link for article in content.articles for link in article.followups} <= ids
    assert {article.unit for article in content.articles} == units
    assert {article.category for article in content.articles} == categories
    assert not [a.id for a in content.articles if a.id in a.followups]


def test_titles_and_phrases_are_not_shared(content: Content) -> None:
    """Two buttons with one label, or one question with two answers, confuse everybody."""
    titles = Counter(article.title for article in content.articles)
    questions = Counter(q.lower() for a in content.articles for q in a.questions)

    assert [title for title, times in titles.items() if times > 1] == []
    assert [question for question, times in questions.items() if times > 1] == []


def test_every_province_is_known_and_every_office_has_its_place(content: Content) -> None:
    """Who asks for a province without an office is told so; one with a place can be near."""
    offices = [office for office in content.offices if office.is_office]

    assert len({office.province for office in content.offices}) >= 38
    assert [o.code for o in offices if o.latitude is None or o.longitude is None] == []
