"""What an operator sees of the bot at `/metrics` while partners use it."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.claim import ClaimStatus
from bot.storage import figures, jobs
from tests.journeys.conftest import MakeStage
from tests.journeys.filing import files
from tests.journeys.reminding import BEFORE, FRIDAY_MORNING, THURSDAY_MORNING, begins_draft, comes
from tests.journeys.stage import Persona, Stage
from tests.journeys.watching import scrape, scrape_again
from tests.source_tree import ROOT


async def test_a_claim_on_its_way_moves_the_counts(stage: Stage, asha: Persona) -> None:
    before = await scrape(stage)
    filing = await files(asha)
    press = asha.press("claim.submit", {"attested": "true"})
    await asha.sends(press)
    await asha.sends(press)
    sending = await scrape(stage)
    await asha.waits()
    after = await scrape(stage)

    assert {before.of("claims", status=status) for status in ClaimStatus} == {0}
    assert before.of("turns_total", outcome="answered") == 0
    assert sending.of("jobs", kind="submit", state="waiting") == 1
    assert sending.of("claims", status="submitting") == 1
    assert sending.of("turns_total", outcome="seen_before") == 1
    answered = after.of("turns_total", outcome="answered")
    assert answered == len([m for m in asha.messages if m.text or m.card]) - 1  # and the receipt
    assert after.part("turn_duration_seconds", "_count") == answered + 1
    assert 0 < after.part("turn_duration_seconds", "_sum") < 60
    assert after.of("uploads_total", result="kept") == len(filing.sent)
    assert after.of("claims", status="submitted") == 1
    assert after.of("jobs", kind="submit", state="waiting") == 0
    assert after.of("job_attempts_total", result="done") > 0
    assert after.of("backend_calls_total", result="answered") > len(filing.sent)
    assert after.of("channel_calls_total", result="taken") > answered
    assert after.of("event_posts_total", result="kept") >= 1


LABELS = {"kind", "le", "outcome", "result", "state", "status"}


async def test_nothing_tells_who_it_is_about(stage: Stage, asha: Persona) -> None:
    filing = await files(asha)
    await filing.submits()
    await asha.waits()
    await asha.uploads(("setup.exe", b"MZ"))
    [claim] = await stage.received()
    found = await scrape(stage)

    samples = [labels for f in found.families.values() for _, labels in f.samples]
    assert {label for labels in samples for label, _ in labels} == LABELS
    assert len(samples) < 250
    for word in ("Asha", "Contoso", "Autumn", claim["state"]["reference"], asha.tenant, "29:"):
        assert word not in found.text


async def test_who_asks_again_and_again_does_not_load_the_database(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []
    run = stage.bot.database.run

    async def counted(fn: Any, *, write: bool = True) -> Any:
        reads.append(write)
        return await run(fn, write=write)

    monkeypatch.setattr(stage.bot.database, "run", counted)
    found = await asyncio.gather(*(scrape_again(stage) for _ in range(20)))
    found += [await scrape_again(stage) for _ in range(5)]

    assert [one.of("database_up") for one in found] == [1] * 25
    assert reads == [False]


async def test_ages_are_told_as_of_the_reading(stage: Stage) -> None:
    first = await scrape(stage)
    stage.clock.moves(seconds=9)
    again = await scrape_again(stage)

    assert again.of("database_read_age_seconds") == 9
    for age in ("job_wait_seconds", "feed_age_seconds"):
        assert again.of(age) == first.of(age) > 0


async def test_nobody_working_is_seen_by_how_long_work_could_have_begun(
    stage: Stage, asha: Persona
) -> None:
    await stage.work()
    waiting = await scrape(stage)
    stage.clock.moves(minutes=30)
    found = await scrape(stage)
    await stage.work()

    assert waiting.of("job_wait_seconds") < 60
    assert found.of("job_wait_seconds") > 1700
    assert (await scrape(stage)).of("job_wait_seconds") < 60


async def test_jobs_of_a_kind_that_this_version_does_not_know_are_seen(stage: Stage) -> None:
    now = stage.clock.now

    def work(c: Any) -> None:
        for number in range(2):
            kind = f"kind_{number}"
            jobs.enqueue(c, job_key=kind, kind=kind, arguments={}, run_at=now)

    await stage.bot.database.run(work)
    found = await scrape(stage)

    assert found.of("jobs", kind="other", state="waiting") == 2
    assert "kind_" not in found.text


async def test_what_is_no_turn_is_counted_apart(stage: Stage, asha: Persona) -> None:
    await asha.sends(asha.activity(type="typing"))
    await asha.sends(asha.activity(type="invoke", name="unknown/invoke"))
    url = f"{stage.base}/api/messages"
    json = {"Content-Type": "application/json"}
    for headers, body in (
        ({**json, "Host": "bot.example"}, "{}"),
        (json, "{"),
        ({"Content-Type": "text/plain"}, "{}"),
        (json, " " * 300_000),
    ):
        async with stage.session.post(url, data=body, headers=headers) as response:
            assert response.status in (400, 401, 413, 415)
    found = await scrape(stage)

    counted = {"ignored": 2, "refused": 1, "malformed": 3, "answered": 0, "failed": 0}
    assert {name: found.of("turns_total", outcome=name) for name in counted} == counted
    assert found.part("turn_duration_seconds", "_count") == 0


async def test_reminders_are_seen_by_what_became_of_them(stage_of: MakeStage) -> None:
    stage = await stage_of(now=BEFORE)
    await stage.control(funds="zero")
    asha = stage.person("Asha")
    await begins_draft(asha)
    await comes(asha, THURSDAY_MORNING)
    told = await scrape(stage)
    stage.channel.refuse_sends = [(404, "ConversationNotFound")]
    await comes(asha, FRIDAY_MORNING + timedelta(hours=1))
    lost = await scrape(stage)

    assert told.of("reminders_last_day", state="delivered") == 1
    assert lost.of("reminders_last_day", state="delivered") == 0
    assert lost.of("reminders_last_day", state="failed") == 1


async def test_every_state_of_the_jobs_is_there_from_the_start(stage: Stage) -> None:
    found = await scrape(stage)
    samples = found.families["claims_bot_jobs"].samples
    kinds = {dict(labels)["kind"] for _, labels in samples}

    assert kinds == {*stage.bot.worker.kinds, "other"}
    assert len(samples) == len(kinds) * len(figures.JOB_STATES)


async def test_what_operators_are_told_to_watch_is_there_and_all_of_it(stage: Stage) -> None:
    found = await scrape(stage)
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    named = {
        re.sub("_(bucket|sum|count)$", "", name)
        for name in re.findall(r"\b(?:claims_bot|process)_\w+", page)
    }
    used = re.findall(r'(claims_bot_\w+)\{(\w+)!?="(\w+)"', page)
    known = {
        (name, *pair)
        for name, family in found.families.items()
        for _, labels in family.samples
        for pair in labels
    }

    assert named == set(found.families)
    assert len(used) >= 6
    assert [one for one in used if one not in known] == []
