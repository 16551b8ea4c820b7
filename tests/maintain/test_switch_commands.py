"""``tanya switch``: what an operator types in an incident."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from maintain.switch_commands import app
from service.content.model import Content
from service.content.sentences import Sentences
from service.content.store import store_content
from service.errors import UnknownSwitch
from service.operations.switches import switched_off
from service.storage.database import Database


class Command:
    """The command on a database of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __call__(self, *words: str) -> Result:
        """Run ``tanya switch`` with these words; what fails is raised."""
        environment = {"DATABASE_URL": self.url, "COLUMNS": "200", "LOGNAME": "piket"}
        return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)

    def texts(self) -> dict[str, str]:
        """Return what is off, with what citizens read."""
        database = Database(self.url)
        with database.read() as session:
            found = {off.name: off.text for off in switched_off(session)}
        database.close()
        return found


@pytest.fixture
def switch(tmp_path: Path, content: Content) -> Command:
    """The command where the content is loaded."""
    url = f"sqlite:///{tmp_path}/switch.db"
    database = Database(url)
    database.migrate()
    with database.write() as session:
        store_content(session, content, datetime(2026, 11, 24, tzinfo=UTC))
    database.close()
    return Command(url)


@pytest.mark.parametrize("name", ["bot", "escalation", "intent:human", "article:spip"])
def test_a_switch_has_a_text_of_its_kind(switch: Command, sentences: Sentences, name: str) -> None:
    """At three in the night nobody wants to write to citizens first."""
    result = switch("off", name)

    text = sentences(f"switch_{name.partition(':')[0]}")
    assert result.exit_code == 0
    assert switch.texts() == {name: text}


def test_what_was_typed_is_listed(switch: Command) -> None:
    """Square brackets are words and no markup."""
    switch("off", "bot", "--text", "Libur [bold] dulu.", "--by", "Ani", "--reason", "kebocoran")

    said = switch("list").output
    assert "Libur [bold] dulu." in said
    assert "Ani" in said
    assert "kebocoran" in said


def test_off_and_on_leave_two_lines_of_history(switch: Command) -> None:
    """Who turned it on again is as important."""
    switch("off", "article:spip")
    on = switch("on", "article:spip", "--by", "Budi")

    said = switch("history").output
    assert "article:spip is on." in on.output
    assert said.count("article:spip") == 2
    assert "Budi" in said
    assert "piket" in said
    assert "Nothing is off." in switch("list").output


def test_an_unknown_name_lists_near_ones(switch: Command) -> None:
    """The maintainer reads what to type instead; every name of a kind has its default text."""
    with pytest.raises(UnknownSwitch, match=r"article:spip"):
        switch("off", "article:spipp")
    with pytest.raises(UnknownSwitch, match=r"article:spip"):
        switch("off", "spip")
    assert "was not off" in switch("on", "bot").output
