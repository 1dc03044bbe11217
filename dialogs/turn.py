"""One turn as dialogs see it: who speaks, in which language, and how to answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from json import dumps
from typing import Any
from zoneinfo import ZoneInfo

from botbuilder.core import TurnContext
from botbuilder.schema import Activity, Attachment

from bot.answers import Answers
from bot.answers.classifier import Classifier
from bot.desk import ClaimDesk, seen_by
from bot.desk.reminders import ReminderDesk
from bot.domain.catalog import Catalog, LocalText
from bot.domain.claim import Claim
from bot.domain.conversation import ActionAnswer, TurnConversation
from bot.domain.inputs import Incoming
from bot.domain.partner import Contact
from bot.questions import QuestionDesk
from bot.text import Translator
from bot.understanding import Recognition
from cards.render import MAX_CARD_BYTES, render
from cards.views import ButtonView, View

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(frozen=True, slots=True)
class House:
    """What every dialog needs and gets from the composition root.

    Shape: `new_id` makes ids that nobody can guess; `links` name → URL of pages a partner may open;
    `is_virtual` tells whether a person has moved the sandbox's clock;
    `classifier` is None unless one is set up; `holidays` country, day → holidays around that day.
    """

    desk: ClaimDesk
    reminders: ReminderDesk
    catalog: Catalog
    answers: Answers
    questions: QuestionDesk
    new_id: Callable[[], str]
    support_contact: str
    default_zone: str
    is_sandbox: bool = False
    posts_handovers: bool = False
    classifier: Classifier | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    is_virtual: Callable[[], bool] = lambda: False
    holidays: Callable[[str, date], Collection[date]] = lambda country, day: ()


@dataclass(slots=True)
class Turn:
    """One turn. `contact` is set once the person is known; `_` translates into the conversation's
    language.

    Shape: `asked` is plain JSON that the conversation keeps about the last question; `filing` is
    the id of the claim being filed, or ""; `understood` what the text means, once looked at.
    """

    house: House
    context: TurnContext
    incoming: Incoming
    conversation: TurnConversation
    now: datetime
    _: Translator
    known: Contact | None = None
    asked: dict[str, Any] = field(default_factory=dict)
    filing: str = ""
    understood: Recognition | None = None

    @property
    def contact(self) -> Contact:
        """The person who types. Only after they were identified."""
        assert self.known is not None
        return self.known

    @property
    def zone(self) -> str:
        """IANA time zone of the partner."""
        return self.conversation.time_zone or self.house.default_zone

    @property
    def today(self) -> date:
        """Today where the partner is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def words(self, label: str | LocalText) -> str:
        """A label in the partner's language: a message id is translated, catalog words
        are picked.
        """
        if isinstance(label, LocalText):
            return label.get(self._.language)
        return self._(label) if label else ""

    async def load(self, claim_id: str) -> Claim:
        """A claim as it was when the turn began, for who has not changed it since.

        Raises: ClaimNotFound for any claim that is not the partner's, existing or not.
        """
        state = self.context.turn_state
        known = state.get("claim")
        if isinstance(known, Claim) and known.claim_id == claim_id:
            return seen_by(self.contact, known)
        state["claim"] = claim = await self.house.desk.load(self.contact, claim_id)
        return claim

    async def say(self, text: str) -> str:
        """Send plain words of our own (never words a partner typed). Gives the message's id."""
        if self.incoming.is_invoke and "answer" not in self.context.turn_state:
            self.context.turn_state["answer"] = ActionAnswer()
        sent = await self.context.send_activity(Activity(type="message", text=text))
        return sent.id if sent and sent.id else ""

    async def show(self, view: View, then: View | None = None) -> str:
        """Send a card, and under it in the same message another one. Gives the message's id.

        What is too big for one message goes out as two; the id is that of the last.
        """
        message = card_activity(view, self._)
        if then is not None:
            below = card_activity(then, self._)
            if _fits(message, below):
                message.attachments += below.attachments
            else:
                await self.context.send_activity(message)
                message = below
        sent = await self.context.send_activity(message)
        return sent.id if sent and sent.id else ""


def card_activity(view: View, translator: Translator) -> Activity:
    """A message with one card; its summary is what a notification shows."""
    card = render(view, translator)
    attachment = Attachment(content_type=ADAPTIVE_CARD, content=card)
    return Activity(type="message", attachments=[attachment], summary=card["fallbackText"][:200])


def _fits(*messages: Activity) -> bool:
    """Whether the cards of several messages may go out in one."""
    cards = [attachment.content for message in messages for attachment in message.attachments]
    size = sum(len(dumps(card, ensure_ascii=False).encode("utf-8", "replace")) for card in cards)
    return size <= MAX_CARD_BYTES


def button(
    title: str,
    kind: str,
    *,
    claim: str = "",
    version: int | None = None,
    style: str = "",
    needs_inputs: bool = False,
    **arguments: str,
) -> ButtonView:
    """A button whose press comes back as a `CardAction` of this kind; it carries ids only, never
    rights.
    """
    act: dict[str, Any] = {"kind": kind, **arguments}
    if claim:
        act["claim"] = claim
    if version is not None:
        act["v"] = version
    return ButtonView(title, {"act": act}, style=style, needs_inputs=needs_inputs)


def claim_button(
    claim: Claim,
    title: str,
    kind: str,
    *,
    style: str = "",
    needs_inputs: bool = False,
    **arguments: str,
) -> ButtonView:
    """A button about the claim as it stands: an old card is recognized by the version
    it carries.
    """
    return button(
        title,
        kind,
        claim=claim.claim_id,
        version=claim.version,
        style=style,
        needs_inputs=needs_inputs,
        **arguments,
    )
