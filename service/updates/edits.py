"""Edits: who changes a message takes its former words back, and only the newest are kept.

The new words of a message that waits for its answer replace the former ones, and the edit joins
it: both get one answer. A message that has been answered loses its words, and the edit is answered
anew. Called as an edit is stored, in that transaction, after the door has decided what of it may
be kept: the former words go also when nothing of the new ones stays.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, case, func, select, update
from sqlalchemy.orm import Session

from service.conversations.turns import take_words_back
from service.outcomes import Outcome, UpdateState
from service.storage.base import UtcDateTime, table_of
from service.storage.tables import Turn, Update

EDITED = "edited"  # the kind of a changed text
CHANGED = "changed by the citizen"  # why a dead message is not to be tried again


def earlier_versions(session: Session, edit: Update) -> Sequence[Any]:
    """Return what was stored of a message before an edit, the newest first.

    A version that was answered together with another, as an album's, is that other one.
    """
    names = {"of_conversation": edit.conversation_id, "of_message": edit.message_id}
    return session.execute(_VERSIONS, names).all()


def is_unchanged(edit: Update, versions: Sequence[Any]) -> bool:
    """Tell whether an edit changed no word: Telegram also reports what only it can see."""
    is_same = bool(versions) and versions[0].text == edit.text
    return edit.kind == EDITED and is_same and not edit.masked_kinds


def take_back(session: Session, edit: Update, versions: Sequence[Any], now: datetime) -> None:
    """Let the words of earlier versions go; join the edit to one that still waits."""
    numbers = [version.id for version in versions]
    if numbers and _replace_waiting(session, edit, numbers[0], now):
        edit.state, edit.outcome, edit.done_at = UpdateState.DONE, Outcome.JOINED, now
        edit.joined_to, edit.text, edit.payload = numbers.pop(0), "", None
    if numbers:
        session.execute(_FORGET, {"numbers": numbers})
        take_words_back(session, numbers)


def _replace_waiting(session: Session, edit: Update, number: int, now: datetime) -> bool:
    """Put an edit's words in the place of a waiting version's; False when it waits no more.

    Who answers the former words at this moment finds the count changed, and begins anew.
    """
    values = {
        "number": number,
        "new_kind": edit.kind,
        "new_text": edit.text,
        "new_payload": edit.payload,
        "new_masked": edit.masked_kinds,
        "new_cut": edit.is_cut,
        "at": now,
    }
    return cast("CursorResult[Any]", session.execute(_REPLACE, values)).rowcount == 1


# Built once, on the tables: docs/adr/0016.
_TABLE = table_of(Update)
_u, _t = _TABLE.c, table_of(Turn).c
_version = _TABLE.alias().c
_VERSIONS = (
    select(_u.id, func.coalesce(_t.text, _u.text).label("text"))
    .select_from(_TABLE.outerjoin(table_of(Turn), _t.update_id == _u.id))
    .join(_version.id.table, func.coalesce(_version.joined_to, _version.id) == _u.id)
    .where(
        _version.conversation_id == bindparam("of_conversation"),
        _version.message_id == bindparam("of_message"),
        func.coalesce(_version.outcome, "") != Outcome.IGNORED,
    )
    .group_by(_u.id, _t.text, _u.text)
    .order_by(func.max(_version.id).desc())
)
_REPLACE = (
    update(_TABLE)
    .where(_u.id == bindparam("number"), _u.state == UpdateState.PENDING)
    .values(
        kind=bindparam("new_kind"),
        text=bindparam("new_text"),
        payload=bindparam("new_payload"),
        masked_kinds=bindparam("new_masked", type_=_u.masked_kinds.type),
        is_cut=bindparam("new_cut"),
        sealed=None,
        edits=_u.edits + 1,
        due_at=case(
            (_u.attempts > 0, bindparam("at", type_=UtcDateTime())), else_=_u.due_at
        ),  # an album's other parts are waited for
    )
)
_FORGET = (
    update(_TABLE)
    .where(_u.id.in_(bindparam("numbers", expanding=True)), _u.text != "")
    .values(text="", state=UpdateState.DONE, error=CHANGED)
)
