"""Seals the bytes of citizens' files: what lies in the database or a backup is no picture."""

import os
from collections.abc import Callable
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

from service.clock import Clock
from service.conversations.visitors import chat_key
from service.errors import NotFound
from service.storage.database import Database

NONCE = 12  # bytes, drawn anew for each file
PURPOSE = b"tanya-bpkp files 1"  # a key that is used elsewhere too is another one here


def make_seal(key: SecretStr | None, database: Database, clock: Clock) -> "Seal":
    """Return what seals citizens' files: with ``FILE_KEY``, else with the key in the database."""
    if key is not None:
        return Seal(key.get_secret_value)
    return Seal(lambda: _kept_key(database, clock))


def _kept_key(database: Database, clock: Clock) -> str:
    with database.write() as session:
        return chat_key(session, clock())


class Seal:
    """AES-256-GCM under a key that is made of a secret, which is asked for when it is needed.

    Not within a transaction: the secret may lie in the database.
    """

    def __init__(self, secret: Callable[[], str], purpose: bytes = PURPOSE) -> None:
        self._secret = secret
        self._purpose = purpose

    def for_purpose(self, purpose: bytes) -> "Seal":
        """Return a seal of another key that is made of the same secret."""
        return Seal(self._secret, purpose)

    @cached_property
    def _cipher(self) -> AESGCM:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=self._purpose)
        return AESGCM(derived.derive(self._secret().encode()))

    def close(self, content: bytes) -> bytes:
        """Return the bytes as they are stored."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def open(self, stored: bytes) -> bytes:
        """Return the bytes as they were sent.

        Raises:
            NotFound: They were sealed with another key, or are damaged.
        """
        try:
            return self._cipher.decrypt(stored[:NONCE], stored[NONCE:], None)
        except (InvalidTag, ValueError) as error:
            raise NotFound("a file that cannot be unsealed: was FILE_KEY changed?") from error
