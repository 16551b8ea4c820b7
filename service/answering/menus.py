"""Who the bot is, what it can do, and the topics as buttons. Needs no Rasa."""

from service.answering.answers import Answers
from service.knowledge.knowledge import Knowledge
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Reply


class Menus:
    """Builds the replies to commands and to the buttons of the menu."""

    def __init__(self, knowledge: Knowledge, answers: Answers) -> None:
        self._knowledge = knowledge
        self._answers = answers

    def start(self) -> Reply:
        """Say who answers, what it can do and how data is handled."""
        return self._fixed("start")

    def help(self) -> Reply:
        """Say what one can do here."""
        return self._fixed("help")

    def categories(self) -> Reply:
        """Show the groups of topics."""
        buttons = [
            Button(c.title, Payload(PayloadKind.CATEGORY, c.id))
            for c in self._knowledge.categories
        ]
        return self._menu(self._answers.say("menu"), buttons)

    def category(self, category_id: str) -> Reply:
        """Show the topics of one group."""
        articles = self._knowledge.articles_in(category_id)
        titles = {c.id: c.title for c in self._knowledge.categories}
        if category_id not in titles or not articles:
            return self._menu(self._answers.say("menu_unknown"), [])
        buttons = [Button(article.title, topic_payload(article.id)) for article in articles]
        buttons.append(Button(self._answers.say("button_back"), Payload(PayloadKind.MENU)))
        title = titles[category_id]
        return self._menu(self._answers.say("menu_category", title=title), buttons)

    def after_unhelpful(self) -> Reply:
        """Offer ways on to somebody whom an answer did not help."""
        say = self._answers.say
        buttons = [
            Button(say("button_otherwise"), Payload(PayloadKind.DENY)),
            Button(say("button_topics"), Payload(PayloadKind.MENU)),
            Button(say("button_officer"), Payload(PayloadKind.HUMAN)),
        ]
        return self._menu(say("unhelpful"), buttons)

    def _fixed(self, key: str) -> Reply:
        say = self._answers.say
        buttons = [
            Button(say("button_topics"), Payload(PayloadKind.MENU)),
            Button(say("button_officer"), Payload(PayloadKind.HUMAN)),
        ]
        return self._menu(say(key), buttons)

    def _menu(self, text: str, buttons: list[Button]) -> Reply:
        return Reply(text, Outcome.CLARIFIED, tuple(buttons), confidence=1.0)
