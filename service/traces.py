"""What of an error may be logged: its classes and its places in the code, and never its words.

On the standard library alone, and for Python 3.10 as well: Rasa's image contains it.
"""

import traceback

PLACES = 8  # the innermost


def classes_of(error: BaseException) -> str:
    """Return an error's class, and the classes of what caused it: "A from B"."""
    names: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(names) < PLACES:
        names.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return " from ".join(names)


def places_of(error: BaseException) -> list[str]:
    """Return where in the code an error came up, ``file:line``, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    return [f"{frame.filename}:{frame.lineno}" for frame in frames]
