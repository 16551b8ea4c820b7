"""Whether a text may serve: as ``tanya content check`` reads it, and which part is wrong."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.content.articles import Known, Written, read_one
from service.content.entries import Problems, split_front_matter
from service.content.folder import read_known
from service.content.model import Article
from service.editing.parts import REST_TEXT, SPLIT, TEXT, read_parts
from service.errors import ContentInvalid

_PROBLEM = re.compile(r"^.*?:(?P<line>\d+): (?P<what>.*)$", re.DOTALL)
WHOLE = "whole"  # the part of a problem that is none's


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong, in the reader's words, and the part that it stands in."""

    part: str
    what: str


@dataclass(frozen=True)
class Checked:
    """A text as it was read; with a problem there is no article."""

    article: Article | None
    wrong: tuple[Wrong, ...] = ()


def known_names(folder: Path) -> Known:
    """Read what articles may name.

    Raises:
        ContentInvalid: A file of the folder is broken.
    """
    problems = Problems()
    known = read_known(folder, problems)
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return known


def check(
    article_id: str,
    written: str,
    known: Known,
    others: Collection[str],
    today: date,
    *,
    may_expire: bool = False,
) -> Checked:
    """Read a text as the one of an article.

    Args:
        others: The ids of the articles that serve.
        may_expire: Accept a day of expiry that is past; the article answers with a warning.
    """
    problems, path = Problems(), Path(f"{article_id}.md")
    article = read_one(Written(path, written, may_expire), known, others, today, problems)
    if article is not None and not problems.lines:
        return Checked(article)
    entry = split_front_matter(path, written, Problems())
    lines = entry[0].key_lines if entry else {}
    return Checked(None, tuple(_wrong(line, lines, written) for line in problems.lines))


def _wrong(problem: str, key_lines: dict[str, int], written: str) -> Wrong:
    """Tell in which part a problem stands: behind the last key before its line."""
    found = _PROBLEM.match(problem)
    if found is None:
        return Wrong(WHOLE, problem)
    what, line = found["what"], int(found["line"])
    before = [key for key, at in sorted(key_lines.items(), key=lambda one: one[1]) if at <= line]
    part = before[-1] if before else WHOLE
    if part == "id" and not what.startswith("id "):  # the head of the file stands for its body
        part = _part_of_body(what, written)
    if part in SPLIT and "selengkapnya" in what:
        part = SPLIT[part][0]
    return Wrong(part, what)


def _part_of_body(what: str, written: str) -> str:
    """Tell which half of the body a problem quotes."""
    quoted = re.search(r"'([^']+)'", what)
    parts = read_parts(written)
    is_in_rest = quoted and quoted[1] in parts[REST_TEXT] and quoted[1] not in parts[TEXT]
    return REST_TEXT if is_in_rest else TEXT
