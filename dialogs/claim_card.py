"""The card of one claim: status in plain words, since when, what happens next, money, history."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import STATUS_WORDS
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.clocks import may_still_dispute
from bot.domain.responses import may_answer, may_dispute, open_dispute, open_request
from cards.views import ButtonView, ClaimStatusView, FactView, FindingView
from dialogs.clock_words import next_words, overdue_words
from dialogs.offers import open_buttons
from dialogs.receipt_views import keep_words
from dialogs.turn import Turn, button, claim_button
from dialogs.words import DOCUMENT_WORDS, claim_title, finding_view

SHOWN_DOCUMENTS = 6
BEFORE = (ClaimStatus.DRAFT, ClaimStatus.SUBMITTING, ClaimStatus.NEEDS_ATTENTION)
DECIDED = (ClaimStatus.APPROVED, ClaimStatus.APPROVED_PARTIAL, ClaimStatus.PAID)
ENDED = (ClaimStatus.WITHDRAWN, ClaimStatus.EXPIRED)


def claim_card(
    turn: Turn, claim: Claim, *, lines: Sequence[str] = (), history: Sequence[FactView] = ()
) -> ClaimStatusView:
    """One claim as it stands now."""
    _ = turn._
    shown = claim.documents_in_force
    documents = [FactView(d.name, _(DOCUMENT_WORDS[d.state])) for d in shown[:SHOWN_DOCUMENTS]]
    if len(shown) > SHOWN_DOCUMENTS:
        documents.append(FactView("…", _("and %(n)s more", n=len(shown) - SHOWN_DOCUMENTS)))
    return ClaimStatusView(
        title=claim_title(turn, claim),
        status=_(STATUS_WORDS[claim.status]),
        facts=facts_of(turn, claim),
        next_steps=_next(turn, claim),
        documents=tuple(documents),
        history=tuple(history),
        findings=_findings(turn, claim),
        buttons=claim_buttons(turn, claim),
        lines=tuple(lines),
    )


def facts_of(turn: Turn, claim: Claim) -> tuple[FactView, ...]:
    """Since when, what for, how much."""
    _ = turn._
    since = claim.status_since or claim.changed_at
    facts = [FactView(_("Since"), _.instant(since, turn.zone))]
    if claim.owner_id != turn.contact.contact_id:
        facts.insert(0, FactView(_("Colleague"), claim.contact_name))
    activity = turn.house.catalog.activities.get(claim.incentive_activity)
    if activity:
        facts.append(FactView(_("Activity"), turn.words(activity.title)))
    facts += money_facts(turn, claim)
    if claim.backend_reference:
        facts.append(FactView(_("Reference"), claim.backend_reference))
    return tuple(facts)


def money_facts(turn: Turn, claim: Claim) -> list[FactView]:
    """Claimed, approved, paid."""
    _, followup = turn._, claim.followup
    facts = []
    if claim.expense_lines and claim.currency:
        facts.append(FactView(_("Amount"), _.money(claim.claim_amount, claim.currency)))
    if claim.status in DECIDED and claim.currency:
        approved = followup.approved_amount
        amount = claim.claim_amount if approved is None else approved
        facts.append(FactView(_("Approved amount"), _.money(amount, claim.currency)))
    if followup.payment is not None:
        paid = followup.payment
        facts.append(FactView(_("Paid amount"), _.money(paid.amount, paid.currency)))
    return facts


def _findings(turn: Turn, claim: Claim) -> tuple[FindingView, ...]:
    overdue = overdue_words(turn, claim)
    late = (FindingView(overdue, is_blocking=False),) if overdue else ()
    refusal = claim.followup.refusal
    if refusal and claim.status is ClaimStatus.SUBMITTED:
        text = turn._("The claim was not withdrawn: %(detail)s", detail=refusal)
        late = (*late, FindingView(text, is_blocking=False))
    return (*late, *(finding_view(turn, f, claim) for f in claim.findings))


def _next(turn: Turn, claim: Claim) -> tuple[str, ...]:
    _ = turn._
    if claim.status is ClaimStatus.DRAFT and claim.findings:
        return (_("Please put it right, then submit it again."),)
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
    keep = () if claim.status in ENDED else (keep_words(turn, claim),)
    return (*_not_yours(turn, claim), *next_words(turn, claim), *keep)


def _not_yours(turn: Turn, claim: Claim) -> tuple[str, ...]:
    """Why somebody who sees a request cannot answer it."""
    if open_request(claim) is None or may_answer(turn.contact, claim):
        return ()
    return (
        turn._(
            "You can read this request but not answer it: that takes the role incentives admin, "
            "incentives user or global admin for this program and location. Please ask a colleague "
            "with such a role, or ask a global admin to give you one."
        ),
    )


def claim_buttons(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    """What can be done with the claim now, by this person; at most six."""
    _ = turn._
    if claim.status in BEFORE:
        title = _("Continue") if claim.is_editable else _("Show progress")
        go_on = button(title, "claim.open", claim=claim.claim_id, style="positive")
        return (go_on, *open_buttons(turn, claim), button(_("My claims"), "menu.claims"))
    buttons = [*_responses(turn, claim)]
    if claim.status in DECIDED:
        buttons.append(button(_("Where is my money?"), "claim.money", claim=claim.claim_id))
    if claim.followup.reasons and claim.status in (
        ClaimStatus.REJECTED,
        ClaimStatus.APPROVED_PARTIAL,
    ):
        buttons.append(button(_("What to fix"), "claim.fixes", claim=claim.claim_id))
    if claim.documents:
        buttons.append(button(_("Documents"), "claim.ledger", claim=claim.claim_id))
        buttons += open_buttons(turn, claim)
    if claim.status in (*DECIDED, *ENDED, ClaimStatus.REJECTED):
        nonce = turn.house.new_id()
        copy = button(_("Copy to new draft"), "claim.clone", claim=claim.claim_id, nonce=nonce)
        buttons.append(copy)
    return (*buttons, button(_("My claims"), "menu.claims"))


def can_begin_dispute(turn: Turn, claim: Claim) -> bool:
    """Whether this person may contest the rejection now, for the first time."""
    is_open = claim.status is ClaimStatus.REJECTED and claim.followup.dispute is None
    return is_open and may_dispute(turn.contact, claim) and may_still_dispute(claim, turn.now)


def _responses(turn: Turn, claim: Claim) -> list[ButtonView]:
    """What the claim waits for from the partner."""
    _, followup = turn._, claim.followup
    if open_request(claim) and may_answer(turn.contact, claim):
        return [button(_("Answer now"), "claim.open", claim=claim.claim_id, style="positive")]
    if claim.status is ClaimStatus.REJECTED and may_dispute(turn.contact, claim):
        if open_dispute(claim) is not None:
            title = _("Go on with dispute")
            return [button(title, "claim.open", claim=claim.claim_id, style="positive")]
        if can_begin_dispute(turn, claim):
            return [button(_("Dispute"), "claim.dispute", claim=claim.claim_id, style="positive")]
    if claim.status is ClaimStatus.SUBMITTED and followup.withdrawal is None:
        return [claim_button(claim, _("Withdraw"), "claim.withdraw")]
    return []
