"""Show where a claim stands: the one place that turns a step into a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.domain.claim import Claim, Finding
from bot.domain.fields import StepKind
from bot.domain.followup import AskedItem
from bot.domain.responses import open_request
from bot.domain.steps import Step, next_step
from cards.marks import finding_mark
from cards.views import View
from dialogs import status
from dialogs.cost_views import lines_view
from dialogs.csr_views import csr_view
from dialogs.document_views import document_view
from dialogs.gate import gate_lines, gate_words
from dialogs.receipt_views import progress_view
from dialogs.responding_views import dispute_view, item_view, request_view
from dialogs.review_views import review_view
from dialogs.starting import lacks_profile, profile_missing_view
from dialogs.step_views import checklist_view, form_view
from dialogs.turn import Turn
from dialogs.words import finding_view

Pointer = dict[str, Any]

_OF_ONE_STEP = (
    "field", "typed", "asked", "lane", "item", "item_open", "given", "meant", "out",
    "unfilled", "told_in", "swap",
)  # fmt: skip
"""What the pointer keeps only while one step is shown."""
_BEFORE_TYPING = (StepKind.ACTIVITY, StepKind.CHECKLIST)


async def show_next(
    turn: Turn,
    claim: Claim,
    state: Pointer,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """The step the claim waits for; `lines` say what just happened."""
    step = next_step(claim, turn.contact, turn.house.catalog)
    await show_step(turn, claim, step, state, lines=lines, findings=findings)


async def show_step(
    turn: Turn,
    claim: Claim,
    step: Step,
    state: Pointer,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """One given step, with the pointer set to it."""
    point(state, claim, step)
    if step.kind is StepKind.CHECKLIST and state.get("gate") != _place(claim):
        lines = (*lines, *await gate_lines(turn, claim))  # the activity was said, not asked for
    if step.kind in _BEFORE_TYPING:
        state["gate"] = _place(claim)
    await turn.show(await step_view(turn, claim, step, lines=lines, findings=findings))


def _place(claim: Claim) -> str:
    """Of what window and funds were told."""
    return f"{claim.program}|{claim.location_id}"


def pending_step(turn: Turn, claim: Claim, state: Pointer) -> Step:
    """The step a typed answer belongs to: the one shown last while the claim is still
    open for it.
    """
    step = next_step(claim, turn.contact, turn.house.catalog)
    shown = state.get("step", "")
    if not claim.is_editable or not shown or shown == step.kind.value:
        return step
    editing = (
        StepKind.PROGRAM,
        StepKind.ACTIVITY,
        StepKind.CONDITIONS,
        StepKind.DETAILS,
        StepKind.EXPENSE,
    )
    return Step(StepKind(shown)) if shown in {kind.value for kind in editing} else step


def point(state: Pointer, claim: Claim, step: Step) -> None:
    """Remember what is asked now."""
    state.update({"claim_id": claim.claim_id, "step": step.kind.value, "version": claim.version})
    for name in _OF_ONE_STEP:
        state.pop(name, None)
    request = open_request(claim)
    if step.kind is StepKind.REQUEST and step.position and request is not None:
        _point_item(state, request.items[step.position - 1])
    if step.requirement is not None:
        state["requirement"] = step.requirement.requirement_id


def remember_given(state: Pointer, names: Iterable[str], line: str = "") -> None:
    """Keep which answers were given last, so that “no, 4 October” finds them. Shape: `line` is the
    id of a cost, "" for answers of the claim itself.
    """
    state["given"] = [f"{line}/{name}" for name in names]


async def step_view(
    turn: Turn,
    claim: Claim,
    step: Step,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> View:
    """The card of a step."""
    if step.kind in _BEFORE_TYPING and lacks_profile(turn, claim):
        return profile_missing_view(turn, claim)
    if step.kind is StepKind.CHECKLIST:
        return checklist_view(turn, claim, lines=lines)
    if step.kind is StepKind.EXPENSES:
        return lines_view(turn, claim, step, lines=lines, nonce=turn.house.new_id())
    if step.kind is StepKind.DOCUMENT:
        return document_view(turn, claim, step, lines=lines, findings=findings)
    if step.kind is StepKind.CSR:
        return csr_view(turn, claim, step, lines=lines, findings=findings)
    if step.kind is StepKind.REVIEW:
        review = await turn.house.desk.review(turn.contact, claim, turn.now)
        return review_view(turn, claim, review.findings, review.funds, lines=lines)
    if step.kind is StepKind.SENDING:
        return progress_view(turn, claim, lines=lines)
    if step.kind is StepKind.REQUEST:
        return _request_view(turn, claim, step, lines=lines, findings=findings)
    if step.kind is StepKind.DISPUTE:
        case = claim.followup.dispute
        assert case is not None
        return dispute_view(turn, claim, case, lines=lines, findings=findings)
    if step.kind is StepKind.CLOSED:
        return await status.claim_view(turn, claim, lines=lines)
    if step.kind is StepKind.ACTIVITY:
        intro, hindrances = await gate_words(turn, claim)
        lines, findings = (*lines, *intro), (*findings, *hindrances)
    nonce = turn.house.new_id() if step.kind is StepKind.EXPENSE else ""
    return form_view(turn, claim, step, lines=lines, findings=findings, nonce=nonce)


def _point_item(state: Pointer, item: AskedItem) -> None:
    """Remember the item shown, and whether it was open: a colleague may answer it meanwhile."""
    state.update({"item": item.item_id, "item_open": not item.is_answered})


def _request_view(
    turn: Turn, claim: Claim, step: Step, *, lines: Sequence[str], findings: Sequence[Finding]
) -> View:
    """The next open item of a reviewer's request, or all of them when none is open."""
    request = open_request(claim)
    assert request is not None
    if not step.position:
        seen = [finding_view(turn, finding, claim) for finding in findings]
        marked = [finding_mark(finding, turn._) + finding.text for finding in seen]
        return request_view(turn, claim, request, lines=(*lines, *marked))
    item = request.items[step.position - 1]
    return item_view(turn, claim, request, item, lines=lines, findings=findings)


async def show_item(
    turn: Turn,
    claim: Claim,
    item: AskedItem | None,
    state: Pointer,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """One item of the request, answered or not; all of them without an item."""
    request = open_request(claim)
    assert request is not None
    point(state, claim, Step(StepKind.REQUEST))
    if item is None:
        await turn.show(request_view(turn, claim, request, lines=lines))
        return
    _point_item(state, item)
    await turn.show(item_view(turn, claim, request, item, lines=lines, findings=findings))
