"""What can be done with a claim that was sent: withdraw, copy, see its money, papers and fixes."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from bot.desk import response_job
from bot.domain import changes, responses
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.inputs import CardAction
from bot.errors import ClaimConflict
from cards.views import FieldView, FormView
from dialogs import confirming
from dialogs.decision_views import fixes_view, ledger_view, money_view
from dialogs.showing import show_next
from dialogs.turn import Turn, button, claim_button
from dialogs.words import claim_title

Pointer = dict[str, Any]
COPIES = uuid.UUID("8a1f2c7e-6b0d-4f0e-9a51-3f5f6c2f9d10")
"""Namespace of copied claims: the same press of the same button always names the same claim."""


async def press_withdraw(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Ask before a claim is pulled back."""
    if claim.status is not ClaimStatus.SUBMITTED or claim.followup.withdrawal is not None:
        raise ClaimConflict(claim.claim_id)
    confirming.expect(turn, claim, yes="claim.withdraw_yes", no="claim.status")
    await turn.show(withdraw_view(turn, claim))


def withdraw_view(turn: Turn, claim: Claim) -> FormView:
    """Whether the claim shall really be pulled back."""
    _ = turn._
    return FormView(
        title=_("Withdraw this claim?"),
        progress=claim_title(turn, claim),
        lines=(
            _(
                "The claims office would stop working on it, and the money is free for other "
                "claims again. This is possible only before the review begins (our "
                "assumption) and cannot be undone."
            ),
        ),
        fields=(
            FieldView("reason", "text", _("Reason (optional)"), required=False, max_length=500),
        ),
        buttons=(
            claim_button(
                claim,
                _("Withdraw"),
                "claim.withdraw_yes",
                style="destructive",
                needs_inputs=True,
            ),
            button(_("Keep it"), "claim.status", claim=claim.claim_id, style="positive"),
        ),
    )


async def press_withdraw_yes(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Pull the claim back; the claims office has the last word."""
    if action.version != claim.version or claim.status is not ClaimStatus.SUBMITTED:
        raise ClaimConflict(claim.claim_id)
    key = turn.house.new_id()
    saved = await turn.house.desk.change(
        turn.contact,
        claim.claim_id,
        claim.version,
        partial(
            responses.ask_withdrawal,
            sending_key=key,
            reason=action.values.get("reason", ""),
            contact=turn.contact,
            now=turn.now,
        ),
        now=turn.now,
        event="withdrawal_sent",
        in_statuses=(ClaimStatus.SUBMITTED,),
        also=response_job("withdraw", f"{claim.claim_id}:{key}", turn.now),
    )
    words = turn._("Your withdrawal is being sent. I will tell you when it is confirmed.")
    await show_next(turn, saved, state, lines=(words,))


async def press_clone(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Copy the answers into a new draft, and go on with that one."""
    if claim.is_editable:
        raise ClaimConflict(claim.claim_id)
    seed = f"{claim.claim_id}|{turn.contact.contact_id}|{action.nonce or action.version}"
    claim_id = str(uuid.uuid5(COPIES, seed))
    owner = turn.contact.contact_id
    fresh = changes.clone(claim, claim_id=claim_id, owner_id=owner, now=turn.now)
    draft = await turn.house.desk.open_draft(turn.contact, fresh, turn.now, "copied")
    words = turn._(
        "Copied from “%(claim)s”: program, activity, answers and description. Dates, costs and "
        "documents are asked anew.",
        claim=claim_title(turn, claim),
    )
    await show_next(turn, draft, state, lines=(words,))


async def press_fixes(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Why it was rejected or reduced, and what to do about each reason."""
    await turn.show(fixes_view(turn, claim))


async def press_money(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Where the money is."""
    balance = await turn.house.desk.money.balance_for(turn.contact, claim, turn.now)
    funds = balance.funds
    await turn.show(money_view(turn, claim, funds))


async def press_ledger(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Every paper of the claim with what became of it, and until when originals are kept."""
    await turn.show(ledger_view(turn, claim))


PRESSES = {
    "claim.withdraw": press_withdraw,
    "claim.withdraw_yes": press_withdraw_yes,
    "claim.clone": press_clone,
    "claim.fixes": press_fixes,
    "claim.money": press_money,
    "claim.ledger": press_ledger,
}
