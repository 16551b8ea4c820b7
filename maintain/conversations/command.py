"""``tanya evaluate --conversations FILE``: read, play, judge, report.

Progress goes to standard error, the report to standard output.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from maintain.conversations.judge import JudgedConversation, judge
from maintain.conversations.playground import open_playground, play_all
from maintain.conversations.reading import read_conversations
from maintain.conversations.report import conversation_in_json, report_lines, summary
from maintain.conversations.script import Conversation
from maintain.training import model_path
from maintain.understanding import Serving, about_models
from service.settings import Settings

errors = Console(stderr=True, highlight=False)


def evaluate_conversations(
    settings: Settings, file: Path, *, as_json: bool, model: Path | None = None
) -> None:
    """Measure the bot on a file of conversations.

    Raises:
        ConversationsUnreadable: The file is wrong somewhere; nothing was played.
    """
    show = _print_json if as_json else _print_nothing
    judged, figures = asyncio.run(_measure(settings, read_conversations(file), show, model))
    if as_json:
        print(json.dumps({"summary": figures}, ensure_ascii=False))
    else:
        print("\n".join(report_lines(judged, figures)))


async def _measure(
    settings: Settings,
    conversations: list[Conversation],
    show: Callable[[JudgedConversation], None],
    model: Path | None = None,
) -> tuple[list[JudgedConversation], dict[str, Any]]:
    judged = []
    asked = Serving("", (model or model_path()).name)  # always a Rasa of our own
    errors.print(about_models(asked), markup=False)
    async with open_playground(settings, model) as playground:
        played = play_all(playground, conversations)
        for _ in track(conversations, "Playing", console=errors):
            judged.append(judge(await anext(played)))
            show(judged[-1])
        await played.aclose()
        return judged, summary(judged, playground.unknown_topics(conversations))


def _print_json(judged: JudgedConversation) -> None:
    print(json.dumps(conversation_in_json(judged), ensure_ascii=False), flush=True)


def _print_nothing(_judged: JudgedConversation) -> None:
    """The report comes as a whole, at the end."""
