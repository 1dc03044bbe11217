"""Cards for documents: the one asked for now, and all of them with their ledger."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, ClaimDocument, Finding, SetAside
from bot.domain.csr_checks import CSR_KIND
from bot.domain.responses import OTHER as OTHERS
from bot.domain.steps import Step, other_documents, required_documents
from cards.views import (
    ButtonView,
    ClaimListView,
    ClaimRowView,
    DocumentRequestView,
    FactView,
    FieldView,
    ReviewSectionView,
    ReviewView,
)
from dialogs.offers import open_buttons
from dialogs.step_views import progress
from dialogs.turn import Turn, button, claim_button
from dialogs.words import DOCUMENT_WORDS, finding_view, requirement_title


def document_view(
    turn: Turn,
    claim: Claim,
    step: Step,
    *,
    findings: Sequence[Finding] = (),
    lines: Sequence[str] = (),
) -> DocumentRequestView:
    """The one document asked for now: which, why, what a reviewer looks at, formats, place among
    all.
    """
    _, requirement = turn._, step.requirement
    assert requirement is not None
    link = _link_field(turn, is_wrong=bool(findings)) if requirement.takes_link else None
    received = claim.documents_for(requirement.requirement_id)
    return DocumentRequestView(
        title=turn.words(requirement.title),
        progress="\n".join((progress(turn, claim, step), _place(turn, step))),
        why=turn.words(requirement.why),
        reviewer_checks=tuple(turn.words(check) for check in requirement.reviewer_checks),
        formats=_formats(turn, requirement.formats),
        how=_how(turn, requirement),
        lines=tuple(lines),
        received=tuple(received_words(turn, document) for document in received),
        findings=tuple(finding_view(turn, f, claim) for f in findings),
        link_field=link,
        buttons=_document_buttons(turn, claim, requirement, has_files=bool(received)),
    )


def _document_buttons(
    turn: Turn, claim: Claim, requirement: DocumentRequirement, *, has_files: bool
) -> tuple[ButtonView, ...]:
    _, rid = turn._, requirement.requirement_id
    buttons = []
    if requirement.takes_link:
        buttons.append(
            claim_button(
                claim,
                _("Send this link"),
                "claim.link",
                style="positive",
                needs_inputs=True,
                requirement=rid,
            )
        )
    if CSR_KIND in requirement.kinds:
        title = _("Continue the CSR") if claim.csr else _("Create it here")
        style = "" if has_files else "positive"
        buttons.append(claim_button(claim, title, "claim.csr", style=style, requirement=rid))
        buttons += open_buttons(turn, claim)
    if has_files:
        buttons.append(claim_button(claim, _("Next"), "claim.document_next", requirement=rid))
    else:
        buttons += [
            claim_button(claim, _("Later"), "claim.later", requirement=rid),
            claim_button(claim, _("I don't have it"), "claim.unavailable", requirement=rid),
        ]
    buttons += [
        claim_button(claim, _("All documents"), "claim.documents"),
        claim_button(claim, _("Go to review"), "claim.documents_done"),
    ]
    return tuple(buttons)


def _place(turn: Turn, step: Step) -> str:
    return turn._("Document %(position)s of %(count)s", position=step.position, count=step.count)


def _formats(turn: Turn, formats: Sequence[str]) -> str:
    if not formats:
        return ""
    limit = turn._.size(turn.house.catalog.files.max_file_bytes)
    return turn._(
        "%(formats)s, up to %(limit)s each",
        formats=", ".join(f.upper() for f in formats),
        limit=limit,
    )


def _how(turn: Turn, requirement: DocumentRequirement) -> str:
    takes_files, takes_link = bool(requirement.formats), requirement.takes_link
    if CSR_KIND in requirement.kinds:
        return turn._(
            "I can make it with you: press “Create it here”. Or attach your own file to a message "
            "(paper clip)."
        )
    if takes_link and takes_files:
        return turn._(
            "Attach the file to a message (paper clip), or send the link. Several files are fine."
        )
    if takes_link:
        return turn._("Send the address of the page, starting with https://.")
    return turn._("Attach the file to a message (paper clip). Several files at once are fine.")


def _link_field(turn: Turn, *, is_wrong: bool) -> FieldView:
    action = turn.incoming.action
    return FieldView(
        "link",
        "url",
        turn._("Link"),
        value=action.values.get("link", "") if action is not None and is_wrong else "",
        hint="https://…",
        required=False,
        max_length=2000,
    )


def received_words(turn: Turn, document: ClaimDocument) -> str:
    """One document with what happened to it, in words."""
    size = f", {turn._.size(document.size_bytes)}" if document.size_bytes else ""
    return f"{document.name}{size} — {turn._(DOCUMENT_WORDS[document.state])}"


def documents_view(turn: Turn, claim: Claim, *, lines: Sequence[str] = ()) -> ClaimListView:
    """All required documents with their state; each can be opened."""
    _ = turn._
    rows = []
    for requirement in required_documents(claim, turn.house.catalog):
        rid = requirement.requirement_id
        here = claim.documents_for(rid)
        detail = " · ".join(document.name for document in here)
        rows.append(
            ClaimRowView(
                turn.words(requirement.title),
                detail,
                _mark(turn, claim, rid, len(here)),
                claim_button(
                    claim,
                    _("Open"),
                    "claim.document",
                    requirement=rid,
                ),
            )
        )
    others = other_documents(claim, turn.house.catalog)
    if others:
        names = " · ".join(document.name for document in others)
        open_them = claim_button(claim, _("Open"), "claim.document", requirement=OTHERS)
        mark = _mark(turn, claim, OTHERS, len(others))
        rows.append(ClaimRowView(_("Other documents"), names, mark, open_them))
    return ClaimListView(
        title=_("Documents of this claim"),
        rows=tuple(rows),
        lines=tuple(lines),
        buttons=(
            button(_("Continue"), "claim.open", claim=claim.claim_id, style="positive"),
            claim_button(
                claim,
                _("Go to review"),
                "claim.documents_done",
            ),
        ),
    )


def _mark(turn: Turn, claim: Claim, requirement_id: str, count: int) -> str:
    if count:
        return turn._.ngettext("%(n)s file received", "%(n)s files received", count)
    aside = claim.set_aside.get(requirement_id)
    if aside is SetAside.UNAVAILABLE:
        return turn._("you do not have it")
    return turn._("for later") if aside else turn._("missing")


def one_document_view(turn: Turn, claim: Claim, requirement_id: str) -> ReviewView:
    """The files received for one requirement, or those for none, each with a way to take it out,
    and the way to send another.
    """
    is_other = requirement_id == OTHERS
    title = requirement_title(turn, claim, requirement_id)
    sections = tuple(
        ReviewSectionView(
            document.name,
            (_state(turn, document),),
            claim_button(claim, turn._("Remove"), "claim.remove", document=document.document_id),
        )
        for document in (
            other_documents(claim, turn.house.catalog)
            if is_other
            else claim.documents_for(requirement_id)
        )
    )
    return ReviewView(
        title=turn._("Other documents") if is_other else title,
        summary=(),
        sections=sections,
        buttons=_one_document_buttons(turn, claim, requirement_id),
    )


def _state(turn: Turn, document: ClaimDocument) -> FactView:
    size = turn._.size(document.size_bytes) if document.size_bytes else ""
    return FactView(size, turn._(DOCUMENT_WORDS[document.state]))


def _one_document_buttons(turn: Turn, claim: Claim, requirement_id: str) -> tuple[ButtonView, ...]:
    _ = turn._
    another = claim_button(
        claim, _("Send another"), "claim.ask_document", requirement=requirement_id
    )
    every = claim_button(claim, _("All documents"), "claim.documents")
    review = claim_button(claim, _("Go to review"), "claim.documents_done")
    if requirement_id == OTHERS:
        return (every, review)
    if claim.csr is None or claim.csr.requirement_id != requirement_id:
        return (another, every, review)
    change = claim_button(claim, _("Change the CSR"), "claim.csr", requirement=requirement_id)
    return (*open_buttons(turn, claim), change, another, every, review)
