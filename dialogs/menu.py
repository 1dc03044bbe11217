"""What can be done outside a claim: greet, list, start, answer what is none of the commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.claim import ClaimStatus
from bot.domain.inputs import CardAction
from bot.domain.places import has_coop_place
from cards.views import NoticeView
from dialogs import answering, cases, copying, feedback, handing_over, reminders, status
from dialogs.claim_card import DECIDED
from dialogs.commands import Command
from dialogs.decision_views import fixes_view, money_view
from dialogs.gate import window_lines
from dialogs.meant_claims import is_mine
from dialogs.menu_views import hello_view, help_view, menu_buttons, start_button
from dialogs.sent_words import asks_what_now, asks_what_was_sent, asks_why
from dialogs.turn import Turn, button

_WITH_REASONS = (ClaimStatus.REJECTED, ClaimStatus.APPROVED_PARTIAL)


async def hears(turn: Turn) -> bool:
    """Whether words that mean the same at any time were followed."""
    return (
        await reminders.hears(turn)
        or await copying.hears(turn)
        or await handing_over.hears(turn)
        or await _hears_of_sent(turn)
    )


async def _hears_of_sent(turn: Turn) -> bool:
    """Whether the claim that was sent was asked about; of a draft the same words ask otherwise."""
    text = turn.incoming.text
    why, now = asks_why(text), asks_what_now(text)
    if not (why or now or asks_what_was_sent(text)):
        return False
    claim = await answering.present_claim(turn)
    if claim is not None and claim.is_editable:
        return False
    if why and claim is None:
        decided = await status.find_claims(turn, "", statuses=_WITH_REASONS)
        claim = decided[0] if len(decided) == 1 else None
    if why and claim is not None and claim.followup.reasons:
        await turn.show(fixes_view(turn, claim))
        return True
    if claim is None and (why or now):
        return False  # of which one, the question does not say
    if claim is None and not await status.find_claims(turn, "", statuses=status.SENT):
        return False
    await _status(turn)
    return True


def has_coop_role(turn: Turn) -> bool:
    """Whether the contact may file a claim for any co-op program."""
    return has_coop_place(turn.contact, turn.house.catalog)


def no_drafts_view(turn: Turn) -> NoticeView:
    """Nothing to continue."""
    _ = turn._
    return NoticeView(
        title=_("There is no open draft"),
        lines=(_("You can start a new claim, or see the ones you sent."),),
        buttons=(start_button(turn), button(_("My claims"), "menu.claims")),
    )


def empty_view(turn: Turn) -> NoticeView:
    """A message without words, files or a button."""
    _ = turn._
    return NoticeView(
        title=_("I received a message without text"),
        lines=(
            _(
                "I can read text and files, not stickers or pictures from a keyboard. Please "
                "tell me what you need:"
            ),
        ),
        buttons=menu_buttons(turn),
    )


async def file_without_claim(turn: Turn) -> None:
    """A file came while no claim is open."""
    _ = turn._
    drafts = await turn.house.desk.drafts(turn.contact)
    buttons = [button(_("Continue draft"), "claim.open", claim=d.claim_id) for d in drafts[:1]]
    await turn.show(
        NoticeView(
            title=_("Which claim is this file for?"),
            lines=(
                _("I keep files only inside a claim, so this one was not stored."),
                _("Open or start a claim, then send the file again."),
            ),
            buttons=(*buttons, start_button(turn), button(_("My claims"), "menu.claims")),
            tone="attention",
        )
    )


async def greet(turn: Turn, *lines: str) -> None:
    """What can be done, and what is open; `lines` say what just happened."""
    await turn.show(hello_view(turn, await turn.house.desk.drafts(turn.contact), lines))


async def _hello(turn: Turn) -> None:
    await greet(turn)


async def _help(turn: Turn) -> None:
    await turn.show(help_view(turn))


async def _thanks(turn: Turn) -> None:
    await turn.say(
        turn._("You are welcome. Is there anything else? Type “help” to see what I can do.")
    )


async def _claims(turn: Turn) -> None:
    await status.show_claims(turn)


async def _documents(turn: Turn) -> None:
    await answering.answer_intent(turn, "required_documents")


async def _deadlines(turn: Turn) -> None:
    await answering.answer_intent(turn, "deadline")


async def _funds(turn: Turn) -> None:
    await answering.answer_intent(turn, "balance")


async def _status(turn: Turn) -> None:
    """The claim at hand, or the only one there is; else the list."""
    claim = await answering.present_claim(turn)
    found = [claim] if claim else await status.find_claims(turn, "")
    if len(found) == 1 and (claim or is_mine(turn, found[0])):
        cases.turn_to(turn, found[0])
        await turn.show(await status.claim_view(turn, found[0]))
    else:
        await status.show_claims(turn)


async def _money(turn: Turn) -> None:
    """Where the money of the claim at hand is, once it is decided; else how payment goes."""
    claim = await answering.present_claim(turn)
    if claim is None or claim.status not in DECIDED:
        await answering.answer_intent(turn, "payment")
        return
    balance = await turn.house.desk.money.balance_for(turn.contact, claim, turn.now)
    funds = balance.funds
    await turn.show(money_view(turn, claim, funds))


async def _language(turn: Turn) -> None:
    _ = turn._
    await turn.show(
        NoticeView(
            title=_("Language"),
            lines=(_("Which language shall I speak with you?"),),
            buttons=(
                button("English", "menu.language", language="en"),
                button("한국어", "menu.language", language="ko"),
            ),
        )
    )


async def _later(turn: Turn) -> None:
    await turn.say(turn._("All right. Type “continue” whenever you want to go on."))


COMMANDS: dict[Command, Callable[[Turn], Awaitable[None]]] = {
    Command.HELLO: _hello,
    Command.THANKS: _thanks,
    Command.CLAIMS: _claims,
    Command.STATUS: _status,
    Command.DOCUMENTS: _documents,
    Command.DEADLINES: _deadlines,
    Command.FUNDS: _funds,
    Command.LANGUAGE: _language,
    Command.MONEY: _money,
    Command.LATER: _later,
}


async def _press_help(turn: Turn, action: CardAction) -> None:
    await _help(turn)


async def _press_hello(turn: Turn, action: CardAction) -> None:
    await _hello(turn)


async def _press_claims(turn: Turn, action: CardAction) -> None:
    await status.show_claims(turn, action)


async def _press_documents(turn: Turn, action: CardAction) -> None:
    await show_activity_checklist(
        turn, action.arguments.get("activity", "") or action.values.get("activity", "")
    )


async def _press_deadlines(turn: Turn, action: CardAction) -> None:
    await turn.show(deadlines_view(turn))


async def show_activity_checklist(turn: Turn, activity_code: str) -> None:
    """What an activity needs, without starting a claim; asks for the activity when none
    is named.
    """
    from dialogs.answer_views import which_activity_view

    if activity_code in turn.house.catalog.activities:
        await answering.answer_about(turn, "required_documents", activity_code)
    else:
        await turn.show(which_activity_view(turn))


def deadlines_view(turn: Turn) -> NoticeView:
    """The claim window open today: exact cut-off in the program's and the partner's zone, rule and
    source.
    """
    _ = turn._
    program = turn.house.catalog.coop_programs()[0]
    if turn.known:
        for location in turn.known.locations:
            for enrollment in location.enrollments:
                program = turn.house.catalog.programs.get(enrollment.program, program)
    lines = window_lines(turn, program)
    return NoticeView(
        title=_("Deadlines"),
        lines=lines,
        buttons=(start_button(turn), button(_("Reminders"), "reminders.settings")),
    )


ACTIONS: dict[str, Callable[[Turn, CardAction], Awaitable[None]]] = {
    "menu.help": _press_help,
    "menu.check": _press_hello,
    "menu.claims": _press_claims,
    "menu.documents": _press_documents,
    "menu.deadlines": _press_deadlines,
    **feedback.ACTIONS,
    **handing_over.ACTIONS,
}
