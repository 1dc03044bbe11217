"""Which documents an activity needs for sure, which perhaps, and whether a named one is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answers.values import Ask
from bot.domain.catalog import DocumentKind, DocumentRequirement

ALIKE = frozenset({"AD_SHOT", "EVT_PHOTO", "COMM_FINAL", "SITE_PROOF", "ATTENDEES", "OTHER"})
"""Kinds that people name for one another: not to find one of them says nothing."""

Conditions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Needed:
    """The documents of a case, in catalog order, by whether they are needed for sure."""

    always: tuple[DocumentRequirement, ...]
    perhaps: tuple[DocumentRequirement, ...]
    on_request: tuple[DocumentRequirement, ...]


def needed_for(ask: Ask, activity: str, conditions: Conditions) -> Needed:
    """What an activity needs under these conditions; what they leave open is `perhaps`."""
    rows = ask.catalog.all_requirements(activity)
    sure = ask.catalog.requirements(activity, conditions)
    perhaps = [
        row
        for row in rows
        if row not in sure and not row.on_request and _is_open(ask, row, conditions)
    ]
    asked = [row for row in rows if row.on_request]
    return Needed(sure, tuple(perhaps), tuple(asked))


def _is_open(ask: Ask, row: DocumentRequirement, conditions: Conditions) -> bool:
    """Whether an answer that was not given could still make it needed."""
    for question, values in row.when.items():
        if question in conditions:
            meaning = ask.catalog.questions[question].meaning(conditions[question])
            if not meaning & set(values):
                return False
    return True


def when_of(ask: Ask, row: DocumentRequirement, conditions: Conditions) -> str:
    """What would make a document needed, as far as it is open."""
    return ", ".join(
        told_of(ask, question, values, " / ")
        for question, values in row.when.items()
        if question not in conditions
    )


def told_of(ask: Ask, question_id: str, values: Iterable[str], between: str = ", ") -> str:
    """Answers to a question without it: “held online”."""
    question = ask.catalog.questions[question_id]
    chosen = [choice for value in values if (choice := question.choice(value))]
    return between.join(question.told(choice, ask.say.language) for choice in chosen)


def named_paper(ask: Ask, needed: Needed, conditions: Conditions) -> list[str]:
    """Whether the paper that was asked about is one of them."""
    _, kind = ask.say, ask.catalog.kinds.get(ask.slots.document)
    if kind is None:
        return []
    rows = [row for row in (*needed.always, *needed.perhaps) if _is_of(row, kind)]
    if not rows and kind.code in ALIKE:
        return []
    if not rows:
        on_request = any(_is_of(row, kind) for row in needed.on_request)
        words = _(
            "“%(document)s” is not on the list of this activity.", document=ask.words(kind.title)
        )
        if on_request:
            words = _("“%(document)s”: only if a reviewer asks.", document=ask.words(kind.title))
        return [words]
    if any(row in needed.always for row in rows):
        return [_("Yes, it is needed: %(document)s.", document=ask.words(rows[0].title))]
    condition = when_of(ask, rows[0], conditions)
    return [
        _(
            "“%(document)s” is needed only if: %(condition)s",
            document=ask.words(rows[0].title),
            condition=condition,
        )
    ]


def _is_of(row: DocumentRequirement, kind: DocumentKind) -> bool:
    """Whether the kind answers a requirement, or people call it so."""
    by_name = kind.code in ALIKE and bool({*kind.name_hints} & {*row.name_hints})
    return kind.code in row.kinds or by_name
