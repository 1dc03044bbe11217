"""The figures to reach and the ones at which the benchmark fails; see docs/performance.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """One figure: at most `goal` is wanted, at `limit` or above the run fails."""

    name: str
    goal: float
    limit: float
    unit: str = ""
    limit_fails: bool = False  # whether the limit itself is already too much


CPU_TO_FLOOR = Goal("server CPU per turn against R", 2.5, 4.0, "x")
CPU_TO_STOCK = Goal("server CPU per turn against the stock SDK", 0.20, 0.33, "x")
BAD_REPLIES = Goal("wrong, missing, extra, refused replies", 0, 1, limit_fails=True)
P99_TO_FLOOR = Goal("p99 of a turn against R's p99", 3, 6, "x")
LOOP_STALL = Goal("event-loop stall under this load", 20, 50, "ms")
MEMORY_AT_START = Goal("memory after start", 110, 130, "MiB")
MEMORY_LATER = Goal("memory after 2,000 conversations", 125, 150, "MiB")
START_CPU = Goal("start to first answered request, CPU", 0.9, 1.3, "s")
GROWTH = Goal("CPU per turn with 1,000,000 stored claims against 1", 1.10, 1.25, "x")
JOB_CPU = Goal("job without its call, CPU", 0.5, 1.0, "ms")
QUESTION_CPU = Goal("understanding a question, CPU, median", 1, 2, "ms")
QUESTION_GROWTH = Goal("CPU per character, 2,000 characters against 250", 1.2, 2, "x")
QUESTION_START = Goal("start of the recognizer, CPU", 0.3, 0.5, "s")
QUESTION_MEMORY = Goal("memory of the recognizer", 40, 60, "MB")
TAKEOVER = Goal("jobs of a killed process taken over, after their lease", 1, 5, "s")
REMINDERS_WRONG = Goal("reminders lost, doubled, limits passed", 0, 1, limit_fails=True)
REMINDER_MEMORY = Goal("memory growth of a replica that goes on alone", 3, 6, "MiB")
SWEEP_GROWTH = Goal("planning sweep with 1,000,000 stored claims against 1,000", 1.5, 2.0, "x")


@dataclass(frozen=True)
class Figure:
    """What was measured for one goal; None where it could not be, and why."""

    goal: Goal
    value: float | None
    remark: str = ""

    @property
    def fails(self) -> bool:
        """Whether the figure is past its limit."""
        if self.value is None:
            return False
        goal = self.goal
        return self.value >= goal.limit if goal.limit_fails else self.value > goal.limit

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.value is None:
            return "not measured"
        if self.fails:
            return "FAILS"
        return "ok" if self.value <= self.goal.goal else "past the goal"


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| figure | measured | goal | fails at | |", "|---|---|---|---|---|"]
    for figure in figures:
        goal, value = figure.goal, figure.value
        measured = "-" if value is None else _number(value, goal.unit)
        limits = f"{_number(goal.goal, goal.unit)} | {_number(goal.limit, goal.unit)}"
        verdict = f"{figure.verdict}: {figure.remark}" if figure.remark else figure.verdict
        rows.append(f"| {goal.name} | {measured} | {limits} | {verdict} |")
    return "\n".join(rows)


def _number(value: float, unit: str) -> str:
    digits = 3 if abs(value) < 1 else 2
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:.0f}"
    return f"{text} {unit}" if unit not in ("", "x") else f"{text}{unit}"
