"""Talking about reminders: settings, snooze, stand-in, test mode, the virtual clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import (
    BEFORE,
    FRIDAY_MORNING,
    THURSDAY_MORNING,
    begins_draft,
    comes,
)
from tests.journeys.stage import Persona, Stage


@pytest.fixture
async def stage(stage_of: MakeStage) -> Stage:
    """A bot two weeks before the deadline, at which nobody has funds left."""
    opened = await stage_of(now=BEFORE)
    await opened.control(funds="zero")
    return opened


@pytest.mark.parametrize("words", ["reminders", "Reminder settings", "알림"])
async def test_the_settings_show_what_is_on(asha: Persona, words: str) -> None:
    await asha.installs()

    await asha.says(words)

    assert len(asha.new[0].card["actions"]) <= 6 if asha.new[0].card else False


async def test_a_kind_is_switched_off_and_on_again(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("reminders")
    await asha.clicks("Drafts: switch off")
    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []

    await asha.clicks("Drafts: switch on")
    await comes(asha, FRIDAY_MORNING)

    asha.sees("Reminder, 2 days left")


async def test_switching_funds_off_leaves_drafts_on(stage: Stage, asha: Persona) -> None:
    await stage.control(funds="normal")
    await begins_draft(asha)
    await asha.says("reminders")
    await asha.clicks("Funds: switch off")

    await comes(asha, THURSDAY_MORNING)

    asha.sees("Autumn ads")
    asha.sees_not("not claimed yet")


async def test_words_of_any_kind_switch_everything_off(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("알림 꺼줘")

    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []


async def test_what_is_planned_is_told_with_its_days(asha: Persona) -> None:
    await begins_draft(asha)

    await asha.says("What will you send me?")

    asha.sees("“Autumn ads”", "5 February 2027, 11 February 2027, and 12 February 2027")


async def test_a_reminder_says_why_it_came(asha: Persona) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)

    await asha.clicks("Why did I get this?")

    asha.sees("a draft that you started is open", "30, 14, 7, 3, 1, and 0 days before")


async def test_tomorrow_is_a_button(asha: Persona) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)
    await asha.clicks("Snooze")
    await asha.clicks("In a week")

    asha.sees("That is after the deadline", "16 February 2027, 16:59 (Seoul, KST)")

    await asha.clicks("Tomorrow")

    asha.sees("I will remind you on 12 February 2027")


async def test_a_snooze_is_silent_and_then_comes_back(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("remind me on 10 February")
    asha.sees("I will remind you on 10 February 2027")

    await comes(asha, datetime(2027, 2, 5, 0, 0, tzinfo=UTC))

    assert asha.new == []

    await comes(asha, datetime(2027, 2, 10, 0, 0, tzinfo=UTC))

    asha.sees("Reminder, 4 days left")


async def test_a_snooze_is_understood_in_korean(asha: Persona) -> None:
    await begins_draft(asha)

    await asha.says("월요일에 알려줘")

    asha.sees("2027년 2월 8일에 다시 알려 드리겠습니다")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("remind me yesterday", "That day is past"),
        ("remind me on 3 March 2027", "That is after the deadline"),
        ("remind me on Blursday", "I could not read the day"),
    ],
)
async def test_a_snooze_that_cannot_be_is_refused_clearly(
    asha: Persona, words: str, answer: str
) -> None:
    await begins_draft(asha)

    await asha.says(words)

    asha.sees(answer)


@pytest.mark.parametrize("ask", ["snooze", "remind me on Blursday", "remind me yesterday"])
@pytest.mark.parametrize("day", ["Monday", "월요일", "in 7 days", "8 Feb", "다음 주 월요일 아침"])
async def test_a_bare_day_is_enough_where_one_was_asked_for(
    asha: Persona, ask: str, day: str
) -> None:
    await begins_draft(asha)
    await asha.says(ask)
    await asha.says(day)

    assert "8 February 2027" in asha.said or "2027년 2월 8일" in asha.said
    assert len(asha.new) == 1


async def test_a_day_that_is_none_is_asked_for_again(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("remind me later")
    await asha.says("31 February")
    asha.sees("I could not read the day")
    await asha.says("10 February")

    asha.sees("I will remind you on 10 February 2027")


async def test_a_bare_day_later_on_is_no_wish(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("remind me later")
    await asha.says("hello")
    await asha.says("Monday")

    asha.sees_not("I will remind you")


async def test_without_anything_open_there_is_nothing_to_remind_of(asha: Persona) -> None:
    await asha.installs()

    await asha.says("remind me tomorrow")

    asha.sees("There is nothing to remind you of")


async def test_a_stand_in_gets_the_reminders_until_a_day(stage: Stage, asha: Persona) -> None:
    ben = stage.person("Ben")
    await ben.installs()
    await ben.says("hello")
    await begins_draft(asha)
    await asha.says("reminders")
    await asha.clicks("Stand-in")
    await asha.clicks("Save", stand_in=_value_of(asha, "Ben"), until="2027-02-11")
    asha.sees("Ben, until 11 February 2027")

    before = len(ben.messages)
    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []
    assert "This is for Asha, who named you as stand-in" in ben.messages[before].words

    await comes(asha, FRIDAY_MORNING)

    asha.sees("Reminder, 2 days left")


def _value_of(persona: Persona, name: str) -> str:
    for node in persona.new[-1].card["body"]:
        for choice in _choices(node):
            if choice["title"] == name:
                return str(choice["value"])
    raise LookupError(name)


def _choices(node):
    if isinstance(node, dict):
        yield from node.get("choices", ())
        for value in node.values():
            yield from _choices(value)
    elif isinstance(node, list):
        for one in node:
            yield from _choices(one)


async def test_a_stand_in_for_a_day_that_is_past_is_not_taken(stage: Stage, asha: Persona) -> None:
    ben = stage.person("Ben")
    await ben.installs()
    await ben.says("hello")
    await begins_draft(asha)
    await asha.says("reminders")
    await asha.clicks("Stand-in")

    await asha.clicks("Save", stand_in=_value_of(asha, "Ben"), until="2027-01-01")

    asha.sees("Please choose today or a later day.")


async def test_a_test_reminder_comes_at_once_and_is_marked(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("remind me now")

    await asha.waits()

    asha.sees("TEST: you asked for this message", "The real one would come on 5 February 2027")


async def test_a_test_reminder_asked_for_twice_by_one_press_comes_once(asha: Persona) -> None:
    await begins_draft(asha)
    await asha.says("reminders")
    press = asha.press("Test reminder")
    await asha.sends(press)
    await asha.sends({**press, "id": "another delivery"})

    await asha.waits()

    assert len(asha.new) == 1


async def test_the_sandboxs_clock_brings_the_reminder_of_that_day(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    ahead = THURSDAY_MORNING - stage.clock.now
    await stage.control(clock_offset_days=ahead / timedelta(days=1))

    await asha.waits()

    asha.sees("VIRTUAL DATE", "11 February 2027, 09:00 (Seoul, KST)", "3 days left")


async def test_a_clock_that_goes_back_leaves_nothing_waiting(stage: Stage, asha: Persona) -> None:
    await begins_draft(asha)
    await stage.control(clock_offset_days=10)
    await asha.waits()
    await stage.control(clock_offset_days=0)
    await asha.says("remind me now")

    await asha.waits()

    asha.sees("TEST")
    asha.sees_not("VIRTUAL DATE")


async def test_a_wish_about_reminders_does_not_lose_the_claim_at_hand(asha: Persona) -> None:
    await asha.installs()
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.clicks("Save and continue", incentive_activity="DG_DIGITAL")
    await asha.clicks("Start")
    await asha.clicks("Save and continue", condition_work_by="third_party")
    await asha.says("reminders")

    await asha.says("Autumn ads")

    asha.sees("irst day")
