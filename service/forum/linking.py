"""Accounts and groups linked by codes, and what becomes of the link of who leaves a group.

Called by ``handling``. Functions never commit.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from service.conversations.ownership import open_conversation
from service.forum.cards import Shown
from service.forum.links import (
    Group,
    Linked,
    group_of_chat,
    link_group,
    link_officer,
    linked,
    unlink,
)
from service.forum.means import DeskMeans
from service.forum.membership import note_departure, units_left_to
from service.forum.messages import Notice, tell
from service.forum.received import Received
from service.outbox.queue import Draft, put_message
from service.outcomes import Author

TELEGRAM = "telegram"
FORUM = "forum"  # what a message from a group with topics carries


def link_account(session: Session, received: Received, means: DeskMeans, now: datetime) -> str:
    """Link the account of who sends a code to the bot."""
    officer = link_officer(session, received.text, received.account, now)
    text = means.words("link_not_valid")
    if officer is not None:
        text = means.words("linked_officer", name=officer.name)
    return _say_in(session, received.account, text, now)


def link_chat(
    session: Session, received: Received, code: str, means: DeskMeans, now: datetime
) -> str:
    """Make a group a unit's.

    What came of it is said in the group: who never wrote to the bot can be told nowhere else.
    """
    key = _not_linked(linked(session, received.account), received)
    group = link_group(session, code, received.chat, now) if key is None else None
    if group is None:
        return _refuse(session, received, means.words(key or "link_not_valid"), now)
    mode = means.words(f"mode_{means.mode(group.unit).value}")
    text = means.words("linked_group", unit=means.unit_name(group.unit), mode=mode)
    tell(session, Notice(group.id, None, Shown(text)), now)
    return text


def leave(
    session: Session, received: Received, group: Group | None, means: DeskMeans, now: datetime
) -> str:
    """Let whoever left a group act there no more, and tell them."""
    officer = linked(session, received.account)
    if group is None or officer is None:
        return "not_ours"
    note_departure(session, group.id, received.account, now)
    units = units_left_to(session, officer.officer_id, received.account, now)
    text = means.words("unlinked_left")
    if units:
        others = ", ".join(map(means.unit_name, units))
        text = means.words("left_one", unit=means.unit_name(group.unit), others=others)
    else:
        unlink(session, received.account)
    return _say_in(session, received.account, text, now)


def _not_linked(officer: Linked | None, received: Received) -> str | None:
    """Return why somebody cannot link a group, None when the code decides."""
    if officer is None or not officer.is_active:
        return "link_needs_officer"
    return None if received.data == FORUM else "link_no_forum"


def _refuse(session: Session, received: Received, text: str, now: datetime) -> str:
    group = group_of_chat(session, received.chat)
    if group is None:  # nobody's: what is said there goes the way of everything else
        return _say_in(session, received.chat, text, now)
    tell(session, Notice(group.id, None, Shown(text), received.number), now)
    return text


def _say_in(session: Session, chat: str, text: str, now: datetime) -> str:
    conversation_id = open_conversation(session, TELEGRAM, chat, now)
    put_message(session, Draft(conversation_id, Author.SYSTEM, text), now)
    return text
