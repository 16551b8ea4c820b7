"""Rasa's own command, repaired where it wastes time: ``python -m nlu.server run --model …``.

Three repairs to Rasa 3.6.21; docs/load.md tells what they are for. This is the only place that
touches Rasa's inside; tests/nlu/test_server.py holds it to the released version.
Its logs hold no citizen's words (``nlu.quiet_logs``).
"""

# ruff: noqa: SLF001 - Rasa's inside is what this module repairs

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.utils.endpoints import EndpointConfig

from nlu.quiet_logs import hide_words

KEEP_ALIVE = 2.0  # seconds; the action server closes a silent connection much later
Plan = list[tuple[GraphNode, list[str]]]


def check_events_by_kind() -> None:
    """Let Rasa check an action's answer with validators made once, each event as what it is.

    Rasa makes a validator for each answer, and tries every event as each of some twenty kinds.
    """
    schema = copy.deepcopy(RemoteAction.action_response_format_spec())
    kinds = schema["properties"]["events"]["items"].pop("oneOf")
    make_validator = validator_for(schema)
    frame = make_validator(schema)
    by_kind = {kind["properties"]["event"]["const"]: make_validator(kind) for kind in kinds}

    def validate(_action: RemoteAction, result: dict[str, Any]) -> bool:
        frame.validate(result)
        for event in result.get("events", ()):
            if event["event"] not in by_kind:
                raise ValidationError(f"{event['event']!r} is no kind of event")
            by_kind[event["event"]].validate(event)
        return True

    RemoteAction._validate_action_result = validate


def keep_connections() -> None:
    """Let Rasa call the action server over kept connections instead of a new one each time."""
    open_session = EndpointConfig.session

    @asynccontextmanager
    async def lend(endpoint: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
        session = vars(endpoint).get("kept_session")
        if session is None or session.closed:
            session = endpoint.kept_session = open_session(endpoint)
            session.connector._keepalive_timeout = KEEP_ALIVE
        yield session

    EndpointConfig.session = lend


def plan_graphs_once() -> None:
    """Let Rasa run its graphs in an order found once, instead of having dask find it each time."""

    def run(
        runner: DaskGraphRunner,
        inputs: dict[str, Any] | None = None,
        targets: list[str] | None = None,
    ) -> dict[str, Any]:
        wanted = tuple(targets or runner._graph_schema.target_names)
        plans: dict[tuple[str, ...], Plan] = vars(runner).setdefault("plans", {})
        plan = plans.get(wanted) or plans.setdefault(wanted, _plan(runner, wanted))
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for node, needs in plan:
            name, value = node(*(outputs[need] for need in needs))
            outputs[name] = (name, value)
        return {name: outputs[name][1] for name in wanted}

    DaskGraphRunner.run = run


def _plan(runner: DaskGraphRunner, wanted: tuple[str, ...]) -> Plan:
    """Return the nodes that the targets need, each after those it needs itself."""
    nodes = runner._graph_schema.minimal_graph_schema(list(wanted)).nodes
    plan: dict[str, None] = {}

    def add(name: str) -> None:
        if name in nodes and name not in plan:
            for need in nodes[name].needs.values():
                add(need)
            plan[name] = None

    for name in wanted:
        add(name)
    return [(runner._instantiated_nodes[n], list(nodes[n].needs.values())) for n in plan]


def main() -> None:
    """Run Rasa's command line, repaired."""
    from rasa.__main__ import main as rasa_main

    check_events_by_kind()
    keep_connections()
    plan_graphs_once()
    hide_words()
    rasa_main()


if __name__ == "__main__":
    main()
