"""Reminders come on their day, in working hours, once, and not when their reason is gone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.claim import ClaimStatus
from bot.domain.followup import AskedItem, Followup, MoreRequest
from bot.reminders import write_report
from bot.storage import claims
from bot.storage import reminders as stored
from bot.storage.reminders import LogState
from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import (
    BEFORE,
    FRIDAY_MORNING,
    THURSDAY_MORNING,
    begins_draft,
    comes,
    log,
)
from tests.journeys.stage import Persona, Stage, actions


@pytest.fixture
async def stage(stage_of: MakeStage) -> Stage:
    """A bot two weeks before the deadline, at which nobody has funds left."""
    opened = await stage_of(now=BEFORE)
    await opened.control(funds="zero")
    return opened


async def test_a_draft_is_told_with_both_times_what_is_missing_and_what_comes_next(
    asha: Persona,
) -> None:
    await begins_draft(asha)

    await comes(asha, THURSDAY_MORNING)

    assert len(asha.new) == 1
    asha.sees(
        "Reminder, 3 days left: “Autumn ads”",
        "15 February 2027, 23:59 (Los Angeles, PST)",
        "16 February 2027, 16:59 (Seoul, KST)",
        "To be safe, send it by 14 February 2027",
        "Still missing",
        "You get this because",
        "Next reminder: 12 February 2027 and 14 February 2027",
    )
    assert [a["title"] for a in actions(asha.new[0].card)] == [
        "Continue",
        "Snooze",
        "Why did I get this?",
        "Reminder settings",
    ]


async def test_the_button_of_a_reminder_goes_on_with_the_claim_and_is_taken_note_of(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)

    await asha.clicks("Continue")

    asha.sees("Save and continue")
    assert (await log(stage))[0].acknowledged_at == stage.clock.now


async def test_somebody_who_writes_after_a_reminder_has_taken_note(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)
    stage.clock.moves(minutes=30)
    await asha.says("help")
    stage.clock.moves(hours=1)

    await asha.waits()

    assert (await log(stage))[0].acknowledged_at is not None


async def test_several_things_on_one_day_come_as_one_message(stage: Stage, asha: Persona) -> None:
    await stage.control(funds="normal")
    await begins_draft(asha)

    await comes(asha, THURSDAY_MORNING)

    assert len(asha.new) == 1
    asha.sees("things wait", "“Autumn ads” is an open draft", "are not claimed yet")


async def test_nothing_comes_before_working_hours(asha: Persona) -> None:
    await begins_draft(asha)

    await comes(asha, THURSDAY_MORNING - timedelta(minutes=1))

    assert asha.new == []


async def test_nothing_comes_after_working_hours(asha: Persona) -> None:
    await begins_draft(asha)

    await comes(asha, THURSDAY_MORNING + timedelta(hours=8))

    assert asha.new == []


async def test_on_the_day_itself_it_comes_though_it_is_a_sunday(asha: Persona) -> None:
    await begins_draft(asha)

    await comes(asha, datetime(2027, 2, 14, 0, 0, tzinfo=UTC))

    asha.sees("Reminder, today")


async def test_the_same_reminder_never_comes_twice(asha: Persona) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)

    await comes(asha, THURSDAY_MORNING + timedelta(hours=2))

    assert asha.new == []


async def test_a_reminder_that_waited_over_night_is_left_to_the_one_of_the_day(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING - timedelta(hours=1))  # written down, then nobody works

    await comes(asha, FRIDAY_MORNING)

    assert len(asha.new) == 1
    asha.sees("Next reminder: 14 February 2027")
    assert [(e.day.day, e.state, e.reason) for e in await log(stage)] == [
        (11, LogState.LEFT, "told today"),
        (12, LogState.DELIVERED, ""),
    ]


async def test_a_reminder_that_waited_over_night_comes_where_the_day_has_none(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    friday_a_week_before = datetime(2027, 2, 5, 0, 0, tzinfo=UTC)
    await comes(asha, friday_a_week_before - timedelta(hours=1))

    await comes(asha, friday_a_week_before + timedelta(days=3))

    asha.sees("Reminder, 6 days left")
    assert len(asha.new) == 1


async def test_a_claim_submitted_in_the_same_second_is_not_reminded_of(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING - timedelta(hours=1))  # written down for nine

    def submit(c):
        draft = claims.list_claims(c, partner_id=_partner(c), statuses=(ClaimStatus.DRAFT,))[0]
        sent = draft.model_copy(update={"status": ClaimStatus.SUBMITTING})
        claims.save_claim(c, sent, read_version=draft.version, usage_period="", deadline=None)

    await stage.bot.database.run(submit)
    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []
    assert [(e.state, e.reason) for e in await log(stage)] == [(LogState.SKIPPED, "no reason left")]


def _partner(c) -> str:
    people, _ = stored.contacts_page(c)
    return people[0].partner.partner_id


async def test_reminders_come_in_korean(stage: Stage) -> None:
    minji = stage.person("Minji", locale="ko-KR")
    await begins_draft(minji)
    await minji.says("한국어")

    await comes(minji, THURSDAY_MORNING)

    minji.sees("알림(3일 남음)", "2027년 2월 16일 16:59 (서울, KST)", "아직 필요한 것")


async def test_a_request_is_told_half_way(stage: Stage, asha: Persona) -> None:
    """The notice at once is another one; these are the steps before it is due."""
    await begins_draft(asha)
    request = MoreRequest(
        request_id="r-1",
        created_at=BEFORE,
        due_at=datetime(2027, 2, 8, 23, 0, tzinfo=UTC),
        items=(AskedItem(item_id="i-1", question="When was it?"),),
    )

    def ask(c):
        draft = claims.list_claims(c, partner_id=_partner(c), statuses=(ClaimStatus.DRAFT,))[0]
        asked = draft.model_copy(
            update={
                "status": ClaimStatus.ACTION_REQUIRED,
                "followup": Followup(requests=(request,)),
            }
        )
        claims.save_claim(c, asked, read_version=draft.version, usage_period="", deadline=None)

    await stage.bot.database.run(ask)
    await comes(asha, datetime(2027, 2, 4, 0, 0, tzinfo=UTC))

    asha.sees("The reviewer of “Autumn ads” waits for your answer", "1 point is still open")


async def test_what_became_of_reminders_is_told_as_csv(stage: Stage, asha: Persona) -> None:
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)
    out = io.StringIO()

    count = await write_report(stage.bot.database, out)

    header, row = out.getvalue().splitlines()
    assert count == 1
    assert header.startswith("reminder,contact,sent_to,day,about,state,reason,via")
    assert ",delivered,,chat," in row


async def test_the_log_is_kept_per_day(stage: Stage, asha: Persona) -> None:
    await begins_draft(asha)
    for moment in (THURSDAY_MORNING, FRIDAY_MORNING):
        await comes(asha, moment)

    assert [e.day for e in await log(stage)] == [date(2027, 2, 11), date(2027, 2, 12)]
    assert [replace(e).is_urgent for e in await log(stage)] == [False, True]
