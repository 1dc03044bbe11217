"""Texts that ask more than once, or say something and ask: taken apart at their questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.answers.clauses import clauses_of
from bot.text.patterns import pattern
from bot.understanding import OUT_OF_SCOPE, Outcome, QuestionContext, Recognition, Slots

MAX_QUESTIONS = 4
MAX_PARTS = 24
SURELY = 0.9
NEVER_BESIDE = frozenset({"reminders_on", "reminders_off", "cancel"})
"""Wishes that a question among others is hardly ever: "could you let me know …?"."""
_WORD = (
    r"(?:what|which|how|when|where|who|why|can|could|do|does|did|is|are|may|should|must|will"
    r"|until when|by when)"
)
_ASKS_EN = pattern(rf"(?:(?:and|also|but|so|then|ok|okay)[, ]+)*{_WORD}\b", re.IGNORECASE)
_ASKS_KO = pattern(
    r"(?:나요|까요|가요|는지요?|인지요?|뭐예요|뭔가요|무엇인가요|죠|되요|돼요)[.!~ ]*$"
)
_BETWEEN = pattern(
    rf"(?<=[?？])\s*|(?<=[.!。])\s+|\n+|,? (?:and|also|plus|and also) (?={_WORD}\b)"
    r"|[,.]? (?:그리고|또한|또) "
    r"|, (?=(?:what|how|when|where|which|who)(?:'s| is| are| do| does| can| must| should)\b)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = pattern(r"[.!?？。]\s+\S")

Asked = tuple[str, Recognition]
Understand = Callable[[str, QuestionContext], Recognition]


def looks_like_question(text: str) -> bool:
    """Whether the form is that of a question: its mark, or how it begins or ends."""
    plain = text.strip()
    if plain.endswith(("?", "？")):
        return True
    return bool(_ASKS_EN.match(plain) or _ASKS_KO.search(plain))


def parts_of(text: str) -> tuple[str, tuple[str, ...]]:
    """What a text says, and the questions in it, each as typed.

    >>> parts_of("1,200 USD. Is VAT covered?")
    ('1,200 USD.', ('Is VAT covered?',))
    """
    parts = [part.strip() for part in _BETWEEN.split(text) if part and part.strip()][:MAX_PARTS]
    asked = tuple(part for part in parts if looks_like_question(part))
    return " ".join(part for part in parts if part not in asked), asked


def told_and_asked(text: str) -> tuple[str, tuple[str, ...]]:
    """The same where a question follows what is told without a full stop: behind a comma, or behind
    a Korean sentence.

    >>> told_and_asked("our ads ran in May, 4,300 USD, how long till I get paid")
    ('our ads ran in May, 4,300 USD', ('how long till I get paid',))
    """
    said, asked = parts_of(text)
    if said and asked:
        return said, asked
    for end in reversed([found.end() for found in _GOES_ON.finditer(text)]):
        told, question = text[:end].strip(" ,"), text[end:].strip()
        if question and looks_like_question(question) and not looks_like_question(told):
            return told, (question,)
    return said, asked


_GOES_ON = pattern(r",\s+|(?<=[가-힣][요다])\s+(?:\([^()]*\)\s+)?")


def sure_questions(
    parts: Iterable[str], context: QuestionContext, understand: Understand, about: Slots
) -> tuple[Asked, ...]:
    """The questions that are sure and ask for different things, in their order.

    Each may follow up the one before it, and is asked `about` the case that the whole text tells.
    """
    told = Slots(
        activity=about.activity,
        activities=about.activities,
        first_day=about.first_day,
        last_day=about.last_day,
        conditions=about.conditions,
    )
    if told.activity:  # a case of its own, whatever was asked about before
        context = replace(context, last_slots=told)
    found: list[Asked] = []
    for part in parts:
        recognition = understand(part, context)
        recognition = replace(recognition, slots=recognition.slots.over(told))
        if recognition.outcome is not Outcome.ANSWER or recognition.intent in NEVER_BESIDE:
            continue
        if any(_is_same(recognition, earlier) for _, earlier in found):
            continue
        found.append((part, recognition))
        if recognition.intent != OUT_OF_SCOPE:
            context = replace(context, last_intent=recognition.intent, last_slots=recognition.slots)
    return tuple(found[:MAX_QUESTIONS])


def finer_parts(text: str, parts: Sequence[str]) -> tuple[str, ...]:
    """The questions in the sentences of a text, where one of them asks for several things."""
    alone = len(parts) < 2 and not _SENTENCE_ENDS.search(text)
    clauses = [clauses_of(part) or (part,) for part in ((text,) if alone else parts)]
    finer = tuple(clause for part in clauses for clause in part)
    return finer if len(finer) > max(len(parts), 1) else ()


def different_ones(found: Sequence[Asked], whole: Recognition) -> tuple[Asked, ...]:
    """Those of a sentence's questions that ask for answers of their own; none where the sentence is
    surely about something that is not among them.
    """
    kept: list[Asked] = []
    for part, one in found:
        if one.intent != "help" and not any(_is_alike(one, other) for _, other in kept):
            kept.append((part, one))
    is_sure = whole.outcome is Outcome.ANSWER and whole.confidence >= SURELY
    if is_sure and whole.intent not in {one.intent for _, one in kept}:
        return ()
    return tuple(kept)


def _is_alike(one: Recognition, other: Recognition) -> bool:
    """Whether two clauses ask for the same: of one intent, and not about two named things."""
    mine, theirs = one.slots, other.slots
    named = ((mine.expense, theirs.expense), (mine.activity, theirs.activity))
    differ = any(this and that and this != that for this, that in named)
    return one.intent == other.intent and not differ


def _is_same(one: Recognition, other: Recognition) -> bool:
    """Whether two parts ask for the same answer."""
    mine, theirs = one.slots, other.slots
    return (one.intent, one.extra, mine.activity, mine.expense, mine.first_day) == (
        (other.intent, other.extra, theirs.activity, theirs.expense, theirs.first_day)
    )
