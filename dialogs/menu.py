"""What can be done outside a claim: greet, list, start, answer what is none of the commands."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable

from bot.domain.fields import location_pairs
from bot.domain.inputs import CardAction
from bot.domain.partner import Enrollment
from cards.views import NoticeView
from dialogs import answering, status
from dialogs.commands import Command
from dialogs.gate import window_lines
from dialogs.menu_views import hello_view, help_view, menu_buttons, start_button
from dialogs.turn import Turn, button

CLAIM_IDS = uuid.UUID("5f0c4a52-6d3b-4f52-9d0c-0c8f3f2a7c11")
"""Namespace of claim ids: the same press of the same button always names the same claim."""


def has_coop_role(turn: Turn) -> bool:
    """Whether the contact may file a claim for any co-op program."""
    return bool(location_pairs(turn.contact, turn.house.catalog))


async def start_claim(turn: Turn, action: CardAction | None) -> str:
    """Start a draft (or find the one this very press started before). Gives its id, "" when it
    cannot be.

    A draft in which nothing was answered yet is used again, so that asking twice makes no heap of
    empty drafts.
    """
    pairs = location_pairs(turn.contact, turn.house.catalog)
    preferred = await turn.house.desk.people.preferences(turn.contact)
    chosen = preferred.get("program_location", "")
    if len(pairs) == 1:
        chosen = str(pairs[0][0])
    answers: dict[str, object] = {}
    if chosen in {value for value, _label in pairs}:
        answers["program_location"] = chosen
        enrollment = _enrollment(turn, chosen)
        if enrollment and not enrollment.profile_ready:
            await turn.show(profile_missing_view(turn))
            return ""
        if enrollment and enrollment.surface_item:
            answers["surface_item"] = enrollment.surface_item
    nonce = action.nonce if action and action.nonce else turn.incoming.activity_id
    name = f"{turn.incoming.tenant_id}|{turn.incoming.object_id}|{nonce}"
    claim_id = str(uuid.uuid5(CLAIM_IDS, name))
    if not action:
        for draft in await turn.house.desk.drafts(turn.contact):
            if not draft.incentive_activity and draft.program == str(chosen).partition("|")[0]:
                return draft.claim_id
    activity = action.arguments.get("activity", "") if action else ""
    if activity in turn.house.catalog.activities:
        answers["incentive_activity"] = activity
    claim = await turn.house.desk.start(turn.contact, claim_id, turn.now, answers, {})
    return claim.claim_id


def _enrollment(turn: Turn, pair: str) -> Enrollment | None:
    program, _sep, location = pair.partition("|")
    return turn.contact.enrollment(location, program)


def profile_missing_view(turn: Turn) -> NoticeView:
    """Bank and tax data must be in place before a claim is created. Source: S6, S15 published."""
    _ = turn._
    return NoticeView(
        title=_("The bank and tax profile is not ready yet"),
        lines=(
            _(
                "A claim can be created only when the bank and tax profile of the program is "
                "in place."
            ),
        ),
        bullets=(
            _(
                "An incentives admin of your company sets it up in Partner Center; "
                "validation takes up to 48 hours."
            ),
            _("Please never send bank or tax data here."),
        ),
        buttons=(
            button(_("Check again"), "menu.check"),
            button(_("What documents?"), "menu.documents"),
            button(_("Help"), "menu.help"),
        ),
        tone="attention",
    )


def not_found_view(turn: Turn) -> NoticeView:
    """No claim of this id for this person; whether it exists for others is not told."""
    _ = turn._
    return NoticeView(
        title=_("I cannot find this claim among yours"),
        lines=(_("Here are the ways to your claims:"),),
        buttons=menu_buttons(turn),
    )


def no_drafts_view(turn: Turn) -> NoticeView:
    """Nothing to continue."""
    _ = turn._
    return NoticeView(
        title=_("There is no open draft"),
        lines=(_("You can start a new claim, or see the ones you sent."),),
        buttons=(start_button(turn), button(_("My claims"), "menu.claims")),
    )


def cancelled_view(turn: Turn, was_filing: bool) -> NoticeView:
    """The conversation was left; a stored draft stays."""
    _ = turn._
    line = _("There was nothing to cancel.")
    if was_filing:
        line = _("We stop here. Your draft is saved; type “continue” to pick it up again.")
    return NoticeView(title=_("Cancelled"), lines=(line,), buttons=menu_buttons(turn))


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


async def free_text(turn: Turn) -> None:
    """Anything typed outside a claim that is no command."""
    await answering.reply(turn, None)


async def _hello(turn: Turn) -> None:
    await turn.show(hello_view(turn, await turn.house.desk.drafts(turn.contact)))


async def _help(turn: Turn) -> None:
    await turn.show(help_view(turn))


async def _thanks(turn: Turn) -> None:
    await turn.say(
        turn._("You are welcome. Is there anything else? Type “help” to see what I can do.")
    )


async def _claims(turn: Turn) -> None:
    await status.show_claims(turn)


async def _later(turn: Turn) -> None:
    await turn.say(turn._("All right. Type “continue” whenever you want to go on."))


COMMANDS: dict[Command, Callable[[Turn], Awaitable[None]]] = {
    Command.HELLO: _hello,
    Command.THANKS: _thanks,
    Command.CLAIMS: _claims,
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
    from dialogs.answer_views import activity_documents_view, which_activity_view

    if activity_code in turn.house.catalog.activities:
        await turn.show(activity_documents_view(turn, activity_code))
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
    return NoticeView(title=_("Deadlines"), lines=lines, buttons=(start_button(turn),))


ACTIONS: dict[str, Callable[[Turn, CardAction], Awaitable[None]]] = {
    "menu.help": _press_help,
    "menu.check": _press_hello,
    "menu.claims": _press_claims,
    "menu.documents": _press_documents,
    "menu.deadlines": _press_deadlines,
}
