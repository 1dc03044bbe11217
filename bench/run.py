"""`make bench`: measure every figure, print the table, end with 1 past a limit.

With --smoke everything runs shortly: it shows that the bot answers rightly under load and that the
benchmark works. Figures are printed then, and only wrong replies and reminders fail.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys

from bench import selftest
from bench.goals import Figure, table
from bench.measure import FULL, PARTS, SMOKE, Bench
from bench.servers import ROOT

FOLDER = ROOT / "build" / "bench"


def main() -> int:
    """0 when no figure is past its limit."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--smoke", action="store_true", help="short; only wrong replies and reminders fail"
    )
    parser.add_argument(
        "--keep", action="store_true", help=f"leave logs and stores in {FOLDER.name}/"
    )
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; default all")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    if wrong := asyncio.run(selftest.check()):
        print("the instrument does not see what it must see:", *wrong, sep="\n")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    bench = Bench(SMOKE if options.smoke else FULL, FOLDER, frozenset(options.parts))
    figures = asyncio.run(bench.measure())
    print(table(figures))
    for trouble in bench.troubles:
        print(f"!! {trouble}")
    failed = [figure for figure in figures if is_failure(figure, smoke=options.smoke)]
    if not failed and not options.keep:
        shutil.rmtree(FOLDER, ignore_errors=True)
    return 1 if failed else 0


def is_failure(figure: Figure, *, smoke: bool) -> bool:
    """Whether it ends the run with 1: shortly, only what must be exactly right counts."""
    return figure.fails and (not smoke or figure.goal.limit_fails)


if __name__ == "__main__":
    sys.exit(main())
