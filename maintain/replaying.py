"""Asks two models what citizens asked lately, and compares what they say.

Both answer at the same moment, each by a Rasa of its own; citizens meanwhile have the running one.
Answers are kept for the day in ``var/replays``: of a second replay only what is new is asked.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from maintain.asking import Asked as Told
from service.content.folder import fingerprint
from service.errors import TanyaError
from service.outcomes import AnsweredBy
from service.paths import ROOT, VAR
from service.releases.answered import Answered, answered_from
from service.releases.asked_lately import Asked
from service.releases.replay import Compared

AT_ONCE = 4  # questions that one model is asked at the same time
TRIES = 2
KEPT = VAR / "replays"
CODE = ("actions", "bot", "nlu", "service")  # what an answer depends on beside model and content


class NoAnswers(TanyaError):
    """A model did not answer; figures without it would be worth nothing."""


class Asks(Protocol):
    """Something that is asked as a fresh citizen each time; see ``maintain.asking.Asker``."""

    def ask(self, text: str, after: str | None = None) -> Awaitable[Told]:
        """Ask one text, as who was just shown ``after``."""


Opens = Callable[[Path], AbstractAsyncContextManager[Asks]]
Tells = Callable[[int, int], None]  # which of the two models, and how many it answered


@dataclass
class Kept:
    """The answers of one model on one day, by a hash of the question.

    Attributes:
        file: Named by everything that an answer depends on; None: nothing is kept.
    """

    file: Path | None = None
    answers: dict[str, Answered] = field(default_factory=dict)

    def get(self, asked: Asked) -> Answered | None:
        """Return what the model said today."""
        return self.answers.get(_key(asked))

    def put(self, asked: Asked, said: Answered) -> None:
        """Keep what it says."""
        self.answers[_key(asked)] = said
        if self.file is not None:
            line = json.dumps({"key": _key(asked), **asdict(said)}, ensure_ascii=False)
            with self.file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")


def kept_answers(model: Path, content: int, now: datetime, folder: Path | None = None) -> Kept:
    """Return what a model answered today with this content and this code; older ones are removed.

    Args:
        content: The number of the load that serves.
    """
    folder = folder or KEPT
    folder.mkdir(parents=True, exist_ok=True)
    today = f"{now:%Y%m%d}"
    for file in folder.glob("*.jsonl"):
        if not file.name.startswith(today):
            file.unlink()
    digest = hashlib.sha256(model.read_bytes())
    digest.update(f"{content} {fingerprint(ROOT / 'content')}".encode())
    for path in sorted(path for name in CODE for path in (ROOT / name).rglob("*.py")):
        digest.update(path.read_bytes())
    file = folder / f"{today}-{digest.hexdigest()[:24]}.jsonl"
    return Kept(file, dict(_read(file)))


async def compare(
    questions: Sequence[Asked],
    models: tuple[Path, Path],
    kept: tuple[Kept, Kept],
    opens: Opens,
    tells: Tells = lambda _which, _count: None,
) -> list[Compared]:
    """Ask the model before and the model after every question.

    Raises:
        NoAnswers: One of them did not answer.
    """
    async with AsyncExitStack() as stack:
        askers: list[Asks | None] = []
        for model, known in zip(models, kept, strict=True):
            is_needed = any(known.get(one) is None for one in questions)
            asker = await stack.enter_async_context(opens(model)) if is_needed else None
            askers.append(asker)
        before, after = await _ask_both(questions, askers, kept, tells)
    return [Compared(*three) for three in zip(questions, before, after, strict=True)]


async def _ask_both(
    questions: Sequence[Asked], askers: Sequence[Asks | None], kept: Sequence[Kept], tells: Tells
) -> list[list[Answered]]:
    """Return each model's answers in the order of the questions; both are asked side by side."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [
                [group.create_task(answer(one)) for one in questions]
                for answer in (
                    _answering(asker, known, partial(tells, which))
                    for which, (asker, known) in enumerate(zip(askers, kept, strict=True))
                )
            ]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [[task.result() for task in of_model] for of_model in tasks]


def _answering(
    asker: Asks | None, kept: Kept, tell: Callable[[int], None]
) -> Callable[[Asked], Coroutine[None, None, Answered]]:
    """Return what gives a model's answer, asking it a few questions at a time."""
    places = asyncio.Semaphore(AT_ONCE)

    async def answer(asked: Asked) -> Answered:
        said = kept.get(asked)
        if said is None:
            async with places:
                said = await _answer(asker, asked)
            kept.put(asked, said)
        tell(1)
        return said

    return answer


async def _answer(asker: Asks | None, asked: Asked) -> Answered:
    for _ in range(TRIES):
        told = await asker.ask(asked.text, asked.in_talk) if asker else None
        if told is not None and told.answered_by != AnsweredBy.KNOWLEDGE:
            return _answered(told)
    raise NoAnswers("a Rasa of ours did not answer a question in time: see var/log/rasa.log")


def _answered(told: Told) -> Answered:
    return Answered(
        outcome=told.outcome,
        answered=tuple(told.answered),
        topics=tuple(told.topics),
        intent=told.intent,
        confidence=told.confidence,
        reply=told.reply,
    )


def _key(asked: Asked) -> str:
    return hashlib.sha256(f"{asked.in_talk}\0{asked.text}".encode()).hexdigest()


def _read(file: Path) -> list[tuple[str, Answered]]:
    """Return what is kept; a line that was cut off by an end is asked anew."""
    if not file.exists():
        return []
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            kept = json.loads(line)
            found.append((kept["key"], answered_from(kept)))
        except (ValueError, KeyError):
            continue
    return found
