"""Reminders are switched off only by words that name them."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona


@pytest.mark.parametrize("typed", ["sorry, not clear to me", "stop that please", "no more of it"])
async def test_words_that_name_no_reminder_switch_nothing_off(asha: Persona, typed: str) -> None:
    await asha.says(typed)
    await asha.says("reminders")

    asha.sees("Drafts: switch off", "Requests: switch off")


@pytest.mark.parametrize(
    ("typed", "button"),
    [
        ("stop pinging me about drafts", "Drafts: switch on"),
        ("please don't send me any more alerts", "Drafts: switch on"),
        ("알림 그만 보내세요", "초안 알림 켜기"),
    ],
)
async def test_words_that_name_them_do(asha: Persona, typed: str, button: str) -> None:
    await asha.says(typed)
    await asha.says("reminders")

    asha.sees(button)
