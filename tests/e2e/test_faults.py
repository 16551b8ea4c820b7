"""What citizens notice when a part of the service is down: as little as possible."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from doubles.bot_api import BotApiDouble
from doubles.citizens import WebCitizen
from doubles.service import Service, service_environment, start_service, stop_service
from maintain.ports import answers

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

COMES_BACK = 60.0  # seconds, also on a busy machine


def test_rasa_hanging_is_answered_from_the_knowledge_base(service: Service) -> None:
    """Silence does harm; so does pretending that all is well, or that somebody asked before."""
    texts = ("berapa lama permohonan informasi dijawab?", "kantor bpkp semarang", "qwrt zxcv plmk")
    rasa = service.pid_of("nlu.server")
    os.kill(rasa, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(len(texts)) as citizens:  # each waits for Rasa's time-out
            told, office, first = citizens.map(
                lambda text: WebCitizen(service.chat_url).say(text), texts
            )
    finally:
        os.kill(rasa, signal.SIGCONT)

    assert "10 hari kerja" in told
    assert "terganggu" in told
    assert "Jawa Tengah" in office
    assert "masih belum" not in first


def test_a_failing_action_server_is_not_silence(service: Service) -> None:
    """Rasa answers nothing when an action fails; the citizen must not notice by silence."""
    actions = service.pid_of("-m actions")
    os.kill(actions, signal.SIGSTOP)
    try:
        told = WebCitizen(service.chat_url).say("berapa lama permohonan informasi dijawab?")
    finally:
        os.kill(actions, signal.SIGCONT)

    assert "10 hari kerja" in told


def test_a_part_that_dies_comes_back_and_the_others_go_on(service: Service) -> None:
    """Once the first that died took all of it along."""
    os.kill(service.pid_of("-m desk"), signal.SIGKILL)

    told = WebCitizen(service.chat_url).say("apa itu spip?")
    give_up_at = time.monotonic() + COMES_BACK
    while not answers(f"{service.desk_url}/readyz") and time.monotonic() < give_up_at:
        time.sleep(0.2)

    assert "SPIP" in told
    assert answers(f"{service.desk_url}/readyz")


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
