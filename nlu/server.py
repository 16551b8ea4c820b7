"""Rasa's own command with one repair: ``python -m nlu.server run --model …``.

Rasa 3.6.21 validates every action's answer against a JSON schema and re-checks the schema itself
each time, which takes about half of the time it spends on a message. Here the schema is checked
once. This is the only place that touches Rasa's inside; tests/nlu/test_server.py holds it to the
released version.
"""

from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def check_schema_once() -> None:
    """Let Rasa validate action answers with one validator instead of a new one each time."""
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(_action: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def main() -> None:
    """Run Rasa's command line, repaired."""
    from rasa.__main__ import main as rasa_main

    check_schema_once()
    rasa_main()


if __name__ == "__main__":
    main()
