"""The one tree of expected failures.

Raised by ``service`` and the processes on it; caught only where something useful can be said.
The message is for operators: what, which, and what next. Citizens never read it.
"""


class TanyaError(Exception):
    """Any failure this project expects."""


class SettingsError(TanyaError):
    """A setting is missing or unusable."""


class ContentInvalid(TanyaError):
    """The content folder cannot be loaded; the content loaded before keeps serving.

    Attributes:
        problems: One line each, ``file:line: what is wrong``, in file order.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("content not loaded:\n" + "\n".join(problems))
        self.problems = problems


class UnknownSentence(TanyaError):
    """A fixed sentence was asked for by a key that ``content/sentences.yml`` does not have."""


class UnknownPayload(TanyaError):
    """A text is nothing that a button or a command of ours means."""


class AssistantUnavailable(TanyaError):
    """Rasa or its action server did not give a usable answer."""


class AssistantSlow(AssistantUnavailable):
    """Rasa did not answer in time."""


class DatabaseUnavailable(TanyaError):
    """The database is locked, full, broken or away: it may work again without our help."""


class NotFound(TanyaError):
    """A row that was named does not exist."""


class FileTooLarge(TanyaError):
    """A file is larger than we keep."""


class FileUnreachable(TanyaError):
    """A channel did not give a file; it may another time."""


class UpdateChanged(TanyaError):
    """While a message was answered another gateway finished it, or its citizen changed it."""


class OwnershipLost(TanyaError):
    """Somebody else changed who owns the conversation first."""


class OfficerExists(TanyaError):
    """An officer with this user name is registered already."""


class ProviderUnavailable(TanyaError):
    """The agency's provider of log-ins could not be reached, or answered an error of its own."""


class ProviderRefused(TanyaError):
    """The provider let nobody in, or what it sent is not to be believed.

    Attributes:
        is_cancelled: The officer, or the provider's rules, stopped it there.
    """

    def __init__(self, message: str, is_cancelled: bool = False) -> None:
        super().__init__(message)
        self.is_cancelled = is_cancelled


class IdentityTaken(TanyaError):
    """A provider's identity leads to another officer's account already."""


class WeakPassword(TanyaError):
    """The password is too easily guessed to protect citizens' conversations.

    Attributes:
        reason: ``short``, ``name`` or ``common``; worded in ``desk/templates/accounts.html``.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class LeaveRefused(TanyaError):
    """An officer's leave cannot be noted like this.

    Attributes:
        reason: ``order``, ``past`` or ``stand_in``; worded in ``desk/templates/duty_words.html``.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class HoursRefused(TanyaError):
    """Hours cannot be decided like this.

    Attributes:
        reason: ``role`` or ``never_open``; worded in ``desk/templates/hours_words.html``.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class UnknownSwitch(TanyaError):
    """There is nothing of this name to switch off."""


class UnusableText(TanyaError):
    """A text that citizens are to read is empty or too long."""


class RecordUnreadable(TanyaError):
    """An anchor or a filter of the record cannot be read."""
