"""What serves beside what the files say: which of the two a load takes.

A file that nobody touched since it was loaded says nothing new, so what the desk published stays.
A file that was changed is taken, unless the desk changed the same article meanwhile: then the
desk's stays, and is named, until somebody decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.content.entries import Problems, read_text
from service.content.versions import digest
from service.storage.content_tables import ArticleRow


@dataclass(frozen=True)
class Differing:
    """What of the desk stays when the folder is loaded.

    Attributes:
        published: The texts that stay, by the article's id.
        digests: The digest of the file behind each article, ``""`` where there is no file or its
            change was not taken.
        contested: The articles of which both the file and the desk's text changed.
    """

    published: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    contested: tuple[str, ...] = ()


def differing(session: Session, folder: Path, *, files_win: bool = False) -> Differing:
    """Compare what serves with the folder's articles.

    Args:
        files_win: What the desk published gives way where it and the file are not the same.
    """
    files = {path.stem: read_text(path, Problems()) for path in (folder / "articles").glob("*.md")}
    published: dict[str, str] = {}
    digests = {id_: digest(text) for id_, text in files.items()}
    contested = []
    served = select(ArticleRow.id, ArticleRow.written, ArticleRow.loaded)
    for id_, written, loaded in session.execute(served):
        if not written or files_win or digest(written) == loaded:
            continue  # nothing was published in the desk since the last load, or it gives way
        file = files.get(id_)
        published[id_] = written
        if file is not None and file != written and digests[id_] != loaded:
            contested.append(id_)
        if file != written:
            digests[id_] = loaded
    return Differing(published, digests, tuple(sorted(contested)))


def published_texts(session: Session) -> dict[str, str]:
    """Return what serves as it was written, by the article's id."""
    rows = session.execute(select(ArticleRow.id, ArticleRow.written).order_by(ArticleRow.id))
    return {id_: written for id_, written in rows if written}


def in_no_file(session: Session, folder: Path) -> dict[str, str]:
    """Return what serves and stands in no file so, by the article's id: what is to be exported."""
    return {
        id_: written
        for id_, written in published_texts(session).items()
        if read_text(folder / "articles" / f"{id_}.md", Problems()) != written
    }
