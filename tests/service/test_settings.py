"""Settings, their example file, and what is said about a wrong one."""

import os
import re
from pathlib import Path

import pytest

from service.errors import SettingsError
from service.outcomes import Role
from service.paths import ROOT
from service.settings import Settings, load_settings

LINE = re.compile(r"^(?P<unset># )?(?P<name>[A-Z][A-Z_]+)=(?P<value>.*)$", re.MULTILINE)
EXAMPLE = {
    match["name"]: match
    for match in LINE.finditer((ROOT / ".env.example").read_text(encoding="utf-8"))
}


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither this machine's .env nor its environment decide about a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")


def test_the_example_names_every_setting_and_nothing_else() -> None:
    """An operator finds in one file everything that can be set."""
    assert sorted(EXAMPLE) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_changes_nothing(tmp_path: Path) -> None:
    """Copying the example to .env must not alter how the service runs."""
    before = load_settings()
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(), encoding="utf-8")

    assert load_settings() == before


def test_only_defaults_that_cannot_be_written_are_left_empty() -> None:
    """A default that could stand in the example must stand there."""
    empty = {name.lower() for name, match in EXAMPLE.items() if match["unset"]}
    written_as_paths = {"database_url", "content_dir", "audit_anchors"}
    unset = {name for name, field in Settings.model_fields.items() if field.default is None}

    assert empty == unset | written_as_paths
    assert all(match["value"] == "" for match in EXAMPLE.values() if match["unset"])


def test_the_defaults_run_on_this_machine_alone() -> None:
    """Nobody's first start may open a port to the world or leave the folder."""
    settings = load_settings()

    assert settings.listen_host == "127.0.0.1"
    assert settings.telegram_bot_token is None
    assert settings.database_url == f"sqlite:///{ROOT}/var/tanya.db"


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container the environment decides, whatever file lies there."""
    (tmp_path / ".env").write_text("CHAT_PORT=9000\nDESK_PORT=9001\n", encoding="utf-8")
    monkeypatch.setenv("CHAT_PORT", "9100")

    settings = load_settings()

    assert (settings.chat_port, settings.desk_port) == (9100, 9001)


def test_an_empty_token_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty line in .env must not try to log in to Telegram with nothing."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")

    assert load_settings().telegram_bot_token is None


def test_an_empty_line_means_the_default(tmp_path: Path) -> None:
    """Who uncomments a line of the example without a value still gets a service that runs."""
    before = load_settings()
    empty = "".join(f"{name}=\n" for name in EXAMPLE)
    (tmp_path / ".env").write_text(empty, encoding="utf-8")

    assert load_settings() == before


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings end up in logs and error reports; the token must not."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:rahasia")

    assert "rahasia" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [("RASA_TIMEOUT", "0"), ("RASA_TIMEOUT", "lima"), ("CHAT_PORT", "web"),
     ("SECURE_COOKIES", "mungkin"), ("LOG_LEVEL", "VERBOSE"), ("METRICS_PORT", "65534")],
)  # fmt: skip
def test_an_unusable_value_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator reads which variable to correct."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=name):
        load_settings()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SECOND_FACTOR_ROLES": "admin, kaisar"}, "SECOND_FACTOR_ROLES: name roles"),
        ({"OIDC_ISSUER": "http://sso.example.go.id"}, "OIDC_ISSUER: .*in the clear"),
        ({"OIDC_ISSUER": "https://sso.example.go.id"}, "needs OIDC_CLIENT_ID"),
        ({"PASSWORD_LOGIN": "false"}, "leaves no way in"),
    ],
)
def test_log_ins_that_cannot_work_are_told(
    given: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that lets nobody in, or everybody, must be noticed at the start."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=told):
        load_settings()


def test_roles_that_need_a_second_factor_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaces and a comma too many are no reason to let an administrator in without."""
    monkeypatch.setenv("SECOND_FACTOR_ROLES", "admin, auditor,")

    assert load_settings().roles_with_second_factor == {Role.ADMIN, Role.AUDITOR}


def test_other_variables_in_the_file_are_none_of_our_business(tmp_path: Path) -> None:
    """Compose and Make keep theirs in the same .env."""
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=x\n", encoding="utf-8")

    assert load_settings().chat_port == 8080
    assert "POSTGRES_PASSWORD" not in os.environ


@pytest.mark.parametrize("given", ["debug", "Info", "CRITICAL"])
def test_a_log_level_is_read_in_any_case(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody remembers which of the two a tool wants."""
    monkeypatch.setenv("LOG_LEVEL", given)

    assert load_settings().log_level == given.upper()


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8081", "http://localhost:8081", "http://[::1]:8081",
     "https://bot-api.example.go.id", "http://bot-api:8081/"],
)  # fmt: skip
def test_a_bot_api_server_is_asked_safely(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On this machine, over HTTPS, or on a private network that the operator named."""
    monkeypatch.setenv("TELEGRAM_API_HTTP_HOST", "bot-api")
    monkeypatch.setenv("TELEGRAM_API_URL", url)

    assert load_settings().telegram_api_url == url


@pytest.mark.parametrize(
    "url",
    ["http://bot-api.example.go.id", "http://api:8081", "http://10.0.0.5",
     "http://127.0.0.1.evil.example", "http://localhost@evil.example"],
)  # fmt: skip
def test_the_token_does_not_travel_in_the_clear(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is part of every address: whoever listens could answer citizens in BPKP's name."""
    monkeypatch.setenv("TELEGRAM_API_HTTP_HOST", "bot-api")
    monkeypatch.setenv("TELEGRAM_API_URL", url)

    with pytest.raises(SettingsError, match=r"TELEGRAM_API_URL: .*TELEGRAM_API_HTTP_HOST="):
        load_settings()


@pytest.mark.parametrize("url", ["api.telegram.org", "ftp://x", "https://", "https://x/?a=b"])
def test_an_address_that_is_none_is_named(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads what such an address looks like."""
    monkeypatch.setenv("TELEGRAM_API_URL", url)

    with pytest.raises(SettingsError, match="TELEGRAM_API_URL: give the address"):
        load_settings()
