"""What each role may: one table, asked by the desk, by Telegram's orders and by the core.

``desk/app.py`` names the permission of each route, ``service/forum/permissions.py`` that of each
order, and ``access.py`` asks for a ticket's. A role has the least that its work needs; of which
units it has it, says ``service/escalations/reach.py``.
"""

from enum import StrEnum

from service.outcomes import Role


class Permission(StrEnum):
    """One thing that can be allowed."""

    OWN_ACCOUNT = "own_account"  # one's own password and log-ins, and to leave
    READ = "read"  # the queue, and tickets of one's units
    ANSWER = "answer"  # take, answer, note, close: tickets of one's units
    SUPERVISE = "supervise"  # the same of tickets that a colleague holds
    EVERY_UNIT = "every_unit"  # one's units are all
    MOVE_UNREAD = "move_unread"  # move tickets of other units on, without a word of them
    HOURS = "hours"  # the calendar of every unit; of one's own it is SUPERVISE
    ACCOUNTS = "accounts"  # invite, disable, give roles
    ARTICLES = "articles"  # what the bot says, and what it said before
    PROPOSE = "propose"  # that an article of one's units says something else
    CONTENT = "content"  # what the bot says: decide proposals of others, take back, expire, export
    TEACH = "teach"  # say what questions mean, and approve what others say
    RELEASES = "releases"  # see what was trained, how it was judged and what serves
    RELEASE = "release"  # approve a release, let it serve, and go back
    OVERRIDE = "override"  # let a release serve that the gate refuses
    FIGURES = "figures"  # counts, without anybody's words
    OVERVIEW = "overview"  # how the service stands: what answers, what is to be looked after
    RECORD = "record"  # who did and who saw what


_P = Permission
_OFFICER = frozenset({_P.OWN_ACCOUNT, _P.READ, _P.ANSWER, _P.ARTICLES, _P.PROPOSE})
_WRITER = frozenset({_P.ARTICLES, _P.PROPOSE, _P.CONTENT})
_SUPERVISOR = _OFFICER | {_P.SUPERVISE, _P.FIGURES}

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _OFFICER,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.LEAD: _SUPERVISOR | {_P.EVERY_UNIT, _P.HOURS},
    Role.ADMIN: _SUPERVISOR
    | {_P.MOVE_UNREAD, _P.ACCOUNTS, _P.HOURS, _P.OVERVIEW, _P.RELEASES, _P.OVERRIDE},
    Role.MAINTAINER: _WRITER
    | {_P.OWN_ACCOUNT, _P.FIGURES, _P.OVERVIEW, _P.TEACH, _P.RELEASES, _P.RELEASE},
    Role.AUDITOR: frozenset({_P.OWN_ACCOUNT, _P.RECORD, _P.ARTICLES, _P.RELEASES}),
}


# ``tanya officers``: who runs it has the server and the database's key, which is above every role.
# Named here is what an act needs in the browser; a command that is missing fails a test.
COMMANDS: dict[str, Permission] = {
    "add": _P.ACCOUNTS,
    "invite": _P.ACCOUNTS,
    "sessions": _P.ACCOUNTS,
    "password": _P.ACCOUNTS,
    "factors": _P.ACCOUNTS,
    "unbind": _P.ACCOUNTS,
    "role": _P.ACCOUNTS,
    "units": _P.ACCOUNTS,
    "duty": _P.SUPERVISE,
    "away": _P.SUPERVISE,
    "disable": _P.ACCOUNTS,
    "enable": _P.ACCOUNTS,
    "link": _P.ACCOUNTS,
    "unlink": _P.ACCOUNTS,
    "group": _P.SUPERVISE,
    "ungroup": _P.SUPERVISE,
    "list": _P.ACCOUNTS,
}


def may(role: Role, permission: Permission) -> bool:
    """Tell whether a role has a permission."""
    return permission in MATRIX[role]


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that have a permission."""
    return frozenset(role for role in MATRIX if may(role, permission))
