"""Presses on document cards: leave for later, send another, remove, go on."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, SetAside
from bot.domain.inputs import CardAction
from bot.domain.responses import OTHER as OTHERS
from bot.domain.steps import next_step, other_documents, required_documents
from bot.errors import ClaimConflict
from dialogs.document_views import documents_view, one_document_view
from dialogs.documents import refuse_link, take_link
from dialogs.menu_views import stale_lines
from dialogs.showing import point, show_next
from dialogs.turn import Turn, must_be_newest
from dialogs.words import rule_words

Pointer = dict[str, Any]


def _requirement(turn: Turn, claim: Claim, action: CardAction) -> DocumentRequirement | None:
    wanted = action.arguments.get("requirement", "")
    for requirement in required_documents(claim, turn.house.catalog):
        if requirement.requirement_id == wanted:
            return requirement
    return None


async def press_link(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """The link field of a document card."""
    requirement = _requirement(turn, claim, action)
    if requirement is None or not claim.is_editable:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if action.version != claim.version and claim.documents_for(requirement.requirement_id):
        raise ClaimConflict(claim.claim_id)
    if await take_link(turn, claim, action.values.get("link", ""), state, requirement):
        return
    await refuse_link(turn, claim, state, requirement)


async def press_later(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Leave this document for later and go on with the next."""
    await _set_aside(turn, claim, action, state, SetAside.LATER)


async def press_unavailable(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """There is no such document: say what then."""
    await _set_aside(turn, claim, action, state, SetAside.UNAVAILABLE)


async def _set_aside(
    turn: Turn, claim: Claim, action: CardAction, state: Pointer, why: SetAside
) -> None:
    requirement = _requirement(turn, claim, action)
    if requirement is None or action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    await put_aside(turn, claim, requirement, state, why)


async def put_aside(
    turn: Turn, claim: Claim, requirement: DocumentRequirement, state: Pointer, why: SetAside
) -> None:
    """Set a document aside and show what comes next, with what it means."""
    saved = await turn.change(
        claim,
        partial(
            changes.set_document_aside,
            requirement_id=requirement.requirement_id,
            why=why,
            now=turn.now,
        ),
        event="document_set_aside",
        values={"requirement": requirement.requirement_id, "why": why.value},
    )
    await show_next(turn, saved, state, lines=(_what_then(turn, requirement, why),))


def _what_then(turn: Turn, requirement: DocumentRequirement, why: SetAside) -> str:
    _, title = turn._, turn.words(requirement.title)
    if why is SetAside.LATER:
        return _("%(document)s is left for later; your draft is kept.", document=title)
    if requirement.provenance.startswith("published"):
        return _(
            "Without %(document)s the claim cannot be submitted, because the program requires it "
            "(%(rule)s). You can ask a colleague or your vendor for a copy and add it "
            "later: the draft stays.",
            document=title,
            rule=rule_words(turn, f"{', '.join(requirement.source)} {requirement.provenance}"),
        )
    return _(
        "%(document)s is not in a published list, so you can submit without it and give a "
        "reason at the end. A "
        "reviewer may still ask for it.",
        document=title,
    )


async def press_next(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Done with this document, which has files already."""
    must_be_newest(claim, action)
    saved = await _choose(turn, claim, "")
    await show_next(turn, saved, state)


async def go_on(turn: Turn, claim: Claim, requirement: DocumentRequirement, state: Pointer) -> None:
    """The next document, whether this one has files or is left for later."""
    if claim.documents_for(requirement.requirement_id):
        await show_next(turn, await _choose(turn, claim, ""), state)
    else:
        await put_aside(turn, claim, requirement, state, SetAside.LATER)


async def press_documents(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """All required documents with their state."""
    if not claim.is_editable:
        raise ClaimConflict(claim.claim_id)
    await turn.show(documents_view(turn, claim))


async def press_document(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Open one document: its files, or the request for it."""
    others = other_documents(claim, turn.house.catalog)
    if action.arguments.get("requirement", "") == OTHERS and claim.is_editable and others:
        await turn.show(one_document_view(turn, claim, OTHERS))
        return
    requirement = _requirement(turn, claim, action)
    if requirement is None or not claim.is_editable:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    if claim.documents_for(requirement.requirement_id):
        await turn.show(one_document_view(turn, claim, requirement.requirement_id))
        return
    await press_ask(turn, claim, action, state)


async def press_ask(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Ask for this document now, also for one more file of it."""
    requirement = _requirement(turn, claim, action)
    if requirement is None or action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    saved = await _choose(turn, claim, requirement.requirement_id)
    await show_next(turn, saved, state)


async def _choose(turn: Turn, claim: Claim, requirement_id: str) -> Claim:
    return await turn.change(
        claim, partial(changes.choose_document, requirement_id=requirement_id, now=turn.now)
    )


async def press_remove(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Take one file out of the claim."""
    must_be_newest(claim, action)
    document_id = action.arguments.get("document", "")
    name = next((d.name for d in claim.documents if d.document_id == document_id), "")
    saved = await turn.change(
        claim,
        partial(changes.detach, document_id=document_id, now=turn.now),
        event="document_removed",
        values={"name": name},
    )
    point(state, saved, next_step(saved, turn.contact, turn.house.catalog))
    line = turn._("“%(name)s” was taken out of the claim.", name=name)
    await turn.show(documents_view(turn, saved, lines=(line,)))


async def press_done(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """On to the review, with whatever documents there are."""
    must_be_newest(claim, action)
    saved = await turn.change(claim, partial(changes.finish_documents, now=turn.now))
    await show_next(turn, saved, state)


PRESSES = {
    "claim.link": press_link,
    "claim.later": press_later,
    "claim.unavailable": press_unavailable,
    "claim.document_next": press_next,
    "claim.documents": press_documents,
    "claim.document": press_document,
    "claim.ask_document": press_ask,
    "claim.remove": press_remove,
    "claim.documents_done": press_done,
}
