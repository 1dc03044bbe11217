"""One turn as dialogs see it: who speaks, in which language, and how to answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from botbuilder.core import TurnContext
from botbuilder.schema import Activity, Attachment

from bot.answers import Answers
from bot.answers.classifier import Classifier
from bot.desk import ClaimDesk, seen_by
from bot.desk.claims import Transition
from bot.desk.reminders import ReminderDesk
from bot.domain.catalog import Catalog, LocalText
from bot.domain.claim import Claim
from bot.domain.conversation import ActionAnswer, TurnConversation
from bot.domain.inputs import CardAction, Incoming
from bot.domain.partner import Contact
from bot.errors import ClaimConflict
from bot.questions import QuestionDesk
from bot.text import Translator
from bot.understanding import Recognition
from cards.drawn import DrawnCard
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
    the id of the claim being filed, or ""; `understood` what the text means, once looked at, and
    `several` its questions when it asks for more than one thing.
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
    several: tuple[tuple[str, Recognition], ...] = ()

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

    def saying(self, text: str) -> Turn:
        """The same turn as if only this part of its text had been typed."""
        incoming = self.incoming._replace(text=text)
        return replace(self, incoming=incoming, understood=None, several=())

    def words(self, label: str | LocalText) -> str:
        """A label in the partner's language: a message id is translated, catalog words
        are picked.
        """
        return words_of(label, self._)

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

    async def change(
        self,
        claim: Claim,
        transition: Transition,
        *,
        event: str = "",
        values: Mapping[str, str] | None = None,
    ) -> Claim:
        """A draft with a transition of the domain applied and saved, with its line of history.

        Raises: ClaimConflict when it was changed since this turn read it; ClaimNotFound.
        """
        return await self.house.desk.change(
            self.contact,
            claim.claim_id,
            claim.version,
            transition,
            now=self.now,
            event=event,
            values=values,
        )

    async def say(self, text: str) -> str:
        """Send plain words of our own (never words a partner typed). Gives the message's id."""
        if self.incoming.is_invoke and "answer" not in self.context.turn_state:
            self.context.turn_state["answer"] = ActionAnswer()
        mark = self._virtual_date()
        words = f"{mark}\n\n{text}" if mark else text
        sent = await self.context.send_activity(Activity(type="message", text=words))
        return sent.id if sent and sent.id else ""

    async def show(self, view: View, *then: View | None) -> str:
        """Send a card, and under it in the same message others. Gives the message's id.

        What is too big for one message goes out as several; the id is that of the last.
        """
        cards = [self.draw(one) for one in (view, *then) if one is not None]
        for message in [cards] if _fit(cards) else [[card] for card in cards]:
            sent = await self.context.send_activity(_message(message))
        return sent.id if sent and sent.id else ""

    def draw(self, view: View) -> DrawnCard:
        """The card of a view; while the sandbox's clock is moved, it says so first."""
        card = render(view, self._)
        if mark := self._virtual_date():
            run = {"type": "TextRun", "text": mark, "weight": "bolder", "color": "attention"}
            body = [{"type": "RichTextBlock", "inlines": [run]}, *card["body"]]
            text = f"{mark}\n{card.fallback}"
            return DrawnCard.written({**card, "body": body, "fallbackText": text})
        return card

    def _virtual_date(self) -> str:
        """What the sandbox pretends; "" on the real clock."""
        if not self.house.is_virtual():
            return ""
        now = self._.instant(self.now, self.zone)
        return self._("VIRTUAL DATE: the sandbox pretends that it is %(now)s.", now=now)


def words_of(label: str | LocalText, _: Translator) -> str:
    """A label in the translator's language."""
    if isinstance(label, LocalText):
        return label.get(_.language)
    return _(label) if label else ""


def _message(cards: Sequence[DrawnCard]) -> Activity:
    """A message with cards; its summary is what a notification shows."""
    attachments = [Attachment(content_type=ADAPTIVE_CARD, content=card) for card in cards]
    summary = cards[0].fallback[:200]
    return Activity(type="message", attachments=attachments, summary=summary)


def _fit(cards: Sequence[DrawnCard]) -> bool:
    """Whether cards may go out in one message."""
    return len(cards) == 1 or sum(len(card.json_text) for card in cards) <= MAX_CARD_BYTES


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


def must_be_newest(claim: Claim, action: CardAction) -> None:
    """Raises: ClaimConflict for a press on a card of an older version of the claim."""
    if action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
