"""How an office reads: its name, address and what else is known of it. Pure."""

from service.content.model import Office
from service.content.sentences import Sentences

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
