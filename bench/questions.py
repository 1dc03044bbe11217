"""What understanding a question costs, in a process of its own: `python -m bench.questions`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 4, 20)
SHORT, LONG = 250, 2000


@dataclass(frozen=True)
class QuestionCost:
    """Units: CPU seconds and megabytes at start, CPU ms per question.

    Shape: `growth` is the CPU per character of a long text against that of a short one.
    """

    start_seconds: float
    start_megabytes: float
    median_ms: float
    growth: float


def question_cost() -> QuestionCost:
    """Measure in a fresh process, so that nothing else counts."""
    command = [sys.executable, "-m", "bench.questions"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return QuestionCost(**json.loads(done.stdout))


def _questions() -> list[str]:
    texts = []
    for path in sorted((ROOT / "tests" / "understanding").rglob("*.tsv")):
        rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()]
        texts += [row[1] for row in rows if len(row) > 1 and not row[0].startswith("#")]
    return texts


def _resident_megabytes() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6


def _measure() -> QuestionCost:
    from bot.catalog import load_catalog

    catalog = load_catalog()
    memory, started = _resident_megabytes(), time.process_time()
    from bot.understanding import Recognizer

    recognizer = Recognizer.load(catalog)
    start = time.process_time() - started
    texts = _questions()

    def cpu_ms(text: str) -> float:
        before = time.process_time_ns()
        recognizer.recognize(text, today=TODAY)
        return (time.process_time_ns() - before) / 1e6

    costs = [cpu_ms(text) for text in texts]
    letter = " ".join(texts)

    def per_character(length: int) -> float:
        return median(cpu_ms(letter[at : at + length]) for at in range(0, 20_000, 500)) / length

    return QuestionCost(
        start_seconds=start,
        start_megabytes=_resident_megabytes() - memory,
        median_ms=median(costs),
        growth=per_character(LONG) / per_character(SHORT),
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(vars(_measure())))
