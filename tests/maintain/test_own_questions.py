"""Each question that an article lists must bring that article."""

from collections.abc import AsyncGenerator, Sequence

from maintain.asking import Asked
from maintain.own_questions import astray
from service.content.model import Content


def brought(text: str, topic: str | None) -> Asked:
    """Return what the bot made of a question."""
    answered = [topic] if topic else []
    outcome = "answered" if topic else "not_understood"
    return Asked(text, outcome, topic, answered, 1.0, topic, "", text, [], "rasa", answered)


async def test_a_question_that_brings_another_article_is_named(content: Content) -> None:
    """An editor lists a question and believes that it is answered so."""
    spip = next(article for article in content.articles if article.id == "spip")
    first, second, *others = spip.questions
    strays = {first: "profil-bpkp", second: None}
    asked: list[str] = []

    async def ask(texts: Sequence[str]) -> AsyncGenerator[Asked, None]:
        for text in texts:
            asked.append(text)
            yield brought(text, strays.get(text, "spip"))

    found = await astray([spip], ask)

    assert asked == [first, second, *others]
    assert found == [
        f"spip: its own question {first!r} brings profil-bpkp",
        f"spip: its own question {second!r} brings not_understood",
    ]
