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


async def file_a_claim_in_korean(chat: Chat, papers: Papers, look: Look = go_on) -> None:
    """By typing, in Korean; only the declaration and Submit are pressed."""
    await chat.sees("협력 클레임에 오신 것을 환영합니다")
    await look("welcome")
    await chat.says("새 클레임")
    await chat.sees("프로그램과 위치")
    await look("program")
    await chat.says("간접 리셀러")
    await chat.sees("어떤 활동을 하셨나요?")
    await look("activity")
    await chat.says("구글 광고")
    await chat.sees("준비 사항")
    await look("checklist")
    await chat.says("시작")
    await chat.sees("먼저 몇 가지 여쭙겠습니다")
    await look("conditions")
    await chat.says("외부 업체")
    await type_the_money_in_korean(chat, look)
    await chat.sees("타사 송장")
    await look("document")
    await chat.uploads(papers.invoice, papers.picture)
    await chat.sees("랜딩 페이지 주소")
    await look("two-files")
    await chat.says(LANDING_PAGE)
    await chat.sees("결과 요약")
    await chat.uploads(papers.results)
    await chat.sees("검토:")
    await chat.fill("검토:", "attested", "true")
    await look("review")
    await chat.presses("검토:", "클레임 제출")
    await chat.sees("접수증")
    await look("receipt")


async def type_the_money_in_korean(chat: Chat, look: Look) -> None:
    """Details and one cost, one answer after the other."""
    day = a_claimable_day()
    await chat.sees("활동 정보")
    await look("details")
    for answer, question in (
        ("가을 검색 광고", "활동 첫날"),
        (f"{day.month}월 {day.day}일", "활동 마지막 날"),
        (f"{day.month}월 {day.day}일", "무엇을 하셨고"),
        ("한국에서 Microsoft 365 검색 광고를 진행했습니다.", "클레임 통화"),
        ("원화", "결과 요약"),
    ):
        await chat.says(answer)
        await chat.hears(question)
    await look("typed")
    await chat.says("노출 12만 회, 클릭 840회")
    await chat.sees("비용 입력")
    await look("cost")
    for answer, question in (
        ("매체 집행", "업체(송장에 적힌 대로)"),
        ("콘토소 미디어", "공급가액(세금 제외)"),
    ):
        await chat.says(answer)
        await chat.hears(question)
    await chat.says("120만원")
    await chat.sees("총 청구액: 1,200,000원")
    await look("costs")
    await chat.says("모두 입력했습니다")
