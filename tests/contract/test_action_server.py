"""The contract between Rasa 3.6.21 and our action server (rasa-sdk 3.21), on real processes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import yaml

from maintain.ports import free_port, free_ports_in_a_row
from maintain.processes import Program, Running, start, stop_all, wait_until_answering
from service.clock import utc_now
from service.content.model import Content
from service.content.store import store_content
from service.paths import ROOT
from service.replies import reply_from_wire
from service.storage.database import Database

pytestmark = pytest.mark.rasa

ACTIONS = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["actions"]
RASA_SCHEMA = """
import json, sys
import jsonschema
from rasa.core.actions.action import RemoteAction
for line in sys.stdin:
    jsonschema.validate(json.loads(line), RemoteAction.action_response_format_spec())
    print("valid")
"""


@dataclass(frozen=True)
class ActionServer:
    """A running action server."""

    url: str
    metrics_url: str
    running: Running
    database: Database


@pytest.fixture(scope="module")
def action_server(
    tmp_path_factory: pytest.TempPathFactory, content: Content
) -> Iterator[ActionServer]:
    """The real action server on a database with the real content."""
    url = f"sqlite:///{tmp_path_factory.mktemp('contract')}/tanya.db"
    database = Database(url)
    database.migrate()
    with database.write() as session:
        store_content(session, content, utc_now())
    port = free_port()
    metrics_port = free_ports_in_a_row(3)
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": url,
        "ACTIONS_PORT": str(port),
        "METRICS_PORT": str(metrics_port),
    }
    address = f"http://127.0.0.1:{port}"
    program = Program(
        "test-actions", [sys.executable, "-m", "actions"], environment, f"{address}/readyz"
    )
    running = start(program)
    try:
        wait_until_answering(running, 60)
        yield ActionServer(
            f"{address}/webhook", f"http://127.0.0.1:{metrics_port + 2}/metrics", running, database
        )
    finally:
        stop_all([running])


def call(action: str) -> dict[str, Any]:
    """Return what Rasa 3.6.21 sends for an action."""
    first = "greet" if action == "action_small_talk" else "spip"
    ranking = [{"name": first, "confidence": 0.97}, {"name": "mri-iepk", "confidence": 0.01}]
    message = {
        "text": "apa itu spip",
        "intent": ranking[0],
        "intent_ranking": ranking,
        "entities": [],
    }
    return {
        "next_action": action,
        "sender_id": "0" * 32,
        "version": "3.6.21",
        "tracker": {
            "sender_id": "0" * 32,
            "slots": {"topic": None, "misses": 0.0, "offer": "none"},
            "latest_message": message,
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
    }


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_of_the_domain_gives_one_structured_reply(
    action_server: ActionServer, action: str
) -> None:
    """An action that answers otherwise is silence for the citizen."""
    response = httpx.post(action_server.url, json=call(action), timeout=30)

    assert response.status_code == 200
    (said,) = response.json()["responses"]
    reply = reply_from_wire(said["custom"])
    assert reply.text or reply.escalate  # which the gateway words with the ticket


def test_rasa_accepts_the_answers_by_its_own_schema(action_server: ActionServer) -> None:
    """Rasa drops an answer that its schema refuses, and says nothing to the citizen."""
    answers = [httpx.post(action_server.url, json=call(a), timeout=30).json() for a in ACTIONS]
    python = ROOT / ".venv-rasa" / "bin" / "python"

    checked = subprocess.run(
        [str(python), "-c", RASA_SCHEMA],
        input="\n".join(json.dumps(answer) for answer in answers),
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": "/usr/bin:/bin",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "MPLCONFIGDIR": "/tmp",
        },
    )

    assert checked.stdout.split() == ["valid"] * len(ACTIONS)


def test_an_unknown_action_is_an_error_and_not_silence(action_server: ActionServer) -> None:
    """A typing error in the domain must be seen when the tests run."""
    response = httpx.post(action_server.url, json=call("action_missing"), timeout=30)

    assert response.status_code == 404


def test_a_broken_action_tells_nothing_of_what_was_written(action_server: ActionServer) -> None:
    """rasa_sdk would answer with the request, and Rasa would write that into its log."""
    broken = call("action_escalation_status")
    broken["tracker"]["latest_message"]["text"] = "saya ditipu pak lurah"
    with action_server.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE escalations RENAME TO gone")

    response = httpx.post(action_server.url, json=broken, timeout=30)

    with action_server.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO escalations")
    log = action_server.running.log_path.read_text(encoding="utf-8")
    assert (response.status_code, response.json()) == (500, {"error": "an action broke"})
    assert '"event": "action_broke"' in log
    assert "OperationalError" in log
    assert "pak lurah" not in log


def test_actions_are_measured(action_server: ActionServer) -> None:
    """A slow knowledge base is seen before citizens complain."""
    httpx.post(action_server.url, json=call("action_answer"), timeout=30)

    told = httpx.get(action_server.metrics_url).text

    assert 'tanya_action_seconds_count{action="action_answer"}' in told
    assert "tanya_database_up 1.0" in told
