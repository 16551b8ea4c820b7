"""Makes what a new topic needs: its article, its examples, and its place in Rasa's lists."""

from datetime import date
from pathlib import Path

from maintain.lay_words import write_lay_words
from maintain.topic_lists import topics_of, write_lists
from service.content.articles import ID, ID_LIMIT
from service.errors import TanyaError
from service.examples.rendering import with_examples

EXAMPLES = Path("data/nlu.yml")
ARTICLE = """---
id: {topic}
title:
category:
unit:
status: unknown
checked: {today}
expires: {expires}
sources:
questions:
  - {question}
followups: []
kind:
need:
audience: []
syarat:
waktu:
biaya:
saluran:
hasil:
next:
also: []
checked_by:
changes:
  - {{day: {today}, what: "Ditulis."}}
---
"""


class TopicRefused(TanyaError):
    """A topic cannot be made; the message says why."""


def new_topic(root: Path, content: Path, topic: str, question: str, today: date) -> list[Path]:
    """Write the files of a new topic, with the lines that are to be filled in.

    Returns:
        Every file that was written, the article first.

    Raises:
        TopicRefused: The id is no id, or taken, or the question is more than one line.
    """
    article = content / "articles" / f"{topic}.md"
    if not ID.fullmatch(topic) or len(topic) > ID_LIMIT:
        raise TopicRefused(f"{topic!r}: an id is lower-case words joined by hyphens")
    if article.exists():
        raise TopicRefused(f"{article} is there already: change it instead")
    if "\n" in question or not question.strip():
        raise TopicRefused("the question must be one line of text")
    asked = question.strip().replace('"', '\\"')
    expires = today.replace(day=min(today.day, 28), year=today.year + 1)
    text = ARTICLE.format(topic=topic, today=today, expires=expires, question=f'"{asked}"')
    article.write_text(text, encoding="utf-8")
    examples = root / EXAMPLES
    text = with_examples(examples.read_text(encoding="utf-8"), topic, [question.strip()])
    examples.write_text(text, encoding="utf-8")
    lists = [root / path for path in write_lists(root, topics_of(content))]
    lists += [root / path for path in write_lay_words(root, content)]
    return [article, root / EXAMPLES, *lists]
