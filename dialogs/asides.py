"""Questions asked in the middle of a claim: answered, then the pending step comes back once."""

from __future__ import annotations

from typing import Any

from bot.domain.claim import Claim
from bot.domain.fields import FieldKind, FieldSpec
from bot.domain.steps import Step
from dialogs import answering
from dialogs.step_views import field_prompt
from dialogs.turn import Turn

Pointer = dict[str, Any]


async def is_aside(turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer) -> bool:
    """Whether the text is a question rather than the answer asked for; if so, it was answered.

    A free-text field gets its text first: only what is plainly a question is taken as one.
    """
    if spec.kind not in (FieldKind.TEXT, FieldKind.MULTILINE):
        return False
    if not answering.is_plain_question(turn):
        return False
    return await _answer_and_ask(turn, claim, spec, state)


async def instead_of_error(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer
) -> bool:
    """The text does not read as the answer: perhaps it is a question. True when it was answered as
    one.
    """
    if not answering.is_question(turn):
        return False
    return await _answer_and_ask(turn, claim, spec, state)


async def _answer_and_ask(turn: Turn, claim: Claim, spec: FieldSpec, state: Pointer) -> bool:
    await answering.reply(turn, claim)
    await turn.say("\n\n".join((turn._("Back to your claim:"), field_prompt(turn, spec))))
    return True


async def answer(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """Answer, and bring the pending step back once."""
    from dialogs.showing import show_next

    await answering.reply(turn, claim)
    await show_next(turn, claim, state)
