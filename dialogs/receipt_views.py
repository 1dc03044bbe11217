"""Cards after submitting: progress, receipt, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus, DocumentState
from cards.views import (
    FactView,
    ProgressStepView,
    ProgressView,
    ReceiptView,
)
from dialogs.clock_words import clock_for
from dialogs.offers import open_buttons
from dialogs.turn import Turn, button, claim_button
from dialogs.words import DOCUMENT_WORDS, requirement_title


def progress_view(turn: Turn, claim: Claim, *, lines: Sequence[str] = ()) -> ProgressView:
    """A submission under way. The same card later becomes the receipt."""
    _ = turn._
    stuck = claim.status is ClaimStatus.NEEDS_ATTENTION
    files = claim.documents_in_force
    sent = [d for d in files if d.state in (DocumentState.SENT, DocumentState.ACCEPTED)]
    complete = len(sent) == len(files)
    steps = (
        ProgressStepView(_("Saved here; nothing can get lost now"), "done"),
        ProgressStepView(
            _("Documents sent: %(sent)s of %(count)s", sent=len(sent), count=len(files)),
            "done" if complete else ("failed" if stuck else "now"),
        ),
        ProgressStepView(
            _("Accepted by the claims office"),
            _last_stage(claim, complete, stuck),
        ),
    )
    accepted = bool(claim.backend_reference)
    again = _("Status") if accepted else _("Refresh")
    buttons = [button(again, "claim.open", claim=claim.claim_id), *open_buttons(turn, claim)]
    if stuck:
        buttons.insert(0, claim_button(claim, _("Try again"), "claim.retry", style="positive"))
    return ProgressView(
        title=_("Sent: %(claim)s" if accepted else "Sending: %(claim)s", claim=claim.claim_name),
        lines=tuple(lines) or (_("You can close this chat. I will tell you when it is accepted."),),
        steps=steps,
        buttons=tuple(buttons),
    )


def _last_stage(claim: Claim, complete: bool, stuck: bool) -> str:
    if claim.backend_reference:
        return "done"
    if stuck and complete:
        return "failed"
    return "now" if complete else "next"


def receipt_view(turn: Turn, claim: Claim) -> ReceiptView:
    """What the partner holds in the end."""
    _ = turn._
    facts = [
        FactView(_("Reference"), claim.backend_reference),
        FactView(_("Claim"), claim.claim_name),
        FactView(_("Amount"), turn._.money(claim.claim_amount, claim.currency)),
    ]
    if claim.submitted_at:
        facts.append(FactView(_("You submitted"), turn._.instant(claim.submitted_at, turn.zone)))
    if claim.accepted_at:
        facts.append(FactView(_("Accepted"), turn._.instant(claim.accepted_at, turn.zone)))
    facts.append(FactView(_("Content hash (SHA-256)"), claim.content_hash))
    documents = tuple(
        FactView(
            requirement_title(turn, claim, d.requirement_id),
            f"{d.name} — {_(DOCUMENT_WORDS[d.state])}",
        )
        for d in claim.documents_in_force
    )
    return ReceiptView(
        title=_("Receipt: your claim is accepted for review"),
        facts=tuple(facts),
        documents=documents,
        next_steps=what_next(turn, claim),
        lines=(keep_words(turn, claim),),
        buttons=(
            button(_("Status"), "claim.status", claim=claim.claim_id),
            *open_buttons(turn, claim),
            button(_("My claims"), "menu.claims"),
            button(_("New claim"), "claim.start", nonce=turn.house.new_id()),
        ),
    )


def what_next(turn: Turn, claim: Claim) -> tuple[str, ...]:
    """What happens after acceptance, with its published time limit.

    Source: Partner Center, "Manage incentives co-op claims" (S8), 2020-10-29.
    """
    _ = turn._
    clock = clock_for(turn, claim)
    accepted = claim.accepted_at or turn.now
    review_by = clock.day if clock else periods.add_business_days(accepted.date(), 2)
    return (
        _(
            "Review: within 2 business days, so by %(day)s. If it takes longer, contact support.",
            day=turn._.date(review_by),
        ),
        _(
            "After approval: payment within 45 business days, plus the time for a tax "
            "invoice if one is asked."
        ),
        _("If the reviewer needs more, I will tell you here and collect it from you."),
    )


def keep_words(turn: Turn, claim: Claim) -> str:
    """Until when originals are kept. Source: S1, S3 published, 24 months from the activity date."""
    end = claim.activity_end or turn.today
    return turn._(
        "Keep every original document until %(day)s (24 months after the activity). "
        "The copies you sent here are not the originals.",
        day=turn._.date(periods.retain_until(end)),
    )
