"""Asking two models the same: side by side, after the right topic, and not twice on one day."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from maintain.asking import Asked as Told
from maintain.replaying import AT_ONCE, Kept, NoAnswers, compare, kept_answers
from service.releases.asked_lately import Asked
from service.releases.replay import Compared

BEFORE, AFTER = Path("tanya-1.tar.gz"), Path("tanya-2.tar.gz")
QUESTIONS = [Asked(text, None, "web", 1, 1) for text in ("apa itu spip", "jam buka", "magang")]
FOLLOW_UP = Asked("biayanya", "magang", "web", 1, 1)


class Model:
    """A model that answers each question with an article of its own choice."""

    def __init__(self, topic: str = "spip", by: str = "rasa") -> None:
        self.topic, self.by = topic, by
        self.asked: list[tuple[str, str | None]] = []
        self.at_once = self.most_at_once = 0

    async def ask(self, text: str, after: str | None = None) -> Told:
        self.asked.append((text, after))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return Told(
            text, "answered", self.topic, [], 0.9, "", "r", text, [], self.by, [self.topic]
        )


class Rasas:
    """Where models are opened; counts how often."""

    def __init__(self, **models: Model) -> None:
        self.models = {BEFORE: models["before"], AFTER: models["after"]}
        self.opened: list[Path] = []

    @asynccontextmanager
    async def opens(self, model: Path) -> AsyncIterator[Model]:
        self.opened.append(model)
        yield self.models[model]

    async def compare(
        self,
        questions: list[Asked],
        kept: tuple[Kept, Kept] | None = None,
        tells: Callable[[int, int], None] = lambda _which, _count: None,
    ) -> list[Compared]:
        return await compare(
            questions, (BEFORE, AFTER), kept or (Kept(), Kept()), self.opens, tells
        )


async def test_both_models_are_asked_everything(clock: FrozenClock) -> None:
    """In the order of the questions, a follow-up after its topic, and progress is told."""
    rasas = Rasas(before=Model("spip"), after=Model("magang"))
    told = [0, 0]

    def tell(which: int, count: int) -> None:
        told[which] += count

    found = await rasas.compare([*QUESTIONS, FOLLOW_UP], tells=tell)

    assert [one.asked for one in found] == [*QUESTIONS, FOLLOW_UP]
    assert {(one.before.answered, one.after.answered) for one in found} == {
        (("spip",), ("magang",))
    }
    assert ("biayanya", "magang") in rasas.models[BEFORE].asked
    assert told == [4, 4]


async def test_no_model_is_asked_more_than_it_can_take() -> None:
    """Waiting questions would only grow old in its queue."""
    rasas = Rasas(before=Model(), after=Model())
    many = [Asked(f"frasa {n}", None, "web", 1, 1) for n in range(40)]

    await rasas.compare(many)

    assert rasas.models[BEFORE].most_at_once == AT_ONCE


async def test_what_was_answered_today_is_not_asked_again(
    tmp_path: Path, clock: FrozenClock
) -> None:
    """The model that serves is compared with each new candidate; a line cut off is asked anew."""
    model = tmp_path / "m.tar.gz"
    model.write_bytes(b"weights")

    def kept(content: int = 1, now: datetime | None = None) -> Kept:
        return kept_answers(model, content, now or clock(), tmp_path / "kept")

    rasas = Rasas(before=Model("spip"), after=Model("magang"))
    await rasas.compare(QUESTIONS, (kept(), Kept()))
    (file,) = (tmp_path / "kept").iterdir()
    with file.open("a", encoding="utf-8") as lines:
        lines.write('{"key": "abc", "outc')

    again = await rasas.compare([*QUESTIONS], (kept(), Kept()))

    assert rasas.opened == [BEFORE, AFTER, AFTER]
    assert [one.before.answered for one in again] == [("spip",)] * 3
    assert kept(content=2).answers == {}
    assert "apa itu spip" not in file.read_text(encoding="utf-8")
    assert kept(now=clock() + timedelta(days=1)).answers == {}
    assert not file.exists()


async def test_other_weights_are_another_model(tmp_path: Path, clock: FrozenClock) -> None:
    """A file of the same name may have been trained anew."""
    model = tmp_path / "m.tar.gz"
    model.write_bytes(b"weights")
    first = kept_answers(model, 1, clock(), tmp_path / "kept")
    model.write_bytes(b"others!")

    assert kept_answers(model, 1, clock(), tmp_path / "kept").file != first.file


async def test_an_answer_without_the_model_is_none() -> None:
    """Search alone would be compared with a model, and everything would seem to have changed."""
    rasas = Rasas(before=Model(), after=Model(by="knowledge"))

    with pytest.raises(NoAnswers):
        await rasas.compare(QUESTIONS)
