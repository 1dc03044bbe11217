"""Save what answers a reviewer or supports a dispute: words, files and links, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bot.domain import responses
from bot.domain.claim import Claim, ClaimDocument, ClaimStatus
from bot.domain.fields import StepKind
from bot.domain.followup import AskedItem
from bot.domain.responses import open_dispute, open_request
from bot.domain.steps import next_step
from bot.errors import ClaimConflict
from dialogs.responding_views import item_formats, item_title
from dialogs.showing import show_next
from dialogs.turn import Turn
from dialogs.uploads import take_file

Pointer = dict[str, Any]
Transition = Callable[[Claim], Claim]

LISTENING = (StepKind.REQUEST, StepKind.DISPUTE)
ASKED, REJECTED = (ClaimStatus.ACTION_REQUIRED,), (ClaimStatus.REJECTED,)
EVIDENCE = "Evidence for the dispute"
TRIES = 5


def takes_files(turn: Turn, claim: Claim) -> bool:
    """Whether files that come now answer a request or support a dispute."""
    return next_step(claim, turn.contact, turn.house.catalog).kind in LISTENING


def pointed_item(claim: Claim, state: Pointer) -> AskedItem | None:
    """The item that is asked: the one shown last, else the first open one, else the last."""
    request = open_request(claim)
    if request is None:
        return None
    shown = request.item(str(state.get("item", "")))
    return shown or next(iter(request.open_items), None)


def overtaken(claim: Claim, seen: AskedItem) -> bool:
    """Whether somebody answered in words an item that was open when it was seen."""
    request = open_request(claim)
    present = request.item(seen.item_id) if request else None
    return bool(present and present.text and present.text != seen.text)


async def take_files(turn: Turn, claim: Claim, state: Pointer) -> None:
    """Files for the item asked, or as evidence for the dispute."""
    item = pointed_item(claim, state)
    if item is None and open_dispute(claim) is None:
        words = turn._("Everything is answered. To change an answer, open its item first.")
        await show_next(turn, claim, state, lines=(words,))
        return
    formats = item_formats(turn, item) if item else turn.house.catalog.files.extensions
    title = item_title(turn, item)[:300] if item else EVIDENCE
    requirement = requirement_id(turn, claim, item)
    taken = await asyncio.gather(
        *(take_file(turn, file, formats, requirement, title) for file in turn.incoming.files)
    )
    documents = [one.document for one in taken if one.document]
    problems = [finding for one in taken for finding in one.findings]
    saved, lines = await attach(turn, claim, item, documents)
    await show_next(turn, saved, state, lines=lines, findings=problems)


def requirement_id(turn: Turn, claim: Claim, item: AskedItem | None) -> str:
    """The requirement a document answers: as the reviewer says, else by its kind."""
    if item is None:
        return responses.OTHER
    if item.requirement_id:
        return item.requirement_id
    if claim.incentive_activity in turn.house.catalog.activities:
        for requirement in turn.house.catalog.all_requirements(claim.incentive_activity):
            if item.kind in requirement.kinds:
                return requirement.requirement_id
    return responses.OTHER


async def attach(
    turn: Turn, claim: Claim, item: AskedItem | None, documents: Sequence[ClaimDocument]
) -> tuple[Claim, list[str]]:
    """Add documents to an item, or to the dispute without one; what happened to each in words."""
    _, lines = turn._, []
    most = turn.house.catalog.files.max_per_claim
    for document in documents:
        if len(claim.documents) >= most:
            words = "A claim holds at most %(most)s files; “%(name)s” was not added."
            lines.append(_(words, most=most, name=document.name))
            continue
        transition = _attached(turn, item, document)
        saved = await save(turn, claim, transition, item, {"name": document.name})
        name = document.name
        if saved.version == claim.version:
            lines.append(_("“%(name)s” was already there; I kept one copy.", name=name))
        elif document.url:
            lines.append(_("✔ %(link)s is noted.", link=name))
        else:
            lines.append(_("✔ “%(name)s” received: checked and stored.", name=name))
        claim = saved
    return claim, lines


def _attached(turn: Turn, item: AskedItem | None, document: ClaimDocument) -> Transition:
    if item is None:
        return partial(responses.attach_to_dispute, document=document, now=turn.now)
    return partial(
        responses.attach_to_item,
        item_id=item.item_id,
        document=document,
        contact=turn.contact,
        now=turn.now,
    )


async def save(
    turn: Turn,
    claim: Claim,
    transition: Transition,
    item: AskedItem | None,
    values: dict[str, str] | None = None,
) -> Claim:
    """Save an answer to the claim as it is now: a colleague may have answered meanwhile.

    Raises: ClaimConflict when the request or dispute is over.
    """
    event = "item_answered" if item else "dispute_saved"
    for _try in range(TRIES):
        try:
            return await turn.house.desk.change(
                turn.contact,
                claim.claim_id,
                claim.version,
                transition,
                now=turn.now,
                event=event,
                values=values,
                in_statuses=ASKED if item else REJECTED,
            )
        except ClaimConflict:
            claim = await turn.house.desk.load(turn.contact, claim.claim_id)
            if item is not None and overtaken(claim, item):
                raise
            if (open_request(claim) if item else open_dispute(claim)) is None:
                raise
    raise ClaimConflict(claim.claim_id)


def need_role(turn: Turn, claim: Claim, may: Callable[..., bool]) -> None:
    """Raises: ClaimConflict for a press of somebody who lost the role since the card was made."""
    if not may(turn.contact, claim):
        raise ClaimConflict(claim.claim_id)
