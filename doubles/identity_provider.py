"""A real provider of log-ins for tests: Canaille, with two people and one client, in memory.

``python -m doubles.identity_provider PORT DESK`` serves it on loopback for a desk at that address,
until it is ended. Its pages are its own: who logs in fills in its forms.
"""

import datetime
import logging
import os
import sys
import uuid
from typing import Any
from urllib.parse import urlsplit

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT_ID = "meja"
CLIENT_SECRET = "a-secret-of-tests"
PASSWORD = "kata-sandi-instansi"
PEOPLE = ("rini", "tono")
RETURN = "/login/provider/return"


def settings(port: int, desk: str) -> dict[str, Any]:
    """Return Canaille's settings."""
    key = RSAKey.generate_key(2048, auto_kid=True)
    return {
        "SECRET_KEY": str(uuid.uuid4()),
        "PREFERRED_URL_SCHEME": "http",
        "SERVER_NAME": f"localhost:{port}",
        "CANAILLE": {
            "DATABASE": "memory",
            "JAVASCRIPT": False,
            "HTMX": False,
            "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc", "edit_self"]}},
        },
        "CANAILLE_OIDC": {
            "ACTIVE_JWKS": [key.as_dict(private=True)],
            "TRUSTED_DOMAINS": [urlsplit(desk).hostname],  # the agency's own: nobody is asked
        },
    }


def fill(backend: Backend, desk: str) -> None:
    """Make the people, and the desk as a client."""
    now = datetime.datetime.now(datetime.UTC)
    for name in PEOPLE:
        person = models.User(
            user_name=name,
            family_name=name.title(),
            formatted_name=name.title(),
            emails=[f"{name}@example.go.id"],
            password=PASSWORD,
        )
        backend.save(person)
    client = models.Client(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_id_issued_at=now,
        client_name="Meja Petugas",
        client_uri=desk,
        redirect_uris=[f"{desk}{RETURN}"],
        post_logout_redirect_uris=[f"{desk}/login"],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid"],
        token_endpoint_auth_method="client_secret_basic",
        id_token_signed_response_alg="RS256",
    )
    backend.save(client)
    client.audience = [client]
    backend.save(client)


def main(port: int, desk: str) -> None:
    """Serve until ended."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(config=settings(port, desk))
    with app.app_context():
        fill(Backend.instance, desk)
    make_server("localhost", port, app, threaded=True).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
