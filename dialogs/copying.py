"""A claim to be copied into a new draft, asked for in words: it leads to the claim's button."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.claim import Claim
from cards.views import ButtonView, ClaimListView, NoticeView
from dialogs import answering, status
from dialogs.copy_wishes import CopyWish, read_copy_wish
from dialogs.menu_views import start_button
from dialogs.turn import Turn, button
from dialogs.words import claim_title


async def hears(turn: Turn) -> bool:
    """Show the button that copies what a message names; False when it is about something else."""
    wish = read_copy_wish(turn.incoming.text)
    if wish is None:
        return False
    at_hand = await answering.present_claim(turn)
    if not wish.is_sure and at_hand is not None and at_hand.is_editable:
        return False  # words without “claim” may be the answer to a step
    found = await _meant(turn, wish, at_hand)
    if not found and not wish.is_sure:
        return False
    await turn.show(_view(turn, found, wish))
    return True


async def _meant(turn: Turn, wish: CopyWish, at_hand: Claim | None) -> list[Claim]:
    if not wish.names:
        if at_hand is not None and not at_hand.is_editable:
            return [at_hand]
        return await status.find_claims(turn, "", statuses=status.SENT)
    for name in wish.names:
        if found := await status.find_claims(turn, name):
            return found
    return []


def _view(turn: Turn, found: Sequence[Claim], wish: CopyWish) -> NoticeView | ClaimListView:
    if len(found) > 1:
        return status.choice_view(turn, found, _pressed)
    if not found:
        return _nothing_view(turn, wish)
    return _draft_view(turn, found[0]) if found[0].is_editable else _copy_view(turn, found[0])


def _copy_view(turn: Turn, claim: Claim) -> NoticeView:
    _ = turn._
    is_own = claim.owner_id == turn.contact.contact_id
    whose = () if is_own else (_("Started by %(name)s", name=claim.contact_name),)
    return NoticeView(
        title=_("Copy “%(claim)s” into a new draft?", claim=claim_title(turn, claim)),
        lines=(
            *whose,
            _(
                "Program, activity, answers and description are taken over; dates, costs and "
                "documents are asked anew. The claim itself stays as it is."
            ),
        ),
        buttons=(_pressed(turn, claim), button(_("My claims"), "menu.claims")),
    )


def _draft_view(turn: Turn, claim: Claim) -> NoticeView:
    _ = turn._
    return NoticeView(
        title=_("“%(claim)s” is still a draft", claim=claim_title(turn, claim)),
        lines=(_("Only a claim that was sent or has ended can be copied; this one can go on."),),
        buttons=(_pressed(turn, claim), start_button(turn)),
    )


def _nothing_view(turn: Turn, wish: CopyWish) -> NoticeView:
    _ = turn._
    title = _("There is no claim to copy yet")
    if wish.names:
        title = _("I found no claim called “%(name)s”", name=_as_typed(turn, wish.names[-1]))
    return NoticeView(
        title=title,
        lines=(_("A claim that was sent or has ended can be copied into a new draft."),),
        buttons=(button(_("My claims"), "menu.claims"), start_button(turn)),
    )


def _as_typed(turn: Turn, name: str) -> str:
    """The name in the letters it was typed in."""
    at = turn.incoming.text.casefold().find(name)
    return turn.incoming.text[at : at + len(name)] if at >= 0 else name


def _pressed(turn: Turn, claim: Claim) -> ButtonView:
    _ = turn._
    if claim.is_editable:
        return button(_("Continue"), "claim.open", claim=claim.claim_id, style="positive")
    nonce = turn.house.new_id()
    return button(
        _("Copy to new draft"), "claim.clone", claim=claim.claim_id, nonce=nonce, style="positive"
    )
