"""What Rasa's process may log."""

import json
import logging
from collections.abc import Iterator

import pytest

from nlu.quiet_logs import hide_words

SECRET = "saya ditipu pak lurah"


@pytest.fixture
def lines() -> Iterator[list[dict[str, object]]]:
    """Everything that is logged in a test, as handlers get it."""
    found: list[dict[str, object]] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said = self.format(record)
            assert SECRET not in said
            found.append(json.loads(said))

    before, handler = logging.getLogRecordFactory(), Keep()
    hide_words()
    hide_words()
    logging.getLogger().addHandler(handler)
    yield found
    logging.getLogger().removeHandler(handler)
    logging.setLogRecordFactory(before)


def test_a_message_gives_its_place_only(lines: list[dict[str, object]]) -> None:
    """A store that cannot save an event quotes it."""
    logging.getLogger("rasa.core.tracker_store").error("cannot save %s", SECRET)

    (line,) = lines
    assert list(line) == ["where"]
    assert str(line["where"]).startswith("test_quiet_logs.py:")


def test_an_error_gives_its_classes_and_places(lines: list[dict[str, object]]) -> None:
    """Which error and where is enough to mend it."""
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("rasa.core.processor").exception(SECRET)

    (line,) = lines
    assert line["error"] == "ValueError"
    assert str(line["at"]).count("test_quiet_logs.py:") == 1


def test_an_event_keeps_its_name(lines: list[dict[str, object]]) -> None:
    """Names of events are Rasa's; what stands beside them may be a citizen's."""
    event = json.dumps({"event": "processor.message.parse", "text": SECRET})
    logging.getLogger("rasa.core.processor").warning(event)
    logging.getLogger("rasa.core.processor").warning(json.dumps({"event": SECRET}))

    assert [line.get("event") for line in lines] == ["processor.message.parse", None]


def test_what_is_said_of_a_model_is_kept(lines: list[dict[str, object]]) -> None:
    """An operator must read why a model could not be loaded."""
    logging.getLogger("rasa.core.agent").error("Could not load model due to %s.", "no file")

    assert lines[0]["message"] == "Could not load model due to no file."
