"""Whose account runs a command: the name that stands in the registers."""

import getpass
import os


def operator() -> str:
    """Return whose account runs this: who became root by ``sudo``, too."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):  # a container's number without a name
        return str(os.getuid())
