"""The Bot API's groups: who is in them, their topics, and what they refuse a bot.

The texts of the errors are Telegram's. Where Telegram decides by what tests cannot know (who made
a topic), this is the stricter of both: a closed topic takes no message of the bot's.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from doubles.bot_api_reactions import ALLOWED
from doubles.bot_api_wire import Params, Refused

MINUTE = 60.0
A_MINUTE = 20  # messages that a bot may send to one group, edits and copies too
BURST = 3  # topics made within ``BURST_SECONDS`` for which Telegram has banned bots
BURST_SECONDS = 5.0
NAME_LIMIT = 128  # characters of a topic's name
GENERAL = 1  # the topic that every forum has; its number is refused
RIGHTS = ("manage_topics", "delete_messages", "pin_messages")
NO_THREAD = "Bad Request: message thread not found"
FREEDOMS = tuple(
    f"can_{name}"
    for name in (
        "change_info invite_users pin_messages manage_topics send_messages send_polls"
        " send_other_messages add_web_page_previews send_audios send_documents send_photos"
        " send_videos send_video_notes send_voice_notes edit_tag react_to_messages"
    ).split()
)
GONE = {"left": "bot is not a member of", "kicked": "bot was kicked from"}


@dataclass
class Topic:
    """A topic of a forum."""

    name: str
    is_closed: bool = False
    created: Params = field(default_factory=dict)  # the message that tells of its creation


@dataclass
class Group:
    """A group, as Telegram keeps it.

    Attributes:
        bot: The bot's standing: ``administrator``, ``member``, ``left`` or ``kicked``.
        members: The standing of people, by their number.
        moved_to: The number that it goes on under.
        reactions: Those that its administrators allow.
        bursts: How often topics were made so fast that Telegram may ban the bot.
        clock: Seconds; tests may put another in.
    """

    id: int
    title: str = "Petugas"
    is_forum: bool = True
    bot: str = "administrator"
    rights: set[str] = field(default_factory=lambda: set(RIGHTS))
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    moved_to: int | None = None
    reactions: frozenset[str] = ALLOWED
    bursts: int = 0
    clock: Callable[[], float] = time.monotonic
    taken: deque[float] = field(default_factory=deque)
    made: deque[float] = field(default_factory=lambda: deque(maxlen=BURST))

    def described(self) -> Params:
        """Return the chat as messages name it."""
        kind = "supergroup" if self.id < -(10**12) or self.is_forum else "group"
        forum: Params = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": kind, "title": self.title, **forum}

    def may(self, right: str) -> bool:
        """Tell whether the bot has a right."""
        return self.bot == "administrator" and right in self.rights

    def enter(self) -> None:
        """Let the bot in.

        Raises:
            Refused: It is not in the group any more, or the group has another number.
        """
        if self.moved_to is not None:
            what = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, what, migrate_to_chat_id=self.moved_to)
        if self.bot in GONE:
            kind = self.described()["type"]
            raise Refused(403, f"Forbidden: {GONE[self.bot]} the {kind} chat")
        if self.bot == "restricted":
            what = "not enough rights to send text messages to the chat"
            raise Refused(400, f"Bad Request: {what}")

    def count(self) -> None:
        """Count a message of this minute.

        Raises:
            Refused: There were too many; those refused count as well.
        """
        now = self.clock()
        while self.taken and self.taken[0] <= now - MINUTE:
            self.taken.popleft()
        if len(self.taken) >= A_MINUTE:
            seconds = int(self.taken[0] + MINUTE - now) + 1
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self.taken.append(now)

    def open_topic(self, number: object) -> Topic | None:
        """Return the topic that may be written to; None for the general one.

        Raises:
            Refused: There is none of this number, or it is closed.
        """
        if number is None:
            return None
        topic = self.topics.get(int(str(number)))
        if topic is None:
            raise Refused(400, NO_THREAD)
        if topic.is_closed:
            raise Refused(400, "Bad Request: TOPIC_CLOSED")
        return topic

    def placed(self, number: object) -> Params:
        """Return the fields by which a message names its topic.

        What answers nothing in a topic is told of as an answer to the topic's first message.
        """
        if number is None:
            return {}
        created = self.topics[int(str(number))].created
        fields: Params = {"message_thread_id": int(str(number)), "is_topic_message": True}
        return fields | ({"reply_to_message": created} if created else {})

    def make_topic(self, name: str) -> None:
        """Let the bot make a topic, and count bursts.

        Raises:
            Refused: The group is no forum, the bot has no right, or the name is none.
        """
        if not self.is_forum:
            raise Refused(400, "Bad Request: the chat is not a forum")
        if not self.may("manage_topics"):
            raise Refused(400, "Bad Request: not enough rights to create a topic")
        if not 1 <= len(name) <= NAME_LIMIT:
            raise Refused(400, "Bad Request: TOPIC_TITLE_EMPTY")
        now = self.clock()
        self.made.append(now)
        if len(self.made) == BURST and self.made[0] > now - BURST_SECONDS:
            self.bursts += 1

    def topic_to_change(self, number: object) -> Topic:
        """Return a topic that the bot may change.

        Raises:
            Refused: There is none, or the bot has no right.
        """
        if not self.may("manage_topics"):
            raise Refused(400, "Bad Request: not enough rights to manage chat topics")
        topic = self.topics.get(int(str(number)))
        if topic is None:
            raise Refused(400, "Bad Request: TOPIC_ID_INVALID")
        return topic

    def member(self, user_id: int) -> Params:
        """Return the answer of ``getChatMember`` about somebody else than the bot.

        Raises:
            Refused: They were never there.
        """
        if user_id not in self.members:
            raise Refused(400, "Bad Request: member not found")
        return standing(self.members[user_id], person(user_id))

    def bot_member(self, bot: Params) -> Params:
        """Return the answer of ``getChatMember`` about the bot."""
        return standing(self.bot, bot, self.rights)


class Groups:
    """The groups that the bot knows, by their number."""

    def __init__(self) -> None:
        self._known: dict[int, Group] = {}

    def __contains__(self, chat_id: object) -> bool:
        """Tell whether a chat is one of them."""
        return chat_id in self._known

    def add(self, group: Group) -> Group:
        """Let the bot be in a group."""
        self._known[group.id] = group
        return group

    def at(self, chat_id: int) -> Group:
        """Return a group.

        Raises:
            Refused: The bot knows none of this number.
        """
        try:
            return self._known[chat_id]
        except KeyError:
            raise Refused(400, "Bad Request: chat not found") from None

    def enter(self, chat_id: int) -> None:
        """Let the bot into a chat; private ones, and unknown ones, are no concern of ours."""
        if chat_id in self._known:
            self._known[chat_id].enter()

    def admit(self, chat_id: int, params: Params) -> None:
        """Let the bot write something into a chat, and count it."""
        if chat_id in self._known:
            group = self._known[chat_id]
            group.enter()
            group.open_topic(params.get("message_thread_id"))
            group.count()

    def reactions_in(self, chat_id: int) -> frozenset[str]:
        """Return the reactions that a chat allows."""
        return self._known[chat_id].reactions if chat_id in self._known else ALLOWED


def person(user_id: int) -> Params:
    """Return an officer, with the name that phones show."""
    return {"id": user_id, "is_bot": False, "first_name": f"Petugas {user_id}"}


def standing(status: str, user: Params, rights: set[str] | None = None) -> Params:
    """Return somebody's standing in a group as Telegram tells it."""
    told: Params = {"status": status, "user": user}
    if status == "kicked":
        return told | {"until_date": 0}
    if status == "restricted":  # who left while they were restricted stays so
        return told | {"is_member": False, "until_date": 0} | dict.fromkeys(FREEDOMS, False)
    if status != "administrator":
        return told
    names = "be_edited manage_chat manage_video_chats restrict_members promote_members"
    names += " change_info invite_users post_stories edit_stories delete_stories"
    given = {f"can_{name}": True for name in names.split()}
    given |= {f"can_{name}": rights is None or name in rights for name in RIGHTS}
    return told | given | {"is_anonymous": False}
