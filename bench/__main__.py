"""Measures the service: ``make bench``, or ``python -m bench [PART ...]``; see docs/load.md.

Every figure comes with its conditions. Run it with nothing else running: half an hour, with the
plain alternative trained before 20.
"""

import argparse
from collections.abc import Callable

from bench import (
    desk_pages,
    load,
    long_dialogue,
    many_articles,
    officer_answers,
    old_database,
    old_escalations,
    page_load,
    release,
    start_up,
    strangers,
)

PARTS = (
    "start",
    "page",
    "load",
    "strangers",
    "dialogue",
    "articles",
    "old",
    "escalations",
    "officers",
    "desk",
    "release",
)
RATES = (1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60)
KINDS = ("sqlite", "postgresql")


def main() -> None:
    """Run the parts that were asked for, in their order."""
    arguments = _arguments()
    kinds = tuple(name for name in arguments.systems if name != load.PLAIN)
    runs: dict[str, Callable[[], None]] = {
        "start": lambda: start_up.run(kinds),
        "page": page_load.run,
        "load": lambda: load.run(load.Plan(arguments.systems, arguments.rates, arguments.seconds)),
        "strangers": strangers.run,
        "dialogue": lambda: long_dialogue.run(load.PLAIN in arguments.systems),
        "articles": many_articles.run,
        "old": lambda: old_database.run(kinds, arguments.rows),
        "escalations": lambda: old_escalations.run(kinds),
        "officers": lambda: officer_answers.run(kinds),
        "desk": lambda: desk_pages.run(kinds),
        "release": lambda: release.run(kinds),
    }
    for part in PARTS:
        if part in arguments.parts:
            runs[part]()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all")
    parser.add_argument("--systems", nargs="+", choices=(*KINDS, load.PLAIN), help="all")
    parser.add_argument("--rates", nargs="+", type=float, default=RATES, help="messages a second")
    parser.add_argument("--seconds", type=float, default=15.0, help="at each rate")
    parser.add_argument("--rows", type=int, default=old_database.ROWS, help="stored turns")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    arguments.parts = arguments.parts or PARTS
    arguments.systems = arguments.systems or (*KINDS, load.PLAIN)
    return arguments


if __name__ == "__main__":
    main()
