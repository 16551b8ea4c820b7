"""Every intent that a message can have, and which one somebody means who types a part of it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.answering.decision import CHAT_INTENTS, OTHER_INTENTS
from service.storage.content_tables import ArticleRow

SPECIAL = tuple(sorted((CHAT_INTENTS | OTHER_INTENTS) - {"nlu_fallback"}))


def known_intents(session: Session) -> dict[str, str]:
    """Return each intent with its article's title; those without an article follow, untitled."""
    rows = session.execute(select(ArticleRow.id, ArticleRow.title).order_by(ArticleRow.id)).all()
    return {row.id: row.title for row in rows} | dict.fromkeys(SPECIAL, "")


def meant_intents(typed: str, known: Mapping[str, str]) -> list[str]:
    """Return the intents that typed letters can mean: one when they are clear.

    An id or a title counts before the beginning of an id, and that before a part of either.
    """
    said = " ".join(typed.casefold().split())
    if not said:
        return []
    titles = {name: title.casefold() for name, title in known.items()}
    exact = [name for name, title in titles.items() if said in (name, title)]
    begun = [name for name in titles if name.startswith(said)]
    within = [name for name, title in titles.items() if said in name or said in title]
    return exact or begun or within
