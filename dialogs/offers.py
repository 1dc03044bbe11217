"""Files of a claim that can be looked at: which, the button to them, and which offers are open."""

from __future__ import annotations

from bot.domain.claim import Claim, ClaimDocument
from cards.views import ButtonView
from dialogs.turn import Turn, button

OFFERS = "offers"
MAX_OPEN = 8
"""Offers that wait for an answer in one conversation; the oldest end first."""


def made_csr(claim: Claim) -> ClaimDocument | None:
    """The CSR that was made here and will be, or was, sent; None without one."""
    made = claim.csr.made if claim.csr else None
    return in_force(claim, made.document_id) if made else None


def in_force(claim: Claim, document_id: str) -> ClaimDocument | None:
    """A file of the claim that was not replaced."""
    return next(
        (
            document
            for document in claim.documents_in_force
            if document.document_id == document_id and document.sha256
        ),
        None,
    )


def open_buttons(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    """The way to look at the CSR that was made here; none without one."""
    document = made_csr(claim)
    if document is None:
        return ()
    title, document_id = turn._("Open the CSR"), document.document_id
    return (button(title, "paper.open", claim=claim.claim_id, document=document_id),)


def new_offer(turn: Turn) -> str:
    """The id of an offer that is open from now on in this conversation."""
    offer = turn.house.new_id()
    turn.asked[OFFERS] = [*turn.asked.get(OFFERS, ()), offer][-MAX_OPEN:]
    return offer


def close_offer(turn: Turn, offer: str) -> bool:
    """Whether the offer was open; now it is not."""
    waiting = list(turn.asked.get(OFFERS, ()))
    if offer not in waiting:
        return False
    waiting.remove(offer)
    turn.asked[OFFERS] = waiting
    return True
