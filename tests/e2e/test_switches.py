"""``tanya switch`` on the running service: in force within seconds, on both channels."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from doubles.citizens import WebCitizen, ticket_in
from doubles.service import TANYA, Service
from tests.e2e.test_conversations import tell

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

TEXT = "Layanan sedang dipelihara."
IN_FORCE = 5.0  # seconds


@contextmanager
def switched_off(service: Service, name: str) -> Iterator[None]:
    """Turn something off in this block, and wait until it is in force."""
    switch(service, "off", name, "--text", TEXT)
    time.sleep(IN_FORCE)
    try:
        yield
    finally:
        switch(service, "on", name)
        time.sleep(IN_FORCE)


def switch(service: Service, *words: str) -> str:
    """Run ``tanya switch`` as an operator beside the running service."""
    command = [str(TANYA), "switch", *words]
    done = subprocess.run(
        command, env=service.environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_the_bot_is_off_and_on_again_without_a_restart(service: Service) -> None:
    """An incident at night is ended by one command."""
    with switched_off(service, "bot"):
        on_the_web = WebCitizen(service.chat_url).say("apa itu spip?")
        on_telegram = tell(service, 6001, "apa itu spip?")
    again = tell(service, 6001, "apa itu spip?")

    assert (on_the_web, on_telegram) == (TEXT, TEXT)
    assert "Dicocokkan dengan sumbernya" in again


def test_an_article_is_off_for_a_question_and_for_an_old_button(service: Service) -> None:
    """The action server answers, and the gateway does not pass it on."""
    citizen = WebCitizen(service.chat_url)
    citizen.say("apa itu spip terintegrasi?")
    with switched_off(service, "article:spip"):
        asked = WebCitizen(service.chat_url).say("apa itu spip terintegrasi?")
        more = citizen.press("Selengkapnya")

    assert (asked, more) == (TEXT, TEXT)


def test_a_ticket_is_followed_while_everything_is_off(service: Service) -> None:
    """What a person promised is not switched off."""
    ticket = ticket_in(tell(service, 6002, "/petugas"))
    with switched_off(service, "bot"):
        relayed = tell(service, 6002, "soal surat tugas")
        status = tell(service, 6002, "/status")

    assert ticket in relayed
    assert ticket in status


def test_escalation_off_opens_no_ticket(service: Service) -> None:
    """Nobody reads a ticket that is opened now; the telephone number is the next step."""
    with switched_off(service, "escalation"):
        told = tell(service, 6003, "saya mau bicara dengan petugas")

    assert told.startswith(TEXT)
    assert "(021)" in told
