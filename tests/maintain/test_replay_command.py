"""``tanya replay``: asked in a terminal, listed and accepted there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from maintain import replay_command, replaying
from maintain.asking import Asked as Told
from maintain.replay_command import ModelMissing, replay
from service.clock import utc_now
from service.errors import NotFound
from service.releases.replay import NothingToCompare, changes_of
from service.storage.database import Database
from tests.service.audit.records import entries
from tests.service.releases.asking import Street, add_release

ANSWERS = {
    "tanya-1.tar.gz": {"apa itu spip": "spip", "magang bayar ga": "magang"},
    "tanya-2.tar.gz": {"apa itu spip": "spip", "magang bayar ga": "wbs-pantau"},
}


class Model:
    """A model that knows what it answers."""

    def __init__(self, name: str) -> None:
        self.topics = ANSWERS[name]

    async def ask(self, text: str, after: str | None = None) -> Told:
        topic = self.topics[text]
        reply = f"Tentang {topic}."
        return Told(text, "answered", topic, [], 0.9, topic, reply, text, [], "rasa", [topic])


@asynccontextmanager
async def opens(_settings: object, model: Path) -> AsyncIterator[Model]:
    """Give a model in the place of a Rasa."""
    yield Model(model.name)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with what citizens asked, and two models."""
    made = Database(f"sqlite:///{tmp_path}/replay.db")
    made.migrate()
    street = Street(made, utc_now())
    for text, topic in ANSWERS["tanya-1.tar.gz"].items():
        street.ask(text, topic, citizen=topic, wait=-3600)
    for name in ANSWERS:
        (tmp_path / name).write_bytes(name.encode())
    monkeypatch.setattr(replay_command, "MODELS", tmp_path)
    monkeypatch.setattr(replay_command, "open_asker", opens)
    monkeypatch.setattr(replaying, "KEPT", tmp_path / "replays")
    return made


def run(database: Database, *words: str) -> Result:
    """Run ``tanya replay``; what fails is raised."""
    app = typer.Typer()
    app.command()(replay)
    environment = {"DATABASE_URL": database.url, "COLUMNS": "200"}
    return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


def test_a_candidate_is_asked_read_and_accepted(database: Database) -> None:
    """All without a browser, and each step is recorded."""
    first = add_release(database, "tanya-1.tar.gz")
    release = str(add_release(database, "tanya-2.tar.gz", against=first))

    asked = run(database, release)
    listed = run(database, release, "--list").output
    (number,) = [line.split()[0] for line in listed.splitlines() if " sensitive, " in line]
    accepted = run(database, release, "--accept", number)

    assert "2 questions (2 messages)" in asked.output
    assert "1 answers change against tanya-1.tar.gz" in asked.output
    assert "> magang bayar ga" in listed
    assert "after: answered wbs-pantau (0.90)" in listed
    assert "0 of 1 are read." in listed
    assert "1 accepted; 1 of 1 are read." in accepted.output
    assert [one.deed for one in entries(database)][-3:] == [
        "release.replayed",
        "replay.listed",
        "replay.decided",
    ]


def test_a_model_that_is_named_is_compared_with(database: Database) -> None:
    """Before anything serves by its register."""
    release = add_release(database, "tanya-2.tar.gz")

    with pytest.raises(NothingToCompare):
        run(database, str(release))
    with pytest.raises(ModelMissing):
        run(database, str(release), "--against", "../tanya-9.tar.gz")
    run(database, str(release), "--against", "tanya-1.tar.gz")

    with database.read() as session:
        assert changes_of(session, release).total == 1


def test_the_same_model_changes_nothing(database: Database) -> None:
    """A release of content alone is asked by nobody, and counts as replayed."""
    first = add_release(database, "tanya-1.tar.gz")
    release = add_release(database, "tanya-1.tar.gz", against=first)

    assert "0 answers change" in run(database, str(release)).output


def test_a_release_that_is_not_there_is_told(database: Database) -> None:
    """Nothing is asked."""
    with pytest.raises(NotFound):
        run(database, "9")
