"""Shorten a view that is too big for a message: lists and texts first, what was typed last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from bot.text import Translator
from cards.views import (
    ButtonView,
    ChecklistItemView,
    ChoiceView,
    FactView,
    FieldView,
    FindingView,
    View,
)

Shortened = TypeVar("Shortened", bound=View)


@dataclass(frozen=True, slots=True)
class Level:
    """How much may stay. Units: entries of a list; characters of a text, of a typed value."""

    entries: int
    chars: int
    typed_chars: int = 4_000


LEVELS = (
    Level(40, 2_000),
    Level(20, 1_000),
    Level(12, 500),
    Level(8, 300),
    Level(5, 160, 2_000),
    Level(3, 100, 1_000),
    Level(2, 60, 300),
    Level(1, 30, 100),
)
"""Tried in this order until the card fits."""

_WHOLE_LISTS = frozenset({"buttons", "fields", "choices", "steps"})
"""Lists that stay complete: without one of their entries the partner could not go on."""
_NOT_WORDS = frozenset({"id", "kind", "style", "tone", "state", "url"})


def shorten(view: Shortened, level: Level, translator: Translator) -> Shortened:
    """The same view with lists and texts cut to the level, what was left out counted in words."""
    shorter = _value(view, level, translator)
    assert isinstance(shorter, type(view))
    return shorter


def _value(value: Any, level: Level, translator: Translator) -> Any:
    if isinstance(value, str):
        return _cut(value, level.chars)
    if isinstance(value, ButtonView):
        return value._replace(title=_cut(value.title, level.chars))
    if isinstance(value, ChoiceView):
        return value._replace(title=_cut(value.title, level.chars))
    if is_view(value):
        changes = {
            name: _member(name, getattr(value, name), level, translator)
            for name in value._fields
            if name not in _NOT_WORDS
        }
        if isinstance(value, FieldView):
            changes["value"] = value.value[: level.typed_chars]
        return value._replace(**changes)
    return value


def is_view(value: Any) -> bool:
    """Whether a value is a view or a part of one, and no list of them."""
    return isinstance(value, tuple) and hasattr(value, "_fields")


def _member(name: str, value: Any, level: Level, translator: Translator) -> Any:
    if not isinstance(value, tuple) or is_view(value):
        return _value(value, level, translator)
    kept = value if name in _WHOLE_LISTS else value[: level.entries]
    shorter = tuple(_value(entry, level, translator) for entry in kept)
    left_out = len(value) - len(kept)
    if not left_out:
        return shorter
    return shorter + _more(value[-1], translator("… and %(count)s more", count=left_out))


def _more(like: Any, words: str) -> tuple[Any, ...]:
    """An entry of the same kind that says how many were left out; none for rows with buttons."""
    if isinstance(like, str):
        return (words,)
    if isinstance(like, FactView):
        return (FactView("", words),)
    if isinstance(like, FindingView):
        return (FindingView(words, like.is_blocking),)
    if isinstance(like, ChecklistItemView):
        return (ChecklistItemView(words),)
    return ()


def _cut(text: str, chars: int) -> str:
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"
