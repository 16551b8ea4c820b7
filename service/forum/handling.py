"""What officers did in Telegram, worked off one by one, each in one transaction with its note.

Only officers who are linked by a code act. Whoever is not, is disabled, or left the group is
refused and told. Functions never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.audit.origin import Channel, Origin, coming_from
from service.audit.recording import Deed, Subject, record
from service.escalations.opening import open_escalation_of
from service.forum import answering, changing, ordering
from service.forum.acting import Act, reply
from service.forum.cards import Mode, Press, Shown, read_press
from service.forum.homes import stands_in
from service.forum.linking import leave, link_account, link_chat
from service.forum.links import (
    Group,
    Linked,
    group_of_chat,
    linked,
    mark_back,
    mark_gone,
    move_group,
)
from service.forum.means import DeskMeans
from service.forum.membership import has_left
from service.forum.messages import Kind, Notice, message_at, tell
from service.forum.orders import (
    Order,
    Ordered,
    Saying,
    UnknownOrder,
    read_order,
    unmarked,
    what_is_said,
)
from service.forum.permissions import is_allowed
from service.forum.received import FETCHING, Received, finish, take_pending
from service.forum.topics import topic_at


@dataclass(frozen=True)
class Handled:
    """What came of something that an officer did.

    Attributes:
        said: What a press is answered with for a moment.
    """

    received: Received
    said: str = ""


def handle_next(session: Session, means: DeskMeans, now: datetime) -> Handled | None:
    """Work off the oldest thing that is due; None when nothing is."""
    received = take_pending(session, now)
    if received is None:
        return None
    with coming_from(Origin(Channel.TELEGRAM, received.account)):
        said = _handle(session, received, means, now)
    if received.id:
        _finish(session, received, said, now)
    return Handled(received, said if received.kind == "press" else "")


def _finish(session: Session, received: Received, said: str, now: datetime) -> None:
    if said not in ("asked", FETCHING):  # its words are kept until its writer decided
        finish(session, received, "done", now)


def _handle(session: Session, received: Received, means: DeskMeans, now: datetime) -> str:
    if received.kind == "private":
        return link_account(session, received, means, now)
    group = group_of_chat(session, received.chat)
    happening = _HAPPENING.get(received.kind)
    if happening is not None:
        return happening(session, received, group, means, now)
    order = read_order(received.text, means.bot_name())
    is_link = isinstance(order, Ordered) and order.order is Order.LINK
    if received.kind == "message" and is_link and isinstance(order, Ordered):
        return link_chat(session, received, order.argument, means, now)
    if group is None:
        return "not_ours"
    act = _act(session, received, group, means, now)
    return act if isinstance(act, str) else _do(act, order)


def _act(
    session: Session, received: Received, group: Group, means: DeskMeans, now: datetime
) -> Act | str:
    """Return what is to be judged, or what a stranger was told."""
    topic = topic_at(session, group.id, received.thread)
    target = message_at(session, group.id, received.answers) if received.answers else None
    officer = linked(session, received.account)
    nobody = Linked(0, "", is_active=False)
    act = Act(session, received, group, officer or nobody, topic, target, means, now)
    why = _why_not(act, officer)
    if why is None:
        return act
    if received.kind == "message" and not _is_meant(act):
        return "talk"
    return "not_linked" if received.kind == "edit" else _refuse(act, why)


def _refuse(act: Act, why: str) -> str:
    """Tell a stranger to the desk, or who was disabled or left, that they may not; record it."""
    subject = Subject(stranger=act.received.account)
    known = {"account": act.officer.officer_id or None}
    what = {**known, "why": why, "unit": act.group.unit}
    record(act.session, Deed.LOGIN_REFUSED, act.now, subject, data=what)
    return reply(act, why)


def _why_not(act: Act, officer: Linked | None) -> str | None:
    """Return why somebody does not act in a group, None when they do."""
    if officer is None:
        return "not_linked"
    if not officer.is_active:
        return "why_disabled"
    return "left_here" if has_left(act.session, act.group.id, act.received.account) else None


def _is_meant(act: Act) -> bool:
    """Tell whether a message would do something."""
    if read_order(act.received.text, act.means.bot_name()) is not None:
        return True
    return what_is_said(act.received.text, act.answered) is not Saying.TALK


def _do(act: Act, order: Ordered | UnknownOrder | None) -> str:
    if not is_allowed(act, order):
        return reply(act, "why_no_tickets")
    if act.is_press:
        return _press(act)
    if act.received.kind == "edit":
        return _edit(act)
    if isinstance(order, UnknownOrder):
        return ordering.tell_unknown(act, order.word)
    if order is not None:
        return ordering.carry_out(act, order)
    match what_is_said(act.received.text, act.answered):
        case Saying.NOTE:
            return answering.note(act, unmarked(act.received.text))
        case Saying.ANSWER:
            return answering.answer(act, act.received.text.strip())
    return _talk(act)


def _talk(act: Act) -> str:
    """Leave talk alone; where only cards stand, a reply to one is likely meant for the citizen."""
    is_card = act.target is not None and act.target.kind == Kind.CARD
    if is_card and act.means.mode(act.group.unit) is Mode.CARD:
        return reply(act, "reply_to_card")
    return "talk"


def _edit(act: Act) -> str:
    row = changing.own_message(act.session, act.group.id, act.received.number)
    if row is not None:
        return changing.edit(act, row)
    return changing.edit_unsent(act)


def _press(act: Act) -> str:
    pressed = read_press(act.received.data or "")
    if pressed is None:
        return reply(act, "press_too_old")
    press, argument = pressed
    if press in (Press.SEND_HIDDEN, Press.SEND_AS_IS, Press.DO_NOT_SEND):
        return answering.decide(act, press, argument)
    doing = {
        Press.TAKE: ordering.take,
        Press.RELEASE: ordering.release,
        Press.HISTORY: ordering.history,
        Press.CLOSE: ordering.ask_to_close,
        Press.CLOSE_NOW: ordering.close,
        Press.KEEP: ordering.keep_open,
        Press.SEND_AGAIN: answering.send_again,
    }
    return doing[press](act, argument)


def tell_failed(session: Session, received: Received, means: DeskMeans, now: datetime) -> str:
    """Say that an act could not be carried out, however often it was tried."""
    group = group_of_chat(session, received.chat)
    text = means.words("act_failed")
    if group is not None and received.kind in ("message", "edit", "press"):
        topic = topic_at(session, group.id, received.thread)
        notice = Notice(group.id, topic.id if topic else None, Shown(text), received.number)
        tell(session, notice, now)
    return text


def _bot_gone(
    session: Session, _received: Received, group: Group | None, _means: DeskMeans, now: datetime
) -> str:
    if group is not None:
        mark_gone(session, group.id, now)
    return "bot_gone"


def _bot_back(
    session: Session, received: Received, _group: Group | None, _means: DeskMeans, _now: datetime
) -> str:
    mark_back(session, received.chat)
    return "bot_back"


def _moved(
    session: Session, received: Received, _group: Group | None, _means: DeskMeans, now: datetime
) -> str:
    move_group(session, received.chat, received.data or received.chat, now)
    return "moved"


def _topic_closed(
    session: Session, received: Received, group: Group | None, means: DeskMeans, now: datetime
) -> str:
    """Open a topic again that was closed while its citizen waits, by writing into it."""
    topic = topic_at(session, group.id, received.thread) if group is not None else None
    if group is None or topic is None:
        return "not_ours"
    view = open_escalation_of(session, topic.conversation_id)
    if view is None or not stands_in(session, view.unit, group.unit, now):
        return "closed"
    shown = Shown(means.words("topic_reopened", ticket=view.ticket))
    tell(session, Notice(group.id, topic.id, shown), now)
    return "reopened"


_HAPPENING = {
    "left": leave,
    "bot_gone": _bot_gone,
    "bot_back": _bot_back,
    "moved": _moved,
    "topic_closed": _topic_closed,
}
