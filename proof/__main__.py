"""``python -m proof``: prove that nothing is lost. See docs/operations.md."""

import sys

from rich.console import Console

from proof.plan import read_plan
from proof.run import prove
from service.errors import TanyaError


def main() -> int:
    """Run the proof; 0 when no rule was broken, 1 when one was, 2 when it could not be run."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    try:
        return 1 if prove(read_plan(), console) else 0
    except TanyaError as error:
        console.print(f"The proof could not be run: {error}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
