"""Cards for messages outside a turn: receipt, refusal, delay, trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.claim import Claim, ClaimStatus
from bot.domain.conversation import TurnConversation
from bot.domain.inputs import Incoming, IncomingKind
from bot.domain.partner import Contact
from bot.text import translator
from cards.views import NoticeView, View
from dialogs import lifecycle_notices
from dialogs.claim_card import claim_card
from dialogs.receipt_views import progress_view, receipt_view
from dialogs.turn import House, Turn, button
from dialogs.words import claim_title, finding_words

Card = Mapping[str, Any]

NOBODY = Incoming(
    kind=IncomingKind.OTHER,
    activity_id="",
    channel_id="",
    conversation_id="",
    tenant_id="",
    user_id="",
    object_id="",
    user_name="",
    sent_at=datetime.min.replace(tzinfo=UTC),
)
"""Nothing came in: the bot speaks first."""


class NoticeCards:
    """Makes the cards of a notice in the language and zone of the conversation it goes to."""

    def __init__(self, house: House, clock: Callable[[], datetime]) -> None:
        self._house, self._clock = house, clock

    def make(
        self, notice: str, claim: Claim, contact: Contact, language: str, time_zone: str
    ) -> tuple[Card, str, Card | None, str]:
        """The message's card, its plain text, what the claim's card in the chat becomes, and words
        that only point there.
        """
        turn = self._turn(contact, language, time_zone)
        view, present = _VIEWS[notice](turn, claim)
        card = turn.draw(view)
        pointer = turn._(
            "Your claim is accepted: %(reference)s. The message that showed it being sent is now "
            "its receipt. Should you see that receipt twice, it is one claim.",
            reference=claim.backend_reference,
        )
        text = card.fallback[:200]
        return card, text, turn.draw(present) if present else None, pointer

    def draw(self, claim: Claim, contact: Contact, language: str, time_zone: str) -> Card:
        """What a message becomes that showed the claim being sent, and was taken later."""
        turn = self._turn(contact, language, time_zone)
        return turn.draw(_present(turn, claim))

    def _turn(self, contact: Contact, language: str, time_zone: str) -> Turn:
        zone = time_zone or self._house.default_zone
        conversation = TurnConversation("", contact.contact_id, language or "en", time_zone=zone)
        return Turn(
            self._house,
            None,
            NOBODY,
            conversation,
            self._clock(),
            translator(language or "en", zone),
            contact,
        )


def _receipt(turn: Turn, claim: Claim) -> tuple[View, View | None]:
    return receipt_view(turn, claim), _present(turn, claim)


def _present(turn: Turn, claim: Claim) -> View:
    """The claim's card as it stands: on its way, just accepted, or what came of it."""
    if claim.status in (ClaimStatus.SUBMITTING, ClaimStatus.NEEDS_ATTENTION):
        return progress_view(turn, claim)
    if claim.status is ClaimStatus.SUBMITTED and claim.followup.sequence <= 1:
        lines = (turn._("Accepted. I sent you the receipt."),)
        return progress_view(turn, claim, lines=lines)
    return claim_card(turn, claim)


def _refused(turn: Turn, claim: Claim) -> tuple[View, View | None]:
    _ = turn._
    view = NoticeView(
        title=_("The claims office sent your claim back"),
        lines=(
            _(
                "“%(claim)s” was not accepted yet. It is an open draft again; nothing is lost.",
                claim=claim_title(turn, claim),
            ),
        ),
        bullets=tuple(finding_words(turn, finding, claim) for finding in claim.findings),
        buttons=(
            button(_("Put it right"), "claim.open", claim=claim.claim_id, style="positive"),
            button(_("My claims"), "menu.claims"),
        ),
        tone="attention",
    )
    return view, _present(turn, claim)


def _delayed(turn: Turn, claim: Claim) -> tuple[View, View | None]:
    _ = turn._
    view = NoticeView(
        title=_("Sending takes longer than usual"),
        lines=(
            _(
                "The claims office does not answer right now. “%(claim)s” and its documents "
                "are stored here, and I "
                "keep trying by myself. The moment you pressed submit counts and is sent along.",
                claim=claim_title(turn, claim),
            ),
        ),
        buttons=(button(_("Show progress"), "claim.open", claim=claim.claim_id),),
        tone="warning",
    )
    return view, None


def _attention(turn: Turn, claim: Claim) -> tuple[View, View | None]:
    _ = turn._
    view = NoticeView(
        title=_("Your claim could not be sent"),
        lines=(
            _(
                "I tried to send “%(claim)s” for a long time without success. Nothing is lost.",
                claim=claim_title(turn, claim),
            ),
            _(
                "Please try again, or ask for a person: %(contact)s",
                contact=turn.house.support_contact,
            ),
        ),
        buttons=(
            button(
                _("Try again"),
                "claim.retry",
                claim=claim.claim_id,
                version=claim.version,
                style="positive",
            ),
            button(_("Show progress"), "claim.open", claim=claim.claim_id),
        ),
        tone="warning",
    )
    return view, _present(turn, claim)


_VIEWS: dict[str, Callable[[Turn, Claim], tuple[View, View | None]]] = {
    "receipt": _receipt,
    "refused": _refused,
    "delayed": _delayed,
    "attention": _attention,
    **lifecycle_notices.VIEWS,
}
