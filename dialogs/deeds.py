"""Wishes that are done at once outside a claim: start, go on, show, stop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.answers import Case
from bot.answers.several import told_and_asked
from bot.domain.claim import Claim, ClaimStatus
from bot.understanding import Recognition
from dialogs import cases, lifecycle_hooks, starting, status
from dialogs.answer_views import answer_view
from dialogs.meant_claims import is_mine
from dialogs.menu_views import cancelled_view, help_view
from dialogs.turn import Turn

Done = starting.Started | bool
"""The claim to go on with, True for what is done, False when there is nothing but to answer."""


async def _start(turn: Turn, found: Recognition, case: Case) -> Done:
    program = turn.house.catalog.programs.get(found.slots.program)
    if program is not None and program.route != "coop":
        return False
    answer = turn.house.answers.answer(found, case, turn.incoming.text)
    await _answer_beside(turn, found)
    return await starting.start_from_words(turn, answer, found.slots)


async def _answer_beside(turn: Turn, found: Recognition) -> None:
    """A question that was asked along with the wish to start is answered first."""
    _, asked = told_and_asked(turn.incoming.text)
    for part, one in turn.house.answers.asked_in(asked, cases.plain_case(turn), found.slots):
        if one.intent not in DEEDS:
            answer = turn.house.answers.answer(one, await cases.gather(turn, None, one), part)
            await turn.show(answer_view(turn, answer, votes=True, back=False))
            return


async def _resume(turn: Turn, found: Recognition, case: Case) -> Done:
    drafts = [one for one in case.claims if one.status is ClaimStatus.DRAFT]
    return starting.Started(drafts[0].claim_id) if drafts else False


async def _status(turn: Turn, found: Recognition, case: Case) -> Done:
    if len(case.claims) == 1:
        await turn.show(await status.claim_view(turn, case.claims[0]))
        return True
    if not case.claims or found.slots.claim:
        return False
    await status.show_claims(turn, only_own=all(is_mine(turn, one) for one in case.claims))
    return True


async def _help(turn: Turn, found: Recognition, case: Case) -> Done:
    await turn.show(help_view(turn))
    return True


async def _cancel(turn: Turn, found: Recognition, case: Case) -> Done:
    await turn.show(cancelled_view(turn, was_filing=False))
    return True


async def _respond(turn: Turn, found: Recognition, case: Case) -> Done:
    """Go on with the claim a reviewer asks about, so that what is typed next is the answer."""
    if len(case.claims) == 1 and lifecycle_hooks.can_answer(turn, case.claims[0]):
        return starting.Started(case.claims[0].claim_id)
    return await lifecycle_hooks.respond_request(turn, case.claims)


def _hook(
    handle: Callable[[Turn, Sequence[Claim]], Awaitable[bool]],
) -> Callable[[Turn, Recognition, Case], Awaitable[Done]]:
    async def deed(turn: Turn, found: Recognition, case: Case) -> Done:
        return await handle(turn, case.claims)

    return deed


DEEDS: dict[str, Callable[[Turn, Recognition, Case], Awaitable[Done]]] = {
    "file_claim": _start,
    "resume_claim": _resume,
    "claim_status": _status,
    "help": _help,
    "cancel": _cancel,
    **{intent: _hook(handle) for intent, handle in lifecycle_hooks.HOOKS.items()},
    "respond_request": _respond,
}
