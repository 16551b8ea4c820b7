"""``tanya run``: what happens before and after the four processes."""

import os
import signal
import socket
from pathlib import Path

import pytest

from maintain import run
from maintain.ports import PortBusy, free_port, port_of
from maintain.run import first_model, run_service
from service.clock import utc_now
from service.releases.serving import Order, Step
from service.settings import Settings
from service.storage.database import Database
from tests.service.releases.candidates import write_model


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


def test_the_examples_are_read_at_a_start(
    free_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that compares with nothing would let every contradiction through."""
    read: list[Database] = []

    def stop(database: Database, _tell: object) -> None:
        read.append(database)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(run, "load_or_keep", lambda *_: False)
    monkeypatch.setattr(run, "load_examples", stop)

    run_service(free_settings)

    assert [database.url for database in read] == [free_settings.database_url]


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


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("a.tar.gz", "STANDBY", ("a.tar.gz", "STANDBY")),
        ("a.tar.gz", "http://127.0.0.1:1", ("a.tar.gz", "RASA")),
        ("gone.tar.gz", "STANDBY", None),
        ("damaged.tar.gz", "STANDBY", None),
    ],
)
def test_a_start_begins_with_the_released_model(
    free_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    url: str,
    expected: tuple[str, str] | None,
) -> None:
    """At its address, if that is still one of ours; without a whole file with that of data/."""
    urls = {"STANDBY": free_settings.rasa_standby_url, "RASA": free_settings.rasa_url}
    write_model(tmp_path / "a.tar.gz")
    (tmp_path / "damaged.tar.gz").write_bytes((tmp_path / "a.tar.gz").read_bytes()[:90])
    monkeypatch.setattr(run, "MODELS", tmp_path)
    now = utc_now()
    served = Order(
        1, 1, name, Step.SERVING, urls.get(url, url), "rini", now, "", since=now, trouble=""
    )

    first = first_model(free_settings, served)

    wanted = expected and (tmp_path / expected[0], port_of(urls[expected[1]]))
    assert first == wanted
    assert ("Release 1 serves: Rasa" if wanted else "cannot be read") in capsys.readouterr().out
    assert first_model(free_settings, None) is None
