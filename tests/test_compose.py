"""The container set-up keeps its promises: what is public, who runs as whom, where secrets are."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from maintain.processes import ONE_THREAD
from service.paths import MODELS, ROOT
from service.settings import Settings

COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LASTING = sorted(set(SERVICES) - {"setup", "train"})  # these end by themselves
OURS = ("setup", "actions", "gateway", "desk", "train")
DOCKERFILES = ("Dockerfile", "Dockerfile.rasa")
PARTLY = ("requirements/", "tests/")  # folders of which an image takes what it names
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]
VARIABLE = re.compile(r"\$\{(\w+)(:?[-?][^}]*)?\}")
SECRET_NAME = re.compile(r"PASSWORD|TOKEN|SECRET|KEY")
SETTINGS = {name.upper() for name in Settings.model_fields}


def lines_of(dockerfile: str) -> list[str]:
    """Return a Dockerfile's lines without comments."""
    text = (ROOT / dockerfile).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_numerical_libraries_keep_to_one_thread(dockerfile: str) -> None:
    """As under ``tanya run``: threads that wait for work would spin on every core."""
    text = (ROOT / dockerfile).read_text(encoding="utf-8")

    assert all(f"{name}={count} " in text for name, count in ONE_THREAD.items())


def with_defaults(value: str) -> str:
    """Fill in the variables of a text as Compose does where none is set."""
    return VARIABLE.sub(lambda found: (found[2] or "").lstrip(":-?"), value)


def test_only_the_web_chat_and_the_desk_are_published() -> None:
    """PostgreSQL, Rasa and the action server trust whoever reaches them, so nobody else may."""
    published = {
        name: with_defaults(port) for name in SERVICES for port in SERVICES[name].get("ports", [])
    }

    assert published == {"gateway": "127.0.0.1:8080:8080", "desk": "127.0.0.1:8081:8081"}


def test_what_is_not_published_has_no_way_in_or_out() -> None:
    """A broken Rasa must not be able to send citizens' words anywhere."""
    hidden = [service for service in SERVICES.values() if "ports" not in service]

    assert COMPOSE["networks"]["inner"] == {"internal": True}
    assert [service["networks"] for service in hidden] == [["inner"]] * len(hidden)
    assert not any("network_mode" in service for service in SERVICES.values())


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_service_is_watched_and_restarted(name: str) -> None:
    """Nobody sits beside the machine at night."""
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_holds_no_rights_it_does_not_need(name: str) -> None:
    """Whoever breaks into one process must not get further from there."""
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service.get("user") == ("postgres" if name == "postgres" else None)


def test_everything_waits_for_what_it_needs_and_nobody_for_rasa() -> None:
    """The gateway must answer from the knowledge base also while Rasa is down."""
    waits = {
        (name, needed, how["condition"])
        for name, service in SERVICES.items()
        for needed, how in service.get("depends_on", {}).items()
    }

    assert waits == {
        ("setup", "postgres", "service_healthy"),
        ("actions", "setup", "service_completed_successfully"),
        ("gateway", "setup", "service_completed_successfully"),
        ("desk", "setup", "service_completed_successfully"),
        ("train", "postgres", "service_healthy"),
    }


def test_no_secret_stands_in_the_compose_file() -> None:
    """The file is public; a password in it would be everybody's."""
    values = [
        (key, str(value))
        for service in SERVICES.values()
        for key, value in service.get("environment", {}).items()
    ]
    literal = [key for key, value in values if SECRET_NAME.search(key) and value[:2] != "${"]
    in_addresses = [key for key, value in values if re.search(r"://[^/@]*:(?!\$\{)[^/@]*@", value)]
    with_default = [
        name
        for name, default in VARIABLE.findall(COMPOSE_TEXT)
        if SECRET_NAME.search(name) and not default.startswith(":?") and default != ":-"
    ]

    assert (literal, in_addresses, with_default) == ([], [], [])


def test_only_the_gateway_holds_the_telegram_token() -> None:
    """Who holds the token reads and writes to every citizen."""
    holders = [
        name for name in SERVICES if "TELEGRAM_BOT_TOKEN" in SERVICES[name].get("environment", {})
    ]

    assert holders == ["gateway"]


@pytest.mark.parametrize("name", OURS)
def test_our_services_get_settings_that_exist(name: str) -> None:
    """A misspelt setting would be ignored without a word."""
    assert set(SERVICES[name]["environment"]) - SETTINGS == set()


def test_rasa_gets_what_its_endpoints_name() -> None:
    """Rasa starts with an unset address and fails at the first question."""
    endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")

    assert set(re.findall(r"\$\{(\w+)\}", endpoints)) <= set(SERVICES["rasa"]["environment"])


def test_the_gateway_finds_both_rasas_and_their_host() -> None:
    """Turns would go over to nowhere; and what is released must outlive the container."""
    environment = SERVICES["gateway"]["environment"]
    names = ("RASA_HOST_URL", "RASA_URL", "RASA_STANDBY_URL")
    command = json.loads("".join(lines_of("Dockerfile.rasa")).rpartition("CMD ")[2])
    defaults = [Settings.model_fields[name.lower()].default for name in names]

    assert [environment[name] for name in names] == [
        default.replace("127.0.0.1", "rasa") for default in defaults
    ]
    assert SERVICES["rasa"]["volumes"] == [f"models:{command[command.index('--models') + 1]}"]
    assert "5004" in SERVICES["rasa"]["healthcheck"]["test"][-1]


def test_what_an_operator_may_set_is_documented() -> None:
    """A variable nobody can read about is a variable nobody sets."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    documented = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    names = {name for name, _ in VARIABLE.findall(COMPOSE_TEXT)}

    assert {name for name in names - SETTINGS if f"`{name}`" not in documented} == set()
    assert {name for name in names & SETTINGS if f"{name}=" not in example} == set()


def test_the_published_version_is_the_projects() -> None:
    """Going back to an older release is done by its tag."""
    ours = {with_defaults(SERVICES[name]["image"]).split(":")[1] for name in (*OURS, "rasa")}

    assert ours == {VERSION}


def test_images_are_pinned_by_version() -> None:
    """The same file must give the same service next year."""
    images = [with_defaults(service["image"]) for service in SERVICES.values()]
    bases = [
        line.split()[1] for name in DOCKERFILES for line in lines_of(name) if line[:5] == "FROM "
    ]

    assert [image for image in images + bases if not re.search(r":\d", image)] == []
    assert {base.split(":")[1] for base in bases} == {"3.11-slim-bookworm", "3.10-slim-bookworm"}


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_an_image_runs_as_a_fixed_user_without_rights(dockerfile: str) -> None:
    """Root in a container is half-way to root on the machine."""
    last_stage = "\n".join(lines_of(dockerfile)).rpartition("\nFROM ")[2]
    users = re.findall(r"^USER (\S+)$", last_stage, re.MULTILINE)

    assert len(users) == 1
    assert re.fullmatch(r"[1-9]\d{4}:[1-9]\d{4}", users[0])
    assert f"useradd --uid {users[0].split(':')[0]} " in last_stage
    assert "\nHEALTHCHECK " in last_stage


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_an_image_is_made_from_locked_packages_and_no_secret(dockerfile: str) -> None:
    """What is built tomorrow is what was tested today, wherever it is built."""
    text = "\n".join(lines_of(dockerfile))
    installs = re.findall(r"pip install [^&\n]*", text)

    assert installs
    assert all("--require-hashes" in install for install in installs)
    assert re.findall(r"latest|index-url|find-links|://(?!127)|^(?:ARG|ADD) ", text, re.M) == []
    assert re.findall(r"\w*(?:PASSWORD|TOKEN|SECRET)\w*", text) == []


def test_training_is_started_by_hand_as_the_user_who_owns_the_models() -> None:
    """``up`` must not train; and what was trained must be readable where it is served."""
    train, lines = SERVICES["train"], lines_of("Dockerfile.train")
    owner = [line for line in lines_of("Dockerfile.rasa") if line[:5] == "USER "]

    assert train["profiles"] == ["train"]
    assert f"models:{Path('/app') / MODELS.relative_to(ROOT)}" in train["volumes"]
    assert [line for line in lines if line[:5] == "USER "] == ["USER root", *owner]
    assert [line for line in lines if line[:4] == "ARG "] == [f"ARG TANYA_VERSION={VERSION}"]
    assert [line for line in lines if line[:5] == "FROM "] == [
        "FROM tanya-bpkp/rasa:${TANYA_VERSION} AS rasa",
        "FROM tanya-bpkp/app:${TANYA_VERSION}",
    ]


def test_nothing_private_reaches_the_builder() -> None:
    """A folder copied by name may hold .env or the citizens' database one day."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}

    assert rules[0] == "*"
    assert allowed & {".env", "var", "models", "tests", ".git", "docs"} == set()
    assert allowed >= {
        source for name in (*DOCKERFILES, "Dockerfile.train") for source in copied(name)
    }


def copied(dockerfile: str) -> set[str]:
    """Return what a Dockerfile copies out of the checkout, as .dockerignore names it."""
    copies = [line.split()[1:-1] for line in lines_of(dockerfile) if line.startswith("COPY ")]
    sources = {source for copy in copies if "--from" not in copy[0] for source in copy}
    missing = [source for source in sources if not (ROOT / source).exists()]
    assert missing == []
    return {source if source.startswith(PARTLY) else Path(source).parts[0] for source in sources}
