"""Speaking first: a notice to a conversation we know, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.channel.connector import Connector, Place
from bot.channel.handler import CARD_TYPE
from bot.errors import ConnectorError
from bot.storage.conversations import ConversationRow

UnreachableReason = Literal["blocked", "uninstalled", "disabled_by_admin", "gone"]

_REASONS: Mapping[str, UnreachableReason] = {
    "ConversationBlockedByUser": "blocked",
    "MessageWritesBlocked": "blocked",
    "BotNotInConversationRoster": "uninstalled",
    "ForbiddenOperationException": "uninstalled",
    "BotDisabledByAdmin": "disabled_by_admin",
}
_PAUSE_SECONDS = 30
_NOT_TAKEN = (502, 503, 504)
"""Statuses after which the platform asks to send again; source: its table of status codes."""
_PASSING = (0, 401, 408, 412, 429)


@dataclass(frozen=True, slots=True)
class Sent:
    """The message is there, under this id ("" when the channel gave none)."""

    activity_id: str


@dataclass(frozen=True, slots=True)
class Throttled:
    """Not now. Units: `until` is the instant from which it may be tried again, UTC."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person cannot be spoken to until they speak or install again; do not try again."""

    reason: UnreachableReason


@dataclass(frozen=True, slots=True)
class Failed:
    """Not sent, as far as we know.

    Shape: `may_have_arrived` when the channel did not answer: sending again may show it twice;
    `is_passing` when trying later makes sense; `status` is the HTTP status, 0 without an answer.
    """

    detail: str
    is_passing: bool
    may_have_arrived: bool = False
    status: int = 0

    @property
    def is_unsure(self) -> bool:
        """Whether nobody knows if the message is there."""
        return self.may_have_arrived and self.status not in _NOT_TAKEN


Outcome = Sent | Throttled | Unreachable | Failed


class Notifier:
    """Sends cards outside a turn."""

    def __init__(self, connector: Connector, *, clock: Callable[[], datetime]) -> None:
        self._connector, self._clock = connector, clock

    async def send_card(
        self,
        row: ConversationRow,
        card: Mapping[str, Any] | None,
        text: str,
        *,
        update_activity_id: str | None = None,
    ) -> Outcome:
        """Send a card with its plain-text twin, or a text alone; with an id, replace that message.

        A message that was deleted meanwhile is sent anew. Never raises for what the channel says.
        """
        if row.unreachable_reason:
            return Unreachable(_known_reason(row.unreachable_reason))
        place = Place(row.service_url, row.conversation_id, row.tenant_id)
        body = _message(row, card, text)
        try:
            if update_activity_id:
                updated = await self._update(place, update_activity_id, body)
                if updated:
                    return Sent(updated)
            return Sent(await self._connector.send(place, body))
        except ConnectorError as error:
            return self._outcome(error)

    async def _update(self, place: Place, activity_id: str, body: Mapping[str, Any]) -> str:
        try:
            return await self._connector.update(place, activity_id, body)
        except ConnectorError as error:
            if error.status in (404, 405, 501) and error.code != "ConversationNotFound":
                return ""
            raise

    def _outcome(self, error: ConnectorError) -> Outcome:
        if error.status == 429:
            wait = error.retry_after_seconds or _PAUSE_SECONDS
            return Throttled(self._clock() + timedelta(seconds=wait))
        if error.status == 403 and error.code in _REASONS:
            return Unreachable(_REASONS[error.code])
        if error.status == 404:
            return Unreachable("gone")
        is_passing = error.status in _PASSING or error.status >= 500
        may_have_arrived = error.code == "NoAnswer" or error.status >= 500
        return Failed(str(error), is_passing, may_have_arrived, error.status)


def _known_reason(reason: str) -> UnreachableReason:
    for known in (*_REASONS.values(), "gone"):
        if known == reason:
            return known
    return "gone"


def _message(row: ConversationRow, card: Mapping[str, Any] | None, text: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "message",
        "from": {"id": row.bot_id, "name": row.bot_name},
        "recipient": {"id": row.user_id},
        "conversation": {"id": row.conversation_id},
        "channelId": row.channel_id,
        "serviceUrl": row.service_url,
    }
    if card is None:
        return body | {"text": text}
    return body | {"summary": text, "attachments": [{"contentType": CARD_TYPE, "content": card}]}
