"""What partners ask in general, beyond one activity, and answers that an admin added."""

from __future__ import annotations

from pydantic import Field

from bot.domain.catalog.wording import LocalText, Sourced, Synonyms, Text


class Point(Sourced):
    """One statement with its own origin."""

    text: LocalText


class Guidance(Sourced):
    """An answer that is the same for everybody.

    Shape: `id` is an intent or another key; `clocks` and `contradictions` are keys of the catalog
    that belong to the answer, told after its points.
    """

    id: Text
    title: LocalText
    lines: tuple[LocalText, ...] = ()
    points: tuple[Point, ...] = ()
    clocks: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


class AddedAnswer(Sourced):
    """An answer that was added as data.

    Shape: `utterances` are whole questions, as partners type them; one of them is enough.
    """

    id: Text
    title: LocalText
    text: LocalText
    utterances: Synonyms = Field(description="Questions this is the answer to, per language")
