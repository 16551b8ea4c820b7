"""The operators' guide names what there is, and nothing that is not."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from prometheus_client import REGISTRY

from doubles.clock import FrozenClock
from maintain.__main__ import app
from service.operations.metrics import BacklogCollector
from service.operations.switches import BOT, ESCALATION, article_switch, intent_switch
from service.paths import ROOT
from service.storage.database import Database

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
RULES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "docs" / "alerts.yml").read_text(encoding="utf-8")
)["groups"][0]["rules"]
CALL = re.compile(r"(?:\.venv/bin/|exec \w+ |--rm \w+ )tanya ([a-z]+(?: [a-z]+)?)")
METRIC = re.compile(r"\btanya_[a-z_]+\b")


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return the series that each metric gives, by the name that the guide calls it."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('guide')}/x.db")
    database.migrate()
    found: dict[str, set[str]] = {}
    gauges = BacklogCollector(database, FrozenClock()).collect()
    for metric in (*REGISTRY.collect(), *gauges):
        if not metric.name.startswith("tanya_"):
            continue
        suffixes = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}
        names = {metric.name + suffix for suffix in suffixes.get(metric.type, ("",))}
        shown = f"{metric.name}_total" if metric.type == "counter" else metric.name
        found[shown] = names
    database.close()
    return found


def commands(group: Any, name: str = "tanya") -> set[str]:
    """Return every command with its words: "tanya switch off"."""
    if not hasattr(group, "commands"):
        return {name}
    own = {name} if group.invoke_without_command else set()
    return own | {
        full for sub, c in group.commands.items() for full in commands(c, f"{name} {sub}")
    }


def test_every_metric_is_explained(series: dict[str, set[str]]) -> None:
    """A figure that nobody understands is not looked at."""
    explained = set(re.findall(r"^\| `(tanya_\w+)` \|", GUIDE, re.MULTILINE))

    assert explained == set(series)


def test_no_alarm_looks_at_what_does_not_exist(series: dict[str, set[str]]) -> None:
    """An alarm on a misspelt metric never rings, and nobody notices."""
    known = set().union(*series.values())
    named = {name for rule in RULES for name in METRIC.findall(rule["expr"])}

    assert named - known == set()


def test_every_alarm_says_what_to_do() -> None:
    """Whoever is woken at night has not written this."""
    told = re.findall(r"^\| `(Tanya\w+)` \((\w+)\) \|([^|]+\|){3}$", GUIDE, re.MULTILINE)

    assert [(name, severity) for name, severity, _ in told] == [
        (rule["alert"], rule["labels"]["severity"]) for rule in RULES
    ]


def test_every_command_is_in_the_guide() -> None:
    """A command that nobody knows of does not exist in the night it is needed."""
    known = commands(typer.main.get_command(app))

    assert {command for command in known if command not in GUIDE} == set()


@pytest.mark.parametrize("file", ["docs/operations.md", "docs/deployment.md", "README.md"])
def test_no_guide_names_a_command_that_is_not_there(file: str) -> None:
    """A command copied from a guide must work."""
    known = commands(typer.main.get_command(app))
    text = Path(ROOT / file).read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"```.*?```", text, re.DOTALL))

    wrong = [
        words
        for words in CALL.findall(blocks)
        if not any(f"tanya {words}".startswith(command) for command in known)
    ]
    assert wrong == []


def test_every_kind_of_switch_is_explained() -> None:
    """Four kinds, each with what goes on."""
    for name in (BOT, ESCALATION, intent_switch("NAME"), article_switch("ID")):
        assert f"| `{name}` |" in GUIDE
