"""The claims that a question may be about: one's own before those of colleagues.

A colleague's claim that the asker may see is never taken for the asker's own: where nothing of
one's own is in the state that is asked about, colleagues' are given as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.claim import Claim, ClaimStatus
from bot.domain.clocks import is_contested
from bot.understanding import COLLEAGUES, Recognition, says_mine, says_ours, spellings
from dialogs.turn import Turn

MAX_CLAIMS = 5
MAX_NAMES = 50
MAX_LOOKS = 4
"""Pages of claims that are read to find those of somebody."""
MAX_KOREAN_NAME = 4

SEEN = tuple(s for s in ClaimStatus if s is not ClaimStatus.WITHDRAWN)
_STATUSES: dict[str, tuple[ClaimStatus, ...]] = {
    "claim_status": SEEN,
    "respond_request": (ClaimStatus.ACTION_REQUIRED,),
    "dispute": (ClaimStatus.REJECTED, ClaimStatus.DISPUTED),
    "edit_claim": (ClaimStatus.DRAFT, ClaimStatus.ACTION_REQUIRED),
    "withdraw_claim": (ClaimStatus.DRAFT, ClaimStatus.SUBMITTED),
    "payment": (ClaimStatus.APPROVED, ClaimStatus.APPROVED_PARTIAL, ClaimStatus.PAID),
}
"""Intents about claims → statuses in which a claim may be meant."""

_DECIDED = (
    *_STATUSES["dispute"],
    ClaimStatus.APPROVED,
    ClaimStatus.APPROVED_PARTIAL,
    ClaimStatus.PAID,
)
"""Statuses in which a claim is, or was, disputed."""

_AT_HAND = frozenset({"edit_claim", "withdraw_claim"})
"""Intents that mean the claim at hand in whatever state it is: never another one by surprise."""


class Meant(NamedTuple):
    """Claims that may be meant, last changed first; `of_colleagues` where none is one's own, though
    one's own were asked for.
    """

    claims: tuple[Claim, ...] = ()
    of_colleagues: bool = False


async def meant_claims(turn: Turn, claim: Claim | None, recognition: Recognition) -> Meant:
    """By whose they are, by name or number, else the one at hand, else by status."""
    named, intent = recognition.slots.claim, recognition.intent
    text = turn.incoming.text or str(turn.asked.get("text", ""))
    if recognition.whose:
        return Meant(await _of_somebody(turn, recognition.whose))
    if named:
        found = await _listed(turn, SEEN, name=named)
        return _own_first(turn, found) if says_mine(text) else Meant(found)
    if intent == "resume_claim":
        return Meant(tuple(await turn.house.desk.drafts(turn.contact)))
    statuses = _STATUSES.get(intent)
    if statuses is None:
        return Meant()
    is_meant = claim is not None and (is_mine(turn, claim) or not says_mine(text))
    if claim is not None and is_meant and (claim.status in statuses or intent in _AT_HAND):
        return Meant((claim,))
    if says_ours(text):
        return Meant(await _in_state(turn, intent, only_own=False))
    own = await _in_state(turn, intent, only_own=True)
    if own or (claim is not None and is_mine(turn, claim)):
        return Meant(own)  # the one at hand is meant, in whatever state it is
    others = await _in_state(turn, intent, only_own=False)
    if intent == "respond_request" and not says_mine(text):
        return Meant(others)  # whoever has the role may answer a reviewer
    return _own_first(turn, others)


async def unfinished(turn: Turn) -> Sequence[Claim]:
    """Drafts, newest first; without one the claim a reviewer asks about, one's own first."""
    drafts = await turn.house.desk.drafts(turn.contact)
    if drafts:
        return drafts
    asked = (ClaimStatus.ACTION_REQUIRED,)
    own = await _listed(turn, asked, only_own=True)
    return own or await _listed(turn, asked)


def is_mine(turn: Turn, claim: Claim) -> bool:
    """Whether the partner who types started the claim."""
    return claim.owner_id == turn.contact.contact_id


def may_see(turn: Turn, claim: Claim) -> bool:
    """As at the desk: one's own, or of a program and location one has a role for."""
    return (
        is_mine(turn, claim)
        or not claim.program
        or bool(turn.contact.enrollment(claim.location_id, claim.program))
    )


def _own_first(turn: Turn, found: Sequence[Claim]) -> Meant:
    own = tuple(one for one in found if is_mine(turn, one))
    return Meant(own or tuple(found), bool(found) and not own)


async def _in_state(turn: Turn, intent: str, *, only_own: bool) -> tuple[Claim, ...]:
    if intent == "dispute":
        return await _to_dispute(turn, only_own=only_own)
    return await _listed(turn, _STATUSES[intent], only_own=only_own)


async def _listed(
    turn: Turn,
    statuses: Sequence[ClaimStatus],
    *,
    name: str = "",
    only_own: bool = False,
    limit: int = MAX_CLAIMS,
) -> tuple[Claim, ...]:
    found = await turn.house.desk.list_claims(
        turn.contact, statuses=statuses, text=name or None, limit=limit, only_own=only_own
    )
    return tuple(one for one in found if may_see(turn, one))


async def _to_dispute(turn: Turn, *, only_own: bool) -> tuple[Claim, ...]:
    """Rejected claims that nobody disputed yet; without any, those that somebody did."""
    seen = await _listed(turn, _DECIDED, only_own=only_own, limit=MAX_NAMES)
    was = [one for one in seen if is_contested(one) or one.followup.disputed_at]
    open_yet = [one for one in seen if one.status is ClaimStatus.REJECTED and one not in was]
    return tuple((open_yet or was)[:MAX_CLAIMS])


async def _of_somebody(turn: Turn, whose: tuple[str, ...]) -> tuple[Claim, ...]:
    """Claims that the asker may see: of colleagues, or by who started them or their own name."""
    meant: list[Claim] = []
    before = None
    for _look in range(MAX_LOOKS):
        found = await turn.house.desk.list_claims(
            turn.contact, statuses=SEEN, before=before, limit=MAX_NAMES
        )
        seen = (claim for claim in found if may_see(turn, claim))
        meant += [claim for claim in seen if _is_of(claim, whose, turn.contact.contact_id)]
        if len(meant) >= MAX_CLAIMS or len(found) < MAX_NAMES:
            break
        before = (found[-1].changed_at, found[-1].claim_id)
    return tuple(meant[:MAX_CLAIMS])


def _is_of(claim: Claim, whose: tuple[str, ...], asker: str) -> bool:
    """Whether a claim is a colleague's, or each word of a name is one of its; in Korean also the
    given name, the family name, and the name in the other script.
    """
    if whose == COLLEAGUES:
        return claim.owner_id != asker
    owner, title = claim.contact_name.casefold().split(), claim.claim_name.casefold().split()

    def is_called(word: str) -> bool:
        if len(word) == 1:
            return any(name.startswith(word) and len(name) <= MAX_KOREAN_NAME for name in owner)
        alike = spellings(word) | spellings(word[1:])
        return any(name in alike or name[1:] == word for name in (*owner, *title))

    return all(map(is_called, whose))
