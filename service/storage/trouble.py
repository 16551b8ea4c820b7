"""What is wrong with a database, in words an operator can act on.

Called where a transaction fails. Only faults that can end without us count: a lock, a full disk, a
server that restarts. A wrong statement is a bug and stays the error it is.
"""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_SQLITE = {
    "SQLITE_BUSY": "another process keeps it locked (a backup, a shell?): find it and end it",
    "SQLITE_LOCKED": "another connection keeps it locked: it is tried again",
    "SQLITE_FULL": "the disk is full: free space; work resumes by itself",
    "SQLITE_IOERR": "the disk fails: check it, its mount and its quota; then the file",
    "SQLITE_CANTOPEN": "the file cannot be opened: check its path and the rights of its folder",
    "SQLITE_READONLY": "the file is read-only: check its rights and its mount",
    "SQLITE_CORRUPT": "the file is damaged: stop everything and restore the last backup",
    "SQLITE_NOTADB": "the file is no database: check DATABASE_URL, or restore the last backup",
}
_POSTGRES = {
    "53": "it has run out of something (disk, memory, connections): see its log",
    "55": "a row or table stays locked: it is tried again",
    "57": "it is being stopped or started: it is tried again",
    "58": "its disk fails: see its log",
}
_AWAY = "it does not answer: check that it runs and DATABASE_URL; it is tried again"
_BUSY = "every connection is in use: it is tried again"


def trouble_of(error: Exception) -> str | None:
    """Return what is wrong and what to do; None when the error is ours."""
    if isinstance(error, PoolTimeout):
        return _BUSY
    if not isinstance(error, DBAPIError):
        return None
    sqlite_name = getattr(error.orig, "sqlite_errorname", None)
    if sqlite_name is not None:
        return next((what for name, what in _SQLITE.items() if sqlite_name.startswith(name)), None)
    if error.connection_invalidated or isinstance(error, OperationalError | InterfaceError):
        return _POSTGRES.get((getattr(error.orig, "sqlstate", None) or "")[:2], _AWAY)
    return None
