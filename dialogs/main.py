"""The root dialog: who speaks, in which language, and where in the house a message belongs."""

from __future__ import annotations

from botbuilder.dialogs import ComponentDialog, Dialog, DialogContext, DialogTurnResult

from bot.domain.conversation import ActionAnswer
from bot.domain.fields import StepKind
from bot.domain.inputs import CardAction, Incoming, IncomingKind
from bot.domain.steps import next_step
from bot.errors import BackendUnavailable, ClaimNotFound
from bot.text import translator
from cards.views import NoticeView
from dialogs import answering, beside_files, menu, odd_messages, reminders, starting, typing_lane
from dialogs.cases import turn_to
from dialogs.claim import ClaimDialog
from dialogs.commands import GO_ON_WORDS, Command, read_command
from dialogs.confirming import press_of
from dialogs.languages import choose_language, settle_language
from dialogs.meant_claims import unfinished
from dialogs.menu_views import (
    always_view,
    cancelled_view,
    directory_down_view,
    greeted,
    help_view,
    no_role_view,
    not_found_view,
    private_view,
    stale_lines,
    unknown_person_view,
    welcome_view,
)
from dialogs.told_first import free_text
from dialogs.turn import House, Turn

CLAIM = "claim"


class MainDialog(ComponentDialog):  # type: ignore[misc] # the SDK carries no types
    """Always waiting at the bottom of the stack; the claim that is being filed stands
    on top of it.
    """

    def __init__(self, house: House, default_language: str) -> None:
        super().__init__("main")
        self._house, self._default_language = house, default_language
        self._claims = ClaimDialog(CLAIM, house)
        self.add_dialog(self._claims)

    async def on_begin_dialog(self, inner_dc: DialogContext, options: object) -> DialogTurnResult:
        """First turn of a conversation."""
        return await self.on_continue_dialog(inner_dc)

    async def on_continue_dialog(self, inner_dc: DialogContext) -> DialogTurnResult:
        """One turn. It always ends waiting for the next."""
        turn = self._open_turn(inner_dc)
        await self._receive(inner_dc, turn)
        return Dialog.end_of_turn

    def _open_turn(self, dc: DialogContext) -> Turn:
        state = dc.context.turn_state
        incoming: Incoming = state["incoming"]
        conversation = state["conversation"]
        step = dc.active_dialog.state.get("step", "") if _is_filing(dc) else ""
        language = settle_language(conversation, incoming, self._default_language, step=step)
        if incoming.time_zone:
            conversation.time_zone = incoming.time_zone
        turn = Turn(
            self._house,
            dc.context,
            incoming,
            conversation,
            state["now"],
            translator(language, conversation.time_zone or self._house.default_zone),
            asked=dc.parent.active_dialog.state.setdefault("asked", {}),
            filing=dc.active_dialog.state["claim_id"] if _is_filing(dc) else "",
        )
        state["turn"] = turn
        return turn

    async def _receive(self, dc: DialogContext, turn: Turn) -> None:
        incoming = turn.incoming
        if not incoming.is_personal:
            if incoming.kind in (IncomingKind.MESSAGE, IncomingKind.INSTALLED):
                await turn.show(private_view(turn))
            return
        if incoming.kind is IncomingKind.INSTALLED:
            await _welcome(turn)
        elif incoming.kind is IncomingKind.MESSAGE:
            await self._message(dc, turn)
        else:
            await odd_messages.show_other(turn)

    async def _message(self, dc: DialogContext, turn: Turn) -> None:
        incoming = turn.incoming
        if incoming.is_invoke:
            turn.context.turn_state["answer"] = ActionAnswer()
        if incoming.is_refresh:
            return  # a client drew a card again; nobody pressed anything
        if incoming.text_was_cut:
            words = "Your message was very long; I read only its first %(n)s characters."
            await turn.say(turn._(words, n=len(incoming.text)))
        command = read_command(incoming.text) if incoming.text and not incoming.action else None
        if command in (Command.ENGLISH, Command.KOREAN):
            await self._switch(dc, turn, choose_language(turn.conversation, command))
            if turn.known is not None and incoming.files:
                await self._words_or_files(dc, turn, command)
            return
        again = incoming.action is not None and incoming.action.kind == "menu.check"
        if not await _identify(turn, again=again, command=command):
            if command is Command.CANCEL:
                await dc.cancel_all_dialogs()
            return
        action = press_of(turn)
        if action is not None:
            await self._action(dc, turn, action)
        elif incoming.unreadable_action:
            await turn.show(odd_messages.unknown_button_view(turn))
        else:
            await self._words_or_files(dc, turn, command)

    async def _words_or_files(self, dc: DialogContext, turn: Turn, command: Command | None) -> None:
        filing = _is_filing(dc)
        listens = filing and not await _is_settled(turn)
        if listens and typing_lane.is_for_claim(turn, command):
            await dc.continue_dialog()
            return
        if turn.incoming.text:
            if not await beside_files.keep(dc, turn, command, filing=filing):
                return
            if await menu.hears(turn):
                return
        if command is not None:
            await self._command(dc, turn, command)
        elif listens:
            await dc.continue_dialog()
        else:
            await self._idle(dc, turn)

    async def _switch(self, dc: DialogContext, turn: Turn, language: str) -> None:
        """What a claim waits for comes back in the new language."""
        turn._ = translator(language, turn.zone)
        is_welcome = await _identify(turn, quiet=True)
        if is_welcome:
            await self._house.desk.people.prefer(turn.contact, language=language)
        words = turn._("From now on I speak English with you.")
        if turn.known is not None and await answering.present_claim(turn) is not None:
            await self._claims.show_present(turn, dc.active_dialog.state, lines=(words,))
        elif is_welcome:
            await menu.greet(turn, words)
        else:
            await turn.say(words)

    async def _action(self, dc: DialogContext, turn: Turn, action: CardAction) -> None:
        await reminders.take_note(turn, action)
        if action.kind == "menu.language":
            chosen = Command.KOREAN if action.arguments.get("language") == "ko" else Command.ENGLISH
            await self._switch(dc, turn, choose_language(turn.conversation, chosen))
        elif action.kind == "claim.start":
            await self._start(dc, turn, action)
        elif action.kind == "menu.cancel":
            await self._cancel(dc, turn)
        elif action.kind == "answer.take":
            await self._go_on(dc, await answering.take(turn, action))
        elif action.kind.startswith("claim.") and action.claim_id:
            await self._on_claim(dc, turn, action.claim_id)
        elif await reminders.presses(turn, action):
            return
        elif action.kind in menu.ACTIONS:
            await menu.ACTIONS[action.kind](turn, action)
        else:
            await turn.show(odd_messages.unknown_button_view(turn))

    async def _on_claim(self, dc: DialogContext, turn: Turn, claim_id: str) -> None:
        """A button about a claim: that claim is now the one being filed, whatever was before."""
        try:
            turn_to(turn, await turn.load(claim_id))
        except ClaimNotFound:
            await turn.show(not_found_view(turn))
            return
        if not _is_filing(dc) or dc.active_dialog.state.get("claim_id") != claim_id:
            await dc.cancel_all_dialogs()
            await dc.begin_dialog(CLAIM, {"claim_id": claim_id, "quiet": True})
        await dc.continue_dialog()

    async def _start(self, dc: DialogContext, turn: Turn, action: CardAction | None) -> None:
        claim_id = await starting.start_claim(turn, action)
        if claim_id:
            await dc.cancel_all_dialogs()
            await dc.begin_dialog(CLAIM, {"claim_id": claim_id})

    @staticmethod
    async def _go_on(dc: DialogContext, started: starting.Started | None) -> None:
        """Turn to the claim that an answer led to."""
        if started is not None:
            await dc.cancel_all_dialogs()
            options = {"claim_id": started.claim_id, "lines": started.lines}
            await dc.begin_dialog(CLAIM, options)

    async def _command(self, dc: DialogContext, turn: Turn, command: Command) -> None:
        if command is Command.START:
            await self._start(dc, turn, None)
        elif command in (Command.RESUME, Command.WHERE, Command.BACK):
            await self._resume(dc, turn)
        elif command is Command.CANCEL:
            await self._cancel(dc, turn)
        elif command is Command.HELP:
            claim_id = dc.active_dialog.state.get("claim_id") if _is_filing(dc) else None
            claim = await turn.load(claim_id) if claim_id else None
            await turn.show(help_view(turn, claim))
        else:
            await menu.COMMANDS[command](turn)

    async def _resume(self, dc: DialogContext, turn: Turn) -> None:
        """Go on with the claim at hand, else with the newest draft."""
        drafts = await unfinished(turn)
        if _is_filing(dc) and not (drafts and await _is_settled(turn)):
            await self._claims.show_present(turn, dc.active_dialog.state)
            return
        if not drafts:
            await turn.show(menu.no_drafts_view(turn))
            return
        await dc.cancel_all_dialogs()
        await dc.begin_dialog(CLAIM, {"claim_id": drafts[0].claim_id})

    async def _cancel(self, dc: DialogContext, turn: Turn) -> None:
        was_filing = _is_filing(dc) and not await _is_settled(turn)
        await dc.cancel_all_dialogs()
        await turn.show(cancelled_view(turn, was_filing))

    async def _idle(self, dc: DialogContext, turn: Turn) -> None:
        """Nothing is asked: a file, a question, or a wish in the partner's own words."""
        if turn.incoming.files:
            await menu.file_without_claim(turn)
        elif not turn.incoming.text:
            await turn.show(menu.empty_view(turn))
        elif turn.incoming.text.strip().casefold() in GO_ON_WORDS:
            await self._resume(dc, turn)
        elif _is_filing(dc) and await typing_lane.is_too_late(turn, dc.active_dialog.state):
            await self._claims.show_present(turn, dc.active_dialog.state, lines=stale_lines(turn))
        else:
            await self._go_on(dc, await free_text(turn))


def _is_filing(dc: DialogContext) -> bool:
    return dc.active_dialog is not None and dc.active_dialog.id == CLAIM


async def _is_settled(turn: Turn) -> bool:
    """Whether words cannot be an answer: the claim at hand asks for nothing."""
    if not turn.incoming.text or turn.incoming.files:
        return False
    claim = await answering.present_claim(turn)
    if claim is None:
        return False
    step = next_step(claim, turn.contact, turn.house.catalog)
    return step.kind in (StepKind.CLOSED, StepKind.SENDING)


async def _welcome(turn: Turn) -> None:
    if turn.conversation.welcomed_at is not None:
        return
    turn.conversation.welcomed_at = turn.now
    await turn.show(welcome_view(turn))


async def _identify(
    turn: Turn, *, again: bool = False, quiet: bool = False, command: Command | None = None
) -> bool:
    """Look the person up; without one, say what to do. Greetings, help and cancel need nobody."""
    incoming, desk = turn.incoming, turn.house.desk
    trouble: NoticeView | None = None
    try:
        turn.known = await desk.people.identify(
            incoming.tenant_id, incoming.object_id, incoming.user_name, turn.now, again=again
        )
    except BackendUnavailable:
        trouble = directory_down_view(turn)
    else:
        if turn.known is None:
            trouble = unknown_person_view(turn)
        elif not menu.has_coop_role(turn):
            trouble = no_role_view(turn)
    if turn.known is not None:
        turn.conversation.contact_id = turn.known.contact_id
    if trouble is None:
        return True
    if not quiet and not await _answered_anyway(turn, command):
        await turn.show(always_view(turn, command) or greeted(turn, command, trouble))
    return False


async def _answered_anyway(turn: Turn, command: Command | None) -> bool:
    """General questions are answered for everybody, without looking at anything of a partner."""
    if command is not None or turn.incoming.action or not turn.incoming.text:
        return False
    turn.known = None
    return await answering.answer_without_person(turn)
