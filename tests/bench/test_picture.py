"""The picture of a run."""

from pathlib import Path
from xml.etree import ElementTree

from bench.arrivals import Latencies
from bench.measured import Measured
from bench.picture import draw


def test_the_picture_is_drawn_and_names_its_conditions(tmp_path: Path) -> None:
    """A figure without its conditions is an advertisement."""
    fast = Latencies(10.0, 100, 100, 40.0, 90.0, 120.0, 150.0)
    slow = Latencies(30.0, 300, 299, 900.0, 9000.0, 9500.0, 9900.0)
    system = Measured("ours <sqlite>", 12.0, [fast, slow], {"Rasa": 12.0, "gateway": 9.0})

    draw(tmp_path / "load.svg", [system], "2 cores, load 0.1")

    picture = (tmp_path / "load.svg").read_text(encoding="utf-8")
    ElementTree.fromstring(picture)  # noqa: S314 - our own
    assert system.sustained == 10.0
    assert "2 cores, load 0.1" in picture
    assert "ours &lt;sqlite&gt;: 10/s" in picture
