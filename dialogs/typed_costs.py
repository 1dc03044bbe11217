"""A cost that was typed field by field: stored when nothing required is missing, and what it lacks
for the reviewer is told at once, with the way to say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.domain.claim import Claim, ExpenseSource
from bot.domain.fields import StepKind, fields_of
from bot.domain.steps import next_step
from cards.views import View
from dialogs.cost_views import lines_view
from dialogs.forms import begin_line, put_line
from dialogs.held_answers import TYPED
from dialogs.reading import read_field
from dialogs.showing import point, remember_given, step_view
from dialogs.turn import Turn

Pointer = dict[str, Any]

WANTED_LATER = ("invoice_number", "tax")
"""What a reviewer compares with the invoice, though a cost can be entered without."""


async def save_typed_cost(
    turn: Turn,
    claim: Claim,
    typed: Mapping[str, str],
    state: Pointer,
    *,
    given: Iterable[str],
    lines: Sequence[str] = (),
) -> None:
    """Store a cost whose required fields were all typed, and show the costs so far."""
    await turn.show((await stored_cost(turn, claim, typed, state, given=given, lines=lines))[1])


async def keep_begun(
    turn: Turn, claim: Claim, typed: Mapping[str, str], state: Pointer, given: Iterable[str]
) -> Claim:
    """Keep a cost of which something required is still to be typed; `given` was just answered."""
    saved = await begin_line(turn, claim, typed)
    step = StepKind.EXPENSE.value
    state.update({"step": step, "version": saved.version, "typed": dict(typed)})
    remember_given(state, given, TYPED)
    return saved


async def stored_cost(
    turn: Turn,
    claim: Claim,
    typed: Mapping[str, str],
    state: Pointer,
    *,
    given: Iterable[str],
    lines: Sequence[str] = (),
) -> tuple[Claim, View]:
    """The same without showing it; `given` are the fields that the last message answered."""
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    values = {s.id: read_field(turn, s, typed.get(s.id, ""), claim.currency) for s in specs}
    line_id = f"typed-{len(claim.expense_lines) + 1}-{turn.incoming.activity_id}"
    saved = await put_line(turn, claim, values, line_id)
    step = next_step(saved, turn.contact, turn.house.catalog)
    point(state, saved, step)
    remember_given(state, given, line_id)
    hint = _not_said(turn, saved, line_id, typed)
    if step.kind is not StepKind.EXPENSES or not hint:
        return saved, await step_view(turn, saved, step, lines=lines)
    state["unfilled"] = line_id
    nonce = turn.house.new_id()
    view = lines_view(turn, saved, step, lines=(*lines, hint), nonce=nonce, unfilled=line_id)
    return saved, view


def _not_said(turn: Turn, claim: Claim, line_id: str, typed: Mapping[str, str]) -> str:
    """What was not said of a cost that somebody else billed, and how to say it."""
    _ = turn._
    line = next(one for one in claim.expense_lines if one.line_id == line_id)
    if line.source is ExpenseSource.IN_HOUSE:
        return ""
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    open_ones = [s for s in specs if s.id in WANTED_LATER and not typed.get(s.id)]
    if not open_ones:
        return ""
    examples = {"invoice_number": _("invoice A-17"), "tax": _("tax 420")}
    return _(
        "Not said yet: %(fields)s. Type it (“%(example)s”) or press “Complete”; the reviewer "
        "compares it with the invoice.",
        fields=_.list([turn.words(spec.label) for spec in open_ones]),
        example=", ".join(examples[spec.id] for spec in open_ones),
    )
