"""A passkey's device in software, as WebAuthn describes it: makes keys, signs challenges, counts.

It signs whatever it is told to, also what an honest browser would not: another origin, another
host, a count that stands still.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, ATTESTED = 0x01, 0x40  # flags: somebody touched it; a new key is told


@dataclass
class Authenticator:
    """One device with one passkey."""

    origin: str
    host: str
    count: int = 0
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: str) -> str:
        """Answer what ``navigator.credentials.create`` is asked, as JSON."""
        data = self._data(PRESENT | ATTESTED) + bytes(16)
        data += len(self.credential).to_bytes(2) + self.credential + cbor2.dumps(self._public())
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def sign(self, options: str) -> str:
        """Answer what ``navigator.credentials.get`` is asked, as JSON."""
        self.count += 1
        data, client = self._data(PRESENT), self._client("webauthn.get", options)
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, flags: int) -> bytes:
        return (
            hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)
        )

    def _client(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        told = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _public(self) -> dict[int, Any]:
        numbers = self.key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}

    def _answer(self, **response: bytes) -> str:
        identity = as_text(self.credential)
        told = {name: as_text(value) for name, value in response.items()}
        return json.dumps(
            {"id": identity, "rawId": identity, "type": "public-key", "response": told}
        )


def as_text(value: bytes) -> str:
    """Return bytes as WebAuthn's JSON has them: base64url without padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
