"""An article as a row, and back. Called by ``store`` only."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from service.content.model import (
    Article,
    ArticleField,
    Audience,
    Change,
    FieldName,
    Kind,
    Record,
    Source,
    Status,
)
from service.storage.content_tables import ArticleRow

DETAILS = ("fields", "also", "taught", "way_on", "record")  # what stands in one column


def article_to_row(article: Article) -> ArticleRow:
    """Return the row of an article."""
    values = asdict(article)
    values["status"] = article.status.value
    for key in ("sources", "questions", "followups"):
        values[key] = list(values[key])
    details = {key: values.pop(key) for key in DETAILS}
    changes = article.record.changes
    kept = [{"day": change.day.isoformat(), "what": change.what} for change in changes]
    details["record"] = {**details["record"], "changes": kept}
    return ArticleRow(**values, details=details)


def row_to_article(row: ArticleRow) -> Article:
    """Return the article of a row; one that was loaded by an older version has no details."""
    details = row.details or {}
    return Article(
        id=row.id,
        title=row.title,
        category=row.category,
        unit=row.unit,
        status=Status(row.status),
        checked=row.checked,
        expires=row.expires,
        sources=_sources(row.sources),
        questions=tuple(row.questions),
        followups=tuple(row.followups),
        text=row.text,
        more=row.more,
        fields={FieldName(name): _field(f) for name, f in details.get("fields", {}).items()},
        also=tuple(details.get("also", ())),
        taught=tuple(details.get("taught", ())),
        way_on=details.get("way_on", ""),
        record=_record(details.get("record", {})),
        written=row.written,
    )


def _sources(rows: list[dict[str, Any]]) -> tuple[Source, ...]:
    return tuple(Source(**row) for row in rows)


def _field(row: Mapping[str, Any]) -> ArticleField:
    return ArticleField(row["text"], _sources(row["sources"]))


def _record(row: Mapping[str, Any]) -> Record:
    changes = row.get("changes", ())
    return Record(
        kind=Kind(row.get("kind", Kind.FACT)),
        need=row.get("need", ""),
        audience=tuple(Audience(word) for word in row.get("audience", ())),
        checked_by=row.get("checked_by", ""),
        changes=tuple(Change(date.fromisoformat(c["day"]), c["what"]) for c in changes),
    )
