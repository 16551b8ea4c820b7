"""The one call to Rasa, against a server that answers well and badly."""

import asyncio
import json

import pytest

from bot.rasa_client import PATH, RasaClient, open_session
from doubles.rasa import RasaDouble, serving
from service.errors import AssistantUnavailable
from service.replies import reply_to_wire
from tests.bot.harness import ANSWER, ESCALATION

BAD_BODIES = {
    "nothing, as after a failed action": b'{"replies": [], "slots": {}}',
    "a text instead of a reply": b'{"replies": [{"text": "halo"}], "slots": {}}',
    "a reply without its fields": b'{"replies": [{"custom": {"text": "halo"}}], "slots": {}}',
    "a reply without words": b'{"replies": [{"custom": {"text": " "}}], "slots": {}}',
    "no object in the list": b'{"replies": ["halo"], "slots": {}}',
    "no slots": b'{"replies": [{"custom": {}}]}',
    "no replies": b'{"version": "3.6.21"}',
    "a list": b"[]",
    "null": b"null",
    "no JSON": b"<html>",
    "no UTF-8": b"\xff\xfe[",
}


async def test_replies_come_in_their_order() -> None:
    """What actions said is what the citizen reads."""
    rasa = RasaDouble()
    items = [{"recipient_id": "c", "custom": reply_to_wire(r)} for r in (ANSWER, ESCALATION)]
    rasa.body = json.dumps({"replies": items, "slots": {}}).encode()
    async with serving(rasa) as client:
        answer = await client.ask("c", "minta data", {})

    assert answer.replies == (ANSWER, ESCALATION)


async def test_the_dialogue_goes_with_the_message_and_comes_back() -> None:
    """Rasa remembers nothing: "yes" means something only beside what was offered."""
    rasa = RasaDouble()
    items = [{"recipient_id": "c", "custom": reply_to_wire(ESCALATION)}]
    rasa.body = json.dumps({"replies": items, "slots": {"topic": "spip"}}).encode()
    async with serving(rasa) as client:
        answer = await client.ask("c", "ya", {"offer": "officer"})

    asked = {"sender": "c", "message": "ya", "slots": {"offer": "officer"}}
    assert rasa.requests == [(PATH, asked)]
    assert answer.slots == {"topic": "spip"}


async def test_how_a_message_was_understood_comes_with_the_answer() -> None:
    """Whoever looks for mistakes later sees what the model of that day said."""
    rasa = RasaDouble()
    items = [{"recipient_id": "c", "custom": reply_to_wire(ANSWER)}]
    told = {"model": "tanya-1.tar.gz", "ranking": [["spip", 0.9], ["magang", 0.05]]}
    rasa.body = json.dumps({"replies": items, "slots": {}, "understood": told}).encode()
    async with serving(rasa) as client:
        answer = await client.ask("c", "apa itu spip", {})

    assert answer.understood is not None
    assert answer.understood.as_json() == told


@pytest.mark.parametrize("told", [None, {}, {"model": "x", "ranking": [["spip"]]}, ["x"]], ids=str)
async def test_an_answer_that_says_nothing_of_it_is_an_answer(told: object) -> None:
    """A Rasa of the release before still runs while the gateway is a new one."""
    rasa = RasaDouble()
    items = [{"recipient_id": "c", "custom": reply_to_wire(ANSWER)}]
    rasa.body = json.dumps({"replies": items, "slots": {}, "understood": told}).encode()
    async with serving(rasa) as client:
        answer = await client.ask("c", "apa itu spip", {})

    assert answer.replies == (ANSWER,)
    assert answer.understood is None


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
async def test_a_useless_answer_is_a_failure(body: bytes) -> None:
    """Rasa answers 200 with an empty list when an action failed: that must not be silence."""
    rasa = RasaDouble()
    rasa.body = body
    async with serving(rasa) as client:
        with pytest.raises(AssistantUnavailable):
            await client.ask("c", "minta data", {})


@pytest.mark.parametrize("status", [404, 500, 503])
async def test_an_error_status_is_a_failure(status: int) -> None:
    """Also when a proxy stands between."""
    rasa = RasaDouble()
    rasa.status = status
    async with serving(rasa) as client:
        with pytest.raises(AssistantUnavailable, match="ClientResponseError"):
            await client.ask("c", "minta data", {})


async def test_an_answer_that_never_ends_is_given_up() -> None:
    """The time-out is for the whole answer: a citizen does not care about single bytes."""
    rasa = RasaDouble()
    rasa.drips = True
    async with serving(rasa) as client, asyncio.timeout(5):
        with pytest.raises(AssistantUnavailable, match="Timeout"):
            await client.ask("c", "minta data", {})


async def test_a_server_that_is_not_there_is_a_failure() -> None:
    """Before Rasa is up, and after it fell."""
    rasa = RasaDouble()
    async with serving(rasa):
        pass
    async with open_session() as session:
        client = RasaClient(session, rasa.url + "/", 0.5)
        with pytest.raises(AssistantUnavailable, match="ConnectorError"):
            await client.ask("c", "minta data", {})
        assert await client.is_away()


@pytest.mark.parametrize(("status", "is_away"), [(200, False), (500, True), (503, True)])
async def test_rasa_is_away_when_nothing_good_answers(status: int, is_away: bool) -> None:
    """Whoever watches the gateway learns why it answers by search."""
    rasa = RasaDouble()
    rasa.status = status
    async with serving(rasa) as client:
        assert await client.is_away() is is_away


async def test_a_rasa_that_says_no_more_than_a_byte_a_second_is_away() -> None:
    """The watch has little time itself."""
    rasa = RasaDouble()
    rasa.speaks_http, rasa.drips = False, True
    async with serving(rasa) as client, asyncio.timeout(5):
        assert await client.is_away()


async def test_the_failure_names_the_address_and_not_the_words() -> None:
    """Logs carry no citizen's words."""
    rasa = RasaDouble()
    async with serving(rasa) as client:
        with pytest.raises(AssistantUnavailable) as caught:
            await client.ask("c", "rahasia warga", {})

    assert rasa.url in str(caught.value)
    assert "rahasia" not in str(caught.value)
