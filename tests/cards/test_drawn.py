"""A drawn card is the same read as a mapping and sent as text."""

from __future__ import annotations

import json

import pytest

from bot.text import translator
from cards.drawn import DrawnCard
from cards.render import render
from cards.views import NoticeView
from tests.cards.samples import HOSTILE


@pytest.mark.parametrize("title", ["Saved", '"', "\\", "a}", "\u202ename", "\ud800", HOSTILE])
def test_what_is_sent_is_what_is_read(title: str) -> None:
    card = render(NoticeView(title=title), translator("en"))

    sent = json.loads(card.json_text)

    assert sent == dict(card)
    assert sent["fallbackText"] == card.fallback
    assert sent["$schema"] == "http://adaptivecards.io/schemas/adaptive-card.json"


def test_a_mapping_is_a_card_too() -> None:
    card = DrawnCard.written({"type": "AdaptiveCard", "body": [], "fallbackText": "Grüße"})

    assert json.loads(card.json_text) == dict(card)
    assert card.fallback == "Grüße"
