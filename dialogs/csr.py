"""The CSR made here: presses on its cards."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.domain import csr_changes
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, Finding
from bot.domain.csr import MAX_LINES, Csr, CsrPart
from bot.domain.csr_checks import CSR_KIND, check_csr, check_entry, csr_requirement
from bot.domain.csr_fields import csr_fields
from bot.domain.inputs import CardAction
from bot.domain.steps import next_step
from dialogs.csr_making import keep_answers, make, save
from dialogs.csr_views import csr_form_view, csr_lines_view
from dialogs.menu_views import stale_lines
from dialogs.reading import read_form
from dialogs.showing import point, show_next
from dialogs.turn import Turn, must_be_newest

Pointer = dict[str, Any]
Values = Mapping[str, object]


def may_be_made(requirement: DocumentRequirement) -> bool:
    """Whether the bot can make this document."""
    return CSR_KIND in requirement.kinds


async def begin(turn: Turn, claim: Claim, state: Pointer) -> None:
    """Make the CSR here, or go on with it."""
    requirement = csr_requirement(claim, turn.house.catalog)
    if requirement is None or claim.activity_end is None or not claim.is_editable:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    opened = partial(
        csr_changes.open_csr,
        requirement_id=requirement.requirement_id,
        entry_id=turn.house.new_id(),
        now=turn.now,
    )
    await show_next(turn, await save(turn, claim, opened), state)


async def press_begin(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """“Create it here”, also to change a CSR that was made before."""
    must_be_newest(claim, action)
    await begin(turn, claim, state)


async def press_form(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """All fields of a line or of the signature: what is right is kept, what is not is told."""
    csr, part = _open(claim), action.arguments.get("part", "")
    entering = csr.entering if csr else None
    same_line = csr is not None and csr.entry_id == action.arguments.get("line", "")
    if csr is None or entering is None or entering.value != part or not same_line:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    values, unread = read_form(turn, csr_fields(entering), action.values, claim.currency)
    if entering is CsrPart.SIGNATURE and values.get("is_true") is None:
        values["is_true"] = "false"
    findings = (*unread, *_judge(turn, claim, entering, values))
    if not findings:
        await finish(turn, claim, entering, values, state)
        return
    saved = await keep_answers(turn, claim, values, {f.field for f in findings})
    step = next_step(saved, turn.contact, turn.house.catalog)
    point(state, saved, step)
    view = csr_form_view(turn, saved, step, typed=action.values, findings=findings)
    await turn.show(view)


def _open(claim: Claim) -> Csr | None:
    """The CSR of a draft that is being made here, or None."""
    csr = claim.csr
    return csr if csr is not None and csr.is_open and claim.is_editable else None


def _judge(turn: Turn, claim: Claim, part: CsrPart, values: Values) -> tuple[Finding, ...]:
    return check_entry(part, values, claim, turn.house.catalog, turn.now, turn.today)


async def finish(turn: Turn, claim: Claim, part: CsrPart, values: Values, state: Pointer) -> None:
    """A line is complete, or the signature: then the document is made."""
    assert claim.csr is not None  # the caller looked
    if part is CsrPart.SIGNATURE:
        await make(turn, claim, values, state)
        return
    line = csr_changes.line_from(part, claim.csr.entry_id, values)
    put = partial(csr_changes.put_line, line=line, now=turn.now)
    await show_next(turn, await save(turn, claim, put, "answered"), state)


async def press_add(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Open an empty line of work or material."""
    must_be_newest(claim, action)
    part = action.arguments.get("part", "")
    if part not in (CsrPart.WORK.value, CsrPart.MATERIAL.value):
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    line_id = action.arguments.get("line", "") or turn.house.new_id()
    await add_line(turn, claim, CsrPart(part), line_id, state)


async def add_line(turn: Turn, claim: Claim, part: CsrPart, line_id: str, state: Pointer) -> None:
    """Ask for one more line, unless the form is full."""
    csr = _open(claim)
    if csr is None:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if csr.is_full(part):
        words = turn._(
            "A CSR has at most %(most)s lines of work and %(most)s of material; please put "
            "some together.",
            most=MAX_LINES,
        )
        await show_next(turn, claim, state, lines=(words,))
        return
    await _enter(turn, claim, part, line_id, state)


async def _enter(
    turn: Turn,
    claim: Claim,
    part: CsrPart | None,
    line_id: str,
    state: Pointer,
    entry: Mapping[str, str] | None = None,
) -> None:
    entered = partial(csr_changes.enter, part=part, entry_id=line_id, now=turn.now, entry=entry)
    await show_next(turn, await save(turn, claim, entered), state)


async def press_line(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Open a line for change."""
    must_be_newest(claim, action)
    await open_line(turn, claim, action.arguments.get("line", ""), state)


async def open_line(turn: Turn, claim: Claim, line_id: str, state: Pointer) -> None:
    """The form of a line that is there."""
    csr = _open(claim)
    if csr is None or csr.line(line_id) is None:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    in_work = any(line.line_id == line_id for line in csr.work)
    part = CsrPart.WORK if in_work else CsrPart.MATERIAL
    await _enter(turn, claim, part, line_id, state)


async def press_drop(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Take a line out."""
    must_be_newest(claim, action)
    await drop(turn, claim, action.arguments.get("line", ""), state)


async def drop(turn: Turn, claim: Claim, line_id: str, state: Pointer) -> None:
    """Take a line out and show the rest."""
    if _open(claim) is None:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    dropped = partial(csr_changes.drop_line, line_id=line_id, now=turn.now)
    await show_next(turn, await save(turn, claim, dropped), state)


async def press_done(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """All lines are in: on to the signature."""
    must_be_newest(claim, action)
    await lines_done(turn, claim, state)


async def lines_done(turn: Turn, claim: Claim, state: Pointer) -> None:
    """Ask for the signature, or show what does not fit yet; the date and the statement anew."""
    csr = _open(claim)
    if csr is None:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if check_csr(claim, turn.house.catalog, turn.now, turn.today):
        await show_next(turn, claim, state)
        return
    known = {"signatory_name": csr.signatory_name, "signatory_title": csr.signatory_title}
    entry = {name: text for name, text in known.items() if text}
    await _enter(turn, claim, CsrPart.SIGNATURE, "", state, entry)


async def press_back(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """From a form to the lines; without lines to the request for the document."""
    must_be_newest(claim, action)
    await go_back(turn, claim, state)


async def go_back(turn: Turn, claim: Claim, state: Pointer) -> None:
    """One step back inside the CSR, and out of it from its lines."""
    csr = _open(claim)
    if csr is None:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if csr.lines and csr.entering is not None:
        await _enter(turn, claim, None, "", state)
        return
    await leave(turn, claim, state)


async def press_upload(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Send a file instead; the lines stay."""
    must_be_newest(claim, action)
    await leave(turn, claim, state)


async def leave(turn: Turn, claim: Claim, state: Pointer) -> None:
    """Back to the request for the document."""
    if _open(claim) is None:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    left = partial(csr_changes.leave_csr, now=turn.now)
    await show_next(turn, await save(turn, claim, left), state)


async def press_page(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """More of the lines."""
    must_be_newest(claim, action)
    csr, page = _open(claim), action.arguments.get("page", "")
    if csr is None or csr.entering is not None or not page.isdecimal() or len(page) > 2:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    point(state, claim, next_step(claim, turn.contact, turn.house.catalog))
    await turn.show(csr_lines_view(turn, claim, page=int(page)))


PRESSES = {
    "claim.csr": press_begin,
    "claim.csr_form": press_form,
    "claim.csr_add": press_add,
    "claim.csr_line": press_line,
    "claim.csr_drop": press_drop,
    "claim.csr_done": press_done,
    "claim.csr_back": press_back,
    "claim.csr_upload": press_upload,
    "claim.csr_page": press_page,
}
