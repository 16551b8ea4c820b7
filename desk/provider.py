"""The agency's own provider of log-ins, asked by OpenID Connect: the protocol, nothing of ours.

Authorization code with PKCE, state and nonce. Authlib reads the provider's description, keeps its
keys, and judges the ID token; this adds what a stranger could otherwise bend. Errors come in two
kinds: the provider is away, or what it says lets nobody in.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError

from desk.forms import is_same_token
from service.errors import ProviderRefused, ProviderUnavailable
from service.officers.identities import Identity
from service.settings import Settings
from service.traces import classes_of

log = structlog.get_logger()
TIMEOUT = 5.0  # seconds
DESCRIPTION = "/.well-known/openid-configuration"
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
SUBJECT_LENGTH = 255
STOPPED = ("access_denied", "login_required", "interaction_required", "consent_required")


@dataclass(frozen=True)
class Departure:
    """What must come back from the provider, kept sealed in the browser meanwhile.

    Attributes:
        verifier: Of PKCE; the provider has seen its hash only.
    """

    state: str
    nonce: str
    verifier: str
    back: str

    def to_json(self) -> dict[str, str]:
        return asdict(self)


class Provider:
    """One provider, as the settings name it."""

    def __init__(self, issuer: str, client_id: str, secret: str, label: str | None = None) -> None:
        self.issuer = issuer
        self.label = label
        self._client = OAuth().register(
            "agency",
            client_id=client_id,
            client_secret=secret,
            server_metadata_url=issuer.rstrip("/") + DESCRIPTION,
            client_kwargs={
                "scope": "openid",
                "code_challenge_method": "S256",
                "timeout": TIMEOUT,
            },
        )

    @classmethod
    def of(cls, settings: Settings) -> "Provider | None":
        """Return the provider that the settings name."""
        secret = settings.oidc_client_secret
        if settings.oidc_issuer is None or settings.oidc_client_id is None or secret is None:
            return None
        plain = secret.get_secret_value()
        return cls(settings.oidc_issuer, settings.oidc_client_id, plain, settings.oidc_label)

    async def depart(self, back: str) -> tuple[str, Departure]:
        """Return the provider's address to lead a browser to, and what must come back.

        The officer is asked there each time: a desk that was left open must not let the next
        person in because the provider still knows the one before.

        Raises:
            ProviderUnavailable: It could not be asked where that is.
        """
        try:
            await self._describe()
            verifier, nonce = generate_token(48), generate_token(32)
            made = await self._client.create_authorization_url(
                back, code_verifier=verifier, nonce=nonce, prompt="login"
            )
        except (httpx2.HTTPError, ValueError, KeyError, RuntimeError) as error:
            raise self._away(error) from error
        return made["url"], Departure(made["state"], nonce, verifier, back)

    async def identify(self, returned: Mapping[str, str], departure: Departure) -> Identity:
        """Return who came back from the provider.

        Raises:
            ProviderUnavailable: It could not be asked.
            ProviderRefused: It let nobody in, or what came back is not what was sent for.
        """
        if not is_same_token(returned.get("state", ""), departure.state):
            raise ProviderRefused("what came back belongs to another log-in")
        if returned.get("iss", self.issuer).rstrip("/") != self.issuer.rstrip("/"):
            raise ProviderRefused("another provider answered")
        if "error" in returned:
            told = returned["error"]
            log.warning("provider_let_nobody_in", told=told if told in STOPPED else "other")
            raise ProviderRefused("the provider let nobody in", is_cancelled=told in STOPPED)
        if not returned.get("code"):
            raise ProviderRefused("nothing came back")
        claims = await self._claims(returned["code"], departure)
        subject = str(claims.get("sub", ""))
        if not subject or len(subject) > SUBJECT_LENGTH or not subject.isprintable():
            raise ProviderRefused("the provider named nobody")
        return Identity(self.issuer, subject)

    async def farewell(self, back: str) -> str | None:
        """Return where somebody logs out of the provider itself; None: it has no such place."""
        try:
            await self._describe()
            made = await self._client.create_logout_url(
                post_logout_redirect_uri=back, client_id=self._client.client_id
            )
        except (httpx2.HTTPError, ValueError, KeyError, RuntimeError, ProviderUnavailable):
            return None
        return str(made["url"])

    async def _claims(self, code: str, departure: Departure) -> Mapping[str, Any]:
        try:
            await self._describe()
            token = await self._client.fetch_access_token(
                code=code, redirect_uri=departure.back, code_verifier=departure.verifier
            )
            claims = await self._client.parse_id_token(token, nonce=departure.nonce)
        except httpx2.HTTPError as error:
            raise self._away(error) from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            log.warning("provider_not_believed", error=classes_of(error))
            raise ProviderRefused("what the provider sent is not to be believed") from error
        if claims is None:
            raise ProviderRefused("the provider sent no ID token")
        return claims  # type: ignore[no-any-return]

    async def _describe(self) -> None:
        """Read the provider's description once, and refuse what is not the issuer's own."""
        known = await self._client.load_server_metadata()
        if str(known.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
            known.clear()
            raise ProviderUnavailable("the provider calls itself by another name: OIDC_ISSUER?")
        offered = known.get("id_token_signing_alg_values_supported", ["RS256"])
        known["id_token_signing_alg_values_supported"] = [a for a in offered if a in SIGNED_BY]

    def _away(self, error: Exception) -> ProviderUnavailable:
        host = urlsplit(self.issuer).hostname
        log.error("provider_away", host=host, error=classes_of(error))
        return ProviderUnavailable(f"{host} could not be asked")


def departure_of(kept: str) -> tuple[Departure, dict[str, str]]:
    """Return what was sealed into the browser, and what else stood beside it.

    Raises:
        ValueError: It is none.
    """
    fields = json.loads(kept)
    try:
        own = {name: str(fields.pop(name)) for name in Departure.__dataclass_fields__}
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError("no departure") from error
    return Departure(**own), {name: str(value) for name, value in fields.items()}
