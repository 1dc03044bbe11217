"""What the recognizer costs: `python -m tests.understanding.cost`.

Says CPU seconds and megabytes at start, milliseconds per question and by length.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from bot.catalog import load_catalog
from tests.understanding.heldout_files import sentences

TODAY = date(2026, 4, 20)


def _resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def _cpu_ms(recognizer: object, text: str) -> float:
    started = time.process_time_ns()
    recognizer.recognize(text, today=TODAY)  # type: ignore[attr-defined]
    return (time.process_time_ns() - started) / 1e6


def main() -> None:
    catalog = load_catalog()
    memory, started = _resident_mb(), time.process_time()
    from bot.understanding import Recognizer

    recognizer = Recognizer.load(catalog)
    sys.stdout.write(
        f"start-up {time.process_time() - started:.2f} s CPU, {_resident_mb() - memory:.0f} MB\n"
    )
    texts = [text for _, text in sentences("*_*.tsv")]
    costs = sorted(_cpu_ms(recognizer, text) for text in texts)
    sys.stdout.write(
        f"{len(costs)} questions: median {median(costs):.2f} ms CPU, "
        f"99 % under {costs[len(costs) * 99 // 100]:.2f} ms; {_resident_mb() - memory:.0f} MB\n"
    )
    letter = " ".join(texts)
    for length in (250, 500, 1000, 2000):
        cost = median(_cpu_ms(recognizer, letter[at : at + length]) for at in range(0, 20000, 500))
        sys.stdout.write(f"{length} characters: median {cost:.1f} ms CPU\n")


if __name__ == "__main__":
    main()
