"""The real process, killed at every named point of an answer, a dispute and a withdrawal: what was
begun is kept, and the claims office gets each exactly once.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import samples
from tests.journeys.afterwards import Reviewer, notices
from tests.journeys.filing import Filing
from tests.journeys.processes import Process, claimable_day, outside, process, until
from tests.journeys.stage import Persona, Stage, stage

__all__ = ["outside", "process"]

ITEMS = [
    {"kind": "INV_3P", "comment": "The invoice shows no dates."},
    {"kind": "AD_SHOT", "comment": "The ad cannot be read."},
    {"question": "How many people saw the ad?", "comment": ""},
]
INVOICE = samples.pdf("the invoice with its dates")
SHOT = samples.png(seed=77)
REASONS = [{"code": "insufficient_evidence", "text": "The ad is not visible."}]

SLOW_SECONDS = 0.7
"""Long enough to kill, or to make the backend well, in the middle of a call: none fails, so that
nothing waits for the pause after it.
"""

Decide = Callable[[Reviewer], Awaitable[None]]


@pytest.fixture
def filed(process: Process, outside: Stage) -> Callable[[Decide], Awaitable[Persona]]:
    """A claim filed on the process's folder before its first life, and decided about."""

    async def file(decide: Decide) -> Persona:
        # whole seconds, and all of it over: no slot lies ahead of the process's clock
        now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=2)
        channel = outside.channel
        async with stage(process.folder, now=now, channel=channel) as before:
            day = claimable_day(before)
            plan = {"activity_start": day, "activity_end": day}
            filing = Filing(before.person("Asha"), plan=plan)
            await filing.starts()
            await filing.goes_on()
            await filing.submits()
            await filing.partner.waits()
            await decide(Reviewer(before))
            for _ in range(4):
                before.clock.moves(seconds=5)
                await before.work()
        return outside.person("Asha", device="phone")

    return file


async def asks_for_more(reviewer: Reviewer) -> None:
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=ITEMS)


async def rejects(reviewer: Reviewer) -> None:
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)


async def does_nothing(reviewer: Reviewer) -> None:
    """The claim waits for its review."""


async def test_answers_survive_a_kill_at_every_point_of_their_way(process, outside, filed):
    asha = await filed(asks_for_more)
    await process.starts()
    await opens(asha)
    await asha.clicks("Answer now")
    await asha.uploads(("invoice.pdf", INVOICE))
    await process.is_killed()  # in the middle of the items

    await process.starts()
    await asha.says("continue")
    asha.sees("item 2 of 3")
    await asha.uploads(("shot.png", SHOT))
    await asha.says("About 12,000 people")
    await process.is_killed()  # everything answered, nothing sent

    await process.starts()
    await asha.says("continue")
    asha.sees("invoice.pdf", "shot.png", "About 12,000 people")
    await is_sent_once(
        process,
        outside,
        lambda: asha.clicks("Send answers"),
        documents=[INVOICE, SHOT],
        was="action_required",
        becomes="submitted",
    )

    [paper] = await papers(outside)
    answers = paper["body"]["answers"]
    assert paper["kind"] == "answers"
    assert [answer["text"] for answer in answers] == ["", "", "About 12,000 people"]
    assert [d["name"] for a in answers for d in a["documents"]] == ["invoice.pdf", "shot.png"]
    assert notices(asha, "Your answers have arrived; the review goes on") == 1


async def test_a_dispute_survives_a_kill_at_every_point_of_its_way(process, outside, filed):
    asha = await filed(rejects)
    await process.starts()
    await opens(asha)
    await asha.clicks("Dispute")
    await asha.uploads(("shot.png", SHOT))
    await asha.clicks("Save for later", reason="The screenshot shows it.")
    await process.is_killed()  # prepared, not sent

    await process.starts()
    await opens(asha)
    await asha.clicks("Go on with dispute")
    asha.sees("The screenshot shows it.", "shot.png")
    await is_sent_once(
        process,
        outside,
        lambda: asha.clicks("Send dispute"),
        documents=[SHOT],
        was="rejected",
        becomes="disputed",
    )

    [paper] = await papers(outside)
    assert (paper["kind"], paper["body"]["text"]) == ("dispute", "The screenshot shows it.")
    assert [d["name"] for d in paper["body"]["documents"]] == ["shot.png"]
    assert notices(asha, "Disputed, being looked at again") == 1


async def test_a_withdrawal_survives_a_kill_at_every_point_of_its_way(process, outside, filed):
    asha = await filed(does_nothing)
    await process.starts()
    await opens(asha)
    await asha.clicks("Withdraw")
    await process.is_killed()  # asked, not confirmed

    await process.starts()
    await is_sent_once(
        process,
        outside,
        lambda: asha.clicks("Withdraw", reason="Filed twice"),
        documents=[],
        was="submitted",
        becomes="withdrawn",
    )

    [paper] = await papers(outside)
    assert (paper["kind"], paper["body"]["reason"]) == ("withdrawal", "Filed twice")
    assert notices(asha, "Withdrawn") == 1


async def opens(partner: Persona) -> None:
    await partner.says("my claims")
    await partner.clicks("Open")


async def is_sent_once(
    process: Process,
    outside: Stage,
    send: Callable[[], Awaitable[Any]],
    *,
    documents: list[bytes],
    was: str,
    becomes: str,
) -> None:
    """Send, with a kill at each point between the press and what the partner is told."""
    await outside.control(outage="unavailable", slow_seconds=SLOW_SECONDS, webhooks="off")
    await send()
    await process.is_killed()  # wanted here, nothing sent yet

    await process.starts()
    assert await papers(outside) == []
    await outside.control(outage="answer_lost", outage_on="claims")
    if documents:
        await until(lambda: holds(outside, documents[0]))
        await process.is_killed()  # after the first document
        await process.starts()
    await until(lambda: has_paper(outside))
    await process.is_killed()  # taken there, not known here
    assert process.claim()["status"] == was

    outside.channel.silence = asyncio.Event()
    await process.starts()
    await outside.control(outage="none", slow_seconds=0)
    await until(lambda: process.claim()["status"] == becomes)
    await process.is_killed()  # known here, and nobody was told
    before = told(outside)
    outside.channel.silence.set()
    outside.channel.silence = None
    await process.starts()
    await until(lambda: told(outside) > before)
    for document in documents:
        assert await outside.held(hashlib.sha256(document).hexdigest()) == document
    assert process.claim()["status"] == becomes


def told(outside: Stage) -> int:
    """How many messages arrived anywhere."""
    return sum(len(sent) for sent in outside.channel.messages.values())


async def papers(outside: Stage) -> list[dict[str, Any]]:
    """What the claims office holds beside the claim itself."""
    [held] = await outside.received()
    found: list[dict[str, Any]] = held["papers"]
    return found


async def has_paper(outside: Stage) -> bool:
    return bool(await papers(outside))


async def holds(outside: Stage, document: bytes) -> bool:
    url = f"{outside.base}/sandbox/documents/{hashlib.sha256(document).hexdigest()}"
    async with outside.session.get(url) as response:
        return response.status == 200
