"""Short texts that go on with the last question: "and for a webinar?", "한도는요?", "what if …"."""

from __future__ import annotations

from dataclasses import replace

from bot.text.patterns import pattern
from bot.understanding.corrections import asks_elsewhere
from bot.understanding.features import Reading
from bot.understanding.values import (
    OUT_OF_SCOPE,
    Outcome,
    QuestionContext,
    Recognition,
    Slots,
)

_FOLLOW_UP = pattern(
    r"^(?:and|or|but|if|for|with|without|what about|how about|same for|what if)\b"
    r"|^(?:그럼|그러면|그리고|만약)\b|(?:은|는|이라면|라면|이면|면|도)요?[ ?]*$"
    r"|(?:경우(?:는|엔|에는)?|때는)요?[ ?]*$"
)
_SUBJECT_NAMES = (
    "ACT EXPITEM MATERIAL DOCKIND DOC INVOICE PHOTO WHICH MEAN CAN EXPENSE INHOUSE "
    "VENDOR HOW AMOUNTW COOP STILL PLEASE WHEN FUNDS PAY CSR EVIDENCE POE FORMAT "
    "CURRENCY STOP WINDOW NOT DRAFT"
)
_SUBJECTS = frozenset(_SUBJECT_NAMES.split())
"""Concepts that name a thing.

A follow-up question has no others, else it is a question of its own.
"""
MAX_FOLLOW_UP_WORDS = 9
MAX_SHORT_WORDS = 6
"""Up to so many words a question about an activity that names none is about the last one."""
TAKEN_UP = 0.9
"""Confidence of what goes on with the last question."""
HALF_SURE = 0.5
"""Confidence from which "한도는요?" is the other question about the same thing."""
_PAPERS = frozenset({"required_documents", "core_requirements", "poe_help"})
_OF_AN_ACTIVITY = _PAPERS | {
    *("eligible_expenses", "deadline", "retention", "csr_help", "invoice_help", "file_formats"),
}
_IN_GENERAL = pattern(r"general|overall|always|every|any|일반|전체|모든|항상|공통")


def follows_up(plain: str, reading: Reading, slots: Slots, context: QuestionContext) -> bool:
    """Whether a text asks the last question about another thing that it names."""
    if not _has_last(context) or slots.is_empty:
        return False
    short = len(reading.stems) <= MAX_FOLLOW_UP_WORDS
    said = set(reading.concepts)
    if "INHOUSE" in said:
        said.discard("HUMAN")  # "직원" is also the person somebody asks for
    return bool(short and _FOLLOW_UP.search(plain) and said <= _SUBJECTS)


def follow_up(context: QuestionContext, slots: Slots, language: str) -> Recognition:
    """The last question again, with what is new."""
    return Recognition(
        intent=context.last_intent,
        confidence=TAKEN_UP,
        alternatives=((context.last_intent, TAKEN_UP),),
        slots=slots.over(context.last_slots),
        outcome=Outcome.ANSWER,
        language=language,
        is_follow_up=True,
    )


def about_the_same(plain: str, found: Recognition, context: QuestionContext) -> Recognition:
    """Another question about what was asked last, where its form says so or it names no activity.

    A place alone ("in Korea?") is the last question there.
    """
    if not _has_last(context):
        return found
    if found.outcome is not Outcome.ANSWER:
        if asks_elsewhere(plain):
            return follow_up(context, found.slots, found.language)
        meant = {intent for intent, _ in found.alternatives}
        if found.slots.document and context.last_intent == "required_documents" and meant & _PAPERS:
            return follow_up(context, found.slots, found.language)
        likely = found.intent != OUT_OF_SCOPE and found.confidence >= HALF_SURE
        if not (likely and len(plain.split()) <= MAX_SHORT_WORDS and _FOLLOW_UP.search(plain)):
            return found
        return taken_up(replace(found, slots=found.slots.over(context.last_slots)))
    last, short = context.last_slots, len(plain.split()) <= MAX_SHORT_WORDS
    carries = found.intent in _OF_AN_ACTIVITY and not found.slots.activity and last.activity
    if not (carries and short) or _IN_GENERAL.search(plain):
        return found
    same = Slots(activity=last.activity, activities=last.activities, conditions=last.conditions)
    return replace(found, slots=found.slots.over(same))


def taken_up(found: Recognition) -> Recognition:
    """A question that is sure enough because it goes on with the last one."""
    return replace(found, outcome=Outcome.ANSWER, confidence=max(found.confidence, TAKEN_UP))


def _has_last(context: QuestionContext) -> bool:
    return bool(context.last_intent) and context.last_intent != OUT_OF_SCOPE
