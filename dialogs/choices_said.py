"""A choice said in other words than its own name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.claim import Claim, Finding
from bot.domain.fields import CONDITION_PREFIX, FieldKind, FieldSpec
from dialogs import answering
from dialogs.correction_words import correction_in
from dialogs.reading import denies, read_field
from dialogs.turn import Turn


def choice_said(turn: Turn, claim: Claim, spec: FieldSpec) -> str:
    """The choice that other words than its own name, as in “our own staff did it” or “hall hire”;
    "" without one.
    """
    if spec.kind is not FieldKind.CHOICE:
        return ""
    text = turn.incoming.text
    if denies(text):
        correction = correction_in(text)
        text = correction.new if correction and correction.old else ""
        value = read_field(turn, spec, text, claim.currency) if text else ""
        if not isinstance(value, Finding):
            return str(value)
    said: Sequence[str] = ()
    if spec.id.startswith(CONDITION_PREFIX):
        slots = answering.slots_about(turn, claim.incentive_activity, text)
        said = slots.conditions.get(spec.id.removeprefix(CONDITION_PREFIX), ())
    elif spec.id == "expense_type":
        slots = answering.slots_about(turn, claim.incentive_activity, text)
        said = slots.expenses or (slots.expense,)
    return said[0] if len(said) == 1 and said[0] in dict(spec.choices) else ""
