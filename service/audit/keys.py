"""The keys of the record, made of the service's secret: one hides citizens, one seals rows.

The secret is ``FILE_KEY``; without it, the key that lies in the database, and then whoever has the
database's password can make what these keys make.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

from service.conversations.visitors import chat_key, kept_key
from service.storage.database import secret_of

PSEUDONYMS = b"tanya-bpkp record pseudonyms 1"
SEALS = b"tanya-bpkp record seals 1"
PSEUDONYM = 32  # hex digits


@dataclass(frozen=True)
class Keys:
    """What a row of the record is made with."""

    pseudonyms: bytes
    seals: bytes

    def pseudonym(self, of: str) -> str:
        """Return a name that is the same for the same one, and leads to nobody without the key."""
        return hmac.digest(self.pseudonyms, of.encode(), sha256).hex()[:PSEUDONYM]

    def seal(self, hashed: str) -> str:
        """Return what only who has the service's secret can set under a hash."""
        return hmac.digest(self.seals, hashed.encode(), sha256).hex()


def keys_of(session: Session, now: datetime) -> Keys:
    """Return the keys; the one in the database is made when there is none and it is needed."""
    return make_keys(secret_of(session) or chat_key(session, now))


def known_keys(session: Session) -> tuple[Keys, ...]:
    """Return what rows may be sealed with, the better first; makes none.

    A row from before ``FILE_KEY`` was set is sealed with the key in the database.
    """
    secrets = (secret_of(session), kept_key(session))
    return tuple(make_keys(secret) for secret in secrets if secret)


@cache
def make_keys(secret: str) -> Keys:
    """Derive the keys: a secret that is used elsewhere too is another one here."""
    return Keys(_derived(secret, PSEUDONYMS), _derived(secret, SEALS))


def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
