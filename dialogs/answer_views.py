"""Cards that answer questions."""

from __future__ import annotations

from typing import Any

from bot.answers import Answer, Offer
from cards.views import (
    AnswerView,
    ButtonView,
    ChoiceView,
    FactView,
    FieldView,
    FormView,
    SourceView,
)
from dialogs.starting import MAX_TOLD, TOLD
from dialogs.turn import Turn, button

MAX_OFFERS = 4
MAX_SOURCES = 6
MAX_TITLE_CHARS = 24
"""Longer button titles are cut off on phones."""

STARTS = "claim.start"


def answer_view(turn: Turn, answer: Answer, *, votes: bool, back: bool) -> AnswerView:
    """An answer with its sources and what to do next; `votes` asks whether it helped, `back` leads
    to the claim being filed.
    """
    _ = turn._
    buttons = [_offered(turn, offer) for offer in answer.offers[: MAX_OFFERS if votes else 6]]
    if back and not any(b.data["act"]["kind"] == "claim.open" for b in buttons):
        returning = button(_("Back to claim"), "claim.open", claim=turn.filing)
        buttons = [*buttons[: 3 if votes else 5], returning]
    if votes:
        buttons += _votes(turn, answer.intent)
    shown = answer.origins[:MAX_SOURCES]
    return AnswerView(
        title=answer.title,
        lines=answer.lines,
        bullets=answer.bullets,
        facts=tuple(FactView(label, value) for label, value in answer.facts),
        sources=tuple(SourceView(origin.text) for origin in shown),
        doubts=answer.doubts,
        buttons=tuple(buttons),
    )


def _offered(turn: Turn, offer: Offer) -> ButtonView:
    """The button of an offer; one that starts a claim carries its own nonce."""
    act: dict[str, Any] = {"kind": offer.kind, **offer.arguments}
    if offer.kind == STARTS:
        act["nonce"] = turn.house.new_id()
        if "amount" in offer.arguments and len(turn.incoming.text) <= MAX_TOLD:
            act[TOLD] = turn.incoming.text
    title = offer.title
    if len(title) > MAX_TITLE_CHARS:
        title = f"{title[: MAX_TITLE_CHARS - 1].rstrip(' ,')}…"
    return ButtonView(
        title, {"act": act}, style="positive" if offer.is_main else "", needs_inputs=False
    )


def _votes(turn: Turn, intent: str) -> list[ButtonView]:
    _, key = turn._, turn.house.new_id()
    titles = {"yes": _("👍 Helpful"), "no": _("👎 Not helpful")}
    return [
        button(title, "answer.vote", helpful=helpful, intent=intent, nonce=key)
        for helpful, title in titles.items()
    ]


def which_activity_view(turn: Turn) -> FormView:
    """Ask which activity the question is about."""
    _, catalog = turn._, turn.house.catalog
    choices = tuple(
        ChoiceView(
            f"{turn.words(catalog.categories[a.category].title)}: {turn.words(a.title)}", a.code
        )
        for a in catalog.activities.values()
    )
    return FormView(
        title=_("What documents do I need?"),
        progress="",
        lines=(
            _("Every claim needs the cost evidence and the proof that the activity took place."),
        ),
        fields=(
            FieldView(
                "activity",
                "choice",
                _("Which activity?"),
                choices=choices,
                required_message=_("Please fill this in."),
            ),
        ),
        buttons=(
            button(_("Show documents"), "menu.documents", style="positive", needs_inputs=True),
        ),
    )


def handover_view(turn: Turn, question: str, context: dict[str, str], nonce: str) -> FormView:
    """What would be sent to a person, before it is sent; the question can still be changed."""
    _ = turn._
    return FormView(
        title=_("Ask a person"),
        progress="",
        lines=(
            _("This is what will be sent to: %(contact)s", contact=turn.house.support_contact),
            *(f"{label}: {value}" for label, value in context.items()),
            _("Please leave out bank and tax data."),
        ),
        fields=(
            FieldView(
                "question",
                "multiline",
                _("Your question"),
                value=question,
                required_message=_("Please fill this in."),
                max_length=1000,
            ),
        ),
        buttons=(
            button(
                _("Send question"), "answer.send", style="positive", needs_inputs=True, nonce=nonce
            ),
            button(_("Do not send"), "answer.keep"),
        ),
    )
