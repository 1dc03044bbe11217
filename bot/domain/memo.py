"""What was worked out of a claim before: claims never change, and a turn asks several times."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.domain.claim import Claim

P = ParamSpec("P")
T = TypeVar("T")

_REMEMBERED = 64
"""Claims per function: those of the conversations that are under way at one time."""


def once_per_claim(fn: Callable[Concatenate[Claim, P], T]) -> Callable[Concatenate[Claim, P], T]:
    """A pure function of a claim and more, worked out once for the very same claim.

    Shape: the other arguments are compared, and given by position; an error is not remembered.
    """
    known: dict[int, tuple[Claim, tuple[Any, ...], T]] = {}

    @functools.wraps(fn)
    def remembered(claim: Claim, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if kwargs:
            return fn(claim, *args, **kwargs)
        found = known.get(id(claim))
        if found is not None and found[0] is claim and found[1] == args:
            return found[2]
        value = fn(claim, *args)  # type: ignore[call-arg]  # there are none by name
        if len(known) >= _REMEMBERED:
            known.clear()
        known[id(claim)] = claim, args, value
        return value

    return remembered
