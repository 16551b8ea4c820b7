"""Asks the bot the questions that articles list: each must bring its own article."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from rich.console import Console
from rich.progress import track

from maintain.asking import Asked, ask_all
from service.content.model import Article
from service.settings import load_settings

Ask = Callable[[Sequence[str]], AsyncGenerator[Asked, None]]


async def astray(articles: Sequence[Article], ask: Ask) -> list[str]:
    """Return the questions that bring another answer, with what they bring.

    Args:
        articles: Whose questions are asked.
        ask: Answers texts one after the other, as a citizen would be answered.
    """
    listed = [(article.id, text) for article in articles for text in article.questions]
    found = []
    async with aclosing(ask([text for _, text in listed])) as asked:
        for article, text in listed:
            answer = await anext(asked)
            if article not in answer.answered:
                brought = ", ".join(answer.answered) or answer.outcome
                found.append(f"{article}: its own question {text!r} brings {brought}")
    return found


async def ask_each(texts: Sequence[str]) -> AsyncGenerator[Asked, None]:
    """Answer each text through the gateway's own code, and show how far it is."""
    console = Console(stderr=True, highlight=False)
    async with aclosing(ask_all(load_settings(), [(text, None) for text in texts])) as asked:
        for _ in track(texts, "Asking the articles' questions", console=console):
            yield await anext(asked)
