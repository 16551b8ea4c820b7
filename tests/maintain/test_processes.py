"""Programs that are started and ended without a trace."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maintain import processes
from maintain.ports import free_port
from maintain.processes import (
    ONE_THREAD,
    ProcessFailed,
    Program,
    Running,
    rasa_host_program,
    require_alive,
    service_programs,
    start,
    stop_all,
    wait_until_answering,
)
from service.paths import ROOT
from service.settings import Settings

SERVER = (
    "import http.server as h; "
    "h.ThreadingHTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
)
PARENT = "import subprocess as s; p = s.Popen(['sleep', '60']); print(p.pid, flush=True); p.wait()"
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf'); time.sleep(60)"
SUPERVISOR = """
import sys, time
from pathlib import Path
from maintain import processes
processes.VAR = Path(sys.argv[1])
running = processes.start(processes.Program("child", ["sleep", "60"], {}, ""))
print(running.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs of these programs are nobody else's."""
    monkeypatch.setattr(processes, "VAR", tmp_path)


@pytest.fixture
def started() -> Iterator[list[Running]]:
    """What a test starts and forgets is ended."""
    started: list[Running] = []
    yield started
    stop_all(started)


def test_numerical_libraries_keep_to_one_thread_in_every_process(tmp_path: Path) -> None:
    """Threads that wait for work spin: on two cores they took more time than all the work."""
    settings = Settings()

    programs = service_programs(settings, tmp_path / "model.tar.gz")

    assert len(programs) == 4
    assert [p.name for p in programs if not ONE_THREAD.items() <= p.environment.items()] == []


def test_rasa_begins_where_the_register_says(tmp_path: Path) -> None:
    """What was released at the second address must be there again after a restart."""
    settings, model = Settings(), tmp_path / "a.tar.gz"

    first = rasa_host_program(settings, model).command
    second = rasa_host_program(settings, model, 5006).command

    assert [first[first.index("--ports") + n] for n in (1, 2)] == ["5005", "5006"]
    assert first[first.index("--first") + 1] == str(model)
    assert [c[c.index("--first-port") + 1] for c in (first, second)] == ["5005", "5006"]
    assert rasa_host_program(settings, model).health_url == settings.rasa_host_url


def python(code: str, url: str = "http://127.0.0.1:1/") -> Program:
    """Return a program that is a line of Python."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return Program("probe", [sys.executable, "-c", code], environment, url)


def is_running(pid: int) -> bool:
    """Tell whether a process does anything any more."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(") ")[2][0] != "Z"


def is_gone(pid: int) -> bool:
    """Tell whether a process ends within seconds; a signal takes its time to arrive."""
    for _ in range(250):
        if not is_running(pid):
            return True
        time.sleep(0.02)
    return False


def wait_for_log(running: Running) -> str:
    """Wait until a program has printed a line."""
    for _ in range(500):
        if "\n" in (said := running.log_path.read_text(encoding="utf-8")):
            return said
        time.sleep(0.02)
    raise TimeoutError("it printed nothing")


def test_a_program_is_waited_for_until_it_answers(started: list[Running]) -> None:
    """The addresses are printed when they work, not before."""
    port = free_port()
    program = python(SERVER.format(port=port), f"http://127.0.0.1:{port}/")
    started.append(start(program))

    seconds = wait_until_answering(started[0], 20)

    assert 0 < seconds < 20
    require_alive(started[0])


def test_a_program_that_dies_is_reported_with_the_end_of_its_log(started: list[Running]) -> None:
    """The reason is on the operator's screen and need not be looked for."""
    code = "print('\\n'.join(f'line {n}' for n in range(30))); raise SystemExit('no such setting')"
    started.append(start(python(code)))

    with pytest.raises(ProcessFailed) as caught:
        wait_until_answering(started[0], 20)
    told = str(caught.value)
    assert "probe ended with status 1" in told
    assert told.endswith("no such setting")
    assert str(started[0].log_path) in told
    assert "line 5\n" not in told


def test_a_program_that_never_answers_is_given_up(started: list[Running]) -> None:
    """A start that hangs must say where to look."""
    started.append(start(python("import time; time.sleep(60)")))

    with pytest.raises(ProcessFailed, match=r"probe did not answer within 0 s; see .*probe\.log"):
        wait_until_answering(started[0], 0.3)


def test_stopping_leaves_no_process(started: list[Running]) -> None:
    """Also not the children of a child: the next start needs their ports."""
    started.append(start(python(PARENT)))
    child = int(wait_for_log(started[0]))
    assert is_running(child)

    stop_all(started)

    assert is_gone(started[0].process.pid)
    assert is_gone(child)


def test_what_does_not_listen_is_killed(
    started: list[Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C must end in seconds whatever hangs."""
    monkeypatch.setattr(processes, "STOP_TIME", 0.3)
    started.append(start(python(DEAF)))
    wait_for_log(started[0])

    stop_all(started)

    assert started[0].process.returncode == -signal.SIGKILL


def test_stopping_what_has_ended_is_no_error(started: list[Running]) -> None:
    """One of four may have died by itself."""
    started.append(start(python("pass")))
    started[0].process.wait()

    stop_all(started)
    stop_all([])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent")
def test_a_killed_supervisor_leaves_no_process(tmp_path: Path) -> None:
    """Not even the harshest end may leave a bot that nobody watches."""
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    supervisor = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    child = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()

    assert is_gone(child)
