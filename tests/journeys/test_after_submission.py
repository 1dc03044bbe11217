"""From the receipt to the payment: every change told, every answer sent once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import samples
from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears, notices
from tests.journeys.stage import Stage, stage

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
REASONS = [{"code": "insufficient_evidence", "text": "The ad is not visible."}]


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, now=NOW) as running:
        yield running


async def test_a_change_of_status_is_told_with_what_comes_next(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha)

    await Reviewer(on).presses("start_review")
    await hears(asha)

    asha.sees("Under review", "Review: within 2 business days, so by 24 November 2026")


async def test_the_card_in_the_chat_is_updated_in_place(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha)
    card = next(m for m in asha.messages if m.replaced)
    before = card.replaced

    await Reviewer(on).presses("start_review")
    await hears(asha)

    assert card.replaced == before + 1
    assert "Under review" in card.words


async def test_without_webhooks_the_feed_tells_the_same_once(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha)
    await on.control(webhooks="off")
    await Reviewer(on).presses("start_review")
    await on.work()
    assert notices(asha, "Under review") == 0

    on.clock.moves(seconds=61)
    await hears(asha)
    on.clock.moves(seconds=61)
    await hears(asha)

    assert notices(asha, "Under review") == 1


async def test_a_request_is_answered_by_owner_and_colleague_and_sent_once(on: Stage) -> None:
    asha, ben, reviewer = on.person("Asha"), on.person("Ben"), Reviewer(on)
    await ben.installs()
    await ben.says("hello")
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=list(ITEMS))
    await hears(asha)
    asha.sees("The reviewer asks", "The invoice shows no dates.", "Los Angeles", "Seoul")

    await ben.clicks("Answer now")
    await ben.uploads(("invoice.pdf", samples.pdf("dated")))
    await asha.clicks("Answer now")
    asha.sees("How many people saw the ad?")
    await asha.says("About 12,000 people")
    asha.sees("Answered by Ben", "Answered by Asha")
    press = asha.press("Send answers")
    await asha.sends(press)
    await asha.sends({**press, "id": "pressed-again"})
    asha.sees("nothing was sent twice")
    await hears(asha)

    papers = (await reviewer.held())["papers"]
    assert len(papers) == 1
    assert [a["text"] for a in papers[0]["body"]["answers"]] == ["", "About 12,000 people"]
    assert notices(asha, "Your answers have arrived; the review goes on") == 1
    await asha.clicks("Documents")
    asha.sees("file0.pdf", "replaced", "invoice.pdf")


async def test_partial_answers_survive_a_restart(tmp_path: Path) -> None:
    async with stage(tmp_path, now=NOW) as first:
        asha = first.person("Asha")
        await files_claim(asha)
        await Reviewer(first).presses("start_review")
        await Reviewer(first).presses("request", items=list(ITEMS))
        await hears(asha)
        await asha.clicks("Answer now")
        await asha.uploads(("invoice.pdf", samples.pdf("dated")))

    async with stage(tmp_path, now=NOW) as second:
        asha, reviewer = second.person("Asha", device="phone"), Reviewer(second)
        await asha.says("my claims")
        await asha.clicks("Open")
        await asha.clicks("Answer now")
        asha.sees("item 2 of 2")
        await asha.says("About 12,000 people")
        await asha.clicks("Send answers")
        await hears(asha)
        state = (await reviewer.held())["state"]

    assert state["status"] == "submitted"
    assert state["requests"][0]["closed"]


async def test_answers_reach_a_backend_that_was_down_and_lost_its_answer(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[1]])
    await hears(asha)
    await asha.clicks("Answer now")
    await asha.says("About 12,000 people")
    await asha.clicks("Send answers")
    await on.control(outage="answer_lost", outage_on="claims", outage_calls=1)
    await on.work()
    await hears(asha)

    held = await reviewer.held()
    assert len(held["papers"]) == 1
    assert held["state"]["status"] == "submitted"


async def test_other_fields_stay_locked_while_a_request_is_open(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[0]])
    await hears(asha)
    before = (await reviewer.held())["claim"]
    await asha.clicks("Answer now")
    await asha.says("The dates are on the second page.")
    await asha.clicks("Send answers")
    await hears(asha)

    assert (await reviewer.held())["claim"] == before


async def test_a_late_answer_is_said_to_be_late_and_its_refusal_is_told(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[1]], due_days=1)
    await hears(asha)
    on.clock.moves(days=3)
    await asha.clicks("Answer now")
    asha.sees("Overdue: the time to answer ended")
    await asha.says("About 12,000 people")
    await on.control(webhooks="off")
    await reviewer.presses("expire")
    await asha.clicks("Send answers")
    await hears(asha)

    asha.sees("What you sent was not taken")
    assert (await reviewer.held())["papers"] == []
    await asha.says("my claims")
    asha.sees("Expired")


async def test_reject_dispute_approve_paid(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    asha.sees("Rejected", "The ad is not visible.")
    await asha.clicks("What to fix")
    asha.sees("The evidence was not sufficient", "a dated screenshot or photo")
    await asha.clicks("Dispute")
    await asha.uploads(("screenshot.png", samples.png()))
    await asha.clicks("Send dispute", reason="The screenshot shows it.")
    await hears(asha)
    asha.sees("Disputed", "within 5 business days, so by 30 November 2026")
    await reviewer.presses("approve")
    await hears(asha)
    asha.sees("Approved", "Payment is due by 28 January 2027")
    await asha.clicks("Where is my money?")
    asha.sees("14 December 2026", "USD 200.00", "180 days")
    await reviewer.presses("pay")
    await hears(asha)

    asha.sees("Paid", "USD 1,200.50 were paid")
    papers = (await reviewer.held())["papers"]
    assert [paper["kind"] for paper in papers] == ["dispute"]
    assert papers[0]["body"]["documents"][0]["name"] == "screenshot.png"
