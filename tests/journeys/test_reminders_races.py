"""Reminders at the very moment at which something else happens to their claim."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage.reminders import LogState
from tests.journeys.afterwards import files_claim
from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import BEFORE, FRIDAY_MORNING, THURSDAY_MORNING, comes, log
from tests.journeys.stage import Persona, Stage


@pytest.fixture
async def stage(stage_of: MakeStage) -> Stage:
    """A bot two weeks before the deadline."""
    return await stage_of(now=BEFORE)


@pytest.fixture
async def asha(stage: Stage) -> Persona:
    """Somebody with a claim to be sent, who wants to hear of drafts only."""
    asha = stage.person("Asha")
    await files_claim(asha, submits=False)
    await asha.says("reminders")
    await asha.clicks("Funds: switch off")
    return asha


def reminders(partner: Persona) -> int:
    return sum("Reminder, " in message.words for message in partner.messages)


async def test_a_claim_submitted_while_its_reminder_is_sent_is_reminded_of_once_at_most(
    stage: Stage, asha: Persona
) -> None:
    stage.clock.now = THURSDAY_MORNING
    press = asha.press("Submit claim", {"attested": "true"})
    await asyncio.gather(asha.sends(press), stage.work())
    for moment in (THURSDAY_MORNING, FRIDAY_MORNING):
        await comes(asha, moment)

    assert reminders(asha) <= 1
    assert len(await stage.received()) == 1
    assert {entry.state for entry in await log(stage)} <= {LogState.DELIVERED, LogState.SKIPPED}


@pytest.mark.parametrize("title", ["Continue", "Snooze", "Why did I get this?"])
async def test_the_buttons_of_a_reminder_whose_claim_was_sent_tell_how_it_stands(
    stage: Stage, asha: Persona, title: str
) -> None:
    await comes(asha, THURSDAY_MORNING)
    reminder = asha.new[-1]
    await asha.clicks("Submit claim", attested="true")
    await asha.waits()
    await asha.clicks_on(reminder, title)
    if title == "Snooze":
        await asha.clicks("Tomorrow")

    told = {
        "Continue": "Submitted",
        "Snooze": "There is nothing to remind you of",
        "Why did I get this?": "What it told is settled meanwhile",
    }
    asha.sees(told[title])


async def test_a_draft_discarded_meanwhile_is_not_reminded_of(stage: Stage, asha: Persona) -> None:
    await asha.says("withdraw my claim")
    await asha.clicks("claim.discard_yes")
    await comes(asha, THURSDAY_MORNING)

    assert reminders(asha) == 0


async def test_reminders_switched_off_after_they_were_written_down_do_not_come(
    stage: Stage, asha: Persona
) -> None:
    stage.clock.now = THURSDAY_MORNING.replace(hour=0, minute=0)
    await asha.says("reminders off")
    await comes(asha, THURSDAY_MORNING)

    assert reminders(asha) == 0


async def test_a_clock_that_jumps_over_the_deadline_tells_nothing_of_it(
    stage: Stage, asha: Persona
) -> None:
    await comes(asha, THURSDAY_MORNING.replace(hour=0))
    before = reminders(asha)
    await stage.control(clock_offset_days=20)
    await comes(asha, stage.clock.now)

    assert reminders(asha) == before
