"""The Bot API's methods about groups: their topics, their members, the group itself."""

from collections.abc import Callable

from doubles.bot_api_chats import Chats
from doubles.bot_api_groups import Group, Topic
from doubles.bot_api_wire import Params, Refused

GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
NOT_MODIFIED = "Bad Request: TOPIC_NOT_MODIFIED"


class Forums:
    """Carries out what a bot asks of a group as a whole."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def methods(self) -> dict[str, Callable[[Params], object]]:
        """Return what carries out each method."""
        return {
            "createForumTopic": self._create,
            "editForumTopic": self._edit,
            "closeForumTopic": lambda params: self._close(params, True),
            "reopenForumTopic": lambda params: self._close(params, False),
            "deleteForumTopic": self._delete,
            "getChatMember": self._member,
            "getChat": self._chat,
            "leaveChat": self._leave,
        }

    def _create(self, params: Params) -> Params:
        group = self._entered(params)
        name = str(params.get("name", ""))
        group.make_topic(name)
        group.count()
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self._chats.group_message(group.id, self._chats.bot, **created)
        number = message["message_id"]
        message |= {"message_thread_id": number, "is_topic_message": True}
        group.topics[number] = Topic(name, created=message)
        return {"message_thread_id": number, "name": name, "icon_color": 7322096}

    def _edit(self, params: Params) -> bool:
        topic = self._entered(params).topic_to_change(params["message_thread_id"])
        if topic.name == params.get("name"):
            raise Refused(400, NOT_MODIFIED)
        topic.name = str(params["name"])
        return True

    def _close(self, params: Params, is_closed: bool) -> bool:
        topic = self._entered(params).topic_to_change(params["message_thread_id"])
        if topic.is_closed == is_closed:
            raise Refused(400, NOT_MODIFIED)
        topic.is_closed = is_closed
        return True

    def _delete(self, params: Params) -> bool:
        group = self._entered(params)
        group.topic_to_change(params["message_thread_id"])
        drop_topic(self._chats, group, int(params["message_thread_id"]))
        return True

    def _member(self, params: Params) -> Params:
        group, user_id = self._chats.groups.at(int(params["chat_id"])), int(params["user_id"])
        if user_id == self._chats.bot["id"]:
            return group.bot_member(self._chats.bot)
        self._entered(params)
        return group.member(user_id)

    def _chat(self, params: Params) -> Params:
        full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
        return self._entered(params).described() | full

    def _leave(self, params: Params) -> bool:
        self._entered(params).bot = "left"
        return True

    def _entered(self, params: Params) -> Group:
        group = self._chats.groups.at(int(params["chat_id"]))
        group.enter()
        return group


def drop_topic(chats: Chats, group: Group, number: int) -> None:
    """Let a topic be gone with everything in it."""
    del group.topics[number]
    for message in chats.kept_in(group.id):
        if message.get("message_thread_id") == number:
            chats.remove(group.id, message["message_id"])
