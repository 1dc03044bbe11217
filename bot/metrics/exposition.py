"""Figures as text for Prometheus.

Source: Prometheus, "Exposition formats", text-based format 0.0.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.counting import Histogram

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Sample(NamedTuple):
    """One line. Shape: `suffix` is what stands behind the name of its family."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


class Family(NamedTuple):
    """What is known under one name. Shape: `kind` is counter, gauge or histogram."""

    name: str
    kind: str
    meaning: str
    samples: tuple[Sample, ...]


def counter(name: str, meaning: str, label: str, values: Mapping[str, float]) -> Family:
    """What only grows until the process ends, by one label."""
    return Family(name, "counter", meaning, _by(label, values))


def gauge(name: str, meaning: str, label: str, values: Mapping[str, float]) -> Family:
    """What is so now, by one label."""
    return Family(name, "gauge", meaning, _by(label, values))


def single(name: str, meaning: str, value: float, kind: str = "gauge") -> Family:
    """One value."""
    return Family(name, kind, meaning, (Sample(value, {}),))


def histogram(name: str, meaning: str, values: Histogram) -> Family:
    """Values by their size: each bucket holds those of the smaller ones too."""
    samples, number = [], 0
    for bound, cell in zip((*values.bounds, float("inf")), values.cells, strict=True):
        number += cell
        samples.append(Sample(number, {"le": _number(bound)}, "_bucket"))
    samples += [Sample(values.total, {}, "_sum"), Sample(number, {}, "_count")]
    return Family(name, "histogram", meaning, tuple(samples))


def text_of(families: Iterable[Family]) -> str:
    """All of it, a line each."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _by(label: str, values: Mapping[str, float]) -> tuple[Sample, ...]:
    return tuple(Sample(value, {label: name}) for name, value in values.items())


def _lines(family: Family) -> Iterator[str]:
    meaning = family.meaning.replace("\\", r"\\").replace("\n", r"\n")
    yield f"# HELP {family.name} {meaning}"
    yield f"# TYPE {family.name} {family.kind}"
    for value, labels, suffix in family.samples:
        pairs = ",".join(f'{name}="{_quoted(said)}"' for name, said in labels.items())
        yield f"{family.name}{suffix}{f'{{{pairs}}}' if pairs else ''} {_number(value)}"


def _quoted(said: str) -> str:
    return said.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return "+Inf" if value == float("inf") else repr(value)
