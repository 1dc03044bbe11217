"""Cards of reminders for the worker: nobody spoke, so a turn is made of the person."""

from __future__ import annotations

from datetime import datetime

from bot.desk.reminders import Message
from bot.domain.conversation import TurnConversation
from bot.text import translator
from cards.drawn import DrawnCard
from dialogs.notices import NOBODY
from dialogs.reminder_views import message_view
from dialogs.turn import House, Turn


class ReminderCards:
    """Makes the card of a reminder in the language and zone of who gets it."""

    def __init__(self, house: House) -> None:
        self._house = house

    def make(self, message: Message, now: datetime) -> tuple[DrawnCard, str]:
        """The card, and its plain text for the notification."""
        to = message.to
        conversation = TurnConversation("", to.contact.contact_id, to.language, time_zone=to.zone)
        words = translator(to.language, to.zone)
        turn = Turn(self._house, None, NOBODY, conversation, now, words, to.contact)
        card = turn.draw(message_view(turn, message))
        return card, card.fallback[:200]
