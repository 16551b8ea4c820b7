"""A message in English gets its answer behind English words: what it is about, and its source.

Called by every action with the replies that were decided on; the decision itself is the same for
all languages. The articles are Indonesian, so the reply says in English what follows, and a button
shows it in full (docs/adr/0041).
"""

from collections.abc import Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.provenance import is_dated, named_sources, sources_behind
from service.content.model import Article
from service.content.named_topics import OFFICES
from service.markup import compose, link, read_markup, write_markup
from service.outcomes import Outcome
from service.payloads import topic_payload
from service.replies import Button, Reply
from service.text import words

FEWEST = 2  # English words that make a message English
SHARE = 0.4  # of its words, names and terms among them
ASKS = 3  # words of a message that an English question word begins
TITLE = "english_title_"
_ENGLISH = frozenset(
    "a about after again all allowed am an and any anybody anyone are as ask at be because been "
    "before between both but by can cannot could did do does doing done each english find for "
    "from get give go had has have hello help her hi his how i if in into is it its know long "
    "may me much must my need never no not of often on open or other our out over please report "
    "same shall she should show since so some somebody someone speak still tell than thank thanks "
    "that the their them there these they this those to too under until us use very want was we "
    "were what when where which while who whom whose why will with without would yes you "
    "your".split()
)
_OPENING = frozenset(
    "are can could did do does has have how is may should what when where which who whom why will "
    "would".split()
)
_INDONESIAN = frozenset(
    "ada adalah agar aja aku anda apa apakah atau bagaimana bagi bahwa bapak belum berapa bisa "
    "boleh bolehkah buat bukan cara dalam dan dari dengan di dimana dong dulu gak ga gimana harus "
    "ibu ini itu jadi jika juga kah kak kalau kami kapan karena ke kenapa kepada kita kok lagi "
    "lalu mana mau mengapa minta mohon nggak nya oleh pada pak pakai punya saja sama saya sebagai "
    "sih siapa sudah tapi tentang tidak tolong untuk ya yang".split()
)


def is_english(text: str) -> bool:
    """Tell whether a message is written in English: by the small words, not by terms or names."""
    said = words(text)
    if not said or not _INDONESIAN.isdisjoint(said):
        return False
    known = sum(word in _ENGLISH for word in said)
    asks = said[0] in _OPENING and len(said) >= ASKS
    return asks or (known >= FEWEST and known >= SHARE * len(said))


def opens_question(text: str) -> bool:
    """Tell whether a message begins with a question word of English."""
    said = words(text)
    return bool(said) and said[0] in _OPENING


def in_english(answers: Answers, text: str, replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """Return the replies to a message, in English where it is."""
    if text.startswith("/") or not is_english(text):
        return tuple(replies)
    return tuple(_translated(answers, reply) for reply in replies)


def english_title(answers: Answers, article: Article) -> str:
    """Return what an article is about, in English."""
    return answers.say(f"{TITLE}{article.id}")


def _translated(answers: Answers, reply: Reply) -> Reply:
    article = answers.knowledge.article(reply.topic) if reply.topic else None
    if reply.topic == OFFICES and reply.outcome is Outcome.ANSWERED:
        return _framed(answers, reply, "english_office")
    if article is not None and reply.outcome in (Outcome.ANSWERED, Outcome.REPEATED):
        return _of_article(answers, reply, article)
    if reply.outcome is Outcome.CLARIFIED and reply.topics:
        return _choice(answers, reply)
    if reply.outcome is Outcome.REFERRED:
        return _framed(answers, reply, "english_referred")
    if reply.outcome is Outcome.NOT_UNDERSTOOD:
        return replace(reply, text=answers.say("english_unclear"))
    if reply.outcome is Outcome.SMALL_TALK and reply.intent in ("greet", "bot_challenge"):
        return replace(reply, text=answers.say("english_small_talk"))
    return reply


def _of_article(answers: Answers, reply: Reply, article: Article) -> Reply:
    """Say in English what an article is about, above what it says: days and places read alike."""
    said = answers.say("english_answer", title=english_title(answers, article))
    if reply.outcome is Outcome.REPEATED:
        said = answers.say("english_not_told", title=english_title(answers, article))
    lines = [
        answers.say(
            "english_source",
            link=link(source.title, source.url),
            dated=answers.say("source_dated", dated=source.dated) if is_dated(source) else "",
        )
        for source in named_sources(sources_behind(article))
    ]
    marked = read_markup(reply.text)
    is_told = reply.outcome is Outcome.ANSWERED
    body = f"{said}\n\n{marked.body}" if is_told else said
    full = Button(answers.say("button_english"), topic_payload(article.id))
    text = compose(body, article.title, marked.cautions, lines)
    return replace(reply, text=text, buttons=(full, *reply.buttons[-1:]))


def _choice(answers: Answers, reply: Reply) -> Reply:
    found = [a for a in map(answers.knowledge.article, reply.topics) if a is not None]
    lines = [
        answers.say("clarify_option", number=number, title=english_title(answers, article))
        for number, article in enumerate(found, start=1)
    ]
    frame = (answers.say("english_clarify"), "\n".join(lines), answers.say("english_clarify_end"))
    return replace(reply, text="\n\n".join(frame))


def _framed(answers: Answers, reply: Reply, key: str) -> Reply:
    """Return a reply behind an English sentence, its title and provenance where they were."""
    marked = read_markup(reply.text)
    body = f"{answers.say(key)}\n\n{marked.body}"
    return replace(reply, text=write_markup(replace(marked, body=body)))
