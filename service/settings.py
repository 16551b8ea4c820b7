"""Settings: read once from the environment and ``.env``, and passed in by each ``__main__``.

Every name here stands in ``.env.example`` with its default; a test holds the two together.
"""

import ipaddress
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import SettingsError
from service.outcomes import Role
from service.paths import ROOT, VAR

NO_ADDRESS = "give the address of a Bot API server, such as https://api.telegram.org"
IN_THE_CLEAR = (
    "the bot's token would travel in the clear; use https, or, where {host} is reached over a"
    " private network only, set TELEGRAM_API_HTTP_HOST={host}"
)

NO_ROLE = "name roles, parted by commas; there are: {roles}"
PROVIDER_IN_THE_CLEAR = "log-ins would travel in the clear; the issuer must begin with https://"
HALF_A_PROVIDER = "OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it"
NO_WAY_IN = "PASSWORD_LOGIN=false leaves no way in without OIDC_ISSUER"


class Settings(BaseSettings):
    """What an operator may set. Defaults run the whole service on one machine."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # an empty line means "not set"
        extra="ignore",
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_http_host: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+")
    telegram_officers_chat: str | None = Field(default=None, pattern=r"^-\d{1,20}$")
    desk_url: str | None = Field(default=None, pattern=r"^https://[^\s/]+/?$")
    database_url: str = f"sqlite:///{VAR}/tanya.db"
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_standby_url: str = "http://127.0.0.1:5006"
    rasa_host_url: str = "http://127.0.0.1:5004"
    standby_minutes: float = Field(default=10.0, ge=0, le=1440, description="of a way back")
    rasa_timeout: float = Field(default=5.0, gt=0, description="seconds")
    actions_url: str = "http://127.0.0.1:5055/webhook"
    actions_port: int = 5055
    listen_host: str = "127.0.0.1"
    chat_port: int = 8080
    desk_port: int = 8081
    public_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+/?$")
    metrics_host: str = "127.0.0.1"
    metrics_port: int = Field(default=9464, ge=0, le=65533, description="0: no metrics")
    secure_cookies: bool = Field(default=False, description="true behind HTTPS")
    public_hosts: str | None = Field(default=None, description="none: any name")
    trusted_proxies: str | None = Field(default=None, description="addresses, networks")
    connection_limit: int = Field(default=2000, ge=10, description="of a process, at once")
    chat_key: SecretStr | None = Field(default=None, min_length=32)
    file_key: SecretStr | None = Field(default=None, min_length=32)
    chat_limits: bool = True
    visitors_per_minute: int = Field(default=600, ge=1, description="new ones, of one address")
    tickets_per_hour: int = Field(default=20, ge=1, description="of one address, on the web")
    second_factor_roles: str | None = Field(default=None, description="parted by commas")
    password_login: bool = True
    oidc_issuer: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_label: str | None = Field(default=None, max_length=60, description="of the button")
    content_dir: Path = ROOT / "content"
    attachment_limit: int = Field(default=20, ge=1, le=100, description="megabytes")
    audit_anchors: Path = VAR / "audit-anchors.txt"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"

    @field_validator("telegram_api_url")
    @classmethod
    def _keeps_the_token(cls, value: str, known: ValidationInfo) -> str:
        """Let the token, which is part of every address, travel in the clear only where we say."""
        url = urlsplit(value)
        if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
            raise PydanticCustomError("bot_api_url", NO_ADDRESS)
        allowed = known.data.get("telegram_api_http_host")
        if url.scheme == "http" and not is_loopback(url.hostname) and url.hostname != allowed:
            raise PydanticCustomError("bot_api_url", IN_THE_CLEAR, {"host": url.hostname})
        return value

    @field_validator("second_factor_roles")
    @classmethod
    def _names_roles(cls, value: str | None) -> str | None:
        unknown = sorted({*_parts(value)} - {*Role})
        if unknown:
            raise PydanticCustomError("role", NO_ROLE, {"roles": ", ".join(Role)})
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _is_not_in_the_clear(cls, value: str | None) -> str | None:
        url = urlsplit(value or "https:")
        if url.scheme != "https" and not is_loopback(url.hostname or ""):
            raise PydanticCustomError("oidc_issuer", PROVIDER_IN_THE_CLEAR)
        return value

    @model_validator(mode="after")
    def _leaves_a_way_in(self) -> "Settings":
        if self.oidc_issuer is not None and not (self.oidc_client_id and self.oidc_client_secret):
            raise PydanticCustomError("oidc_issuer", HALF_A_PROVIDER)
        if self.oidc_issuer is None and not self.password_login:
            raise PydanticCustomError("password_login", NO_WAY_IN)
        return self

    @property
    def roles_with_second_factor(self) -> frozenset[Role]:
        """The roles that must have a second factor."""
        return frozenset(Role(one) for one in _parts(self.second_factor_roles))

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: A value cannot be used; the message names each variable and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [_told(one["loc"], one["msg"]) for one in error.errors()]
        raise SettingsError("check .env or the environment: " + "; ".join(lines)) from error


def _told(where: tuple[int | str, ...], what: str) -> str:
    return f"{str(where[0]).upper()}: {what}" if where else what


def _parts(value: str | None) -> list[str]:
    return [one.strip() for one in (value or "").split(",") if one.strip()]


def is_loopback(host: str) -> bool:
    """Tell whether a host's name or number is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
