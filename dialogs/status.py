"""My claims: the list with paging, and one claim in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.claim import Claim, ClaimStatus, DocumentState
from bot.domain.inputs import CardAction
from cards.views import ButtonView, ClaimListView, ClaimRowView, ClaimStatusView, FactView
from dialogs.menu_views import start_button
from dialogs.review_views import keep_words, what_next
from dialogs.turn import Turn, button
from dialogs.words import DOCUMENT_WORDS, STATUS_WORDS, claim_title, finding_view

PAGE = 4

EVENT_WORDS = {
    "started": "Draft started",
    "answered": "Answers saved",
    "cost_entered": "Cost entered",
    "document_received": "Document received",
    "document_set_aside": "Document left for later",
    "document_removed": "Document removed",
    "submit_pressed": "Submitted by you",
    "submission_retried": "Sending started again",
    "accepted": "Accepted by the claims office",
    "refused": "Sent back by the claims office",
    "needs_attention": "Sending gave up",
    "discarded": "Draft discarded",
}


async def show_claims(turn: Turn, action: CardAction | None = None) -> None:
    """A page of the partner's claims, last changed first; drafts that were discarded are not
    listed.
    """
    before = _position(action)
    statuses = [s for s in ClaimStatus if s is not ClaimStatus.WITHDRAWN]
    found = await turn.house.desk.list_claims(
        turn.contact, statuses=statuses, before=before, limit=PAGE + 1
    )
    await turn.show(_list_view(turn, found[:PAGE], more=len(found) > PAGE, first=before is None))


def _position(action: CardAction | None) -> tuple[datetime, str] | None:
    if action is None or "after" not in action.arguments:
        return None
    at, _sep, claim_id = action.arguments["after"].partition("|")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, claim_id) if moment.tzinfo else None


def _list_view(turn: Turn, found: Sequence[Claim], *, more: bool, first: bool) -> ClaimListView:
    _ = turn._
    rows = tuple(_row(turn, claim) for claim in found)
    buttons = [start_button(turn)]
    if more:
        last = found[-1]
        after = f"{last.changed_at.isoformat()}|{last.claim_id}"
        buttons.insert(0, button(_("Older claims"), "menu.claims", after=after))
    lines = () if rows else (_("There are no claims here yet."),)
    return ClaimListView(
        title=_("My claims") if first else _("Older claims"),
        rows=rows,
        lines=lines,
        buttons=tuple(buttons),
    )


def _row(turn: Turn, claim: Claim) -> ClaimRowView:
    _ = turn._
    parts = []
    if claim.backend_reference:
        parts.append(claim.backend_reference)
    if claim.expense_lines and claim.currency:
        parts.append(_.money(claim.claim_amount, claim.currency))
    parts.append(_.date(claim.changed_at.date()))
    kind = "claim.open" if claim.status is ClaimStatus.DRAFT else "claim.status"
    title = _("Continue") if claim.status is ClaimStatus.DRAFT else _("Open")
    return ClaimRowView(
        claim_title(turn, claim),
        " · ".join(parts),
        _(STATUS_WORDS[claim.status]),
        button(title, kind, claim=claim.claim_id),
    )


async def claim_view(turn: Turn, claim: Claim, *, lines: Sequence[str] = ()) -> ClaimStatusView:
    """One claim: status in plain words, since when, what happens next, documents, history."""
    _ = turn._
    since = claim.status_since or claim.changed_at
    facts = [FactView(_("Since"), _.instant(since, turn.zone))]
    activity = turn.house.catalog.activities.get(claim.incentive_activity)
    if activity:
        facts.append(FactView(_("Activity"), turn.words(activity.title)))
    if claim.expense_lines and claim.currency:
        facts.append(FactView(_("Amount"), _.money(claim.claim_amount, claim.currency)))
    if claim.backend_reference:
        facts.append(FactView(_("Reference"), claim.backend_reference))
    documents = tuple(
        FactView(d.name, _(DOCUMENT_WORDS[d.state]))
        for d in claim.documents
        if d.state is not DocumentState.SUPERSEDED
    )
    entries = await turn.house.desk.history(claim)
    history = tuple(
        FactView(
            _.instant(entry.at, turn.zone),
            f"{_(EVENT_WORDS.get(entry.code, 'Changed'))} · {entry.actor_name}",
        )
        for entry in entries
    )
    return ClaimStatusView(
        title=claim_title(turn, claim),
        status=_(STATUS_WORDS[claim.status]),
        facts=tuple(facts),
        next_steps=(*lines, *_next(turn, claim)),
        documents=documents,
        history=history,
        findings=tuple(finding_view(turn, f, claim) for f in claim.findings),
        buttons=_buttons(turn, claim),
    )


def _next(turn: Turn, claim: Claim) -> tuple[str, ...]:
    _ = turn._
    if claim.status is ClaimStatus.DRAFT:
        return (_("This is a draft. Nothing was sent yet."),)
    if claim.status is ClaimStatus.SUBMITTING:
        return (_("It is being sent. You will get a receipt here."),)
    if claim.status is ClaimStatus.NEEDS_ATTENTION:
        return (
            _(
                "Sending gave up. Your claim and documents are safe; please try again or ask "
                "for a person."
            ),
        )
    if claim.status is ClaimStatus.SUBMITTED:
        return (*what_next(turn, claim), keep_words(turn, claim))
    return (keep_words(turn, claim),)


def _buttons(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    _ = turn._
    buttons = []
    if claim.status in (ClaimStatus.DRAFT, ClaimStatus.SUBMITTING, ClaimStatus.NEEDS_ATTENTION):
        buttons.append(button(_("Continue"), "claim.open", claim=claim.claim_id, style="positive"))
    buttons.append(button(_("My claims"), "menu.claims"))
    return tuple(buttons)
