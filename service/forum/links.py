"""Who acts from Telegram, and which group is whose: by codes that work once, never by names.

Functions take an open ``Session`` and never commit.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.forum.homes import UNLINKED, rows_in
from service.forum.membership import forget_departures, forget_departures_from
from service.forum.tables import ForumGroup, ForumTopic, LinkCode, OfficerTelegram
from service.forum.topics import lose_topic
from service.storage.tables import Officer

CODE_LIFE = timedelta(hours=24)
CODE_LENGTH = 12  # characters of an alphabet without look-alikes: 60 bits
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
OFFICER, GROUP = "officer", "group"
_SENT = re.compile(
    rf"\s*(?:/hubungkan(?:@\w+)? +|/start petugas_)((?:[{ALPHABET}]-?){{{CODE_LENGTH}}})\s*",
    re.IGNORECASE,
)


def code_in(text: str) -> str | None:
    """Return the code that a private message is made of; None for whatever a citizen writes."""
    sent = _SENT.fullmatch(text)
    return sent.group(1) if sent else None


@dataclass(frozen=True)
class Linked:
    """An officer who acts from Telegram."""

    officer_id: int
    name: str
    is_active: bool


@dataclass(frozen=True)
class Group:
    """A unit's group."""

    id: int
    unit: str
    chat: str
    is_gone: bool


def make_officer_code(session: Session, username: str, now: datetime) -> str:
    """Return a new code for an officer; earlier ones do not work any more.

    Raises:
        NotFound: There is no such officer, or they are disabled.
    """
    found = session.scalar(select(Officer).where(Officer.username == username.lower()))
    if found is None or not found.active:
        raise NotFound(f"no active officer {username!r}")
    record(session, Deed.ACCOUNT_CODE, now, data={"account": found.id})
    return _make_code(session, OFFICER, str(found.id), now)


def make_group_code(session: Session, unit: str, now: datetime) -> str:
    """Return a new code for the group of a unit; earlier ones do not work any more."""
    record(session, Deed.ACCOUNT_CODE, now, data={"group": unit})
    return _make_code(session, GROUP, unit, now)


def link_officer(session: Session, code: str, account: str, now: datetime) -> Linked | None:
    """Link a Telegram account to the officer of a code; None when the code does not work.

    An account is one officer's, and an officer has one account: the newest link holds.
    """
    subject = _use_code(session, OFFICER, code, now)
    if subject is None:
        return None
    officer_id = int(subject)
    session.execute(
        delete(OfficerTelegram).where(
            (OfficerTelegram.account == account) | (OfficerTelegram.officer_id == officer_id)
        )
    )
    session.add(OfficerTelegram(officer_id=officer_id, account=account, linked_at=now))
    forget_departures(session, account)
    session.flush()
    record(session, Deed.ACCOUNT_LINKED, now, officer_id=officer_id, data={"account": officer_id})
    return linked(session, account)


def link_group(session: Session, code: str, chat: str, now: datetime) -> Group | None:
    """Make a chat the group of a code's unit; None when the code does not work."""
    unit = _use_code(session, GROUP, code, now)
    return None if unit is None else set_group(session, unit, chat, now)


def keep_group(session: Session, unit: str, chat: str, now: datetime) -> None:
    """Make a chat the group of a unit, as an operator set it, if the unit has none yet.

    One that went on under another number since is not taken back.
    """
    if session.scalar(select(ForumGroup.id).where(ForumGroup.unit == unit)) is None:
        set_group(session, unit, chat, now)


def set_group(session: Session, unit: str, chat: str, now: datetime) -> Group:
    """Make a chat the group of a unit; both leave whom they were linked with."""
    other = session.scalar(select(ForumGroup).where(ForumGroup.chat == chat))
    if other is not None and other.unit != unit:
        other.chat, other.gone_at = f"was {other.id}", now
        session.flush()
    row = session.scalar(select(ForumGroup).where(ForumGroup.unit == unit))
    if row is None:
        row = ForumGroup(unit=unit, chat=chat, linked_at=now)
        session.add(row)
    elif row.chat != chat:
        forget_departures_from(session, row.id)
        move_group(session, row.chat, chat, now)
    row.gone_at, row.linked_at, row.inspected_at = None, now, None
    session.flush()
    record(session, Deed.GROUP_LINKED, now, data={"unit": unit})
    return _group(row)


def move_group(session: Session, chat: str, to: str, now: datetime) -> None:
    """Let a group go on under another number: its topics stay behind.

    Those of citizens who wait are made anew, the others when their citizen comes again.
    """
    row = session.scalar(select(ForumGroup).where(ForumGroup.chat == chat))
    if row is None:
        return
    row.chat = to
    for topic in session.scalars(select(ForumTopic).where(ForumTopic.group_id == row.id)):
        topic.thread = None
        if rows_in(session, topic.conversation_id, row.unit, now):
            lose_topic(session, topic.id, now)


def linked(session: Session, account: str) -> Linked | None:
    """Return the officer of a Telegram account, None when it is nobody's."""
    row = session.execute(
        select(Officer.id, Officer.name, Officer.active)
        .join(OfficerTelegram, OfficerTelegram.officer_id == Officer.id)
        .where(OfficerTelegram.account == account)
    ).first()
    return Linked(row.id, row.name, row.active) if row else None


def unlink(session: Session, account: str) -> Linked | None:
    """Let an account act no more; returns whose it was."""
    known = linked(session, account)
    if known is not None:
        record(session, Deed.ACCOUNT_UNLINKED, None, data={"account": known.officer_id})
    session.execute(delete(OfficerTelegram).where(OfficerTelegram.account == account))
    return known


def linked_since(session: Session, officer_id: int) -> datetime | None:
    """Return since when an officer acts from Telegram; None: they do not."""
    row = session.get(OfficerTelegram, officer_id)
    return row.linked_at if row else None


def unlink_officer(session: Session, officer_id: int) -> bool:
    """Let an officer's account act no more; tell whether one was linked."""
    row = session.get(OfficerTelegram, officer_id)
    return row is not None and unlink(session, row.account) is not None


def group_of_chat(session: Session, chat: str) -> Group | None:
    """Return the group of a chat's number, None when it is no unit's."""
    row = session.scalar(select(ForumGroup).where(ForumGroup.chat == chat))
    return _group(row) if row else None


def groups(session: Session) -> list[Group]:
    """Return every unit's group, without those that were unlinked."""
    rows = session.scalars(select(ForumGroup).where(~UNLINKED).order_by(ForumGroup.id))
    return [_group(row) for row in rows]


def mark_gone(session: Session, group_id: int, now: datetime) -> None:
    """Note that a group cannot be written to."""
    row = session.get_one(ForumGroup, group_id)
    row.gone_at, row.looked_at = row.gone_at or now, now


def is_to_be_probed(session: Session, group_id: int, now: datetime, every: timedelta) -> bool:
    """Tell whether it is time to look if a group is back."""
    row = session.get_one(ForumGroup, group_id)
    return row.gone_at is not None and (row.looked_at is None or now - row.looked_at >= every)


def mark_probed(session: Session, group_id: int, now: datetime) -> None:
    """Note that it was looked at whether a group is back."""
    session.get_one(ForumGroup, group_id).looked_at = now


def mark_back(session: Session, chat: str) -> None:
    """Note that a group can be written to again."""
    row = session.scalar(select(ForumGroup).where(ForumGroup.chat == chat))
    if row is not None:
        row.gone_at = None


def _make_code(session: Session, kind: str, subject: str, now: datetime) -> str:
    unused = (LinkCode.kind == kind, LinkCode.subject == subject, LinkCode.used_at.is_(None))
    session.execute(delete(LinkCode).where(*unused))
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    row = LinkCode(kind=kind, subject=subject, made_at=now, expires_at=now + CODE_LIFE)
    row.code_hash = _digest(code)
    session.add(row)
    session.flush()
    return code


def _use_code(session: Session, kind: str, code: str, now: datetime) -> str | None:
    row = session.get(LinkCode, _digest(code), with_for_update=True)
    if row is None or row.kind != kind or row.used_at is not None or row.expires_at <= now:
        return None
    row.used_at = now
    return row.subject


def _digest(code: str) -> str:
    plain = code.strip().upper().replace("-", "")
    return hashlib.sha256(plain.encode("utf-8", errors="surrogatepass")).hexdigest()


def _group(row: ForumGroup) -> Group:
    return Group(row.id, row.unit, row.chat, row.gone_at is not None)
