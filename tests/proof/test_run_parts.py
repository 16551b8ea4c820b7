"""What a run is made of: faults, messages and victims from a seed, journals, figures, picture."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import text

from proof import databases
from proof.faults import FaultPlan, Kind
from proof.figures import figures_of
from proof.journal import Follower, Journal, read_journal
from proof.matching import match_deliveries
from proof.mix import ACCUSATION, MARKER, Mix, marker_of
from proof.picture import write_picture
from proof.plan import Plan, read_plan, read_victims
from proof.progress import OpenWork, open_work
from proof.report import write_report
from service.door.accusations import Accusations
from service.door.masking import mask
from service.storage.database import Database
from tests.proof.scene import clean_run

KEYBOARD = [[("Selengkapnya", "t1"), ("Hubungi petugas", "t2")]]


def test_the_same_seed_gives_the_same_faults() -> None:
    """A defect found at three in the morning must be found again at nine."""
    first, second = (FaultPlan(7, 0.5) for _ in range(2))

    drawn = [first.next("sendMessage") for _ in range(50)]
    first.next("getMe")

    assert [second.next("sendMessage") for _ in range(50)] == drawn


def test_the_share_of_faults_is_kept() -> None:
    """One request in ten is what the report says."""
    plan = FaultPlan(1, 0.1)

    met = [plan.next("sendMessage").kind is not Kind.NONE for _ in range(5000)]

    assert 0.08 < sum(met) / len(met) < 0.12
    assert FaultPlan(1, 0.0).next("sendMessage").kind is Kind.NONE


def test_the_same_seed_gives_the_same_messages() -> None:
    """Two releases are compared on the same crowd."""
    first, second = (Mix(3) for _ in range(2))

    assert [first.next(KEYBOARD) for _ in range(200)] == [
        second.next(KEYBOARD) for _ in range(200)
    ]


def test_every_kind_of_message_is_in_the_mix() -> None:
    """A crowd of polite questions proves nothing."""
    mix = Mix(1)

    kinds = {mix.next(KEYBOARD).kind for _ in range(2000)}

    assert {"question", "button", "chat", "edited", "media", "caption", "person"} < kinds


def test_who_accuses_is_noticed_at_the_door() -> None:
    """The audit looks for words that the door was to hold; one that it misses is no finding."""
    mix = Mix(1, accusing=1.0)
    messages = [mix.next(KEYBOARD) for _ in range(50)]

    told = [message for message in messages if message.kind == ACCUSATION]
    assert len(told) > 40
    assert all(Accusations().channel(message.fields["text"]) for message in told)


def test_markers_are_words_that_stay() -> None:
    """A marker that is masked as a number, or occurs twice, is no evidence."""
    markers = [marker_of(number) for number in (1, 2, 1_000_000, 1_800_000)]

    assert len(set(markers)) == 4
    assert all(MARKER.fullmatch(marker) for marker in markers)
    assert all(mask(f"nik {marker} 08").text == f"nik {marker} 08" for marker in markers)


def test_a_journal_is_read_while_it_is_written(tmp_path: Path) -> None:
    """A line half written is not lost, and not read twice."""
    path = tmp_path / "journal.jsonl"
    follower = Follower(path)
    nothing = follower.news()
    with Journal(path) as journal:
        journal.add("killed", name="gateway")
        first = [event["event"] for event in follower.news()]
        with path.open("a", encoding="utf-8") as file:
            file.write('{"t": 1, "event": "answers"')
            file.flush()
            half = follower.news()
            file.write("}\n")
    second = [event["event"] for event in follower.news()]

    assert (nothing, first, half, second) == ([], ["killed"], [], ["answers"])
    assert len(list(read_journal(path))) == 2


def test_the_figures_tell_how_long_citizens_waited() -> None:
    """Nothing lost, but answered after an hour, would be no comfort."""
    run = clean_run()
    run.events += [
        {"t": 1.0, "event": "killed", "name": "rasa"},
        {"t": 9.0, "event": "answers", "name": "rasa"},
    ]

    figures = figures_of(run, match_deliveries(run))

    assert figures["seconds_to_reply"] == {"median": 0.5, "p95": 0.5, "p99": 0.5, "max": 0.5}
    assert figures["median_seconds_down"] == {"rasa": 8.0}
    assert figures["updates"] == 2


def test_report_and_picture_can_be_read_by_others(tmp_path: Path) -> None:
    """JSON for a comparison, SVG for a reader."""
    run = clean_run()
    matches = match_deliveries(run)

    write_picture(tmp_path / "run.svg", run, matches, "A < B")
    write_report(tmp_path / "report.json", {"seed": "1"}, figures_of(run, matches), [])

    assert ET.parse(tmp_path / "run.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["violations"]["lost"] == 0


def test_the_plan_is_read_from_the_command_line() -> None:
    """The victims are adjustable: each kill of Rasa costs ten seconds."""
    plan = read_plan(["--updates", "50", "--victims", "gateway=3,desk"])

    assert (plan.updates, plan.victims) == (50, {"gateway": 3.0, "desk": 1.0})
    assert read_plan([]) == Plan()
    with pytest.raises(ValueError, match="no process 'postgres'; there are: gateway"):
        read_victims("postgres=1")


def test_several_gateways_share_their_weight() -> None:
    """Two gateways are not killed twice as often as one."""
    plan = Plan(gateways=2, victims={"gateway": 6.0, "desk": 1.0})

    assert plan.names == {"gateway": 3.0, "gateway-2": 3.0, "desk": 1.0}


def test_a_disturbed_database_works_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The victim is every connection, not the proof's own."""
    monkeypatch.setattr(databases, "LOCKED", 0.0)

    databases.disturb(database)

    assert open_work(database) == OpenWork(0, 0)


def test_a_locked_file_lets_nobody_write(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disturbance that disturbs nobody would prove nothing."""
    monkeypatch.setattr(databases, "LOCKED", 1.0)
    with ThreadPoolExecutor(1) as pool:
        disturbed = pool.submit(databases.disturb, sqlite)
        time.sleep(0.3)
        begun = time.monotonic()
        with sqlite.write() as session:
            session.execute(text("SELECT 1"))
        waited = time.monotonic() - begun
        disturbed.result()

    assert waited > 0.4
