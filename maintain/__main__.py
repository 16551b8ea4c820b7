"""The ``tanya`` command. Each command's help says what it does; errors say what to do next."""

import asyncio
import json
import platform
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from maintain import (
    content_commands,
    examples_commands,
    file_commands,
    hours_commands,
    inbox_commands,
    officer_commands,
    record_commands,
    release_commands,
    replay_command,
    review_command,
    sample_commands,
    serving_commands,
    switch_commands,
)
from maintain.accusing import Tally, ask_lines, judge_line, read_lines, reads_accusations
from maintain.accusing import report_lines as accusation_report
from maintain.asking import Asked, ask_all, open_asker
from maintain.audit_command import audit_command
from maintain.conversations.command import evaluate_conversations
from maintain.evaluating import Report, judge, read_questions
from maintain.masking_command import masking_command
from maintain.meaning_command import learn_meaning
from maintain.operator import operator
from maintain.outside import evaluate_outside
from maintain.private_files import narrow_all, private_files
from maintain.run import run_service
from maintain.training import model_path
from maintain.understanding import Serving, about_models
from service.audit.origin import coming_from, command_origin
from service.audit.recording import Deed, record
from service.clock import utc_now
from service.errors import TanyaError
from service.operations.logs import configure_logging
from service.releases.statistics import wilson
from service.settings import load_settings
from service.storage.database import Database

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Tanya BPKP: run and maintain.")
app.add_typer(content_commands.app, name="content", help="The knowledge base.")
app.add_typer(examples_commands.app, name="examples", help="What the model learns from.")
app.add_typer(file_commands.app, name="files", help="What leads to citizens' files.")
app.add_typer(hours_commands.app, name="hours", help="When officers work.")
app.add_typer(officer_commands.app, name="officers", help="Who may log in at the desk.")
app.add_typer(inbox_commands.app, name="inbox", help="Messages that wait too long or are dead.")
app.add_typer(switch_commands.app, name="switch", help="Turn parts of the service off and on.")
app.add_typer(record_commands.app, name="audit-log", help="Who did and saw what.")
app.add_typer(sample_commands.app, name="sample", help="How often the bot is right.")
app.add_typer(release_commands.app, name="releases", help="What was trained, and may it serve.")
app.command("train")(release_commands.train)
app.command("judge")(release_commands.judge)
app.command("audit")(audit_command)
app.command("replay")(replay_command.replay)
app.add_typer(review_command.app, name="review", help="What was probably answered wrongly.")
app.command("release")(serving_commands.release)
app.command("rollback")(serving_commands.roll_back)
app.command("serving")(serving_commands.show_serving)
app.command("masking")(masking_command)
app.command("meaning")(learn_meaning)

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def run() -> None:
    """Start everything: gateway, desk, action server, Rasa. Trains if there is no model."""
    run_service(load_settings())


@app.command()
def migrate() -> None:
    """Bring the database's schema to the newest version."""
    database = Database.of(load_settings())
    database.migrate()
    with database.write() as session:
        record(session, Deed.SCHEMA_MIGRATED, utc_now())
    database.close()
    console.print("The database is up to date.")


@app.command()
def model() -> None:
    """Print where the model for the present training data lies, or is to lie."""
    print(model_path())


@app.command()
def ask(
    texts: Annotated[list[str] | None, typer.Argument(metavar="[TEXT …]")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask each text, or each line of standard input, as a fresh citizen; store nothing.

    Shows what the bot knows: what is switched off (tanya switch) is answered all the same.
    """
    asyncio.run(_ask(texts or [line.rstrip("\n") for line in sys.stdin], as_json))


@app.command()
def evaluate(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE.jsonl]")] = None,
    conversations: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Conversations instead of questions.")
    ] = None,
    outside: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", help="Real texts that are not for us.")
    ] = None,
    as_json: AsJson = False,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FILE.tar.gz", help="Ask this model, not the running one."),
    ] = None,
) -> None:
    """Measure the bot on labelled questions: text and expect per line.

    With "topic", the question comes right after that article; with a list of lists in "expect",
    each list is one of several questions in the message. A file of accusations or of stories is
    known by its keys. With --conversations, whole conversations are played turn by turn:
    docs/nlu.md has the formats. With --outside, lines of kind, tab and text are asked that are
    not for us.
    """
    if sum(given is not None for given in (file, conversations, outside)) != 1:
        raise typer.BadParameter("give one: a file of questions, --conversations, or --outside")
    if outside is not None:
        evaluate_outside(load_settings(), outside, model, as_json=as_json)
    elif conversations is not None:
        evaluate_conversations(load_settings(), conversations, as_json=as_json, model=model)
    elif file is not None and reads_accusations(file):
        _evaluate_accusations(file, model, as_json)
    elif file is not None:
        _evaluate_questions(file, model, as_json)


def _evaluate_accusations(file: Path, model: Path | None, as_json: bool) -> None:
    figures = asyncio.run(_ask_accusations(file, model)).figures()
    if as_json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        print("\n".join(accusation_report(figures)))


async def _ask_accusations(file: Path, model: Path | None) -> Tally:
    lines, tally = read_lines(file), Tally()
    async with open_asker(load_settings(), model, _tell_model) as asker:
        asked = ask_lines(asker, lines)
        for line in track(lines, "Asking", console=errors):
            judge_line(tally, line, await anext(asked))
    return tally


def _evaluate_questions(file: Path, model: Path | None, as_json: bool) -> None:
    report = asyncio.run(_evaluate(file, model))
    if as_json:
        print(json.dumps(report.figures(), ensure_ascii=False, indent=1))
    else:
        print_report(report)


async def _ask(texts: list[str], as_json: bool) -> None:
    async for asked in ask_all(load_settings(), [(text, None) for text in texts]):
        if as_json:
            print(json.dumps(asked.to_json(), ensure_ascii=False), flush=True)
        else:
            _print_asked(asked)


def _tell_model(serving: Serving) -> None:
    errors.print(about_models(serving), markup=False, soft_wrap=True)


async def _evaluate(file: Path, model: Path | None) -> Report:
    questions = read_questions(file)
    report = Report()
    texts = [(question.text, question.topic) for question in questions]
    asked = ask_all(load_settings(), texts, model, _tell_model)
    for question in track(questions, "Asking", console=errors):
        report.judged.append(judge(question, await anext(asked)))
    await asked.aclose()
    return report


def _print_asked(asked: Asked) -> None:
    console.print(f"[bold]> {asked.masked}[/bold]", markup=True)
    console.print(asked.reply, markup=False)
    for label in asked.buttons:
        console.print(f"  [{label}]", markup=False)
    known = f"{asked.outcome}, {asked.intent}, confidence {asked.confidence:.2f}"
    console.print(f"({known})\n", style="dim", markup=False)


def _with_interval(share: float, n: int) -> str:
    low, high = wilson(round(share * n), n)
    return f"{share:.1%} ({100 * low:.1f}–{100 * high:.1f})"


def print_report(report: Report) -> None:
    """Print the shares right, the topics with mistakes, and each mistake."""
    figures = report.figures()
    table = Table(title=f"{figures['questions']} questions (Wilson, 95 %)")
    for column in ("group", "questions", "right", "among three", "confidently wrong"):
        table.add_column(column, justify="left" if column == "group" else "right")
    for name, group in figures["groups"].items():
        shares = (group["right"], group["among_three"], group["confidently_wrong"])
        n = group["questions"]
        table.add_row(name, str(n), *(_with_interval(share, n) for share in shares))
    console.print(table)
    topics = Table(title="Topics with mistakes")
    for column in ("topic", "questions", "right", "confidently wrong"):
        topics.add_column(column)
    for topic, row in figures["topics"].items():
        if row["right"] < row["questions"]:
            topics.add_row(topic, str(row["questions"]), str(row["right"]), str(row["wrong"]))
    console.print(topics)
    for mistake in figures["mistakes"]:
        mark = "WRONG" if mistake["confidently_wrong"] else mistake["outcome"]
        got = mistake["topic"] or ", ".join(mistake["topics"]) or mistake["intent"]
        wanted = ", ".join(mistake["expect"])
        said = f"{mark:14} {mistake['text'][:90]}\n{'':14} expected {wanted}; got {got} "
        console.print(f"{said}({mistake['confidence']:.2f})", markup=False)


def main() -> None:
    """Run the command; an expected failure prints one clear message and exits with 1."""
    configure_logging("ERROR")
    try:
        with private_files():
            for line in narrow_all():
                errors.print(line, markup=False, soft_wrap=True)
            with coming_from(command_origin(operator(), platform.node())):
                app()
    except TanyaError as error:
        errors.print(f"tanya: {error}", style="bold red", markup=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
