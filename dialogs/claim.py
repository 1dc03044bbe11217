"""The claim dialog: it listens for one claim, and asks the domain what to ask next.

Its state is a pointer and may be lost at any time: `claim_id`, the `step` asked and the `version`
it was asked
at, for typed answers the `field`, what was `typed` of a cost so far, and the answers `given` last.
"""

from __future__ import annotations

from typing import Any

from botbuilder.dialogs import Dialog, DialogContext, DialogTurnResult

from bot.domain.claim import Claim
from bot.errors import ClaimConflict, ClaimNotFound
from dialogs import (
    cases,
    correcting,
    csr,
    decisions,
    disputing,
    document_presses,
    documents,
    forms,
    going_back,
    replacing,
    responding,
    response_saving,
    submission,
    typing_lane,
)
from dialogs.menu_views import not_found_view, stale_lines
from dialogs.showing import pending_step, show_next
from dialogs.turn import House, Turn

Pointer = dict[str, Any]

PRESSES = {
    **forms.PRESSES,
    **going_back.PRESSES,
    **correcting.PRESSES,
    **document_presses.PRESSES,
    **replacing.PRESSES,
    **csr.PRESSES,
    **submission.PRESSES,
    **responding.PRESSES,
    **disputing.PRESSES,
    **decisions.PRESSES,
}
"""Kind of button → what it does to the claim. Each gets the turn, the claim, the action and the
pointer.
"""


class ClaimDialog(Dialog):  # type: ignore[misc] # the SDK carries no types
    """Waits for anything about one claim until it is cancelled or another claim takes its place."""

    def __init__(self, dialog_id: str, house: House) -> None:
        super().__init__(dialog_id)
        self._house = house

    async def begin_dialog(self, dc: DialogContext, options: object = None) -> DialogTurnResult:
        """Point at a claim and show where it stands; `quiet` leaves that to the press
        that follows.
        """
        assert isinstance(options, dict)
        state = dc.active_dialog.state
        state.update({"claim_id": options["claim_id"], "step": "", "version": 0})
        if not options.get("quiet"):
            lines = tuple(options.get("lines", ()))
            await self.show_present(dc.context.turn_state["turn"], state, lines=lines)
        return Dialog.end_of_turn

    async def continue_dialog(self, dc: DialogContext) -> DialogTurnResult:
        """A press, files, or text about this claim."""
        turn: Turn = dc.context.turn_state["turn"]
        state: Pointer = dc.active_dialog.state
        try:
            claim = await turn.load(state["claim_id"])
        except ClaimNotFound:
            await dc.end_dialog()
            await turn.show(not_found_view(turn))
            return Dialog.end_of_turn
        try:
            ended = await _listen(turn, claim, state)
        except ClaimConflict:
            await self.show_present(turn, state, lines=stale_lines(turn))
            return Dialog.end_of_turn
        if ended:
            await dc.end_dialog()
        return Dialog.end_of_turn

    async def show_present(
        self, turn: Turn, state: Pointer, *, lines: tuple[str, ...] = ()
    ) -> None:
        """The step the claim waits for, as it stands now."""
        claim = await self._house.desk.load(turn.contact, state["claim_id"])
        cases.turn_to(turn, claim)
        await show_next(turn, claim, state, lines=lines)


async def _listen(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """Handle one input; True when the dialog is over (the draft stays)."""
    incoming = turn.incoming
    if incoming.action is not None:
        press = PRESSES.get(incoming.action.kind)
        if press is None:
            await show_next(turn, claim, state, lines=stale_lines(turn))
            return False
        return bool(await press(turn, claim, incoming.action, state))
    if incoming.files:
        answers = response_saving.takes_files(turn, claim)
        if answers:
            await response_saving.take_files(turn, claim, state)
            return False
        if not await documents.take_files(turn, claim, state):
            return False
    if not incoming.text:
        words = turn._("I received a message without text. Here is what I am waiting for:")
        await show_next(turn, claim, state, lines=(words,))
        return False
    return await typing_lane.take_text(turn, claim, pending_step(turn, claim, state), state)
