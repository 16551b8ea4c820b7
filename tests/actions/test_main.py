"""The action server, the domain and the rules name the same things."""

from typing import Any

import pytest
import yaml

from actions.__main__ import ACTIONS, make_executor
from service.answering.answers import Answers
from service.answering.decision import CHAT_INTENTS, OTHER_INTENTS, is_topic
from service.content.model import Content
from service.paths import ROOT
from service.settings import Settings
from service.storage.database import Database


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    """The domain Rasa is trained with."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def intents_by_action() -> dict[str, set[str]]:
    """The intents of each rule's action."""
    rules = yaml.safe_load((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    found: dict[str, set[str]] = {}
    for rule in rules:
        intents = [i for step in rule["steps"] for i in step.get("or", [step]) if "intent" in i]
        action = next(step["action"] for step in rule["steps"] if "action" in step)
        found.setdefault(action, set()).update(i["intent"] for i in intents)
    return found


def test_the_domains_actions_are_those_of_the_server(
    answers: Answers, sqlite: Database, domain: dict[str, Any]
) -> None:
    """An action that Rasa predicts and the server lacks is silence for the citizen."""
    names = [action(answers, sqlite).name() for action in ACTIONS]

    assert sorted(names) == sorted(domain["actions"])


def test_the_server_registers_every_action(sqlite: Database) -> None:
    """What is listed must also be served."""
    executor = make_executor(Settings(), sqlite)

    assert len(executor.actions) == len(ACTIONS)


def test_every_topic_has_a_rule(
    domain: dict[str, Any], intents_by_action: dict[str, set[str]]
) -> None:
    """A topic without a rule would be left to chance."""
    topics = {intent for intent in domain["intents"] if is_topic(intent)}
    ruled = intents_by_action["action_answer"]

    assert ruled == topics


def test_every_other_intent_has_a_rule(
    domain: dict[str, Any], intents_by_action: dict[str, set[str]]
) -> None:
    """Greetings, people, other remits: each leads somewhere."""
    others = {intent for intent in domain["intents"] if not is_topic(intent)}

    assert others == CHAT_INTENTS | OTHER_INTENTS
    assert others <= set().union(*intents_by_action.values())


def test_every_topic_has_an_article(domain: dict[str, Any], content: Content) -> None:
    """An intent without an article is understood and then not answered."""
    topics = {intent for intent in domain["intents"] if is_topic(intent)}

    assert topics == {article.id for article in content.articles}
