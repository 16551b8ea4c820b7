"""The office nearest to a point on the map, and the points that have none."""

import pytest

from doubles.knowledge import CONTENT
from service.content.entries import Problems
from service.content.gazetteer import Gazetteer, read_gazetteer
from service.content.model import Content
from service.knowledge.places import Places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The real map."""
    return read_gazetteer(CONTENT, Problems())


@pytest.fixture(scope="module")
def places(content: Content, gazetteer: Gazetteer) -> Places:
    """The real offices on it."""
    return Places(content.offices, gazetteer)


@pytest.mark.parametrize(
    ("latitude", "longitude", "province"),
    [(-7.80, 110.36, "DI Yogyakarta"), (5.89, 95.32, "Aceh"), (-6.91, 107.61, "Jawa Barat")],
)
def test_the_nearest_office_is_found(
    places: Places, latitude: float, longitude: float, province: str
) -> None:
    """A shared location is easier than spelling a regency."""
    near = places.nearest(latitude, longitude)

    assert near is not None
    assert near.office.province == province
    assert near.distance is not None
    assert near.distance < 60


@pytest.mark.parametrize(
    ("latitude", "longitude", "province"),
    [
        (-5.14, 119.41, "Sulawesi Selatan"),
        (1.47, 124.84, "Sulawesi Utara"),
        (-8.49, 140.40, "Papua"),
    ],
)
def test_an_office_in_an_unknown_town_has_no_distance(
    places: Places, latitude: float, longitude: float, province: str
) -> None:
    """Its coordinates are the capital's; kilometres to them would be an invention."""
    near = places.nearest(latitude, longitude)

    assert near is not None
    assert (near.office.province, near.distance) == (province, None)


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Java Sea", -5.0, 110.5),
        ("Banda Sea", -5.5, 127.0),
        ("Makassar Strait", -2.0, 118.0),
        ("Indian Ocean", -9.5, 105.0),
        ("Singapore", 1.29, 103.85),
        ("Sentosa", 1.25, 103.83),
        ("Kuala Lumpur", 3.14, 101.69),
        ("Johor Bahru", 1.49, 103.74),
        ("Kuching", 1.55, 110.34),
        ("Tawau", 4.245, 117.89),
        ("Malaysia's half of Sebatik", 4.19, 117.78),
        ("Lubok Antu", 1.04, 111.83),
        ("Dili", -8.556, 125.56),
        ("Oecusse", -9.2, 124.36),
        ("Batugade", -8.955, 124.975),
        ("Wutung", -2.60, 141.02),
        ("Port Moresby", -9.44, 147.18),
        ("Darwin", -12.46, 130.84),
        ("Christmas Island", -10.45, 105.65),
        ("Penang", 5.41, 100.33),
        ("Taipei", 25.03, 121.56),
        ("Jeddah", 21.54, 39.17),
        ("nowhere", 0.0, 0.0),
        ("the pole", -90.0, 0.0),
        ("the date line", 0.0, 180.0),
    ],
)
def test_at_sea_and_abroad_no_office_is_near(
    places: Places, place: str, latitude: float, longitude: float
) -> None:
    """Kilometres over the sea to an office of another country send people astray."""
    assert places.nearest(latitude, longitude) is None, place


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "province"),
    [
        ("Entikong", 0.972, 110.383, "Kalimantan Barat"),
        ("Badau", 0.92, 111.90, "Kalimantan Barat"),
        ("Aruk", 1.60, 109.68, "Kalimantan Barat"),
        ("Atambua", -9.106, 124.892, "Nusa Tenggara Timur"),
        ("Motaain", -8.9617, 124.946, "Nusa Tenggara Timur"),
        ("Kefamenanu", -9.446, 124.478, "Nusa Tenggara Timur"),
        ("Skouw", -2.632, 140.998, "Papua"),
        ("Sota", -8.43, 141.01, "Papua"),
        ("Nunukan", 4.14, 117.66, "Kalimantan Utara"),
        ("Sei Nyamuk on Sebatik", 4.13, 117.78, "Kalimantan Utara"),
        ("Long Bawan", 3.90, 115.69, "Kalimantan Utara"),
        ("Belakang Padang", 1.155, 103.885, "Kepulauan Riau"),
        ("Nongsa", 1.19, 104.10, "Kepulauan Riau"),
        ("Ranai", 3.94, 108.38, "Kalimantan Barat"),
        ("Pulau Rondo", 6.07, 95.11, "Aceh"),
        ("Miangas", 5.56, 126.58, "Sulawesi Utara"),
        ("Enggano", -5.38, 102.24, "Bengkulu"),
        ("Ndana", -11.0, 122.87, "Nusa Tenggara Timur"),
        ("Merak's harbour", -5.93, 105.99, "Banten"),
        ("a quay of Tanjung Priok", -6.10, 106.88, "DKI Jakarta"),
        ("Pulau Pramuka", -5.745, 106.613, "DKI Jakarta"),
        ("Karimunjawa", -5.85, 110.43, "Jawa Tengah"),
        ("Bawean", -5.80, 112.65, "Jawa Timur"),
        ("Gili Trawangan", -8.35, 116.04, "Nusa Tenggara Barat"),
        ("Maratua", 2.25, 118.60, "Kalimantan Utara"),
        ("Samosir in Lake Toba", 2.60, 98.80, "Sumatera Utara"),
    ],
)
def test_coasts_small_islands_and_the_border_have_one(
    places: Places, place: str, latitude: float, longitude: float, province: str
) -> None:
    """Who lives on a reef or beside a border post is as much in Indonesia as anybody."""
    near = places.nearest(latitude, longitude)

    assert near is not None, place
    assert near.office.province == province


def test_distance_is_in_kilometres(content: Content, gazetteer: Gazetteer) -> None:
    """From Bandung to Yogyakarta's office it is some 310 km as the crow flies."""
    yogyakarta = [office for office in content.offices if office.code == "PW12"]

    near = Places(yogyakarta, gazetteer).nearest(-6.91, 107.61)

    assert near is not None
    assert near.distance == pytest.approx(320, abs=10)


def test_a_province_without_an_office_is_never_nearest(
    content: Content, gazetteer: Gazetteer
) -> None:
    """Nobody should travel to an office that is not there."""
    missing = [office for office in content.offices if not office.is_office]

    assert missing
    assert Places(missing, gazetteer).nearest(-6.9, 107.6) is None
