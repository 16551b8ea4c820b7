"""What is said of somebody else's remit: who can help, how to reach them, and says who. Pure."""

from itertools import groupby

from service.answering.provenance import source_lines
from service.content.model import Contact, ContactKind, Referral
from service.content.sentences import Sentences
from service.markup import compose

# Kinds whose value tells what it is; before the others stands what to do with them.
PLAIN = frozenset({ContactKind.SITE, ContactKind.EMAIL, ContactKind.ADDRESS, ContactKind.ACCOUNT})


def with_contacts(referral: Referral, sentences: Sentences) -> str:
    """Return a referral's text, the contacts that it does not name, and the sources of all."""
    unsaid = [contact for contact in referral.contacts if contact.value not in referral.text]
    lines = [
        _line(owner, list(of_one), sentences)
        for owner, of_one in groupby(unsaid, key=lambda contact: contact.owner)
    ]
    sources = list(dict.fromkeys(contact.source for contact in referral.contacts))
    body = "\n\n".join(filter(None, [referral.text, "\n".join(lines)]))
    return compose(body, foot=source_lines(sentences, sources))


def _line(owner: str, contacts: list[Contact], sentences: Sentences) -> str:
    doubt = next((c.source.dated for c in contacts if c.is_doubtful), None)
    said = sentences("referral_doubt", dated=doubt) if doubt else ""
    listed = ", ".join(map(_said, contacts))
    return sentences("referral_contact", owner=owner, contacts=listed, doubt=said)


def _said(contact: Contact) -> str:
    return contact.value if contact.kind in PLAIN else f"{contact.kind} {contact.value}"
