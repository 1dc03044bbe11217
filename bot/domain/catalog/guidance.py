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


class Particular(Sourced):
    """The first words of the answer to a question about one point of an intent.

    Shape: `asked` lists ways to ask: parts joined by " + " must all be in the question, "a|b" is
    either, "!a" must not be in it; `intents` those of which it is a point, and with `anywhere` it
    is one of the first of them also where another in scope was understood; `unpublished` tells
    that no published text says it; `without_day` that it is not the answer when a day was named.
    """

    id: Text
    asked: tuple[Text, ...] = Field(min_length=1)
    text: LocalText
    intents: tuple[Text, ...] = Field(min_length=1)
    anywhere: bool = False
    unpublished: bool = False
    without_day: bool = False
