"""A strict reader of Prometheus' text format: what it does not allow, or advises against, fails.

Source: Prometheus, "Exposition formats", text-based format 0.0.4, and "Metric and label naming".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Labels = tuple[tuple[str, str], ...]

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_COMMENT = re.compile(rf"# (HELP|TYPE) ({_NAME}) (.+)")
_PAIR = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"'
_SAMPLE = re.compile(rf"({_NAME})(?:\{{({_PAIR}(?:,{_PAIR})*)\}})? (\S+)")
_VALUE = re.compile(r"[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN")


@dataclass
class Family:
    """Everything under one name. Shape: (suffix, labels) → value, in the order of the text."""

    name: str
    meaning: str
    kind: str = ""
    samples: dict[tuple[str, Labels], float] = field(default_factory=dict)


def families_of(text: str) -> dict[str, Family]:
    """Name → family. Raises: AssertionError that names the line."""
    assert text.endswith("\n"), "the last line must end"
    found: dict[str, Family] = {}
    for line in text[:-1].split("\n"):
        if line.startswith("#"):
            _comment(line, found)
        else:
            _sample(line, found)
    for family in found.values():
        _check(family)
    return found


def _comment(line: str, found: dict[str, Family]) -> None:
    match = _COMMENT.fullmatch(line)
    assert match, f"neither help nor type: {line}"
    word, name, said = match.groups()
    if word == "HELP":
        assert name not in found, f"a second time: {line}"
        found[name] = Family(name, said)
        return
    family = _newest(found, line)
    assert name == family.name, f"the type of another: {line}"
    assert not family.kind, f"a second type: {line}"
    assert not family.samples, f"a type behind its samples: {line}"
    assert said in ("counter", "gauge", "histogram"), line
    family.kind = said


def _sample(line: str, found: dict[str, Family]) -> None:
    match = _SAMPLE.fullmatch(line)
    assert match, f"no sample: {line!r}"
    name, pairs, value = match[1], match[2] or "", match[match.lastindex or 0]
    family = _newest(found, line)
    suffix = name.removeprefix(family.name)
    assert family.kind, f"no type before it: {line}"
    allowed = ("_bucket", "_sum", "_count") if family.kind == "histogram" else ("",)
    assert name == family.name + suffix, f"not of the family above it: {line}"
    assert suffix in allowed, f"not of the family above it: {line}"
    labels = tuple(re.findall(_PAIR, pairs))
    assert len({label for label, _ in labels}) == len(labels), f"a label twice: {line}"
    assert (suffix, labels) not in family.samples, f"a second time: {line}"
    assert _VALUE.fullmatch(value), line
    family.samples[suffix, labels] = float(value)


def _newest(found: dict[str, Family], line: str) -> Family:
    assert found, f"nothing says what it is: {line}"
    return next(reversed(found.values()))


def _check(family: Family) -> None:
    assert family.samples, f"{family.name} has no samples"
    assert (family.kind == "counter") == family.name.endswith("_total"), family.name
    assert family.kind == "gauge" or min(family.samples.values()) >= 0, family.name
    if family.kind == "histogram":
        _check_histogram(family)


def _check_histogram(family: Family) -> None:
    """Of one without other labels."""
    buckets = {
        float(labels[0][1]): value
        for (suffix, labels), value in family.samples.items()
        if suffix == "_bucket" and [label for label, _ in labels] == ["le"]
    }
    bounds, numbers = list(buckets), list(buckets.values())
    assert bounds == sorted(set(bounds)), f"{family.name}: buckets out of order"
    assert bounds[-1] == float("inf"), f"{family.name}: no last bucket"
    assert numbers == sorted(numbers), f"{family.name}: a bucket without those below it"
    assert numbers[-1] == family.samples["_count", ()], family.name
    assert len(family.samples) == len(buckets) + 2, family.name
    assert ("_sum", ()) in family.samples, family.name
