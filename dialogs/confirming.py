"""A “yes” or “no” that is typed under a card that asks whether something shall really be done."""

from __future__ import annotations

from bot.domain.claim import Claim
from bot.domain.inputs import CardAction
from bot.text import read_yes_no
from dialogs.turn import Turn

CONFIRM = "confirm"


def expect(turn: Turn, claim: Claim, *, yes: str, no: str) -> None:
    """The next message may answer in words: the kinds of the two buttons."""
    about = {"claim": claim.claim_id, "version": claim.version}
    turn.asked[CONFIRM] = {"yes": yes, "no": no, **about}


def press_of(turn: Turn) -> CardAction | None:
    """The press of a message: its own, or what a “yes” or “no” to the question before stands for.

    Any other message leaves that question behind.
    """
    asked = turn.asked.pop(CONFIRM, None)
    said = read_yes_no(turn.incoming.text) if turn.incoming.text else None
    if asked is None or said is None or turn.incoming.action is not None:
        return turn.incoming.action
    kind = asked["yes"] if said else asked["no"]
    action = CardAction(kind, claim_id=asked["claim"], version=asked["version"])
    turn.incoming = turn.incoming._replace(action=action, text="")
    return action
