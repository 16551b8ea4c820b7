"""The Bot API double on a bad day, over real HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from proof.bot_api import FaultyBotApi
from proof.faults import Fault, FaultPlan, Kind
from proof.journal import Journal, read_journal
from proof.mix import FILE

CUT = (httpx.RemoteProtocolError, httpx.ReadError)


class ScriptedPlan(FaultPlan):
    """Meets the faults that a test names, one after the other, then none."""

    def __init__(self) -> None:
        super().__init__(0, 0.0)
        self.script: list[Fault] = []

    def next(self, method: str) -> Fault:
        """Return the next fault of the script."""
        return self.script.pop(0) if self.script else Fault()


class Telegram:
    """The double as a gateway sees it, and its journal."""

    def __init__(self, url: str, plan: ScriptedPlan, journal: Path) -> None:
        self._url = f"{url}/bot1:t"
        self._plan = plan
        self._journal = journal

    def call(self, method: str, fault: Kind = Kind.NONE, **params: Any) -> Any:
        """Call a method that meets a fault; return the answer's JSON."""
        self._plan.script = [Fault(fault, 1.0 if fault is Kind.TOO_MANY else 0.0)]
        return httpx.post(f"{self._url}/{method}", json=params, timeout=5).json()

    def write(self, *texts: str) -> list[int]:
        """Let citizens write; return the updates' ids."""
        items = [
            {"chat": 5, "kind": "question", "marker": text, "fields": {"text": text}}
            for text in texts
        ]
        written: list[int] = self.call("write", items=items)["result"]
        return written

    def poll(self, fault: Kind = Kind.NONE, offset: int = 0) -> list[int]:
        """Return the ids of the updates of one poll."""
        return [u["update_id"] for u in self.call("getUpdates", fault, offset=offset)["result"]]

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return the journal's events of one name."""
        return [event for event in read_journal(self._journal) if event["event"] == name]


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[Telegram]:
    """A double that meets only the faults named."""
    plan, path = ScriptedPlan(), tmp_path / "telegram.jsonl"
    with Journal(path) as journal, FaultyBotApi(plan, journal) as api:
        yield Telegram(api.url, plan, path)


def test_a_connection_cut_before_takes_nothing(telegram: Telegram) -> None:
    """The gateway cannot tell it from the other cut; the audit can."""
    with pytest.raises(CUT):
        telegram.call("sendMessage", Kind.CUT_BEFORE, chat_id=5, text="halo")

    assert telegram.events("delivered") == []


def test_a_connection_cut_after_has_taken_the_message(telegram: Telegram) -> None:
    """This is where a blind retry doubles, and it must be known that it was so."""
    with pytest.raises(CUT):
        telegram.call("sendMessage", Kind.CUT_AFTER, chat_id=5, text="halo")

    delivered, untold = telegram.events("delivered"), telegram.events("untold")
    assert [event["text"] for event in delivered] == ["halo"]
    assert [event["message_id"] for event in untold] == [delivered[0]["message_id"]]


@pytest.mark.parametrize(
    ("fault", "status"), [(Kind.TOO_MANY, 429), (Kind.BROKEN, 500), (Kind.BAD_GATEWAY, 502)]
)
def test_a_refusal_has_no_effect(telegram: Telegram, fault: Kind, status: int) -> None:
    """It may be tried again without fear."""
    answer = telegram.call("sendMessage", fault, chat_id=5, text="halo")

    assert answer["error_code"] == status
    assert answer.get("parameters", {}).get("retry_after") == (1 if status == 429 else None)
    assert telegram.events("delivered") == []


def test_a_confirmed_update_is_delivered_once_more(telegram: Telegram) -> None:
    """Only the row in the database can know that it was there before."""
    first, second = telegram.write("a", "b")
    telegram.poll()
    confirmed = telegram.poll(offset=first + 1)

    again = telegram.poll(Kind.REPEATED, offset=first + 1)

    assert (confirmed, again) == ([second], [first, second])
    assert telegram.events("repeated")[0]["update_ids"] == [first]


def test_an_update_comes_twice_in_one_answer(telegram: Telegram) -> None:
    """In order, as Telegram keeps it."""
    first, second = telegram.write("a", "b")

    assert telegram.poll(Kind.DOUBLED) == [first, first, second, second]


def test_a_poll_whose_answer_is_lost_loses_no_update(telegram: Telegram) -> None:
    """What was not confirmed is given again."""
    written = telegram.write("a", "b")
    with pytest.raises(CUT):
        telegram.poll(Kind.CUT_AFTER)

    assert telegram.poll() == written


def test_the_file_that_citizens_send_is_there(telegram: Telegram) -> None:
    """The gateway fetches it for the officer who holds the conversation."""
    assert telegram.call("getFile", file_id=FILE["file_id"])["ok"] is True


def test_what_citizens_write_is_in_the_journal(telegram: Telegram) -> None:
    """It is the evidence that an update existed at all."""
    written = telegram.write("a", "b")

    kept = [(event["update_id"], event["marker"]) for event in telegram.events("written")]

    assert kept == list(zip(written, "ab", strict=True))
