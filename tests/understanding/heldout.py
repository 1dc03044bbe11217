"""Measure the recognizer: `python -m tests.understanding.heldout [-v] [folder]`.

The misses of the blind files are never shown line by line, so that nobody writes for them.

A file `<language>_<anything>.tsv` holds intent and sentence per line; `slots.tsv` holds language,
sentence and `slot=value;slot=value`. None of these may stand in the training files.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.catalog import load_catalog
from bot.understanding import OUT_OF_SCOPE, Outcome, Recognizer, Slots
from tests.understanding.heldout_files import BLIND, FOLDER, by_intent, sentences

TODAY = date(2026, 4, 20)


@dataclass
class Score:
    total: int = 0
    right: int = 0
    wrong_confident: int = 0
    outside: int = 0
    let_through: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.total} sentences, top-1 {self.right / self.total:.3f}, "
            f"wrong-confident {self.wrong_confident / self.total:.3f}, "
            f"out of scope let through {self.let_through}/{self.outside}, {dict(self.outcomes)}"
        )


def measure(recognizer: Recognizer, pattern: str, folder: Path = FOLDER) -> Score:
    return measure_all(recognizer, sentences(pattern, folder))


def measure_all(recognizer: Recognizer, asked: Iterable[tuple[str, str]]) -> Score:
    score = Score()
    for intent, text in asked:
        found = recognizer.recognize(text, today=TODAY)
        confident = found.outcome is Outcome.ANSWER
        score.total += 1
        score.right += found.intent == intent
        score.wrong_confident += confident and found.intent != intent
        score.outside += intent == OUT_OF_SCOPE
        score.let_through += confident and intent == OUT_OF_SCOPE
        score.outcomes[found.outcome.value] += 1
        if found.intent != intent:
            score.misses.append(f"{intent} -> {found.outcome} {found.alternatives[:3]} {text}")
    return score


def slot_misses(recognizer: Recognizer, folder: Path = FOLDER) -> tuple[int, list[str]]:
    total, misses = 0, []
    for line in (folder / "slots.tsv").read_text("utf-8").splitlines():
        language, text, expected = line.split("\t")
        said = _said(recognizer.recognize(text, today=TODAY, language=language).slots)
        for pair in expected.split(";"):
            name, _, value = pair.partition("=")
            total += 1
            if said.get(name, "") != value:
                misses.append(f"{text}: {name} should be {value}, is {said.get(name, '')!r}")
    return total, misses


@dataclass
class SampledSlots:
    """What the sampled sentences say, and what was found.

    `values` were said, `right` of them found; `unsaid` are values found though nobody said them.
    """

    values: int = 0
    right: int = 0
    unsaid: int = 0
    misses: list[str] = field(default_factory=list)


SAMPLED = ("claim", "amount")
SAMPLED_MANY = {"activity": "activities", "document": "documents", "expense": "expenses"}


def sampled_slots(recognizer: Recognizer, language: str, folder: Path = FOLDER) -> SampledSlots:
    """Slots of `slots-sampled.tsv`: every value said in a sentence, `|` where several are right.

    A value with `?` may be missing, for people differ about it; a date is month and day.
    """
    score = SampledSlots()
    for line in (folder / "slots-sampled.tsv").read_text("utf-8").splitlines():
        spoken, text, expected = line.split("\t")
        if spoken != language:
            continue
        slots = recognizer.recognize(text, today=TODAY, language=language).slots
        _compare(score, text, _values(slots), expected)
    return score


def _values(slots: Slots) -> dict[str, list[str]]:
    plain = slots.as_json()
    said = {name: [str(plain[name])] for name in SAMPLED if name in plain}
    said |= {name: list(getattr(slots, many)) for name, many in SAMPLED_MANY.items()}
    if slots.first_day:
        said["date"] = [slots.first_day.isoformat()[5:]]
    return said


def _compare(score: SampledSlots, text: str, said: dict[str, list[str]], expected: str) -> None:
    for pair in filter(None, expected.split(";")):
        name, _, values = pair.partition("=")
        wanted = values.removesuffix("?").split("|")
        found = [value for value in said.get(name, ()) if value in wanted or wanted == [""]]
        said[name] = [value for value in said.get(name, ()) if value not in found]
        if not values.endswith("?"):
            score.values += 1
            score.right += bool(found)
            if not found:
                score.misses.append(f"{text}: {name} should be {values}")
    left = [(name, value) for name, values in said.items() for value in values]
    score.unsaid += len(left)
    score.misses += [f"{text}: {name} {value!r} was not said" for name, value in left]


def _said(slots: Slots) -> dict[str, str]:
    plain = {name: str(value) for name, value in slots.as_json().items()}
    plain["date"] = plain.get("first_day", "")
    return plain | {question: ",".join(v) for question, v in slots.conditions.items()}


def main(arguments: list[str]) -> None:
    verbose = "-v" in arguments
    folders = [Path(argument) for argument in arguments if argument != "-v"]
    folder = folders[0] if folders else FOLDER
    recognizer = Recognizer.load(load_catalog())
    for path in sorted(folder.glob("*_*.tsv")):
        score = measure(recognizer, path.name, folder)
        sys.stdout.write(f"{path.name}: {score}\n")
        sys.stdout.writelines(f"    {miss}\n" for miss in score.misses if verbose)
    for blind in BLIND:
        for language in ("en", "ko"):
            score = measure_all(recognizer, by_intent(language, blind))
            sys.stdout.write(f"{blind.name} {language}: {score}\n")
    if (folder / "slots.tsv").exists():
        total, misses = slot_misses(recognizer, folder)
        sys.stdout.write(f"slots.tsv: {total - len(misses)} of {total} right\n")
        sys.stdout.writelines(f"    {miss}\n" for miss in misses)
    for language in ("en", "ko"):
        slots = sampled_slots(recognizer, language)
        sys.stdout.write(
            f"slots-sampled.tsv {language}: {slots.right} of {slots.values} right, "
            f"{slots.unsaid} unsaid\n"
        )
        sys.stdout.writelines(f"    {miss}\n" for miss in slots.misses)


if __name__ == "__main__":
    main(sys.argv[1:])
