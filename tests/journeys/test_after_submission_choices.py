"""What partners can do with a sent claim: withdraw, copy, dispute by role, look after originals."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import samples
from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears, notices
from tests.journeys.stage import Persona, Stage, actions, stage

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
REASONS = [{"code": "other", "text": "The invoice is a lump sum."}]


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, now=NOW) as running:
        yield running


def buttons(partner: Persona) -> list[str]:
    return [one.get("title", "") for m in partner.new for one in actions(m.card)]


async def test_a_claim_is_withdrawn_after_a_confirmation(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await asha.clicks("Status")
    await asha.clicks("Withdraw")
    asha.sees("Withdraw this claim?", "cannot be undone")
    assert (await reviewer.held())["papers"] == []

    await asha.clicks("Withdraw", reason="Filed twice")
    await hears(asha)

    asha.sees("Withdrawn", "This claim was pulled back")
    held = await reviewer.held()
    assert held["state"]["status"] == "withdrawn"
    assert held["papers"][0]["body"]["reason"] == "Filed twice"


async def test_a_review_that_began_meanwhile_keeps_the_claim_and_says_so(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await asha.clicks("Status")
    await asha.clicks("Withdraw")
    await on.control(webhooks="off")
    await reviewer.presses("start_review")
    await asha.clicks("Withdraw")
    await hears(asha)

    asha.sees("What you sent was not taken")
    assert (await reviewer.held())["state"]["status"] == "in_review"
    await asha.says("my claims")
    asha.sees("Under review")


async def test_an_old_withdraw_card_moves_nothing(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await asha.clicks("Status")
    await asha.clicks("Withdraw")
    press = asha.press("Withdraw", {"reason": ""})
    await reviewer.presses("start_review")
    await hears(asha)

    await asha.sends(press)
    await hears(asha)

    assert (await reviewer.held())["papers"] == []


async def test_a_claim_is_copied_into_one_new_draft(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    press = asha.press("Copy to new draft")

    await asha.sends(press)
    asha.sees("Copied from “Autumn ads”", "About the activity")
    await asha.sends({**press, "id": "pressed-again"})
    await asha.says("my claims")

    assert len([b for b in buttons(asha) if b == "Continue"]) == 1


async def test_only_admins_and_users_are_offered_a_dispute(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    press = asha.press("Dispute")
    await on.control(role="global_admin")
    on.clock.moves(hours=1)

    await asha.sends(press)

    asha.sees("A dispute is not possible", "Only an incentives admin or incentives user")


async def test_after_thirty_days_a_rejection_can_no_longer_be_disputed(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    press = asha.press("Dispute")
    on.clock.moves(days=31)

    await asha.sends(press)

    asha.sees("A dispute is not possible", "The 30 days to dispute ended")


async def test_a_dispute_is_kept_and_goes_on_on_another_device(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    await asha.clicks("Dispute")
    await asha.clicks("Save for later", reason="The lines are on page 2.")

    phone = on.person("Asha", device="phone")
    await phone.says("my claims")
    await phone.clicks("Open")
    await phone.clicks("Go on with dispute")
    phone.sees("The lines are on page 2.")
    await phone.clicks("Send dispute")
    await hears(asha)

    assert (await reviewer.held())["state"]["status"] == "disputed"


async def test_an_overdue_review_says_what_to_do(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha)
    on.clock.moves(days=5)

    await asha.clicks("Status")

    asha.sees("Overdue: the review should have ended by 24 November 2026", "CL-2026-000001")


async def test_the_list_is_filtered_by_group_and_words_and_paged(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha, "Autumn ads")
    for _ in range(5):
        on.clock.moves(minutes=1)
        await asha.says("hello")
        await asha.clicks("New claim")
        await asha.says("CSP indirect reseller")
        await asha.clicks("Save and continue", incentive_activity="DG_DIGITAL")
    await asha.says("my claims")
    asha.sees_not("Autumn ads")
    await asha.clicks("Older claims")
    asha.sees("Autumn ads")

    await asha.says("my claims")
    await asha.clicks("Filter", group="review")
    asha.sees("Autumn ads")
    await asha.clicks("Filter", group="done")
    asha.sees("No claim fits this filter.")
    await asha.clicks("Filter", group="", find="CL-2026-1")
    asha.sees("Autumn ads")


async def test_a_file_for_an_answered_request_is_not_lost_silently(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[0]])
    await hears(asha)
    await asha.clicks("Answer now")
    await asha.uploads(("invoice.pdf", samples.pdf("dated")))

    await asha.uploads(("another.pdf", samples.pdf("another")))
    asha.sees("To change an answer, open its item first")
    await asha.clicks("Open")
    await asha.uploads(("another.pdf", samples.pdf("another")))
    asha.sees("another.pdf", "invoice.pdf")


async def test_a_bad_file_for_an_item_is_refused_with_its_reason(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[0]])
    await hears(asha)
    await asha.clicks("Answer now")

    await asha.uploads(("invoice.pdf", samples.locked_pdf()))

    asha.sees("invoice.pdf", "Third-party invoice")
    asha.sees_not("checked and stored")


async def test_all_of_it_is_said_in_korean(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await asha.says("한국어로")
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=list(ITEMS))
    await hears(asha)
    asha.sees("검토자의 요청", "남은 영업일")
    await asha.clicks("지금 답변하기")
    asha.sees("답변 또는 링크")
    await asha.says("송장 두 번째 쪽에 날짜가 있습니다.")
    await asha.says("약 12,000명입니다.")
    await asha.clicks("답변 보내기")
    await hears(asha)
    asha.sees("답변이 도착했으며 검토가 계속됩니다")
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    await asha.clicks("고칠 점")
    asha.sees("송장이 활동과 일치하지 않음")


async def test_words_typed_for_an_item_that_a_colleague_just_answered_go_nowhere(on: Stage) -> None:
    asha, ben, reviewer = on.person("Asha"), on.person("Ben"), Reviewer(on)
    await ben.installs()
    await ben.says("hello")
    await files_claim(asha)
    await reviewer.presses("start_review")
    more = {"question": "In which city did it run?", "comment": ""}
    await reviewer.presses("request", items=[ITEMS[1], more])
    await hears(asha)
    await asha.clicks("Answer now")
    await ben.clicks("Answer now")
    await ben.says("12,000 people")

    await asha.says("10,000 people")

    asha.sees("In which city did it run?")
    await asha.clicks("All items")
    asha.sees("12,000 people")
    asha.sees_not("10,000 people")


async def test_what_cannot_be_sent_for_days_is_open_again_and_told(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[1]])
    await hears(asha)
    await asha.clicks("Answer now")
    await asha.says("12,000 people")
    await asha.clicks("Send answers")
    await on.control(outage="unavailable", outage_on="claims")
    for _ in range(75):
        on.clock.moves(hours=1)
        await on.work()
    await hears(asha)
    assert notices(asha, "What you sent was not taken") == 1

    await on.control(outage="none")
    await asha.says("my claims")
    await asha.clicks("Open")
    await asha.clicks("Answer now")
    await asha.clicks("Send answers")
    await hears(asha)

    assert (await reviewer.held())["state"]["status"] == "submitted"


async def test_a_history_in_korean_says_nothing_in_english_that_nobody_wrote(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await asha.says("한국어로")
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[ITEMS[1]])
    await reviewer.presses("expire")
    await hears(asha)
    await asha.says("내 클레임")
    await asha.clicks("claim.status")

    asha.sees("만료됨 · Robin (sandbox)", "검토 중 · Robin (sandbox)")
    history = [line for line in asha.said.splitlines() if " · Robin (sandbox)" in line]
    assert [line for line in history if "“" in line] == []
