"""How an office reads: its name, address, what else is known of it, and whence. Pure."""

from service.answering.provenance import checked_line
from service.content.model import Office
from service.content.sentences import Sentences
from service.markup import link

SHOWN = ("address", "phone", "fax", "email", "web")


def office_text(sentences: Sentences, office: Office) -> str:
    """Return an office in words; what is not known of its address is said."""
    if not office.is_office:
        said = sentences("office_none", province=office.province)
        return f"{said} {office.note}" if office.note else said
    lines = [
        sentences(f"office_{key}", **{key: value})
        for key in SHOWN
        if (value := getattr(office, key))
    ]
    if office.address is None:
        lines.insert(0, sentences("office_no_address"))
    if office.note:
        lines.append(office.note)
    return sentences("office", name=office.name, details="\n".join(lines))


def office_foot(sentences: Sentences) -> list[str]:
    """Return where the offices' data come from, and when they were last compared."""
    dated = sentences("source_dated", dated=sentences("office_source_dated"))
    source = sentences("source", link=link(sentences("office_source"), ""), dated=dated)
    return [source, checked_line(sentences, sentences("office_checked"))]
