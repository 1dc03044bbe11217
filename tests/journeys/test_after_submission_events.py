"""Events as they should not come: repeated, out of order, late, forged, unknown, from a feed that
jumps.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bot import operator
from bot.storage import claims, events
from bot.storage.engines import driver_url
from bot.storage.events import EventState
from tests.journeys.afterwards import (
    Reviewer,
    event_for,
    files_claim,
    hears,
    notices,
    posts,
    signed,
)
from tests.journeys.stage import Persona, Stage, stage

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, now=NOW) as running:
        yield running


async def submitted(on: Stage) -> tuple[Persona, dict[str, Any]]:
    """A claim of which the bot hears only what the test sends."""
    asha = on.person("Asha")
    await files_claim(asha)
    await on.control(webhooks="off")
    return asha, await Reviewer(on).held()


async def status_of(on: Stage, held: dict[str, Any]) -> str:
    reference = held["state"]["reference"]
    found = await on.bot.database.run(lambda c: claims.find_by_reference(c, reference), write=False)
    assert found is not None
    return found.status.value


async def in_state(on: Stage, state: EventState) -> list[str]:
    rows = await on.bot.database.run(lambda c: events.events_in(c, state), write=False)
    return [row.event_id for row in rows]


async def test_an_event_that_comes_twice_is_told_once(on: Stage) -> None:
    asha, held = await submitted(on)
    body, headers = signed(on, event_for(held, 2, "in_review"))

    answers = [await posts(on, body, headers) for _ in range(3)]
    await hears(asha)
    again, their_headers = signed(on, event_for(held, 2, "in_review", event_id="ev-other-id"))
    answers.append(await posts(on, again, their_headers))
    await hears(asha)

    assert answers == [202, 202, 202, 202]
    assert notices(asha, "Under review") == 1


async def test_an_older_event_after_a_newer_one_goes_to_the_history_only(on: Stage) -> None:
    asha, held = await submitted(on)
    for sequence, status in ((3, "approved"), (2, "in_review")):
        await posts(on, *signed(on, event_for(held, sequence, status)))
        await hears(asha)

    assert await status_of(on, held) == "approved"
    await asha.says("my claims")
    await asha.clicks("Open")
    asha.sees("Approved", "Under review · Robin Reviewer · heard later than what came after it")


async def test_the_sandbox_out_of_order_ends_at_the_newest_status(on: Stage) -> None:
    asha, held = await submitted(on)
    reviewer = Reviewer(on)
    await on.control(webhooks="out_of_order", webhook_delay_seconds=0)
    await reviewer.presses("start_review")
    await reviewer.presses("approve")
    await hears(asha)

    assert await status_of(on, held) == "approved"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"secret": "another"}, 401),
        ({"age_seconds": 301}, 401),
        ({"age_seconds": -301}, 401),
        ({"age_seconds": 299}, 202),
    ],
)
async def test_a_signature_that_is_wrong_or_old_changes_nothing(
    on: Stage, change: dict[str, Any], status: int
) -> None:
    asha, held = await submitted(on)

    answer = await posts(on, *signed(on, event_for(held, 2, "in_review"), **change))
    await hears(asha)

    assert answer == status
    assert notices(asha, "Under review") == (1 if status == 202 else 0)


async def test_a_body_that_was_changed_or_is_unsigned_is_refused(on: Stage) -> None:
    _asha, held = await submitted(on)
    body, headers = signed(on, event_for(held, 2, "in_review"))

    assert await posts(on, body.replace(b"in_review", b"approved"), headers) == 401
    assert await posts(on, body, {"Content-Type": "application/json"}) == 401
    assert await status_of(on, held) == "submitted"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"event_id": "e", "type": "claim.status_changed", "reference": "CL-1", "sequence": 0}',
        b'{"event_id": "", "type": "x", "reference": "CL-1", "sequence": 1,'
        b' "occurred_at": "2026-11-23T03:00:00Z"}',
        b'{"event_id": "a\\u0000b", "type": "x", "reference": "CL-1", "sequence": 1,'
        b' "occurred_at": "2026-11-23T03:00:00Z"}',
    ],
)
async def test_what_is_signed_but_no_event_is_refused(on: Stage, body: bytes) -> None:
    assert await posts(on, *signed(on, body)) == 400


async def test_an_event_that_is_too_big_is_refused_unread(on: Stage) -> None:
    assert await posts(on, *signed(on, b"x" * (256 * 1024 + 1))) == 413


async def test_an_unknown_type_is_kept_and_ignored(on: Stage) -> None:
    asha, held = await submitted(on)
    event = event_for(held, 2, "in_review", type="claim.smelled", surprise=[1, 2])

    answer = await posts(on, *signed(on, event))
    await hears(asha)

    assert answer == 202
    assert await in_state(on, EventState.IGNORED) == [event["event_id"]]
    assert await status_of(on, held) == "submitted"


async def test_an_event_waits_for_its_claim_to_be_accepted_here_too(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha, submits=False)
    await asha.clicks("Submit claim", attested="true")
    await on.control(outage="answer_lost", outage_on="claims", outage_calls=1)
    await on.work()
    await on.control(webhooks="off")
    held = await Reviewer(on).held()
    await posts(on, *signed(on, event_for(held, 2, "in_review")))
    await on.work()

    on.clock.moves(minutes=10)
    await hears(asha)
    await hears(asha)

    assert await status_of(on, held) == "in_review"


async def test_an_event_of_nobodys_claim_is_parked_where_the_operator_sees_it(on: Stage) -> None:
    _asha, held = await submitted(on)
    event = event_for(held, 2, "in_review", reference="CL-2026-999999")
    assert await posts(on, *signed(on, event)) == 202
    await on.work()
    waiting = await in_state(on, EventState.WAITING)

    for _ in range(30):
        on.clock.moves(hours=1)
        await on.work()

    assert waiting == [event["event_id"]]
    assert await in_state(on, EventState.PARKED) == [event["event_id"]]
    said: list[str] = []
    settings = on.bot.settings
    await asyncio.to_thread(operator.list_jobs, settings, said.append)
    assert any(event["event_id"] in line and "CL-2026-999999" in line for line in said)
    key = f"event:{event['event_id']}"
    code = await asyncio.to_thread(operator.retry_job, settings, key, on.clock.now, said.append)
    assert (code, said[-1]) == (0, f"{key}: planned again")


async def test_an_event_under_a_reference_of_another_submission_is_not_ours(on: Stage) -> None:
    asha, held = await submitted(on)
    event = event_for(held, 2, "rejected", submission_key="some-other-key")

    await posts(on, *signed(on, event))
    await hears(asha)

    assert await status_of(on, held) == "submitted"


@pytest.mark.parametrize("feed", ["jump_back", "forget_cursors"])
async def test_a_feed_that_jumps_back_tells_nothing_twice(on: Stage, feed: str) -> None:
    asha, held = await submitted(on)
    reviewer = Reviewer(on)
    await reviewer.presses("start_review")
    on.clock.moves(seconds=61)
    await hears(asha)

    await on.control(feed=feed)
    on.clock.moves(seconds=61)
    await hears(asha)
    await reviewer.presses("approve")
    on.clock.moves(seconds=61)
    await hears(asha)

    assert await status_of(on, held) == "approved"
    assert notices(asha, "Under review") == 1
    assert notices(asha, "Approved") == 1


async def test_the_feed_goes_on_after_an_outage(on: Stage) -> None:
    asha, held = await submitted(on)
    await Reviewer(on).presses("start_review")
    await on.control(outage="unavailable", outage_on="events")
    for _ in range(3):
        on.clock.moves(minutes=10)
        await on.work()
    assert await status_of(on, held) == "submitted"

    await on.control(outage="none")
    on.clock.moves(minutes=10)
    await hears(asha)

    assert await status_of(on, held) == "in_review"


async def test_a_known_default_secret_is_worth_nothing_outside_the_sandbox(tmp_path: Path) -> None:
    async with stage(tmp_path, now=NOW, backend_url="http://127.0.0.1:9") as real:
        event = {"event_id": "e-1", "type": "x", "reference": "CL-1", "sequence": 1}
        event |= {"occurred_at": NOW.isoformat()}

        assert await posts(real, *signed(real, event)) == 401


@pytest.fixture
def postgres_url() -> Iterator[str]:
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL server (.ci/postgres.sh starts one)")
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(driver_url(server), poolclass=NullPool)
    with engine.begin() as c:
        c.execute(text(f"create schema {schema}"))
    url = driver_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as c:
        c.execute(text(f"drop schema {schema} cascade"))


@pytest.mark.postgres
async def test_two_replicas_on_one_database_tell_an_event_once(
    tmp_path: Path, postgres_url: str
) -> None:
    shared = {"database_url": postgres_url, "documents_url": str(tmp_path / "documents")}
    async with (
        stage(tmp_path / "one", now=NOW, **shared) as one,
        stage(tmp_path / "two", now=NOW, **shared) as two,
    ):
        asha, held = await submitted(one)
        for sequence, status in ((2, "in_review"), (3, "approved")):
            body, headers = signed(one, event_for(held, sequence, status))
            both = await asyncio.gather(posts(one, body, headers), posts(two, body, headers))
            assert both == [202, 202]
            for _ in range(4):
                one.clock.moves(seconds=5)
                two.clock.moves(seconds=5)
                await asyncio.gather(one.work(), two.work())

        assert await status_of(two, held) == "approved"
        assert notices(asha, "Under review") == 1
        assert notices(asha, "Approved") == 1
