"""What an operator sees at `/metrics` of what goes wrong."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.errors import StorageUnavailable
from bot.storage import jobs
from tests.journeys.conftest import MakeStage
from tests.journeys.filing import Filing, files
from tests.journeys.stage import Persona, Stage
from tests.journeys.watching import scrape


async def test_a_job_that_gave_up_is_seen_until_it_is_started_again(
    stage: Stage, asha: Persona
) -> None:
    filing = await files(asha)
    await filing.submits()
    stage.channel.refuse_sends = [(400, "BadArgument")]
    await asha.waits()
    dead = await scrape(stage)

    assert stage.channel.refuse_sends == []
    assert dead.of("jobs", kind="notice", state="dead") == 1
    assert dead.of("job_attempts_total", result="dead") == 1
    assert dead.of("channel_calls_total", result="refused") == 1
    assert dead.of("job_oldest_seconds", kind="notice") == 0

    key = await stage.bot.database.run(_dead_key, write=False)
    await stage.bot.database.run(lambda c: jobs.revive(c, key, stage.clock.now))
    await asha.waits()

    assert (await scrape(stage)).of("jobs", kind="notice", state="dead") == 0
    asha.sees("Receipt: your claim is accepted")


def _dead_key(c: Any) -> str:
    found = c.exec_driver_sql("select job_key from jobs where state = 'dead'").scalar_one()
    return str(found)


async def test_a_claims_api_that_is_down_is_seen_by_what_waits_for_it(
    stage: Stage, asha: Persona
) -> None:
    filing = await files(asha)
    await stage.work()
    await stage.control(outage="unavailable")
    await filing.submits()
    for _ in range(20):
        stage.clock.moves(minutes=1)
        await asha.waits()
    found = await scrape(stage)

    assert found.of("jobs", kind="submit", state="postponed") == 1
    assert 1200 <= found.of("job_oldest_seconds", kind="submit") < 1300
    assert found.of("backend_calls_total", result="unavailable") > 2
    assert found.of("feed_age_seconds") >= 1200

    await stage.control(outage="none")
    for _ in range(6):
        stage.clock.moves(minutes=1)
        await asha.waits()
    found = await scrape(stage)

    assert found.of("job_oldest_seconds", kind="submit") == 0
    assert found.of("feed_age_seconds") < 120


async def test_a_claim_that_is_sent_back_is_seen(stage: Stage, asha: Persona) -> None:
    filing = await files(asha)
    await stage.control(refuse_next_claim="comments-missing", refuse_message="Please comment.")
    await filing.submits()
    await asha.waits()
    found = await scrape(stage)

    assert found.of("backend_calls_total", result="refused") == 1
    assert found.of("claims", status="draft") == 1
    assert found.of("job_attempts_total", result="dead") == 0


async def test_a_channel_that_slows_us_down_is_seen(stage: Stage, asha: Persona) -> None:
    stage.channel.refuse_sends = [(429, "TooManyRequests")]
    await asha.says("help")
    found = await scrape(stage)

    asha.sees("These words work at any time")
    assert found.of("channel_calls_total", result="throttled") == 1
    assert found.of("turns_total", outcome="answered") == 1


async def test_our_own_limits_are_seen(stage_of: MakeStage) -> None:
    stage = await stage_of(conversation_send_windows=("1/3600",))
    asha = stage.person("Asha")
    await asha.says("help")
    await asha.says("help")
    found = await scrape(stage)

    assert found.of("channel_calls_total", result="held_back") >= 1
    assert found.of("channel_calls_total", result="throttled") == 0


async def test_a_turn_that_fails_is_seen(stage: Stage, asha: Persona) -> None:
    await asha.says("hi")
    stage.channel.refuse_sends = [(403, "Forbidden")]
    await asha.says("help")
    asha.sees("wrong on our side")
    found = await scrape(stage)

    assert found.of("turns_total", outcome="failed") == 1
    assert found.of("turns_total", outcome="answered") == 1
    assert found.part("turn_duration_seconds", "_count") == 2


async def test_while_a_failure_is_being_told_no_count_goes_back(
    stage: Stage, asha: Persona
) -> None:
    await asha.says("hi")
    assert (await scrape(stage)).of("turns_total", outcome="answered") == 1
    passes, waits = asyncio.Event(), asyncio.Event()
    passes.set()
    stage.channel.holds, stage.channel.refuse_sends = [passes, waits], [(403, "Forbidden")]
    turn = asyncio.create_task(asha.says("help"))
    for _ in range(500):
        during = await scrape(stage)
        if during.of("turns_total", outcome="failed"):
            break
    waits.set()
    await turn

    assert during.of("turns_total", outcome="failed") == 1
    assert during.of("turns_total", outcome="answered") == 1
    assert during.part("turn_duration_seconds", "_count") == 1


async def test_the_event_loop_is_watched_from_the_first_scrape_on(stage: Stage) -> None:
    first = await scrape(stage)
    for _ in range(2000):
        found = await scrape(stage)
        if found.part("loop_late_seconds", "_count"):
            break

    assert first.part("loop_late_seconds", "_count") == 0
    assert found.part("loop_late_seconds", "_count") > 0


async def test_events_that_nobody_signed_are_seen(stage: Stage) -> None:
    async with stage.session.post(f"{stage.base}/api/backend-events", data=b"{}") as response:
        assert response.status == 401

    assert (await scrape(stage)).of("event_posts_total", result="refused") == 1


async def test_refused_documents_are_seen(stage: Stage, asha: Persona) -> None:
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.later")
    await asha.uploads(("setup.exe", b"MZ" + b"\0" * 200))
    attachment = asha.attachment("invoice.pdf", b"")
    url = "https://elsewhere.example/invoice.pdf"
    attachment["contentUrl"] = attachment["content"]["downloadUrl"] = url
    await asha.sends(asha.activity(attachments=[attachment]))
    stage.channel.files.clear()
    lost = asha.attachment("invoice.pdf", b"x")
    stage.channel.files.clear()
    await asha.sends(asha.activity(attachments=[lost]))
    found = await scrape(stage)

    results = ("kept", "refused", "place_not_allowed", "unavailable")
    assert [found.of("uploads_total", result=one) for one in results] == [0, 1, 1, 1]


async def test_without_its_database_the_bot_still_tells_of_itself(
    stage: Stage, asha: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asha.says("hi")

    async def away(*_: Any, **__: Any) -> None:
        raise StorageUnavailable("away")

    with monkeypatch.context() as patched:
        for way in ("run", "run_each"):
            patched.setattr(stage.bot.database, way, away)
        await asha.says("help")
        assert asha.status == 503
        down = await scrape(stage)
    up = await scrape(stage)

    assert down.of("database_up") == 0
    assert down.of("turns_total", outcome="answered") == 1
    assert down.of("turns_total", outcome="without_database") == 1
    of_database = ("jobs", "job_oldest_seconds", "claims", "events", "feed_age_seconds")
    assert [name for name in of_database if down.has(name)] == []
    assert up.of("database_up") == 1
    assert [name for name in of_database if not up.has(name)] == []
