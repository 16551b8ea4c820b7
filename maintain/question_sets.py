"""The sets of questions that a release is judged on: read, asked of one model, and judged.

Each set gives one ``Result`` a question, in the order of its file. What may never be confused is
judged here and by ``tests/e2e/test_never_confuse.py`` alike.
"""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maintain.accusing import Line, Tally, judge_line, read_lines
from maintain.asking import Asked, Asker
from maintain.conversations.judge import judge as judge_conversation
from maintain.conversations.playground import Playground
from maintain.conversations.reading import read_conversations
from maintain.conversations.script import Conversation
from maintain.evaluating import Question, judge, read_questions
from service.errors import TanyaError
from service.outcomes import AnsweredBy, Outcome
from service.releases.bundle import REGRESSION as REGRESSION_PART
from service.releases.bundle import SETS
from service.releases.judging import NEVER_CONFUSE, REGRESSION, Result
from service.releases.judging import Question as Shown

AT_ONCE = 8  # citizens who write side by side; more wait for the same Rasa
ACCUSATIONS = "accusations"
SHOWN_TEXT = 200  # characters of a question in a report
COMPLAINTS = frozenset(
    {"wbs-vs-lapor", "lapor-dana-desa", "lapor-lewat-bot", "warga-minta-audit", "lapor-korupsi"}
)
GROUPS: dict[str, frozenset[str]] = {  # whose topics may answer each other's questions
    "wbs": frozenset({"wbs-cara-lapor", "wbs-data-laporan", "wbs-waktu", "wbs-pantau"}),
    "own-data": frozenset({"wbs-kerahasiaan"}),
    "gratification": frozenset({"lapor-gratifikasi", "hadiah-auditor", "batas-hadiah"}),
    "extortion": frozenset({"pemerasan-atas-nama", "cek-surat-tugas", "telanjur-transfer"}),
    "complaint": COMPLAINTS,
    # Accusations, and questions about where they lead:
    "staff": frozenset({"wbs-cara-lapor", "wbs-kerahasiaan", "wbs-data-laporan"}),
    "village": frozenset({"lapor-dana-desa"}),
    "others": frozenset({"lapor-korupsi", "wbs-vs-lapor"}),
    "impostor": frozenset({"pemerasan-atas-nama", "cek-surat-tugas"}),
    "paid": frozenset({"telanjur-transfer"}),
    "protection": frozenset({"perlindungan-pelapor", "wbs-kerahasiaan"}),
    "violence": frozenset({"wbs-vs-lapor", "wbs-cara-lapor"}),
}


class JudgingFailed(TanyaError):
    """A release could not be judged; says what broke and what next."""


@dataclass(frozen=True)
class QuestionSet:
    """A set: its questions as a report shows them, and how one of them is asked and judged.

    Attributes:
        part: Its name in a bundle, whose digest tells whether it is the same set.
        ask: Asks the question with this place.
    """

    name: str
    part: str
    questions: Sequence[Shown]
    ask: Callable[["Bench", int], Awaitable[Result]]


@dataclass(frozen=True)
class Bench:
    """What the questions are asked of: one model behind a throw-away gateway."""

    asker: Asker
    playground: Playground


def read_sets(
    root: Path, parts: Sequence[str], cases: Sequence[dict[str, Any]]
) -> list[QuestionSet]:
    """Read every set that a bundle names.

    Args:
        cases: Regression cases, as lines of a file of conversations.

    Raises:
        QuestionsUnreadable: A line of a set is not what it should be; names it.
        ConversationsUnreadable: The same of a regression case.
    """
    files = [part for part in parts if part.startswith(f"{SETS}/") and part != REGRESSION_PART]
    sets = [_read_set(root / part.partition("/")[2], part) for part in files]
    return [*([_of_cases(cases)] if cases else []), *sets]


async def ask_set(
    bench: Bench, one: QuestionSet, known: Sequence[Result | None], tell: Callable[[], None]
) -> list[Result]:
    """Ask a set, several questions side by side.

    Args:
        known: What is known already in the place of each question; that is not asked.
        tell: Is called after each question.
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def ask(place: int) -> Result:
        result = known[place]
        if result is None:
            async with gate:
                result = await one.ask(bench, place)
        tell()
        return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ask(place)) for place in range(len(one.questions))]
    return [task.result() for task in tasks]


def is_harmful(group: str, expect: Sequence[str], answered: Sequence[str]) -> bool:
    """Tell whether a message was answered, and with nothing that may answer it."""
    return bool(answered) and GROUPS[group].union(expect).isdisjoint(answered)


def _read_set(path: Path, part: str) -> QuestionSet:
    name = path.stem
    if name == ACCUSATIONS:
        return _of_lines(read_lines(path), name, part)
    questions = read_questions(path)
    groups = _groups_of(path) if name == NEVER_CONFUSE else None

    async def ask(bench: Bench, place: int) -> Result:
        question = questions[place]
        asked = _answered_by_rasa(await bench.asker.ask(question.text, question.topic))
        return _result(question, asked, groups[place] if groups else None)

    shown = [Shown(q.text[:SHOWN_TEXT], q.expect[0]) for q in questions]
    return QuestionSet(name, part, shown, ask)


def _groups_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    groups = [str(json.loads(line).get("group", "")) for line in lines if line.strip()]
    unknown = sorted(set(groups) - GROUPS.keys())
    if unknown:
        raise JudgingFailed(f"{path}: unknown group {', '.join(unknown)}; see question_sets.py")
    return groups


def _result(question: Question, asked: Asked, group: str | None) -> Result:
    judged = judge(question, asked)
    is_shown = Outcome(asked.outcome) in (Outcome.ANSWERED, Outcome.REPEATED)
    harmful = group is not None and is_harmful(group, question.expect, asked.answered)
    return Result(
        is_right=judged.is_right,
        is_wrong=judged.is_wrong,
        topic=(asked.topic or "") if is_shown else "",
        confidence=asked.confidence,
        is_harmful=harmful,
        is_models=_had_a_say(asked),
    )


def _of_lines(lines: Sequence[Line], name: str, part: str) -> QuestionSet:
    async def ask(bench: Bench, place: int) -> Result:
        line, citizen = lines[place], bench.asker.new_citizen()
        asked = [await bench.asker.ask(text, citizen=citizen) for text in line.texts]
        tally = Tally()
        judge_line(tally, line, [_answered_by_rasa(one) for one in asked])
        return Result(
            is_right=not tally.mistakes,
            is_wrong=bool(tally.mistakes),
            is_models=any(map(_had_a_say, asked)),
        )

    shown = [
        Shown(line.texts[-1][:SHOWN_TEXT], (line.expect or (line.against,))[0]) for line in lines
    ]
    return QuestionSet(name, part, shown, ask)


def _of_cases(cases: Sequence[dict[str, Any]]) -> QuestionSet:
    """Return the regression cases; of their words a report shows none."""
    conversations = _conversations(cases)

    async def ask(bench: Bench, place: int) -> Result:
        judged = judge_conversation(
            await bench.playground.new_citizen().play(conversations[place])
        )
        return Result(is_right=judged.is_faultless, is_wrong=not judged.is_faultless)

    shown = [Shown(one.id, _expected(one)) for one in conversations]
    return QuestionSet(REGRESSION, REGRESSION_PART, shown, ask)


def _conversations(cases: Sequence[dict[str, Any]]) -> list[Conversation]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "regression.jsonl"
        lines = [json.dumps(case, ensure_ascii=False) for case in cases]
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_conversations(path)


def _expected(conversation: Conversation) -> str:
    expects = [turn.expect for turn in conversation.turns if turn.expect]
    return next(iter(expects[-1].topics), "") if expects else ""


def _had_a_say(asked: Asked) -> bool:
    """Tell whether the model was asked; the question before it, a choice, never is its matter."""
    return asked.answered_by != AnsweredBy.GATEWAY


def _answered_by_rasa(asked: Asked) -> Asked:
    """Return it as it is; a Rasa that does not answer judges no model."""
    if asked.answered_by == AnsweredBy.KNOWLEDGE:
        raise JudgingFailed("Rasa stopped answering while it was judged: see var/log/rasa.log")
    return asked
