"""A request answered on two devices, by two people, and while the claims office speaks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests import samples
from tests.journeys.afterwards import (
    ITEMS,
    Reviewer,
    event_for,
    files_claim,
    hears,
    notices,
    posts,
    signed,
)
from tests.journeys.stage import Persona, Stage


@pytest.fixture
async def asked(stage: Stage, asha: Persona) -> Reviewer:
    """A claim of which two things are asked."""
    reviewer = Reviewer(stage)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=list(ITEMS))
    await hears(asha)
    return reviewer


async def on_the_phone(asha: Persona) -> Persona:
    phone = asha.stage.person("Asha", device="phone")
    await phone.says("my claims")
    await phone.clicks("Open")
    await phone.clicks("Answer now")
    await asyncio.gather(asha.clicks("Send answers"), phone.clicks("Send answers"))
    await hears(asha)

    assert len((await asked.held())["papers"]) == 1
    assert (
        notices(asha, "Your answers have arrived; the review goes on") <= 1
    )  # the newest chat gets it


async def test_events_repeated_and_reordered_meanwhile_keep_what_was_answered(
    stage: Stage, asha: Persona, asked: Reviewer
) -> None:
    await asha.clicks("Answer now")
    await asha.uploads(("invoice.pdf", samples.pdf("dated")))
    held = await asked.held()
    again = _request_event(held, sequence=held["state"]["sequence"])
    earlier = event_for(held, 2, "in_review", event_id="ev-late")
    await posts(stage, *signed(stage, again))
    await posts(stage, *signed(stage, earlier))
    await posts(stage, *signed(stage, earlier))
    await hears(asha)
    await asha.says("About 12,000 people")
    asha.sees("invoice.pdf", "About 12,000 people")
    await asha.clicks("Send answers")
    await hears(asha)

    assert len((await asked.held())["papers"]) == 1


async def test_a_request_that_is_given_more_time_keeps_its_answers_and_tells_the_new_day(
    stage: Stage, asha: Persona, asked: Reviewer
) -> None:
    await asha.clicks("Answer now")
    await asha.uploads(("invoice.pdf", samples.pdf("dated")))
    held = await asked.held()
    longer = _request_event(held, sequence=held["state"]["sequence"] + 1)
    longer["request"]["due_at"] = (stage.clock.now + timedelta(days=20)).isoformat()
    await posts(stage, *signed(stage, longer))
    await hears(asha)

    asha.sees("Answer by 12 December 2026")
    asha.sees_not("The invoice shows no dates.")
    await asha.clicks("Answer now")
    asha.sees("How many people saw the ad?")
    await asha.clicks("All items")
    asha.sees("invoice.pdf", "Answered by Asha")


async def test_a_request_that_ended_while_its_card_was_open_says_so(
    stage: Stage, asha: Persona, asked: Reviewer
) -> None:
    await asha.clicks("Answer now")
    await asked.presses("expire")
    await hears(asha)
    asha.sees("Expired")
    await asha.says("About 12,000 people")

    assert len(asha.new) == 1
    asha.sees("That card has moved on", "Expired")
    assert (await asked.held())["papers"] == []
    await asha.says("Which documents do I need?")
    asha.sees_not("That card has moved on")


async def test_the_decision_that_comes_while_an_answer_is_saved_wins(
    stage: Stage, asha: Persona, asked: Reviewer
) -> None:
    await asha.clicks("Answer now")
    await stage.control(webhooks="off")
    held = await asked.held()
    event = event_for(held, held["state"]["sequence"] + 1, "rejected")
    event["reasons"] = [{"code": "other", "text": "Too late."}]
    await posts(stage, *signed(stage, event))
    await asyncio.gather(stage.work(), asha.uploads(("invoice.pdf", samples.pdf("dated"))))
    await hears(asha)
    await asha.says("status")

    asha.sees("Rejected")


def _request_event(held: dict[str, Any], *, sequence: int) -> dict[str, Any]:
    request = held["state"]["requests"][-1]
    event = event_for(held, sequence, "action_required", event_id=f"ev-again-{sequence}")
    return event | {"request": dict(request)}
