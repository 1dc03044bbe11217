"""What a conversation remembers of the activities that it answered, as one short text.

Marks of the last ones, in generations of `PER_GENERATION`; each generation begins with the moment
at which its first activity was sent. The last full generation and the one under way are kept. What
is older than both is known by its age: it was sent before everything that is remembered.
"""

from __future__ import annotations

from datetime import datetime

PER_GENERATION = 50
"""So many of the last activities are recognized by their mark at least, twice as many at most."""

_CHARS = 16
_GENERATION = _CHARS * (PER_GENERATION + 1)
_UNKNOWN = f"@{0:015d}"


def noted(answered: str, activity_key: str, sent_at: datetime | None) -> str:
    """With one more activity, which was sent then.

    Shape: `activity_key` is a hash in hex.
    """
    if answered[:1] not in ("", "@"):  # as it was before there were generations
        answered = _UNKNOWN + answered[-_CHARS * (PER_GENERATION - 1) :]
    if len(answered) % _GENERATION:
        return answered + _mark(activity_key)
    begin = f"@{int(sent_at.timestamp()):015d}" if sent_at else _UNKNOWN
    return answered[-_GENERATION:] + begin + _mark(activity_key)


def is_known(answered: str, activity_key: str, sent_at: datetime | None) -> bool:
    """Whether the activity was answered, or is so old that it must have been."""
    mark = _mark(activity_key)
    at = answered.find(mark)
    while at >= 0 and at % _CHARS:  # a piece of two marks
        at = answered.find(mark, at + 1)
    return at >= 0 or (sent_at is not None and _is_forgotten(answered, sent_at))


def _is_forgotten(answered: str, sent_at: datetime) -> bool:
    if len(answered) <= _GENERATION or answered[0] != "@":
        return False
    return sent_at.timestamp() < int(answered[1:_CHARS])


def _mark(activity_key: str) -> str:
    return activity_key[:_CHARS].ljust(_CHARS)
