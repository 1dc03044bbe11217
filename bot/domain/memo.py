"""What was worked out of a claim or a contact before: they never change, and a turn asks often."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")

_REMEMBERED = 64
"""Subjects per function: those of the conversations that are under way at one time."""


def once_for_each(fn: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A pure function of a value that never changes and more, worked out once for the very same.

    Shape: the other arguments are compared, and given by position; an error is not remembered.
    """
    known: dict[int, tuple[S, tuple[Any, ...], T]] = {}

    @functools.wraps(fn)
    def remembered(subject: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if kwargs:
            return fn(subject, *args, **kwargs)
        found = known.get(id(subject))
        if found is not None and found[0] is subject and found[1] == args:
            return found[2]
        value = fn(subject, *args)  # type: ignore[call-arg]  # there are none by name
        if len(known) >= _REMEMBERED:
            known.clear()
        known[id(subject)] = subject, args, value
        return value

    return remembered
