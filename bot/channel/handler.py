"""One turn: load the conversation, run the root dialog, save once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from botbuilder.core import TurnContext
from botbuilder.dialogs import Dialog, DialogContext, DialogSet, DialogState, DialogTurnStatus
from botbuilder.schema import Activity
from sqlalchemy import Connection

from bot.channel.adapter import ChannelAdapter, ChannelContext
from bot.channel.incoming import INVOKES, Received
from bot.channel.order import Turn, TurnOrder
from bot.channel.state import decode_state, encode_state, listening_state
from bot.domain.conversation import ActionAnswer, TurnConversation
from bot.domain.inputs import IncomingKind
from bot.errors import ConnectorError, StateConflict
from bot.storage.conversations import ConversationRow
from bot.storage.recent import Recent

log = logging.getLogger("bot.channel.turn")

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
MAX_REMEMBERED_ANSWERS = 500


class ReadClaim(NamedTuple):
    """Reads a claim by its id for the dialogs, None without one. Whether the person may see it is
    not asked here.

    Shape: `recall` gives it as this process saved it last, None where it must be read.
    """

    read: Callable[[Connection, str], object]
    recall: Callable[[Recent, str], object]


CameBack = Callable[[str, str, datetime], Awaitable[None]]
"""Told who can be spoken to again (contact id), by which activity, and when; before it is saved."""


async def _nobody_waits(contact_id: str, activity_key: str, now: datetime) -> None:
    """Nothing was missed."""


@dataclass(frozen=True, slots=True)
class TurnAnswer:
    """The HTTP answer to an activity; only an invoke has a body."""

    status: int
    body: Mapping[str, Any] | None = None


ACCEPTED = TurnAnswer(202)
DONE = TurnAnswer(200)
NOT_IMPLEMENTED = TurnAnswer(501)
TRY_AGAIN = TurnAnswer(503)


@dataclass(frozen=True, slots=True)
class TurnSettings:
    """How turns are run.

    Shape: `failure_text` gives what the partner is told for (language, reference number),
    `new_reference` makes such a number; `schema_version` is raised when the order of dialog steps
    changes.
    Units: `turn_seconds` is the longest a turn may take, less than the lease.
    """

    failure_text: Callable[[str, str], str]
    new_reference: Callable[[], str]
    clock: Callable[[], datetime]
    schema_version: int = 1
    turn_seconds: float = 25
    came_back: CameBack = _nobody_waits


class TurnHandler:
    """Runs the root dialog, once per activity and one turn at a time per conversation."""

    def __init__(
        self,
        root: Dialog,
        *,
        adapter: ChannelAdapter,
        order: TurnOrder,
        settings: TurnSettings,
        read_claim: ReadClaim | None = None,
    ) -> None:
        self._root, self._adapter, self._order, self._settings = root, adapter, order, settings
        self._read_claim = read_claim
        self._dialogs = DialogSet(object())  # its state accessor is not used: we hand the stack in
        self._dialogs.add(root)
        self._answers: OrderedDict[str, TurnAnswer] = OrderedDict()
        self.counts: Counter[str] = Counter()

    async def handle(self, received: Received) -> TurnAnswer:
        """Answer one activity.

        Raises: TurnBusy, StorageUnavailable: nothing was done, the channel may try again.
        """
        if received.activity_type == "invoke" and received.name not in INVOKES:
            return NOT_IMPLEMENTED
        if received.incoming.kind is IncomingKind.OTHER:
            return ACCEPTED
        self.counts["activities"] += 1
        key = received.address.conversation_key
        async with self._order.turn(
            key,
            received.activity_key,
            sent_at=received.incoming.sent_at,
            also_read=self._read_claim and _ClaimOfTurn(self._read_claim, received),
        ) as turn:
            if turn.already_seen:
                self.counts["seen_before"] += 1
                return self._answered_before(received)
            return await self._run(received, turn)

    async def _run(self, received: Received, turn: Turn) -> TurnAnswer:
        now = self._settings.clock()
        row = present_row(turn.row, received, now)
        context = ChannelContext(self._adapter, received)
        conversation = conversation_of(row)
        context.turn_state.update(
            incoming=received.incoming,
            conversation=conversation,
            now=now,
            answer=None,
            claim=turn.read,
        )
        try:
            if received.incoming.kind is not IncomingKind.UNINSTALLED:
                async with asyncio.timeout(self._settings.turn_seconds):
                    row = await self._converse(context, row, conversation)
            was_away = turn.row.unreachable_reason or turn.row.contact_id != row.contact_id
            if was_away and row.contact_id and not row.unreachable_reason:
                await self._settings.came_back(row.contact_id, received.activity_key, now)
            await turn.save(row)
        except Exception as error:  # a failed turn changes nothing and says so
            return await self._fail(context, received, conversation, error)
        return self._remember(received, _answer(context))

    async def _converse(
        self, context: ChannelContext, row: ConversationRow, conversation: TurnConversation
    ) -> ConversationRow:
        state = decode_state(row.dialog_state, self._settings.schema_version)
        if state.dialog_stack and state.dialog_stack[-1].id != self._root.id:
            state = DialogState([])
        dialogs = DialogContext(self._dialogs, context, state)
        result = await dialogs.continue_dialog()
        if result.status == DialogTurnStatus.Empty:
            await dialogs.begin_dialog(self._root.id)
        return row._replace(
            dialog_state=encode_state(state, self._settings.schema_version),
            contact_id=conversation.contact_id,
            language=conversation.language,
            language_source=str(conversation.language_source),
            time_zone=conversation.time_zone,
            welcomed_at=conversation.welcomed_at,
        )

    async def _fail(
        self,
        context: ChannelContext,
        received: Received,
        conversation: TurnConversation,
        error: Exception,
    ) -> TurnAnswer:
        self.counts["failed"] += 1
        reference = self._settings.new_reference()
        log.error(
            "turn_failed reference=%s type=%s kind=%s",
            reference,
            received.activity_type,
            received.incoming.kind,
            exc_info=error,
        )
        if isinstance(error, StateConflict) and not context.responded:
            return TRY_AGAIN
        language = conversation.language or (received.incoming.locale or "en")[:2].lower()
        text = self._settings.failure_text(language, reference)
        if received.incoming.is_invoke:
            return TurnAnswer(200, _body(MESSAGE_TYPE, text))
        await self._tell(context, text, reference)
        return _accepted(received)

    async def _tell(self, context: TurnContext, text: str, reference: str) -> None:
        try:
            await context.send_activity(Activity(type="message", text=text))
        except ConnectorError as error:
            log.error("failure_not_told reference=%s error=%s", reference, error)

    def _remember(self, received: Received, answer: TurnAnswer) -> TurnAnswer:
        if not received.incoming.is_invoke:
            return _accepted(received)
        if received.activity_key:
            self._answers[received.activity_key] = answer
            if len(self._answers) > MAX_REMEMBERED_ANSWERS:
                self._answers.popitem(last=False)
        return answer

    def _answered_before(self, received: Received) -> TurnAnswer:
        if not received.incoming.is_invoke:
            return _accepted(received)
        return self._answers.get(received.activity_key, TurnAnswer(200, _body(MESSAGE_TYPE, "")))


class _ClaimOfTurn(NamedTuple):
    """The claim a button names, else the one that the conversation is about."""

    how: ReadClaim
    received: Received

    def read(self, c: Connection, row: ConversationRow) -> object:
        claim_id = self._claim_id(row)
        try:
            return self.how.read(c, claim_id) if claim_id else None
        except ValueError:  # not readable: the turn, which asks again, will fail and tell it
            return None

    def recall(self, recent: Recent, row: ConversationRow) -> object:
        claim_id = self._claim_id(row)
        claim = self.how.recall(recent, claim_id) if claim_id else None
        if claim_id and claim is None:
            raise LookupError(claim_id)
        return claim

    def _claim_id(self, row: ConversationRow) -> str:
        action = self.received.incoming.action
        named = action.claim_id if action else ""
        claim_id: str = named or listening_state(row.dialog_state).get("claim_id", "")
        return claim_id


def present_row(row: ConversationRow, received: Received, now: datetime) -> ConversationRow:
    """The conversation's row with what this activity tells about the address.

    Service URLs change, so each activity brings the present one; installing or speaking makes a
    person reachable again, removing the bot makes the next install greet again.
    """
    address, incoming = received.address, received.incoming
    is_removed = incoming.kind is IncomingKind.UNINSTALLED
    is_person = bool(address.user_id) and address.user_id != address.bot_id
    return row._replace(
        channel_id=address.channel_id,
        conversation_id=address.conversation_id,
        service_url=address.service_url,
        bot_id=address.bot_id or row.bot_id,
        bot_name=address.bot_name or row.bot_name,
        user_id=address.user_id if is_person else row.user_id,
        object_id=(address.object_id or row.object_id) if is_person else row.object_id,
        tenant_id=address.tenant_id or row.tenant_id,
        is_personal=incoming.is_personal,
        last_seen_at=now,
        welcomed_at=None if is_removed else row.welcomed_at,
        unreachable_reason="uninstalled" if is_removed else "",
        unreachable_since=now if is_removed else None,
    )


def conversation_of(row: ConversationRow) -> TurnConversation:
    """What dialogs see of a row."""
    return TurnConversation(
        conversation_key=row.conversation_key,
        contact_id=row.contact_id,
        language=row.language,
        language_source=row.language_source,
        time_zone=row.time_zone,
        welcomed_at=row.welcomed_at,
    )


def _accepted(received: Received) -> TurnAnswer:
    """What a client waits for is done when it is answered; the rest is taken."""
    return DONE if received.activity_type == "invoke" else ACCEPTED


def _answer(context: TurnContext) -> TurnAnswer:
    answer = context.turn_state["answer"]
    if not isinstance(answer, ActionAnswer):
        return TurnAnswer(200, _body(MESSAGE_TYPE, ""))
    if answer.card is not None:
        return TurnAnswer(200, _body(CARD_TYPE, answer.card))
    return TurnAnswer(200, _body(MESSAGE_TYPE, answer.message))


def _body(kind: str, value: object) -> Mapping[str, Any]:
    return {"statusCode": 200, "type": kind, "value": value}
