"""Regular expressions that are compiled when a text first needs them.

The bot has some hundreds; to compile them takes longer than to load the rest of its own code. So a
start compiles none, and what is still `to_compile` is compiled while the bot already answers.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, cast

_LATER: deque[_Later] = deque()


def pattern(source: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` gives it; `re.sub` and its like do not take it, its own methods do.

    The `re` of a match is the compiled one: compare by `==`.
    Raises: re.error when it is first used and not here; a test compiles all.
    """
    later = _Later(source, flags)
    _LATER.append(later)
    return cast("re.Pattern[str]", later)


def any_of(*sources: str) -> re.Pattern[str]:
    """A pattern of several, of which one must fit."""
    return pattern("|".join(f"(?:{source})" for source in sources))


def to_compile() -> Iterator[Callable[[], re.Pattern[str]]]:
    """Each pattern so far that nobody has needed, once, to be called: that compiles it."""
    while _LATER:
        later = _LATER.popleft()
        if not later.is_compiled:
            yield later.compiled


def _kept(name: str) -> Callable[..., Any]:
    """A method that puts the pattern's own in its place, so that later calls cost no more."""

    def first(self: _Later, *given: Any, **named: Any) -> Any:
        method = getattr(self.compiled(), name)
        setattr(self, name, method)
        return method(*given, **named)

    return first


def _told(name: str) -> property:
    return property(lambda self: getattr(self.compiled(), name))


class _Later:
    """Stands for a pattern. Two threads may compile the same one at once, which does no harm.

    No `__getattr__`: where a class has one, Python looks for every attribute the slow way.
    """

    def __init__(self, source: str, flags: re.RegexFlag | int) -> None:
        self._given = source, flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def is_compiled(self) -> bool:
        return self._compiled is not None

    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(*self._given)
        return self._compiled

    def __eq__(self, other: object) -> bool:
        """As what a match tells in `re`: `found.re == A_SPAN`."""
        return self is other or self.compiled() == other

    search, match, fullmatch = _kept("search"), _kept("match"), _kept("fullmatch")
    findall, finditer, split = _kept("findall"), _kept("finditer"), _kept("split")
    sub, subn = _kept("sub"), _kept("subn")
    pattern, flags = _told("pattern"), _told("flags")
    groups, groupindex = _told("groups"), _told("groupindex")
