"""The repairs of Rasa's inside: they save time and change nothing else."""

# ruff: noqa: SLF001 - Rasa's inside is what is repaired, and looked at here

import asyncio
from pathlib import Path

import pytest
import rasa
from aiohttp import web
from aiohttp.test_utils import TestServer
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.utils.endpoints import EndpointConfig

from nlu.server import check_events_by_kind, keep_connections, plan_graphs_once


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    """A remote action of Rasa's, repaired for one test."""
    original = RemoteAction._validate_action_result
    monkeypatch.setattr(RemoteAction, "_validate_action_result", original)
    check_events_by_kind()
    return RemoteAction("action_answer", None)


def test_the_repairs_are_for_this_version_of_rasa() -> None:
    """Another version may validate elsewhere, and then the repair would do nothing."""
    assert rasa.__version__ == "3.6.21"


def test_a_valid_answer_is_accepted(action: RemoteAction) -> None:
    """The citizen's answer must pass."""
    topic = {"event": "slot", "timestamp": None, "name": "topic", "value": None}
    answer = {"events": [topic], "responses": [{"custom": {"text": "Halo"}}]}

    assert action._validate_action_result(answer)


@pytest.mark.parametrize(
    "answer",
    [
        {"responses": "no list"},
        {"events": [{"name": "x"}]},
        {"events": [{"event": "slot", "value": "no name"}]},
        {"events": [{"event": "slot", "name": "topic", "value": "x", "timestamp": "noon"}]},
        {"events": [{"event": "of next year"}]},
        [],
    ],
)
def test_an_invalid_answer_is_refused_as_before(action: RemoteAction, answer: object) -> None:
    """The repair saves time, not the check: Rasa's own validator refuses the same."""
    schema = RemoteAction.action_response_format_spec()
    assert not validator_for(schema)(schema).is_valid(answer)
    with pytest.raises(ValidationError):
        action._validate_action_result(answer)


class Times(GraphComponent):
    """A component that multiplies what it is given."""

    @classmethod
    def create(cls, config: dict, **_: object) -> "Times":
        """Make it; ``config`` names the factor."""
        made = cls()
        made.factor = config["factor"]
        return made

    def multiply(self, **numbers: int) -> int:
        """Return the factor times the sum."""
        return self.factor * sum(numbers.values())


def graph() -> GraphSchema:
    """Return a graph of three nodes, one of which is needed twice."""

    def node(factor: int, **needs: str) -> SchemaNode:
        return SchemaNode(needs, Times, "create", "multiply", {"factor": factor}, eager=True)

    twice, thrice = node(2, n="in"), node(3, n="twice")
    return GraphSchema({"sum": node(1, a="twice", b="thrice"), "twice": twice, "thrice": thrice})


def test_a_graph_gives_what_dask_gives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The order is found once; the result must not depend on who found it."""
    monkeypatch.setattr(DaskGraphRunner, "run", DaskGraphRunner.run)
    storage, context = LocalModelStorage(tmp_path), ExecutionContext(graph())
    runner = DaskGraphRunner(graph(), storage, context)
    cases = [({"in": 5}, ["sum"]), ({"in": 7}, ["thrice", "twice"]), ({"in": 1}, ["sum"])]
    by_dask = [runner.run(*case) for case in cases]

    plan_graphs_once()

    assert [runner.run(*case) for case in cases] == by_dask
    assert by_dask[0] == {"sum": 40}


async def _ask_twice(url: str) -> list[object]:
    endpoint = EndpointConfig(url)
    answers = [await endpoint.request(json={"n": n}) for n in (1, 2)]
    await endpoint.kept_session.close()
    return answers


def test_the_action_server_is_called_over_one_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new connection for each message costs a tenth of its time."""
    monkeypatch.setattr(EndpointConfig, "session", EndpointConfig.session)
    keep_connections()
    peers: set[object] = set()

    async def echo(request: web.Request) -> web.Response:
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response(await request.json())

    async def scene() -> list[object]:
        app = web.Application()
        app.router.add_post("/", echo)
        async with TestServer(app) as server:
            return await _ask_twice(str(server.make_url("/")))

    assert asyncio.run(scene()) == [{"n": 1}, {"n": 2}]
    assert len(peers) == 1
