"""The one repair of Rasa's inside."""

import pytest
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from nlu.server import check_schema_once


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    """A remote action of Rasa's, repaired for one test."""
    original = RemoteAction._validate_action_result
    monkeypatch.setattr(RemoteAction, "_validate_action_result", original)
    check_schema_once()
    return RemoteAction("action_answer", None)


def test_the_repair_is_for_this_version_of_rasa() -> None:
    """Another version may validate elsewhere, and then the repair would do nothing."""
    assert rasa.__version__ == "3.6.21"


def test_a_valid_answer_is_accepted(action: RemoteAction) -> None:
    """The citizen's answer must pass."""
    answer = {"events": [], "responses": [{"custom": {"text": "Halo"}}]}

    assert action._validate_action_result(answer)


@pytest.mark.parametrize("answer", [{"responses": "no list"}, {"events": [{"name": "x"}]}, []])
def test_an_invalid_answer_is_refused_as_before(action: RemoteAction, answer: object) -> None:
    """The repair saves time, not the check."""
    with pytest.raises(ValidationError):
        action._validate_action_result(answer)
