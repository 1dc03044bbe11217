"""Save what is entered of a CSR, and make its document."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from bot.csr_document import csr_document, csr_name
from bot.desk import KeptFile
from bot.domain import csr_changes
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, ClaimDocument, Finding
from bot.domain.csr_checks import check_csr, check_signatory, csr_requirement, csr_total
from bot.domain.csr_fields import csr_fields
from bot.domain.steps import next_step
from bot.errors import FileRefused, FileUnavailable
from dialogs.csr_views import csr_form_view
from dialogs.reading import show_value
from dialogs.showing import point, show_next
from dialogs.turn import Turn

Pointer = dict[str, Any]
Values = Mapping[str, object]


async def save(
    turn: Turn, claim: Claim, transition: Callable[[Claim], Claim], event: str = ""
) -> Claim:
    """One transition of the CSR, saved."""
    return await turn.change(
        claim, transition, event=event, values={"part": "csr"} if event else None
    )


async def keep_answers(
    turn: Turn, claim: Claim, values: Values, wrong: Collection[str] = ()
) -> Claim:
    """Save the answers that are right, so that nothing typed is lost."""
    assert claim.csr is not None  # the caller looked
    assert claim.csr.entering is not None
    specs = {spec.id: spec for spec in csr_fields(claim.csr.entering)}
    answers = {
        name: show_value(turn, specs[name], value, claim.currency)
        for name, value in values.items()
        if name not in wrong and value is not None
    }
    if not answers:
        return claim
    noted = partial(csr_changes.note_entry, answers=answers, now=turn.now)
    return await save(turn, claim, noted)


async def forget_answers(turn: Turn, claim: Claim, names: Collection[str]) -> Claim:
    """Drop answers that no longer fit."""
    return await save(turn, claim, partial(csr_changes.forget_entry, names=names, now=turn.now))


async def make(turn: Turn, claim: Claim, values: Values, state: Pointer) -> None:
    """Make the document, store its bytes, then attach it in one commit with the signature."""
    findings = check_csr(claim, turn.house.catalog, turn.now, turn.today)
    requirement = csr_requirement(claim, turn.house.catalog)
    if findings or requirement is None:
        shut = partial(csr_changes.enter, part=None, entry_id="", now=turn.now)
        await show_next(turn, await save(turn, claim, shut), state)
        return
    signed = csr_changes.sign(claim, values, turn.now)
    catalog, name = turn.house.catalog, turn.contact.partner.name
    data = await asyncio.to_thread(csr_document, signed, name, catalog, turn._.language)
    try:
        kept = await turn.house.desk.files.keep_made(data, csr_name(claim), requirement.formats)
    except (FileUnavailable, FileRefused):
        await _not_stored(turn, claim, values, state)
        return
    await _attach(turn, claim, values, _document(turn, requirement, kept), state)


async def _not_stored(turn: Turn, claim: Claim, values: Values, state: Pointer) -> None:
    saved = await keep_answers(turn, claim, values, {"is_true"})
    message = "I could not store the CSR just now. Nothing is lost; please try again in a moment."
    found = Finding(code="csr_not_stored", message=message)
    step = next_step(saved, turn.contact, turn.house.catalog)
    point(state, saved, step)
    await turn.show(csr_form_view(turn, saved, step, findings=(found,)))


def _document(turn: Turn, requirement: DocumentRequirement, kept: KeptFile) -> ClaimDocument:
    return ClaimDocument(
        document_id=turn.house.new_id(),
        requirement_id=requirement.requirement_id,
        name=kept.name,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
        note=requirement.title.en,
        received_at=turn.now,
        received_from=turn.contact.contact_id,
    )


async def _attach(
    turn: Turn, claim: Claim, values: Values, document: ClaimDocument, state: Pointer
) -> None:
    def signed_and_attached(present: Claim) -> Claim:
        total = csr_total(present, turn.house.catalog)
        signed = csr_changes.sign(present, values, turn.now)
        return csr_changes.attach_csr(signed, document, total, turn.now)

    _, limits = turn._, turn.house.catalog.files
    after = signed_and_attached(claim)
    in_force = after.documents_in_force
    if len(in_force) > limits.max_per_claim:
        words = _(
            "A claim holds at most %(most)s files; “%(name)s” was not added.",
            most=limits.max_per_claim,
            name=document.name,
        )
        await show_next(turn, claim, state, lines=(words,))
        return
    saved = await turn.change(
        claim,
        signed_and_attached,
        event="document_received",
        values={"name": document.name, "requirement": document.requirement_id},
    )
    assert saved.csr is not None  # just attached
    words = _(
        "“%(name)s” is made and added to your claim. Type “open the CSR” to look at it.",
        name=document.name,
    )
    remarks = check_signatory(saved.csr)
    await show_next(turn, saved, state, lines=(words,), findings=remarks)
