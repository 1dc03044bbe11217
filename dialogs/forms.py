"""Presses on form cards, and the small steps between forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, cast

from bot.domain import changes
from bot.domain.checks import check_answers
from bot.domain.claim import Claim, ExpenseLine, ExpenseSource, Finding
from bot.domain.fields import StepKind, allowed_sources, answer_of, fields_of
from bot.domain.inputs import CardAction
from bot.domain.steps import next_step, numbered
from bot.errors import ClaimConflict
from dialogs.cost_views import cost_title, lines_view
from dialogs.menu_views import stale_lines
from dialogs.reading import line_values, read_form
from dialogs.showing import point, show_next, show_step
from dialogs.starting import remember_place
from dialogs.step_views import form_view
from dialogs.turn import Turn, claim_button, must_be_newest

Pointer = dict[str, Any]

EDITABLE = {kind.value: kind for kind in StepKind}
_NOT_FORMS = (StepKind.DOCUMENT, StepKind.CSR)
_NOTHING_BEGUN = (StepKind.SENDING, StepKind.CLOSED)


async def press_form(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """All fields of a step at once: what is right is saved, what is not is told beside
    its field.
    """
    kind = EDITABLE.get(action.arguments.get("step", ""))
    if kind is None or not claim.is_editable or not _may_answer(turn, claim, kind):
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if kind is StepKind.EXPENSE:
        await _press_line(turn, claim, action, state)
        return
    specs = fields_of(kind, claim, turn.contact, turn.house.catalog)
    values, unread = read_form(turn, specs, action.values, claim.currency)
    if action.version != claim.version and not await _still_fits(turn, claim, kind, values, state):
        return
    checked = check_answers(kind, specs, values, claim, turn.house.catalog, turn.now, turn.today)
    findings = (*unread, *checked)
    wrong = {f.field for f in findings}
    right = {k: v for k, v in values.items() if k not in wrong and v is not None}
    saved = await _record(turn, claim, kind, right)
    if findings:
        point(state, saved, numbered(kind))
        await turn.show(
            form_view(turn, saved, numbered(kind), typed=action.values, findings=findings)
        )
        return
    await show_next(turn, saved, state)


def _may_answer(turn: Turn, claim: Claim, kind: StepKind) -> bool:
    """Whether the parts this one rests on are answered, so that a forged card cannot jump ahead."""
    if kind is StepKind.PROGRAM:
        return True
    if kind is StepKind.ACTIVITY:
        return bool(claim.program)
    if kind in (StepKind.CONDITIONS, StepKind.DETAILS):
        return bool(claim.incentive_activity)
    return kind is StepKind.EXPENSE and bool(claim.incentive_activity and claim.currency)


async def _still_fits(
    turn: Turn, claim: Claim, kind: StepKind, values: dict[str, object], state: Pointer
) -> bool:
    """An older card of the step that is still open is as good as the newest; any other has moved
    on.
    """
    pending = next_step(claim, turn.contact, turn.house.catalog)
    if pending.kind is kind:
        return True
    same = all(answer_of(claim, k) == v for k, v in values.items() if v not in ("", None))
    lines = stale_lines(turn)
    if not same:
        lines = (
            turn._(
                "The claim was changed on another card meanwhile, so I did not overwrite it. "
                "Please open that "
                "part from the review if you want to change it."
            ),
        )
    await show_next(turn, claim, state, lines=lines)
    return False


async def _record(turn: Turn, claim: Claim, kind: StepKind, right: dict[str, object]) -> Claim:
    if not right:
        return claim
    await remember_place(turn, right)
    return await turn.change(
        claim,
        partial(changes.apply_answers, answers=right, now=turn.now),
        event="answered",
        values={"part": kind.value},
    )


async def _press_line(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    line_id = action.arguments.get("line", "")
    known = {line.line_id for line in claim.expense_lines}
    if action.version != claim.version and (line_id in known or claim.lines_complete):
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    values, unread = read_form(turn, specs, action.values, claim.currency)
    findings = line_findings(turn, claim, values, unread)
    if findings:
        step = numbered(StepKind.EXPENSE)
        if line_id not in known:
            wrong = {finding.field for finding in findings}
            right = {k: v for k, v in action.values.items() if k in values and k not in wrong and v}
            claim = await begin_line(turn, claim, right)
        point(state, claim, step)
        await turn.show(
            form_view(turn, claim, step, typed=action.values, findings=findings, nonce=line_id)
        )
        return
    await save_line(turn, claim, values, line_id or turn.house.new_id(), state)


def line_findings(
    turn: Turn, claim: Claim, values: dict[str, object], unread: Sequence[Finding]
) -> tuple[Finding, ...]:
    """What is wrong with one cost; its defaults count as entered once every part can be read."""
    catalog = turn.house.catalog
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, catalog)
    given = values
    if not unread and isinstance(values.get("net"), Decimal):
        given = line_values(values)
    found = check_answers(StepKind.EXPENSE, specs, given, claim, catalog, turn.now, turn.today)
    if not values.get("claimed") and any(one.field == "net" for one in found):
        found = tuple(one for one in found if one.field != "claimed")  # it is the net amount's
    missing = _vendor_missing(claim, turn, values)
    return (*unread, *found, *missing)


def _vendor_missing(claim: Claim, turn: Turn, values: dict[str, object]) -> tuple[Finding, ...]:
    source = _source(claim, turn, values)
    if source is not ExpenseSource.THIRD_PARTY or values.get("vendor_name"):
        return ()
    message = "A vendor's cost needs the vendor's name, as on the invoice."
    return (Finding(code="vendor_missing", field="vendor_name", message=message, source="assumed"),)


def _source(claim: Claim, turn: Turn, values: dict[str, object]) -> ExpenseSource:
    sources = allowed_sources(claim, turn.house.catalog)
    said = values.get("source")
    return ExpenseSource(str(said)) if said else sources[0]


def line_of(turn: Turn, claim: Claim, values: dict[str, object], line_id: str) -> ExpenseLine:
    """The cost of values that were checked; what was left open has its default."""
    filled = line_values(values)
    return ExpenseLine(
        line_id=line_id,
        source=_source(claim, turn, values),
        expense_type=str(filled["expense_type"]),
        vendor_name=str(filled.get("vendor_name") or ""),
        invoice_number=str(filled.get("invoice_number") or ""),
        net=cast(Decimal, filled["net"]),
        tax=cast(Decimal, filled["tax"]),
        claimed=cast(Decimal, filled["claimed"]),
        tax_is_cost=filled.get("tax_is_cost") == ("yes",),
    )


async def save_line(
    turn: Turn, claim: Claim, values: dict[str, object], line_id: str, state: Pointer
) -> None:
    """Add or replace one cost and show them all."""
    await show_next(turn, await put_line(turn, claim, values, line_id), state)


async def put_line(turn: Turn, claim: Claim, values: dict[str, object], line_id: str) -> Claim:
    """Add or replace one cost."""
    line = line_of(turn, claim, values, line_id)
    put = partial(changes.put_line, line=line, now=turn.now)
    return await turn.change(claim, put, event="cost_entered")


async def begin_line(turn: Turn, claim: Claim, typed: Mapping[str, str]) -> Claim:
    """Keep in the draft what was said of a cost that is not whole yet: any device goes on with it.

    Shape: `typed` as the fields of a new cost show it.
    """
    if all(claim.prefill.get(name) == text for name, text in typed.items()):
        return claim
    return await turn.change(claim, partial(changes.begin_line, typed=typed, now=turn.now))


async def press_checklist(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """The checklist was seen."""
    must_be_newest(claim, action)
    saved = await turn.change(claim, partial(changes.see_checklist, now=turn.now))
    await show_next(turn, saved, state)


async def press_lines_done(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """All costs are in."""
    must_be_newest(claim, action)
    if not claim.expense_lines:
        await show_next(turn, claim, state)
        return
    saved = await turn.change(claim, partial(changes.finish_lines, now=turn.now))
    await show_next(turn, saved, state)


async def press_line(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Open a cost for change, or an empty one."""
    must_be_newest(claim, action)
    line_id = action.arguments.get("line", "")
    line = next((one for one in claim.expense_lines if one.line_id == line_id), None)
    step = numbered(StepKind.EXPENSE)
    point(state, claim, step)
    view = form_view(turn, claim, step, line=line, nonce=line_id or turn.house.new_id())
    if line is not None and len(claim.expense_lines) > 1:
        remove = claim_button(claim, turn._("Remove this cost"), "claim.line_drop", line=line_id)
        view = view._replace(buttons=(*view.buttons, remove))
    await turn.show(view)


async def press_lines_page(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """More of the costs, where one card does not hold them all."""
    must_be_newest(claim, action)
    page = action.arguments.get("page", "")
    step = numbered(StepKind.EXPENSES)
    if not claim.is_editable or not page.isdecimal() or not claim.expense_lines:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    point(state, claim, step)
    nonce = turn.house.new_id()
    await turn.show(lines_view(turn, claim, step, nonce=nonce, page=int(page)))


async def press_line_drop(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Take one cost out."""
    must_be_newest(claim, action)
    line_id = action.arguments.get("line", "")
    line = next((one for one in claim.expense_lines if one.line_id == line_id), None)
    saved = await turn.change(claim, partial(changes.drop_line, line_id=line_id, now=turn.now))
    told = (
        turn._("“%(name)s” was taken out of the claim.", name=cost_title(turn, claim, line))
        if line
        else ""
    )
    await show_next(turn, saved, state, lines=(told,) if told else ())


async def press_edit(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Open a part of the draft for change; saving it leads back to where the claim stands."""
    must_be_newest(claim, action)
    kind = EDITABLE.get(action.arguments.get("part", ""))
    if kind is None or kind in _NOT_FORMS or not claim.is_editable:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if kind is StepKind.EXPENSES and not claim.expense_lines:
        kind = StepKind.EXPENSE
    sent_back = claim.findings if kind in (StepKind.CONDITIONS, StepKind.DETAILS) else ()
    await show_step(turn, claim, numbered(kind), state, findings=sent_back)


async def press_open(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Go on with the claim where it stands."""
    await show_next(turn, claim, state)


async def press_pause(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> bool:
    """Leave it for later; what was begun stays."""
    if next_step(claim, turn.contact, turn.house.catalog).kind in _NOTHING_BEGUN:
        raise ClaimConflict(claim.claim_id)
    await turn.say(turn._("Saved. Type “continue” whenever you want to go on, on any device."))
    return True


PRESSES = {
    "claim.form": press_form,
    "claim.checklist": press_checklist,
    "claim.lines_done": press_lines_done,
    "claim.line": press_line,
    "claim.line_drop": press_line_drop,
    "claim.lines_page": press_lines_page,
    "claim.edit": press_edit,
    "claim.open": press_open,
    "claim.pause": press_pause,
}
