"""A person beside the bot: sees the jobs that gave up, and starts them over."""

from __future__ import annotations

import asyncio

import pytest

from bot import operator
from tests.journeys.filing import files
from tests.journeys.test_backend_trouble import passes, told
from tests.journeys.test_submitting import whole


async def at_hand(do, stage, *arguments):
    """Exit code and words of a command, run beside the bot."""
    said: list[str] = []
    code = await asyncio.to_thread(do, stage.bot.settings, *arguments, said.append)
    return code, "\n".join(said)


@pytest.mark.parametrize(
    ("locale", "stuck", "receipt"),
    [
        ("en-US", "Your claim could not be sent", "Receipt: your claim is accepted"),
        ("ko-KR", "클레임을 보내지 못했습니다", "접수증: 클레임이 검토를 위해 접수되었습니다"),
    ],
)
async def test_a_submission_that_gave_up_is_seen_and_started_over_by_an_operator(
    stage_of, locale, stuck, receipt
):
    stage = await stage_of(submission_max_hours=2)
    partner = stage.person("Asha", locale=locale)
    filing = await files(partner)
    await stage.control(outage="server_error", outage_on="claims")
    await filing.submits()
    for _ in range(3):
        await passes(partner, minutes=60, step=30)
    assert told(partner, stuck) == 1
    code, words = await at_hand(operator.list_jobs, stage)
    assert (code, "1 dead" in words, "[submit]" in words) == (0, True, True), words
    key = next(word for word in words.split() if word.startswith("submit:"))
    await stage.control(outage="none")
    code, words = await at_hand(operator.retry_job, stage, key, stage.clock.now)
    assert (code, words) == (0, f"{key}: planned again")
    await partner.waits()

    await whole(stage, filing)
    assert told(partner, receipt) == 1
    code, words = await at_hand(operator.retry_job, stage, key, stage.clock.now)
    assert (code, words) == (1, f"{key}: there is no dead job of this key")
