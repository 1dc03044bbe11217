"""One partner's claim from hello to receipt, in the words of two languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.catalog import load_catalog
from bot.domain import periods
from tests import samples
from tests.browser.chat import Chat

Look = Callable[[str], Awaitable[None]]
"""Called after each step with the step's name."""

LANDING_PAGE = "https://contoso.example/microsoft-365"


async def go_on(step: str) -> None:
    """Nothing happens between the steps."""


def a_claimable_day() -> date:
    """A day whose activity can be claimed now."""
    now = datetime.now(UTC)
    usage = periods.open_usage_period(now, load_catalog().programs["CSP_IR"])
    return min(usage.last, max(usage.first, now.date() - timedelta(days=7)))


@dataclass(frozen=True)
class Papers:
    """What the partner hands over."""

    invoice: Path
    picture: Path
    results: Path

    @classmethod
    def write(cls, folder: Path) -> Papers:
        """The files on a disk, as a partner has them."""
        papers = cls(
            folder / "Invoice 2026-117.pdf",
            folder / "광고 화면 ad.png",
            folder / "results.xlsx",
        )
        papers.invoice.write_bytes(samples.pdf("Invoice 2026-117", size=200_000))
        papers.picture.write_bytes(samples.png(size=150_000))
        papers.results.write_bytes(samples.xlsx())
        return papers

    def __iter__(self):
        return iter((self.invoice, self.picture, self.results))


async def fill_details(chat: Chat, card: str) -> None:
    """The header of the claim."""
    day = a_claimable_day().isoformat()
    await chat.fills(
        card,
        claim_name="Autumn search ads",
        activity_start=day,
        activity_end=day,
        description="Search ads for Microsoft 365 Business Premium in Korea.",
        currency="USD",
        metric_result_summary="120,000 impressions and 840 clicks",
    )


async def fill_cost(chat: Chat, card: str) -> None:
    """One invoice."""
    await chat.fills(
        card,
        expense_type="media_placement",
        vendor_name="Contoso Media",
        invoice_number="2026-117",
        net="1,200.50",
        tax="120.05",
    )


async def file_a_claim(chat: Chat, papers: Papers, look: Look = go_on) -> None:
    """By buttons and forms, in English."""
    await chat.sees("Welcome")
    await look("welcome")
    await chat.presses("Welcome", "New claim")
    card = "Program and location"
    await chat.sees(card)
    await chat.fill(card, "program_location", "CSP_IR|2971841")
    await look("program")
    await chat.presses(card, "Save and continue")
    card = "What was the money spent on?"
    await chat.sees(card)
    await chat.fill(card, "incentive_activity", "DG_DIGITAL")
    await look("activity")
    await chat.presses(card, "Save and continue")
    await chat.sees("What you will need")
    await look("checklist")
    await chat.presses("What you will need", "Start")
    card = "A few questions first"
    await chat.sees(card)
    await chat.fill(card, "condition_work_by", "third_party")
    await look("conditions")
    await chat.presses(card, "Save and continue")
    await tell_the_money(chat, look)
    await hand_over(chat, papers, look)
    await chat.presses_and_is_heard("Review:", "Submit claim")
    await look("submitted")
    await chat.sees("Receipt:")
    await look("receipt")


async def tell_the_money(chat: Chat, look: Look) -> None:
    """Details and costs."""
    card = "About the activity"
    await chat.sees(card)
    await look("details-empty")
    await fill_details(chat, card)
    await look("details")
    await chat.presses(card, "Save and continue")
    card = "One cost"
    await chat.sees(card)
    await fill_cost(chat, card)
    await look("cost")
    await chat.presses(card, "Save and continue")
    await chat.sees("Costs of this claim")
    await look("costs")
    await chat.presses("Costs of this claim", "That is all")


async def hand_over(chat: Chat, papers: Papers, look: Look) -> None:
    """Documents, until the review card stands there with its box ticked."""
    await chat.sees("Document 1 of 4")
    await look("document")
    await chat.uploads(papers.invoice, papers.picture)
    await chat.sees("Document 3 of 4")
    await look("two-files")
    await chat.says(LANDING_PAGE)
    await chat.sees("Document 4 of 4")
    await look("link")
    await chat.uploads(papers.results)
    await chat.sees("Review:")
    await chat.fill("Review:", "attested", "true")
    await look("review")
