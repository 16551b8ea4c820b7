"""The tables of officers beside their accounts: log-ins, what leads to them, and units."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class DeskSession(Base):
    """An officer's log-in; the browser holds the secret, the table its hash."""

    __tablename__ = "desk_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]  # None: nobody has come since an upgrade
    confirmed_at: Mapped[datetime | None]  # when the password was typed last
    login_before_at: Mapped[datetime | None]  # this officer's log-in before this one
    address: Mapped[str] = mapped_column(String(64), default="", server_default="")
    agent: Mapped[str] = mapped_column(String(200), default="", server_default="")


class Invitation(Base):
    """A link by which an officer chooses a password, once; the table has its code's hash."""

    __tablename__ = "invitations"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class KnownBrowser(Base):
    """A browser in which an officer has logged in before: strangers' guesses do not slow it."""

    __tablename__ = "known_browsers"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    expires_at: Mapped[datetime]


class LoginRefusal(Base):
    """A log-in that was refused: at which account, from where, why, how often in a row.

    ``account`` is a hash of what was typed, which may have been a password; ``source`` is what
    the delay is counted by: a known browser, or else the address.
    """

    __tablename__ = "login_refusals"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64), index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    source: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64), index=True)
    why: Mapped[str] = mapped_column(String(16))
    times: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(index=True)
    is_forgiven: Mapped[bool] = mapped_column(default=False)


class OfficerUnit(Base):
    """A further unit whose tickets an officer answers, beside their own."""

    __tablename__ = "officer_units"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class LoginStep(Base):
    """A log-in whose second factor is still to be shown: it opens no page of the desk."""

    __tablename__ = "login_steps"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    way: Mapped[str] = mapped_column(String(16))  # what was shown first: a password, ...
    expires_at: Mapped[datetime]


class TotpSecret(Base):
    """What an officer's authenticator app shares with us, sealed; one at most is confirmed."""

    __tablename__ = "totp_secrets"

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]  # None: no code of it was typed yet, so it opens nothing
    used_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)  # of 30 seconds; its code works no more


class Passkey(Base):
    """A passkey's public half; the secret one never leaves the officer's device."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)  # base64url
    rp_id: Mapped[str] = mapped_column(String(255))  # the desk's host name it was made for
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyChallenge(Base):
    """What a log-in's browser is to sign next with a passkey; gone once it is answered."""

    __tablename__ = "passkey_challenges"

    holder: Mapped[str] = mapped_column(String(64), primary_key=True)  # hash of the cookie
    purpose: Mapped[str] = mapped_column(String(16), primary_key=True)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class RecoveryCode(Base):
    """A code that stands in for a second factor, once; the table has its hash."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    made_at: Mapped[datetime]


class Identity(Base):
    """Whom the agency's provider knows an officer as: an issuer's name of a person."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), unique=True)
    bound_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
