"""The reactions that bots may use, as Telegram's documentation lists them."""

from doubles.bot_api_wire import Params, Refused

ALLOWED = frozenset(
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌"
    " 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘"
    " 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split()
)


def checked_reaction(params: Params, allowed: frozenset[str] = ALLOWED) -> str:
    """Return the one reaction that a request asks for, "" for none.

    Raises:
        Refused: It is none of ``allowed``, or there is more than one.
    """
    asked = params.get("reaction") or []
    if len(asked) > 1:
        raise Refused(400, "Bad Request: REACTIONS_TOO_MANY")
    emoji = str(asked[0].get("emoji", "")) if asked else ""
    if asked and emoji not in ALLOWED & allowed:
        raise Refused(400, "Bad Request: REACTION_INVALID")
    return emoji
