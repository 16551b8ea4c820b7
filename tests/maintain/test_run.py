"""``tanya run``: what happens before and after the four processes."""

import os
import signal
import socket

import pytest

from maintain import run
from maintain.ports import PortBusy, free_port
from maintain.run import run_service
from service.settings import Settings


@pytest.fixture
def free_settings(settings: Settings) -> Settings:
    """Settings whose ports nobody uses."""
    settings.chat_port, settings.desk_port = free_port(), free_port()
    settings.actions_port = free_port()
    settings.rasa_url = f"http://127.0.0.1:{free_port()}"
    settings.rasa_standby_url = f"http://127.0.0.1:{free_port()}"
    settings.rasa_host_url = f"http://127.0.0.1:{free_port()}"
    return settings


@pytest.mark.parametrize("name", ["chat_port", "desk_port", "actions_port"])
def test_a_busy_port_is_named_before_anything_starts(free_settings: Settings, name: str) -> None:
    """Half a service is worse than none."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        setattr(free_settings, name, taken.getsockname()[1])

        with pytest.raises(PortBusy, match=name.upper()):
            run_service(free_settings)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_while_the_content_is_read_ends_quietly(
    free_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    signum: signal.Signals,
) -> None:
    """The first start takes long; who stops it must not be shown a traceback."""
    monkeypatch.setattr(run, "load_or_keep", lambda *_: os.kill(os.getpid(), signum))
    before = signal.getsignal(signal.SIGINT)  # a shell's background job ignores it

    run_service(free_settings)

    assert "no process is left" in capsys.readouterr().out
    assert signal.getsignal(signal.SIGINT) is before
