"""What citizens notice when a part of the service is down: as little as possible."""

import os
import signal
import time

import pytest

from doubles.bot_api import BotApiDouble
from doubles.citizens import WebCitizen
from doubles.service import Service, service_environment, start_service, stop_service
from maintain.ports import answers

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]


def test_rasa_hanging_is_answered_from_the_knowledge_base(service: Service) -> None:
    """Silence does harm; so does pretending that all is well."""
    rasa = service.pid_of("nlu.server")
    os.kill(rasa, signal.SIGSTOP)
    try:
        told = WebCitizen(service.chat_url).say("berapa lama permohonan informasi dijawab?")
    finally:
        os.kill(rasa, signal.SIGCONT)

    assert "10 hari kerja" in told
    assert "terganggu" in told


def test_a_failing_action_server_is_not_silence(service: Service) -> None:
    """Rasa answers nothing when an action fails; the citizen must not notice by silence."""
    actions = service.pid_of("-m actions")
    os.kill(actions, signal.SIGSTOP)
    try:
        told = WebCitizen(service.chat_url).say("berapa lama permohonan informasi dijawab?")
    finally:
        os.kill(actions, signal.SIGCONT)

    assert "10 hari kerja" in told


def test_the_service_ends_when_a_process_dies_and_leaves_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Ctrl-C, or a dead part, must not leave strays that keep ports busy."""
    folder = tmp_path_factory.mktemp("second")
    with BotApiDouble() as telegram:
        environment = service_environment(folder, telegram.url)
        process = start_service(environment)
        url = f"http://127.0.0.1:{environment['CHAT_PORT']}/healthz"
        was_up = answers(url)

        said = stop_service(process)

    time.sleep(0.5)
    assert was_up
    assert "no process is left" in said
    assert process.returncode == 0
    assert not answers(url)
    assert not answers(environment["RASA_URL"])
